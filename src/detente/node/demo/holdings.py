"""What a house of the story holds by itself: records that an officer made by hand, and a list that was taken in."""

from __future__ import annotations

from io import BytesIO

from detente.node.demo import persons
from detente.node.demo.stage import Stage
from detente.node.demo.steps import Hold, Keep
from detente.node.services import list_keeping, list_loading, list_versions, records
from detente.node.services.list_versions import State
from detente.node.services.record_values import Beside


def keep(stage: Stage, step: Keep) -> None:
    """Make a record by hand."""
    records.make(
        stage.nodes[step.party],
        stage.officer(step.party, step.officer),
        schema="Person",
        category=step.held.category,
        values=step.held.values,
        beside=Beside(source=step.held.source),
        because=step.held.because,
    )


def hold(stage: Stage, step: Hold) -> None:
    """Take a list in, as an officer does with its file."""
    node, officer = stage.nodes[step.party], stage.officer(step.party, step.officer)
    held = list_keeping.add(node, officer, name=step.name, title=step.title, publisher=step.publisher, basis=step.basis)
    given = list_versions.give(node, officer, held, name=f"{step.name}.json", content=BytesIO(persons.listed()))
    version = list_loading.go_on(node, given.version)
    if version.state != State.IN_FORCE:
        raise RuntimeError(f"the list {step.name} of the demo is not in force: {version.state}")
