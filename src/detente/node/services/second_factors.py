"""What a second factor rests on (the secret of six-digit codes, the seed of recovery codes): locked in the database.

Whoever copies the database alone, or a dump of the PostgreSQL server, signs in as nobody. It holds against reading, not
against writing: allauth's hooks are given the text alone, so the place names neither officer nor kind, and whoever can
write to the database can put a secret from one row into another, or one in the clear, which is still taken.
"""

from __future__ import annotations

from typing import Final

from detente.crypto import locked_text
from detente.node.context import KeyNotHere, Node

PLACE: Final = "detente second factor"


def lock(node: Node, secret: str) -> str:
    """Give the secret as it stands in the database.

    Raises:
        KeyNotHere: this process is not the desk.
    """
    nonce = node.entropy(locked_text.NONCE_BYTES)
    return locked_text.lock(secret, key=_key(node), nonce=nonce, place=PLACE)


def unlock(node: Node, stored: str) -> str:
    """Give the secret; one that an earlier release wrote in the clear comes back as it is.

    Raises:
        KeyNotHere: this process is not the desk.
        CannotUnlock: it was locked under another key, or changed.
    """
    if not locked_text.is_locked(stored):
        return stored
    return locked_text.unlock(stored, key=_key(node), place=PLACE)


def _key(node: Node) -> bytes:
    if node.desk is None:
        raise KeyNotHere("This process holds no key of the desk; start it through `detente serve`.")
    return node.desk
