"""What this party signs by itself, for others to verify without a node: certificates, and the documents they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.crypto import jws
from detente.model.canonical import canonical
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import signing
from detente.node.stores import partners
from detente.node.stores.models import Partner
from detente.protocol import attestation


def sign(node: Node, typ: str, said: Mapping[str, Any]) -> bytes:
    """Give the signed record of a type in `attestation.TYPES`; who signs, under which document and when is added."""
    # Between a renewal of keys and the next start the newest document is not one that this process signs under.
    own = signing.usable(node, partners.own_chain(node.alias))
    whole = {
        "v": attestation.VERSION,
        "typ": typ,
        "party": own.party,
        "doc": own.last.seq,
        "at": format_instant(node.now()),
        **said,
    }
    return jws.sign(canonical(whole), typ=typ, signers=[node.signer_under(own.last)])


def file_of_ours(node: Node, record: bytes) -> bytes:
    """Give a record of ours with our documents, as one file that `detente verify` reads."""
    return attestation.wrap([each.record for each in partners.own_chain(node.alias).documents], record)


def file_of_theirs(node: Node, partner: Partner, record: bytes) -> bytes:
    """Give a record of a partner with its documents, as one file that `detente verify` reads."""
    return attestation.wrap([each.record for each in partners.partner_chain(node.alias, partner).documents], record)
