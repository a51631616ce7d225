"""What depends on a partner, read from the ledger and what the house keeps: the plan of a withdrawal, or of a cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Q

from detente.cases.kinds import TABLES
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import parties as shown
from detente.node.queries import withholding
from detente.node.queries.depends_page import Certificate, Counted, Cut, DependsPage, Known, OpenCase, Origin, Task
from detente.node.queries.desk import Choice, Text
from detente.node.queries.limits import NONE
from detente.node.queries.parties import Parties
from detente.node.queries.persons import persons_in
from detente.node.services import (
    agreement_facts,
    casework,
    duties,
    ending,
    known_to_them,
    returning,
    sever_tasks,
    severing,
)
from detente.node.services.deciding import Asking
from detente.node.stores import partners
from detente.node.stores.models import (
    CaseRow,
    ConsentRow,
    Entry,
    HandedOut,
    KeptWatch,
    MatchRow,
    Officer,
    Partner,
    PassedOn,
    SeverRow,
    SeverTask,
    StatementRow,
    WatchRow,
)
from detente.node.stores.models import Proposal as ProposalRow
from detente.policy.kinds import WORKS_FOR_OTHERS
from detente.protocol.first_contact import ContactState

MOST: Final = 200
SORTS: Final = (
    "open-cases",
    "watches-for-them",
    "watches-for-us",
    "warnings-from-them",
    "matches",
    "statements",
    "theirs-held",
    "theirs-passed-on",
    "theirs-handed-out",
    "ours-there",
    "persons-there",
    "consents-to-them",
    "consents-from-them",
    "officers-lent",
    "not-sent",
)


def page(node: Node, officer: Officer, partner: Partner) -> DependsPage:
    """Give what depends on a partner; after a cut, what is to be done.

    Raises:
        RoleRefused: the officer works at no desk.
    """
    duties.require_at_desk(officer, "hand-on")
    parties, asking = shown.load(node), Asking(node, officer)
    persons, origins = known_to_them.persons(node, partner), known_to_them.originators(node, partner)
    cases = _open_cases(node, partner)
    seen = asking.may_know([row.entry for row in cases])
    closed = withholding.subjects(asking, seen)
    row = severing.of_partner(node, partner)
    sure = partner.state in (ContactState.CONFIRMED, ContactState.FROZEN)
    return DependsPage(
        now=node.now(),
        party=parties.by_row[partner.pk],
        facts=_facts(node, partner, len(cases), len(persons)),
        cases=tuple(_case(row, closed) for row in cases if row.entry_id in closed)[:MOST],
        persons=tuple(_known(asking, each) for each in persons[:MOST]),
        origins=tuple(Origin(parties.by_row[who.pk], tuple(item.uid for item in items)) for who, items in origins),
        may_cut=row is None and sure and duties.has(officer, severing.DUTY),
        proposed=_is_proposed(node, partner),
        cut=None if row is None else _cut(node, officer, asking, parties, row),
        certificates=_certificates(node, partner),
        may_end=ending.may(node, officer, partner),
        ended=partner.state == ContactState.ENDED,
    )


def plan(node: Node, officer: Officer, code: str) -> dict[str, Any]:
    """Give the page as the command writes it.

    Raises:
        NotFound: there is no such partner. RoleRefused: as `page`.
    """
    partner = partners.find(node.alias, code)
    given = page(node, officer, partner)
    return {
        "partner": partner.code,
        "cut": None if given.cut is None else format_instant(given.cut.at),
        "counts": {fact.code: fact.count for fact in given.facts},
        "open_cases": [
            {"id": case.entry_id, "kind": case.kind.code, "state": case.state, "ours": case.ours}
            for case in given.cases
        ],
        "persons": [{"names": [name.text for name in each.names], "messages": each.messages} for each in given.persons],
        "originators": [{"partner": each.party.code, "messages": each.messages} for each in given.origins],
        "certificates": [
            {
                "message": each.entry_id or None,
                "agreement": each.agreement,
                "by": "us" if each.ours else "them",
                "data": each.data,
                "gone": each.count,
                "stays": each.stays,
                "agrees": each.agrees,
            }
            for each in given.certificates
        ],
        "tasks": [] if given.cut is None else [_line(task) for task in given.cut.tasks],
    }


def _line(task: Task) -> dict[str, Any]:
    return {
        "task": task.task_id,
        "about": task.what,
        "who": task.party.code if task.party is not None else ", ".join(name.text for name in task.names[:1]),
        "messages": task.messages,
        "state": task.state,
        "refused": task.refused or None,
        "by": task.officer or None,
        "at": None if task.at is None else format_instant(task.at),
    }


def _facts(node: Node, partner: Partner, cases: int, persons: int) -> tuple[Counted, ...]:
    entries = Entry.objects.using(node.alias).filter(partner=partner).exclude(kind__in=WORKS_FOR_OTHERS)
    theirs, ours = entries.filter(ours=False, code=""), entries.filter(ours=True)
    here = theirs.filter(Q(plaintext__isnull=False) | Q(body__isnull=False))
    consents = ConsentRow.objects.using(node.alias).filter(
        partner=partner, answer="granted", withdrawn_at__isnull=True
    )  # fmt: skip
    found = {
        "open-cases": cases,
        "watches-for-them": WatchRow.objects.using(node.alias).filter(entry__partner=partner, ended_at=None).count(),
        "watches-for-us": KeptWatch.objects.using(node.alias).filter(
            entry__partner=partner, let_end_at=None, until__gt=node.now()
        ).count(),
        "warnings-from-them": theirs.filter(kind="warning").count(),
        "matches": _matches(node, theirs.values_list("uid", flat=True)),
        "statements": StatementRow.objects.using(node.alias).filter(entry__partner=partner, entry__ours=False).count(),
        "theirs-held": here.count(),
        "theirs-passed-on": PassedOn.objects.using(node.alias).filter(item__partner=partner).count(),
        "theirs-handed-out": HandedOut.objects.using(node.alias).filter(item__partner=partner).count(),
        "ours-there": ours.filter(batch__isnull=False).count(),
        "persons-there": persons,
        "consents-to-them": consents.filter(ours=True).count(),
        "consents-from-them": consents.filter(ours=False).count(),
        "officers-lent": Officer.objects.using(node.alias).filter(active=True, seconded_from=partner.party).count(),
        "not-sent": ours.filter(batch__isnull=True).count(),
    }  # fmt: skip
    return tuple(Counted(code, found[code]) for code in SORTS)


def _matches(node: Node, uids: Any) -> int:
    """Count the matches that hold and have a side in a message of the partner."""
    rows = MatchRow.objects.using(node.alias).exclude(state="lapsed")
    named = Q(left_kind="message", left__in=uids) | Q(right_kind="message", right__in=uids)
    return rows.filter(named).count()


def _open_cases(node: Node, partner: Partner) -> list[CaseRow]:
    rows = CaseRow.objects.using(node.alias).filter(entry__partner=partner).exclude(dialogue__in=WORKS_FOR_OTHERS)
    known = rows.select_related("entry__partner", "entry__batch").order_by("pk")
    return [row for row in known if not casework.has_ended(row)]


def _case(row: CaseRow, subjects: Mapping[int, str]) -> OpenCase:
    kind = Choice(row.dialogue, dict(TABLES[row.dialogue].title) if row.dialogue in TABLES else {})
    entry = row.entry
    return OpenCase(entry.uid, kind, Text(subjects[entry.pk]), entry.ours, row.state, entry.created)


def _known(asking: Asking, each: known_to_them.KnownPerson) -> Known:
    places = (each.first, *each.also)
    return Known(_names(asking, each.first.entry, each.first.place), tuple(one.entry.uid for one in places))


def _names(asking: Asking, entry: Entry, place: int) -> tuple[Text, ...]:
    """Give the names of the person there, as far as this officer may read them and they are still here."""
    if not asking.may_know([entry]) or withholding.limits(asking, [entry]).get(entry.pk, NONE).withheld:
        return ()
    records = dict(known_to_them.records_of(entry))
    found = persons_in({"records": [records[place]]}) if place in records else ()
    return found[0].names if found else ()


def _certificates(node: Node, partner: Partner) -> tuple[Certificate, ...]:
    ids = [each.text.id for each in agreement_facts.all_of(node, partner) if each.is_full]
    found = [(name, each) for name in ids for each in returning.certificates(node, partner, name)]
    return tuple(
        Certificate(
            entry_id=each.entry.uid if each.record else "",
            agreement=name,
            ours=each.ours,
            data=each.data,
            ground=each.ground,
            count=each.count,
            stays=each.stays,
            agrees=each.agrees,
            at=each.entry.created,
        )
        for name, each in found
    )


def _is_proposed(node: Node, partner: Partner) -> bool:
    rows = ProposalRow.objects.using(node.alias).filter(state="proposed", act=severing.SEVER)
    return any(row.content.get("partner") == partner.party for row in rows)


def _cut(node: Node, officer: Officer, asking: Asking, parties: Parties, row: SeverRow) -> Cut:
    tasks = sever_tasks.of(node, row)
    counts = sever_tasks.counts(tasks, row, node)
    uids = _uids(node, tasks)
    return Cut(
        at=row.at,
        by=row.by.shown,
        second="" if row.second is None else row.second.shown,
        because=row.because,
        ended=tuple(Counted(code, int(count)) for code, count in row.ended.items()),
        tasks=tuple(_task(officer, asking, parties, each, uids) for each in tasks),
        open=counts.open,
        late=counts.late,
    )


def _task(officer: Officer, asking: Asking, parties: Parties, row: SeverTask, uids: Mapping[int, str]) -> Task:
    about = sever_tasks.what(row)
    return Task(
        task_id=str(row.pk),
        what=about,
        names=_names(asking, row.entry, row.place) if about == "person" else (),
        party=None if row.originator is None else parties.by_row[row.originator.pk],
        messages=(row.entry.uid, *(uids[each] for each in row.also if each in uids)),
        state=row.state,
        refused=row.refused if row.state == sever_tasks.OPEN else "",
        officer="" if row.officer is None else row.officer.shown,
        note=row.note,
        message_id="" if row.message is None else row.message.uid,
        at=row.at,
        ways=sever_tasks.ways(officer, row),
    )


def _uids(node: Node, tasks: Sequence[SeverTask]) -> dict[int, str]:
    keys = {key for task in tasks for key in task.also}
    return dict(Entry.objects.using(node.alias).filter(pk__in=keys).values_list("pk", "uid"))
