"""Sentences for the node's codes: what may be done, why something leaves or stays, what went wrong and what to do.

The node speaks in codes (`Phrase`, `DetenteError.code`); here they become one clear sentence each. An unknown code is
shown as such rather than hidden: a newer node may know more than this desk.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from detente.model.errors import DetenteError, NotFound
from detente.node.queries import grounds
from detente.node.queries.desk import Choice, Party, Phrase
from detente.node.services.requesting import Incomplete
from detente.web.desk.instants import date
from detente.web.desk.labels import choice_label, party_name
from detente.web.desk.sentences import in_words

PHRASES: dict[str, str | Promise] = {
    # What you may do with it
    "may.purpose": _("Use it for: %(purpose)s"),
    "may.h0": _("Use it only to prevent and combat crime within the agreement’s purposes"),
    "may.h1": _("Do not produce it in court without permission from %(party)s"),
    "may.h2": _("Do not pass it on without consent from %(party)s"),
    "may.h3": _("Respect the limits that its text states; you confirm that you do"),
    "may.tlp-red": _("Only the officers named may read it; it goes no further"),
    "may.tlp-amber+strict": _("Keep it within your own organisation"),
    "may.tlp-amber": _("Share it only with those in your organisation who need it"),
    "may.tlp-green": _("Share it within the community that the agreement names, not in public"),
    "may.tlp-clear": _("No limit on sharing"),
    "may.orcon": _("%(party)s keeps control: ask before any further use"),
    "may.review": _("Review on %(date)s"),
    "may.delete": _("Delete on %(date)s"),
    # Elements of a draft
    "element.beside": _("Beside it"),
    "element.subject": _("Subject"),
    "element.text": _("Text"),
    "element.asks": _("Question"),
    "element.answer-by": _("Answer expected"),
    "member.wanted": _("What is wanted"),
    "member.necessary": _("Why it is necessary"),
    "member.purpose_facts": _("The facts"),
    "member.person_link": _("How the person is linked to it"),
    "member.urgency": _("Urgency"),
    "member.use_limits": _("What the answer may be used for"),
    "member.missing": _("What is missing"),
    "member.competent": _("The competent body"),
    "member.usefulness": _("Usefulness"),
    "member.code": _("Reason"),
    "element.references": _("File references"),
    "element.file": _("Attachment"),
    "element.person": _("Record of a person"),
    "element.character-none": _("Check of character: of none of the four"),
    "element.character-some": _("Check of character: this applies"),
    "element.handling": _("Handling"),
    "element.basis": _("Legal basis"),
    "element.purpose": _("Purpose"),
    "element.ground": _("Ground"),
    "element.corrects": _("Corrects this message"),
    "element.kind": _("Kind"),
    "element.author": _("Author"),
    "element.file-name": _("Place of the file on your machine"),
    "element.inner-ground": _("Inner ground"),
    # Why it leaves or stays
    "why.agreement": _("Covered by the agreement, topic “%(topic)s”."),
    "why.ceiling": _("Within the ceiling of the agreement, %(ceiling)s."),
    "why.officer-number": _("Officers are numbers on the wire; names stay at home."),
    "why.never-sent": _("Never leaves a node; no agreement can change that."),
    "why.inner-ground": _("Stays in the record; they read only the coarse ground."),
    "why.header": _("Stands in the header, which whoever carries the message can read."),
    "why.sealed": _("Sealed: only their desk can open it."),
    "why.nil": _("A nil answer is an answer; it says nothing about what is held."),
    # Checks before release
    "check.agreement": _("Agreement in force, topic open"),
    "check.contact": _("Partner’s key confirmed by voice"),
    "check.basis": _("Legal basis: %(law)s"),
    "check.purpose": _("Purpose covered by the agreement"),
    "check.handling": _("Handling within the ceiling of the agreement"),
    "check.files": _("Attachments read in full and sealed"),
    "check.reachable": _("Partner’s node reachable; else it waits in order"),
    "check.character": _("Neither political, military, religious nor racial"),
    # Rows, news, statement
    "note.answer-estimated": _("they estimate %(at)s"),
    "note.changed": _("changed, old version not used"),
    "note.challenged": _("said to be wrong, not decided"),
    "note.queued": _("waiting for their node"),
    "unopened": _("nobody opened it here yet"),
    "note.held": _("held: topic suspended"),
    "note.clarification": _("clock stopped: clarification asked"),
    "news.delivered": _("received your message"),
    "news.opened": _("opened your message"),
    "news.accepted": _("accepted your message"),
    "news.answered": _("answered your message"),
    "news.refused": _("refused your message"),
    "news.confirmed": _("confirmed the contact"),
    "missing.receipt": _("No receipt held for no. %(sequence)s"),
    "missing.refused": _("No. %(sequence)s was refused by the node, code %(code)s"),
    "alarm.frozen": _("Two signed records contradict each other: ask the operator for the proof."),
    "alarm.severed": _("The line was cut by two officers: their node is no longer trusted."),
    "alarm.diverged": _("Both sides hold different records of the same exchange: compare by voice."),
    "alarm.rollback": _("Their node came back from an older copy; what it lost is being sent again."),
    "alarm.two-writers": _("Their node may be running twice: tell their operator by voice."),
    "role.liaison": _("liaison officer"),
    "role.release": _("head of desk, releases"),
    "role.duty": _("duty desk"),
    "role.head": _("head of service"),
    "role.legal": _("legal adviser"),
    "role.oversight": _("oversight"),
}
_UNSOUND = _("What the partner’s node sent does not hold. Nothing of it was kept; tell the operator.")
_CATCHING_UP = _("The two nodes are bringing their records together. It goes on by itself; nothing is lost.")
_MALFORMED = _("The message has not the form that was agreed. It reached no desk; the operators must compare.")
_SAYS_WHAT_IS_HELD = _(
    "This ground would say what is held here. Give a nil answer instead; the ground stays on record."
)
_FROZEN = _("This contact is frozen: nothing goes before a new first contact. Ask the operator.")
ERRORS: dict[str, str | Promise] = {
    "agreement.none": _("No agreement covers this. Agree on the terms with the partner first."),
    "agreement.draft": _("The agreement is not in force yet: both sides must have signed and received it."),
    "agreement.mismatch": _("A reply goes under the agreement of the message that it answers."),
    "agreement.ended": _("The agreement has ended. A new one is needed."),
    "agreement.expired": _("The agreement has expired. A new one is needed."),
    "agreement.run-off": _("The agreement is running off: no new dialogue may be opened."),
    "agreement.suspended": _("The agreement is suspended. The message can wait in order until it resumes."),
    "topic.excluded": _("The agreement excludes this topic."),
    "topic.not-covered": _("The agreement does not cover this topic. Choose another."),
    "topic.suspended": _("This topic is suspended. The message can wait in order until it resumes."),
    "kind.direction": _("The agreement does not let us send this kind of message."),
    "purpose.not-covered": _("The agreement does not cover this purpose. Choose another."),
    "basis.missing": _("The legal basis is missing. Name the law and its article."),
    "handling.missing": _("The handling code is missing. Choose one."),
    "handling.contradiction": _("The handling codes contradict each other. Choose again."),
    "handling.ceiling": _("This is stricter than the agreement allows to travel. It stays here."),
    "handling.release": _("The handling does not release this to that partner. It stays here."),
    "not-yours": _("Only the side that received a message can answer it."),
    "not-agreed": _("The agreement does not have this message."),
    "unknown-target": _("The message that this answers is not in the ledger."),
    "not-confirmed": _("The contact is not confirmed yet: compare by voice, then a second officer confirms."),
    "reason-missing": _("Say in a few words why you look this up. File numbers alone need no reason."),
    "four-eyes": _("The same officer may not do both. Ask a colleague to confirm."),
    "not-answerable": _("It cannot be answered now: accept it first, or look whether an answer has gone."),
    "not-met": _("The partner’s node could not be met. Check the ticket with the partner, then try again."),
    "no-signing-key": _("This process has no key to sign with. Ask the operator to do it with the command."),
    "key-not-here": _("This process was not given the key for this. Ask the operator to start the node again."),
    "no-supervisor": _("The node is not running as a whole. Ask the operator to start it with “detente serve”."),
    "attachment-missing": _("A piece of the attachment is missing or damaged. It is fetched again by itself."),
    "draft-unready": _("It is not complete, or it is not there any more. Open it to see."),
    "already-answered": _("It has been answered; the first answer stands."),
    "no-oversight-key": _("Oversight has no key yet. Choose a passphrase first: what you read is written to it."),
    "reason-needed": _("Say why you read this. The reason goes into your own log."),
    "nobody-on-duty": _("Nobody is on duty there. Choose another desk or officer, or hand it on all the same."),
    "list-busy": _("Another process is loading this list just now. Wait for it; nothing is lost."),
    "sheet-signed": _("You cannot sign this sheet now. Who made it signs first, then the officer who takes over."),
    "already-accepted": _("Your desk has accepted it already."),
    "case-does-not-fit": _("This case is too large for one file. Divide the case, or print it."),
    "label-loosened": _("This came in under a stricter handling. Choose that one, and a partner to whom it may go."),
    "match-judged": _("This match was judged already. Undo that first if it does not hold."),
    "match-changed": _("One of the two changed or was erased since they were compared. Look at them again."),
    "match-second-person": _("You judged this already. The consequence may be legal, so another person judges, too."),
    "watch-let-end": _("A colleague let this watch end already. Ask anew where you still need it."),
    "watch-ended": _("This watch was ended. Set up a new one where there is a reason for it."),
    "alert-taken": _("Somebody took this alert before you. What comes of it stands in the thread."),
    "not-opened-yet": _("This was not opened here yet. Open it first."),
    "body-not-told": _(
        "A body without a node has this. Tell it of the correction and set down what it answered; without an answer it "
        "counts as silent once its time is over."
    ),
    "act-lacks": _("Something that the act asks for is missing. Fill in every field that is not optional."),
    "act-value": _("One of the values cannot be used. Look at its form: a day and a time, a whole number, one line."),
    "prelude-over": _("A colleague ended this meanwhile, or let it leave. Look at it again."),
    "nothing-to-delete": _("The message that this recalls is not here. Object, and say that it is not held."),
    "not-tested": _("Answer the three questions of the duty to warn first: credible, specific, impending."),
    "duty-holds": _(
        "This warning is credible, specific and impending: it is released, or the head of service waives it with a "
        "ground."
    ),
    "duty-does-not-hold": _(
        "By its test the duty to warn does not hold here: a releasing officer may release it, or a liaison officer "
        "drops it."
    ),
    "same-reviewer": _("You released this. Another releasing officer reviews it."),
    "draft-newer": _(
        "Another window saved this draft after this one read it. Nothing was overwritten: what you typed is below."
    ),
    "draft-gone": _(
        "This draft was released or discarded meanwhile. Look at what was sent; what you typed last is not in it."
    ),
    "draft-waits": _(
        "This draft waits for a second person. To change it, read the page again: saving takes it back from approval."
    ),
    "draft-changed": _("The draft changed after you saw it. Read the preview again, then release."),
    "sas-differs": _("These digits differ from ours. Do not confirm; tell the operator, and use a new invitation."),
    "assertion-invalid": _("The passkey’s signature does not fit what is shown. Try again."),
    "passkey-required": _("Your desk demands a passkey for this. Use it, or add one under your name."),
    "ticket-invalid": _("The ticket cannot be read. Paste the whole line as the partner gave it."),
    "ticket-expired": _("The invitation has expired or was used. Ask the partner for a new one."),
    "peer-unreachable": _("The partner’s node does not answer. It is tried again by itself; nothing is lost."),
    "frozen": _FROZEN,
    "severed": _("The line to this partner is cut. It opens by a new first contact alone."),
    "busy": _("The node is busy writing. Try again in a moment; nothing was lost."),
    "disk-full": _("The node’s disk is full. Tell the operator; nothing was sent."),
    "file-changed": _("The file changed while it was read. Attach it again; nothing was sent."),
    "file-unreadable": _("The file cannot be read. Attach it again."),
    "too-large": _("This is larger than the partner’s node takes. Make it smaller."),
    # What both nodes say to each other
    "bad-frame": _UNSOUND,
    "bad-json": _UNSOUND,
    "bad-object": _UNSOUND,
    "bad-signature": _UNSOUND,
    "unknown-key": _UNSOUND,
    "wrong-type": _UNSOUND,
    "bad-party-doc": _UNSOUND,
    "doc-needed": _UNSOUND,
    "doc-stale": _UNSOUND,
    "gap": _CATCHING_UP,
    "root-mismatch": _CATCHING_UP,
    "epoch-closed": _CATCHING_UP,
    "not-synced": _CATCHING_UP,
    "behind": _CATCHING_UP,
    "not-open": _CATCHING_UP,
    "swap-lost": _CATCHING_UP,
    "unavailable": _CATCHING_UP,
    "bad-header": _MALFORMED,
    "bad-body": _MALFORMED,
    "bad-payload": _MALFORMED,
    "inner-mismatch": _MALFORMED,
    "fork": _FROZEN,
    "diverged": _("Both sides hold different records of the same exchange: compare by voice."),
    "two-writers": _("Their node may be running twice: tell their operator by voice."),
    # Inner grounds that never travel (DXP 14)
    "eu977-a": _SAYS_WHAT_IS_HELD,
    "eu977-e": _SAYS_WHAT_IS_HELD,
    "eu977-f1": _SAYS_WHAT_IS_HELD,
    "eu977-f2": _SAYS_WHAT_IS_HELD,
    "eu977-f3": _SAYS_WHAT_IS_HELD,
    "eu977-h": _SAYS_WHAT_IS_HELD,
    "fiu-impairs-investigation": _SAYS_WHAT_IS_HELD,
    "hr-person-declined": _SAYS_WHAT_IS_HELD,
    "mlat-ne-bis-in-idem": _SAYS_WHAT_IS_HELD,
    "dxp-protected": _SAYS_WHAT_IS_HELD,
    # What keeps one message from a desk, and what stops one act
    "wrong-party": _(
        "Another party answered than the one expected, or one that we are in contact with already. "
        "Ask the partner for a new invitation."
    ),
    "suite-too-low": _(
        "The message was sealed more weakly than both sides agreed. It reached no desk; the operators must compare."
    ),
    "not-understood": _(
        "The message needs a newer release of the node that received it. It reached no desk; tell the operator."
    ),
    "wrong-recipient": _("The message was addressed to another party. It reached no desk here."),
    "id-reused": _("The number of this message stands for another one already. It reached no desk; write it anew."),
    "duplicate": _("This was received before. The first one stands."),
    "withheld": _("The content was withdrawn before it was delivered. Only the proof of its place is there."),
    "cannot-open": _("The message could not be opened. It reached no desk; it must be sent again."),
    "expired": _("It arrived after the time that it gave itself. Send it again if it still matters."),
    "recalled": _("Its sender recalled it before it was opened. Nobody read it."),
    "out-of-turn": _(
        "It came out of turn: no honest node sends it in this state. It moved nothing and is kept as evidence."
    ),
    "not-admitted": _("A rule of that node does not admit it. Which one, stays there."),
    "person.character-missing": _(
        "The check of political, military, religious or racial character is missing. Make it, then release again."
    ),
    "no-such-step": _(
        "This step is not possible any more. Look at the message again: a colleague may have acted meanwhile."
    ),
    "role": _("Your role does not include this. Ask a colleague who has it, or the operator."),
    "not-in-role": _("Your role does not include this. Ask a colleague who has it, or the operator."),
    "missing-holding": _(
        "A part of the record is not held here. Ask the operator, who can restore it or have it sent again."
    ),
    "run-lost": _("The node is starting again. Try in a moment; nothing was kept of this."),
    "no-audit-record": _("The node could not set this down in its record, so it kept nothing. Tell the operator."),
    "left-out": _("Some messages or records could not be worked on; all the others were. Tell the operator."),
    "cannot-unlock": _("A secret of your account cannot be read here. Ask the operator to put the key file back."),
    "export-changed": _("What would be exported changed since it was asked for. Ask for it again."),
    "export-signature-ended": _(
        "A signature under this export ended while it was about to leave. Nothing left. Ask again."
    ),
    "export-expired": _("The approval of this export is older than 72 hours and has ended. Ask again."),
    "not-submitted": _("The draft was not submitted like this. Its author submits it again."),
    "obligation-unfulfilled": _(
        "A permit asks for something that this release does not do, so nothing was done. Tell the operator."
    ),
    "plain-http": _("The partner’s address is not protected. Ask the partner for one that begins with https."),
}


def say(phrase: Phrase) -> str:
    """Put a phrase into the reader's language; an unknown code comes back as it is."""
    known = PHRASES.get(phrase.code) or ERRORS.get(phrase.code)
    if known is None:
        known = grounds.sentence(phrase.code).replace("%", "%%") or None
    if known is None:
        return " ".join([phrase.code, *map(_named, phrase.values.values())])
    return str(known) % _Forgiving({name: _named(value) for name, value in phrase.values.items()})


def code_sentence(code: str) -> str:
    """Say what a code means and what to do; nothing for a code that has no sentence."""
    return str(ERRORS.get(code, "")) or grounds.sentence(code)


def error_sentence(error: DetenteError) -> str:
    """Say what went wrong and what to do; without a sentence for its code, in the error's own words.

    What does not exist has no sentence beside the page's own: it would name what nobody may know of.
    """
    if isinstance(error, NotFound):
        return ""
    if isinstance(error, Incomplete):
        return " ".join(in_words(each.sentence) for each in error.missing)
    return code_sentence(error.code) or in_words(str(error)) or gettext("code %(code)s") % {"code": error.code}


def _named(value: str | Party | Choice | datetime) -> str:
    """Give a value of a phrase as the reader's language names it."""
    match value:
        case Party():
            return party_name(value).text
        case Choice():
            return choice_label(value)
        case datetime():
            return date(value)
    return value


class _Forgiving(dict[str, str]):
    """Values of a phrase; one that the node did not give shows as a dash instead of failing the page."""

    def __missing__(self, name: str) -> str:
        return "–"
