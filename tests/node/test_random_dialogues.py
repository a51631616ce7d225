"""Two nodes play dialogues at random, legal moves and illegal ones, over a network that loses messages.

Once the network heals, both agree: the pair of their states is one that may stand when nothing is in flight, and every
clock that both can know is the same on both sides. A longer run: `DETENTE_HYPOTHESIS=deep`.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.cases.kinds import TABLES
from detente.cases.table import NoSuchStep, NotInRole
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.services import casework, conversing, notifying, requesting
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.stores.models import CaseRow, Entry
from detente.policy import reasons
from tests.cases.test_pairs import oracle
from tests.node.asking import FORM, WORDS, who
from tests.node.servers import Postgres
from tests.node.world import Prepared, World

ROLES = ("lia", "analyst", "release", "head", "duty", "legal")
SIDES = ("alpha", "beta")
LOSSES = st.sampled_from(("", "", "request", "answer"))
MOVES = st.lists(
    st.tuples(st.sampled_from(SIDES), st.integers(0, 31), st.integers(0, 31), LOSSES, st.integers(0, 30)),
    min_size=4,
    max_size=24,
)
EXAMPLES = 8 if settings().max_examples <= 100 else settings().max_examples // 10
_count = itertools.count()


@pytest.mark.shared
def test_two_nodes_agree_on_states_and_clocks_whatever_they_did(
    may_ask: Callable[[Path | Postgres], Prepared], template: Path, shared_dir: Path, django_db_blocker: Any
) -> None:
    prepared = may_ask(template)
    quiet = {
        kind: {tuple(pair) for pair in oracle(shared_dir)[kind]["pairs_when_nothing_is_in_flight"]}
        for kind in ("notification", "request-information")
    }

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(moves=MOVES, asks=st.booleans(), urgency=st.sampled_from(("", "life-or-limb")))
    def play(moves: list[tuple[str, int, int, str, int]], asks: bool, urgency: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            world = World(Path(folder), template)
            world.lay_down(prepared)
            try:
                _begin(world, asks=asks, urgency=urgency)
                for number, move in enumerate(moves):
                    _move(world, number, *move)
                _heal(world)
                _check(world, quiet)
            finally:
                world.close()

    with django_db_blocker.unblock():
        play()


def _begin(world: World, *, asks: bool, urgency: str) -> None:
    form = requesting.Form(**{name: getattr(FORM, name) for name in FORM.__slots__} | {"urgency": urgency})
    partner, by = world.partner("alpha", "beta"), who(world, "alpha", "lia")
    requesting.request(world.nodes["alpha"], by, partner, WORDS, form)
    letter = Letter(subject="Dossier", text="Bonjour", lang="fr", asks="Qui ?" if asks else None)
    notifying.notify(world.nodes["alpha"], by, partner, letter)


def _move(world: World, number: int, here: str, which: int, act: int, loss: str, minutes: int) -> None:
    """Let somebody try something, possible or not, and let the network lose what it likes."""
    world.clock.advance(minutes=minutes)
    node = world.nodes[here]
    rows = list(CaseRow.objects.using(node.alias).select_related("entry__partner", "entry__batch").order_by("pk"))
    if rows:
        row = rows[which % len(rows)]
        table = TABLES[row.dialogue]
        events = sorted({each.event for each in table.rows if each.how == "act" and each.side == row.side})
        open_now = [
            each.event for each in table.rows if (each.how, each.side, each.state) == ("act", row.side, row.state)
        ]
        # Every third try is one of all acts of the side, most of which the state does not have.
        choice = events if act % 3 == 0 or not open_now else open_now
        event = choice[act % len(choice)]
        said = _said(world, table.kind, event)
        try:
            conversing.act(node, who(world, here, ROLES[act % len(ROLES)]), row.entry, event, said)
        except (NoSuchStep, NotInRole, BadInput, PolicyRefusal):
            after = CaseRow.objects.using(node.alias).get(pk=row.pk)
            assert (after.state, after.moments) == (row.state, row.moments)
    world.cut = lambda sender, receiver: loss
    world.turn(*(SIDES if number % 2 else SIDES[::-1]))
    world.cut = lambda sender, receiver: ""


def _said(world: World, kind: str, event: str) -> Said:
    known = reasons.REASONS.get((kind, event))
    return Said(
        letter=Letter() if event == "answer-nil" else Letter(text="A text.", lang="en"),
        until=world.clock() + timedelta(days=20),
        code="any" if known is None else next(iter(known)),
        missing=("period",),
        ground="hr-death-penalty" if event in ("refuse", "answer-part-final") else "",
        competent="Border police",
        to="persons",
        confirmed=True,
    )


def _heal(world: World) -> None:
    """Let all that was released arrive; a neutral answer has waited long enough by then."""
    for _ in range(3):
        world.settle(*SIDES, rounds=40)
        world.clock.advance(days=2)


def _check(world: World, quiet: dict[str, set[tuple[str, ...]]]) -> None:
    openers = Entry.objects.using(world.nodes["alpha"].alias).filter(case__isnull=False)
    assert openers.count() == 2
    for opener in openers:
        here, there = (_case_of(world, name, opener.cid) for name in SIDES)
        assert (here.state, there.state) in quiet[here.kind], f"{here.kind}: {here.state} against {there.state}"
        # When it left, and so the clock of delivery, only its sender knows.
        clocks = [[clock for clock in case.clocks if clock.name != "delivery"] for case in (here, there)]
        assert clocks[0] == clocks[1]
    refused = Entry.objects.using(world.nodes["beta"].alias).filter(code=casework.OUT_OF_TURN)
    assert not refused.exists(), "an honest partner sends nothing out of turn"


def _case_of(world: World, name: str, cid: str) -> Any:
    entry = Entry.objects.using(world.nodes[name].alias).select_related("partner").get(cid=cid)
    found = casework.case_of(world.nodes[name], entry.partner, entry.root, entry.cid)
    assert found is not None
    return found
