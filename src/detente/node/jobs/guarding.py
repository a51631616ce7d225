"""One job of the worker fails alone: it is put on record and shown, tried again at its next time, and the others go on.

What says that this process must end still ends it, and so does a defect that no error class names.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from detente.model.errors import DetenteError
from detente.node.context import Node
from detente.node.services import failing_jobs
from detente.node.stores.unit import RunLost

log = logging.getLogger("detente.worker")
Result = TypeVar("Result")


class Guard:
    """Does the jobs of one worker, and remembers which of them fail, those of the process before it included."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._failing: dict[str, str] | None = None

    def do(self, job: str, what: Callable[[], Result], *, otherwise: Result) -> Result:
        """Give what a job gives, `otherwise` where it failed.

        Raises:
            RunLost: another run has begun; the process must end.
        """
        if self._failing is None:
            self._failing = dict(failing_jobs.failing(self._node))
        try:
            done = what()
        except RunLost:
            raise
        except DetenteError as error:
            if self._failing.get(job) != error.code:
                log.warning("the job %s failed (%s): %s", job, error.code, error)
                failing_jobs.failed(self._node, job, error)
                self._failing[job] = error.code
            return otherwise
        if job in self._failing:
            failing_jobs.mended(self._node, job)
            del self._failing[job]
        return done
