"""Words of what depends on a partner and of a line that is cut."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from detente.web.desk.words import Words

SORTS: Final[dict[str, Words]] = {
    "open-cases": _("Open cases"),
    "watches-for-them": _("Watches that we keep for them"),
    "watches-for-us": _("Watches that they keep for us"),
    "warnings-from-them": _("Warnings that came from them"),
    "matches": _("Matches with what they wrote"),
    "statements": _("Values of our records that rest on them"),
    "theirs-held": _("Messages of theirs whose content is here"),
    "theirs-passed-on": _("Messages of theirs that we passed on"),
    "theirs-handed-out": _("Messages of theirs handed to bodies without a node"),
    "ours-there": _("Messages of ours that they have"),
    "persons-there": _("Persons whom they know from us"),
    "consents-to-them": _("Consents that we gave them"),
    "consents-from-them": _("Consents that they gave us"),
    "officers-lent": _("Officers whom they lent us"),
    "not-sent": _("Messages of ours that have not left"),
}
"""What is counted, by `queries.depends.SORTS`."""
ENDED: Final[dict[str, Words]] = {
    "officers": _("Accounts of lent officers closed"),
    "consents": _("Consents taken back"),
    "watches_for_them": _("Watches for them ended"),
    "watches_for_us": _("Watches of theirs no longer counted on"),
    "not_sent": _("Messages that will never leave"),
}
"""What ended with a cut, by `services.severing`."""
TASK_STATES: Final[dict[str, tuple[Words, str, str]]] = {
    "open": (_("open"), "warn", "clock"),
    "warned": (_("warned"), "yes", "check"),
    "not-endangered": (_("in no danger"), "plain", "check"),
    "told": (_("told"), "yes", "check"),
}
WAYS: Final[dict[str, Words]] = {
    "warned": _("The person was warned"),
    "not-endangered": _("The person is in no danger"),
    "told": _("They were told"),
}
