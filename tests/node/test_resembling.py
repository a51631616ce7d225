"""The same tip twice, however it comes: in one batch, behind thousands of others, and without a read for each."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.audit.acts import Act
from detente.node.services import concerned, notifying, opening, recording, resembling
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry, Likeness, MatterKey
from detente.node.stores.unit import unit
from tests.node.test_upkeep import office_of, person, recorded, tip, who
from tests.node.world import World


@pytest.fixture
def office(pair: World) -> World:
    """Two nodes in contact; beta has every role."""
    return office_of(pair)


def together(world: World, *records: dict[str, Any]) -> list[Entry]:
    """Let alpha send one notification for each record, in one batch; give the entries as beta has them, in order."""
    node, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    checked = dict.fromkeys(concerned.QUESTIONS, False)
    letters = [
        Letter(
            subject="A traveller",
            text="Please look.",
            records=concerned.dated([recording.record(record)], now=world.clock()),
            character=checked,
        )
        for record in records
    ]
    sent = notifying.notify_all(node, who(world, "lia", "alpha"), [(partner, letter, None) for letter in letters])
    world.settle("alpha", "beta")
    cids = [entry.cid for entry in sent if isinstance(entry, Entry)]
    rows = Entry.objects.using(world.nodes["beta"].alias).filter(cid__in=cids).select_related("partner")
    return list(rows.order_by("pk"))


def pairs(world: World) -> set[tuple[int, int]]:
    """Give the pairs that are linked at beta, the older one first."""
    return set(Likeness.objects.using(world.nodes["beta"].alias).values_list("first_id", "second_id"))


def test_the_same_tip_twice_in_one_batch_is_linked(office: World) -> None:
    first, other, second = together(office, person("Anna Boleyn"), person("Jane Seymour"), person("Boleyn, Anna"))
    assert first.batch_id == other.batch_id == second.batch_id
    assert pairs(office) == {(first.pk, second.pk)}
    (said,) = recorded(office, Act.LIKENESS_FOUND)
    assert said["refs"] == {"cid": second.cid, "other": first.cid}


def test_the_newest_are_named_however_many_have_the_same_key(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resembling, "MOST", 2)
    monkeypatch.setattr(resembling, "OF_ONE_KEY", 3)
    older = [*together(office, *[person("Anna Boleyn")] * 3), tip(office, person("Anna Boleyn"))]
    # Where the rows lie in the table says nothing of their age.
    alias = office.nodes["beta"].alias
    rows = list(MatterKey.objects.using(alias).order_by("-entry").values("entry_id", "way", "key"))
    MatterKey.objects.using(alias).all().delete()
    MatterKey.objects.using(alias).bulk_create([MatterKey(**row) for row in rows])
    Likeness.objects.using(alias).all().delete()
    newest = tip(office, person("Anna Boleyn"))
    assert pairs(office) == {(older[-2].pk, newest.pk), (older[-1].pk, newest.pk)}


def test_a_common_name_pushes_no_rare_number_out(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rare = tip(office, person("Anna Boleyn", passportNumber=["X 123"]))
    alias = office.nodes["beta"].alias
    monkeypatch.setattr(resembling, "OF_ONE_KEY", 2)
    together(office, *[person("John Smith")] * 4)
    newest = tip(office, person("John Smith", passportNumber=["X 123"]))
    assert (rare.pk, newest.pk) in pairs(office)
    assert Likeness.objects.using(alias).get(first=rare, second=newest).ways == ["identifier"]


@pytest.mark.parametrize("count", [2, 12])
def test_a_batch_is_looked_up_in_one_read(office: World, count: int) -> None:
    beta = office.nodes["beta"]
    tip(office, person("Anna Boleyn"))
    entries = together(office, *[person(f"Person Number{number}") for number in range(count)])
    MatterKey.objects.using(beta.alias).filter(entry__in=entries).delete()
    given = [(entry, opening.payload_of(entry)) for entry in entries]
    with unit(beta, "look") as work:
        with CaptureQueriesContext(connections[beta.alias]) as asked:
            resembling.note(beta, given, arrived=True, work=work)
        work.record(Act.LIKENESS_FOUND)
    reads = [query["sql"] for query in asked.captured_queries if query["sql"].startswith("SELECT")]
    assert len(reads) == 1
