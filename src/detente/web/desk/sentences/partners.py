"""How a partner comes to be known, and the agreements with it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("Say in a sentence why the contact ends. Oversight reads it."),
    _("This contact is not sure, or has ended already. Only a sure contact is ended."),
    _("An agreement with this partner still stands: %(agreement)s. Give notice, and let it run off first."),
    _(
        "%(count)s cases under this agreement still wait for an answer, the oldest %(message)s. Answer, refuse or "
        "withdraw them first."
    ),
    _("What is here has changed meanwhile. Certify once more."),
    _("Say in a sentence why the line is cut. Oversight reads it."),
    _("This line was never sure, so there is nothing to cut. Say that the digits differ."),
    _("This is done as one of: %(ways)s."),
    _("Say in a sentence by whom and how, or why nobody is in danger; or name the message that did it."),
    _("Name a message of ours that left after the line was cut."),
    _("A colleague has set down already how this was done."),
    _("This is your own invitation. Give the line to the partner."),
    _("The fingerprint is not that of this party document. Compare the paper again."),
    _("The digits differ from those shown here. Do not go on: somebody may stand between you. Meet anew."),
    _("Whoever compared does not confirm. Another officer must do it."),
    _("A short code has 2 to 8 letters or digits of the Latin alphabet, such as ZOR."),
    _("A partner has the short code %(code)s already. Choose another one."),
    _("The partner's node gave no answer that makes sense here. Ask for a new invitation."),
    _("The founding agreement cannot be written: %(error)s."),
    _("The invitation is used, too old, or not of this node. Ask the partner for a new one."),
    _("The partner's node refused the meeting (%(code)s)."),
    _("The partner's node at %(url)s does not answer: %(error)s. Check the address and whether it runs."),
    _("The notes have at most %(number)s characters. Shorten them."),
    _("Say when the agreement ends."),
    _("This is the text that the partner proposed. Sign it, or change it."),
    _("The date of the end has passed. Name one that the partner can prepare for."),
    _("The agreement does not cover %(topic)s. Name one of its topics, or one below."),
    _("A founding agreement is not ended by notice. Suspend it, or sign a full agreement that replaces it."),
    _("Name the legal officer who was heard, another one than yourself. An agreement is not signed without that."),
    _("Give a reason. The partner reads it."),
    _("This text cannot be signed: %(error)s. Change it, then sign it again."),
    _("This text cannot be written: %(error)s."),
)
AT_THE_DESK: dict[str, str] = {
    (
        "A contact from paper begins under our first party document, and its key was erased by `detente keys "
        "retire`. Meet over the network: detente party invite."
    ): _(
        "A contact from paper is not possible any more: the key that it begins with was erased here. Make an "
        "invitation and meet over the network."
    ),
    "The contact with %(code)s is %(state)s; it can be %(done)s only when it is %(needed)s.": _(
        "The contact with %(code)s is not at this step. Look at the page of the partner."
    ),
    "This is no invitation. Paste the whole line that the partner's `party invite` printed.": _(
        "This is no invitation. Paste the whole line that the partner gave you."
    ),
    "Give the partner's party documents: --document party-0.dxp, in order.": _(
        "Give the partner’s party documents, in order."
    ),
    "A party document cannot be read: %(error)s. Check its name.": _(
        "A party document cannot be read. Give the file again."
    ),
    "We have not suspended %(topic)s. `detente agreement show` says who did, and since when.": _(
        "We have not suspended %(topic)s. The page of the agreement says who did, and since when."
    ),
}
