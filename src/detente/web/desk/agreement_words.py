"""What the desk calls stages of agreements, what a suspension does, and the acts of a head of service."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from detente.node.queries.agreement_page import AgreementAct, AgreementStage
from detente.web.desk.words import KINDS

Words = str | Promise

STAGES: dict[AgreementStage, tuple[Words, str, str]] = {
    "none": (_("No agreement"), "warn", "warning"),
    "drafted": (pgettext_lazy("stage", "proposed, signed by nobody"), "warn", "unsure"),
    "proposed": (pgettext_lazy("stage", "signed by one side"), "warn", "unsure"),
    "in-force": (pgettext_lazy("stage", "in force"), "yes", "check"),
    "notice": (pgettext_lazy("stage", "in force, notice given"), "warn", "clock"),
    "run-off": (pgettext_lazy("stage", "running off: only what is open is finished"), "warn", "clock"),
    "ended": (pgettext_lazy("stage", "ended"), "no", "cross"),
}
ACTS: dict[AgreementAct, tuple[Words, str]] = {
    "draft": (_("Propose an agreement"), "paper"),
    "sign": (_("Sign this text"), "seal"),
    "counter": (_("Answer with another text"), "paper"),
    "decline": (_("Decline this text"), "cross"),
    "withdraw": (_("Withdraw our text"), "cross"),
    "suspend": (_("Suspend"), "pause"),
    "lift": (_("Lift our suspension"), "check"),
    "notice": (_("Give notice"), "cross"),
    "certify": (_("Certify what became of the data"), "seal"),
}
MODES: dict[str, Words] = {
    "hold": _("What is written waits, in order"),
    "refuse": _("Nothing new is taken for sending"),
}
PASSING: dict[str, Words] = {
    "": _("What the agreement says"),
    "life": _("Only danger to life"),
    "nothing": _("Nothing at all"),
}
DATA: dict[str, Words] = {
    "returned": _("The data was returned"),
    "destroyed": _("The data was destroyed"),
    "kept": _("The data is kept, on a ground"),
}
EXEMPT: dict[str, Words] = {
    "life": _("danger to life"),
    "correction": _("corrections"),
    "recall": _("recalls"),
    "redress": _("requests of the person concerned"),
}


def passing_words(exempt: Sequence[str] | None) -> str:
    """Say what passes a suspension: "danger to life, corrections"."""
    if exempt is None:
        return gettext("what the agreement says")
    if not exempt:
        return gettext("nothing")
    return gettext(", ").join(str(EXEMPT.get(each) or KINDS.get(each, each)) for each in exempt)
