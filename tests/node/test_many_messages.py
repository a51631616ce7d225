"""The million messages of the measurement are what the node itself would hold: their words, found by its own search."""

from __future__ import annotations

import json

import pytest
from django.db import connections

from bench import invented, many_messages, pages
from detente.node.queries import search
from detente.node.services import officers
from detente.node.services.searching import Question
from detente.node.stores.entry_words import words_of
from detente.node.stores.models import CaseRow, Entry
from tests.node.desk_builders import LIA, desk, give_accounts
from tests.node.world import World

MANY = 400


@pytest.fixture
def filled(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Two nodes, and some hundred messages put into the tables of one."""
    monkeypatch.setattr(invented, "PIECES", 300)
    monkeypatch.setattr(many_messages, "AT_ONCE", 150)
    models = pages.prepare(world)
    give_accounts(world)
    vocabulary = invented.Vocabulary(size=500, persons=60)
    many_messages.fill(world.nodes["beta"].alias, models, vocabulary, MANY, now=world.clock())
    return world


def test_each_message_that_was_made_is_found_by_every_word_of_it(filled: World) -> None:
    node = filled.nodes["beta"]
    made = Entry.objects.using(node.alias).filter(kind="notification", seq__gte=1_000_000).order_by("pk")
    assert made.count() == MANY
    vendor = connections[node.alias].vendor
    for entry in made[::67]:
        payload = json.loads(bytes(entry.plaintext or b""))["payload"]
        for word in words_of(entry, payload, content=True):
            assert entry.pk in _found(node.alias, vendor, word), word


def test_the_queues_and_boxes_hold_them(filled: World) -> None:
    here = desk(filled, "beta")
    assert [queue.more for queue in here.my_work(LIA).queues if queue.name != "approve"] != [0, 0, 0]
    assert len(here.messages(LIA, box="inbox", after="").rows) == 50
    assert CaseRow.objects.using(filled.nodes["beta"].alias).filter(next_due__isnull=False).count() > MANY


def test_a_person_is_found_by_the_name_in_any_script(filled: World) -> None:
    node = filled.nodes["beta"]
    lia = officers.find(node, "lia")
    for letters in range(3):
        name = invented.Vocabulary(size=500, persons=60).persons[letters]
        entries = Entry.objects.using(node.alias).filter(kind="notification", plaintext__isnull=False)
        holding = {e.uid for e in entries if name in bytes(e.plaintext or b"").decode()}
        rows = search.page(node, lia, Question(f'"{name}"')).rows
        assert holding
        assert {row.entry_id for row in rows} >= holding


def _found(alias: str, vendor: str, word: str) -> set[int]:
    from detente.node.stores import search_index

    return set(search_index.find(alias, [[[word]]], before=None, limit=2 * MANY))
