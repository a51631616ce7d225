"""What a case of the adversarial table is: the attack, what must come of it, the guard that sees to it.

A case is played twice: as the code is, and with its guard taken out. The second run has to fail, so that no case holds
for another reason than the one that it names.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from detente.audit.heads import AuditFinding
from detente.protocol.refusal import Refused
from tests.faults.mutants import without

Patch = pytest.MonkeyPatch
Remove = Callable[[Patch], None]

BROKEN = (AssertionError, pytest.fail.Exception, Refused, AuditFinding)
"""How a test of a case fails: its own assertion, a missing refusal, or a refusal of what an honest party sent."""


@dataclass(frozen=True)
class Guard:
    """Where the product refuses the attack, and what takes that out."""

    where: str
    remove: Remove


@dataclass(frozen=True)
class Case:
    """One attack: the number of the protocol report, its name, the required outcome, its test, its guards."""

    number: int
    attack: str
    outcome: str
    test: Callable[..., None]
    guards: tuple[Guard, ...]

    @property
    def shown_test(self) -> str:
        """Where the test stands: file and function."""
        path = str(sys.modules[self.test.__module__].__file__).rpartition("/tests/")[2]
        return f"{path}:{self.test.__name__}"

    def given(self, fixture: Callable[[str], object]) -> dict[str, object]:
        """Give what the test takes, from the fixtures of that name; `_` is a story that it does not need."""
        names = inspect.signature(self.test).parameters
        return {name: None if name == "_" else fixture(name) for name in names}


def row_name(case: Case, guard: Guard) -> str:
    """Give the name of one guard of one case."""
    return f"{case.number} {case.attack}: {guard.where}"


def case(number: int, attack: str, outcome: str, test: Callable[..., None], *guards: Guard) -> Case:
    """Give a row of the table."""
    return Case(number, attack, outcome, test, guards)


def cut(function: Callable[..., object], guard: str, instead: str = "") -> Remove:
    """Give what takes a text out of a function."""
    return lambda patch: without(patch, function, {guard: instead})


def cuts(*texts: tuple[Callable[..., object], Mapping[str, str]]) -> Remove:
    """Give what takes texts out of several functions: a guard that stands in layers."""

    def remove(patch: Patch) -> None:
        for function, guards in texts:
            without(patch, function, guards)

    return remove


def put(owner: object, name: str, value: object) -> Remove:
    """Give what puts something else in the place of an attribute."""
    return lambda patch: patch.setattr(owner, name, value)


def of_story(remove: Callable[[Patch, Any], None]) -> Remove:
    """Give the removal of a mutant of `tests/faults`, which needs no story."""
    return lambda patch: remove(patch, None)


def code_of(act: Callable[..., object], *given: object, **named: object) -> str:
    """Give the code with which a call is refused, "" where it is not; the name of any other failure.

    So that a crash in place of a refusal is compared like an answer, and told in the table.
    """
    try:
        act(*given, **named)
    except Exception as error:  # any failure is an outcome to compare
        return str(getattr(error, "code", type(error).__name__))
    return ""
