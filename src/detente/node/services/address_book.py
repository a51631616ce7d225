"""The address book: the desks of partners as we know them, beside our own (`desks`). It is ours and never travels."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import coded_lists, duties
from detente.node.stores.models import AddressRow, DeskRow, Officer, Partner
from detente.node.stores.unit import unit

LONGEST_NOTES: Final = 1000


def keep(
    node: Node,
    officer: Officer,
    partner: Partner,
    name: str,
    *,
    topics: Collection[str] = (),
    languages: Collection[str] = (),
    notes: str = "",
) -> AddressRow:
    """Note a desk of a partner, or change what we know of the one of this name.

    Raises:
        RoleRefused: the officer keeps nothing of the house.
        BadInput: the name, a topic or a language cannot be one, or the notes are too long.
    """
    duties.require_at_desk(officer, "keep-house")
    if not label.is_label(name, longest=120):
        raise BadInput("The name of a desk has at most 120 characters on one line, without hidden ones.")
    coded_lists.check_topics(topics)
    coded_lists.check_languages(languages)
    if len(notes) > LONGEST_NOTES:
        raise BadInput(f"The notes have at most {LONGEST_NOTES} characters. Shorten them.")
    values = {"topics": sorted({*topics}), "languages": sorted({*languages}), "notes": notes}
    with unit(node, "keep address") as work:
        row, _ = AddressRow.objects.using(node.alias).update_or_create(partner=partner, name=name, defaults=values)
        work.record(Act.ADDRESS_KEPT, actor=officer.name, refs={"party": partner.party, "address": str(row.pk)})
    return row


def forget(node: Node, officer: Officer, partner: Partner, name: str) -> None:
    """Take a desk out of the book; NotFound where it is not in it."""
    duties.require_at_desk(officer, "keep-house")
    rows = AddressRow.objects.using(node.alias).filter(partner=partner, name=name)
    if not rows.exists():
        raise NotFound(f"The address book has no desk {name} of {partner.code}.")
    with unit(node, "forget address") as work:
        rows.delete()
        work.record(Act.ADDRESS_FORGOTTEN, actor=officer.name, refs={"party": partner.party})


def of_partner(node: Node, officer: Officer, partner: Partner, *, topic: str = "") -> list[AddressRow]:
    """Give the desks of a partner by name, those that cover `topic` most narrowly first; RoleRefused as in `facts`."""
    _require_reader(officer)
    rows = list(AddressRow.objects.using(node.alias).filter(partner=partner).order_by("name"))
    return sorted(rows, key=lambda row: -_reach(row.topics, topic))


def may_read(officer: Officer) -> bool:
    """Whether the officer may read the book: whoever may keep it, and nobody else."""
    return duties.may_at_desk(officer, "keep-house")


def facts(node: Node, officer: Officer, *, topic: str = "") -> list[dict[str, Any]]:
    """Give the whole book: the desks of partners by partner and name, then our own, whose partner is empty.

    Of a partner those come first that cover `topic` most narrowly.

    Raises:
        RoleRefused: the officer may not read the book.
    """
    _require_reader(officer)
    rows = AddressRow.objects.using(node.alias).select_related("partner").order_by("partner__code", "name")
    theirs = sorted(rows, key=lambda row: (row.partner.code, -_reach(row.topics, topic)))
    ours = DeskRow.objects.using(node.alias).order_by("code")
    return [
        *(_facts(row.partner.code, row.name, row.topics, row.languages, row.notes) for row in theirs),
        *(_facts("", row.name, row.topics, row.languages, "") for row in ours),
    ]


def _require_reader(officer: Officer) -> None:
    if not may_read(officer):
        raise duties.RoleRefused


def _facts(partner: str, name: str, topics: list[str], languages: list[str], notes: str) -> dict[str, Any]:
    return {"partner": partner, "name": name, "topics": topics, "languages": languages, "notes": notes}


def _reach(topics: Collection[str], topic: str) -> int:
    """Give how narrowly the topics cover one: the length of the longest that is it or stands above it, 0 for none."""
    return max((len(each) for each in topics if topic == each or topic.startswith(f"{each}.")), default=0)
