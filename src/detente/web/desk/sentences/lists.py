"""What a list of others, a file of it, and a question to it must say."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

_NO_INDEX = _("The index of a list is missing or damaged on this machine. Tell the operator.")

TEMPLATES: tuple[str, ...] = (
    _("This list is being compared already. Look how far it is, or stop it."),
    _("This list has no version that is searched. Load a file of it first."),
    _("Name the list in small letters, digits, - and _, such as un-sc; not “default”."),
    _("Give a title, who publishes it, and on what basis you hold it, %(count)s characters each."),
    _("A list %(name)s is here already, or was. Choose another name."),
    _("The file is empty."),
    _("A list has at most %(count)s MiB. This file is larger."),
    _("The list %(name)s was ended. Add another one."),
    _("Version %(number)s of the list waits for an answer. Confirm or drop it first."),
    _("Version %(number)s of the list is still being loaded. Wait for it, or drop it."),
    _("This version waits for nothing."),
    _("This version is not on its way: there is nothing to drop."),
    _("This version does not wait for what its columns mean."),
    _("The file has no column %(name)s."),
    _("Say of each column of this file what it means."),
    _("There is no kind of entry %(name)s. Choose Person, Organization or Company."),
    "In dates dmy or mdy stands first.",
    _("Say which column has the names."),
    _("A %(schema)s has no property %(name)s that is kept."),
    _("A text holds half of a character or a NUL."),
    _("An entity has a member “properties” with its values by property."),
    "This cannot be matched: it %(why)s.",
    _("There is one algorithm here, %(name)s; best names it too."),
    "changed_since is a day or an instant, such as 2026-11-01.",
    "The index in %(folder)s was built by another release. Build it again from the list.",
    "The index in %(folder)s is not whole. Build it again from the list.",
    "There is no index in %(folder)s. Build one with detente lists build.",
    "%(folder)s cannot be read: %(why)s. Name the folder of an index.",
    "%(folder)s cannot be written: %(why)s. Choose another place.",
)

AT_THE_DESK: Mapping[str, str] = {
    "In dates dmy or mdy stands first.": _("Say whether the day or the month stands first in dates."),
    "This cannot be matched: it %(why)s.": _("An entity has another form than it must have: %(why)s."),
    "changed_since is a day or an instant, such as 2026-11-01.": _("Give a day or an instant, such as 2026-11-01."),
    "The index in %(folder)s was built by another release. Build it again from the list.": _NO_INDEX,
    "The index in %(folder)s is not whole. Build it again from the list.": _NO_INDEX,
    "There is no index in %(folder)s. Build one with detente lists build.": _NO_INDEX,
    "%(folder)s cannot be read: %(why)s. Name the folder of an index.": _NO_INDEX,
    "%(folder)s cannot be written: %(why)s. Choose another place.": _(
        "The index of a list cannot be written: %(why)s. Tell the operator."
    ),
}
