"""Words of oversight's pages as template filters; what has no word shows by its code."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy

from detente.node.queries.oversight_page import SilenceLine
from detente.web.desk.words import KINDS

register = template.Library()

WAIVERS: dict[str, str | Promise] = {
    "waive": pgettext_lazy("waiver", "The duty to warn was waived"),
    "warn-now": pgettext_lazy("waiver", "A warning left before its approval"),
    "waive-assurances": pgettext_lazy("waiver", "Assurances were waived"),
    "dissemination-overridden": pgettext_lazy("waiver", "Somebody was told in spite of the list"),
    "handed-anyway": pgettext_lazy("waiver", "A case was handed to where nobody was on duty"),
}
ACTS: dict[str, str | Promise] = {
    "accept": pgettext_lazy("act", "Accepted a message"),
    "confirm": pgettext_lazy("act", "Confirmed a contact"),
    "approve": pgettext_lazy("act", "Approved what another wrote"),
    "release-notification": pgettext_lazy("act", "Released a notification"),
    "release-answer": pgettext_lazy("act", "Released an answer"),
    "release-refusal": pgettext_lazy("act", "Released a refusal"),
    "shift-given": pgettext_lazy("act", "Handed over a shift"),
    "shift-taken": pgettext_lazy("act", "Took over a shift"),
}
RELEASE = "release-"
READINGS: dict[str, str | Promise] = {
    "overview": pgettext_lazy("reading", "The overview"),
    "verify": pgettext_lazy("reading", "The record, verified"),
    "sample": pgettext_lazy("reading", "Messages drawn by lot"),
    "export": pgettext_lazy("reading", "The record, exported"),
    "broken": pgettext_lazy("reading", "This line cannot be opened: it was changed"),
}


@register.filter
def waiver_name(act: str) -> object:
    """Give the name of a waiver."""
    return WAIVERS.get(act, act)


@register.filter
def act_name(act: str) -> object:
    """Give the name of an act; of a release without a name of its own, by the kind of what left."""
    released = act.removeprefix(RELEASE)
    if act not in ACTS and released != act:
        return pgettext("act", "Released: %(what)s") % {"what": KINDS.get(released, released)}
    return ACTS.get(act, act)


@register.filter
def reading_name(what: str) -> object:
    """Give the name of a reading."""
    return READINGS.get(what, what)


@register.filter
def steps_taken(line: SilenceLine) -> str:
    """Say how often people were reminded, and whether a head was told."""
    said = []
    if line.reminders:
        said.append(ngettext("%(count)s reminder", "%(count)s reminders", line.reminders) % {"count": line.reminders})
    if line.head_told:
        said.append(gettext("head told"))
    return gettext(", ").join(said) or gettext("none yet")
