"""Words of matches: what is compared, what a field says for or against, what people judge."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from detente.web.desk.record_words import PROPERTIES

Words = str | Promise

FIELDS: dict[str, Words] = PROPERTIES | {
    "names": _("Name"),
    "idNumber": _("Number of a document"),
}
MEANS: dict[str, tuple[Words, str, str]] = {
    "supports": (pgettext_lazy("field of a match", "supports"), "yes", "check"),
    "contradicts": (pgettext_lazy("field of a match", "contradicts"), "warn", "unsure"),
    "missing": (pgettext_lazy("field of a match", "missing"), "plain", "info"),
    "differs": (pgettext_lazy("field of a match", "differs"), "plain", "info"),
}
"""What a field says: words, look, icon. What is missing contradicts nothing."""
VERDICTS: dict[str, Words] = {
    "same": _("Same person"),
    "different": _("Different person"),
    "unsure": _("I cannot say"),
}
KEYS: dict[str, str] = {"same": "y", "different": "n", "unsure": "u"}
HELD: dict[str, Words] = {
    "same": pgettext_lazy("judgement", "same person"),
    "different": pgettext_lazy("judgement", "different person"),
    "unsure": pgettext_lazy("judgement", "cannot be said"),
}
STATES: dict[str, Words] = {
    "open": _("to be judged"),
    "second": _("waits for a second person"),
}
TELL: dict[str, Words] = {
    "same": _("We compared the person of your message with what we hold: we take them for the same person."),
    "different": _("We compared the person of your message with what we hold: it is a different person."),
    "unsure": _("We compared the person of your message with what we hold: we cannot say whether it is the same."),
}
"""What a draft to the partner begins with; the officer changes it, sends it, or leaves it."""
