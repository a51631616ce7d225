"""Cases of any dialogue, for one officer (`queries.case_page.CaseDesk`)."""

from __future__ import annotations

from detente.cases.table import NoSuchStep, NotInRole
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.queries import case_screen, thread_page
from detente.node.queries.case_page import CasePage, Deed
from detente.node.services import acting, casework, conversing
from detente.node.services.conditions import Said
from detente.node.services.duties import RoleRefused
from detente.node.services.letters import Letter
from detente.node.stores.models import Officer


class CaseGateway:
    """A part of the desk on a real node."""

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        raise AssertionError("the whole desk says who asks")

    def case(self, officer_id: int, entry_id: str) -> CasePage:
        """See `CaseDesk`."""
        node, officer = self._who(officer_id)
        return case_screen.page(node, officer, thread_page.find(node, officer, entry_id))

    def case_act(self, officer_id: int, entry_id: str, event: str, deed: Deed) -> None:
        """See `CaseDesk`."""
        node, officer = self._who(officer_id)
        opener = casework.opener_of(node, thread_page.find(node, officer, entry_id))
        try:
            if event == "open":
                acting.open_entry(node, officer, opener)
            else:
                conversing.act(node, officer, opener, event, _said(deed))
        except NoSuchStep as error:
            raise NotNow(str(error)) from error
        except NotInRole as error:
            raise RoleRefused from error


class NotNow(BadInput):
    """The case has left the state in which the act stood open: a colleague may have acted meanwhile."""

    code = "no-such-step"


def _said(deed: Deed) -> Said:
    return Said(
        letter=Letter(text=deed.text, lang=deed.lang),
        until=deed.until,
        code=deed.code,
        missing=deed.missing,
        ground=deed.ground,
        explained=deed.explained,
        competent=deed.competent,
        to=deed.to,
        other=deed.other,
        confirmed=deed.confirm,
        note=deed.note,
    )
