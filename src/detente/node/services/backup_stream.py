"""The stream of a backup: one file, sealed in chunks under a key of its own, which the node's passphrase locks.

    magic ‖ u32 length ‖ vault {"key", "id"} ‖ chunk 0 ‖ chunk 1 ‖ … ‖ last chunk

A chunk is 1 MiB of plaintext sealed as those of attachments are, with its number and whether it is the last, so that
nothing can be cut, moved, doubled or appended. The chunks' key is bound to every byte before them. Inside is a tar:
`backup.json` with the facts of the backup, then `node.sqlite3` and the home's files, `detente.toml` last.
"""

from __future__ import annotations

from typing import IO, Final, Protocol

from detente.crypto import attachment, sealing, vault
from detente.crypto.hashing import sha256, u32
from detente.crypto.sealing import CannotOpen
from detente.crypto.vault import BadVault, WrongPassphrase
from detente.model import b64
from detente.model.errors import LocalError
from detente.node.entropy import Entropy

MAGIC: Final = b"detente-backup/1\n"
CHUNK: Final = attachment.CHUNK_BYTES
SEALED: Final = CHUNK + 16
LONGEST_VAULT: Final = 4096
KEY_BYTES: Final = 32

FACTS: Final = "backup.json"
FORMAT: Final = "detente-backup/1"
DATABASE: Final = "node.sqlite3"
IN_FILE: Final = "sqlite"
ON_SERVER: Final = "server"
"""What the facts say of the database: it is in the file, or on a server that is backed up by its own means."""


class BadBackup(LocalError):
    """The file is no backup, was cut or changed, or the passphrase is another; these cannot be told apart."""

    code = "bad-backup"


class Sink(Protocol):
    """What takes the bytes of the file."""

    def write(self, data: bytes, /) -> int:
        """Take all of `data`."""
        ...


class SealingWriter:
    """Takes plaintext by `write`; the last chunk is written by `finish`, and without it the file opens for nobody."""

    def __init__(self, out: Sink, *, passphrase: str, entropy: Entropy) -> None:
        key, stream_id = entropy(KEY_BYTES), entropy(attachment.ID_BYTES)
        locked = vault.lock(
            {"key": b64.encode(key), "id": b64.encode(stream_id)},
            passphrase=passphrase,
            salt=entropy(vault.SALT_BYTES),
            nonce=entropy(vault.NONCE_BYTES),
        )
        head = MAGIC + u32(len(locked)) + locked
        out.write(head)
        self._out, self._id, self._key = out, stream_id, _chunk_key(key, head)
        self._waiting = bytearray()
        self._index = 0

    def write(self, data: bytes) -> int:
        """Take more plaintext."""
        self._waiting += data
        # One byte more than a chunk must wait: a full chunk may be the last one.
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        """Write the last chunk."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._out.write(
            attachment.seal_chunk(plain, key=self._key, attachment_id=self._id, index=self._index, last=last)
        )
        self._index += 1


class OpeningReader:
    """Gives plaintext by `read`, each chunk proved before a byte of it is given.

    Only an empty answer says that the stream was whole: until then nothing that was read may be used.
    """

    def __init__(self, source: IO[bytes], *, passphrase: str) -> None:
        """Raises BadBackup, as `read` does."""
        head = _read_exactly(source, len(MAGIC) + 4)
        length = int.from_bytes(head[-4:], "big")
        if not head.startswith(MAGIC) or length > LONGEST_VAULT:
            raise BadBackup("This file is no backup of a node. Name the file that `detente backup` wrote.")
        locked = _read_exactly(source, length)
        try:
            secrets = vault.unlock(locked, passphrase=passphrase)
            key, self._id = b64.decode(secrets["key"], length=KEY_BYTES), b64.decode(secrets["id"])
        except (WrongPassphrase, BadVault, KeyError, ValueError) as error:
            raise BadBackup(
                "The passphrase does not open this backup, or the file was changed. Give the passphrase that the node "
                "had when the backup was made; nothing was restored."
            ) from error
        self._source, self._key = source, _chunk_key(key, head + locked)
        self._ahead = source.read(SEALED)
        self._plain = bytearray()
        self._index = 0

    def read(self, size: int) -> bytes:
        """Give up to `size` bytes; fewer only at the end of the whole stream."""
        while len(self._plain) < size and self._ahead:
            self._plain += self._next()
        given = bytes(self._plain[:size])
        del self._plain[:size]
        return given

    def _next(self) -> bytes:
        sealed, self._ahead = self._ahead, self._source.read(SEALED)
        try:
            plain = attachment.open_chunk(
                sealed, key=self._key, attachment_id=self._id, index=self._index, last=not self._ahead
            )
        except CannotOpen as error:
            raise BadBackup("The backup was cut or changed. Nothing was restored; use another copy of it.") from error
        self._index += 1
        return plain


def _chunk_key(key: bytes, head: bytes) -> bytes:
    return sealing.derive(key, "detente/1 backup", sha256(head))


def _read_exactly(source: IO[bytes], length: int) -> bytes:
    data = source.read(length)
    if len(data) != length:
        raise BadBackup("The backup is cut short. Nothing was restored; use another copy of it.")
    return data
