"""Passkeys over acts: check an assertion against the officer's own credentials, and again offline, years later.

The challenge is the hash of what is accepted, released or confirmed, so the signature stands for exactly that (WebAuthn
Level 3, 7.2). Credentials are those that the officer added when signing in was set up (`allauth.mfa.webauthn`); the
verification needs no request and no server state. Signature counters are not judged: synced passkeys keep none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from fido2 import cbor
from fido2.cose import CoseKey
from fido2.webauthn import AuthenticationResponse, AuthenticatorData, CollectedClientData

from detente.crypto.hashing import equal, sha256
from detente.model import b64
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import asserting
from detente.node.services.asserting import Assertion
from detente.node.stores.models import Act as ActRow
from detente.node.stores.models import Officer

LONGEST: Final = 65536


class BadAssertion(BadInput):
    """The passkey's answer does not stand for what is shown."""

    code = "assertion-invalid"


@dataclass(frozen=True, slots=True)
class Credential:
    """One passkey of an officer: its id, its public key (COSE), and the hash of the host that it was made for."""

    id: bytes
    public_key: CoseKey
    host_hash: bytes


def credentials_of(node: Node, officer: Officer) -> tuple[Credential, ...]:
    """Give the passkeys of the officer's sign-in account; empty where there is no account or no passkey."""
    if officer.user is None:
        return ()
    # Only the desk's process has sign-in; the others must be able to import this module.
    from allauth.mfa.models import Authenticator

    passkeys = Authenticator.objects.using(node.alias).filter(type=Authenticator.Type.WEBAUTHN)
    rows = passkeys.filter(user_id=officer.user).order_by("pk")
    found = []
    for row in rows:
        data: AuthenticatorData = row.wrap().authenticator_data
        if data.credential_data is not None:
            known = data.credential_data
            found.append(Credential(known.credential_id, known.public_key, bytes(data.rp_id_hash)))
    return tuple(found)


def credential_ids(node: Node, officer: Officer) -> tuple[str, ...]:
    """Give the ids of the officer's passkeys as a browser takes them: base64url."""
    return tuple(b64.encode(credential.id) for credential in credentials_of(node, officer))


def verify(
    text: str, *, challenge: bytes, credentials: Sequence[Credential], is_our_origin: Callable[[str], bool]
) -> Assertion:
    """Give the assertion that a browser made over `challenge` with one of `credentials`.

    Raises:
        BadAssertion: another challenge, host, passkey or signature, or nobody was there to touch it.
    """
    given = _parse(text)
    credential = next((one for one in credentials if equal(one.id, given.raw_id)), None)
    if credential is None:
        raise BadAssertion("This passkey is not one of yours here. Use one that is listed under your name.")
    client, data = given.response.client_data, given.response.authenticator_data
    _check_client(client, challenge)
    host = urlsplit(client.origin).hostname or ""
    if not is_our_origin(client.origin) or not equal(sha256(host.encode("idna")), credential.host_hash):
        raise BadAssertion("The passkey signed for another address than this desk. Sign in at the right one.")
    if not equal(bytes(data.rp_id_hash), credential.host_hash):
        raise BadAssertion("The passkey signed for another address than this desk. Sign in at the right one.")
    _check_signature(credential.public_key, client, data, given.response.signature)
    return Assertion(
        subject_hash=challenge,
        response=json.loads(text),
        credential_public_key=b64.encode(cbor.encode(dict(credential.public_key))),
    )


def verify_offline(act: ActRow) -> str:
    """Give how a recorded act was asserted: "passkey", checked again from the row alone, or "password only".

    Raises:
        BadAssertion: the record does not hold; it was changed, or never verified.
    """
    if act.assertion is None:
        return "password only"
    if not isinstance(act.assertion, Mapping) or not {"response", "public_key"} <= act.assertion.keys():
        raise BadAssertion("The record of this act holds no whole assertion.")
    given = _parse(json.dumps(act.assertion["response"]))
    _check_client(given.response.client_data, bytes(act.subject_hash))
    kept = asserting.read(act.assertion, bytes(act.subject_hash))
    if kept is not None and not equal(kept.subject_hash, bytes(act.subject_hash)):
        raise BadAssertion("The list in the record of this act is not the list that was signed.")
    key = _key(act.assertion["public_key"])
    _check_signature(key, given.response.client_data, given.response.authenticator_data, given.response.signature)
    return "passkey"


def _parse(text: str) -> AuthenticationResponse:
    if len(text) > LONGEST:
        raise BadAssertion("The passkey's answer is too long to be one. Try again.")
    try:
        value: Any = json.loads(text)
        if not isinstance(value, dict):
            raise TypeError("an assertion is an object")
        return AuthenticationResponse.from_dict(value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadAssertion("The passkey's answer cannot be read. Try again.") from error


def _key(encoded: Any) -> CoseKey:
    try:
        value = cbor.decode(b64.decode(encoded))
        if not isinstance(value, Mapping):
            raise TypeError("a key is a map")
        return CoseKey.parse(value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadAssertion("The public key in the record cannot be read.") from error


def _check_client(client: CollectedClientData, challenge: bytes) -> None:
    if client.type != CollectedClientData.TYPE.GET or client.cross_origin:
        raise BadAssertion("The passkey's answer is of another kind than a signature here. Try again.")
    if not equal(client.challenge, challenge):
        raise BadAssertion("The passkey signed something else than what is shown. Look again, then sign.")


def _check_signature(key: CoseKey, client: CollectedClientData, data: AuthenticatorData, signature: bytes) -> None:
    if not data.is_user_present():
        raise BadAssertion("The passkey signed without a person who touched it. Try again.")
    try:
        key.verify(bytes(data) + client.hash, signature)
    # The library's own error for a wrong signature is not part of its interface; whatever fails here is no proof.
    except Exception as error:
        raise BadAssertion("The passkey's signature does not hold for what is shown. Try again.") from error
