"""The node loads what waits by itself, beside its other work; what it meets is put on record, and tried again."""

from __future__ import annotations

import pytest

from detente.model.errors import LocalError
from detente.node.context import Node
from detente.node.jobs import list_loader
from detente.node.jobs.list_loader import ListLoader
from detente.node.jobs.worker import Worker
from detente.node.services import list_files, list_loading, list_versions
from detente.node.services.list_versions import State
from detente.node.stores.models import FailingJob, ListVersion
from tests.node import going
from tests.node.desk_builders import give_accounts
from tests.node.test_held_lists import PERSONS, found, given, held_list, lines
from tests.node.world import World


@pytest.fixture
def node(pair: World) -> Node:
    """Give beta with its people."""
    give_accounts(pair)
    going.people(pair)
    return pair.nodes["beta"]


def state_of(node: Node, version: ListVersion) -> str:
    return list_versions.find(node, version.held, version.number).state


def worked(loader: ListLoader) -> None:
    loader.look()
    loader.wait(60)


def test_the_worker_loads_what_waits_and_what_a_dead_process_left(node: Node) -> None:
    one, other = held_list(node), held_list(node, "vul-b")
    first, second = given(node, one, lines(PERSONS)).version, given(node, other, lines(PERSONS)).version
    worker = Worker(node)
    worker._periodic()
    worker._lists.wait(60)
    assert [state_of(node, each) for each in (first, second)] == [State.IN_FORCE, State.IN_FORCE]
    assert len(found(node, "Irena Vulović")) == 2


def test_a_list_that_a_command_loads_just_now_is_left_to_it(node: Node) -> None:
    held = held_list(node)
    version = given(node, held, lines(PERSONS)).version
    loader = ListLoader(node)
    with list_files.working_on(node, held):
        worked(loader)
        worked(loader)
    assert state_of(node, version) == State.LOADING
    worked(loader)
    assert state_of(node, version) == State.IN_FORCE


def test_what_a_loading_meets_is_raised_at_the_next_look_and_tried_again_later(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise LocalError("The disk is full.")

    version = given(node, held_list(node), lines(PERSONS)).version
    loader = ListLoader(node)
    with monkeypatch.context() as broken:
        broken.setattr(list_loading, "go_on", full)
        worked(loader)
    with pytest.raises(LocalError, match="disk"):
        loader.look()
    worked(loader)
    assert state_of(node, version) == State.LOADING, "not at once"
    monkeypatch.setattr(list_loader, "AGAIN_AFTER_SECONDS", 0.0)
    loader._not_before = 0.0
    worked(loader)
    assert state_of(node, version) == State.IN_FORCE


def test_a_failing_loading_is_shown_as_a_failing_job(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise LocalError("The disk is full.")

    monkeypatch.setattr(list_loading, "go_on", full)
    given(node, held_list(node), lines(PERSONS))
    worker = Worker(node)
    worker._periodic()
    worker._lists.wait(60)
    worker._looked = float("-inf")
    worker._periodic()
    assert FailingJob.objects.using(node.alias).filter(job="load lists").exists()
