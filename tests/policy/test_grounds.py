"""Inner grounds stay here; what travels is coarse, or nothing at all (DXP 14)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.policy import refusals
from detente.policy.grounds import GROUNDS, NIL, SENT, UnknownGround, is_sent_ground, sent_ground
from detente.policy.languages import LANGUAGES

# The table of DXP 14 as it stands in the text.
TABLE = {
    "outside": "dxp-not-covered eu977-d eu977-g fiu-outside-aml mlat-dual-criminality",
    "form": "eu977-b dxp-unclarified interpol-no-warrant interpol-data-standards fiu-disproportionate",
    "law": "eu977-c fiu-fundamental-principles interpol-art3 mlat-political-offence",
    "rights": "hr-mistreatment hr-death-penalty",
    "undisclosed": "dxp-undisclosed",
    "nil": "eu977-a eu977-e eu977-f1 eu977-f2 eu977-f3 eu977-h fiu-impairs-investigation hr-person-declined"
    " mlat-ne-bis-in-idem dxp-protected",
}


@pytest.mark.parametrize("sent", TABLE)
def test_what_travels_is_what_the_table_says(sent: str) -> None:
    assert {inner for inner in GROUNDS if sent_ground(inner) == sent} == set(TABLE[sent].split())


@pytest.mark.parametrize("inner", ["", "outside", "nil", "eu977-z"])
def test_an_unknown_inner_ground_is_an_error_and_never_a_guess(inner: str) -> None:
    with pytest.raises(UnknownGround):
        sent_ground(inner)


def test_only_the_five_sent_grounds_may_stand_in_a_refusal() -> None:
    assert {name for name in [*SENT, *GROUNDS, NIL, None, 7] if is_sent_ground(name)} == set(SENT)
    assert set(SENT) == set(TABLE) - {NIL}


def test_every_ground_has_a_label_in_each_language() -> None:
    for labels in [*SENT.values(), *(ground.label for ground in GROUNDS.values())]:
        assert tuple(labels) == LANGUAGES
        assert all(labels.values())


def test_a_founding_agreement_offers_the_grounds_that_need_no_law_of_their_own() -> None:
    assert [ground.code for ground in refusals.for_refusal()] == [
        "hr-mistreatment",
        "hr-death-penalty",
        "dxp-unclarified",
        "dxp-not-covered",
        "dxp-undisclosed",
    ]
    assert [ground.code for ground in refusals.for_nil()] == ["hr-person-declined", "dxp-protected"]


def test_each_offered_ground_is_explained_in_english_and_french() -> None:
    for ground in (*refusals.for_refusal(), *refusals.for_nil()):
        assert refusals.SENTENCES[ground.code].keys() == {"en", "fr"}
        assert refusals.sentence(ground.code, "ru") == refusals.sentence(ground.code, "en")
    assert refusals.sentence("eu977-b", "fr") == "Demande non conforme à l'art. 4"


def test_a_law_brings_its_own_grounds_except_those_that_are_no_longer_law() -> None:
    offered = {ground.code for ground in refusals.for_refusal({"fiu-consent"})}
    assert {"fiu-outside-aml", "fiu-fundamental-principles"} < offered
    assert "fiu-disproportionate" not in offered
    assert "fiu-impairs-investigation" not in offered
    assert refusals.may_refuse_with("fiu-outside-aml", {"fiu-consent"})
    assert not refusals.may_refuse_with("fiu-outside-aml")


def test_no_ground_that_depends_on_what_is_held_may_stand_behind_a_refusal() -> None:
    families = {ground.family for ground in GROUNDS.values()}
    assert all(ground.sent != NIL for ground in refusals.for_refusal(families))
    assert all(ground.sent == NIL for ground in refusals.for_nil(families))


@pytest.mark.shared
def test_the_table_is_that_of_the_shared_data(shared_dir: Path) -> None:
    data = json.loads((shared_dir / "data" / "cases" / "grounds.json").read_bytes())
    assert {code: dict(labels) for code, labels in SENT.items()} == data["sent_grounds"]
    assert [
        (g.code, g.sent, g.family, dict(g.label), g.in_part, g.may_withhold, g.current) for g in GROUNDS.values()
    ] == [
        (g["code"], g["sent"], g["set"], g["label"], g["partial"], g["reasons_may_be_withheld"], g.get("ship", True))
        for g in data["grounds"]
    ]
