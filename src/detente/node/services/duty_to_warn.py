"""The duty to warn: whether a danger is credible, specific and impending, and what the house decides upon it.

    a warning is written --test--> tested --holds: a second person releases it, the duty desk alone in an hour of need
                                      |                (then a releasing officer reviews it within a day), or the head
                                      |                of service waives it with a ground that oversight reads
                                      `--does not hold: a second person releases it all the same, or it is dropped

A warning that meets the test is not thrown away: it leaves, or somebody answers for it that it did not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from detente.model.errors import BadInput
from detente.model.instant import parse_instant
from detente.node.context import Node
from detente.node.services import duties, officers, preludes, standing_drafts
from detente.node.services.conditions import Said
from detente.node.services.written import Written
from detente.node.stores.models import DraftRow, Officer, PreludeRow, PreludeStep
from detente.node.stores.unit import Unit, unit
from detente.policy.roles import Role

KIND: Final = "warning"
QUESTIONS: Final = ("credible", "specific", "impending")
WARN: Final = "warn"
WARN_NOW: Final = "warn-now"


class NotTested(BadInput):
    """Nobody said yet whether the danger is credible, specific and impending."""

    code = "not-tested"

    def __init__(self) -> None:
        super().__init__("Answer the three questions of the duty to warn first: credible, specific, impending.")


class DutyHolds(BadInput):
    """The duty to warn holds, so the warning is not thrown away in silence."""

    code = "duty-holds"

    def __init__(self) -> None:
        super().__init__(
            "This warning is credible, specific and impending: it is released, or the head of service waives it with "
            "a ground."
        )


class DutyDoesNotHold(BadInput):
    """The duty to warn does not hold, so neither does what rests on it."""

    code = "duty-does-not-hold"

    def __init__(self) -> None:
        super().__init__(
            "By its test the duty to warn does not hold here: a releasing officer may release it, or a liaison officer "
            "drops it."
        )


def begun(node: Node, officer: Officer, draft: DraftRow, work: Unit) -> None:
    """See to it that what stands before a drafted warning is here, in the unit of work that saves the draft.

    Raises:
        DutyHolds: it was a warning that meets the test, and is to be something else now.
    """
    row = preludes.of_draft(node, draft)
    if draft.content.get("kind") != KIND:
        if row is not None:
            require_discardable(node, draft, row)
            row.delete(using=node.alias)
        return
    if row is None:
        preludes.begin(node, officer, KIND, work=work, partner=draft.partner, draft=draft)
    elif row.partner_id != draft.partner_id:
        row.partner = draft.partner
        row.save(using=node.alias, update_fields=["partner"])


def answer(node: Node, officer: Officer, row: PreludeRow, given: Mapping[str, Any]) -> PreludeRow:
    """Set down the answers to the three questions, each yes or no; give how it stands.

    Raises:
        NoSuchStep, NotInRole: it was tested already, or the officer has not the role.
        BadInput: an answer is missing, or it is called specific and says neither where nor when.
    """
    if given.get("specific") in (True, "yes") and not _says_where_or_when(row):
        raise BadInput("It says neither where nor when. Give the place or the time, or answer that it is not specific.")
    preludes.act(node, officer, row, "test", Said(given=dict(given)))
    return row


def answers(node: Node, row: PreludeRow) -> dict[str, bool]:
    """Give what was answered, empty before the test."""
    steps = PreludeStep.objects.using(node.alias).filter(prelude=row, event="test").order_by("-pk")
    details = steps.values_list("details", flat=True).first() or {}
    return {name: bool(details.get(name)) for name in QUESTIONS if name in details}


def holds(node: Node, row: PreludeRow) -> bool:
    """Whether all three questions were answered with yes."""
    found = answers(node, row)
    return len(found) == len(QUESTIONS) and all(found.values())


def waive(node: Node, officer: Officer, row: PreludeRow, said: Said) -> None:
    """Decide that nobody is warned although the duty holds: the head of service, with a ground that oversight reads.

    Raises:
        DutyDoesNotHold: then it is dropped, not waived. NoSuchStep, NotInRole, BadInput: as `preludes.act`.
    """
    if not holds(node, row):
        raise DutyDoesNotHold
    _end(node, officer, row, "waive", said)


def drop(node: Node, officer: Officer, row: PreludeRow, said: Said) -> None:
    """Drop a warning whose duty does not hold, with a reason; what was written stays with it.

    Raises:
        DutyHolds: it is released or waived. NoSuchStep, NotInRole, BadInput: as `preludes.act`.
    """
    if holds(node, row):
        raise DutyHolds
    _end(node, officer, row, "drop", said)


def require_tested(node: Node, draft: DraftRow) -> None:
    """Return if a drafted warning was tested, or the draft is none; NotTested otherwise."""
    if draft.content.get("kind") == KIND:
        row = preludes.of_draft(node, draft)
        if row is None or row.state != "tested":
            raise NotTested


def require_discardable(node: Node, draft: DraftRow, row: PreludeRow | None = None) -> None:
    """Return if a draft may be thrown away; DutyHolds for a warning that meets the test."""
    row = preludes.of_draft(node, draft) if row is None else row
    if row is not None and row.kind == KIND and holds(node, row):
        raise DutyHolds


def discarded(node: Node, draft: DraftRow) -> None:
    """Take away what stood before a warning that was never tested to hold, with its draft."""
    PreludeRow.objects.using(node.alias).filter(draft=draft, state__in=("draft", "tested"), entry=None).delete()


def leaves_by(node: Node, officer: Officer, ready: Written) -> tuple[str, Officer]:
    """Give the act by which a warning leaves and whose it is: `warn` of R or C, `warn-now` of the duty desk.

    Raises:
        NotTested: nobody answered the questions. DutyDoesNotHold: the duty desk alone releases no such warning.
        BadInput: the time that it warns of is past.
    """
    row = None if ready.begins is None else ready.begins.prelude
    if row is None or row.state != "tested":
        raise NotTested
    check_in_time(ready.payload, node.now())
    approval = ready.letter.approval
    acts = officers.find(node, approval.by) if approval.given and approval.by else officer
    alone = {Role.RELEASING, Role.HEAD}.isdisjoint(duties.roles_of(acts))
    if approval.by_role == Role.DUTY_DESK or alone:
        if not holds(node, row):
            raise DutyDoesNotHold
        return WARN_NOW, acts
    return WARN, acts


def check_in_time(payload: Mapping[str, Any], now: datetime) -> None:
    """Return if what it warns of can still be prevented; BadInput where the latest time that it names is past."""
    latest = payload.get("latest")
    if isinstance(latest, str) and parse_instant(latest) <= now:
        raise BadInput("The time that it warns of is past. Give a later one, or write a notification of what happened.")


def _says_where_or_when(row: PreludeRow) -> bool:
    given = ((row.draft.content if row.draft is not None else {}).get("more") or {}).get("given") or {}
    return any(str(given.get(name) or "").strip() for name in ("place", "earliest", "latest", "endangered"))


def _end(node: Node, officer: Officer, row: PreludeRow, event: str, said: Said) -> None:
    with unit(node, f"{event} {KIND}") as work:
        preludes.move(node, officer, row, event, said, work)
        draft = row.draft
        if draft is not None:
            # What was written stays with the decision: who answers for it answers for these words.
            current = standing_drafts.current(node, draft)
            standing_drafts.reopen(node, officer, current, work)
            row.content, row.draft = {**current.content, "author": current.author.name}, None
            row.save(using=node.alias, update_fields=["content", "draft"])
            DraftRow.objects.using(node.alias).filter(pk=draft.pk).delete()
