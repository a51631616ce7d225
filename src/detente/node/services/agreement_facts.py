"""What stands between us and a partner by agreements: texts, stages, suspensions, for the screen and the command alike.

Both sides show the same, for all of it follows from the two ledgers; only what is held is each side's own to tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from detente.cases import case as machine
from detente.cases.case import Case
from detente.model.errors import NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import agreements, holding, opening, scopes
from detente.node.stores import agreement_entries, dialogues, partners, queue
from detente.node.stores.agreement_entries import Written
from detente.node.stores.models import Entry, Partner
from detente.policy.agreement_text import FullAgreement
from detente.policy.agreements import Stage
from detente.policy.founding import FoundingAgreement
from detente.protocol import agreement_payload

SHORTEST_NAME: Final = 6
_ABOVE_ALL: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Suspension:
    """One suspension that stands. `since`: its receipt, None without one. `topic` None: the whole.

    `exempt` None: what the agreement says.
    """

    ours: bool
    topic: str | None
    since: datetime | None
    mode: str
    reason: str
    exempt: tuple[str, ...] | None

    def to_json(self) -> dict[str, Any]:
        """Give what the command writes."""
        return {
            "by": "us" if self.ours else "them",
            "topic": self.topic,
            "since": None if self.since is None else format_instant(self.since),
            "mode": self.mode,
            "reason": self.reason,
            "exempt": None if self.exempt is None else list(self.exempt),
        }


@dataclass(frozen=True, slots=True)
class Held:
    """What of ours a suspension keeps from leaving: how many, and since when the oldest was written."""

    count: int
    oldest: datetime | None

    def to_json(self) -> dict[str, Any]:
        """Give what the command writes."""
        return {"count": self.count, "oldest": None if self.oldest is None else format_instant(self.oldest)}


@dataclass(frozen=True, slots=True)
class Facts:
    """One agreement. `state`: that of its dialogue here, empty for a founding one. `signed`: by us, by them.

    `possible`: the acts of the table that the dialogue of a full text has now, whoever may do them.
    """

    text: FoundingAgreement
    stage: Stage
    state: str
    root: str
    signed: tuple[bool, bool]
    suspensions: tuple[Suspension, ...]
    possible: frozenset[str] = frozenset()

    @property
    def is_full(self) -> bool:
        """Whether it is more than the founding text of the contact."""
        return isinstance(self.text, FullAgreement)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that it covers."""
        return self.text.topics if isinstance(self.text, FullAgreement) else (self.text.topic,)

    def to_json(self) -> dict[str, Any]:
        """Give what the command writes."""
        return {
            "id": self.text.id,
            "form": "full" if self.is_full else "founding",
            "stage": str(self.stage),
            "state": self.state or None,
            "signed": {"us": self.signed[0], "them": self.signed[1]},
            "topics": list(self.topics),
            "suspensions": [each.to_json() for each in self.suspensions],
        }


def all_of(node: Node, partner: Partner) -> list[Facts]:
    """Give every agreement of a partner of which a text is known here, in the order of their signatures.

    Counter-drafts that nobody has signed come last: their stage is drafted.
    """
    known = agreements.known(node.alias, partner)
    rows = agreement_entries.written(node.alias, partner)
    standings = known.standings(ours=True)
    unsigned = [each for name, each in known.unsigned.items() if name not in known.texts]
    threads = dialogues.load_all(node.alias, partner, {*known.roots.values(), *(root for _, root in unsigned)})
    found = []
    for name, standing in standings.items():
        view, _ = standing.view(seq=_ABOVE_ALL, seen=_ABOVE_ALL, at=node.now())
        root = known.roots.get(name, "")
        case = _case(threads, root) if isinstance(standing.agreement, FullAgreement) else None
        found.append(
            Facts(
                standing.agreement,
                _stage(view.stage, view.is_over(node.now()), view.runs_off(node.now())),
                "" if case is None else case.state,
                root,
                (standing.sender_seq is not None, standing.receiver_seq is not None),
                _suspensions(rows, name),
                _possible(case),
            )
        )
    return found + [_unsigned(text, root, _case(threads, root)) for text, root in unsigned]


def _unsigned(text: FoundingAgreement, root: str, case: Case | None) -> Facts:
    state = "" if case is None else case.state
    return Facts(text, Stage.DRAFTED, state, root, (False, False), (), _possible(case))


def _case(threads: dialogues.Threads, root: str) -> Case | None:
    found = dialogues.find(threads.get(root, ()), root)
    return None if found is None else found[1]


def _possible(case: Case | None) -> frozenset[str]:
    return frozenset() if case is None else frozenset(row.event for row in machine.possible(case))


def one(node: Node, partner: Partner, named: str) -> Facts:
    """Give the agreement whose id is `named` or begins with it (six characters or more); NotFound otherwise."""
    known = all_of(node, partner)
    found = [each for each in known if each.text.id == named]
    if not found and len(named) >= SHORTEST_NAME:
        found = [each for each in known if each.text.id.startswith(named)]
    if len(found) != 1:
        raise NotFound(
            f"No agreement {named} with {partner.code} is known here, or several begin so. `detente agreement list` "
            "shows them."
        )
    return found[0]


def held(node: Node, partner: Partner) -> Held:
    """Give what of ours a suspension keeps from leaving to a partner."""
    return total(held_by_topic(node, partner).values())


def held_by_topic(node: Node, partner: Partner) -> dict[tuple[str, str | None], Held]:
    """Give the same by agreement and topic, of those under which anything is held."""
    known = agreements.known(node.alias, partner)
    if not known.any_suspension:
        return {}
    found: dict[tuple[str, str | None], list[Held]] = {}
    for scope in queue.scopes(node.alias, partner):
        parts = scopes.parts(scope)
        if parts is not None and holding.is_held(scope, known):
            _, _, agreement, topic = parts
            found.setdefault((agreement, topic), []).append(Held(*queue.count_in(node.alias, partner, scope)))
    return {place: whole for place, each in found.items() if (whole := total(each)).count}


def total(parts: Iterable[Held]) -> Held:
    """Give how many several things hold together, and since when the oldest."""
    parts = list(parts)
    oldest = min((each.oldest for each in parts if each.oldest is not None), default=None)
    return Held(sum(each.count for each in parts), oldest)


def to_json(node: Node, partner: Partner) -> dict[str, Any]:
    """Give all agreements of a partner, and what is held."""
    return {
        "party": partner.code,
        "agreements": [facts.to_json() for facts in all_of(node, partner)],
        "held": held(node, partner).to_json(),
        "held_there": held_there(node, partner),
    }


def held_there(node: Node, partner: Partner) -> dict[str, Any] | None:
    """Give what the partner last told that it holds back for us, None where it never did: its word, and no duty."""
    rows = Entry.objects.using(node.alias).filter(partner=partner, ours=False, kind="control", message="held", code="")
    last = rows.filter(judged=True).order_by("-seq").first()
    if last is None:
        return None
    payload = opening.payload_of(last)
    return {"count": payload.get("count"), "oldest": payload.get("oldest")}


def find(node: Node, party: str) -> Partner:
    """Give a partner as a person names it."""
    return partners.find(node.alias, party)


def _stage(stage: Stage, over: bool, runs_off: bool) -> Stage:
    if over:
        return Stage.ENDED
    return Stage.RUN_OFF if runs_off else stage


def _suspensions(rows: list[Written], name: str) -> tuple[Suspension, ...]:
    standing: dict[tuple[bool, str | None], Suspension] = {}
    for row in rows:
        if row.payload is None or row.agreement != name:
            continue
        topic = row.topic if row.kind == "agreement-topic" else None
        key = (row.ours, topic)
        if row.message.startswith("lift"):
            standing.pop(key, None)
        elif row.message.startswith("suspend"):
            exempt = agreement_payload.exempt_in(row.payload)
            standing[key] = Suspension(
                row.ours,
                topic,
                row.held_at,
                str(row.payload.get("mode")),
                str(row.payload.get("reason")),
                None if exempt is None else tuple(sorted(exempt)),
            )
    return tuple(standing.values())
