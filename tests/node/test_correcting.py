"""A correction on two nodes: whose item it is, a repeat, another person, what suspensions and kinds do not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from detente.cases import carrying
from detente.cases.kinds import TABLES
from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.errors import BadInput
from detente.node.queries import case_screen, corrections, release_page
from detente.node.services import (
    approving,
    casework,
    concerned,
    correcting,
    corresponding,
    dispatching,
    drafting,
    house,
    letters,
    notifying,
    protecting,
    recording,
    second_person,
)
from detente.node.services.conditions import Unmet
from detente.node.services.letters import Letter
from detente.node.stores.models import Approval, AuditRow, CaseRow, DraftRow, Entry
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
        patch.setattr(correcting, "is_over", lambda *_: True)
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


# Where the house takes two


@pytest.fixture
def two(asking: World) -> World:
    """Two nodes; the house of alpha takes two persons."""
    house.set_four_eyes(asking.nodes["alpha"], who(asking, "alpha", "head"), wanted=True)
    return asking


def _waits(world: World, item: Entry, **changes: Any) -> str:
    node = world.nodes["alpha"]
    written = _letter(world, birth="1986-10-21", **changes)
    (told,) = corrections.issue(node, "lia", item.uid, written)
    assert (told["partner"], told["id"], told["refused"]) == ("BET", None, "")
    return str(told["draft"])


def _approve(world: World, draft: str) -> dict[str, str]:
    node = world.nodes["alpha"]
    found = second_person.approve(node, "release", draft, second_person.shown(node, "release", draft)["hash"])
    world.settle("alpha", "beta")
    return found


def _item(world: World) -> Entry:
    node = world.nodes["alpha"]
    found = corresponding.send(node, "lia", "bet", replace(_letter(world), codes=["tlp:GREEN", "h:H1"]))
    uid = _approve(world, found["draft"])["id"]
    item = Entry.objects.using(node.alias).select_related("partner", "batch").get(uid=uid)
    do(world, "beta", item, "open")
    return item


def test_the_second_person_sees_the_files_of_a_correction(two: World) -> None:
    node, item, lia = two.nodes["alpha"], _item(two), who(two, "alpha", "lia")
    draft = _waits(two, item)
    row = DraftRow.objects.using(node.alias).select_related("partner").get(pk=draft)
    drafting.attach(node, lia, row, name="map.txt", media_type="text/plain", content=BytesIO(b"A map"))
    row = DraftRow.objects.using(node.alias).select_related("partner").get(pk=draft)
    ready = drafting.written(node, row)
    with pytest.raises(drafting.DraftChanged):
        drafting.release(node, lia, row, replace(ready, files=()), None)
    approving.submit(node, lia, row, drafting.challenge(ready), None)
    shown = second_person.shown(node, "release", draft)
    assert [file["name"] for file in shown["leaves"]["files"]] == ["map.txt"]
    entry = Entry.objects.using(node.alias).get(uid=_approve(two, draft)["id"])
    assert b64.encode(sha256(drafting.statement_of_entry(node, entry))) == shown["hash"]


def test_a_correction_that_waits_is_of_the_message_whose_cid_it_names(two: World) -> None:
    """A partner that gives a message of its own the id of ours changes nothing."""
    node, item = two.nodes["alpha"], _item(two)
    draft = _waits(two, item)
    theirs = notifying.notify(
        two.nodes["beta"], who(two, "beta", "lia"), two.partner("beta", "alpha"), _letter(two, name="Bo Li")
    )
    two.settle("alpha", "beta")
    rows = Entry.objects.using(node.alias)
    assert rows.filter(cid=theirs.cid).update(uid=item.uid) == 1
    row = DraftRow.objects.using(node.alias).select_related("partner").get(pk=draft)
    assert drafting.written(node, row).corrects == item


def test_a_correction_waits_for_a_second_officer_and_leaves_exactly_as_approved(two: World) -> None:
    node, item = two.nodes["alpha"], _item(two)
    draft = _waits(two, item)
    assert _stands(two, "alpha", item) == ["not-asked"]
    shown = second_person.shown(node, "release", draft)
    assert (shown["leaves"]["kind"], shown["leaves"]["re"]) == ("correction", item.cid)
    assert shown["leaves"]["payload"]["target"] == item.cid
    row = approving.find(node, who(two, "alpha", "release"), draft)
    page = release_page.release_page(node, who(two, "alpha", "release"), row)
    assert (page.submits, page.refusal) == (True, None)
    # No label was chosen: it is that of what it corrects.
    assert set(shown["leaves"]["handling"]["codes"]) == {"h:H1", "tlp:GREEN"}
    assert "element.corrects" in [line.element.code for line in page.rows]
    with pytest.raises(approving.SecondPersonNeeded):
        second_person.approve(node, "lia", draft, shown["hash"])
    made = _approve(two, draft)
    entry = Entry.objects.using(node.alias).get(uid=made["id"])
    # The signature can be verified years later, from the entry alone.
    assert b64.encode(sha256(drafting.statement_of_entry(node, entry))) == shown["hash"]
    assert Approval.objects.using(node.alias).filter(state="used", entry=entry, by__name="release").exists()
    assert [case(two, here, entry).state for here in ("alpha", "beta")] == ["delivered", "received"]
    assert _stands(two, "alpha", item) == ["delivered"]
    assert _mark(two, "alpha", item) == "changed, old version not used"


def test_a_second_correction_that_waited_too_long_is_not_sent_twice(two: World) -> None:
    node, item = two.nodes["alpha"], _item(two)
    first, second = _waits(two, item), _waits(two, item)
    _approve(two, first)
    with pytest.raises(BadInput, match="another correction"):
        _approve(two, second)
    assert Entry.objects.using(node.alias).filter(ours=True, kind="correction").count() == 1
    # It stays with its author, who discards it.
    assert [row["draft"] for row in second_person.waiting(node, "release")] == [second]


def test_a_draft_of_a_correction_stays_one_about_the_item_when_it_is_edited(two: World) -> None:
    node, item = two.nodes["alpha"], _item(two)
    draft = _waits(two, item)
    row = DraftRow.objects.using(node.alias).select_related("partner").get(pk=draft)
    drafting.save(node, who(two, "alpha", "lia"), row, {**row.content, "text": "Read 1986."}, row.partner)
    ready = drafting.written(node, DraftRow.objects.using(node.alias).select_related("partner").get(pk=draft))
    assert ready.corrects == item
    other = {**row.content, "records": _letter(two, name="Jane Seymour").records}
    drafting.save(node, who(two, "alpha", "lia"), row, other, row.partner)
    with pytest.raises(correcting.AnotherPerson):
        drafting.written(node, DraftRow.objects.using(node.alias).select_related("partner").get(pk=draft))


def test_what_corrects_nothing_is_said_before_anybody_waits(two: World) -> None:
    node, item = two.nodes["alpha"], _item(two)
    with pytest.raises(correcting.AnotherPerson):
        corrections.issue(node, "lia", item.uid, _letter(two, name="Jane Seymour"))
    with pytest.raises(BadInput, match="what is right"):
        corrections.issue(node, "lia", item.uid, Letter())
    assert not DraftRow.objects.using(node.alias).exists()


def test_a_protected_person_in_a_correction_takes_two_in_a_house_of_one_too(asking: World) -> None:
    node, item = asking.nodes["alpha"], _notice(asking)
    protecting.protect(node, who(asking, "alpha", "legal"), names=["Anna Boleyn"], statuses=["witness"])
    before = AuditRow.objects.using(node.alias).filter(act="policy-refused").count()
    draft = _waits(asking, item)
    assert AuditRow.objects.using(node.alias).filter(act="policy-refused").count() == before + 1
    for by in ("head", "legal"):
        found = second_person.approve(node, by, draft, second_person.shown(node, by, draft)["hash"])
    assert found["state"] == "released"


def test_who_is_left_to_tell_is_read_once(asking: World, monkeypatch: pytest.MonkeyPatch) -> None:
    item = _notice(asking)
    asked: list[str] = []
    untold = correcting.untold

    def counted(node: Any, entry: Entry) -> list[Entry]:
        asked.append(entry.uid)
        return untold(node, entry)

    monkeypatch.setattr(correcting, "untold", counted)
    (told,) = corrections.issue(asking.nodes["alpha"], "lia", item.uid, _letter(asking, birth="1986-10-21"))
    assert (bool(told["id"]), asked) == (True, [item.uid])
