"""What an act of a dialogue still asks for, and what a request must say."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEMPLATES: tuple[str, ...] = (
    _("A releasing officer sends this. Ask a colleague who has that role."),
    _("Say by when: give the time that you expect."),
    _("The time that you give is past. Give a later one."),
    _("The partner does not claim urgency, so there is none to decide on."),
    _("The urgency was rejected already; it can be rejected once."),
    _("The time was extended once already. The head of service extends it again."),
    _("It was not extended yet: a liaison officer extends first."),
    _("The new time is not later than the present one. Give a later one."),
    _("The time for the clarification has not run out. Wait for it."),
    _("Choose the ground. It stays here; the partner reads a coarse one."),
    _("Name the competent body in one line."),
    _("Name the desk that shall do it."),
    _("Name the case that it is linked with: a message of it, or the number of your own file."),
    _("Write what they are to read, or attach it."),
    _("You insisted already; that can be done once."),
    _("What the onward recipients said was not counted. Try again."),
    _("The ground %(code)s belongs to a law that this agreement does not rest on. Choose another."),
    _("This ground would tell them what is held here. Choose one that follows from their message alone."),
    _("This does not ask for %(names)s. Leave it out."),
    _("Name the message that this is about; what is about none is sent as a message of its own."),
    _("Something comes before this message can leave. Begin there."),
    _("It says neither where nor when. Give the place or the time, or answer that it is not specific."),
    _("The time that it warns of is past. Give a later one, or write a notification of what happened."),
    _("A warning that is not sent is waived or dropped. Choose one of the two."),
    _("This is a correction or a recall itself. Name the message that is to be deleted."),
    _("Nobody has this message from you, so there is nobody to recall it from."),
    _("Confirm that the legal adviser was heard, or that it is about nobody."),
    _("This message was corrected: its old content is not taken out any more. Export without it."),
    _("This consent has ended. Ask anew where you still need it."),
    _("This act releases nothing that anybody would read first."),
    _("Nothing of the partner is here yet that this could be said about."),
    _("Nothing of the partner is here yet that this could answer."),
    _("Name the desk that shall have it."),
    _("The case lies at that desk already. Name another one."),
    _("This case is offered to a desk already. Take it back first, or wait until it is taken."),
    _("Name a desk or an officer to hand it to."),
    _("That message belongs to this case already. Name one of another case."),
    _("No case is open for that message. Name a message that opened one."),
    _("The number of a file has at most 64 characters on one line, without hidden ones. Shorten it."),
    _("A colleague has decided this already."),
    _("The estimate lies in the past. Say when you expect to answer."),
    _("Only a message that the partner opened a dialogue with can be answered."),
    _("Open and accept the message first; then answer it."),
    _("The attachments have not all arrived yet. Open it when they have; the partner was told nothing."),
    _("Say why the information is necessary and why it is expected there."),
    _("Name the law that the request rests on."),
    _("Describe the facts behind the purpose, the offence among them."),
    _("Say how the persons asked about are linked to the purpose; where it is about nobody, say so."),
    _("Give what identifies the person: names in their script, date and place of birth, documents."),
    _("Say what exactly is asked for, one thing a line."),
    _("Say which period the question is about."),
    _("Choose one of the reasons for urgency, or none; another code means nothing to the partner."),
    _("Say what the answer may be used for; where the agreement says it all, say so."),
    _("Give the evaluation of the source beside each record."),
    _("Say in which language the text is written."),
    _(
        "This partner looked at the same person before and found no link (message %(message)s). Say why you send it "
        "again."
    ),
)
AT_THE_DESK: dict[str, str] = {
    "Everyone who has this was asked already. `detente recall status` shows who confirmed.": _(
        "Everyone who has this was asked already. The case shows who confirmed."
    ),
    "Confirm this first: %(what)s.": _("Confirm first what the act asks for."),
    "Give the reason as a code.": _("Choose a reason from the list."),
    "Give the reason: %(codes)s.": _("Choose a reason from the list."),
    "There is no reason %(code)s. Choose one of: %(codes)s.": _("Choose a reason from the list."),
    "Say what is missing, in codes: %(codes)s.": _("Say what is missing: choose from the list."),
    "There is no ground %(code)s. `detente refuse --grounds` lists them.": _("Choose the ground from the list."),
}
