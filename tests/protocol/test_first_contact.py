"""First contact: both sides read the same thirteen digits, and nobody in the middle can choose them (DXP 4)."""

from __future__ import annotations

import pytest

from detente.crypto.hashing import sha256
from detente.protocol import first_contact
from detente.protocol.first_contact import NEXT, ContactState, Meeting
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified
from tests.protocol import builders

INITIATOR, RESPONDER, MIDDLE = (builders.member(name) for name in ("alpha", "beta", "gamma"))
NONCE_I, NONCE_J, OTHER = sha256(b"nonce i"), sha256(b"nonce j"), sha256(b"another nonce")


def _chain(who: builders.Member) -> tuple[bytes, ...]:
    return tuple(document.record for document in who.chain.documents)


def _steps() -> tuple[Verified, Verified, Verified]:
    """Give meet, reply and reveal between the two."""
    meet = first_contact.meet(INITIATOR.chain, nonce=NONCE_I, by=INITIATOR.sign, to=RESPONDER.id)
    reply = first_contact.reply(RESPONDER.chain, meet, nonce=NONCE_J, by=RESPONDER.sign)
    reveal = first_contact.reveal(INITIATOR.chain, RESPONDER.chain, nonce=NONCE_I, by=INITIATOR.sign)
    return meet, reply, reveal


def _at_initiator(reply: Verified, *, by: builders.Member = RESPONDER) -> Meeting:
    meet, _, _ = MET
    return first_contact.take_reply(
        _chain(by), reply.record, ours=INITIATOR.chain, invited_by=RESPONDER.id, step1=meet, nonce=NONCE_I
    )


def _at_responder(meet: Verified, reveal: Verified) -> Meeting:
    return first_contact.take_reveal(
        reveal.record, ours=RESPONDER.chain, theirs=INITIATOR.chain, step1=meet, nonce_j=NONCE_J
    )


MET = _steps()


def test_both_sides_read_the_same_thirteen_digits() -> None:
    meet, reply, reveal = MET
    theirs, step1 = first_contact.take_meet(_chain(INITIATOR), meet.record, ours=RESPONDER.chain)

    at_initiator, at_responder = _at_initiator(reply), _at_responder(step1, reveal)

    assert theirs == INITIATOR.chain
    assert at_initiator.sas == at_responder.sas
    assert len(at_initiator.sas) == 13
    assert at_initiator.sas.isdecimal()
    assert (at_initiator.theirs, at_responder.theirs) == (RESPONDER.chain, INITIATOR.chain)


def test_other_nonces_or_documents_give_other_digits() -> None:
    def digits(initiator: builders.Member, nonce_i: bytes, nonce_j: bytes) -> str:
        return first_contact.short_string(
            initiator=initiator.chain, responder=RESPONDER.chain, nonce_i=nonce_i, nonce_j=nonce_j
        )

    seen = {
        digits(INITIATOR, NONCE_I, NONCE_J),
        digits(INITIATOR, OTHER, NONCE_J),
        digits(INITIATOR, NONCE_I, OTHER),
        digits(INITIATOR, NONCE_J, NONCE_I),
        digits(MIDDLE, NONCE_I, NONCE_J),
    }
    assert len(seen) == 5


def test_a_nonce_that_was_not_committed_is_refused() -> None:
    meet, _, _ = MET
    late = first_contact.reveal(INITIATOR.chain, RESPONDER.chain, nonce=OTHER, by=INITIATOR.sign)

    with pytest.raises(Refused, match="not the committed one"):
        _at_responder(meet, late)


def test_a_reply_to_another_meeting_is_refused() -> None:
    other = first_contact.meet(INITIATOR.chain, nonce=OTHER, by=INITIATOR.sign, to=RESPONDER.id)
    reply = first_contact.reply(RESPONDER.chain, other, nonce=NONCE_J, by=RESPONDER.sign)

    with pytest.raises(Refused, match="another meeting"):
        _at_initiator(reply)


def test_a_reply_by_another_party_than_invited_is_refused() -> None:
    meet, _, _ = MET
    reply = first_contact.reply(MIDDLE.chain, meet, nonce=NONCE_J, by=MIDDLE.sign)

    with pytest.raises(Refused, check=lambda error: error.code == "wrong-party"):
        _at_initiator(reply, by=MIDDLE)


def test_a_party_does_not_meet_itself() -> None:
    meet = first_contact.meet(INITIATOR.chain, nonce=NONCE_I, by=INITIATOR.sign, to=INITIATOR.id)

    with pytest.raises(Refused, check=lambda error: error.code == "wrong-party"):
        first_contact.take_meet(_chain(INITIATOR), meet.record, ours=INITIATOR.chain)


def test_a_meeting_that_is_meant_for_another_party_is_refused() -> None:
    meet = first_contact.meet(INITIATOR.chain, nonce=NONCE_I, by=INITIATOR.sign, to=MIDDLE.id)

    with pytest.raises(Refused, check=lambda error: error.code == "wrong-party"):
        first_contact.take_meet(_chain(INITIATOR), meet.record, ours=RESPONDER.chain)


@pytest.mark.parametrize("step", [0, 1, 2], ids=["meet", "reply", "reveal"])
def test_one_step_is_never_taken_for_another(step: int) -> None:
    record = MET[step].record

    for position, take in enumerate(
        (
            lambda: first_contact.take_meet(_chain(INITIATOR), record, ours=RESPONDER.chain),
            lambda: _at_initiator(MET[step]),
            lambda: _at_responder(MET[0], MET[step]),
        )
    ):
        if position != step:
            with pytest.raises(Refused, check=lambda error: error.code == "wrong-type"):
                take()


def test_after_a_rotation_the_highest_document_signs() -> None:
    rotated, _ = builders.rotated(INITIATOR)
    old = first_contact.meet(INITIATOR.chain, nonce=NONCE_I, by=INITIATOR.sign, to=RESPONDER.id)

    with pytest.raises(Refused, check=lambda error: error.code == "doc-stale"):
        first_contact.take_meet(_chain(rotated), old.record, ours=RESPONDER.chain)


def test_only_a_new_meeting_thaws_a_frozen_contact() -> None:
    assert {event for state, event in NEXT if state is ContactState.FROZEN} == {"meet"}
    assert NEXT[ContactState.FROZEN, "meet"] is ContactState.MET


def test_nothing_is_confirmed_that_was_not_compared() -> None:
    assert {state for (state, _), after in NEXT.items() if after is ContactState.CONFIRMED} == {ContactState.COMPARED}
