"""What the house knows and never sends, for one officer (`queries.safeguards_page.SafeguardsDesk`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from detente.model import b64
from detente.node.context import Node
from detente.node.queries import thread_page
from detente.node.queries.desk import Signing
from detente.node.queries.safeguards_page import ProtectedLine
from detente.node.services import passkeys, protecting, quarantining, risking
from detente.node.services.asserting import Assertion
from detente.node.stores.models import Officer


class SafeguardsGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]
    _asserted: Callable[[Node, Officer, str | None, bytes], Assertion | None]

    def persons(self, officer_id: int) -> tuple[ProtectedLine, ...]:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        return tuple(
            ProtectedLine(
                str(row.pk), tuple(row.names), tuple(row.statuses), row.fled_from or "", row.category, row.until
            )
            for row in protecting.rows(node, officer)
        )

    def person_protect(
        self,
        officer_id: int,
        *,
        names: tuple[str, ...],
        statuses: tuple[str, ...],
        fled_from: str,
        category: str,
        until: datetime | None,
    ) -> str:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        row = protecting.protect(
            node, officer, names=names, statuses=statuses, fled_from=fled_from, category=category, until=until
        )
        return str(row.pk)

    def person_end(self, officer_id: int, person_id: str) -> None:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        protecting.end(node, officer, person_id)

    def risk_profile(self, officer_id: int, code: str, *, required: bool, death_penalty: bool, torture: bool) -> None:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        partner = risking.partner_named(node, code)
        risking.set_profile(node, officer, partner, required=required, death_penalty=death_penalty, torture=torture)

    def risk_baseline(self, officer_id: int, code: str, *, act: str, matter: str, level: str) -> str:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        partner = risking.partner_named(node, code)
        return str(risking.baseline(node, officer, partner, act=act, matter=matter, level=level).pk)

    def risk_mitigate(self, officer_id: int, form_id: str, *, text: str) -> None:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        risking.mitigate(node, officer, risking.find(node, officer, form_id), text)

    def risk_prepare(self, officer_id: int, form_id: str, *, level: str) -> Signing:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        subject = risking.subject_of_residual(risking.find(node, officer, form_id), level)
        return Signing(b64.encode(subject), passkeys.credential_ids(node, officer))

    def risk_residual(self, officer_id: int, form_id: str, *, level: str, assertion: str | None) -> None:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        row = risking.find(node, officer, form_id)
        signed = self._asserted(node, officer, assertion, risking.subject_of_residual(row, level))
        risking.residual(node, officer, row, level, assertion=signed)

    def assurance_add(self, officer_id: int, code: str, *, against: tuple[str, ...], text: str, until: datetime) -> str:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        partner = risking.partner_named(node, code)
        return str(risking.assure(node, officer, partner, against=against, text=text, until=until).pk)

    def assurance_breach(self, officer_id: int, assurance_id: str) -> None:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        risking.breach(node, officer, assurance_id)

    def quarantine(self, officer_id: int, entry_id: str, *, because: str) -> None:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        quarantining.quarantine(node, officer, thread_page.find(node, officer, entry_id), because)

    def quarantine_lift(self, officer_id: int, entry_id: str, *, because: str) -> str:
        """See `SafeguardsDesk`."""
        node, officer = self._who(officer_id)
        row = quarantining.lift(node, officer, thread_page.find(node, officer, entry_id), because)
        return "" if row is None else str(row.pk)
