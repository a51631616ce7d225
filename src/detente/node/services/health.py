"""How the node is: for its operator and the programs that watch it. Counts only: no partner, no officer, no subject.

Red says that something must be done now, and that until then nothing is receipted: what cannot be committed is never
answered with a receipt, so a red node loses nothing and delays everything.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import DatabaseError
from django.db.models import Count, F, Min, Q, Sum

from detente.node.context import Node
from detente.node.services import failing_jobs, line_testing
from detente.node.stores.models import (
    AttachmentRow,
    AuditHead,
    CaseRow,
    Delivery,
    Entry,
    FailureCount,
    NodeRow,
    Partner,
)

LEAST_FREE: Final = 256 << 20
"""Below this many free bytes the disk counts as full: a parcel, its journal and a backup's copy must fit."""


@dataclass(frozen=True, slots=True)
class Health:
    """`trouble`: sentences that say what to do; empty where all is well. Ages in seconds, None where nothing waits.

    `notices`: what somebody should know and that does not make the node red.
    """

    trouble: tuple[str, ...]
    database_writable: bool
    disk_free: int
    lease_seconds: float
    processes: Mapping[str, bool]
    counts: Mapping[str, int] = field(default_factory=dict)
    ages: Mapping[str, float | None] = field(default_factory=dict)
    partners: Mapping[str, int] = field(default_factory=dict)
    strangers: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing must be done."""
        return not self.trouble

    def to_json(self) -> dict[str, Any]:
        """Give the body of `/health`."""
        return {
            "ok": self.ok,
            "trouble": list(self.trouble),
            "notices": list(self.notices),
            "database": {"writable": self.database_writable},
            "disk": {"free": self.disk_free},
            "run": {"lease_seconds": round(self.lease_seconds, 1)},
            "processes": dict(self.processes),
            "counts": dict(self.counts),
            "ages": {name: None if age is None else round(age, 1) for name, age in self.ages.items()},
            "partners": dict(self.partners),
            "strangers": dict(self.strangers),
        }


def look(node: Node, *, processes: Mapping[str, bool] | None = None) -> Health:
    """Give how the node is now. `processes`: role → whether it runs, as far as the caller knows."""
    alive = dict(processes or {})
    free = shutil.disk_usage(node.home).free
    lease = _renewed(node)
    facts: dict[str, Any] = {}
    try:
        facts = _facts(node)
    except (DatabaseError, OSError):
        lease = None
    return Health(
        trouble=tuple(_trouble(writable=lease is not None, free=free, lease=lease, alive=alive)),
        database_writable=lease is not None,
        disk_free=free,
        lease_seconds=lease or 0.0,
        processes=alive,
        notices=tuple(_notices(facts.get("counts", {}), facts.pop("failing", {}))),
        **facts,
    )


def metrics(health: Health) -> str:
    """Give the counts in the text format that Prometheus reads."""
    lines = [
        _metric("ok", "1 where nothing must be done", int(health.ok)),
        _metric("database_writable", "1 where a write was committed just now", int(health.database_writable)),
        _metric("disk_free_bytes", "free space where the home lies", health.disk_free),
        _metric("run_lease_seconds", "how long the lease of the run still holds", round(health.lease_seconds, 1)),
        _labelled("process_up", "1 where the process runs", "role", {k: int(v) for k, v in health.processes.items()}),
        *(_metric(name, _MEANINGS[name], count) for name, count in health.counts.items()),
        *(_metric(f"{name}_seconds", _MEANINGS[name], round(age or 0.0, 1)) for name, age in health.ages.items()),
        _labelled("partners", "partners by state of the contact", "state", health.partners),
        _labelled("strangers_failures_total", _MEANINGS["strangers"], "code", health.strangers, kind="counter"),
    ]
    return "".join(lines)


_MEANINGS: Final = {
    "waiting": "entries of ours without a receipt",
    "unopened": "entries received and not yet opened by the worker",
    "unread": "messages that no officer has opened",
    "attachments": "attachments that have not travelled whole",
    "troubled": "partners that could not be reached at the last attempt",
    "silent_lines": "confirmed partners that have not answered the line test for two hours",
    "acts": "acts on the audit record",
    "failing_jobs": "jobs that failed when the node last tried them",
    "oldest_waiting": "age of the oldest entry of ours without a receipt",
    "oldest_unopened": "age of the oldest entry that the worker has not opened",
    "oldest_unread": "age of the oldest message that no officer has opened",
    "strangers": "requests that proved nothing about their sender",
}


def _renewed(node: Node) -> float | None:
    """Give the seconds that the lease still holds, after a write that changes nothing; None where it cannot be made."""
    rows = NodeRow.objects.using(node.alias).filter(pk=1)
    try:
        if not rows.update(commits=F("commits")):
            return 0.0
        until: datetime = rows.values_list("lease_until", flat=True).get()
    except (DatabaseError, OSError):
        return None
    return max(0.0, (until - node.now()).total_seconds())


def _trouble(*, writable: bool, free: int, lease: float | None, alive: Mapping[str, bool]) -> list[str]:
    said = []
    if not writable:
        said.append(
            "The database takes no writes. Free disk space, or see whether its server runs; nothing is receipted."
        )
    if free < LEAST_FREE:
        said.append(f"The disk of the home is almost full ({free >> 20} MiB free). Free some before it is.")
    if writable and lease == 0.0:
        said.append(
            "No worker renews the lease of the run. Start the node again; partners are neither sent nor opened."
        )
    said += [
        f"The process {role} does not run. See the log; it is started again by itself."
        for role, up in alive.items()
        if not up
    ]
    return said


def _notices(counts: Mapping[str, int], failing: Mapping[str, str]) -> list[str]:
    said = []
    if silent := counts.get("silent_lines", 0):
        said.append(
            f"The line test was not answered for two hours or more: {silent} of the confirmed partners. Ask them by "
            "another channel whether their node runs."
        )
    # With which partner stands on record, not here.
    for job, code in sorted({(job.partition("/")[0], code) for job, code in failing.items()}):
        said.append(
            f"The node could not do a job of its own: {job} ({code}). It is tried again by itself; the log says why."
        )
    return said


def _facts(node: Node) -> dict[str, Any]:
    now, alias, failing = node.now(), node.alias, failing_jobs.failing(node)
    waiting = Entry.objects.using(alias).filter(ours=True, code="", batch__receipt__isnull=True)
    unopened = Entry.objects.using(alias).filter(ours=False, judged=False)
    unread = CaseRow.objects.using(alias).filter(side="receiver", state="received")
    head = AuditHead.objects.using(alias).filter(pk=1).first()
    oldest = {
        "oldest_waiting": waiting.aggregate(at=Min("created"))["at"],
        "oldest_unopened": unopened.aggregate(at=Min("batch__held_at"))["at"],
        "oldest_unread": unread.aggregate(at=Min("opened_at"))["at"],
    }
    states = Partner.objects.using(alias).values_list("state").annotate(Count("pk")).order_by("state")
    return {
        "counts": {
            "waiting": waiting.count(),
            "unopened": unopened.count(),
            "unread": unread.count(),
            "attachments": AttachmentRow.objects.using(alias).filter(Q(complete=False), entry__code="").count(),
            "troubled": Delivery.objects.using(alias).filter(attempts__gt=0).count(),
            "silent_lines": line_testing.silent(node),
            "acts": 0 if head is None else head.size,
            "failing_jobs": len(failing),
        },
        "failing": failing,
        "ages": {name: None if at is None else max(0.0, (now - at).total_seconds()) for name, at in oldest.items()},
        "partners": dict(states),
        "strangers": dict(
            FailureCount.objects.using(alias).values_list("code").annotate(Sum("count")).order_by("code")
        ),
    }


def _metric(name: str, meaning: str, value: float) -> str:
    return f"# HELP detente_{name} {meaning}\n# TYPE detente_{name} gauge\ndetente_{name} {value}\n"


def _labelled(name: str, meaning: str, label: str, values: Mapping[str, int], kind: str = "gauge") -> str:
    lines = [f"# HELP detente_{name} {meaning}\n# TYPE detente_{name} {kind}\n"]
    lines += [f'detente_{name}{{{label}="{value}"}} {count}\n' for value, count in values.items()]
    return "".join(lines)
