"""Watches on persons and their alerts, for one officer (`queries.watches_page.WatchesDesk`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from detente.node.context import Node
from detente.node.queries import thread_page
from detente.node.queries import watches as shown
from detente.node.queries.watches_page import (
    AlertLine,
    KeptLine,
    WatchGiven,
    WatchLine,
    WatchList,
    WatchOffer,
    WatchPage,
)
from detente.node.services import alerts, duties, kept_watches, standing_watches
from detente.node.services.standing_watches import Asked
from detente.node.stores.models import Officer


class WatchesGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def watches(self, officer_id: int, *, ended: bool = False) -> WatchList:
        """See `WatchesDesk`."""
        return shown.listing(*self._who(officer_id), ended=ended)

    def watch(self, officer_id: int, watch_id: str) -> WatchPage:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        return shown.page(node, officer, standing_watches.find(node, officer, watch_id))

    def watch_offer(self, officer_id: int, entry_id: str) -> WatchOffer:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        return shown.offer(node, officer, thread_page.find(node, officer, entry_id))

    def watches_left(self, officer_id: int, entry_id: str) -> tuple[WatchLine, ...]:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        return shown.left(node, officer, thread_page.find(node, officer, entry_id))

    def alerts_open(self, officer_id: int) -> tuple[AlertLine, ...]:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        return shown.alerts(node, officer) if duties.may_at_desk(officer, shown.DUTY) else ()

    def watches_kept_ending(self, officer_id: int) -> tuple[KeptLine, ...]:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        return shown.kept(node, officer, ending=True) if duties.may_at_desk(officer, shown.DUTY) else ()

    def watch_let_end(self, officer_id: int, entry_id: str) -> None:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        kept_watches.let_end(node, officer, kept_watches.find(node, officer, entry_id))

    def watch_set(self, officer_id: int, entry_id: str, given: WatchGiven) -> str:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        person = {"names": given.names, "birthDate": given.born, "country": given.countries, "idNumber": given.numbers}
        asked = Asked(
            person=person,
            until=given.until,
            law=given.law,
            basis=given.basis,
            purpose=given.purpose,
            because=given.because,
            instruction=given.instruction,
            owner=given.owner,
            matter=given.matter,
        )
        return str(standing_watches.set_up(node, officer, thread_page.find(node, officer, entry_id), asked).pk)

    def watch_renew(self, officer_id: int, watch_id: str, *, until: datetime, because: str) -> None:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        standing_watches.renew(node, officer, standing_watches.find(node, officer, watch_id), until, because)

    def watch_hand(self, officer_id: int, watch_id: str, *, to: str) -> None:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        standing_watches.hand_on(node, officer, standing_watches.find(node, officer, watch_id), to)

    def watch_end(self, officer_id: int, watch_id: str, *, because: str) -> None:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        standing_watches.end(node, officer, standing_watches.find(node, officer, watch_id), because)

    def alert_take(self, officer_id: int, alert_id: str, *, note: str) -> None:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        alerts.acknowledge(node, officer, alerts.find(node, officer, alert_id), note=note)

    def alert_told(self, officer_id: int, alert_id: str, *, to: str, at: datetime, words: str) -> None:
        """See `WatchesDesk`."""
        node, officer = self._who(officer_id)
        alerts.told(node, officer, alerts.find(node, officer, alert_id), to=to, at=at, words=words)
