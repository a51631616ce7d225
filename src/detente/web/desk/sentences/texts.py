"""What contradicts itself, or is missing, in the text of an agreement; it stands inside another sentence."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("%(topic)s is covered and excluded"),
    _("%(topic)s is excluded and no topic covers it"),
    _("%(topic)s is listed beside a topic above it"),
    _("no side may open anything"),
    _("%(kind)s opens nothing: a reply follows the kind that it replies to"),
    _("%(kind)s needs no agreement and stands in none"),
    _("the ceiling %(marking)s stands in no row of classes"),
    _("it ends before it begins"),
    _("what is received would be deleted before it is reviewed"),
    _("match sessions may be opened and have no lists or no elements to spend"),
    _("trace sessions may be opened and have no rounds to spend"),
    _("an urgent nil would wait longer than another"),
    _("name the law that the agreement rests on"),
    _("name the highest TLP that may travel"),
)
AT_THE_DESK: dict[str, str] = {
    "%(member)s is a list of topics": _(
        "a topic is missing, or not written as a code: small letters, digits, dots and hyphens"
    ),
    "%(member)s is a list of at least one name": _("a list is empty, or holds a word that is no code"),
    "law and ref are one line of at most 200 characters": _(
        "the law and its article have one line of at most 200 characters each"
    ),
}
