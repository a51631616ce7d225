"""The last checks of an opened entry, in the order of DXP 8: expired, policy, payload."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from detente.model import b64, strict_json
from detente.model.handling import Handling
from detente.node.services import concerned, judging
from detente.node.services.scopes import Dialogue
from detente.policy import founding
from detente.policy.admit import Standing, Target
from detente.policy.admitting import Admitting
from detente.protocol import entry as entries
from detente.protocol.entry import Draft, Opened
from tests.protocol import builders

ALPHA, BETA, GAMMA = (builders.member(name) for name in ("alpha", "beta", "gamma"))
TEXT = founding.draft(
    parties=(ALPHA.id, BETA.id),
    topic="ct.persons",
    purposes=["prevent-terrorism"],
    law="Exchange of letters",
    ref="art. 3",
    ceiling=["tlp:AMBER"],
)
AGREEMENT = founding.parse(TEXT, parties=(ALPHA.id, BETA.id))
LABEL = Handling(("tlp:AMBER",), purpose="prevent-terrorism")
REF = {"own": None, "yours": None}


def _note(**changes: Any) -> Draft:
    return builders.draft(agreement=AGREEMENT.id, topic="ct.persons", handling=LABEL, **changes)


def _opened(draft: Draft) -> Opened:
    sealed = builders.sealed(ALPHA, BETA, draft)
    return entries.read_plaintext(sealed.header, sealed.plaintext, sealed.cek)


def _judge(draft: Draft, **changes: Any) -> str | None:
    known: dict[str, Any] = {
        "held_at": builders.NOW,
        "seq": 2,
        "seen": 1,
        "last_of_batch": True,
        "admitting": Admitting(judging.standings_of([(1, AGREEMENT)], [(1, AGREEMENT)])),
        "target": None,
        "dialogue": None,
        "chain": ALPHA.chain,
        "ours": BETA.chain,
    }
    return judging.judge(_opened(draft), **{**known, **changes})


def test_a_notification_under_an_agreement_in_force_goes_to_a_desk() -> None:
    assert _judge(_note()) is None


def test_an_entry_is_expired_from_the_moment_that_it_names() -> None:
    soon = builders.NOW + timedelta(seconds=1)

    assert _judge(_note(expires=soon)) is None
    assert _judge(_note(expires=soon), held_at=soon) == "expired"


BAD_PAYLOAD = {"dialogue": "notification", "message": "notification"}
ORDER: dict[str, tuple[dict[str, Any], str | None]] = {
    "expired before policy and payload": (
        {"expires": builders.NOW, "agreement": None, "payload": BAD_PAYLOAD},
        "expired",
    ),
    "policy before payload": ({"agreement": None, "payload": BAD_PAYLOAD}, "agreement.none"),
    "payload last": ({"payload": BAD_PAYLOAD}, "bad-payload"),
}


@pytest.mark.parametrize(("changes", "code"), ORDER.values(), ids=ORDER)
def test_the_first_failure_decides(changes: dict[str, Any], code: str | None) -> None:
    assert _judge(replace(_note(), **changes)) == code


def _contact(text: Any, **documents: str) -> Draft:
    payload = {
        "dialogue": None,
        "message": "founding",
        "ref": REF,
        "how": "sas",
        "own_doc": b64.encode(ALPHA.chain.last.hash),
        "peer_doc": b64.encode(BETA.chain.last.hash),
        "agreement": text,
        **documents,
    }
    return builders.draft(kind="contact", payload=payload)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT, None),
        ({**TEXT, "later": 1}, None),
        ({**TEXT, "parties": sorted([ALPHA.id, GAMMA.id])}, "bad-payload"),
        ({**TEXT, "parties": sorted([ALPHA.id, BETA.id], reverse=True)}, "bad-payload"),
        ({**TEXT, "topic": "CT"}, "bad-payload"),
        ({}, "bad-payload"),
        ("text", "bad-payload"),
    ],
)
def test_a_founding_text_is_of_this_pair_or_a_bad_payload(text: Any, code: str | None) -> None:
    draft = _contact(text)

    assert _judge(draft, admitting=Admitting({})) == code
    assert (judging.founding_of(_opened(draft)) is None) == (code is not None)


@pytest.mark.parametrize(
    "documents",
    [
        {"own_doc": builders.cid("another")},
        {"peer_doc": builders.cid("another")},
        {"own_doc": b64.encode(BETA.chain.last.hash)},
        {"peer_doc": b64.encode(ALPHA.chain.last.hash)},
    ],
    ids=["of the sender, not known here", "of ours, never made", "ours for theirs", "theirs for ours"],
)
def test_a_founding_entry_names_documents_of_both_that_are_known_here(documents: dict[str, str]) -> None:
    draft = _contact(TEXT, **documents)

    assert _judge(draft, admitting=Admitting({})) == "bad-payload"


def test_a_founding_entry_may_name_an_earlier_document() -> None:
    later = builders.rotated(ALPHA)[0].chain

    assert _judge(_contact(TEXT), admitting=Admitting({}), chain=later, ours=builders.rotated(BETA)[0].chain) is None


def _document(record: bytes) -> Draft:
    payload = {"dialogue": None, "message": "party-doc", "ref": REF, "document": record.decode("utf-8")}
    return builders.draft(kind="party-doc", payload=payload)


@pytest.mark.parametrize(
    ("record", "last", "code"),
    [
        (builders.rotated(ALPHA)[1], True, None),
        (builders.rotated(ALPHA)[1], False, "bad-payload"),
        (ALPHA.chain.last.record, True, None),
        (builders.rotated(BETA)[1], True, "bad-payload"),
        (builders.next_document(ALPHA, seq=5), True, "bad-payload"),
        (b"{}", True, "bad-payload"),
    ],
    ids=["it follows", "not the last of its batch", "known already", "another party's", "it skips", "no document"],
)
def test_a_party_document_follows_and_closes_its_batch(record: bytes, last: bool, code: str | None) -> None:
    assert _judge(_document(record), last_of_batch=last, admitting=Admitting({})) == code


@pytest.mark.parametrize(
    ("seq", "seen", "code"),
    [(2, 1, None), (1, 1, "agreement.draft"), (2, 0, "agreement.draft")],
    ids=["in force", "before our own contact entry", "before theirs was seen"],
)
def test_an_agreement_is_in_force_by_place_and_not_by_time(seq: int, seen: int, code: str | None) -> None:
    assert _judge(_note(), seq=seq, seen=seen) == code


def test_where_one_side_wrote_a_text_twice_its_first_entry_counts() -> None:
    assert judging.standings_of([(7, AGREEMENT), (3, AGREEMENT)], [(5, AGREEMENT)]) == {
        AGREEMENT.id: Standing(AGREEMENT, sender_seq=3, receiver_seq=5)
    }
    assert judging.standings_of([], [(5, AGREEMENT)])[AGREEMENT.id].sender_seq is None
    assert judging.standings_of([], []) == {}


def test_a_reply_is_judged_by_the_kind_that_opened_its_dialogue() -> None:
    payload = {"dialogue": "warning", "message": "answer", "ref": REF}
    answer = replace(_note(), kind="answer", payload=payload, re=builders.cid("target"))
    target = Target(ours=False, kind="notification", agreement=AGREEMENT.id, outcomes=frozenset())

    assert _judge(answer, target=target, dialogue=Dialogue("notification", ours=True)) is None
    assert _judge(answer, target=target, dialogue=Dialogue("warning", ours=True)) == "kind.direction"


def test_categories_of_persons_reach_policy_and_junk_does_not_stop_them() -> None:
    payload = {
        **builders.draft().payload,
        "records": [{"ftm": {}, "category": "victim"}, {"ftm": {}, "category": 7}, 1],
    }
    open_label = replace(LABEL, codes=("tlp:GREEN",))

    assert judging.categories_of(_opened(_note(payload=payload))) == {"victim"}
    assert judging.categories_of(_opened(_note(payload={"records": 1}))) == frozenset()
    assert _judge(replace(_note(payload=payload), handling=open_label)) == "handling.contradiction"
    assert strict_json.parse(_opened(_note()).plaintext)["kind"] == "notification"


@pytest.mark.parametrize(
    ("record", "unchecked"),
    [
        ({"ftm": {"schema": "Person"}}, True),
        # A person, or a company: nobody can tell, so a wider schema is no way around the check.
        ({"ftm": {"schema": "LegalEntity"}}, True),
        ({"ftm": {"schema": "Company"}, "category": "suspect"}, True),
        ({"ftm": {"schema": "Company"}}, False),
        ({"ftm": "Person"}, False),
        ("Person", False),
    ],
)
def test_whom_a_record_is_about_is_the_same_on_the_way_out_and_at_reception(record: Any, unchecked: bool) -> None:
    opened = _opened(_note())
    here = replace(opened, payload={**opened.payload, "records": [record]})
    assert judging.has_unchecked_persons(here) is unchecked
    going = {"records": [record]}
    assert bool(concerned.persons_in(going, (), BETA.id)) is unchecked
