"""What guards a person: risk, assurance, quarantine, protection, correction, and who inside was told."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("Name the matter by its file number."),
    _("Say in at most 2000 characters what is done about the risk."),
    _("Give the words of the assurance, at most 2000 characters."),
    _("The assurance would be over already. Give a later end."),
    _("This form is complete, or has its mitigations already. Begin a new one."),
    _("This form changed since it was shown. Look at it again, then judge what risk is left."),
    _("The residual risk was judged already. Begin a new form."),
    _("Say in a sentence why mistreatment may have produced it."),
    _("Say in a sentence why it may be used again."),
    _("No partner %(name)s is known here. Give its short code, or its id urn:dxp:party:…."),
    _("This is a correction itself. Name the message that it corrects."),
    _("Say what is right: give the record as it must be, or a text."),
    _("This recipient was told by another correction meanwhile. Discard this one."),
    _(
        "%(name)s has this item from you and has not answered. Correct it there, and wait for the answer or for the "
        "end of its time."
    ),
    _(
        "This record shares no name and no number with the message that it corrects. Give the name as it stands "
        "there; about another person write a message of its own."
    ),
    _("A recipient stands twice in the list. Name each once."),
    _("Name somebody: who was told, or who was not and why."),
    _("Say why in words, in at most %(number)s characters. Oversight reads it."),
    _("Name each recipient in one line, without hidden characters."),
    _("%(recipient)s is told; a reason belongs to whoever is not."),
    _("%(recipient)s stands in the list already. The head of service overrides a line."),
    _("Say why in at most %(number)s characters."),
    _("The passphrase does not open this key file. Check the passphrase; nothing was changed."),
    _("The passphrase holds a character that is no text. Choose another passphrase."),
    _("The passphrase has at least %(number)s characters. Choose a longer one."),
    _("Draw between 1 and %(number)s messages."),
)
AT_THE_DESK: dict[str, str] = {
    "A form is for one of: %(codes)s.": _("Choose from the list what the form is for."),
    "An assurance is against: %(codes)s.": _("Choose from the list what the assurance is against."),
    "The scale is: %(codes)s.": _("Choose how great the risk is."),
    "Give at least one name, as it is written; another script is another --name.": _(
        "Give at least one name, as it is written; in another script it is another name."
    ),
    "Give a status among: %(codes)s.": _("Choose at least one status from the list."),
    "There is no category %(code)s. Choose one of: %(codes)s.": _("Choose the category of person from the list."),
    "Everyone who has this was told already. `detente correction status` shows who confirmed.": _(
        "Everyone who has this was told already. The page of the correction shows who confirmed."
    ),
    "Say why %(recipient)s is not told. Choose one of: %(codes)s. Nobody is left out without a reason.": _(
        "Say why %(recipient)s is not told: choose from the list. Nobody is left out without a reason."
    ),
    "Say %(one)s where the older matter is taken up again, or %(other)s where they are two.": _(
        "Choose whether the older matter is taken up again, or whether they are two."
    ),
}
