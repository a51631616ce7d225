"""The neutral answer: whatever the reason, as many bytes at the same instants, on both wires (DXP 14, case 54)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from detente.node.services import notifying, officers, protecting
from detente.node.services.deciding import Forbidden
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry
from tests.node.desk_builders import LIA, delivered, desk, give_accounts
from tests.node.servers import Postgres
from tests.node.world import MemoryLine, Prepared, World

Wire = list[tuple[datetime, str, int, int]]
"""Of every post: when, from whom, how long, how long its answer."""
NAME = "Zimar Togoev"


def nothing_is_held(world: World, entry: Entry) -> None:
    """A search of three hours found nothing."""
    world.clock.advance(hours=3)
    beta = world.nodes["beta"]
    notifying.answer(beta, officers.find(beta, "lia"), entry, Letter(), message="nil")


def a_person_who_fled(world: World, entry: Entry) -> None:
    """The desk knows him well, and the rule refuses the answer that it wrote at once."""
    beta = world.nodes["beta"]
    noor = officers.add(beta, name="noor", shown="Noor", role="legal")
    protecting.protect(beta, noor, names=[NAME], statuses=["refugee"], fled_from="alp")
    with pytest.raises(Forbidden) as refused:
        notifying.answer(beta, officers.find(beta, "lia"), entry, Letter(text=f"{NAME} lives at No. 5." * 40))
    assert refused.value.refusal.is_neutral
    notifying.answer(beta, officers.find(beta, "lia"), entry, Letter(), message="nil")
    world.clock.advance(hours=3)


def a_ground_that_would_tell(world: World, entry: Entry) -> None:
    """An inner ground that depends on what is held is answered nil, by whatever way the officer chose."""
    world.clock.advance(hours=1)
    beta = world.nodes["beta"]
    notifying.refuse(beta, officers.find(beta, "lia"), entry, inner="eu977-f1", explained="")
    world.clock.advance(hours=2)


def wire_of(world: World, decide: Callable[[World, Entry], None], monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Give what passes on the line from the request on, when beta decides so."""
    seen: Wire = []

    def deliver(line: MemoryLine, data: bytes) -> object:
        answer = original(line, data)
        seen.append((world.clock.at, line.here, len(data), len(answer.body)))
        return answer

    original = MemoryLine.deliver
    monkeypatch.setattr(MemoryLine, "deliver", deliver)
    give_accounts(world)
    uid = delivered(world, "Où est-il ?")
    beta = world.nodes["beta"]
    desk(world, "beta").open(LIA, uid)
    desk(world, "beta").accept(LIA, uid, until=world.clock() + timedelta(days=2), assertion=None)
    world.settle("alpha", "beta")
    decide(world, Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=uid))
    for _ in range(60):
        world.settle("alpha", "beta")
        world.clock.advance(minutes=30)
    monkeypatch.undo()
    return seen


def test_a_protected_fact_leaves_the_same_wire_as_nothing(
    tmp_path: Path,
    store: Path | Postgres,
    in_contact: Callable[[Path | Postgres], Prepared],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wires = []
    for number, case in enumerate((nothing_is_held, a_person_who_fled, a_ground_that_would_tell)):
        world = World(tmp_path / str(number), store)
        world.lay_down(in_contact(store))
        try:
            wires.append(wire_of(world, case, monkeypatch))
            (answer,) = world.entries("alpha", ours=False, kind="answer")
            assert answer.message == "nil"
            assert answer.batch is not None
            # Not before a real search would have ended.
            (asked,) = world.entries("beta", ours=False, kind="notification")
            assert asked.batch is not None
            assert asked.batch.held_at is not None
            assert answer.batch.held_at is not None
            assert answer.batch.held_at - asked.batch.held_at >= timedelta(days=1)
        finally:
            world.close()
    first, *others = wires
    # The request, the evidence that it was opened and accepted, the nil.
    assert len(first) == 3
    assert others == [first, first]


def test_the_answer_says_no_more_than_that_it_is_nil(pair: World) -> None:
    give_accounts(pair)
    uid = delivered(pair)
    desk(pair, "beta").accept(LIA, uid, until=pair.clock() + timedelta(days=2), assertion=None)
    beta = pair.nodes["beta"]
    a_person_who_fled(pair, Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=uid))
    (row,) = pair.entries("beta", ours=True, kind="answer")
    assert b"Togoev" not in bytes(row.plaintext or b"")
    assert b"protected" not in bytes(row.plaintext or b"")
