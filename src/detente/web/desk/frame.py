"""What stands around every page: whose node, who is signed in, where one can go, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from detente.web.desk.gateway import desk


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail; `key` is the letter after `g`, `section` the first part of the addresses below it."""

    name: str
    label: str | Promise
    icon: str
    key: str
    section: str


PLACES = (
    Place("my-work", _("My work"), "work", "w", ""),
    Place("messages", _("Messages"), "message", "i", "messages"),
    Place("compose", _("Write"), "plus", "c", "compose"),
    Place("approvals", _("Approvals"), "eyes", "a", "approvals"),
    Place("warnings", _("Warnings"), "warning", "n", "warnings"),
    Place("records", _("Records"), "case", "r", "records"),
    Place("watches", _("Watches"), "clock-urgent", "v", "watches"),
    Place("matches", pgettext_lazy("rail", "Matches"), "match", "m", "matches"),
    Place("lists", _("Lists"), "paper", "l", "lists"),
    Place("partners", _("Partners"), "partners", "p", "partners"),
    Place("desks", _("Desks"), "person", "d", "desks"),
    Place("oversight", _("Oversight"), "oversight", "o", "oversight"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the context of the frame; the node is asked only by pages that show it."""
    return {
        "house": SimpleLazyObject(lambda: desk().house()),
        "rail": SimpleLazyObject(lambda: _rail(request)),
        "time_zone": settings.TIME_ZONE,
        "languages": settings.LANGUAGES,
        "keys_off": request.COOKIES.get(settings.DETENTE_KEYS_COOKIE) == "off",
    }


def _rail(request: HttpRequest) -> dict[str, Any] | None:
    """Give the signed-in officer's name and the places, or None before sign-in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.pk is None:
        return None
    shown = desk().frame(user.pk)
    section = request.path.strip("/").partition("/")[0]
    counts = {"my-work": shown.due, "messages": shown.unread, "approvals": desk().approvals_due(user.pk)}
    offered = [place for place in PLACES if place.name != "oversight" or shown.oversight]
    places = [(place, reverse(place.name), place.section == section, counts.get(place.name, 0)) for place in offered]
    return {"officer": shown.officer, "places": places}
