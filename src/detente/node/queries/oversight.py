"""What oversight looks at: silences, contacts, refusals by inner ground, waivers, acts without a passkey, the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Max

from detente.audit.acts import Act
from detente.cases import clocks
from detente.model import strict_json
from detente.node.context import Node
from detente.node.queries import further, receipts, rows, thread_page, upkeep, watches
from detente.node.queries import parties as shown
from detente.node.queries.desk import Choice, Text
from detente.node.queries.oversight_page import (
    ContactLine,
    LogProof,
    OversightPage,
    RefusalLine,
    SampledMessage,
    SilenceLine,
    UnsignedLine,
    WaiverLine,
)
from detente.node.queries.parties import Parties
from detente.node.services import auditing, opening
from detente.node.stores import calendars, dialogues, record
from detente.node.stores.models import (
    Act as ActRow,
)
from detente.node.stores.models import (
    AuditHead,
    AuditRow,
    BatchRow,
    CaseRow,
    CaseStep,
    Entry,
    EscalationRow,
    Officer,
    Partner,
    PreludeStep,
)
from detente.policy import grounds, reasons
from detente.protocol import header as headers

QUARTER: Final = timedelta(days=92)
MOST: Final = 100
WAIVERS: Final = ("waive", "warn-now", "waive-assurances")
"""Acts of dialogues by which a person sets a rule aside; those of the house's own lists stand on record."""
COMMITTING: Final = ("accept", "release", "approve", "confirm", "shift")


def oversight_page(node: Node, *, verify: bool) -> OversightPage:
    """Give everything that oversight looks at first. `verify`: read the whole record against its leaves and head."""
    parties, since = shown.load(node), node.now() - QUARTER
    names = dict(Officer.objects.using(node.alias).values_list("name", "shown"))
    return OversightPage(
        now=node.now(),
        silences=_silences(node, parties),
        contacts=_contacts(node, parties, names),
        refusals=_refusals(node, since),
        waivers=_waivers(node, since, names),
        unsigned=_unsigned(node, since),
        log=_log(node, parties, verify=verify),
        left_out=upkeep.left_out(node, since=since),
        overrides=upkeep.overrides(node, since=since),
        uses=further.uses_since(node, since, most=MOST),
        onward=further.onward_since(node, since, most=MOST),
        owed=further.all_owed(node, most=MOST),
        undecided=watches.undecided(node),
    )


def sampled(node: Node, entries: Sequence[Entry]) -> tuple[SampledMessage, ...]:
    """Give messages as oversight reads them: it reads restricted and quarantined ones, too."""
    parties = shown.load(node)
    return tuple(
        SampledMessage(
            now=node.now(),
            entry_id=entry.uid,
            partner=parties.by_row[entry.partner_id],
            ours=entry.ours,
            kind=entry.message or entry.kind,
            subject=Text(entry.subject),
            codes=tuple(headers.parse(bytes(entry.header)).handling.codes),
            created=entry.created,
            texts=thread_page.texts(opening.payload_of(entry)),
        )
        for entry in entries
    )


def _silences(node: Node, parties: Parties) -> tuple[SilenceLine, ...]:
    now, places = node.now(), calendars.load(node.alias)
    found = CaseRow.objects.using(node.alias).filter(next_due__lte=now).select_related("entry", "partner")
    late = list(found.defer("entry__box", "entry__body", "entry__header", "entry__cek").order_by("next_due")[:MOST])
    steps = EscalationRow.objects.using(node.alias).filter(case__in=[row.pk for row in late])
    taken: dict[int, list[EscalationRow]] = {}
    for step in steps:
        taken.setdefault(step.case_id, []).append(step)
    lines = []
    for row in late:
        case = rows.case_in(row, places)
        if case is None:
            case = dialogues.read(row, root=row.entry.cid, places=places)
        running = case.clocks
        nearest = clocks.next_due(running, now=now)
        if nearest is None or nearest.due > now:
            continue
        ours = nearest.obliged.removeprefix("N:") == case.side
        done = taken.get(row.pk, [])
        other = [step.at for step in done if step.do == "other-channel"]
        lines.append(
            SilenceLine(
                entry_id=row.entry.uid,
                ref=_reference(row.entry),
                partner=parties.by_row[row.partner_id],
                silent=parties.us if ours else parties.by_row[row.partner_id],
                ours=ours,
                receipts=receipts.four(case, running, code=row.entry.code, now=now),
                clock=receipts.clock(nearest, case, now=now),
                reminders=sum(step.do == "remind" for step in done),
                head_told=any(step.do == "escalate" for step in done),
                other_channel=min(other, default=None),
            )
        )
    return tuple(lines)


def _reference(entry: Entry) -> str:
    """Give the file number of who wrote it, else the end of its id."""
    numbers = opening.payload_of(entry).get("ref")
    own = numbers.get("own") if isinstance(numbers, dict) else None
    return str(own) if own else entry.uid[-8:]


def _contacts(node: Node, parties: Parties, names: dict[str, str]) -> tuple[ContactLine, ...]:
    return tuple(
        ContactLine(
            parties.by_row[row.pk],
            row.state,
            row.met_at,
            names.get(row.compared_by, row.compared_by),
            row.compared_at,
            names.get(row.confirmed_by, row.confirmed_by),
            row.confirmed_at,
        )
        for row in Partner.objects.using(node.alias).order_by("-met_at")
    )


def _refusals(node: Node, since: datetime) -> tuple[RefusalLine, ...]:
    counted: dict[str, tuple[int, datetime]] = {}
    for at, details in _details(node, (Act.ENTRY_ANSWER_REFUSED, Act.POLICY_REFUSED), since):
        ground = str(details.get("inner") or "")
        if ground:
            count, last = counted.get(ground, (0, at))
            counted[ground] = count + 1, max(last, at)
    lines = [RefusalLine(ground, _label(ground), count, last) for ground, (count, last) in counted.items()]
    return tuple(sorted(lines, key=lambda line: (-line.count, line.ground))[:MOST])


def _label(ground: str) -> Choice:
    found = grounds.GROUNDS.get(ground)
    return Choice(ground, {} if found is None else dict(found.label))


def _waivers(node: Node, since: datetime, names: dict[str, str]) -> tuple[WaiverLine, ...]:
    steps = CaseStep.objects.using(node.alias).filter(event__in=WAIVERS, at__gte=since).select_related("officer")
    lines = [
        WaiverLine(step.event, step.officer.shown, step.at, _why(step.details)) for step in steps.order_by("-at")[:MOST]
    ]
    before = PreludeStep.objects.using(node.alias).filter(event__in=WAIVERS, at__gte=since).select_related("officer")
    lines += [
        WaiverLine(step.event, "" if step.officer is None else step.officer.shown, step.at, _why(step.details))
        for step in before.order_by("-at")[:MOST]
    ]
    acts = AuditRow.objects.using(node.alias).filter(act=Act.DISSEMINATION_OVERRIDDEN, at__gte=since)
    lines += [
        WaiverLine(str(Act.DISSEMINATION_OVERRIDDEN), names.get(row.actor, row.actor), row.at)
        for row in acts.order_by("-index")[:MOST]
    ]
    handed = AuditRow.objects.using(node.alias).filter(act=Act.CASE_HANDED, at__gte=since).order_by("-index")
    lines += [
        WaiverLine("handed-anyway", names.get(row.actor, row.actor), row.at)
        for row in handed[:MOST]
        if _read(row).get("anyway")
    ]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:MOST])


def _why(details: dict[str, Any]) -> str:
    """Give why a rule was set aside: the words for its code, and what was noted."""
    words = reasons.labels_of(str(details.get("code") or "")).get("en", "")
    return " · ".join(filter(None, (words, str(details.get("note") or ""))))


def _unsigned(node: Node, since: datetime) -> tuple[UnsignedLine, ...]:
    found = ActRow.objects.using(node.alias).filter(assertion__isnull=True, at__gte=since).order_by("-at", "-pk")
    return tuple(
        UnsignedLine(row.act, row.officer.shown, row.at, "" if row.entry is None else row.entry.uid)
        for row in found.select_related("officer", "entry").defer(*_HEAVY)[:MOST]
        if row.act.startswith(COMMITTING)
    )


_HEAVY: Final = tuple(f"entry__{name}" for name in ("header", "box", "body", "plaintext", "cek"))


def _log(node: Node, parties: Parties, *, verify: bool) -> LogProof:
    report = auditing.verify(node, None) if verify else None
    head = AuditHead.objects.using(node.alias).filter(pk=1).first()
    size, root = (0, b"") if head is None else (head.size, record.frontier_of(head).head().root)
    month = node.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    # Whoever holds an object that we signed holds a head of this record.
    given = BatchRow.objects.using(node.alias).filter(receipt__isnull=False).values("partner_id")
    witnesses = given.annotate(at=Max("held_at")).order_by("partner_id")
    return LogProof(
        entries=size,
        root=root.hex(),
        added=AuditRow.objects.using(node.alias).filter(at__gte=month).count(),
        witnesses=tuple(parties.by_row[row["partner_id"]] for row in witnesses),
        verified_at=None if report is None else node.now(),
        findings=() if report is None else tuple(f"{each['code']}: {each['text']}" for each in report["findings"]),
    )


def _details(node: Node, acts: Sequence[Act], since: datetime) -> list[tuple[datetime, dict[str, Any]]]:
    found = AuditRow.objects.using(node.alias).filter(act__in=[*acts], at__gte=since, details__isnull=False)
    return [(row.at, _read(row)) for row in found.only("at", "details").iterator(chunk_size=500)]


def _read(row: AuditRow) -> dict[str, Any]:
    if row.details is None:
        return {}
    details = strict_json.parse(bytes(row.details)).get("details")
    return dict(details) if isinstance(details, dict) else {}
