"""Desks: where a case arrives, who is on duty, how it changes hands, and the sheet that two shifts sign."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from detente.crypto.hashing import sha256
from detente.model import strict_json
from detente.model.errors import BadInput
from detente.node.services import acting, desk_facts, desks, duties, handing_on, officers, shifts
from detente.node.services.asserting import Assertion
from detente.node.services.handing_on import NobodyOnDuty
from detente.node.services.shifts import SheetSigned
from detente.node.stores import desks as stored
from detente.node.stores.desks import Competence
from detente.node.stores.models import Act, AuditRow, CaseRow, DeskRow, Entry, HandingRow, Officer
from detente.policy.roles import Role
from tests.node.desk_builders import delivered
from tests.node.world import World
from tests.shared import PROJECT

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def lia(world: World, name: str = "beta") -> Officer:
    """Give the first officer of a node."""
    return officers.find(world.nodes[name], "lia")


def omar(world: World, name: str = "beta") -> Officer:
    """Give the second officer of a node."""
    return officers.find(world.nodes[name], "omar")


def operator(world: World) -> Officer:
    """Give the operator of beta, who arranges its desks."""
    return officers.operator(world.nodes["beta"])


def make(world: World, code: str, **values: object) -> DeskRow:
    """Make a desk at beta, as the operator does."""
    return desks.arrange(world.nodes["beta"], operator(world), code, name=code.title(), **values)  # type: ignore[arg-type]  # keyword arguments of the tests' table


def case_of(world: World, uid: str) -> CaseRow:
    """Give beta's case of a message."""
    return CaseRow.objects.using("world-beta").select_related("desk", "assignee").get(entry__uid=uid)


def names(found: tuple[desks.OnDuty, ...]) -> list[tuple[str, bool]]:
    """Give who is on duty, and whether as a deputy."""
    return [(each.officer.name, each.standing_in) for each in found]


# Arriving


@pytest.mark.parametrize(
    ("partner", "topic", "desk"),
    [
        (7, "ct.persons", 3),
        (7, "ct.persons.sub", 3),
        (7, "ct.finance", 2),
        (8, "ct.finance", 4),
        (8, "crime", 1),
        (7, None, 1),
    ],
)
def test_the_most_competent_desk_takes_a_case(partner: int, topic: str | None, desk: int) -> None:
    known = (
        Competence(1, main=True),
        Competence(2, ("ct",)),
        Competence(3, ("ct.persons",)),
        Competence(4, ("ct",), frozenset({8})),
    )
    assert stored.choose(known, partner=partner, topic=topic) == desk


def test_without_a_main_desk_a_case_may_arrive_at_none() -> None:
    assert stored.choose((Competence(2, ("ct",)),), partner=7, topic="crime") is None
    assert stored.choose((), partner=7, topic="ct") is None


def test_a_message_arrives_at_its_desk(pair: World) -> None:
    make(pair, "main", main=True)
    persons = make(pair, "zor", partners=[pair.partner("beta", "alpha")])
    assert case_of(pair, delivered(pair)).desk == persons


def test_a_new_main_desk_takes_over_from_the_old(pair: World) -> None:
    make(pair, "night", main=True)
    day = make(pair, "day", main=True)
    assert list(DeskRow.objects.using("world-beta").filter(main=True)) == [day]


@pytest.mark.parametrize(
    "wrong",
    [{"name": "a\nb"}, {"name": "x" * 121}, {"topics": ["Not A Topic"]}, {"languages": ["french"]}],
)
def test_a_desk_that_cannot_be_is_refused(pair: World, wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        desks.arrange(pair.nodes["beta"], operator(pair), "zor", **{"name": "Zor", **wrong})  # type: ignore[arg-type]  # rows of a table of keyword arguments
    with pytest.raises(BadInput):
        desks.arrange(pair.nodes["beta"], operator(pair), "Not a code", name="Zor")


# On duty


def test_a_desk_without_a_roster_counts_its_members(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty")
    assert desks.on_duty(node, desk, at=NOON) == ()
    desks.place(node, operator(pair), desk, lia(pair), "member")
    desks.place(node, operator(pair), desk, omar(pair), "deputy")
    assert names(desks.on_duty(node, desk, at=NOON)) == [("lia", False)]


def test_the_deputy_stands_in_for_who_is_away(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty")
    desks.place(node, operator(pair), desk, lia(pair), "member")
    desks.place(node, operator(pair), desk, omar(pair), "deputy")
    desks.set_leave(node, lia(pair), lia(pair), begin=NOON, end=NOON + timedelta(hours=8))
    assert names(desks.on_duty(node, desk, at=NOON)) == [("omar", True)]
    assert names(desks.on_duty(node, desk, at=NOON + timedelta(hours=8))) == [("lia", False)]


def test_a_roster_says_who_is_there_and_the_deputy_fills_its_gaps(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty")
    desks.place(node, operator(pair), desk, lia(pair), "member")
    desks.place(node, operator(pair), desk, omar(pair), "deputy")
    desks.set_duty(node, lia(pair), desk, lia(pair), begin=NOON, end=NOON + timedelta(hours=8))
    assert names(desks.on_duty(node, desk, at=NOON)) == [("lia", False)]
    assert names(desks.on_duty(node, desk, at=NOON + timedelta(hours=8))) == [("omar", True)]


def test_an_officer_who_no_longer_works_here_is_on_no_duty(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty")
    desks.place(node, operator(pair), desk, omar(pair), "member")
    Officer.objects.using(node.alias).filter(name="omar").update(active=False)
    assert desks.on_duty(node, desk, at=NOON) == ()


def test_only_an_officer_of_the_desk_is_put_on_its_roster(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty")
    with pytest.raises(BadInput, match="belong"):
        desks.set_duty(node, lia(pair), desk, omar(pair), begin=NOON, end=NOON + timedelta(hours=8))
    with pytest.raises(BadInput, match="after"):
        desks.set_leave(node, lia(pair), omar(pair), begin=NOON, end=NOON)


def test_whoever_leaves_a_desk_leaves_its_roster(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty")
    later = pair.clock() + timedelta(days=1)
    desks.place(node, operator(pair), desk, omar(pair), "member")
    desks.set_duty(node, lia(pair), desk, omar(pair), begin=later, end=later + timedelta(hours=8))
    desks.place(node, operator(pair), desk, omar(pair), "")
    desks.place(node, operator(pair), desk, omar(pair), "member")
    assert names(desks.on_duty(node, desk, at=later)) == [("omar", False)]


# Handing on


def test_a_case_is_handed_to_a_desk_and_that_is_recorded(pair: World) -> None:
    node = pair.nodes["beta"]
    main, finance = make(pair, "main", main=True), make(pair, "finance")
    desks.place(node, operator(pair), finance, omar(pair), "member")
    uid = delivered(pair)
    entry = Entry.objects.using(node.alias).get(uid=uid)
    acting.accept(node, lia(pair), entry, until=None)
    handing_on.hand_on(node, lia(pair), entry, desk=finance, note="transfers")
    case = case_of(pair, uid)
    assert (case.desk, case.assignee) == (finance, None)
    [handing] = HandingRow.objects.using(node.alias).filter(case=case)
    assert (handing.from_desk, handing.to_desk, handing.by, handing.note) == (main, finance, lia(pair), "transfers")
    assert AuditRow.objects.using(node.alias).filter(act="case-handed", actor="lia").count() == 1


def test_a_desk_with_nobody_on_duty_says_so_before_anything_is_handed_to_it(pair: World) -> None:
    node = pair.nodes["beta"]
    main, finance = make(pair, "main", main=True), make(pair, "finance")
    uid = delivered(pair)
    entry = Entry.objects.using(node.alias).get(uid=uid)
    with pytest.raises(NobodyOnDuty, match="Finance"):
        handing_on.hand_on(node, lia(pair), entry, desk=finance)
    assert case_of(pair, uid).desk == main
    handing_on.hand_on(node, lia(pair), entry, desk=finance, anyway=True)
    assert case_of(pair, uid).desk == finance
    record = AuditRow.objects.using(node.alias).get(act="case-handed")
    assert strict_json.parse(bytes(record.details or b""))["details"]["anyway"] is True


def test_a_case_is_not_handed_to_an_officer_who_is_away(pair: World) -> None:
    node = pair.nodes["beta"]
    entry = Entry.objects.using(node.alias).get(uid=delivered(pair))
    desks.set_leave(node, lia(pair), omar(pair), begin=pair.clock(), end=pair.clock() + timedelta(days=1))
    with pytest.raises(NobodyOnDuty, match="Omar"):
        handing_on.hand_on(node, lia(pair), entry, to=omar(pair))
    pair.clock.advance(days=1)
    handing_on.hand_on(node, lia(pair), entry, to=omar(pair))
    assert case_of(pair, entry.uid).assignee == omar(pair)
    with pytest.raises(BadInput, match="Name"):
        handing_on.hand_on(node, lia(pair), entry)


# Hand-over of the shift


def test_the_sheet_holds_what_is_open_and_what_is_late(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty", main=True)
    desks.place(node, operator(pair), desk, lia(pair), "member")
    late, fresh = delivered(pair, "Dossier 1"), None
    pair.clock.advance(hours=100)
    fresh = delivered(pair, "Dossier 2")
    row = shifts.make(node, lia(pair), desk, notes="Call back at 18:00.")
    content = shifts.content_of(row)
    assert [(line["id"], line["late"]) for line in content["cases"]] == [(late, True), (fresh, False)]
    assert (content["open"], content["late"], content["on_duty"]) == (2, 1, ["lia"])
    assert content["notes"] == "Call back at 18:00."
    assert b"Dossier" not in bytes(row.sheet)


def test_both_shifts_sign_the_same_bytes_and_the_assertions_are_kept(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty", main=True)
    delivered(pair)
    row = shifts.make(node, lia(pair), desk)
    subject = sha256(bytes(row.sheet))
    shifts.sign(node, lia(pair), row, assertion=Assertion(subject, {"id": "k1"}, "pem-1"))
    shifts.sign(node, omar(pair), row, assertion=None)
    row = shifts.find(node, desk, str(row.pk))
    assert (row.given_by.name, row.taken_by and row.taken_by.name) == ("lia", "omar")
    acts = Act.objects.using(node.alias).filter(act__startswith="shift-").order_by("pk")
    assert [(act.act, bytes(act.subject_hash)) for act in acts] == [("shift-given", subject), ("shift-taken", subject)]
    assert acts[0].assertion == {"response": {"id": "k1"}, "public_key": "pem-1"}
    assert acts[1].assertion is None


def test_one_person_does_not_hand_over_to_herself(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty", main=True)
    row = shifts.make(node, lia(pair), desk)
    with pytest.raises(SheetSigned, match="made the sheet"):
        shifts.sign(node, omar(pair), row, assertion=None)
    shifts.sign(node, lia(pair), row, assertion=None)
    with pytest.raises(SheetSigned, match="takes over"):
        shifts.sign(node, lia(pair), row, assertion=None)
    shifts.sign(node, omar(pair), row, assertion=None)
    with pytest.raises(SheetSigned, match="Both"):
        shifts.sign(node, omar(pair), row, assertion=None)


def test_a_passkey_over_another_sheet_signs_nothing(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty", main=True)
    first, second = shifts.make(node, lia(pair), desk), shifts.make(node, lia(pair), desk, notes="other")
    with pytest.raises(BadInput, match="another sheet"):
        shifts.sign(node, lia(pair), second, assertion=Assertion(bytes(first.sheet_hash), {}, ""))
    assert shifts.find(node, desk, str(second.pk)).given_at is None


def test_what_happens_later_does_not_change_a_sheet(pair: World) -> None:
    node, desk = pair.nodes["beta"], make(pair, "duty", main=True)
    uid = delivered(pair)
    row = shifts.make(node, lia(pair), desk)
    acting.accept(node, lia(pair), Entry.objects.using(node.alias).get(uid=uid), until=None)
    again = shifts.find(node, desk, str(row.pk))
    assert shifts.content_of(again)["cases"][0]["state"] == "received"
    assert sha256(bytes(again.sheet)) == bytes(again.sheet_hash)


def test_the_facts_count_what_is_open_and_late_at_each_desk(pair: World) -> None:
    node = pair.nodes["beta"]
    make(pair, "duty", main=True)
    make(pair, "empty")
    delivered(pair)
    pair.clock.advance(hours=100)
    found = {
        row["desk"]: (row["open"], row["late"], row["on_duty"])
        for row in desk_facts.all_of(node, officers.operator(node))
    }
    assert found == {"duty": (1, 1, []), "empty": (0, 0, [])}


# Roles


def test_the_page_says_which_role_may_do_which_act_of_a_desk() -> None:
    page = (PROJECT / "docs" / "reference" / "desks.md").read_text(encoding="utf-8")
    roles = [role for role in Role if role is not Role.NODE]
    for act, holders in duties.DESK.items():
        cells = " | ".join("yes" if role in holders else "" for role in roles)
        assert f"| `{act}` | {cells} |" in page
