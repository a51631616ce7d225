"""Make a node: its home folder, its keys, its first party document. Once in its life.

`make_home` needs no database and leaves either a whole home or nothing. `install` then puts the document into the
store; it comes after the framework was started for that home.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from detente.crypto import sealing
from detente.model import b64, party_id
from detente.model.errors import BadInput
from detente.model.instant import format_instant
from detente.model.party_id import PartyId
from detente.node import configuration as configurations
from detente.node import home as homes
from detente.node import keyring
from detente.node.certificates import OwnCertificate
from detente.node.configuration import Configuration
from detente.node.entropy import Entropy
from detente.node.home import Home
from detente.node.keyring import FreshKeys
from detente.protocol import party_document
from detente.protocol.header import SUITE
from detente.protocol.parcel import DEFAULT_BODY_LIMIT

SHORTEST_PASSPHRASE: Final = 12
PARCEL_LIMIT: Final = 8 << 20
SESSION_KEY_BYTES: Final = 48


Certify = Callable[[Sequence[str]], OwnCertificate]
"""Makes a certificate for hosts (`peers.tls.self_signed`)."""


@dataclass(frozen=True, slots=True)
class NewNode:
    """A home that was made, and who the party is now."""

    home: Home
    party: PartyId
    record: bytes

    @property
    def fingerprint(self) -> str:
        """What officers compare."""
        return party_id.fingerprint(self.party)


def make_home(
    path: Path,
    configuration: Configuration,
    *,
    passphrase: str,
    now: datetime,
    entropy: Entropy,
    certify: Certify,
) -> NewNode:
    """Give the new node: folder, settings, vaults, certificate, first party document.

    Raises:
        BadInput: the folder is taken or cannot be made, or the passphrase is too short. Nothing stays then.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BadInput(f"The passphrase is too short: give at least {SHORTEST_PASSPHRASE} characters.")
    with homes.making(path) as home:
        keys = keyring.draw(entropy)
        certificate = _certificate(configuration, certify)
        record = first_document(configuration, keys, certificate=certificate, now=now)
        party = party_document.parse_chain((record,)).party
        keyring.lock(home, keys, passphrase=passphrase, entropy=entropy)
        if certificate is not None:
            homes.write(home.certificate, certificate.certificate_pem)
            homes.write(home.tls_key, certificate.key_pem)
        homes.write(home.session_key, b64.encode(entropy(SESSION_KEY_BYTES)).encode("ascii"))
        homes.write(home.first_document, record)
        # Last: a home is one that has its settings.
        homes.write(home.configuration, configurations.dump(configuration).encode("utf-8"))
        return NewNode(home, party, record)


def first_document(
    configuration: Configuration, keys: FreshKeys, *, certificate: OwnCertificate | None, now: datetime
) -> bytes:
    """Give the record of document 0, signed by the root key; it announces the next root key already (DXP 4)."""
    root = keys.root.pair(ml_alg=keyring.ROOT_ALG)
    next_root = keys.next_root.pair(ml_alg=keyring.ROOT_ALG)
    since = format_instant(now)
    content: dict[str, Any] = {
        "v": "dxp/1",
        "typ": party_document.TYP,
        "seq": 0,
        "prev": None,
        "created": since,
        "label": dict(configuration.label),
        "roots": [root.public.to_wire()],
        "threshold": 1,
        "next_roots": party_document.roots_commitment([next_root.public.to_wire()], 1),
        "sign": [{**keys.sign.pair().public.to_wire(), "from": since}],
        "seal": [{"jwk": _jwk(keys.seal), "from": since}],
        "archive": {"jwk": _jwk(keys.archive)},
        "nodes": [_node(configuration, certificate)],
        "suites": [SUITE],
        "limits": {"body": DEFAULT_BODY_LIMIT, "parcel": PARCEL_LIMIT},
        "revoked": [],
    }
    content["party"] = party_document.party_of_genesis(content)
    return party_document.sign_document(content, [root])


def install(new: NewNode, *, four_eyes: bool) -> None:
    """Make the tables and put the first document into the store. The framework was started for this home.

    Raises:
        AlreadyInstalled: the database that is named serves another party.
    """
    from django.core.management import call_command

    from detente.node.context import Node
    from detente.node.stores import identity

    call_command("migrate", verbosity=0, interactive=False)
    identity.install(Node(home=new.home.path), new.record, four_eyes=four_eyes)


def _certificate(configuration: Configuration, certify: Certify) -> OwnCertificate | None:
    """Give a certificate for both our addresses; None where development serves plain HTTP."""
    parts = urlsplit(configuration.url)
    if parts.scheme != "https" or parts.hostname is None:
        return None
    return certify(tuple(dict.fromkeys((parts.hostname, *configuration.hosts))))


def _node(configuration: Configuration, certificate: OwnCertificate | None) -> Mapping[str, Any]:
    pinned = [] if certificate is None else [b64.encode(certificate.der)]
    return {"id": "main", "modes": ["push"], "url": configuration.url, "tls": pinned}


def _jwk(seed: bytes) -> dict[str, str]:
    return sealing.jwk(sealing.seal_private(seed).public)
