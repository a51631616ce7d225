"""The letter itself: its subject, its files, and the records that it carries."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("This message has no subject. Write one line that says what it is about."),
    _("The subject is longer than 300 characters. Shorten it; the text may be long."),
    _(
        "The file reference has more than 64 characters, or characters that may mislead, or a space at an end. Write "
        "it as it stands on your file."
    ),
    _("The file name %(name)s holds characters that may mislead. Rename the file."),
    _("The file %(name)s changed while it was read. Nothing was sent; try again when it is still."),
    _("Open the message first; its attachments open with it."),
    _("This attachment has not arrived whole: %(held)s of %(whole)s pieces. It comes by itself."),
    _("A message takes at most %(number)s records. Send a list as a file."),
    _("Record %(number)s is no object. Give an entity, or a record that has one as `ftm`."),
    _("Record %(number)s names no schema. Give an entity such as a Person."),
    _("The properties of record %(number)s are not lists of texts. Write them as FollowTheMoney does."),
    _("Record %(number)s is a fact or an assessment. Say which."),
    _("The evaluation of record %(number)s is not a scheme and a code."),
    _("The nature and the category of record %(number)s are words."),
    _("The source of record %(number)s is a text, or none."),
    _("The handling of record %(number)s is a label, or none."),
    _("%(name)s of record %(number)s is no instant such as 2027-11-22T00:00:00.000Z."),
)
AT_THE_DESK: dict[str, str] = {
    "The handling label cannot be used: %(error)s.": _("The handling codes cannot be used. Choose them again."),
    "The file %(name)s cannot be read: %(error)s. Check its name and its rights.": _(
        "The file %(name)s cannot be read. Attach it again."
    ),
    "Record %(number)s has no known category of person. Choose one of: %(codes)s.": _(
        "Record %(number)s has no known category of person. Choose it from the list."
    ),
    "The file of records is no JSON: %(error)s.": _("The file of records cannot be read: it is no JSON."),
}
