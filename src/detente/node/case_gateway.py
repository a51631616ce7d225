"""Cases of any dialogue, for one officer (`queries.case_page.CaseDesk`)."""

from __future__ import annotations

from dataclasses import asdict

from detente.cases.table import NoSuchStep, NotInRole
from detente.model.errors import BadInput
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import case_screen, thread_page
from detente.node.queries.case_page import CasePage, Deed
from detente.node.queries.desk import Draft
from detente.node.queries.drafts import content_of
from detente.node.services import acting, casework, conversing, drafting
from detente.node.services.conditions import Said
from detente.node.services.duties import RoleRefused
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry, Officer


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

    def case_draft(self, officer_id: int, entry_id: str, event: str, deed: Deed) -> str:
        """See `CaseDesk`."""
        node, officer = self._who(officer_id)
        opener = casework.opener_of(node, thread_page.find(node, officer, entry_id))
        _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
        try:
            conversing.require(node, officer, opener, event, _said(deed))
            made = conversing.written(node, opener, case, event, _said(deed))
        except NoSuchStep as error:
            raise NotNow(str(error)) from error
        except NotInRole as error:
            raise RoleRefused from error
        content = content_of(_draft(opener, made.kind, made.message, event, deed))
        return str(drafting.save(node, officer, None, content, opener.partner).pk)


class NotNow(BadInput):
    """The case has left the state in which the act stood open: a colleague may have acted meanwhile."""

    code = "no-such-step"


def _draft(opener: Entry, kind: str, message: str, event: str, deed: Deed) -> Draft:
    more = {name: value for name, value in asdict(deed).items() if name not in ("text", "lang", "until") and value}
    if deed.until is not None:
        more["until"] = format_instant(deed.until)
    return Draft(
        kind=kind,
        message=message,
        to=opener.partner.code,
        answers=opener.uid,
        text=deed.text,
        lang=deed.lang,
        act=event,
        more={**more, **({"missing": list(deed.missing)} if deed.missing else {})},
    )


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
        untold=deed.untold,
        given=deed.given,
    )
