"""The zip of a proof bundle (DXP 10): `bundle.json`, and sealed attachments as `att/<id>/<i>`, stored, nothing else.

Read from bytes in memory and never unpacked to a disk, so a name can lead nowhere; it is refused all the same. Times,
attributes and versions in a zip are covered by nothing; no decision rests on them.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from detente.crypto import attachment, tree
from detente.crypto.hashing import equal
from detente.model import b64
from detente.protocol.findings import DoesNotHold, Finding
from detente.protocol.header import AttachmentRef, Header

Attachments = Mapping[bytes, Mapping[int, bytes]]
"""Sealed chunks by attachment id (16 bytes) and number from 0."""

JSON_NAME: Final = "bundle.json"
MAX_JSON: Final = 64 << 20
MAX_CHUNK: Final = attachment.CHUNK_BYTES + 16
"""A sealed chunk: the plain one and the tag of AES-GCM."""

_CHUNK_NAME: Final = re.compile(r"att/([A-Za-z0-9_-]{22})/(0|[1-9][0-9]{0,8})", re.ASCII)
_ENCRYPTED: Final = 0x1
_UNREADABLE: Final = (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OSError)


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin like a zip; a JSON object never does."""
    return data.startswith(b"PK")


def build(bundle_json: bytes, attachments: Attachments) -> bytes:
    """Give the zip: the same bytes for the same content, whatever the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_info(JSON_NAME), bundle_json)
        for attachment_id in sorted(attachments):
            for index in sorted(attachments[attachment_id]):
                name = f"att/{b64.encode(attachment_id)}/{index}"
                archive.writestr(_info(name), attachments[attachment_id][index])
    return out.getvalue()


def read(data: bytes) -> tuple[bytes, Attachments]:
    """Give `bundle.json` and the sealed chunks; that they are the right ones is for `attachment_findings` to say.

    Raises:
        DoesNotHold: no zip that can be read, a foreign or double name, a link, something packed or encrypted, a size
            above its cap, no `bundle.json`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_names(archive.infolist(), len(data))
            contents = {info.filename: archive.read(info) for info in archive.infolist()}
    except _UNREADABLE as error:
        raise DoesNotHold([Finding("zip", f"the zip cannot be read: {error}", "bad-zip")]) from error
    attachments: dict[bytes, dict[int, bytes]] = {}
    for name, content in contents.items():
        if name != JSON_NAME:
            _, text, index = name.split("/")
            attachments.setdefault(b64.decode(text), {})[int(index)] = content
    return contents[JSON_NAME], attachments


def attachment_findings(attachments: Attachments, headers: Sequence[Header]) -> Iterator[Finding]:
    """Give a finding for each attachment that is not, whole and unchanged, the one that a proved header names."""
    named: dict[bytes, list[AttachmentRef]] = {}
    for header in headers:
        for reference in header.att:
            named.setdefault(reference.id, []).append(reference)
    for attachment_id, chunks in attachments.items():
        path = f"att/{b64.encode(attachment_id)}"
        references = named.get(attachment_id)
        if references is None:
            yield Finding(path, "no proved entry here names this attachment", "unknown-attachment")
        elif not any(_is_whole(chunks, reference) for reference in references):
            yield Finding(path, "the number of chunks is not that of the header", "mismatch")
        elif not any(_has_root(chunks, reference) for reference in references):
            yield Finding(path, "the chunks do not lead to the root in the header", "bad-path")


def _is_whole(chunks: Mapping[int, bytes], reference: AttachmentRef) -> bool:
    return len(chunks) == reference.chunks and max(chunks) == reference.chunks - 1


def _has_root(chunks: Mapping[int, bytes], reference: AttachmentRef) -> bool:
    leaves = [attachment.chunk_leaf(chunks[index]) for index in sorted(chunks)]
    return _is_whole(chunks, reference) and equal(tree.root_of(leaves), reference.root)


def _check_names(infos: Sequence[zipfile.ZipInfo], total: int) -> None:
    names = [info.filename for info in infos]
    if len(set(names)) != len(names):
        raise DoesNotHold([Finding("zip", "a name stands twice", "bad-zip")])
    if JSON_NAME not in names:
        raise DoesNotHold([Finding("zip", f"{JSON_NAME} is missing", "bad-zip")])
    # Stored entries cannot hold more than the file, unless they overlap: that is how a small zip fills a memory.
    if sum(info.file_size for info in infos) > total:
        raise DoesNotHold([Finding("zip", "its entries overlap", "bad-zip")])
    for info in infos:
        reason = _refusal(info)
        if reason is not None:
            raise DoesNotHold([Finding(f"zip:{info.filename!r}", reason, "bad-zip")])


def _refusal(info: zipfile.ZipInfo) -> str | None:
    # zipfile cuts a name at NUL: what follows must not hide.
    if info.orig_filename != info.filename or not _is_name(info.filename):
        return "only bundle.json and att/<id>/<i> may stand here"
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return "not a plain file"
    if info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size:
        return "it is packed; a bundle is stored"
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if info.file_size > (MAX_JSON if info.filename == JSON_NAME else MAX_CHUNK):
        return "it is above the size that is allowed"
    return None


def _is_name(name: str) -> bool:
    if name == JSON_NAME:
        return True
    matched = _CHUNK_NAME.fullmatch(name)
    if matched is None:
        return False
    try:
        b64.decode(matched[1], length=attachment.ID_BYTES)
    except b64.BadBase64:
        return False
    return True


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info
