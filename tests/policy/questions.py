"""One permitted question for each act, and how a test changes a member of it by its path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from detente.policy.acts import Act
from detente.policy.agreements import Agreement, Stage
from detente.policy.decide import Decision, decide
from detente.policy.handling import Ceiling, Label
from detente.policy.question import Actor, Approval, Context, Item, Person, Question, Subject

NOW: Final = datetime(2026, 3, 1, 10, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
KINDS: Final = frozenset({"notification", "request-information", "warning", "match-session", "trace-session"})

AGREEMENT: Final = Agreement(
    id="AB-1",
    parties=frozenset({"A", "B"}),
    stage=Stage.IN_FORCE,
    topics=frozenset({"ct", "missing"}),
    excluded=frozenset({"ct.intelligence"}),
    kinds_us=KINDS,
    kinds_them=KINDS,
    purposes=frozenset({"prevent-terrorism", "find-person"}),
    ceiling=Ceiling(tlp="RED", rank=3),
    valid_to=NOW + 300 * 24 * HOUR,
    run_off_to=NOW + 400 * 24 * HOUR,
    list_classes=frozenset({"ct-watch"}),
    budget_left=1000,
    rounds_left=3,
)
PERSON: Final = Person(category="suspect", nature="assessment", dated=True, evaluation="B2", character="passed")
BOTH_SIGNED: Final = {
    "context.approval.by": "u3",
    "context.approval.by_role": "C",
    "context.approval.second_by": "u4",
    "context.approval.second_role": "H",
}
"""C approved and H assented."""

_SUBJECT: Final = Subject(
    kind="request-information",
    label=Label(tlp="AMBER", pap="AMBER", h=frozenset({"H0"})),
    topic="ct.persons",
    purpose="prevent-terrorism",
    legal_basis="agreement AB-1 art. 3",
    item=Item(agreement="AB-1"),
    persons=(PERSON,),
    toward="B",
    destination="client",
    measure="passive",
    case="17",
    list_class="ct-watch",
    elements=500,
)
_CONTEXT: Final = Context(
    now=NOW,
    actor=Actor(id="u1", roles=frozenset({"L"}), clearance=3),
    own="A",
    partner="B",
    contact="verified",
    agreement=AGREEMENT,
    reason="case 17",
    approval=Approval(given=True, by="u2", by_role="R", author="u0", same_content=True, age=2 * HOUR),
    oversight_scope="content",
)
_OF_ACT: Final[Mapping[Act, Mapping[str, Any]]] = {
    Act.SEARCH: {"context.actor.roles": frozenset({"A"})},
    Act.USE: {"context.actor.roles": frozenset({"A"})},
    Act.MATCH: {"context.actor.roles": frozenset({"A"}), "subject.kind": "match-session"},
    Act.TRACE: {"context.actor.roles": frozenset({"A"}), "subject.kind": "trace-session"},
    Act.ADMIT: {"subject.opened_by_us": False},
    Act.OPEN_HIT: {"context.actor.roles": frozenset({"A"}), "context.second_person": True},
}


def question(act: Act | str = Act.SEND, changes: Mapping[str, Any] | None = None, **more: Any) -> Question:
    """Give a permitted question of `act`, with the members at the given paths (`subject.label.tlp`) replaced.

    In `more` two underscores stand for a dot.
    """
    act = Act(act)
    asked = Question(act, _SUBJECT, _CONTEXT)
    spoken = {path.replace("__", "."): value for path, value in more.items()}
    for path, value in {**_OF_ACT.get(act, {}), **(changes or {}), **spoken}.items():
        asked = _with(asked, path.split("."), value)
    return asked


def decided(act: Act | str = Act.SEND, changes: Mapping[str, Any] | None = None, **more: Any) -> Decision:
    """Give the decision on that question."""
    asked = question(act, changes, **more)
    return decide(asked.act, asked.subject, asked.context)


def person(**changes: Any) -> tuple[Person, ...]:
    """Give one person about whom all is said, with `changes`."""
    return (replace(PERSON, **changes),)


def _with(given: Any, path: list[str], value: Any) -> Any:
    name, *rest = path
    return replace(given, **{name: _with(getattr(given, name), rest, value) if rest else value})
