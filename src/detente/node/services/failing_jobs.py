"""Jobs of the node that fail: on record when it begins and when it ends, and shown as long as it lasts.

A job is named by what it does; after a slash stands the partner with whom, where it is one's alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from detente.audit.acts import Act
from detente.model.errors import DetenteError
from detente.node.context import Node
from detente.node.stores.models import FailingJob
from detente.node.stores.unit import unit


def failed(node: Node, job: str, error: DetenteError) -> None:
    """Put on record that a job failed, with the code of why."""
    with unit(node, "job failed") as work:
        rows = FailingJob.objects.using(node.alias)
        rows.update_or_create(
            job=job, defaults={"code": error.code}, create_defaults={"code": error.code, "since": node.now()}
        )
        work.record(Act.JOB_FAILED, details={"job": job, "code": error.code})


def mended(node: Node, job: str) -> None:
    """Put on record that a job which had failed was done again."""
    with unit(node, "job mended") as work:
        FailingJob.objects.using(node.alias).filter(job=job).delete()
        work.record(Act.JOB_MENDED, details={"job": job})


def failing(node: Node) -> Mapping[str, str]:
    """Give the jobs that failed when they were last tried, each with the code of why."""
    return dict(FailingJob.objects.using(node.alias).order_by("job").values_list("job", "code"))
