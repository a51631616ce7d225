"""What a record of somebody, a value of it, a match, and a watch on somebody must say."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("Give a name or the number of a document, of at most %(count)s characters."),
    _("Say where it comes from, in at most %(count)s characters."),
    "There is no scheme of evaluation %(code)s. Choose: %(codes)s.",
    _("%(code)s is no evaluation of the scheme %(scheme)s, such as X4 of europol-4x4."),
    _("Say whether it is a fact or an assessment."),
    _("It would be deleted before it is reviewed. Exchange the two dates."),
    _("The date of deletion has passed. Give a later one."),
    _("No record may carry %(name)s: it is never stored, matched, shown or sent."),
    _("Give a value of at most %(count)s characters for %(name)s."),
    _("A %(schema)s has no property %(name)s in the FollowTheMoney vocabulary."),
    "A record is one of: %(codes)s.",
    _("This record of the message has no form that can be kept here."),
    _("This record of the message names nobody."),
    _("Every value has a TLP label, such as tlp:AMBER."),
    _("What is classified, or has limits in words (H3), is held with its message and not typed in."),
    _("This label cannot stand: %(error)s. Write codes such as tlp:AMBER and h:H1."),
    _("Give a name: a record is of somebody."),
    _("The message has no record of that number."),
    _("This record of the message was taken already."),
    _("The record goes by this category. State the right one; the record goes by that from then on."),
    _("This is the last name. State another one first."),
    _("This is one and the same record. Name another one."),
    _("Nothing stands in one of these records any more: what it said was erased."),
    _("One of these records was merged already. Name the one that stands for it."),
    _("A person and a body are never one. Link them by what each says of the other."),
    _("This record is merged into no other one. There is nothing to split."),
    _("The record into which this one was merged was itself merged into another. Split that first."),
    _("This is the last name of a record that was merged into this one. Split them first."),
    _("Write a date such as 1986, 1986-10 or 1986-10-21."),
    _("Write a country by its code in small letters, such as fr."),
    _("Write the gender as male, female or other."),
    _("Write a number, such as 12.5."),
    _("Name another entity by its id, without spaces."),
    "A person is described by %(codes)s; not by %(others)s.",
    _("Describe a person by texts of at most %(count)s characters."),
    _("Give at least one name, with letters in it."),
    _("Give at most %(count)s of each: names, dates, numbers."),
    _("Name the legal basis of the watch in one line."),
    _("Say in one line why."),
    _("A watch lasts a year at most. Renew it then, where there is still a reason."),
    "Say what is to be done with who is found: %(codes)s.",
    _("Note in one line what you do about it."),
    _("Say in one line how they were told."),
    _("Say when they were told: after it happened, and not later than now."),
    _("Give a name, in any script, or the number of a document."),
    _("Give at most %(most)s names, and nothing of more than %(count)s characters."),
    _("This name has no letter to compare. Write it as it stands in your source."),
    _("This date cannot be compared. Write it as 1990-02-28, as 1990-02 or as 1990, of our calendar."),
    _("Give a country by its code of two letters, such as fr."),
    _("Say same, different or unsure."),
    _("Say in one line of at most %(count)s characters what decides you."),
    _("Nothing was judged of this match that could be undone."),
    _("There is nothing to tell: nobody judged it yet, or it may not be told to who asks."),
)

AT_THE_DESK: Mapping[str, str] = {
    "There is no scheme of evaluation %(code)s. Choose: %(codes)s.": _(
        "There is no scheme of evaluation %(code)s. Choose one from the list."
    ),
    "A record is one of: %(codes)s.": _("There is no such type of record. Choose one from the list."),
    "A person is described by %(codes)s; not by %(others)s.": _(
        "A person is described by names, dates of birth, countries, gender and numbers of documents; not by %(others)s."
    ),
    "Say what is to be done with who is found: %(codes)s.": _("Choose what is to be done with who is found."),
}
