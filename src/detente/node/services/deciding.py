"""May this officer do this, here and now? Every act on what is held is asked of `policy.decide` (DESIGN 5).

    officer, entry, what the house knows --question--> decide --Permit--> the caller fulfils what it obliges to
                                                          `----Refusal--> on record with its inner ground, Forbidden

A caller names the obligations that it fulfils; a permit that asks for another one is no permit. What leaves for a
partner is asked in `leaving`; what the wire allows, both sides alike, is `policy.admit` and stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from detente.audit.acts import Act as Recorded
from detente.model.errors import LocalError, PolicyRefusal
from detente.model.handling import Handling
from detente.node.context import Node
from detente.node.services import concerned, opening, protecting
from detente.node.services.circumstances import DESK_WORK, Circumstances
from detente.node.services.fulfilled import FULFILLED
from detente.node.services.protecting import Protected
from detente.node.services.signatures import NOT_APPROVED
from detente.node.stores.models import Entry, Officer
from detente.node.stores.unit import unit
from detente.policy import sentences
from detente.policy.acts import Act
from detente.policy.decide import Decision, Permit, Refusal, decide
from detente.policy.handling import Label
from detente.policy.question import OWN_ORGANISATION, Approval, Person, Subject

_HIDING: Final = frozenset({"actor.inactive", "actor.role", "handling.release", "handling.tlp-red"})
"""Grounds that keep an officer from knowing of a message at all; others only close it."""


class Forbidden(PolicyRefusal):
    """Policy refused an act of an officer. `said`: its ground in words, by language; it stays in the house."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal, self.said = refusal, sentences.of(refusal.ground)
        super().__init__(refusal.ground, self.said["en"])


class Unfulfilled(LocalError):
    """A permit obliges to something that nobody here does: our defect, and so no permit."""

    code = "obligation-unfulfilled"


class Asking:
    """The questions of one officer about what is held here; what they have in common is read and decided once."""

    def __init__(self, node: Node, officer: Officer, *, signed: Approval = NOT_APPROVED) -> None:
        """Ask for an officer. `signed`: what second persons signed of the export that this is about."""
        self.around = Circumstances(node, officer)
        self._signed = signed
        self._decided: dict[tuple[object, ...], Decision] = {}

    def decide(
        self,
        act: Act,
        entry: Entry,
        *,
        reason: str = DESK_WORK,
        destination: str = OWN_ORGANISATION,
        confirmed: bool = False,
        sealed: bool = False,
        **more: Any,
    ) -> Decision:
        """Give what policy says to an act on an entry. `sealed`: on its bytes as they came, not on the desk's copy."""
        handling, label = self.around.label(entry)
        if act is Act.EXPORT and (persons := self._protected(entry)):
            more = {"persons": persons, **more}
        shared = None if more else self.around.shared(entry, handling, label)
        if shared is None:
            return self._decide(
                act, entry, handling, label, reason, destination, confirmed=confirmed, sealed=sealed, **more
            )
        key = (act, shared, reason, destination, confirmed, sealed)
        if key not in self._decided:
            self._decided[key] = self._decide(
                act, entry, handling, label, reason, destination, confirmed=confirmed, sealed=sealed
            )
        return self._decided[key]

    def _decide(
        self,
        act: Act,
        entry: Entry,
        handling: Handling,
        label: Label,
        reason: str,
        destination: str,
        *,
        confirmed: bool,
        sealed: bool,
        **more: Any,
    ) -> Decision:
        subject = Subject(
            kind=entry.kind,
            carried_as=entry.kind,
            label=label,
            message=entry.message or None,
            topic=entry.topic,
            item=self.around.item(entry),
            properties=self.around.dropped(entry) if sealed else frozenset(),
            destination=destination,
            **more,
        )
        context = self.around.around(entry, label, handling, reason=reason, confirmed=confirmed)
        if act is Act.EXPORT and self._signed.given:
            context = replace(context, approval=self._signed)
        return decide(act, subject, context)

    @cached_property
    def _register(self) -> tuple[Protected, ...]:
        return protecting.register(self.around.node)

    def _protected(self, entry: Entry) -> tuple[Person, ...]:
        """Give the protected persons whom an entry names. Of all others what is held was judged when it came."""
        return concerned.protected_in(protecting.mentioned(self._register, opening.payload_of(entry)))

    def may_know(self, entries: Iterable[Entry]) -> list[Entry]:
        """Give those that the officer may know of, in their order."""
        found = list(entries)
        self.around.know(found)
        return [entry for entry in found if not self._hides(entry)]

    def may_find(self, entries: Iterable[Entry], *, reason: str) -> list[Entry]:
        """Give those that a search of the officer may come upon, in their order; the rest is as if it were not here."""
        found = list(entries)
        self.around.know(found)
        return [entry for entry in found if isinstance(self.decide(Act.SEARCH, entry, reason=reason), Permit)]

    def _hides(self, entry: Entry) -> bool:
        decision = self.decide(Act.SEARCH, entry, confirmed=True)
        return isinstance(decision, Refusal) and not _HIDING.isdisjoint((decision.ground, *decision.also))


def require(node: Node, officer: Officer, act: Act, entry: Entry, *, fulfils: AbstractSet[str], **more: Any) -> Permit:
    """Give the permit for an act on an entry; a refusal goes on record first.

    Raises:
        Forbidden: policy refuses, with its inner ground.
        Unfulfilled: the permit asks for more than the caller does.
    """
    return permitted(
        node,
        officer,
        act,
        Asking(node, officer).decide(act, entry, **more),
        refs={"party": entry.partner.party, "cid": entry.cid},
        fulfils=fulfils,
    )


def permitted(
    node: Node, officer: Officer, act: Act, decision: Decision, *, refs: Mapping[str, str], fulfils: AbstractSet[str]
) -> Permit:
    """As `require`, for a decision that was made already."""
    if isinstance(decision, Refusal):
        with unit(node, "refuse by policy") as work:
            work.record(Recorded.POLICY_REFUSED, actor=officer.name, refs=refs, details=inner(act, decision))
        raise Forbidden(decision)
    missing = set(decision.obligations) - (fulfils & FULFILLED.keys())
    if missing:
        raise Unfulfilled(f"This act obliges to {', '.join(sorted(missing))}, which this release does not do.")
    return decision


def inner(act: Act, refusal: Refusal) -> dict[str, Any]:
    """Give the details of a refusal for the record; they never travel."""
    return {"act": act.value, "inner": refusal.ground, "also": list(refusal.also), "sent": refusal.sent}


def reason_of(permit: Permit, *, reason: str = DESK_WORK) -> dict[str, Any]:
    """Give the details of a permitted act for the record: its reason, and what it obliged to.

    The record is the log that oversight reads, its own reading among it: one chain that nobody can mute.
    """
    return {"reason": reason, "permit": list(permit.obligations)}
