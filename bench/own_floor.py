"""The bound, in code of our own, where the shared script is not beside the project: the same design, and as little.

Two processes with a durable SQLite each and a connection on loopback. The sender seals, chains by hash, signs and
commits; the receiver verifies, opens, commits and countersigns; the sender verifies that and commits. Random bytes in
place of messages, no JSON, no header, no tree, no party: what no node can do without.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ed25519, mldsa, mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.content import TEXT_BYTES

SUITE: Final = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
BOX: Final = 1168
ED_SIGNATURE: Final = 64
_NONCE: Final = bytes(12)
_TABLES: Final = """
pragma journal_mode=wal;
pragma synchronous=full;
create table entry(seq integer primary key, id blob unique, chain blob, sealed blob);
create table batch(upto integer primary key, signature blob, receipt blob);
"""


class Signer:
    """Ed25519 beside ML-DSA-65."""

    def __init__(self) -> None:
        self._ed, self._ml = ed25519.Ed25519PrivateKey.generate(), mldsa.MLDSA65PrivateKey.generate()
        self._ed_public, self._ml_public = self._ed.public_key(), self._ml.public_key()

    def sign(self, data: bytes) -> bytes:
        """Give both signatures."""
        return self._ed.sign(data) + self._ml.sign(data)

    def verify(self, signature: bytes, data: bytes) -> None:
        """Return if both hold."""
        self._ed_public.verify(signature[:ED_SIGNATURE], data)
        self._ml_public.verify(signature[ED_SIGNATURE:], data)


class Keys:
    """What two sides share in this measurement."""

    def __init__(self) -> None:
        self.sender, self.receiver = Signer(), Signer()
        self.seal = hpke.MLKEM768X25519PrivateKey(
            mlkem.MLKEM768PrivateKey.generate(), x25519.X25519PrivateKey.generate()
        )


class Sender:
    """Seals and signs `batch` bodies at a time."""

    def __init__(self, folder: Path, keys: Keys, batch: int) -> None:
        self.keys, self.batch, self.store = keys, batch, _store(folder / "sender.sqlite3")
        self.public = keys.seal.public_key()
        self.size, self.chain = 0, bytes(32)

    def send_batch(self, ask: Callable[[bytes], bytes]) -> int:
        """Seal, sign, commit, send, verify the receipt, commit."""
        rows = []
        for _ in range(self.batch):
            key = os.urandom(32)
            body = AESGCM(key).encrypt(_NONCE, os.urandom(TEXT_BYTES), self.chain)
            sealed = SUITE.encrypt(key, self.public, info=self.chain) + body
            self.size, self.chain = self.size + 1, _hash(self.chain, sealed)
            rows.append((self.size, self.chain[:16], self.chain, sealed))
        signature = self.keys.sender.sign(_place(b"batch", self.size, self.chain))
        self.store.execute("begin immediate")
        self.store.executemany("insert into entry values(?,?,?,?)", rows)
        self.store.execute("insert into batch values(?,?,null)", (self.size, signature))
        self.store.execute("commit")
        parts = [signature, *(sealed for _, _, _, sealed in rows)]
        receipt = ask(b"".join(struct.pack(">I", len(part)) + part for part in parts))
        self.keys.receiver.verify(receipt, _place(b"receipt", self.size, self.chain))
        self.store.execute("update batch set receipt=? where upto=?", (receipt, self.size))
        return self.batch


class Receiver:
    """Verifies, opens, commits, countersigns."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.keys, self.store = keys, _store(folder / "receiver.sqlite3")
        self.size, self.chain = 0, bytes(32)

    def answer(self, data: bytes) -> bytes:
        """Give the countersignature, once the batch is durable and open."""
        signature, *bodies = _parts(data)
        rows = []
        for sealed in bodies:
            key = SUITE.decrypt(sealed[:BOX], self.keys.seal, info=self.chain)
            AESGCM(key).decrypt(_NONCE, sealed[BOX:], self.chain)
            self.size, self.chain = self.size + 1, _hash(self.chain, sealed)
            rows.append((self.size, self.chain[:16], self.chain, sealed))
        self.keys.sender.verify(signature, _place(b"batch", self.size, self.chain))
        receipt = self.keys.receiver.sign(_place(b"receipt", self.size, self.chain))
        self.store.execute("begin immediate")
        self.store.executemany("insert into entry values(?,?,?,?)", rows)
        self.store.execute("insert into batch values(?,?,?)", (self.size, signature, receipt))
        self.store.execute("commit")
        return receipt

    def afterwards(self) -> None:
        """Nothing is left to do."""


def _store(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(_TABLES)
    return connection


def _hash(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def _place(what: bytes, size: int, chain: bytes) -> bytes:
    return _hash(what, struct.pack(">Q", size), chain)


def _parts(data: bytes) -> list[bytes]:
    found, position = [], 0
    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        found.append(data[position + 4 : position + 4 + length])
        position += 4 + length
    return found
