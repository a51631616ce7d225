"""What a statement of fixed text reads is what the framework would have made of the row."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model

from detente.node.services import delivering, notifying, officers
from detente.node.services.notifying import Letter
from detente.node.stores import ledger, partners
from detente.node.stores.models import BatchRow, Entry, Partner
from detente.node.stores.rows import Reader
from detente.node.stores.statements import fetch
from tests.node.world import World


def of(row: Model) -> dict[str, Any]:
    """Give all columns of an object, each with its type."""
    return {
        field.attname: (type(getattr(row, field.attname)), getattr(row, field.attname)) for field in row._meta.fields
    }


@pytest.fixture
def sent(pair: World) -> World:
    """A pair that has exchanged a notification with a date."""
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    letter = Letter(subject="Dossier", text="Bonjour", answer_by=node.now())
    notifying.notify(node, officers.find(node, "lia"), partner, letter)
    pair.settle("alpha", "beta")
    return pair


@pytest.mark.parametrize("model", [Entry, BatchRow, Partner])
def test_every_row_of_a_table_is_read_as_by_the_framework(sent: World, model: type[Model]) -> None:
    for node in sent.nodes.values():
        reader = Reader(model)
        statement = f"SELECT {reader.columns} FROM {model._meta.db_table}"
        read = {row.pk: row for row in (reader.make(node.alias, each) for each in fetch(node.alias, statement))}
        kept = {row.pk: row for row in model._default_manager.using(node.alias)}
        assert read.keys() == kept.keys() != set()
        for key, row in kept.items():
            assert of(read[key]) == of(row)


def test_a_column_that_was_left_is_read_when_somebody_asks(sent: World) -> None:
    node = sent.nodes["beta"]
    reader = Reader(BatchRow, without=("receipt",))
    rows = fetch(node.alias, f"SELECT {reader.columns} FROM batch ORDER BY id DESC LIMIT 1")
    read = reader.make(node.alias, rows[0])
    assert "receipt" in read.get_deferred_fields()
    assert read.receipt == BatchRow.objects.using(node.alias).get(pk=read.pk).receipt


def test_a_partner_is_renewed_in_place(sent: World) -> None:
    node, partner = sent.nodes["alpha"], sent.partner("alpha", "beta")
    Partner.objects.using(node.alias).filter(pk=partner.pk).update(state="frozen", frozen_because="fork")
    partners.renew(node.alias, partner)
    assert of(partner) == of(Partner.objects.using(node.alias).get(pk=partner.pk))
    assert delivering.next_items(node, partner) == []


def test_what_waits_to_be_opened_has_its_batch_with_it(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    notifying.notify(node, officers.find(node, "lia"), partner, Letter(subject="Dossier", text="Bonjour"))
    monkeypatch.setattr("detente.node.services.opening.open_waiting", lambda *_: 0)
    pair.turn("alpha", "beta")
    there = pair.nodes["beta"]
    (row,) = ledger.to_be_opened(there.alias, pair.partner("beta", "alpha"), seen=1 << 40, limit=64)
    (kept,) = Entry.objects.using(there.alias).filter(judged=False)
    assert of(row) == of(kept)
    assert (row.batch, row.batch_id) == (kept.batch, kept.batch_id)
    assert ledger.to_be_opened(there.alias, pair.partner("beta", "alpha"), seen=-1, limit=64) == []
