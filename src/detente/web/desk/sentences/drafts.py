"""A draft: what it lacks, why it cannot leave, and several that leave together."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("The draft names no partner yet. Choose one in the first step."),
    _("The date by which you ask for an answer is past. Give a later one."),
    _("Choose the ground of the refusal."),
    _("The ground %(code)s is not one that this agreement offers. Choose another, or answer nil."),
    _("Only a notification of your own takes a request beside it. Ask by itself, in another message."),
    _("Only a notification of your own passes a message on. Write one, and leave it out of this."),
    _("A nil answer or a refusal carries no file. Remove it."),
    _("The answer has no text yet. Write what they are to read, or answer nil."),
    _("The date of the draft cannot be read. Give it again."),
    _("The notification has no text yet. Write what they are to read."),
    _("Say what you ask, one thing at a time. Without an ask, send the notification alone."),
    _("The file reference has at most 64 characters on one line, without hidden ones. Shorten it."),
    _("The file's name holds characters that may mislead, or none. Rename the file."),
    _("A message takes at most %(number)s files. Put them into one archive."),
    _("A nil answer says nothing else. Leave text and files out, or answer in full."),
    _("This partner has the item already. Name another one."),
    _("Say in a sentence why it comes back; at most 500 characters."),
    _("The text is longer than the %(number)s KiB that this partner takes. Shorten it, or attach it as a file."),
    _("This cannot be sent as it stands: %(error)s. Change it, then release it again."),
    _("Choose the drafts that shall leave together."),
    _("A draft stands twice in the list. Choose each once."),
    _("At most %(number)s drafts leave under one signature. Choose fewer."),
)
