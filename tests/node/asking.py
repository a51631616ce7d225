"""What the tests of dialogues share: two nodes whose agreement covers requests, a request, and acts in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from detente.cases import clocks
from detente.cases.case import Case
from detente.node.services import casework, conversing, desks, officers, requesting
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.services.requesting import Form
from detente.node.stores.models import Entry, Officer
from tests.node.servers import Postgres
from tests.node.world import Prepared, World

KINDS = (
    "notification",
    "request-information",
    "answer",
    "refusal",
    "feedback",
    "warning",
    "onward-consent",
    "request-assistance",
    "contact",
    "contact-reconciliation",
)
FORM = Form(
    wanted=("All entries between 1 and 5 March",),
    necessary="He was seen at the border; your border police keeps the entries.",
    purpose_facts="Preparation of an attack, file 12/2026.",
    person_link="He is the suspect.",
    urgency="",
    use_limits="Investigation only.",
)
WORDS = Letter(subject="Entries of a traveller", text="Which entries do you have?", lang="en", own_ref="ALP-7")


def prepare(folder: Path, store: Path | Postgres) -> Prepared:
    """Give two nodes whose agreement covers requests for information, with an officer of each role."""
    world = World(folder, store)
    try:
        for name in ("alpha", "beta"):
            world.add(name)
            for role in ("analyst", "release", "head", "duty", "legal", "oversight"):
                officers.add(world.nodes[name], name=role, shown=role.title(), role=role)
            for code in ("spoc", "persons", "finance"):
                by = officers.find(world.nodes[name], "head")
                desks.arrange(world.nodes[name], by, code, name=code.title(), main=code == "spoc")
        world.meet("alpha", "beta", kinds=KINDS)
        world.settle("alpha", "beta")
        return world.keep()
    finally:
        world.close()


def who(world: World, here: str, name: str) -> Officer:
    """Give an officer of a node."""
    return officers.find(world.nodes[here], name)


def ask(world: World, form: Form = FORM, letter: Letter = WORDS) -> Entry:
    """Let alpha ask; give the entry as alpha has it, once beta holds it."""
    entry = requesting.request(
        world.nodes["alpha"], who(world, "alpha", "lia"), world.partner("alpha", "beta"), letter, form
    )
    world.settle("alpha", "beta")
    return entry


def at(world: World, here: str, opener: Entry) -> Entry:
    """Give the entry that opened a dialogue, as a node has it."""
    rows = Entry.objects.using(world.nodes[here].alias).select_related("partner", "batch")
    return rows.get(cid=opener.cid)


def do(world: World, here: str, opener: Entry, event: str, by: str = "lia", **said: Any) -> Entry:
    """Let an officer act, and both nodes talk."""
    made = conversing.act(world.nodes[here], who(world, here, by), at(world, here, opener), event, Said(**said))
    world.settle("alpha", "beta")
    return made


def case(world: World, here: str, opener: Entry) -> Case:
    """Give a node's case of a dialogue."""
    entry = at(world, here, opener)
    found = casework.case_of(world.nodes[here], entry.partner, entry.root, entry.cid)
    assert found is not None
    return found


def states(world: World, opener: Entry) -> tuple[str, str]:
    """Give the states of the asker and of the answerer."""
    return case(world, "alpha", opener).state, case(world, "beta", opener).state


def accepted(world: World, form: Form = FORM) -> Entry:
    """Ask, open, look, accept; give alpha's entry."""
    opener = ask(world, form)
    do(world, "beta", opener, "open")
    do(world, "beta", opener, "cross-check", "analyst", confirmed=True)
    do(world, "beta", opener, "accept", until=in_days(world, 2))
    return opener


def in_days(world: World, days: float) -> datetime:
    """Give the instant in so many days."""
    return world.clock() + timedelta(days=days)


def clock_of(world: World, here: str, opener: Entry, name: str) -> clocks.Clock:
    """Give one clock of a node's case."""
    return next(clock for clock in case(world, here, opener).clocks if clock.name == name)


def agreed(world: World, opener: Entry) -> None:
    """Check that both sides compute the same clocks; when it left, and so that of delivery, only its sender knows."""
    here, there = (
        [clock for clock in case(world, name, opener).clocks if clock.name != "delivery"] for name in ("alpha", "beta")
    )
    assert here == there
