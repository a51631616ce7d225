"""Living with other releases: a full home of the previous release is brought here, one from the future is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from detente.node.services import auditing, officers, releases, runs, searching, threads
from detente.node.services.releases import HomeFromTheFuture, HomeFromThePast
from detente.node.services.searching import Question
from detente.node.stores.models import Entry
from tests.node.desk_builders import LIA, accepted, delivered, desk, give_accounts, send
from tests.node.world import World, connect, disconnect

PREVIOUS = "0005_refusal_count"
"""The last table change of the release before this one."""


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def rows_in(alias: str, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(f'SELECT {", ".join(f"{chr(34)}{name}{chr(34)}" for name in columns)} FROM "{table}" ORDER BY 1')
        return list(cursor.fetchall())


def columns_of(alias: str) -> dict[str, list[str]]:
    """Give the columns of each of our tables."""
    with connections[alias].cursor() as cursor:
        names = connections[alias].introspection.table_names(cursor)
        ours = [name for name in names if not name.startswith(("django_", "auth_", "account_", "mfa_", "search_words"))]
        return {
            name: [column.name for column in connections[alias].introspection.get_table_description(cursor, name)]
            for name in ours
        }


def home_of_the_previous_release(world: World, name: str, path: Path) -> dict[str, list[str]]:
    """Put everything that a node holds into tables of the previous release; give these, with their columns."""
    node = world.nodes[name]
    connect("previous", path)
    try:
        call_command("migrate", "stores", PREVIOUS, database="previous", verbosity=0)
        old, new = columns_of("previous"), columns_of(node.alias)
        with connections["previous"].constraint_checks_disabled(), connections["previous"].cursor() as cursor:
            for table, columns in old.items():
                kept = [column for column in columns if column in new.get(table, ())]
                marks = ", ".join(["%s"] * len(kept))
                names = ", ".join(f'"{column}"' for column in kept)
                for row in rows_in(node.alias, table, kept):
                    cursor.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', row)
        return old
    finally:
        disconnect("previous")


def test_a_full_home_of_the_previous_release_is_brought_here_with_all_that_it_holds(
    pair: World, tmp_path: Path
) -> None:
    uid = accepted(pair)
    waiting = delivered(pair, "Dossier 2")
    node, place = pair.nodes["beta"], tmp_path / "previous.sqlite3"
    before = threads.export(node, officers.find(node, "lia"), Entry.objects.using(node.alias).get(uid=uid))
    old = home_of_the_previous_release(pair, "beta", place)
    kept = {table: rows_in(node.alias, table, columns) for table, columns in old.items()}
    assert sum(len(rows) for rows in kept.values()) > 60

    disconnect(node.alias)
    connect(node.alias, place)
    with pytest.raises(HomeFromThePast, match="detente upgrade"):
        releases.require_current(node.alias)
    assert releases.upgrade(node)[0] == "0006_calendars"
    releases.require_current(node.alias)
    assert node.run is not None
    runs.join(node, node.run)

    grown = ("audit", "audit_head", "node")
    now = {table: rows_in(node.alias, table, columns) for table, columns in old.items() if table not in grown}
    assert now == {table: rows for table, rows in kept.items() if table not in grown}
    assert auditing.verify(node, None)["ok"]
    assert threads.export(node, officers.find(node, "lia"), Entry.objects.using(node.alias).get(uid=uid)) == before
    here = desk(pair, "beta")
    found = here.search(LIA, here.search_ask(LIA, Question("bonjour"), reason="dossier ALP-1", name=""), after="")
    assert [row.entry_id for row in found.rows] == [uid]
    titles = here.search(LIA, here.search_ask(LIA, Question("dossier"), reason="dossier ALP-1", name=""), after="")
    assert [row.entry_id for row in titles.rows] == [waiting, uid]
    assert searching.saved(node, officers.find(node, "lia")) == []

    send(pair, "Dossier 3")
    pair.settle("alpha", "beta")
    assert [entry.subject for entry in pair.entries("beta", ours=False, kind="notification")][-1] == "Dossier 3"


def test_a_home_from_the_future_is_refused_in_one_sentence(pair: World) -> None:
    alias = pair.nodes["beta"].alias
    MigrationRecorder(connections[alias]).record_applied("stores", "9999_of_a_newer_release")
    for step in (lambda: releases.require_current(alias), lambda: releases.upgrade(pair.nodes["beta"])):
        with pytest.raises(HomeFromTheFuture, match=r"newer release .* 9999_of_a_newer_release") as refused:
            step()
        assert "\n" not in str(refused.value)
