"""What consents, uses and what is owed are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

MEASURES: dict[str, Words] = {
    "look": _("only looked at"),
    "passive": _("checked against own data"),
    "active": _("active measures, not seen by the person"),
    "arrest": _("arrest"),
    "block": _("blocking"),
    "attribute": _("attribution in public"),
}
AIMS: dict[str, Words] = {
    "locate": _("find where somebody is"),
    "watch": _("watch somebody"),
    "transfer": _("hand somebody over"),
}
ANSWERS: dict[str, Words] = {
    "granted": _("consented"),
    "refused": _("refused"),
    "pending": _("asked, no answer yet"),
}
STANDS: dict[str, Words] = {
    **ANSWERS,
    "revoked": _("withdrawn"),
    "expired": _("expired"),
}
BODIES: dict[str, Words] = {
    "body": _("a body without a node"),
    "client": _("a client of the house"),
}
WIDE: dict[str, Words] = {
    "own-organisation": _("the receiver’s own organisation"),
    "client": _("any client of the receiver"),
}
"""Recipients that are nobody in particular."""
FURTHER: dict[str, Words] = {
    "use": _("Use it"),
    "consent": _("Enter a consent"),
    "hand-out": _("Hand it to a body without a node"),
}
OWED: dict[str, Words] = {
    "report-use": _("Tell the originator of the use"),
    "review-24h": _("Review a release of the duty desk"),
    "tell-body": _("Tell a body without a node of a correction"),
}
HOW: dict[str, Words] = {
    "paper": _("on paper"),
    "hand": _("handed over in person"),
    "phone": _("by telephone"),
    "not-reached": _("could not be reached"),
    "not-permitted": _("must not be told"),
}
BODY_ANSWERS: dict[str, Words] = {
    "none": _("no answer yet"),
    "done": _("taken over in full"),
    "partly": _("taken over in part"),
    "objected": _("objected"),
}
