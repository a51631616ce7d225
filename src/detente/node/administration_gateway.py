"""Administration, for one officer (`queries.administration_page.AdministrationDesk`)."""

from __future__ import annotations

from detente.model.errors import NotFound
from detente.node.context import Node
from detente.node.queries import administration
from detente.node.queries.administration_page import AdministrationPage, CalendarPage, DeadlinesPage
from detente.node.services import duties, house, working_calendars
from detente.node.stores.models import Officer, Partner


class AdministrationGateway:
    """A part of the desk on a real node."""

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        raise AssertionError("the whole desk says who asks")

    def administration(self, officer_id: int) -> AdministrationPage:
        """See `AdministrationDesk`."""
        node, officer = self._who(officer_id)
        return administration.administration_page(node, officer)

    def calendar(self, officer_id: int, code: str) -> CalendarPage:
        """See `AdministrationDesk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "configure")
        return administration.calendar_page(node, _partner(node, code))

    def calendar_choose(
        self, officer_id: int, code: str, *, zone: str, country: str, subdivision: str, weekend: tuple[str, ...]
    ) -> int:
        """See `AdministrationDesk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "configure")
        place = working_calendars.place_of(
            zone=zone, country=country, subdivision=subdivision, weekend=weekend, now=node.now()
        )
        return working_calendars.choose(node, officer, _partner(node, code), place)

    def deadlines(self, officer_id: int) -> DeadlinesPage:
        """See `AdministrationDesk`."""
        node, _ = self._who(officer_id)
        return administration.deadlines_page(node)

    def four_eyes(self, officer_id: int, *, wanted: bool) -> str:
        """See `AdministrationDesk`."""
        node, officer = self._who(officer_id)
        row = house.set_four_eyes(node, officer, wanted)
        return "" if row is None else str(row.pk)


def _partner(node: Node, code: str) -> Partner | None:
    """Give the partner of a code, None for ours."""
    if not code:
        return None
    row = Partner.objects.using(node.alias).filter(code__iexact=code).first()
    if row is None:
        raise NotFound("This partner is not known here.")
    return row
