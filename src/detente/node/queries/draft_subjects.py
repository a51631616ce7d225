"""The subject of a draft, in one way for every list: its own, or that of what it answers as the reader may read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.node.context import Node
from detente.node.queries import rows, withholding
from detente.node.queries.desk import Draft, Text
from detente.node.queries.drafts import draft_in
from detente.node.queries.limits import HIDDEN, NONE
from detente.node.services.deciding import Asking
from detente.node.stores.models import DraftRow, Entry

Subjects = Mapping[tuple[int | None, str], str]
"""By partner and id of the message that is answered; who may not know of it has no entry."""


def answered_by(node: Node, drafts: Iterable[Draft]) -> tuple[Entry, ...]:
    """Give the messages that drafts answer."""
    answers = {draft.answers for draft in drafts if draft.answers}
    if not answers:
        return ()
    return tuple(rows.light(rows.messages_of(node).filter(ours=False, uid__in=answers)))


def of_answered(asking: Asking, answered: Sequence[Entry]) -> Subjects:
    """Give the subjects of messages that drafts answer, as the officer may read them; the unknown left out."""
    known = asking.may_know(answered)
    closed = withholding.limits(asking, known)
    return {
        (each.partner_id, each.uid): HIDDEN if closed.get(each.pk, NONE).hides_subject else each.subject
        for each in known
    }


def subject(row: DraftRow, draft: Draft, answered: Subjects) -> Text:
    """Give the subject of a draft, "" where it answers what the reader may not know of."""
    if draft.answers:
        return Text(answered.get((row.partner_id, draft.answers), ""))
    return Text(draft.subject, draft.lang)


def of_rows(asking: Asking, found: Sequence[DraftRow]) -> dict[int, Text]:
    """Give the subject of each draft, by its row."""
    drafts = {row.pk: draft_in(row.content) for row in found}
    answered = of_answered(asking, answered_by(asking.around.node, drafts.values()))
    return {row.pk: subject(row, drafts[row.pk], answered) for row in found}
