"""Attachments: a file is sealed chunk by chunk into the blobs of the home; received chunks are checked and kept there.

Memory stays at one chunk whatever the size of the file. A file that changes while it is read stops the release.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.audit.acts import Act
from detente.crypto import attachment as sealing
from detente.crypto import tree
from detente.crypto.hashing import equal
from detente.crypto.sealing import CannotOpen
from detente.model import b64
from detente.model.errors import BadInput, LocalError, NotFound
from detente.node.context import Node
from detente.node.stores.models import AttachmentRow, Entry
from detente.node.stores.unit import Unit, unit
from detente.protocol.header import AttachmentRef

TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file whose sealed chunks lie in the blobs, and what the entry says of it."""

    ref: AttachmentRef
    name: str
    sha256: bytes
    leaves: bytes

    def to_wire(self) -> dict[str, str]:
        """Give the member of `files` in the payload."""
        return {"id": b64.encode(self.ref.id), "name": self.name, "type": TYPE, "sha256": b64.encode(self.sha256)}


class MissingChunk(LocalError):
    """A chunk is not here, or is not what was sealed."""

    code = "attachment-missing"


def folder(node: Node, attachment_id: str) -> Path:
    """Give the folder of one attachment's chunks."""
    return node.home / "blobs" / attachment_id[:2] / attachment_id


def seal_file(node: Node, path: Path, name: str, cek: bytes) -> SealedFile:
    """Seal a file into the blobs, in one pass.

    Raises:
        BadInput: it cannot be read, or it changed while it was read; nothing was released.
    """
    attachment_id = node.entropy(sealing.ID_BYTES)
    key = sealing.chunk_key(cek, attachment_id)
    target = folder(node, b64.encode(attachment_id))
    target.mkdir(parents=True, mode=0o700)
    digest, leaves, size = hashlib.sha256(), [], 0
    try:
        with path.open("rb") as source:
            before = os.fstat(source.fileno())
            total = before.st_size
            count = sealing.chunk_count(total)
            for index in range(count):
                plain = source.read(sealing.CHUNK_BYTES)
                digest.update(plain)
                size += len(plain)
                sealed = sealing.seal_chunk(
                    plain, key=key, attachment_id=attachment_id, index=index, last=index == count - 1
                )
                _write(target / str(index), sealed)
                leaves.append(sealing.chunk_leaf(sealed))
            after = os.fstat(source.fileno())
            grown = bool(source.read(1))
    except OSError as error:
        raise BadInput(
            f"The file {path.name} cannot be read: {error.strerror or 'unknown reason'}. Check its name and its rights."
        ) from error
    if grown or size != total or (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise BadInput(f"The file {path.name} changed while it was read. Nothing was sent; try again when it is still.")
    ref = AttachmentRef(attachment_id, size, count, tree.root_of(leaves))
    return SealedFile(ref, name, digest.digest(), b"".join(leaves))


def store(node: Node, entry: Entry, file: SealedFile, work: Unit) -> None:
    """Put an attachment of ours beside its entry, inside a unit of work."""
    AttachmentRow.objects.using(node.alias).create(
        entry=entry,
        att_id=b64.encode(file.ref.id),
        size=file.ref.size,
        chunks=file.ref.chunks,
        root=file.ref.root,
        leaves=file.leaves,
        held=bytes(file.ref.chunks),
    )
    work.record(Act.ATTACHMENT_STORED, refs={"cid": entry.cid}, details={"size": file.ref.size})


def take_leaves(node: Node, row: AttachmentRow, leaves: bytes) -> bool:
    """Keep the leaves of an attachment that arrives; whether they lead to the root in the header."""
    if len(leaves) != 32 * row.chunks:
        return False
    split = [leaves[i : i + 32] for i in range(0, len(leaves), 32)]
    if not equal(tree.root_of(split), bytes(row.root)):
        return False
    known = AttachmentRow.objects.using(node.alias).filter(pk=row.pk)
    # The room for chunks first: leaves say that there is room.
    known.filter(held=b"").update(held=bytes(row.chunks))
    known.update(leaves=leaves)
    return True


def take_chunk(node: Node, row: AttachmentRow, index: int, sealed: bytes) -> bool:
    """Keep one sealed chunk, durable before the answer; whether it is the one that its leaf names."""
    if row.leaves is None or not 0 <= index < row.chunks:
        return False
    leaf = bytes(row.leaves)[32 * index : 32 * index + 32]
    if not equal(sealing.chunk_leaf(sealed), leaf):
        return False
    target = folder(node, row.att_id)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(target / str(index), sealed)
    with unit(node, "chunk") as work:
        fresh = AttachmentRow.objects.using(node.alias).select_for_update().get(pk=row.pk)
        held = bytearray(fresh.held)
        held[index] = 1
        fresh.held, fresh.complete = bytes(held), all(held)
        fresh.save(using=node.alias, update_fields=["held", "complete"])
        work.record(Act.ATTACHMENT_STORED, refs={"attachment": row.att_id}, details={"chunk": index})
    return True


def bitmap(row: AttachmentRow) -> bytes:
    """Give the bitmap of held chunks: bit i of byte i/8, lowest first."""
    bits = bytearray(-(-row.chunks // 8))
    for index, held in enumerate(bytes(row.held)):
        if held:
            bits[index // 8] |= 1 << index % 8
    return bytes(bits)


def sealed_chunk(node: Node, att_id: str, index: int) -> bytes:
    """Give a stored sealed chunk; MissingChunk where it is gone."""
    try:
        return (folder(node, att_id) / str(index)).read_bytes()
    except OSError as error:
        raise MissingChunk(
            f"Chunk {index} of an attachment is missing from the blobs. Restore it from the backup."
        ) from error


def read(node: Node, row: AttachmentRow) -> Iterator[bytes]:
    """Give the plain chunks of a whole attachment, each proved before it is given.

    Raises:
        MissingChunk: a chunk is not here yet, or does not open.
        NotFound: the entry was not opened here.
    """
    entry = row.entry
    if entry.cek is None:
        raise NotFound("The entry of this attachment was not opened here.")
    attachment_id = b64.decode(row.att_id)
    key = sealing.chunk_key(bytes(entry.cek), attachment_id)
    for index in range(row.chunks):
        try:
            yield sealing.open_chunk(
                sealed_chunk(node, row.att_id, index),
                key=key,
                attachment_id=attachment_id,
                index=index,
                last=index == row.chunks - 1,
            )
        except CannotOpen as error:
            raise MissingChunk("A chunk of this attachment was changed on the disk. Ask the partner again.") from error


def _write(path: Path, data: bytes) -> None:
    """Write, fsync, rename: a chunk is there whole or not at all."""
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
