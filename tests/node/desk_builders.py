"""What the tests of the desk share: two nodes with officers who sign in, messages between them, a software passkey."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from detente.model import b64
from detente.node.desk_gateway import NodeDesk
from detente.node.queries.desk import Draft
from detente.node.services import notifying, officers
from detente.node.services.notifying import Letter
from detente.node.stores.models import Entry, Officer
from tests.node.world import World

LIA, OMAR = 11, 12
ORIGIN = "http://alpha.localhost:8443"


def give_accounts(world: World) -> None:
    """Bind the officers of every node to sign-in accounts."""
    for node in world.nodes.values():
        for name, user in (("lia", LIA), ("omar", OMAR)):
            Officer.objects.using(node.alias).filter(name=name).update(user=user)


def desk(world: World, name: str) -> NodeDesk:
    """Give the desk of a node."""
    return NodeDesk(lambda: world.nodes[name])


def send(world: World, subject: str = "Dossier 1", *, days: float = 3, **values: Any) -> Entry:
    """Let alpha release a notification that asks; give alpha's entry."""
    a = world.nodes["alpha"]
    letter = Letter(
        subject=subject,
        text="Bonjour",
        lang="fr",
        asks="Est-il chez vous ?",
        answer_by=world.clock() + timedelta(days=days),
        own_ref="ALP-1",
        **values,
    )
    return notifying.notify(a, officers.find(a, "lia"), world.partner("alpha", "beta"), letter)


def delivered(world: World, subject: str = "Dossier 1", **values: Any) -> str:
    """Send and deliver; give the id."""
    entry = send(world, subject, **values)
    world.settle("alpha", "beta")
    return entry.uid


def accepted(world: World) -> str:
    """Send, deliver, accept and tell so; give the id."""
    uid = delivered(world)
    desk(world, "beta").accept(LIA, uid, until=world.clock() + timedelta(days=1), assertion=None)
    world.settle("alpha", "beta")
    return uid


def draft_to_beta(**changes: Any) -> Draft:
    """Give a complete notification of alpha."""
    values: dict[str, Any] = {
        "kind": "notification",
        "message": "notification",
        "to": "BET",
        "topic": "ct",
        "purpose": "prevent-terrorism",
        "law": "Loi 2024-18",
        "law_ref": "article 9",
        "subject": "Déplacement annoncé",
        "own_ref": "ALP-2026-7",
        "text": "Il part demain.",
        "lang": "fr",
        "asks": "Sous quel nom ?",
        "tlp": "AMBER",
        "h": ("H1", "H2"),
    }
    return Draft(**(values | changes))


@dataclass
class SoftPasskey:
    """An authenticator in software: one P-256 key for one host."""

    host: str = "alpha.localhost"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = b"\x07" * 16

    @property
    def public_key(self) -> ES256:
        """The public key as the authenticator states it."""
        return ES256.from_cryptography_key(self.key.public_key())

    def register(self, alias: str, user: int) -> None:
        """Store the passkey as sign-in stores one that was added."""
        known = AttestedCredentialData.create(b"\x00" * 16, self.id, self.public_key)
        data = AuthenticatorData.create(self._host_hash(), 0x45, 0, known)
        client = CollectedClientData.create("webauthn.create", b"\x01" * 32, ORIGIN)
        attestation = AttestationObject.create("none", data, {})
        Authenticator.objects.using(alias).create(
            user_id=user,
            type=Authenticator.Type.WEBAUTHN,
            data={
                "name": "Test",
                "credential": {
                    "id": b64.encode(self.id),
                    "rawId": b64.encode(self.id),
                    "type": "public-key",
                    "response": {
                        "clientDataJSON": b64.encode(bytes(client)),
                        "attestationObject": b64.encode(bytes(attestation)),
                    },
                },
            },
        )

    def sign(self, challenge: bytes, *, origin: str = ORIGIN, typ: str = "webauthn.get", flags: int = 0x05) -> str:
        """Give an assertion as the desk's script posts it."""
        client = CollectedClientData.create(typ, challenge, origin)
        data = AuthenticatorData.create(self._host_hash(), flags, 0)
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(hashes.SHA256()))
        return json.dumps(
            {
                "id": b64.encode(self.id),
                "rawId": b64.encode(self.id),
                "type": "public-key",
                "response": {
                    "clientDataJSON": b64.encode(bytes(client)),
                    "authenticatorData": b64.encode(bytes(data)),
                    "signature": b64.encode(signature),
                    "userHandle": None,
                },
            }
        )

    def _host_hash(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()
