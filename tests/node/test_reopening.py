"""After a restore our own entries come back sealed; the archive key opens them, and an agreement lives again."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.crypto import sealing
from detente.model import strict_json
from detente.node.context import Node
from detente.node.services import (
    agreeing,
    agreement_facts,
    agreements,
    auditing,
    casework,
    officers,
    reopening,
    threads,
)
from detente.node.services.reopening import Reopened
from detente.node.stores.models import Entry
from tests.node import agreed
from tests.node.reviving import furnish, made, revive
from tests.node.world import World, roots


@pytest.fixture
def restored(pair: World, tmp_path: Path) -> tuple[World, str]:
    """Beta proposed an agreement, wrote under it and suspended it after its backup; give the world, and the id."""
    furnish(pair.nodes["beta"])
    agreed.people(pair)
    file = made(pair, tmp_path / "beta.backup")
    named = agreed.agree(pair, "beta", "alpha")
    agreed.notify(pair, "beta", "alpha", "Dossier 7", named)
    pair.settle("alpha", "beta")
    partner = pair.partner("beta", "alpha")
    agreeing.suspend(pair.nodes["beta"], agreed.head(pair, "beta"), partner, named, reason="talks", topic="missing")
    pair.settle("alpha", "beta")
    revive(pair, file, tmp_path / "restored")
    agreed.notify(pair, "alpha", "beta", "Dossier 8", named)
    pair.settle("alpha", "beta")
    pair.settle("alpha", "beta")
    return pair, named


def beta(world: World) -> Node:
    return world.nodes["beta"]


def known_ids(world: World) -> set[str]:
    return set(agreements.known(beta(world).alias, world.partner("beta", "alpha")).texts)


def test_the_archive_key_gives_back_the_draft_its_case_and_the_suspension(restored: tuple[World, str]) -> None:
    world, named = restored
    assert named not in known_ids(world)
    found = reopening.reopen(beta(world), roots("beta").archive, actor="operator")
    assert found.opened >= 3
    assert found.shut == 0
    partner = world.partner("beta", "alpha")
    facts = agreement_facts.one(beta(world), partner, named)
    assert (facts.stage, facts.signed, facts.state) == ("in-force", (True, True), "in-force")
    assert [(each.ours, each.topic, each.reason) for each in facts.suspensions] == [(True, "missing", "talks")]
    countersigned = Entry.objects.using(beta(world).alias).get(ours=False, message="countersigned")
    assert (facts.root, countersigned.root) == (countersigned.re, countersigned.re)
    # Each act is possible again: the topic is lifted, and what is written under the agreement arrives.
    agreeing.lift(beta(world), agreed.head(world, "beta"), partner, named, topic="missing")
    agreed.notify(world, "beta", "alpha", "Dossier 9", named, topic="missing")
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "alpha")[-2:] == ["Dossier 7", "Dossier 9"]
    assert agreed.stage(world, "alpha", "beta", named) == agreed.stage(world, "beta", "alpha", named) == "in-force"
    agreeing.suspend(beta(world), agreed.head(world, "beta"), partner, named, reason="again")
    world.settle("alpha", "beta")
    case = casework.case_of(beta(world), partner, facts.root)
    assert case is not None
    assert case.state == "suspended-by-us"
    assert auditing.verify(beta(world), None)["ok"]


def test_what_is_open_again_is_read_found_and_proved_and_a_repeat_has_nothing_to_do(
    restored: tuple[World, str],
) -> None:
    world, _ = restored
    row = Entry.objects.using(beta(world).alias).get(ours=True, kind="notification")
    assert (row.plaintext, row.subject) == (None, "")
    reopening.reopen(beta(world), roots("beta").archive, actor="operator")
    row.refresh_from_db(using=beta(world).alias)
    assert row.subject == "Dossier 7"
    said = threads.export(beta(world), officers.find(beta(world), "lia"), row)
    theirs = Entry.objects.using(world.nodes["alpha"].alias).get(cid=row.cid)
    assert said == threads.export(world.nodes["alpha"], officers.find(world.nodes["alpha"], "lia"), theirs)
    assert strict_json.parse(said)["unproved"] == []
    assert reopening.reopen(beta(world), roots("beta").archive, actor="operator") == Reopened(0, 0)


def test_another_archive_key_opens_nothing_and_what_was_deleted_stays_so(restored: tuple[World, str]) -> None:
    world, named = restored
    found = reopening.reopen(beta(world), sealing.seal_private(b"k" * 32), actor="operator")
    assert (found.opened, found.shut >= 3) == (0, True)
    row = Entry.objects.using(beta(world).alias).get(ours=True, kind="notification")
    Entry.objects.using(beta(world).alias).filter(pk=row.pk).update(body=None)
    reopening.reopen(beta(world), roots("beta").archive, actor="operator")
    row.refresh_from_db(using=beta(world).alias)
    assert row.plaintext is None
    assert named in known_ids(world)
