"""What oversight reads, as the command writes it: a line each (`oversight`). Reading is put down before, elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import further, oversight, watches
from detente.node.stores.models import Entry


def overview(node: Node, *, verify: bool) -> Iterator[dict[str, Any]]:
    """Give the overview: a line of each `what`, and last the record.

    They are silence, contact, refusal, waiver, unsigned, told, use, passed-on, owed, undecided.
    """
    page = oversight.oversight_page(node, verify=verify)
    for each in page.silences:
        yield {"what": "silence", "id": each.entry_id, "partner": each.partner.code, "silent": each.silent.code}
    for contact in page.contacts:
        by = [contact.compared_by, contact.confirmed_by]
        yield {"what": "contact", "partner": contact.partner.code, "state": contact.state, "by": by}
    for refused in page.refusals:
        yield {"what": "refusal", "ground": refused.ground, "count": refused.count, "at": format_instant(refused.last)}
    for waiver in page.waivers:
        yield _act("waiver", waiver.act, waiver.officer, waiver.at) | {"reason": waiver.reason}
    for unsigned in page.unsigned:
        yield _act("unsigned", unsigned.act, unsigned.officer, unsigned.at) | {"id": unsigned.entry_id}
    for told in (*page.left_out, *page.overrides):
        yield {"what": "told", **told.to_json()}
    yield from ({"what": "use", **further.plain(line)} for line in page.uses)
    yield from ({"what": "passed-on", **further.plain(line)} for line in page.onward)
    yield from ({"what": "owed", **further.plain(line)} for line in page.owed)
    yield from ({"what": "undecided", **watches.plain(line)} for line in page.undecided)
    log = page.log
    at = None if log.verified_at is None else format_instant(log.verified_at)
    yield {"what": "record", "entries": log.entries, "root": log.root, "verified": at, "findings": list(log.findings)}


def words(row: Mapping[str, Any]) -> str:
    """Give a line for a person: what it is, then its values."""
    return f"{row['what']}: " + ", ".join(f"{name} {value}" for name, value in row.items() if name != "what" and value)


def drawn(node: Node, entries: Sequence[Entry]) -> Iterator[dict[str, Any]]:
    """Give sampled messages as oversight may read them."""
    for each in oversight.sampled(node, entries):
        yield {
            "id": each.entry_id,
            "partner": each.partner.code,
            "ours": each.ours,
            "kind": each.kind,
            "subject": each.subject.text,
            "codes": list(each.codes),
            "created": format_instant(each.created),
            "texts": [text.text for text in each.texts],
        }


def _act(what: str, act: str, officer: str, at: datetime) -> dict[str, Any]:
    return {"what": what, "act": act, "officer": officer, "at": format_instant(at)}
