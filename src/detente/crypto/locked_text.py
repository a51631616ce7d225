"""A short text locked in a database: AES-256-GCM under a key that does not lie there (NIST SP 800-38D).

The place is bound as associated data, so that a text locked for one use does not open in another. Within one place any
locked text opens in any row: where that matters, the place must name the row.
"""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from detente.model import b64
from detente.model.errors import LocalError

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
PREFIX: Final = "detente-locked/1."


class CannotUnlock(LocalError):
    """The text was locked under another key, for another place, or was changed: the three cannot be told apart."""

    code = "cannot-unlock"

    def __init__(self) -> None:
        super().__init__(
            "A secret of an account does not open with this node's key. Put keys/desk.vault of the newest backup back."
        )


def is_locked(text: str) -> bool:
    """Whether the text is one that `lock` made."""
    return text.startswith(PREFIX)


def lock(text: str, *, key: bytes, nonce: bytes, place: str) -> str:
    """Give the locked text. `nonce` (12) is fresh entropy for each call; `place` says what it is for.

    >>> unlock(lock("123456", key=bytes(32), nonce=bytes(12), place="x"), key=bytes(32), place="x")
    '123456'
    """
    return PREFIX + b64.encode(nonce + AESGCM(key).encrypt(nonce, text.encode("utf-8"), place.encode("utf-8")))


def unlock(locked: str, *, key: bytes, place: str) -> str:
    """Give the text.

    Raises:
        CannotUnlock: it does not open.
    """
    try:
        data = b64.decode(locked.removeprefix(PREFIX))
        plain = AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], place.encode("utf-8"))
    except (InvalidTag, b64.BadBase64, ValueError) as error:
        raise CannotUnlock from error
    return plain.decode("utf-8")
