"""Two nodes with a full agreement in force, for the tests of agreements and suspension."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from detente.audit.acts import Act
from detente.model.handling import Handling
from detente.node.services import agreeing, agreements, notifying, officers, releasing
from detente.node.services.notifying import Letter
from detente.node.stores import partners
from detente.node.stores.models import Entry, Officer
from detente.node.stores.unit import unit
from detente.policy import agreement_text
from tests.node.world import World

LABEL = Handling(("tlp:AMBER",), purpose="prevent-terrorism")


def people(world: World) -> None:
    """Add to each node a head who signs and a legal officer who is heard."""
    for node in world.nodes.values():
        officers.add(node, name="chloe", shown="Chloe", role="head")
        officers.add(node, name="hana", shown="Hana", role="legal")


def head(world: World, here: str) -> Officer:
    """Give the head of a node."""
    return officers.find(world.nodes[here], "chloe")


def legal(world: World, here: str) -> Officer:
    """Give the legal officer of a node."""
    return officers.find(world.nodes[here], "hana")


def text(world: World, here: str, there: str, **changes: Any) -> dict[str, Any]:
    """Give a text between two nodes: both may notify and warn, on two topics."""
    pair = partners.pair_of(world.nodes[here].alias, world.partner(here, there))
    opens = ["notification", "warning", "request-information"]
    values: dict[str, Any] = {
        "parties": (pair.us, pair.them),
        "topics": ["ct", "missing"],
        "excluded": ["ct.intelligence"],
        "opens": {pair.us: opens, pair.them: opens},
        "purposes": ["prevent-terrorism"],
        "law": "Agreement of 22 November 2026",
        "ref": "art. 3",
        "ceiling": ["tlp:AMBER+STRICT", "pap:AMBER"],
        "valid_from": world.clock() - timedelta(days=1),
        "valid_to": world.clock() + timedelta(days=365),
        "opened": True,
    }
    return agreement_text.draft(**(values | changes))


def agree(world: World, first: str = "alpha", second: str = "beta", **changes: Any) -> str:
    """Bring a full agreement in force between two nodes; give its id."""
    written = text(world, first, second, **changes)
    agreeing.sign(
        world.nodes[first], head(world, first), world.partner(first, second), written, heard=legal(world, first)
    )
    world.settle(first, second)
    named = agreeing.read(world.nodes[first], world.partner(first, second), written).id
    agreeing.countersign(
        world.nodes[second], head(world, second), world.partner(second, first), named, heard=legal(world, second)
    )
    world.settle(first, second)
    return named


def stage(world: World, here: str, there: str, named: str) -> str:
    """Give the stage of an agreement as this node would write under it now."""
    known = agreements.known(world.nodes[here].alias, world.partner(here, there))
    view, flags = known.standings(ours=True)[named].view(seq=1 << 60, seen=1 << 60, at=world.clock())
    return "suspended" if flags else str(view.stage)


def notify(world: World, here: str, there: str, subject: str, named: str, topic: str = "ct") -> Entry:
    """Release a notification under an agreement."""
    node = world.nodes[here]
    answer_by = world.clock() + timedelta(days=10)
    letter = Letter(subject=subject, text="Bonjour", agreement=named, topic=topic, answer_by=answer_by)
    return notifying.notify(node, officers.find(node, "lia"), world.partner(here, there), letter)


def warn(
    world: World,
    here: str,
    there: str,
    named: str,
    *,
    life: bool = True,
    topic: str = "ct",
    answer_by: datetime | None = None,
) -> Entry:
    """Release a warning, of danger to life or of another one."""
    node, partner = world.nodes[here], world.partner(here, there)
    payload = {
        "dialogue": "warning",
        "message": "warning",
        "ref": {"own": None, "yours": None},
        "urgency": "life-or-limb" if life else "public-security",
        "subject": "Warning",
    }
    sealed = releasing.seal(
        node,
        partner,
        kind="warning",
        payload=payload,
        handling=LABEL,
        agreement=named,
        topic=topic,
        answer_by=answer_by,
    )
    with unit(node, "warn") as work:
        row = releasing.store(node, partner, sealed, message="warning", root=None, work=work)
        work.record(Act.ENTRY_RELEASED, refs={"cid": row.cid})
    return row


def subjects(world: World, here: str, kind: str = "notification") -> list[str]:
    """Give the subjects of what arrived at a node and reached a desk, in the order of the ledger."""
    return [row.subject for row in world.entries(here, ours=False, kind=kind) if row.code == ""]


def refusals(world: World, here: str) -> list[str]:
    """Give the codes of what arrived at a node and reached no desk."""
    return [row.code for row in world.entries(here, ours=False) if row.code]
