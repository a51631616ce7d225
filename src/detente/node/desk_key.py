"""The desk's own key at rest: `keys/desk.vault`, under the passphrase. It locks what signs officers in.

A vault of its own: the desk signs nothing and opens nothing of the exchange, so it gets neither of the other keys
(DXP 18). The file is made at the first start, and goes into every backup with the rest of the home.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.crypto import locked_text, vault
from detente.model import b64
from detente.node import home as homes
from detente.node import keyring
from detente.node.entropy import Entropy
from detente.node.home import Home


def open_or_make(home: Home, *, passphrase: str, entropy: Entropy) -> dict[str, Any]:
    """Give the secrets of the desk's vault; one with a fresh key is written where none is there.

    Raises:
        WrongPassphrase, BadVault: it does not open.
    """
    if not home.desk_vault.exists():
        sealed = vault.lock(
            {"key": b64.encode(entropy(locked_text.KEY_BYTES))},
            passphrase=passphrase,
            salt=entropy(vault.SALT_BYTES),
            nonce=entropy(vault.NONCE_BYTES),
        )
        homes.write(home.desk_vault, sealed)
    return keyring.open_vault(home.desk_vault, passphrase)


def key_of(secrets: Mapping[str, Any]) -> bytes:
    """Give the key in the secrets of a desk vault, as the supervisor hands them to the desk.

    Raises:
        BadVault: it does not hold one.
    """
    try:
        return b64.decode(secrets["key"], length=locked_text.KEY_BYTES)
    except (KeyError, b64.BadBase64) as error:
        raise vault.BadVault("The desk's key file opens and holds no key. Restore it from the backup.") from error
