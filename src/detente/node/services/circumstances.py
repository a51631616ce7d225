"""Who acts here, on what, with whom: what the house knows, as the values that policy asks for, read once for many acts.

What is not known is given so that it refuses. Nothing is decided here: see `deciding`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any, Final

from detente.model.handling import Handling
from detente.node.context import Node
from detente.node.services import agreements, duties, house
from detente.node.stores import house_facts
from detente.node.stores.models import Act as ActRow
from detente.node.stores.models import Confirmation, Entry, Holding, Officer, OfficerNumber, Partner
from detente.policy import classification
from detente.policy.admit import Standing
from detente.policy.agreements import NO_AGREEMENT, Agreement
from detente.policy.handling import Label, label_of
from detente.policy.question import Actor, Approval, Context, Item
from detente.protocol import header as headers
from detente.protocol.first_contact import ContactState

DESK_WORK: Final = "desk-work"
"""The reason of whoever handles what came to, or goes from, their own desk; others give one in words."""
NOT_CLEARED: Final = -1
_CONTACTS: Final = {ContactState.CONFIRMED: "verified", ContactState.ENDED: "withdrawn"}
_RED: Final = "RED"
# After all that either side ever wrote.
_LAST: Final = 1 << 62


class Circumstances:
    """What stands around the acts of one officer at one moment."""

    def __init__(self, node: Node, officer: Officer) -> None:
        self.node, self.officer, self.now = node, officer, node.now()
        self._holdings: dict[int, Holding] = {}
        self._looked_for: set[int] = set()
        self._standings: dict[int, dict[str, Standing]] = {}
        self._two: dict[str, bool] = {}

    # The house and the officer

    @cached_property
    def _house(self) -> tuple[str, bool]:
        return house_facts.party_and_four_eyes(self.node.alias)

    @property
    def own(self) -> str:
        """Our party."""
        return self._house[0]

    def takes_two(self, release: str) -> bool:
        """Whether what this officer writes takes a second person to leave. `release`: who approves it, by its table."""
        if release not in self._two:
            self._two[release] = self._house[1] and house.has_second(self.node, self.officer, release=release)
        return self._two[release]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return house_facts.numbers_of(self.node.alias, self.officer)

    @cached_property
    def _confirmed(self) -> frozenset[int]:
        rows = Confirmation.objects.using(self.node.alias).filter(officer=self.officer)
        return frozenset(rows.values_list("entry_id", flat=True))

    def actor(self, partner_id: int, rows: tuple[frozenset[str], ...] = ()) -> Actor:
        """Give the officer as one partner's labels name them, cleared on the scale of the agreement's `rows`."""
        officer, number = self.officer, self._numbers.get(partner_id)
        row = classification.row_of(officer.clearance, rows) if officer.clearance else None
        return Actor(
            id=officer_id(officer, number),
            roles=duties.roles_of(officer),
            active=officer.active,
            clearance=NOT_CLEARED if row is None else row,
            seconded_from=officer.seconded_from or None,
        )

    # What is held

    def know(self, entries: Iterable[Entry]) -> None:
        """Read at once what is special about these entries."""
        wanted = {entry.pk for entry in entries} - self._looked_for
        if wanted:
            self._looked_for |= wanted
            self._holdings |= Holding.objects.using(self.node.alias).in_bulk(list(wanted))

    def item(self, entry: Entry) -> Item:
        """Give an entry as something that is held."""
        self.know([entry])
        held = self._holdings.get(entry.pk)
        if held is None:
            return Item(ours=entry.ours, agreement=entry.agreement)
        return Item(
            state=held.state,
            ours=entry.ours,
            quarantined=held.quarantined,
            legal_hold=held.legal_hold,
            agreement=entry.agreement,
        )

    def dropped(self, entry: Entry) -> frozenset[str]:
        """Give the names of properties that the sealed bytes of an entry have, and the desk's copy has not."""
        self.know([entry])
        held = self._holdings.get(entry.pk)
        return frozenset() if held is None else frozenset(held.dropped)

    def label(self, entry: Entry) -> tuple[Handling, Label]:
        """Give the label of an entry as it stands on the wire, and as rules see it."""
        handling = _handling(bytes(entry.header))
        return handling, label_of(handling, self.rows(entry, handling))

    def rows(self, entry: Entry, handling: Handling) -> tuple[frozenset[str], ...]:
        """Give the rows of equal markings of the agreement; only what is classified has use for them."""
        if not handling.of_scheme("cls") or entry.agreement is None:
            return ()
        found = self._standings_with(entry.partner).get(entry.agreement)
        return () if found is None else found.agreement.classes

    def shared(self, entry: Entry, handling: Handling, label: Label) -> tuple[object, ...] | None:
        """Give all that acts on an entry are decided by, which it may share with others; None where it stands alone."""
        self.know([entry])
        if entry.pk in self._holdings or (entry.ours and label.tlp == _RED) or "H3" in label.restrictions:
            return None
        return entry.kind, entry.message, entry.ours, entry.partner_id, entry.agreement, entry.topic, handling

    def _standings_with(self, partner: Partner) -> dict[str, Standing]:
        if partner.pk not in self._standings:
            self._standings[partner.pk] = agreements.standings(self.node.alias, partner, ours=True)
        return self._standings[partner.pk]

    # Contexts

    def around(self, entry: Entry, label: Label, handling: Handling, *, reason: str, confirmed: bool) -> Context:
        """Give the context of an act on an entry. `confirmed`: its stated limits need no confirmation for this."""
        agreement = NO_AGREEMENT
        if entry.agreement is not None and handling.of_scheme("cls"):
            agreement = self.agreement(entry.partner, entry.agreement)
        return Context(
            now=self.now,
            actor=self.actor(entry.partner_id, self.rows(entry, handling)),
            own=self.own,
            partner=str(entry.partner_id),
            agreement=agreement,
            reason=reason,
            approval=self._signed(entry) if entry.ours and label.tlp == _RED else Approval(),
            h3_confirmed=confirmed or "H3" not in label.restrictions or entry.pk in self._confirmed,
        )

    def toward(self, partner: Partner, agreement: Agreement, *, rows: classification.Rows, **more: Any) -> Context:
        """Give the context of an act that reaches a partner. `rows`: the agreement's equal markings."""
        return Context(
            now=self.now,
            actor=self.actor(partner.pk, tuple(rows)),
            own=self.own,
            partner=partner.party,
            contact=_CONTACTS.get(ContactState(partner.state), "unverified"),
            agreement=agreement,
            **more,
        )

    def agreement(self, partner: Partner, named: str) -> Agreement:
        """Give the agreement of that id as rules see it; none where no text of it stands."""
        found = self._standings_with(partner).get(named)
        return NO_AGREEMENT if found is None else found.view(seq=_LAST, seen=_LAST, at=self.now)[0]

    def _signed(self, entry: Entry) -> Approval:
        """Give who released an entry of ours: whoever wrote or approved what is RED may see it."""
        rows = ActRow.objects.using(self.node.alias).filter(entry=entry, act__startswith="release")
        row = rows.select_related("officer").first()
        return Approval() if row is None else Approval(author=officer_id(row.officer, self._number_of(row, entry)))

    def _number_of(self, row: ActRow, entry: Entry) -> int | None:
        if row.officer_id == self.officer.pk:
            return self._numbers.get(entry.partner_id)
        numbers = OfficerNumber.objects.using(self.node.alias).filter(officer=row.officer, partner=entry.partner)
        return numbers.values_list("number", flat=True).first()


@lru_cache(maxsize=8192)
def _handling(header: bytes) -> Handling:
    """Give the handling of a header, which never changes: the same entries are asked about again and again."""
    return headers.parse(header).handling


def officer_id(officer: Officer, number: int | None) -> str:
    """Give the name under which labels and approvals know an officer: the number that the partner sees, if any."""
    return f"name:{officer.name}" if number is None else f"officer-{number}"
