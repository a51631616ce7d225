"""Upkeep of cases, for one officer (`queries.upkeep_page.UpkeepDesk`)."""

from __future__ import annotations

from detente.cases.table import NoSuchStep, NotInRole
from detente.node.case_gateway import NotNow
from detente.node.context import Node
from detente.node.queries import case_upkeep, thread_page, upkeep
from detente.node.queries.upkeep_page import CaseUpkeep, UpkeepDue
from detente.node.services import casework, disseminating, handing_over, legal_hold, purging, resembling, retaining
from detente.node.services.conditions import Said
from detente.node.services.disseminating import Told
from detente.node.services.duties import RoleRefused
from detente.node.stores.models import Entry, Officer


class UpkeepGateway:
    """A part of the desk on a real node."""

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        raise AssertionError("the whole desk says who asks")

    def _opener(self, officer_id: int, entry_id: str) -> tuple[Node, Officer, Entry]:
        node, officer = self._who(officer_id)
        return node, officer, casework.opener_of(node, thread_page.find(node, officer, entry_id))

    def upkeep_due(self, officer_id: int) -> UpkeepDue:
        """See `UpkeepDesk`."""
        return upkeep.due(*self._who(officer_id))

    def case_upkeep(self, officer_id: int, entry_id: str) -> CaseUpkeep:
        """See `UpkeepDesk`."""
        return case_upkeep.page(*self._opener(officer_id, entry_id))

    def told(self, officer_id: int, entry_id: str, *, recipient: str, reason: str) -> None:
        """See `UpkeepDesk`."""
        disseminating.tell(*self._opener(officer_id, entry_id), [Told(recipient, told=not reason, reason=reason)])

    def told_override(self, officer_id: int, entry_id: str, *, recipient: str, reason: str) -> None:
        """See `UpkeepDesk`."""
        disseminating.override(*self._opener(officer_id, entry_id), recipient, reason=reason)

    def review(self, officer_id: int, entry_id: str, *, keep: bool, reason: str) -> None:
        """See `UpkeepDesk`."""
        (retaining.keep if keep else retaining.let_go)(*self._opener(officer_id, entry_id), reason=reason)

    def legal_hold(self, officer_id: int, entry_id: str, *, held: bool, reason: str) -> None:
        """See `UpkeepDesk`."""
        (legal_hold.lay if held else legal_hold.lift)(*self._opener(officer_id, entry_id), reason=reason)

    def alike(self, officer_id: int, older: str, newer: str, *, taken_up: bool, reason: str) -> None:
        """See `UpkeepDesk`."""
        node, officer = self._who(officer_id)
        first, second = (thread_page.find(node, officer, each) for each in (older, newer))
        outcome = resembling.TAKEN_UP if taken_up else resembling.APART
        resembling.settle(node, officer, first, second, outcome=outcome, reason=reason)

    def purge_certificate(self, officer_id: int, entry_id: str) -> bytes:
        """See `UpkeepDesk`."""
        node, _, opener = self._opener(officer_id, entry_id)
        return purging.certificate(node, opener)

    def handover(self, officer_id: int, entry_id: str, event: str, *, to: str, code: str, note: str) -> None:
        """See `UpkeepDesk`."""
        node, officer, opener = self._opener(officer_id, entry_id)
        said = Said(to=to, code=code, note=note)
        rows = handing_over.of_case(node, opener)
        try:
            if event == "offer" or not rows:
                handing_over.offer(node, officer, opener, said)
            else:
                handing_over.act(node, officer, rows[-1], event, said)
        except NoSuchStep as error:
            raise NotNow(str(error)) from error
        except NotInRole as error:
            raise RoleRefused from error
