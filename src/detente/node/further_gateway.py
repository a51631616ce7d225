"""Uses, consents, passing on and what is owed, for one officer (`queries.further_page.FurtherDesk`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from detente.node.context import Node
from detente.node.queries import further, further_choices, thread_page
from detente.node.queries.desk import Party
from detente.node.queries.further_page import (
    ConsentGiven,
    ConsentLine,
    Entered,
    FurtherChoices,
    OnwardLine,
    OwedLine,
    UseGiven,
    UseLine,
)
from detente.node.services import consenting, consents_entered, handing_out, owing, protecting, using
from detente.node.services.consenting import Word
from detente.node.services.going_further import Intent, Watch
from detente.node.stores.models import Officer


class FurtherGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def further_choices(self, officer_id: int, entry_id: str) -> FurtherChoices:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        return further_choices.choices(node, officer, thread_page.find(node, officer, entry_id))

    def further_recipients(self, officer_id: int) -> Mapping[str, Party]:
        """See `FurtherDesk`."""
        node, _ = self._who(officer_id)
        return further_choices.recipients(node)

    def consents(self, officer_id: int) -> tuple[ConsentLine, ...]:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        return further.consents(node, officer)

    def consent_enter(self, officer_id: int, entry_id: str, given: ConsentGiven) -> Entered:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        word = Word(
            purpose=given.purpose,
            recipients=given.recipients,
            answer=given.answer,
            given_by=given.given_by,
            paper=given.paper,
            message=thread_page.find(node, officer, given.message_id) if given.message_id else None,
            dialogue=given.dialogue,
            since=given.since,
            until=given.until,
            digest=given.digest,
        )
        return further.entered(consents_entered.enter(node, officer, thread_page.find(node, officer, entry_id), word))

    def consent_withdraw(self, officer_id: int, consent_id: str, *, because: str) -> None:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        consenting.withdraw(node, officer, consenting.find(node, officer, consent_id), because=because)

    def uses(self, officer_id: int, entry_id: str) -> tuple[UseLine, ...]:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        return further.uses(node, officer, thread_page.find(node, officer, entry_id))

    def use_content(self, officer_id: int, entry_id: str, given: UseGiven) -> str:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        intent = Intent(
            purpose=given.purpose,
            law=given.basis,
            reason=given.reason,
            measure=given.measure,
            matter=given.matter,
            aim=given.aim or None,
            toward=protecting.party_named(node, given.toward) or None,
            life=given.life,
            watch=Watch(until=given.watch_until, basis=given.watch_basis or None),
        )
        return str(using.use(node, officer, thread_page.find(node, officer, entry_id), intent).pk)

    def onward(self, officer_id: int, entry_id: str) -> tuple[OnwardLine, ...]:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        return further.onward(node, officer, thread_page.find(node, officer, entry_id))

    def hand_out(self, officer_id: int, entry_id: str, *, to: str, purpose: str, basis: str, matter: str) -> str:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        item = thread_page.find(node, officer, entry_id)
        row = handing_out.propose(node, officer, item, to=to, purpose=purpose, law=basis, matter=matter)
        return "" if row is None else str(row.pk)

    def owed(self, officer_id: int) -> tuple[OwedLine, ...]:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        return further.owed(node, officer)

    def owed_done(self, officer_id: int, owed_id: str, *, proof_id: str, note: str) -> None:
        """See `FurtherDesk`."""
        node, officer = self._who(officer_id)
        proof = thread_page.find(node, officer, proof_id) if proof_id else None
        owing.done(node, officer, owing.find(node, officer, owed_id), proof=proof, note=note)
