"""What is set down of a body without a node that had what is corrected: how it was told, and what it answered."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("A body that could not be reached, or not be told, has not answered. Say how it was told."),
    _("Give the ground of the body in one line: what it keeps, or why it objects."),
    _("Give the reference of the paper or the call in one line."),
    _("Give the SHA-256 of the file as 64 hexadecimal digits in small letters."),
    _("The body has answered already. What it answered is not taken back."),
    _("Say when the body was told: after the correction was written, and not in the future."),
    _("A body has at most %(number)s days to answer, counted from when it was told."),
    _("The body was told already. Set down what it answered."),
    _("Policy permits to tell this body. Tell it, then set down how."),
    _("Another correction came in meanwhile. Look at it, and tell the body of that one."),
)
AT_THE_DESK: dict[str, str] = {
    "Say how the body was told: by paper, hand or phone, or not-reached, or not-permitted.": _(
        "Choose how the body was told, or why it was not."
    ),
    "Say what the body answered: done, partly, objected, or none yet.": _(
        "Choose what the body answered, or that it has not answered yet."
    ),
}
