"""Words of watches and their alerts."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

INSTRUCTIONS: dict[str, tuple[Words, str, str]] = {
    "notify": (_("tell the owner"), "plain", "info"),
    "check": (_("check, let go on"), "warn", "search"),
    "detain": (_("stop and hold"), "bad", "shield"),
}
"""What is to be done with who is found: words, look, icon."""
STATES: dict[str, tuple[Words, str, str]] = {
    "standing": (pgettext_lazy("watch", "stands"), "yes", "check"),
    "undecided": (pgettext_lazy("watch", "past its end, undecided"), "bad", "overdue"),
    "ended": (pgettext_lazy("watch", "ended"), "no", "cross"),
}
EVENTS: dict[tuple[str, str], Words] = {
    ("crossing", "out"): _("left the country"),
    ("crossing", "in"): _("came into the country"),
    ("crossing", ""): _("crossed a border"),
    ("booking", "out"): _("booked a journey out"),
    ("booking", "in"): _("booked a journey in"),
    ("booking", ""): _("booked a journey"),
    ("list-entry", ""): _("came onto a list"),
}
"""What happened, by its kind and its direction."""
SEEN: Words = _("was seen")
STEPS: tuple[Words, ...] = (
    _("The owner was told."),
    _("The owner and the duty desk were told."),
    _("The owner, the duty desk and its head were told."),
)
"""Whom an alert that nobody takes has reached."""
