"""Jobs of the node that fail: on record when it begins and when it ends, and shown as long as it lasts.

A job is named by what it does; after a slash stands the partner with whom, where it is one's alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.audit.acts import Act
from detente.model import strict_json
from detente.model.errors import DetenteError
from detente.node.context import Node
from detente.node.stores.models import AuditRow
from detente.node.stores.unit import unit

LOOK_BACK: Final = 200
"""So many of the newest lines about jobs are read: a job that fails says so once, not each time."""


def failed(node: Node, job: str, error: DetenteError) -> None:
    """Put on record that a job failed, with the code of why."""
    with unit(node, "job failed") as work:
        work.record(Act.JOB_FAILED, details={"job": job, "code": error.code})


def mended(node: Node, job: str) -> None:
    """Put on record that a job which had failed was done again."""
    with unit(node, "job mended") as work:
        work.record(Act.JOB_MENDED, details={"job": job})


def failing(node: Node) -> Mapping[str, str]:
    """Give the jobs that failed when they were last tried, each with the code of why."""
    rows = AuditRow.objects.using(node.alias).filter(act__in=(Act.JOB_FAILED, Act.JOB_MENDED), details__isnull=False)
    last: dict[str, str] = {}
    for row in rows.order_by("-index")[:LOOK_BACK]:
        said = strict_json.parse(bytes(row.details or b""))["details"]
        last.setdefault(said["job"], said.get("code", ""))
    return {job: code for job, code in sorted(last.items()) if code}
