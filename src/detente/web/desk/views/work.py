"""My work: the queues of one officer, and above them one sentence that says what matters now."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi, gettext, ngettext
from django.views.decorators.http import require_safe

from detente.node.queries.desk import MyWork, Party, Queue, Row
from detente.node.queries.upkeep_page import UpkeepDue
from detente.web.desk.drawings import day_line
from detente.web.desk.gateway import desk
from detente.web.desk.instants import moment
from detente.web.desk.officer import officer
from detente.web.desk.words import QUEUES


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """Show what waits for this officer."""
    work = desk().my_work(officer(request))
    queues: dict[str, Queue] = {queue.name: queue for queue in work.queues}
    late = _late_answers(queues)
    nearest = _nearest(queues, late)
    context = {
        "now": work.now,
        "marking": work.marking,
        "work": work,
        "due": desk().upkeep_due(officer(request)) if work.partners else UpkeepDue(),
        "alerts": desk().alerts_open(officer(request)) if work.partners else (),
        "owed": desk().owed(officer(request)) if work.partners else (),
        "kept": desk().watches_kept_ending(officer(request)) if work.partners else (),
        "matches": desk().matches_nearest(officer(request)) if work.partners else None,
        "first_day": not work.partners,
        "queues": [(queues[name], *QUEUES[name]) for name in QUEUES if name in queues],
        "lede": _late(len(late)) if late else _lede(work, queues),
        "nearest": nearest,
        "nearest_intro": _intro(queues, late),
        "nearest_words": _until(nearest, work.now),
        "then": _to_accept(queues["accept"].count) if late and "accept" in queues else "",
        "line": day_line(_deadlines(work), work.now, mirrored=get_language_bidi()),
    }
    return render(request, "desk/my-work.html", context)


def _lede(work: MyWork, queues: dict[str, Queue]) -> str:
    """Say in one sentence what matters most where no answer is late: acceptances, answers, what they owe us."""
    if not work.partners:
        return gettext("Nothing is due: this node is new and has no partner yet.")
    counts = {name: queue.count for name, queue in queues.items()}
    if count := counts.get("accept", 0):
        return _to_accept(count)
    if count := counts.get("answer", 0):
        return ngettext("%(count)s answer is due from you.", "%(count)s answers are due from you.", count) % {
            "count": count
        }
    if count := counts.get("approve", 0):
        return ngettext(
            "%(count)s draft waits for your signature.", "%(count)s drafts wait for your signature.", count
        ) % {"count": count}
    if count := counts.get("waiting", 0):
        return ngettext(
            "Nothing is due from you. %(count)s answer is owed to you.",
            "Nothing is due from you. %(count)s answers are owed to you.",
            count,
        ) % {"count": count}
    return gettext("Nothing is due from you, and nobody owes you an answer.")


def _late(count: int) -> str:
    """Say that answers of ours are overdue: that goes before everything else."""
    said = ngettext("%(count)s answer that you owe is overdue.", "%(count)s answers that you owe are overdue.", count)
    return said % {"count": count}


def _to_accept(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "%(count)s message waits for you to accept it.", "%(count)s messages wait for you to accept them.", count
    )
    return said % {"count": count}


def _late_answers(queues: dict[str, Queue]) -> list[Row]:
    """Give the rows whose answer we owe and whose day is past, as their queue has them: longest overdue first."""
    rows = queues["answer"].rows if "answer" in queues else ()
    late = ("answer", "us", "overdue")
    return [row for row in rows if row.clock and (row.clock.name, row.clock.obliged, row.clock.state) == late]


def _nearest(queues: dict[str, Queue], late: list[Row]) -> Row | None:
    """Give the most pressing row that the sentence speaks of."""
    if late:
        return late[0] if late[0].entry_id else None
    for name in ("accept", "answer"):
        rows = queues[name].rows if name in queues else ()
        if rows:
            return rows[0] if rows[0].entry_id else None
    return None


def _deadlines(work: MyWork) -> list[tuple[datetime, Party]]:
    rows = [row for queue in work.queues for row in queue.rows]
    still = ("paused", "stopped", "done")
    running = [(row.clock, row.party) for row in rows if row.clock and row.clock.state not in still]
    return [(clock.at, party) for clock, party in running if clock.at]


def _intro(queues: dict[str, Queue], late: list[Row]) -> str:
    """Lead over from the number to the row: one row is meant itself, of several the most pressing."""
    counts = [queues[name].count for name in ("accept", "answer") if name in queues]
    first = len(late) or next(filter(None, counts), 0)
    return gettext("The most pressing:") if first > 1 else gettext("It is:")


def _until(row: Row | None, now: datetime) -> str:
    """Give how long the row has, to go on with after its subject."""
    if row is None or row.clock is None or row.clock.at is None:
        return ""
    said = gettext(", was due %(at)s") if row.clock.state == "overdue" else gettext(", before %(at)s")
    return said % {"at": moment(row.clock.at, now)}
