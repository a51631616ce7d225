"""What is done with what a partner wrote: use, consent, handing out, exports, proof."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("This message is your own. What you wrote is sent; this is for what a partner wrote."),
    _("This message reached no desk, so nothing can be done with it."),
    _("Say in a sentence why the consent is withdrawn, or by which word the partner took it back."),
    _("Say in one line who gave it: a person or an office."),
    _("The consent would be over before it begins. Give a later end."),
    _("Say by what it was given: a paper with its number, or a message."),
    _("This is the message that the word is about. Name the paper or another message that gives it."),
    _("This message is not of the one who gives the consent. Name another one."),
    _("Give the SHA-256 of the paper's file as 64 hexadecimal digits in small letters."),
    _("This consent was withdrawn already."),
    _("Name the legal basis of the use in one line."),
    _("Say in one line what it is used for."),
    _("Name the legal basis of passing it on in one line."),
    _("What this leaned on has changed. Look at it again."),
    _("A review is said in words: what you found."),
    _("Name a message that you released to the originator after the use."),
    _("A colleague has done this already."),
    _("Say in one line how it was done, or name the message by which you told the partner."),
    _("Say in a sentence why this leaves; at most 500 characters."),
    _("Say in a sentence why this does not leave; at most 500 characters."),
    _("Nothing here waits for a second person. What may leave leaves with the export itself."),
    _("An object in the file does not bear our signature though it says so."),
    _("A chosen entry has no receipt here, or its content does not open. Choose proved entries only."),
    _("Only an entry that is proved here can be disclosed; check the identities to disclose."),
    _("The content of an entry to disclose is not held here, or does not open."),
)
AT_THE_DESK: dict[str, str] = {
    (
        "Nobody here is called %(name)s. Give a partner's short code, own-organisation, client, client:NAME, or "
        "body:NAME for a body without a node."
    ): _("Nobody here is called %(name)s. Choose a recipient from the list, or name a body without a node."),
    "Name the purpose as agreements do, such as prevent-terrorism or judicial-proceedings.": _(
        "Choose the purpose from the list."
    ),
    "Say to whom it reaches: own-organisation for our own use, or who gets it.": _(
        "Say to whom the consent reaches: ourselves for our own use, or who gets it."
    ),
    "A word is one of: %(codes)s.": _("Choose from the list what was answered."),
    "Say how far the use goes: %(codes)s.": _("Choose from the list how far the use goes."),
    "An aim is one of: %(codes)s; leave it out where there is none.": _("Choose the aim from the list, or none."),
    "Name the body as client:NAME or body:NAME. To a partner, write a message that passes it on.": _(
        "Name the body to which it goes. To a partner, write a message that passes it on."
    ),
    "An export is one of: %(codes)s.": _("Choose from the list how it is exported."),
    "The file is no thread statement and no bundle. Ask the partner for `thread export`.": _(
        "The file is no thread statement and no bundle. Ask the partner for a thread statement."
    ),
    "The file is no thread statement: %(error)s.": _("The file is no thread statement. Ask the partner for it again."),
}
