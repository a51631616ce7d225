"""Control objects: taken by their type, signed under the highest stamped document (DXP 4, 7.2, 17)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.crypto import jws
from detente.model.canonical import canonical
from detente.model.head import Head
from detente.protocol import control
from detente.protocol.doc_marks import DocMark, DocMarks
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified
from tests.protocol import builders

ALPHA, BETA = builders.member("alpha"), builders.member("beta")
AT_ALPHA, AT_BETA = builders.pair(ALPHA, BETA), builders.pair(BETA, ALPHA)
HELLO = control.hello(
    AT_ALPHA, epoch=bytes(16), nonce=bytes(32), challenge=None, receipted=Head(), now=builders.NOW, by=ALPHA.sign
)
REPLIES = {
    "hello": HELLO,
    "head": control.head(
        AT_ALPHA, HELLO, opened=True, challenge=bytes(32), held=Head(), now=builders.NOW, by=ALPHA.sign
    ),
    "want": control.want(AT_ALPHA, direction=control.MINE, after=Head(), nonce=bytes(32), by=ALPHA.sign),
    "refusal": control.refusal(
        AT_ALPHA, Refused("gap", "", {"size": 3, "raw": b"\x00"}), about=bytes(32), now=builders.NOW, by=ALPHA.sign
    ),
}
HAVE = control.have(AT_ALPHA, REPLIES["want"], receipted=Head(), now=builders.NOW, by=ALPHA.sign)


@pytest.mark.parametrize("made", [*REPLIES.values(), HAVE], ids=[*REPLIES, "have"])
def test_what_we_make_our_partner_takes(made: Verified) -> None:
    assert control.verify(made.record, AT_BETA).payload == made.payload


def test_bytes_in_a_refusal_s_detail_travel_as_text() -> None:
    assert REPLIES["refusal"].payload["detail"] == {"size": 3, "raw": "AA"}


def test_a_control_type_of_a_newer_release_is_a_bad_object() -> None:
    payload = {**HELLO.payload, "typ": "dxp.dance"}
    record = jws.sign(canonical(payload), typ="dxp.dance", signers=[ALPHA.sign])

    with pytest.raises(Refused, check=lambda error: error.code == "bad-object"):
        control.verify(record, AT_BETA)


def test_an_object_of_another_place_is_of_the_wrong_type() -> None:
    result, _ = builders.stamped(ALPHA, BETA, builders.written(ALPHA, BETA, 1))

    with pytest.raises(Refused, check=lambda error: error.code == "wrong-type"):
        control.verify(result.checkpoint.record, AT_BETA)


def test_the_highest_stamped_document_signs() -> None:
    rotated, _ = builders.rotated(ALPHA)
    marked = replace(AT_BETA, theirs=rotated.chain, their_marks=DocMarks(0, (DocMark(size=1, seen=0, number=1),)))

    with pytest.raises(Refused, check=lambda error: error.code == "doc-stale"):
        control.verify(HELLO.record, marked)
    # A document that is known and has no place yet changes nothing.
    assert control.verify(HELLO.record, replace(marked, their_marks=DocMarks()))
