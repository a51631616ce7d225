"""Every table that is played, exhaustively on the node: state × event × role × side.

What the table has happens for the roles that it names, and is set down; all else is refused with a sentence and changes
nothing. So it is for acts of persons (`conversing.act`) and for messages of the partner (`casework.on_arrived`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from detente.cases import carrying
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.cases.table import NoSuchStep, NotInRole, Row, Table
from detente.node.services import casework, conversing, correcting, duties, notifying, officers
from detente.node.services.casework import Unready
from detente.node.services.conditions import Said
from detente.node.services.deciding import Forbidden
from detente.node.services.letters import Letter
from detente.node.stores.models import AuditRow, CaseRow, CaseStep, Entry, Officer
from detente.node.stores.unit import unit
from detente.policy import reasons
from detente.policy.roles import DUTIES, Role
from tests.node import openings
from tests.node.asking import FORM, ask, at, do, who
from tests.node.world import World

PERSONS = [role.value for role in Role if role is not Role.NODE]
HERE = dict.fromkeys(casework.PLAYED, ("alpha", "beta"))
SIDES = [(kind, side) for kind in sorted(HERE) for side in TABLES[kind].sides]
WORDS = Letter(text="A text.", lang="en")


@pytest.fixture
def in_state(asking: World) -> Callable[[str, str, str], tuple[str, Entry]]:
    """Give a function that puts the case of one side into a state, with what its acts look back on."""
    openers: dict[str, Entry] = {}

    def put(kind: str, side: str, state: str) -> tuple[str, Entry]:
        if kind not in openers:
            openers[kind] = _open(asking, kind)
        here = HERE[kind][TABLES[kind].sides.index(side)]
        opener = at(asking, here, openers[kind])
        row = CaseRow.objects.using(asking.nodes[here].alias).get(pk=opener.pk)
        row.state = state
        row.terms = {**row.terms, "opened": True, "asks": True, "urgent": True}
        row.save(using=asking.nodes[here].alias)
        return here, opener

    return put


def _open(world: World, kind: str) -> Entry:
    """Open a dialogue, and let the answering side say something, so that the opening side has what to reply to."""
    if kind == "request-information":
        opener = ask(world, FORM)
        do(world, "beta", opener, "open")
        return opener
    if kind not in ("notification", "correction"):
        opener = openings.opened(world, kind, TABLES[kind])
        do(world, "beta", opener, "open")
        return opener
    a = world.nodes["alpha"]
    letter = Letter(subject="Dossier 1", text="Bonjour", lang="fr", asks="Est-il chez vous ?")
    opener = notifying.notify(a, who(world, "alpha", "lia"), world.partner("alpha", "beta"), letter)
    world.settle("alpha", "beta")
    do(world, "beta", opener, "open")
    if kind == "correction":
        (opener,) = correcting.correct(a, who(world, "alpha", "lia"), at(world, "alpha", opener), WORDS)
        world.settle("alpha", "beta")
        do(world, "beta", opener, "open")
    return opener


def _look_back(world: World, here: str, opener: Entry, event: str) -> None:
    """Let have been what an act looks back on: an extension before the second one, a clock that ran out."""
    moments = {
        "extend-again": [["sent:extended", "2026-11-20T09:00:00.000Z", "2026-11-23T09:00:00.000Z"]],
        # Nobody owes an answer to what his node did not get: the receipt starts the clock.
        "close-unclarified": [
            ["sent:clarification-asked", "2026-10-01T09:00:00.000Z"],
            ["held:clarification-asked", "2026-10-01T09:00:05.000Z"],
        ],
    }
    held = [[f"held:{opener.message}", "2026-11-22T09:00:00.000Z"]]
    alias = world.nodes[here].alias
    CaseRow.objects.using(alias).filter(pk=opener.pk).update(moments=[*held, *moments.get(event, [])])


def _said(world: World, table: Table, event: str, other: str) -> Said:
    known = reasons.REASONS.get((table.kind, event))
    refuses = any(row.event == event and carrying.REFUSING & {*row.sends} for row in table.rows)
    ground = "hr-death-penalty" if refuses or event == "answer-part-final" else ""
    return Said(
        letter=Letter() if event == "answer-nil" else WORDS,
        until=world.clock() + timedelta(days=60),
        code="any" if known is None else next(iter(known)),
        missing=("period",),
        ground=ground,
        competent="Border police",
        to="persons",
        other=other if event == "link" else "",
        confirmed=True,
        given=openings.given(table, event),
    )


def _case(world: World, here: str, opener: Entry) -> Case:
    found = casework.case_of(world.nodes[here], opener.partner, opener.root, opener.cid)
    assert found is not None
    return found


@pytest.mark.parametrize(("kind", "side"), SIDES)
def test_an_act_happens_where_the_table_has_it_for_the_role_and_nowhere_else(
    kind: str,
    side: str,
    asking: World,
    in_state: Callable[[str, str, str], tuple[str, Entry]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = TABLES[kind]
    acts = sorted({row.event for row in table.rows if row.how == "act"})
    other = ask(asking).uid
    tried = moved = 0
    for state in table.states[side]:
        for event in acts:
            here, opener = in_state(kind, side, state)
            _look_back(asking, here, opener, event)
            officer = officers.find(asking.nodes[here], "lia")
            said = _said(asking, table, event, other)
            rows = [
                row for row in table.rows if (row.side, row.state, row.event, row.how) == (side, state, event, "act")
            ]
            for role in PERSONS:
                tried += 1
                with monkeypatch.context() as patch:
                    patch.setattr(duties, "roles_of", lambda _, role=role: frozenset({role}))
                    patch.setattr(duties, "has", lambda _, duty: True)
                    moved += _try(asking, here, officer, opener, event, said, rows, role)
                    if rows and role in rows[0].by:
                        in_state(kind, side, state)
                        _look_back(asking, here, opener, event)
    assert tried == len(table.states[side]) * len(acts) * len(PERSONS)
    assert moved == sum(_presses(row, role) for row in _distinct(table, side) for role in row.by)


def _distinct(table: Table, side: str) -> list[Row]:
    """Give the acts of a side, those told apart by the terms alone once."""
    found = {(row.state, row.event): row for row in table.rows if row.side == side and row.how == "act"}
    return list(found.values())


def _presses(row: Row, role: str) -> bool:
    """Whether the role may do all of the act alone: what is released is pressed by those who may send (roles.json)."""
    table = next(table for table in TABLES.values() if row in table.rows)
    released = any(carrying.kind_of(table, name) != "evidence" for name in row.sends)
    return role in DUTIES["send"] or not released


def _try(
    world: World, here: str, officer: Officer, opener: Entry, event: str, said: Said, rows: list[Row], role: str
) -> bool:
    node = world.nodes[here]
    before, released = _case(world, here, opener), Entry.objects.using(node.alias).filter(ours=True).count()
    recorded = AuditRow.objects.using(node.alias).count()
    if rows and role in rows[0].by and _presses(rows[0], role):
        conversing.act(node, officer, opener, event, said)
        after = _case(world, here, opener)
        assert after.state == rows[0].to
        sent = [name for name in rows[0].sends if name not in TABLES[after.kind].receipts]
        assert Entry.objects.using(node.alias).filter(ours=True).count() == released + len(sent)
        assert AuditRow.objects.using(node.alias).count() > recorded
        step = CaseStep.objects.using(node.alias).filter(case_id=opener.pk).latest("pk")
        assert (step.event, step.officer_id) == (event, officer.pk)
        return True
    expected = NoSuchStep if not rows else Forbidden if role in rows[0].by else NotInRole
    with pytest.raises(expected) as refused:
        conversing.act(node, officer, opener, event, said)
    assert str(refused.value).strip()
    assert _case(world, here, opener) == before
    assert Entry.objects.using(node.alias).filter(ours=True).count() == released
    return False


@pytest.mark.parametrize(("kind", "side"), SIDES)
def test_a_message_moves_the_case_where_the_table_has_it_and_is_out_of_turn_elsewhere(
    kind: str, side: str, asking: World, in_state: Callable[[str, str, str], tuple[str, Entry]]
) -> None:
    table = TABLES[kind]
    partners = [message.name for message in table.messages.values() if message.sender != side and not message.receipt]
    own = [message.name for message in table.messages.values() if message.sender == side]
    moved = 0
    for state in table.states[side]:
        for name in (*partners, *own):
            here, opener = in_state(kind, side, state)
            moved += _arrives(asking, here, opener, name, table, side, state)
    taken = {(row.state, row.event) for row in table.rows if row.side == side and row.how == "message"}
    assert moved == len({each for each in taken if each[1] in partners})


def _arrives(world: World, here: str, opener: Entry, name: str, table: Table, side: str, state: str) -> bool:
    node, case = world.nodes[here], _case(world, here, opener)
    rows = [row for row in table.rows if (row.side, row.state, row.event, row.how) == (side, state, name, "message")]
    entry = Entry(partner=opener.partner, cid="of-the-partner", root=opener.root, re=opener.cid, kind="evidence")
    payload: dict[str, Any] = {"outcome": "done"}
    opened: Any = SimpleNamespace(payload=payload, message=name, dialogue=table.kind)
    among = casework.around(node, opener.partner, opener.root)
    replies = {message for row in rows for message in row.sends}

    def arrive() -> None:
        with unit(node, "test") as work:
            casework.on_arrived(
                node, opener.partner, entry, opened, among=among, held_at=world.clock(), sealed=replies, work=work
            )

    if rows:
        arrive()
        assert _case(world, here, opener).state == rows[0].to
        return True
    with pytest.raises(Unready) as refused:
        arrive()
    assert refused.value.code == casework.OUT_OF_TURN
    assert _case(world, here, opener) == case
    return False


def test_every_table_that_travels_and_belongs_to_no_later_part_is_played() -> None:
    later = {"event", "deconfliction", "deconfliction-site", "match-session", "trace-session"}
    agreements = {"agreement", "agreement-topic"}
    inside = {"dispatch", "handover-internal"}
    assert set(TABLES) - later - agreements - inside == casework.PLAYED
