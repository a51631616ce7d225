"""Telling the party's own case system that an entry arrived or left: signed, without content, at least once.

A notice is a row before it goes (`WebhookRow`); HTTP is outside of every transaction, and a failure holds all notices
back for a while. What was there before the setting was made is not told. Each entry is told of by one row, so a repeat
carries the same id and the other side can drop it. docs/reference/webhook.md is the contract.

What is told of follows the batches, not the entries: an entry may wait for months, behind a suspension or for a key,
and then stands in a batch of that day. `WebhookMark` says up to which batch all was put down.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol

from django.db.models import Exists, Max, Min, OuterRef, Q

from detente.audit.acts import Act
from detente.crypto import shared_secret
from detente.model.canonical import canonical
from detente.model.errors import BadInput
from detente.model.identifiers import uuid7
from detente.model.instant import format_instant
from detente.node.channels import Webhook
from detente.node.context import Node
from detente.node.peers import caller
from detente.node.peers.caller import NotCalled
from detente.node.stores.models import BatchRow, Entry, Partner, WebhookMark, WebhookRow
from detente.node.stores.unit import unit

MOST: Final = 100
"""Notices put down, or sent, and batches looked at, in one turn of the worker."""
SHORTEST_SECRET: Final = 32
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=1)
LEASE: Final = timedelta(minutes=2)


_THERE: Final = Q(ours=True, seq__isnull=False) | Q(ours=False, judged=True, code="")
"""It has its place in our ledger, or reached a desk here."""


class Ways(Protocol):
    """The settings of the node, as far as the own case system goes; None: there is none."""

    @property
    def webhook(self) -> Webhook | None: ...


def plan(node: Node, ways: Ways) -> int:
    """Put down a notice for each entry that has none yet; give how many. The first time it marks where to begin."""
    if ways.webhook is None:
        return 0
    rows = WebhookRow.objects.using(node.alias)
    beginning = rows.order_by("pk").first()
    if beginning is None:
        _begin(node)
        return 0
    fresh, done = _untold(node, beginning)
    if fresh:
        now = node.now()
        with unit(node, "plan webhook") as work:
            rows.bulk_create(WebhookRow(entry_id=key, uid=_uid(node), made_at=now, next_at=now) for key in fresh)
            work.record(Act.WEBHOOK_PLANNED, details={"count": len(fresh)})
    # After the notices: a crash in between only has their batches looked at again, and finds them told.
    for mark, batch in done:
        WebhookMark.objects.using(node.alias).filter(pk=mark.pk).update(batch=batch)
    return len(fresh)


def send_due(node: Node, ways: Ways) -> int:
    """Send what is due, oldest first, until one fails; give how many went."""
    if ways.webhook is None:
        return 0
    due = WebhookRow.objects.using(node.alias).filter(next_at__lte=node.now()).select_related("entry")
    rows = due.only("uid", "made_at", "next_at", "attempts", "entry__ours", "entry__uid", "entry__cid")
    sent = 0
    for row in list(rows.order_by("entry_id")[:MOST]):
        if not _claim(node, row):
            continue
        try:
            _send(node, ways.webhook, row)
        except (NotCalled, BadInput) as failure:
            _put_off(node, row, str(failure))
            break
        sent += 1
    return sent


def body_of(row: WebhookRow, entry: Entry) -> bytes:
    """Give what is sent: that something is there, and under which name to ask for it."""
    return canonical(
        {
            "typ": "detente.notice",
            "id": row.uid,
            "event": "sent" if entry.ours else "arrived",
            "entry": entry.uid,
            "at": format_instant(row.made_at),
        }
    )


def secret_in(home: Path, webhook: Webhook) -> bytes:
    """Give the shared secret.

    Raises:
        BadInput: its file cannot be read, or is too short to sign with.
    """
    try:
        secret = (home / "keys" / webhook.secret_file).read_bytes().strip()
    except OSError as error:
        raise BadInput("The file that [webhook] secret_file names cannot be read.") from error
    if len(secret) < SHORTEST_SECRET:
        raise BadInput(f"The secret of the webhook is shorter than {SHORTEST_SECRET} characters.")
    return secret


def _send(node: Node, webhook: Webhook, row: WebhookRow) -> None:
    entry = row.entry
    assert entry is not None, "only the row that marks the beginning may have none, and it is never due"
    body, now = body_of(row, entry), node.now()
    seconds = int(now.timestamp())
    tag = shared_secret.tag(secret_in(node.home, webhook), instant=seconds, body=body)
    caller.tell(webhook, body=body, instant=seconds, tag=tag)
    with unit(node, "sent webhook") as work:
        WebhookRow.objects.using(node.alias).filter(pk=row.pk).update(next_at=None, sent_at=now, failure="")
        work.record(Act.WEBHOOK_SENT, refs={"cid": entry.cid}, details={"attempts": row.attempts + 1})


def _untold(node: Node, beginning: WebhookRow) -> tuple[list[int], list[tuple[WebhookMark, int]]]:
    """Give the keys of entries to tell of, at most `MOST`, and up to which batch the marks may move then."""
    _mark_new_pairs(node, beginning)
    later = BatchRow.objects.using(node.alias).filter(
        partner=OuterRef("partner"), ours=OuterRef("ours"), pk__gt=OuterRef("batch")
    )
    fresh: list[int] = []
    done = []
    for mark in WebhookMark.objects.using(node.alias).filter(Exists(later)).order_by("pk"):
        batch = _read_on(node, mark, fresh)
        if batch != mark.batch:
            done.append((mark, batch))
    return fresh, done


def _read_on(node: Node, mark: WebhookMark, fresh: list[int]) -> int:
    """Add what is to be told of the batches after a mark; give the last batch of which nothing is left to tell."""
    batches = BatchRow.objects.using(node.alias).filter(partner=mark.partner_id, ours=mark.ours, pk__gt=mark.batch)
    last = mark.batch
    for key in batches.order_by("pk").values_list("pk", flat=True)[:MOST]:
        entries = Entry.objects.using(node.alias).filter(batch=key)
        untold = entries.filter(_THERE, webhookrow__isnull=True).exclude(kind="evidence").order_by("seq")
        fresh.extend(untold.values_list("pk", flat=True)[: MOST - len(fresh)])
        if len(fresh) >= MOST or (not mark.ours and entries.filter(judged=False).exists()):
            break
        last = key
    return last


def _mark_new_pairs(node: Node, beginning: WebhookRow) -> None:
    """Set a mark for each side of each partner that has none: before the first batch with an entry of a later time."""
    marks = WebhookMark.objects.using(node.alias)
    known = set(marks.values_list("partner_id", "ours"))
    keys = Partner.objects.using(node.alias).values_list("pk", flat=True)
    for partner, ours in [(key, ours) for key in keys for ours in (True, False) if (key, ours) not in known]:
        entries = Entry.objects.using(node.alias).filter(partner=partner, ours=ours, batch__isnull=False)
        first = entries.filter(pk__gt=beginning.entry_id or 0).aggregate(at=Min("batch_id"))["at"]
        if first is None:
            before = BatchRow.objects.using(node.alias).filter(partner=partner, ours=ours).aggregate(at=Max("pk"))["at"]
        else:
            before = first - 1
        marks.get_or_create(partner_id=partner, ours=ours, defaults={"batch": before or 0})


def _put_off(node: Node, row: WebhookRow, why: str) -> None:
    later = node.now() + min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(row.attempts, 10))
    rows = WebhookRow.objects.using(node.alias)
    rows.filter(pk=row.pk).update(attempts=row.attempts + 1, next_at=later, failure=why[:80])
    rows.filter(next_at__lte=node.now()).update(next_at=later)


def _claim(node: Node, row: WebhookRow) -> bool:
    """Take a notice for this worker: another one that looks at the same time gets nothing."""
    rows = WebhookRow.objects.using(node.alias).filter(pk=row.pk, next_at=row.next_at)
    return bool(rows.update(next_at=node.now() + LEASE))


def _begin(node: Node) -> None:
    """Mark where to begin, after the newest entry of today: the past is not news."""
    newest = Entry.objects.using(node.alias).only("pk").order_by("-pk").first()
    with unit(node, "begin webhook") as work:
        row = WebhookRow.objects.using(node.alias).create(entry=newest, uid=_uid(node), made_at=node.now())
        _mark_new_pairs(node, row)
        work.record(Act.WEBHOOK_PLANNED, details={"count": 0})


def _uid(node: Node) -> str:
    return uuid7(now=node.now(), entropy=node.entropy(10))
