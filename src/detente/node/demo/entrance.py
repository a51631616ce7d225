"""The entrance without a password: its addresses, and who comes in by one. Only `node.settings.demo` opens it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detente.model.errors import NotFound
from detente.node.demo import marker, story
from detente.node.demo.marker import Marker
from detente.node.queries.desk import Entrance, Phrase

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def address(mark: Marker, officer: str) -> str:
    """Give the path that signs an officer in."""
    return f"/demo/enter/{officer}/{mark.ticket(officer)}/"


def entrances(mark: Marker, code: str) -> tuple[Entrance, ...]:
    """Give the ways into one node, as its sign-in page lists them."""
    return tuple(
        Entrance(person.shown, Phrase(f"role.{person.role}"), address(mark, person.name))
        for person in story.party(code.upper()).officers
    )


def user_of(home: Path, officer: str, ticket: str) -> User:
    """Give the account of an officer whose ticket fits.

    Raises:
        NotFound: no home of the demo, another ticket, or no such account: all alike.
    """
    from django.contrib.auth.models import User

    nobody = NotFound("There is nothing here.")
    try:
        fits = marker.read(home).fits(officer, ticket)
    except marker.NotADemo as error:
        raise nobody from error
    user = User.objects.filter(username=officer, is_active=True).first() if fits else None
    if user is None:
        raise nobody
    return user
