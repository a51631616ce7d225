"""What stands between us and one partner while letters are released to it: read once, and like is decided once.

    letters that go together --same kind, agreement, topic, label--> one question to policy, its answer for all of them

It lives as long as one release: the next reads the ledgers anew. What replies or concerns another is asked for each.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from functools import cached_property

from detente.model.handling import Handling
from detente.model.party_id import PartyId
from detente.node.context import Node
from detente.node.services import agreements, letters, opening, scopes
from detente.node.services.agreements import Known
from detente.node.services.leaving import Leaving
from detente.node.services.letters import Letter
from detente.node.services.releases_asked import Request
from detente.node.stores import ledger, partners
from detente.node.stores.models import Partner
from detente.policy.admit import REPLIES, Refusal, Standing, Subject, admit
from detente.policy.agreements import Agreement
from detente.policy.decide import Permit
from detente.policy.founding import FoundingAgreement
from detente.policy.standing import effective, for_sides
from detente.protocol.pair import Pair


class Side:
    """What policy and sealing ask about a partner, at the moment `now` of one release."""

    def __init__(self, node: Node, partner: Partner, *, now: datetime) -> None:
        self._node, self._partner, self._now = node, partner, now
        self._texts: dict[Hashable, FoundingAgreement] = {}
        self._labels: dict[Hashable, Handling] = {}
        self._standing: dict[Hashable, Agreement] = {}
        self._admitted: dict[Hashable, Permit | Refusal] = {}

    @cached_property
    def pair(self) -> Pair:
        """The pair as the machines see it."""
        return partners.pair_of(self._node.alias, self._partner)

    @cached_property
    def known(self) -> Known:
        """What both ledgers say of the agreements."""
        return agreements.known(self._node.alias, self._partner)

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """The agreements as an officer's release is judged by them."""
        return self.known.to_write()

    @cached_property
    def sizes(self) -> tuple[int, int]:
        """How much we stamped, and how much of theirs we hold."""
        _, out = ledger.outgoing(self._node.alias, self._partner)
        _, incoming = ledger.incoming(self._node.alias, self._partner)
        return out.stamped.size, incoming.held.size

    def agreement_for(self, request: Request) -> FoundingAgreement:
        """Give the agreement to write under: that of the dialogue, else one that lets us open it.

        Raises:
            PolicyRefusal: none is in force, or none of that id.
        """
        opener, letter = request.opened_by, request.letter
        if opener is not None:
            return agreements.one_of(self.standings, self._partner, opener.agreement)
        alike = (request.kind, letter.topic, letter.agreement)
        if alike not in self._texts:
            self._texts[alike] = agreements.to_open(
                self.standings,
                self._partner,
                us=self.pair.us,
                kind=request.kind,
                topic=letter.topic,
                named=letter.agreement,
            )
        return self._texts[alike]

    def label_of(self, letter: Letter, text: FoundingAgreement) -> Handling:
        """Give the label of a letter, as `letters.label_of`."""
        alike = (
            tuple(letter.codes),
            letter.orcon,
            None if letter.rel is None else tuple(letter.rel),
            letter.purpose,
            text.id,
        )
        if alike not in self._labels:
            self._labels[alike] = letters.label_of(letter, text)
        return self._labels[alike]

    def standing_of(self, text: FoundingAgreement, request: Request) -> Agreement:
        """Give an agreement as it would stand at the place that a request gets next."""
        topic = letters.topic_of(request.letter, text, request.opened_by)
        replies = frozenset() if request.opened_by is None else frozenset({request.kind})
        alike = (text.id, topic, replies)
        if alike not in self._standing:
            stamped, held = self.sizes
            seen, _ = self.standings[text.id].view(seq=stamped + 1, seen=held, at=self._now)
            here = effective(seen, self.known.holding(text.id), topic=topic)
            self._standing[alike] = for_sides(here, text, us=self.pair.us, them=self.pair.them, replies=replies)
        return self._standing[alike]

    def refused(self, request: Request, text: FoundingAgreement, handling: Handling) -> Refusal | None:
        """Give the ground on which the wire's policy would refuse a request, None where it permits."""
        decision = self._answer(request, text, handling)
        return decision if isinstance(decision, Refusal) else None

    def _answer(self, request: Request, text: FoundingAgreement, handling: Handling) -> Permit | Refusal:
        topic = letters.topic_of(request.letter, text, request.opened_by)
        if request.opened_by is not None or request.concerns is not None:
            return self._asked(request, text, handling, topic)
        # What opens a dialogue differs from another in nothing else that the wire's policy looks at.
        alike = (request.kind, request.message, request.dialogue, text.id, topic, handling)
        if alike not in self._admitted:
            self._admitted[alike] = self._asked(request, text, handling, topic)
        return self._admitted[alike]

    def _asked(self, request: Request, text: FoundingAgreement, handling: Handling, topic: str) -> Permit | Refusal:
        target, opener = request.target, request.opened_by
        stamped, held = self.sizes
        re = request.concerns if target is None else target.cid
        subject = Subject(
            sender=self.pair.us,
            receiver=PartyId(self._partner.party),
            kind=request.kind,
            agreement=text.id,
            topic=topic,
            handling=handling,
            re=re,
            seq=stamped + 1,
            seen=held,
            message=request.message,
            dialogue=request.dialogue,
            dialogue_kind=request.dialogue if request.kind in REPLIES else request.kind,
            at=self._now,
            opened_by_sender=opener is None or opener.ours,
        )
        named = opening.target_of(self._node, self._partner, re, written_by_us=True)
        return admit(subject, standings=self.standings, target=named)

    def leaving(self, request: Request, text: FoundingAgreement, handling: Handling) -> Leaving:
        """Give what the rules of the house look at."""
        letter, opener = request.letter, request.opened_by
        return Leaving(
            agreement=self.standing_of(text, request),
            rows=text.classes,
            dialogue=request.dialogue,
            kind=request.kind,
            message=request.message,
            topic=letters.topic_of(letter, text, opener),
            handling=handling,
            law=letter.law or text.basis.law,
            opens=opener is None,
            ours=opener is None or opener.ours,
            approval=letter.approval,
            payload={**request.payload, "files": [name for _, name in letters.files_of(letter)]},
            matter=letter.own_ref,
            thread=None if opener is None else opener.agreement,
            life=_is_about_life(request),
        )


def _is_about_life(request: Request) -> bool:
    """Whether what leaves belongs to a warning of danger to life: what opens one says so, its replies follow."""
    opener = request.opened_by
    if opener is None:
        return scopes.is_about_life(request.kind, request.payload)
    return opener.kind == request.dialogue and scopes.is_about_life(opener.kind, opening.payload_of(opener))
