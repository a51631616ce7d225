"""Passkeys over acts: what holds, what is refused, and that the record proves it again without any server."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.desk_gateway import is_our_origin
from detente.node.services import asserting, officers, passkeys
from detente.node.services.asserting import Assertion
from detente.node.services.passkeys import BadAssertion, Credential
from detente.node.stores.models import Act
from tests.node.desk_builders import LIA, SoftPasskey, delivered, desk, give_accounts
from tests.node.world import World

CHALLENGE = sha256(b"what is accepted")


@pytest.fixture
def passkey() -> SoftPasskey:
    return SoftPasskey()


def verify(passkey: SoftPasskey, text: str, challenge: bytes = CHALLENGE) -> Assertion:
    known = Credential(passkey.id, passkey.public_key, sha256(passkey.host.encode()))
    return passkeys.verify(text, challenge=challenge, credentials=[known], is_our_origin=is_our_origin)


def act_of(assertion: Assertion | None) -> Act:
    stored = (
        None if assertion is None else {"response": assertion.response, "public_key": assertion.credential_public_key}
    )
    return Act(subject_hash=CHALLENGE, assertion=stored)


def test_an_assertion_over_the_hash_holds_now_and_offline(passkey: SoftPasskey) -> None:
    assertion = verify(passkey, passkey.sign(CHALLENGE))
    assert assertion.subject_hash == CHALLENGE
    assert passkeys.verify_offline(act_of(assertion)) == "passkey"


def test_an_act_without_a_passkey_is_recorded_as_password_only() -> None:
    assert passkeys.verify_offline(act_of(None)) == "password only"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"challenge": sha256(b"something else")}, "something else"),
        ({"origin": "https://evil.example"}, "another address"),
        ({"origin": "http://beta.localhost:8443"}, "another address"),
        ({"typ": "webauthn.create"}, "another kind"),
        ({"flags": 0x00}, "without a person"),
    ],
)
def test_an_assertion_made_otherwise_is_refused(passkey: SoftPasskey, change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadAssertion, match=sentence):
        verify(passkey, passkey.sign(**({"challenge": CHALLENGE} | change)))


def test_a_passkey_for_another_host_is_refused(passkey: SoftPasskey) -> None:
    other = SoftPasskey(host="beta.localhost", key=passkey.key)
    with pytest.raises(BadAssertion, match="another address"):
        verify(passkey, other.sign(CHALLENGE))


def test_another_key_under_the_same_id_is_refused(passkey: SoftPasskey) -> None:
    with pytest.raises(BadAssertion, match="signature"):
        verify(passkey, SoftPasskey().sign(CHALLENGE))


def test_a_passkey_that_is_not_the_officers_is_refused(passkey: SoftPasskey) -> None:
    with pytest.raises(BadAssertion, match="not one of yours"):
        verify(passkey, SoftPasskey(id=b"\x08" * 16).sign(CHALLENGE))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"id": 1}', "{}" * 40000, '{"id":"a","rawId":"a","response":{}}']
)
def test_what_is_no_assertion_is_refused_with_a_sentence(passkey: SoftPasskey, text: str) -> None:
    with pytest.raises(BadAssertion, match="passkey"):
        verify(passkey, text)


@pytest.mark.parametrize("member", ["clientDataJSON", "authenticatorData", "signature"])
def test_one_flipped_bit_in_the_record_is_found_offline(passkey: SoftPasskey, member: str) -> None:
    assertion = verify(passkey, passkey.sign(CHALLENGE))
    response = json.loads(json.dumps(assertion.response))
    data = bytearray(b64.decode(response["response"][member]))
    data[-2] ^= 1
    response["response"][member] = b64.encode(bytes(data))
    with pytest.raises(BadAssertion):
        passkeys.verify_offline(act_of(Assertion(CHALLENGE, response, assertion.credential_public_key)))


def test_the_record_of_an_act_does_not_stand_for_another_subject(passkey: SoftPasskey) -> None:
    row = act_of(verify(passkey, passkey.sign(CHALLENGE)))
    row.subject_hash = sha256(b"another")
    with pytest.raises(BadAssertion, match="something else"):
        passkeys.verify_offline(row)


def test_the_desk_offers_the_officers_passkeys_and_keeps_the_assertion_of_an_acceptance(
    pair: World, passkey: SoftPasskey
) -> None:
    give_accounts(pair)
    node = pair.nodes["beta"]
    User.objects.using(node.alias).create(pk=LIA, username="lia")
    passkey.register(node.alias, LIA)
    uid = delivered(pair)
    desk(pair, "beta").open(LIA, uid)
    page = desk(pair, "beta").notification(LIA, uid)
    assert page.accepting is not None
    assert page.accepting.credentials == (b64.encode(passkey.id),)
    challenge = b64.decode(page.accepting.challenge)
    until = page.now.replace(year=2027)
    with pytest.raises(BadAssertion):
        desk(pair, "beta").accept(LIA, uid, until=until, assertion=passkey.sign(sha256(b"no")))
    assert not Act.objects.using(node.alias).filter(act="accept").exists()
    desk(pair, "beta").accept(LIA, uid, until=until, assertion=passkey.sign(challenge))
    row = Act.objects.using(node.alias).select_related("entry").get(act="accept")
    assert passkeys.verify_offline(row) == "passkey"
    assert row.entry is not None
    assert bytes(row.subject_hash) == asserting.hash_of(row.entry)
    assert row.officer_id == officers.find(node, "lia").pk
