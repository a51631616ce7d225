"""Dialogues of every kind that is opened with values of its own, for tests that try each: between alpha and beta."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.cases.table import Table
from detente.node.services import beginning, notifying, preludes
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry
from detente.node.stores.unit import unit
from tests.node.asking import who
from tests.node.world import World

LETTER: Final = Letter(subject="Dossier 2", text="A text.", lang="en")
BEFORE: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "warning": (("test", "analyst"), ("warn", "head")),
    "contact": (("request", "lia"), ("authorise", "head"), ("log", "lia")),
    "redress": (("check-identity", "lia"), ("admit", "legal")),
}
"""What the opener does before its first message leaves, and who."""


def given(table: Table, event: str) -> dict[str, Any]:
    """Give a value for each field that an act asks for."""
    values: dict[str, Any] = {
        "line": "one line",
        "text": "Some words.",
        "yes-no": "yes",
        "instant": "2026-12-24T18:00:00.000Z",
        "count": "2",
        "hash": "0f" * 32,
    }
    return {
        field.name: field.codes[0] if field.form == "code" else values[field.form] for field in table.fields_of(event)
    }


def item(world: World) -> Entry:
    """Let alpha notify beta of something that a dialogue may concern."""
    letter = Letter(subject="Dossier 1", text="Bonjour", lang="fr", asks="Est-il chez vous ?")
    made = notifying.notify(world.nodes["alpha"], who(world, "alpha", "lia"), world.partner("alpha", "beta"), letter)
    world.settle("alpha", "beta")
    return made


def opened(world: World, kind: str, table: Table, *, by: str = "lia") -> Entry:
    """Let alpha open a dialogue of a kind; give its entry, once beta holds it."""
    node, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    values = given(table, "opens")
    concerning = item(world) if kind in beginning.CONCERNING else None
    prelude = None
    if kind in preludes.KINDS:
        with unit(node, "begin") as work:
            prelude = preludes.begin(node, who(world, "alpha", by), kind, work=work, partner=partner)
        for event, acts in BEFORE[kind]:
            said = Said(given=given(table, event), confirmed=True, code="any", until=None)
            preludes.act(node, who(world, "alpha", acts), prelude, event, said)
            prelude.refresh_from_db(using=node.alias)
    request = beginning.request_of(partner, kind, LETTER, values, concerning=concerning, prelude=prelude)
    made = beginning.dispatching.release(node, who(world, "alpha", by), request)
    world.settle("alpha", "beta")
    return made
