"""The desks, their rosters and shifts, for one officer (`queries.office_page.OfficeDesk`)."""

from __future__ import annotations

from datetime import datetime

from detente.node.context import Node
from detente.node.queries import offices, thread_page
from detente.node.queries.office_page import Alarm, DeskPage, DesksPage, HandPage, SheetPage
from detente.node.services import calling, desks, duties, handing_on, introducing, officers, shifts
from detente.node.services.asserting import Assertion
from detente.node.stores.models import Officer


class OfficeGateway:
    """A part of the desk on a real node."""

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        raise AssertionError("the whole desk says who asks")

    def _asserted(self, node: Node, officer: Officer, text: str | None, challenge: bytes) -> Assertion | None:
        raise AssertionError("the whole desk verifies passkeys")

    def desks(self, officer_id: int) -> DesksPage:
        """See `OfficeDesk`."""
        node, _ = self._who(officer_id)
        return offices.desks_page(node)

    def desk_page(self, officer_id: int, code: str) -> DeskPage:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "open")
        return offices.desk_page(node, officer, desks.find(node, code))

    def desk_arrange(
        self,
        officer_id: int,
        code: str,
        *,
        name: str,
        topics: tuple[str, ...],
        partners: tuple[str, ...],
        languages: tuple[str, ...],
        main: bool,
    ) -> None:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        known = [introducing.find(node, each) for each in partners]
        desks.arrange(node, officer, code, name=name, topics=topics, partners=known, languages=languages, main=main)

    def desk_place(self, officer_id: int, code: str, who: str, *, place: str) -> None:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        desks.place(node, officer, desks.find(node, code), officers.find(node, who), place)

    def leave_set(self, officer_id: int, who: str, *, begin: datetime, end: datetime) -> None:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        desks.set_leave(node, officer, officers.find(node, who), begin=begin, end=end)

    def reach_set(self, officer_id: int, who: str, *, address: str) -> None:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        calling.reach(node, officer, officers.find(node, who), address=address)

    def roster_add(self, officer_id: int, code: str, *, who: str, begin: datetime, end: datetime) -> None:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        duties.require_at_desk(officer, "keep-roster")
        desks.set_duty(node, officer, desks.find(node, code), officers.find(node, who), begin=begin, end=end)

    def sheet_make(self, officer_id: int, code: str, *, notes: str) -> str:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        duties.require_at_desk(officer, "sign-shift")
        return str(shifts.make(node, officer, desks.find(node, code), notes=notes).pk)

    def sheet(self, officer_id: int, code: str, sheet_id: str) -> SheetPage:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "open")
        desk = desks.find(node, code)
        return offices.sheet_page(node, officer, desk, shifts.find(node, desk, sheet_id))

    def sheet_sign(self, officer_id: int, code: str, sheet_id: str, *, assertion: str | None) -> None:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        duties.require_at_desk(officer, "sign-shift")
        row = shifts.find(node, desks.find(node, code), sheet_id)
        shifts.sign(node, officer, row, assertion=self._asserted(node, officer, assertion, bytes(row.sheet_hash)))

    def alarm(self, officer_id: int) -> Alarm:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        return offices.alarm(node, officer)

    def hand_page(self, officer_id: int, entry_id: str) -> HandPage:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        duties.require_at_desk(officer, "hand-on")
        return offices.hand_page(node, officer, thread_page.find(node, officer, entry_id))

    def hand_on(self, officer_id: int, entry_id: str, *, desk: str, who: str, note: str, anyway: bool) -> None:
        """See `OfficeDesk`."""
        node, officer = self._who(officer_id)
        duties.require_at_desk(officer, "hand-on")
        handing_on.hand_on(
            node,
            officer,
            thread_page.find(node, officer, entry_id),
            desk=desks.find(node, desk) if desk else None,
            to=officers.find(node, who) if who else None,
            note=note,
            anyway=anyway,
        )
