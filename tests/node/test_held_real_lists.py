"""Real public lists, loaded into a node as they are published: counted, found across scripts, or asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.node.context import Node
from detente.node.foreign import reading
from detente.node.services import list_entries, list_versions
from detente.node.services.list_versions import Question, State
from tests import shared
from tests.node import going
from tests.node.desk_builders import give_accounts
from tests.node.test_held_lists import found, held_list, loaded
from tests.node.world import World

SANCTIONS = "data/imports/sanctions"


@pytest.fixture
def node(pair: World) -> Node:
    """Give beta with its people."""
    give_accounts(pair)
    going.people(pair)
    return pair.nodes["beta"]


@pytest.mark.shared
@pytest.mark.parametrize("path", shared.files(f"{SANCTIONS}/*"), ids=lambda path: path.name)
def test_each_published_list_comes_in_force_whole_or_a_person_is_asked(node: Node, path: Path) -> None:
    held, data = held_list(node), path.read_bytes()
    version = loaded(node, held, data, name=path.name)
    read = reading.read([data], budget=reading.by_size(len(data)))
    if version.state == State.IN_FORCE:
        kept = {row.key: list_entries.entity_of(row).properties for row in list_entries.standing(node, held, 1)}
        assert kept == {each.id: each.properties for each in read.entities}
        assert version.entries == len(kept) > 0
    elif version.state == State.WAITS:
        assert version.question == (Question.MAPPING if read.proposal else Question.LEFT_OUT)
        assert found(node, "Abu") == []
    else:
        assert list_versions.reason_of(version) == read.reason


@pytest.mark.shared
def test_the_list_of_the_united_nations_loses_one_entry_and_says_which(node: Node, shared_dir: Path) -> None:
    data = (shared_dir / SANCTIONS / "un_consolidated_cut.xml").read_bytes()
    held = held_list(node)
    first = loaded(node, held, data)
    assert first.state == State.IN_FORCE
    begin = data.index(b"<INDIVIDUAL>")
    end = data.index(b"</INDIVIDUAL>", begin) + len(b"</INDIVIDUAL>")
    second = loaded(node, held, data[:begin] + data[end:])
    assert (second.state, second.added, second.changed) == (State.IN_FORCE, 0, 0)
    assert (second.removed, second.same) == (first.entries - second.entries, second.entries)
    assert second.removed >= 1
    cut = loaded(node, held, data[: len(data) // 2])
    assert cut.state == State.REFUSED
    assert held.in_force == 2
