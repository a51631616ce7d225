"""Payloads: what each kind must carry, and that a newer kind is never dropped (DXP 14)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import b64
from detente.protocol import payload
from detente.protocol.refusal import EntryRefused

REF = {"own": None, "yours": None}
B32 = b64.encode(bytes(32))
AT = "2026-11-22T09:00:00.000Z"


def _of(dialogue: str | None, message: str, **members: Any) -> dict[str, Any]:
    return {"dialogue": dialogue, "message": message, "ref": REF, **members}


FOUNDING = _of(None, "founding", how="sas", own_doc=B32, peer_doc=B32, agreement={})
EVIDENCE = _of("notification", "accepted", outcome="done", by="officer-7", at=AT, code=None, until=None)
KEYS = _of(None, "keys", kid=B32, epoch=b64.encode(bytes(16)), size=3, root=B32)

GOOD: dict[str, tuple[str, dict[str, Any]]] = {
    "a founding contact": ("contact", FOUNDING),
    "another message of a contact": ("contact", _of("contact", "contact-logged")),
    "a party document": ("party-doc", _of(None, "party-doc", document="{}")),
    "evidence": ("evidence", EVIDENCE),
    "evidence by the node": ("evidence", {**EVIDENCE, "by": None, "outcome": "failed", "code": "cannot-open"}),
    "evidence of nine digits": ("evidence", {**EVIDENCE, "by": "officer-123456789"}),
    "control keys": ("control", KEYS),
    "control freeze": ("control", _of(None, "freeze")),
    "control held": ("control", _of(None, "held", count=3, oldest="2026-11-22T09:00:00.000Z")),
    "control held that tells nothing": ("control", _of(None, "held")),
    "a notification": ("notification", _of("notification", "notification")),
    "a notification with everything": (
        "notification",
        _of(
            "notification",
            "notification",
            subject="Dossier",
            parts=[{"type": "text/plain", "lang": "fr", "text": "Texte"}],
            records=[{"ftm": {}}],
            files=[{"id": b64.encode(bytes(16)), "name": "rapport.txt", "type": "text/plain", "sha256": B32}],
            basis={"law": "Loi", "ref": "art. 3"},
        ),
    ),
    "members of a newer release": ("notification", _of("notification", "notification", later=[1])),
    "an answer": ("answer", _of("notification", "answer")),
    "an answer in part": ("answer", _of("notification", "part")),
    "the last part": ("answer", _of("notification", "part-final", rest=None)),
    "the last part with a ground": ("answer", _of("notification", "part-final", rest={"ground": "law", "until": AT})),
    "a nil": ("answer", _of("notification", "nil")),
    "a refusal": ("refusal", _of("notification", "refused", ground="outside", explained=False, retry_when=None)),
    "file numbers in any script": (
        "notification",
        {**_of("notification", "notification"), "ref": {"own": "Б-7/2026", "yours": "ملف ١٢"}},
    ),
}


@pytest.mark.parametrize(("kind", "content"), GOOD.values(), ids=GOOD)
def test_what_the_specification_writes_passes(kind: str, content: dict[str, Any]) -> None:
    payload.check(kind, content)


def _without(content: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key != name}


NOTE = _of("notification", "notification")
WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "no dialogue": ("notification", _without(NOTE, "dialogue")),
    "no message": ("notification", _without(NOTE, "message")),
    "no ref": ("notification", _without(NOTE, "ref")),
    "half a ref": ("notification", {**NOTE, "ref": {"own": None}}),
    "a ref that is a number": ("notification", {**NOTE, "ref": {"own": 7, "yours": None}}),
    "an empty file number": ("notification", {**NOTE, "ref": {"own": "", "yours": None}}),
    "a file number of 65 characters": ("notification", {**NOTE, "ref": {"own": "x" * 65, "yours": None}}),
    "a file number with a line break": ("notification", {**NOTE, "ref": {"own": "a\nb", "yours": None}}),
    "a file number with a bidi control": ("notification", {**NOTE, "ref": {"own": "a\u202eb", "yours": None}}),
    "a file number with a soft hyphen": ("notification", {**NOTE, "ref": {"own": "a\u00adb", "yours": None}}),
    "a file number with outer space": ("notification", {**NOTE, "ref": {"own": " a", "yours": None}}),
    "a file number not in NFC": ("notification", {**NOTE, "ref": {"own": "e\u0301", "yours": None}}),
    "a dialogue that is a number": ("notification", {**NOTE, "dialogue": 1}),
    "a notification in another dialogue": ("notification", {**NOTE, "dialogue": "warning"}),
    "a notification in no dialogue": ("notification", {**NOTE, "dialogue": None}),
    "a subject that is a list": ("notification", {**NOTE, "subject": []}),
    "a part in markup": ("notification", {**NOTE, "parts": [{"type": "text/html", "lang": "fr", "text": ""}]}),
    "a part without language": ("notification", {**NOTE, "parts": [{"type": "text/plain", "text": ""}]}),
    "a record that is no object": ("notification", {**NOTE, "records": [1]}),
    "a file without its hash": (
        "notification",
        {**NOTE, "files": [{"id": b64.encode(bytes(16)), "name": "a", "type": "b"}]},
    ),
    "a basis without ref": ("notification", {**NOTE, "basis": {"law": "Loi"}}),
    "a founding contact by rumour": ("contact", {**FOUNDING, "how": "rumour"}),
    "a founding contact without a document": ("contact", _without(FOUNDING, "peer_doc")),
    "a founding contact without agreement": ("contact", _without(FOUNDING, "agreement")),
    "a party document that is an object": ("party-doc", _of(None, "party-doc", document={})),
    "evidence without outcome": ("evidence", _without(EVIDENCE, "outcome")),
    "evidence that may be": ("evidence", {**EVIDENCE, "outcome": "perhaps"}),
    "evidence by name": ("evidence", {**EVIDENCE, "by": "Ivanova"}),
    "evidence by nobody named": ("evidence", _without(EVIDENCE, "by")),
    "evidence by ten digits": ("evidence", {**EVIDENCE, "by": "officer-1234567890"}),
    "evidence by Arabic digits": ("evidence", {**EVIDENCE, "by": "officer-٧"}),
    "evidence at no time": ("evidence", _without(EVIDENCE, "at")),
    "evidence until some day": ("evidence", {**EVIDENCE, "until": "2026-12-01"}),
    "a control that nobody knows": ("control", _of(None, "detonate")),
    "control keys without a head": ("control", _without(KEYS, "root")),
    "control held with a count below none": ("control", _of(None, "held", count=-1)),
    "control held with a date that is none": ("control", _of(None, "held", oldest="yesterday")),
    "an answer of no kind": ("answer", _of("notification", "maybe")),
    "a nil that says more": ("answer", _of("notification", "nil", subject="nothing")),
    "a last part with an inner ground": (
        "answer",
        _of("notification", "part-final", rest={"ground": "hr-mistreatment", "until": None}),
    ),
    "a last part without until": ("answer", _of("notification", "part-final", rest={"ground": "law"})),
    "a refusal without ground": ("refusal", _of("notification", "refused")),
    "a refusal with an inner ground": ("refusal", _of("notification", "refused", ground="eu977-c")),
    "a refusal with nil": ("refusal", _of("notification", "refused", ground="nil")),
}


@pytest.mark.parametrize(("kind", "content"), WRONG.values(), ids=WRONG)
def test_anything_else_is_a_bad_payload(kind: str, content: dict[str, Any]) -> None:
    with pytest.raises(EntryRefused, check=lambda error: error.code == "bad-payload"):
        payload.check(kind, content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(JSON)
def test_a_kind_of_a_newer_release_is_never_judged_by_its_payload(value: Any) -> None:
    assert not payload.is_known("hologram")
    payload.check("hologram", {"anything": value})


@given(st.sampled_from(list(GOOD.values())), st.data(), JSON)
def test_no_value_of_a_member_breaks_the_check(
    good: tuple[str, dict[str, Any]], data: st.DataObject, value: Any
) -> None:
    kind, content = good
    changed = {**content, data.draw(st.sampled_from([*content, "parts", "files", "records", "basis"])): value}

    code = None
    try:
        payload.check(kind, changed)
    except EntryRefused as refused:
        code = refused.code
    assert code in (None, "bad-payload")
