"""One running node as its services see it: where its store is, which keys this process may use, clock, entropy.

Every service takes a `Node` first. Two nodes in one process (tests, the demo's past) differ by `alias` and keys only.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from detente.crypto.keys import SignPair
from detente.crypto.sealing import SealPrivate
from detente.model.errors import LocalError
from detente.node.clock import system_now
from detente.protocol.party_document import PartyDocument


def no_seam(_: str) -> None:
    """Do nothing: the seams are where tests of crashes cut."""


class KeyNotHere(LocalError):
    """This process was not given the key that the act needs (least privilege)."""

    code = "key-not-here"


@dataclass
class Node:
    """`sign` None: this process cannot sign. `seal` empty: it cannot open. `desk` None: it is not the desk.

    `run` None: it joined no run.

    `former`: signing pairs of earlier documents, which sign where these still hold (DXP 4).
    """

    home: Path
    alias: str = "default"
    sign: SignPair | None = None
    former: Sequence[SignPair] = ()
    seal: Mapping[str, SealPrivate] = field(default_factory=dict)
    desk: bytes | None = field(default=None, repr=False)
    now: Callable[[], datetime] = system_now
    entropy: Callable[[int], bytes] = secrets.token_bytes
    run: bytes | None = None
    commits: int = 0
    seam: Callable[[str], None] = no_seam
    development: bool = False

    def signer_under(self, document: PartyDocument) -> SignPair:
        """Give the pair that signs under a document of ours.

        Raises:
            KeyNotHere: this process has none, or none of that document.
        """
        if self.sign is None:
            raise KeyNotHere("This process holds no signing key; start it through `detente serve`.")
        for pair in (self.sign, *self.former):
            if pair.public in document.sign:
                return pair
        raise KeyNotHere(
            f"The key of our party document {document.seq} is not here. If the keys were just renewed, start the node "
            "again; if the node was restored, put the key files (keys/) of the newest backup into its home."
        )

    def can_sign_under(self, document: PartyDocument) -> bool:
        """Whether this process holds a key of the document."""
        held = () if self.sign is None else (self.sign, *self.former)
        return any(pair.public in document.sign for pair in held)
