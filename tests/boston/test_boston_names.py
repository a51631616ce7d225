"""The Boston cases of spellings (B2) and of dates that differ (B3), as one of the two services would see them.

The numbers come from the design's data. What never may be is checked with them: no match comes without its why, no
wrong date clears a rare name, and no machine confirms.
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from detente.matching.names import Band, explain
from detente.node.context import Node
from detente.node.services import (
    list_finding,
    list_keeping,
    list_loading,
    list_versions,
    matches,
    officers,
    records,
    screening_turns,
)
from detente.node.services.match_side import RECORD
from detente.node.services.record_values import Beside
from detente.node.stores.models import Officer, RecordRow
from tests.boston.stage import Given
from tests.node.world import World

ASKED = {"day and month equal, year −1 / −2": "same day and month"}
"""What an explanation has to say, by the words of the case."""

BANDS = [Band.NONE, Band.POSSIBLE, Band.MATCH]


def _case(shared_dir: Path, name: str) -> Given:
    cases = json.loads((shared_dir / "data/cases/boston.json").read_text())["scenarios"]
    (found,) = [case for case in cases if case["id"] == name]
    return dict(found)


@pytest.fixture
def node(world: World) -> Node:
    """Give the node of the bureau, with an analyst."""
    made = world.add("fbi")
    officers.add(made, name="b.a", shown="Analyst", role="analyst")
    return made


def _analyst(node: Node) -> Officer:
    return officers.find(node, "b.a")


def _held(node: Node, names: list[str], births: list[str], *, category: str = "suspect") -> RecordRow:
    values = [("name", name) for name in names] + [("birthDate", birth) for birth in births]
    source = Beside(source="B3")
    return records.make(
        node, _analyst(node), schema="Person", category=category, values=values, beside=source, because="B3"
    )


LETTER_FOR_LETTER = {"Царнаев Тамерлан", "Tsarnaev"}
"""Of these two no letter differs: the one is how English writes the other."""


def test_b2_every_spelling_finds_the_other_five(node: Node, shared_dir: Path) -> None:
    case = _case(shared_dir, "B2")
    names: list[str] = case["steps"][0]["names"]
    officer = _analyst(node)
    held = list_keeping.add(
        node, officer, name="b2", title="Spellings", publisher="The case", basis="The design's data"
    )
    named = {f"b2-{number}": name for number, name in enumerate(names)}
    rows = [{"id": key, "schema": "Person", "properties": {"name": [name]}} for key, name in named.items()]
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    given = list_versions.give(node, officer, held, name="b2.json", content=io.BytesIO(data))
    list_loading.go_on(node, given.version)
    for name in names:
        hits = list_finding.look_up(node, officer, name=name, reason=case["steps"][1]["reason"] + " spellings")
        others = [hit for hit in hits if named[hit.entry.key] != name]
        assert {named[hit.entry.key] for hit in others[:5]} == {*names} - {name}
        for hit in others[:5]:
            assert hit.band is not Band.NONE
            said = explain(hit.comparison)[0].text
            pair = {name, named[hit.entry.key]}
            if pair != LETTER_FOR_LETTER:
                assert re.search(r"[\w–]+/[\w–]+", said), (pair, said)


@pytest.mark.parametrize("number", [0, 2])
def test_b3_wrong_date_of_birth(node: Node, shared_dir: Path, number: int) -> None:
    case = _case(shared_dir, "B3")
    step, expected = case["steps"][number], case["expect"][number]
    given: dict[str, Any] = step["record"]
    against = step["against"]
    _held(node, [*given["names"], *given["translated"]], given["birth"], category=given["category"])
    ours = _held(node, [against["name"]], [against["birth"]])
    while screening_turns.run(node):
        pass
    found = matches.waiting(node, _analyst(node))
    if expected["band"] == "none":
        assert found == []
        return
    (match,) = found
    assert ours.uid in (match.left.side.uid, match.right.side.uid)
    assert match.left.side.kind == match.right.side.kind == RECORD
    # At least so near: one of the two dates of the notice is a year away.
    assert BANDS.index(match.comparison.band) >= BANDS.index(Band(expected["band"]))
    assert any(ASKED[expected["reason"]] in each.text for each in explain(match.comparison))
    # It is kept to be judged, and nobody but a person confirms it.
    assert (match.row.state, match.row.settled) == ("open", None)
