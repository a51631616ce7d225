"""One running node as its services see it: where its store is, which keys this process may use, clock, entropy.

Every service takes a `Node` first. Two nodes in one process (tests, the demo's past) differ by `alias` and keys only.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from detente.crypto.keys import SignPair
from detente.crypto.sealing import SealPrivate
from detente.model.errors import LocalError
from detente.node.clock import system_now


def no_seam(_: str) -> None:
    """Do nothing: the seams are where tests of crashes cut."""


class KeyNotHere(LocalError):
    """This process was not given the key that the act needs (least privilege)."""

    code = "key-not-here"


@dataclass
class Node:
    """`sign` None: this process cannot sign. `seal` empty: it cannot open. `run` None: it joined no run."""

    home: Path
    alias: str = "default"
    sign: SignPair | None = None
    seal: Mapping[str, SealPrivate] = field(default_factory=dict)
    now: Callable[[], datetime] = system_now
    entropy: Callable[[int], bytes] = secrets.token_bytes
    run: bytes | None = None
    commits: int = 0
    seam: Callable[[str], None] = no_seam
    development: bool = False

    @property
    def signer(self) -> SignPair:
        """The sign pair; KeyNotHere where this process has none."""
        if self.sign is None:
            raise KeyNotHere("This process holds no signing key; start it through `detente serve`.")
        return self.sign
