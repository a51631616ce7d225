"""What the desk calls places, roles, weekdays, steps and limits, in plain words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from detente.node.queries.administration_page import Limit
from detente.web.desk.instants import length

Words = str | Promise

WEEKDAYS: dict[str, Words] = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
PLACES: dict[str, Words] = {
    "head": pgettext_lazy("place at a desk", "head"),
    "deputy": pgettext_lazy("place at a desk", "deputy"),
    "member": pgettext_lazy("place at a desk", "member"),
}
ROLES: dict[str, Words] = {
    "liaison": pgettext_lazy("role", "liaison officer"),
    "release": pgettext_lazy("role", "releasing officer"),
    "head": pgettext_lazy("role", "head of service"),
    "duty": pgettext_lazy("role", "duty desk"),
    "analyst": pgettext_lazy("role", "analyst"),
    "legal": pgettext_lazy("role", "legal adviser"),
    "oversight": pgettext_lazy("role", "oversight"),
    "operator": pgettext_lazy("role", "operator"),
}
# Clocks as a hand-over sheet names them.
AWAITED: dict[str, Words] = {
    "delivery": pgettext_lazy("awaited", "delivery"),
    "opening": pgettext_lazy("awaited", "opening"),
    "acceptance": pgettext_lazy("awaited", "acceptance"),
    "answer": pgettext_lazy("awaited", "answer"),
    "outcome": pgettext_lazy("awaited", "outcome"),
    "interim": pgettext_lazy("awaited", "interim reply"),
    "clarification": pgettext_lazy("awaited", "clarification"),
    "feedback": pgettext_lazy("awaited", "feedback"),
}
STEPS: dict[str, Words] = {
    "opened": pgettext_lazy("step", "open"),
    "accepted": pgettext_lazy("step", "accept"),
    "answer": pgettext_lazy("step", "answer"),
    "interim": pgettext_lazy("step", "tell how it stands"),
    "outcome": pgettext_lazy("step", "report the outcome"),
    "core-data": pgettext_lazy("step", "send the core data of a hit"),
    "sending": pgettext_lazy("step", "send the report"),
    "admissibility": pgettext_lazy("step", "decide whether to examine it"),
    "deconfliction": pgettext_lazy("step", "tell of a conflict"),
}


def limit_words(limit: Limit) -> str:
    """Say how long a step may take: "8 h", "3 days", "20 working days", "3 months"."""
    if limit.span is not None:
        return length(limit.span)
    if limit.working_days is not None:
        said = ngettext("%(count)s working day", "%(count)s working days", limit.working_days)
        return said % {"count": limit.working_days}
    if limit.days is not None:
        return ngettext("%(days)s day", "%(days)s days", limit.days) % {"days": limit.days}
    if limit.months is not None:
        return ngettext("%(count)s month", "%(count)s months", limit.months) % {"count": limit.months}
    return gettext("as the obliged party says")
