"""Desks, officers, shifts, calendars, templates and what else the house keeps for itself."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("The name of a desk has at most 120 characters on one line, without hidden ones."),
    _("The code of a desk has small letters, digits and hyphens, such as duty or zor-persons."),
    _("%(code)s is no topic. Give its code."),
    _("%(code)s is no language. Give its code, such as fr."),
    _("%(name)s does not belong to this desk. Give a place there first."),
    _("The end must lie after the beginning. Nothing was changed."),
    _("This is no address that mail can be sent to. Write it as name@host, without accents."),
    _("The notes have at most %(number)s characters. Shorten them, or write a file note."),
    _("The passkey signed another sheet. Look at this one again and sign it."),
    _("An officer %(name)s exists already. Choose another name."),
    _("Nothing would change. Name roles, a clearance, the lending party, or whether they are active."),
    _("A clearance is a marking such as cls:val.SECRET, as it stands in the agreements' tables."),
    _("Name the token after the system that uses it, in at most 80 characters."),
    _("A token holds from 1 to %(number)s days. Make a new one before it ends."),
    _("%(officer)s has a token %(name)s already. Revoke it first, or choose another name."),
    _("A week without a working day would never end a limit. Leave one out."),
    _("A subdivision needs its country. Give both, as in DE and BY."),
    _("There is no time zone %(zone)s. Give one such as Europe/Paris."),
    _("No public holidays are known for %(place)s. Give an ISO 3166 code such as FR or DE-BY."),
    _("The name of a template has at most 80 characters on one line, without hidden ones."),
    _("A template has a text, of at most %(number)s characters."),
    _("A reason has at most 300 characters, a name at most 80. Shorten it."),
    _("A search has at most %(number)s characters. Leave some words out."),
    _("The first day lies after the last one. Exchange them."),
    _("The address of this page is not one that the node gave. Go back to the first page."),
)
AT_THE_DESK: dict[str, str] = {
    "There is no place %(code)s at a desk. Choose one of: %(codes)s.": _("Choose the place at the desk from the list."),
    "There is no role %(code)s. Choose one of: %(codes)s.": _("Choose the role from the list."),
    "The lending party is named by its id, urn:dxp:party:…; `detente party show` has it.": _(
        "The lending party is named by its id, which begins with urn:dxp:party:. Ask the operator for it."
    ),
    "%(name)s has no account to act with yet. Make it with `detente user password %(officer)s`.": _(
        "%(name)s has no account to act with yet. Ask the operator for one."
    ),
    "There is no weekday %(day)s. Give them as in fri,sat.": _("Choose the days without work from the list."),
    "There are templates for %(kinds)s. Choose one of them.": _("Choose the kind of message from the list."),
}
