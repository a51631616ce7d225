"""What the desk calls its own states, hand-overs, likenesses, and what an act still asks for, in plain words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

# Where a dialogue stands on our side, by the states of its table.
STATES: dict[str, Words] = {
    "released": pgettext_lazy("state", "released"),
    "sent": pgettext_lazy("state", "sent"),
    "delivered": pgettext_lazy("state", "delivered"),
    "waiting": pgettext_lazy("state", "waiting"),
    "received": pgettext_lazy("state", "received"),
    "rejected": pgettext_lazy("state", "refused by the node"),
    "bounced": pgettext_lazy("state", "refused by their node"),
    "opened": pgettext_lazy("state", "opened"),
    "registered": pgettext_lazy("state", "accepted"),
    "accepted": pgettext_lazy("state", "accepted"),
    "evaluated": pgettext_lazy("state", "evaluated"),
    "linked": pgettext_lazy("state", "linked with a case"),
    "acting": pgettext_lazy("state", "in use"),
    "returned": pgettext_lazy("state", "sent back"),
    "standing": pgettext_lazy("state", "stands as it is"),
    "filed": pgettext_lazy("state", "filed"),
    "outcome-sent": pgettext_lazy("state", "outcome told"),
    "outcome-received": pgettext_lazy("state", "outcome received"),
    "answered": pgettext_lazy("state", "answered"),
    "answered-in-part": pgettext_lazy("state", "answered in part"),
    "part-answered": pgettext_lazy("state", "answered in part, more follows"),
    "part-sent": pgettext_lazy("state", "answered in part, more follows"),
    "nil": pgettext_lazy("state", "answered nil"),
    "refused": pgettext_lazy("state", "refused"),
    "cross-checked": pgettext_lazy("state", "searched and cross-checked"),
    "tasked": pgettext_lazy("state", "at the desk that does it"),
    "collected": pgettext_lazy("state", "material collected"),
    "clarifying": pgettext_lazy("state", "asked back"),
    "clarification-asked": pgettext_lazy("state", "asked back"),
    "withdrawing": pgettext_lazy("state", "being withdrawn"),
    "withdrawn": pgettext_lazy("state", "withdrawn"),
    "transferred": pgettext_lazy("state", "passed to the competent body"),
    "assessed": pgettext_lazy("state", "assessed"),
    "closed": pgettext_lazy("state", "closed"),
    # Of a correction.
    "applied": pgettext_lazy("state", "applied"),
    "kept-partly": pgettext_lazy("state", "applied in part"),
    "done": pgettext_lazy("state", "applied"),
    "partly": pgettext_lazy("state", "applied in part"),
    "done-onward-open": pgettext_lazy("state", "applied, passed on to others"),
    "partly-onward-open": pgettext_lazy("state", "applied in part, passed on to others"),
    "insisting": pgettext_lazy("state", "insisted on"),
    "insisted": pgettext_lazy("state", "insisted on"),
    "objected": pgettext_lazy("state", "objected to"),
    "objected-again": pgettext_lazy("state", "objected to again"),
    "closed-objected": pgettext_lazy("state", "objection noted"),
    # Of a hand-over between desks.
    "mine": pgettext_lazy("state", "here"),
    "offered": pgettext_lazy("state", "offered, not taken"),
    "theirs": pgettext_lazy("state", "taken"),
    "mine-again": pgettext_lazy("state", "came back"),
    "taking-back": pgettext_lazy("state", "being taken back"),
    "settled-here": pgettext_lazy("state", "stays here"),
}
HANDOVER: dict[str, Words] = {
    "offer": _("Offer to another desk"),
    "take-back": _("Take back"),
    "close-here": _("Keep it here"),
    "offer-elsewhere": _("Offer to yet another desk"),
    "take": _("Take it"),
    "return": _("Give it back"),
}
WAYS: dict[str, Words] = {
    "name": pgettext_lazy("alike in", "names as written"),
    "identifier": pgettext_lazy("alike in", "identifiers"),
    "reference": pgettext_lazy("alike in", "file numbers"),
    "person": pgettext_lazy("alike in", "the person"),
}
