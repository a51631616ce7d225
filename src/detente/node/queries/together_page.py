"""Several drafts under one signature, as the desk shows them: what stands ready, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.model import b64
from detente.model.errors import PolicyRefusal
from detente.node.context import Node
from detente.node.queries import draft_subjects, release_page
from detente.node.queries import parties as shown
from detente.node.queries.desk import Party, Phrase, Signing, Text
from detente.node.queries.parties import Parties
from detente.node.services import approving, passkeys, releasing_together
from detente.node.services.deciding import Asking
from detente.node.services.releasing_together import Line, Outcome
from detente.node.stores.models import DraftRow, Officer


@dataclass(frozen=True, slots=True)
class Ready:
    """One draft of the list. `hash`: of what would leave, base64url, "" where it cannot; `refusal`: then, why.

    `beside`: a request for information leaves with it.
    """

    draft_id: str
    party: Party | None
    subject: Text
    message: str
    author: str
    hash: str
    refusal: Phrase | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """The list to sign. `approves`: drafts of colleagues; `submits`: a second person is needed after it."""

    now: datetime
    drafts: tuple[Ready, ...]
    signing: Signing
    approves: bool
    submits: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one draft. `state`: released, submitted, signed or refused; `error`: why it was refused."""

    draft_id: str
    state: str
    error: Exception | None = None


class TogetherDesk(Protocol):
    """What the page of several drafts may ask."""

    def together(self, officer_id: int, chosen: Sequence[str], *, approves: bool) -> TogetherPage:
        """Give the list of the chosen drafts; of everything there is to choose where none is."""
        ...

    def release_together(
        self, officer_id: int, chosen: Sequence[tuple[str, str]], *, approves: bool, assertion: str | None
    ) -> tuple[Fate, ...]:
        """Release or approve each draft, named by number and hash, under one signature over the list."""
        ...


def together_page(node: Node, officer: Officer, chosen: Sequence[str], *, approves: bool) -> TogetherPage:
    """Give the list of the chosen drafts, in their order; of all that there is to choose where none is chosen."""
    keys = list(chosen) or _all(node, officer, approves=approves)
    found = releasing_together.lines(node, officer, keys, approves=approves) if keys else []
    known = draft_subjects.of_rows(Asking(node, officer), [line.row for line in found if line.row is not None])
    parties = shown.load(node)
    ready = [_ready(node, line, parties, known) for line in found]
    leaving = [line for line, each in zip(found, ready, strict=True) if each.hash]
    signing = Signing(b64.encode(releasing_together.challenge(leaving)), passkeys.credential_ids(node, officer))
    submits = not approves and any(_takes_a_second(node, line) for line in leaving)
    return TogetherPage(node.now(), tuple(ready), signing, approves, submits)


def fates(outcomes: Sequence[Outcome]) -> tuple[Fate, ...]:
    """Give what became of each draft, for the desk."""
    return tuple(Fate(each.draft, each.state, each.refused) for each in outcomes)


def _all(node: Node, officer: Officer, *, approves: bool) -> list[str]:
    if approves:
        rows = [row for row in approving.waiting(node, officer) if row.author_id != officer.pk]
    else:
        own = DraftRow.objects.using(node.alias).filter(author=officer).exclude(state=approving.SUBMITTED)
        rows = list(own.order_by("changed", "pk"))
    return [str(row.pk) for row in rows[: releasing_together.MOST]]


def _takes_a_second(node: Node, line: Line) -> bool:
    return (
        line.row is not None and line.ready is not None and approving.takes_a_second(node, line.row.author, line.ready)
    )


def _ready(node: Node, line: Line, parties: Parties, subjects: Mapping[int, Text]) -> Ready:
    row, refusal = line.row, _why(node, line)
    return Ready(
        draft_id=line.draft,
        party=None if row is None or row.partner_id is None else parties.by_row[row.partner_id],
        subject=Text("") if row is None else subjects[row.pk],
        message="" if row is None else str(row.content.get("message") or ""),
        author="" if row is None else row.author.shown,
        hash="" if refusal is not None else b64.encode(line.bound),
        refusal=refusal,
        beside=row is not None and bool(row.content.get("ask")),
    )


def _why(node: Node, line: Line) -> Phrase | None:
    if isinstance(line.refused, PolicyRefusal):
        return Phrase(line.refused.code)
    if line.refused is not None:
        return Phrase("draft-unready")
    assert line.row is not None
    assert line.ready is not None
    return release_page.refusal_of(node, line.row, line.ready)
