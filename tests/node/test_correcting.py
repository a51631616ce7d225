"""A correction on two nodes: whose item it is, a repeat, another person, what suspensions and kinds do not hold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from detente.cases import carrying
from detente.cases.kinds import TABLES
from detente.model.errors import BadInput
from detente.node.queries import case_screen, corrections
from detente.node.services import casework, concerned, correcting, dispatching, letters, notifying, recording
from detente.node.services.conditions import Unmet
from detente.node.services.letters import Letter
from detente.node.stores.models import CaseRow, Entry
from tests.node.asking import at, case, do, who
from tests.node.world import World

CHECKED = dict.fromkeys(concerned.QUESTIONS, False)


def _record(name: str, birth: str) -> dict[str, Any]:
    person = {"ftm": {"schema": "Person", "properties": {"name": [name], "birthDate": [birth]}}, "category": "suspect"}
    return recording.record(person)


def _letter(world: World, name: str = "Anna Boleyn", birth: str = "1988-10-21") -> Letter:
    records = concerned.dated([_record(name, birth)], now=world.clock())
    return Letter(subject="A person", text="Seen here.", lang="en", records=records, character=CHECKED)


def _notice(world: World) -> Entry:
    item = notifying.notify(
        world.nodes["alpha"], who(world, "alpha", "lia"), world.partner("alpha", "beta"), _letter(world)
    )
    world.settle("alpha", "beta")
    do(world, "beta", item, "open")
    return item


def _correct(world: World, here: str, item: Entry, letter: Letter | None = None) -> Entry:
    written = letter or _letter(world, birth="1986-10-21")
    (made,) = correcting.correct(world.nodes[here], who(world, here, "lia"), at(world, here, item), written)
    assert isinstance(made, Entry), made
    world.settle("alpha", "beta")
    return made


def _mark(world: World, here: str, item: Entry) -> str:
    return corrections.mark_of(world.nodes[here], at(world, here, item))


def _stands(world: World, here: str, item: Entry) -> list[str]:
    lines = corrections.completion(world.nodes[here], who(world, here, "lia"), at(world, here, item))
    return [line["stands"] for line in lines]


def test_the_writer_corrects_its_item_and_both_sides_show_it(asking: World) -> None:
    item = _notice(asking)
    assert _stands(asking, "alpha", item) == ["not-asked"]
    made = _correct(asking, "alpha", item)
    # The agreement of these nodes does not name the kind: what mends is admitted all the same.
    assert [case(asking, here, made).state for here in ("alpha", "beta")] == ["delivered", "received"]
    assert _mark(asking, "alpha", item) == "changed, old version not used"
    assert _mark(asking, "beta", item) == "said to be wrong, not decided"
    do(asking, "beta", made, "open")
    do(asking, "beta", made, "apply", "analyst", confirmed=True)
    assert _mark(asking, "beta", item) == "changed, old version not used"
    assert _stands(asking, "alpha", made) == ["done"]
    do(asking, "beta", made, "report-onward")
    assert [case(asking, here, made).state for here in ("alpha", "beta")] == ["done", "done"]


def test_the_pages_of_the_item_and_of_its_correction_show_the_table_and_the_mark(asking: World) -> None:
    item = _notice(asking)
    node, officer = asking.nodes["alpha"], who(asking, "alpha", "lia")
    assert case_screen.page(node, officer, at(asking, "alpha", item)).completion == ()
    made = _correct(asking, "alpha", item)
    for each in (item, made):
        page = case_screen.page(node, officer, at(asking, "alpha", each))
        assert [line.stands for line in page.completion] == ["delivered"]
    page = case_screen.page(node, officer, at(asking, "alpha", item))
    assert page.mark is not None
    assert page.mark.code == "note.changed"


def test_the_command_corrects_and_shows_the_table(asking: World) -> None:
    item, node = _notice(asking), asking.nodes["alpha"]
    (told,) = corrections.issue(node, "lia", item.uid, _letter(asking, birth="1986-10-21"))
    assert (told["partner"], told["refused"]) == (asking.partner("alpha", "beta").code, "")
    asking.settle("alpha", "beta")
    asking.clock.at += timedelta(days=30)
    (line,) = corrections.completion_named(node, "lia", item.uid)
    assert (line["stands"], line["id"]) == ("not-confirmed", told["id"])
    assert line["since"] is not None


def test_whoever_knows_better_proposes_and_the_originator_decides(asking: World) -> None:
    item = _notice(asking)
    made = _correct(asking, "beta", item)
    assert at(asking, "alpha", made).code == ""
    do(asking, "alpha", made, "open")
    assert _mark(asking, "alpha", item) == "said to be wrong, not decided"
    words = Letter(text="Our file has it so.", lang="en")
    with pytest.raises(Unmet):
        do(asking, "alpha", made, "object")
    do(asking, "alpha", made, "object", code="right-as-it-is", letter=words)
    assert _stands(asking, "beta", item) == ["objected"]
    do(asking, "beta", made, "insist", letter=words)
    do(asking, "alpha", made, "apply-partly", code="own-source", letter=words)
    do(asking, "alpha", made, "report-onward")
    assert _stands(asking, "beta", item) == ["partly"]


def test_a_correction_of_what_the_sender_did_not_write_is_refused(asking: World) -> None:
    item = _notice(asking)
    node, entry = asking.nodes["beta"], at(asking, "beta", item)
    letter = _letter(asking, birth="1986-10-21")
    payload = {**letters.opening_payload("correction", "correction", letter), "target": entry.cid}
    request = dispatching.Request(entry.partner, letter, "correction", payload, concerning=entry)
    made = dispatching.release(node, who(asking, "beta", "lia"), request)
    asking.settle("alpha", "beta")
    assert at(asking, "alpha", made).code == "not-yours"
    assert case(asking, "beta", made).state == "bounced"
    asking.clock.at += timedelta(days=30)
    assert _stands(asking, "beta", item) == ["refused"]


def test_a_repeat_has_no_effect_and_a_later_correction_opens_again(
    asking: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = _notice(asking)
    first = _correct(asking, "alpha", item)
    with pytest.raises(BadInput, match="told already"):
        _correct(asking, "alpha", item)
    with monkeypatch.context() as patch:
        # A node of another maker may repeat it all the same.
        patch.setattr(correcting, "_over", lambda *_: True)
        again = _correct(asking, "alpha", item)
    assert at(asking, "beta", again).code == ""
    assert not CaseRow.objects.using(asking.nodes["beta"].alias).filter(entry__cid=again.cid).exists()
    assert case(asking, "beta", first).state == "received"


def test_after_its_end_the_same_item_is_corrected_once_more(asking: World) -> None:
    item = _notice(asking)
    first = _correct(asking, "alpha", item)
    do(asking, "beta", first, "apply", "analyst", confirmed=True)
    do(asking, "beta", first, "report-onward")
    second = _correct(asking, "alpha", item)
    assert case(asking, "beta", second).state == "received"
    do(asking, "beta", second, "apply", "analyst", confirmed=True)
    assert [case(asking, "alpha", each).state for each in (first, second)] == ["done", "done-onward-open"]


def test_a_correction_says_nothing_of_another_person(asking: World) -> None:
    item = _notice(asking)
    with pytest.raises(correcting.AnotherPerson):
        _correct(asking, "alpha", item, _letter(asking, name="Carla Doe"))


def test_the_opening_of_a_correction_is_told_from_what_follows_it() -> None:
    table = TABLES["correction"]
    assert carrying.opens(table, "correction", "correction")
    assert not carrying.opens(table, "correction", "insist")
    assert "correction" in casework.PLAYED
