"""What the desk calls things: kinds, receipts, clocks, contact states, in plain words.

The words are those of docs/reference/glossary.md; one word, one meaning. Codes never reach an officer's eye alone.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from detente.node.queries.desk import Clock, Event, Receipt, Silence
from detente.web.desk.instants import moment
from detente.web.desk.message_words import DIALOGUES, MESSAGES
from detente.web.desk.phrases import code_sentence

Words = str | Promise

KINDS: dict[str, Words] = {
    **DIALOGUES,
    **MESSAGES,
    "notification": _("Written notification"),
    "answer": _("Full answer"),
    "part": _("Answer in part"),
    "part-final": _("Answer in part, nothing more follows"),
    "nil": _("Nil answer"),
    "refusal": _("Refusal"),
    "refused": _("Refusal"),
    "supplement": _("Supplement"),
    "outcome": _("Outcome"),
    "request-information": _("Request for information"),
    "request": _("Request for information"),
    "clarification": _("Clarification"),
    "clarification-asked": _("Question back"),
    "withdraw": _("Withdrawal"),
    "transferred": _("Passed to the competent body"),
    "feedback": _("Feedback"),
    "correction": _("Correction"),
    "insist": _("Insistence on a correction"),
    "partly": _("Correction taken over in part"),
    "objected": _("Objection to a correction"),
}
REPLIES: dict[str, tuple[Words, Words]] = {
    "answer": (_("Full answer"), _("Everything that was asked.")),
    "part": (_("Answer in part"), _("The rest follows; say why it is not here yet and when it comes.")),
    "part-final": (_("Answer in part, nothing more follows"), _("The rest stays here, with or without a ground.")),
    "nil": (
        _("Nil answer"),
        _("We have nothing to communicate. It says no more than that, and never that nothing is held."),
    ),
}
RECEIPTS: dict[str, tuple[Words, str]] = {
    "delivered": (pgettext_lazy("receipt", "Delivered"), "delivered"),
    "opened": (pgettext_lazy("receipt", "Opened"), "opened"),
    "accepted": (pgettext_lazy("receipt", "Accepted"), "accepted"),
    "answered": (pgettext_lazy("receipt", "Answered"), "answered"),
}
RECEIPT_STATES: dict[str, Words] = {
    "held": _("receipt held"),
    "due": _("expected"),
    "late": _("late"),
    "failed": _("failed"),
    "later": _("still to come"),
}
CLOCK_ICONS = {
    "calm": "clock",
    "soon": "clock-soon",
    "urgent": "clock-urgent",
    "overdue": "overdue",
    "paused": "pause",
    "stopped": "pause",
    "done": "check",
}
# (name, obliged): while it runs, and once it is past.
CLOCKS: dict[tuple[str, str], tuple[Words, Words]] = {
    ("acceptance", "us"): (_("Accept before %(at)s"), _("Acceptance was due %(at)s")),
    ("answer", "us"): (_("Answer before %(at)s"), _("Answer was due %(at)s")),
    ("opening", "us"): (_("Open before %(at)s"), _("Opening was due %(at)s")),
    ("outcome", "us"): (_("Report the outcome before %(at)s"), _("Outcome was due %(at)s")),
    ("approval", "us"): (_("Approval expires %(at)s"), _("Approval expired %(at)s")),
    ("delivery", "them"): (_("Delivery expected before %(at)s"), _("Not delivered since %(at)s")),
    ("opening", "them"): (_("Opening expected before %(at)s"), _("Not opened since %(at)s")),
    ("acceptance", "them"): (_("Acceptance expected before %(at)s"), _("No acceptance since %(at)s")),
    ("answer", "them"): (_("Answer expected before %(at)s"), _("Silence since %(at)s")),
    ("outcome", "them"): (_("Outcome expected before %(at)s"), _("No outcome since %(at)s")),
    ("interim", "us"): (_("Say how it stands before %(at)s"), _("A word on how it stands was due %(at)s")),
    ("interim", "them"): (
        _("A word on how it stands expected before %(at)s"),
        _("No word on how it stands since %(at)s"),
    ),
    ("clarification", "us"): (_("Clarify before %(at)s"), _("Clarification was due %(at)s")),
    ("clarification", "them"): (_("Clarification expected before %(at)s"), _("No clarification since %(at)s")),
    ("feedback", "us"): (_("Say what came of it before %(at)s"), _("Feedback was due %(at)s")),
    ("feedback", "them"): (_("Feedback expected before %(at)s"), _("No feedback since %(at)s")),
    ("review", "us"): (_("Review before %(at)s"), _("Review was due %(at)s")),
    ("completion", "us"): (_("Do what it asks before %(at)s"), _("It was to be done %(at)s")),
    ("completion", "them"): (_("Confirmation expected before %(at)s"), _("Not confirmed since %(at)s")),
    ("onward", "us"): (
        _("Report onward recipients before %(at)s"),
        _("The report on onward recipients was due %(at)s"),
    ),
    ("onward", "them"): (
        _("Word on onward recipients expected before %(at)s"),
        _("No word on onward recipients since %(at)s"),
    ),
    ("until", "us"): (_("May be used until %(at)s"), _("Could be used until %(at)s")),
    ("until", "them"): (_("They may use it until %(at)s"), _("They could use it until %(at)s")),
}
ANY_CLOCK: tuple[Words, Words] = (_("Due before %(at)s"), _("Was due %(at)s"))
"""For a clock that has no words of its own yet."""
STOPPED: dict[str, Words] = {
    "delivery": _("Delivery, clock stopped"),
    "opening": _("Opening, clock stopped"),
    "acceptance": _("Acceptance, clock stopped"),
    "answer": _("Answer, clock stopped"),
    "interim": _("Word on how it stands, clock stopped"),
    "outcome": _("Outcome, clock stopped"),
    "clarification": _("Clarification, clock stopped"),
    "feedback": _("Feedback, clock stopped"),
    "approval": _("Approval, clock stopped"),
}
ANY_STOPPED: Words = _("Clock stopped")
SILENCES: dict[str, Words] = {
    "delivery": _("Not delivered"),
    "opening": _("Not opened"),
    "acceptance": _("Nobody accepted"),
    "answer": _("No answer"),
    "outcome": _("No outcome"),
    "approval": _("No approval"),
    "interim": _("No word on how it stands"),
    "clarification": _("No clarification"),
    "feedback": _("No feedback"),
    "review": _("Not reviewed"),
    "completion": _("Not confirmed"),
    "onward": _("No word on onward recipients"),
    "until": _("Not used"),
}
DUTIES: dict[str, str | Promise] = {
    "R": _("releasing officer"),
    "C": _("head of service"),
    "D": _("duty desk"),
    "H": _("legal adviser, assents"),
}
HOUSE_ACTS: dict[str, str | Promise] = {
    "change-officer": _("Change what an officer may do"),
    "lift-quarantine": _("Lift a quarantine"),
    "hand-out": _("Hand what a partner wrote to a body without a node"),
    "enter-consent": _("Enter a consent of a partner"),
    "four-eyes": _("Change whether what leaves takes two persons"),
    "sever": _("Cut the line to a partner"),
    "end-contact": _("End the contact with a partner"),
}
HOUSE_MEMBERS: dict[str, str | Promise] = {
    "officer": _("officer"),
    "role": _("role"),
    "also": _("further roles"),
    "clearance": _("clearance"),
    "seconded_from": _("lent by"),
    "active": _("active"),
    "four_eyes": _("four eyes"),
    "message": _("message"),
    "because": _("because"),
    "to": _("to"),
    "purpose": _("purpose"),
    "law": _("legal basis"),
    "matter": _("own file"),
    "by": _("proposed by"),
    "partner": _("partner"),
    "recipients": _("for whom"),
    "given_by": _("given by"),
    "paper": _("paper"),
    "sha256": _("SHA-256 of the paper’s file"),
    "by_message": _("by the message"),
    "dialogue": _("the whole exchange"),
    "since": pgettext_lazy("when a consent begins", "from"),
    "until": _("until"),
}
QUEUES: dict[str, tuple[Words, str, Words]] = {
    "accept": (_("To accept"), "a", pgettext_lazy("key hint", "accept")),
    "answer": (_("To answer"), "r", pgettext_lazy("key hint", "answer")),
    "approve": (_("To approve"), "p", pgettext_lazy("key hint", "approve")),
    "waiting": (_("They owe us an answer"), "", ""),
}
CONTACT: dict[str, tuple[Words, str, str, Words]] = {
    "none": (_("Invited, not met yet"), "plain", "clock", _("Their operator has not used the invitation yet.")),
    "met": (_("Met, not compared"), "warn", "unsure", _("Compare the number by voice before anything is sent.")),
    "compared": (_("Compared, not confirmed"), "warn", "eyes", _("A second officer must confirm the comparison.")),
    "confirmed": (_("Key confirmed by voice"), "yes", "key", _("The line is sure; messages may go.")),
    "frozen": (
        _("Frozen"),
        "bad",
        "warning",
        _("Nothing goes and nothing is taken before a new first contact."),
    ),
    "ended": (_("Ended"), "no", "cross", _("Contact has ended; what was exchanged stays readable.")),
}
AGREEMENT: dict[str, tuple[Words, str, str]] = {
    "none": (_("No agreement"), "warn", "warning"),
    "proposed": (_("Agreement signed by one side"), "warn", "unsure"),
    "in-force": (_("Agreement in force"), "yes", "check"),
    "suspended": (_("Agreement suspended"), "warn", "pause"),
    "ended": (_("Agreement ended"), "no", "cross"),
}
FACTS: dict[str, Words] = {
    "birth": _("Born"),
    "document": _("Document"),
    "nationality": _("Nationality"),
    "category": _("Category"),
    "nature": _("Fact or assessment"),
    "evaluation": _("Evaluation"),
    "address": _("Address"),
}
VERDICTS: dict[str, tuple[Words, str, str]] = {
    "leaves": (pgettext_lazy("verdict", "leaves"), "yes", "check"),
    "masked": (pgettext_lazy("verdict", "leaves masked"), "warn", "warning"),
    "stays": (pgettext_lazy("verdict", "stays here"), "no", "shield"),
}
# Evidence and messages of a thread: said by the node, and said with the officer who did it.
EVENTS: dict[str, tuple[Words, Words]] = {
    "delivered": (_("Receipt of delivery, automatic"), _("Receipt of delivery, automatic")),
    "opened": (_("Opened"), _("Opened by %(officer)s")),
    "accepted": (_("Accepted"), _("Accepted by %(officer)s")),
    "rejected": (_("Refused by the node"), _("Refused by the node")),
    "interim": (_("Still at work on it"), _("Still at work on it, says %(officer)s")),
    "extended": (_("Time extended"), _("Time extended by %(officer)s")),
    "urgency-rejected": (_("Urgency rejected"), _("Urgency rejected by %(officer)s")),
    "returned": (_("Sent back as insufficient"), _("Sent back as insufficient by %(officer)s")),
    "filed": (_("Filed"), _("Filed by %(officer)s")),
    "stands": (_("Stands as it is"), _("Stands as it is, says %(officer)s")),
    "withdrawn": (_("Withdrawal confirmed"), _("Withdrawal confirmed")),
    "closed-unused": (_("Closed without use"), _("Closed without use by %(officer)s")),
    "other-channel": (_("Told by another channel"), _("Told by another channel, says %(officer)s")),
    "stood-down": (_("Standing down confirmed"), _("Standing down confirmed")),
    "noted": (_("Noted"), _("Noted by %(officer)s")),
    "done": (_("Done as asked"), _("Done as asked by %(officer)s")),
    "objection-noted": (_("Objection noted"), _("Objection noted by %(officer)s")),
    "onward-results": (_("What onward recipients said"), _("What onward recipients said, told by %(officer)s")),
    "lapsed": (_("Lapsed"), _("Lapsed")),
    "revoke-accepted": (_("Taking back confirmed"), _("Taking back confirmed")),
    "contact-logged": (_("Contact logged"), _("Contact logged by %(officer)s")),
    "confirmed": (_("Contact confirmed"), _("Contact confirmed by %(officer)s")),
    "not-recorded": (_("Not in their register"), _("Not in their register, says %(officer)s")),
    "recorded-late": (_("Recorded late"), _("Recorded late by %(officer)s")),
    "countersigned": (_("Countersigned"), _("Countersigned by %(officer)s")),
    "disputed": (_("Disputed"), _("Disputed by %(officer)s")),
    "decision-applied": (_("Decision applied"), _("Decision applied by %(officer)s")),
    "closed": (_("Closed"), _("Closed by %(officer)s")),
    "handover-offered": (_("Hand-over offered"), _("Hand-over offered by %(officer)s")),
    "handover-signed": (_("Hand-over signed"), _("Hand-over signed by %(officer)s")),
    "leg": (_("Leg signed"), _("Leg signed by %(officer)s")),
    "negotiating": (_("Negotiating"), _("Negotiating, says %(officer)s")),
}
# What an officer does in a case, by the act of its table.
ACTS: dict[str, Words] = {
    "open": _("Open"),
    "register": _("Accept"),
    "evaluate": _("Evaluate"),
    "return-insufficient": _("Send back as insufficient"),
    "supplement": _("Supplement it"),
    "let-stand": _("Let it stand"),
    "link": _("Link with a case"),
    "file": _("File it"),
    "decide": _("Decide on use"),
    "offer-outcome": _("Tell the outcome"),
    "close-without-outcome": _("Close without outcome"),
    "answer": _("Answer"),
    "answer-nil": _("Answer nil"),
    "refuse": _("Refuse with a ground"),
    "cross-check": _("Search and cross-check"),
    "accept": _("Accept"),
    "accept-urgent": _("Accept as urgent"),
    "reject-urgency": _("Reject the urgency"),
    "transfer": _("Pass to the competent body"),
    "ask-clarification": _("Ask back"),
    "close-unclarified": _("Close as unclarified"),
    "task": _("Task a desk"),
    "collect": _("Material is collected"),
    "interim": _("Say how it stands"),
    "extend": _("Extend the time"),
    "extend-again": _("Extend the time again"),
    "answer-part": _("Answer in part"),
    "answer-part-final": _("Answer in part, nothing more follows"),
    "clarify": _("Clarify"),
    "withdraw": _("Withdraw"),
    "assess": _("Assess what came"),
    "send-feedback": _("Say what came of it"),
    "close-unused": _("Close as unused"),
    "apply": _("Apply it"),
    "apply-partly": _("Apply it in part, with the ground"),
    "object": _("Object"),
    "insist": _("Insist once"),
    "note-objection": _("Note the objection"),
    "report-onward": _("Report what onward recipients said"),
    "test": _("Answer the three questions"),
    "waive": _("Waive it"),
    "drop": _("Drop it"),
    "warn": _("Release the warning"),
    "warn-now": _("Warn at once"),
    "tell-by-other-channel": _("Set down that they were told otherwise"),
    "update": _("Send an update"),
    "stand-down": _("Stand it down"),
    "ask": _("Ask a question"),
    "act": _("Say what was done"),
    "not-act": _("Do nothing, with the reason"),
    "send-outcome": _("Tell the outcome"),
    "thank": _("Thank them"),
    "note": _("Note it"),
    "contest": _("Contest it"),
    "delete": _("Delete it, with every copy"),
    "keep-partly": _("Keep a part, with the ground"),
    "grant": _("Consent, with limits"),
    "revoke": _("Take it back"),
    "use": _("Say that it was used"),
    "until": _("Lapse"),
    "request": _("Ask to be authorised"),
    "authorise": _("Authorise it"),
    "deny": _("Deny it"),
    "report-unauthorised": _("Report a contact without authorisation"),
    "log": _("Log the contact"),
    "share": _("Share it with the partner"),
    "keep": _("Keep it here"),
    "contact-period": _("Period over"),
    "confirm": _("Confirm it"),
    "deny-record": _("Say that there is no record of it"),
    "record-late": _("Record it late"),
    "propose": _("Send our register of the period"),
    "compare": _("Compare the registers"),
    "countersign": _("Countersign"),
    "dispute": _("Dispute it"),
    "decline": _("Decline, with a ground"),
    "check-identity": _("Check the identity"),
    "reject-identity": _("The identity is not shown"),
    "admit": _("Admit the request"),
    "find-inadmissible": _("Find it inadmissible"),
    "inquire": _("Ask the partner"),
    "reply": _("No reply in time"),
    "say-holds": _("Say that it is held"),
    "say-nothing": _("Say that there is nothing to communicate"),
    "say-cannot": _("Say that it cannot be said"),
    "tell-person": _("Tell the person"),
    "accept-assurances": _("Accept the assurances"),
    "agree-plan": _("Agree to the plan"),
    "arrange-access": _("Arrange the visit"),
    "ask-access": _("Ask for a visit"),
    "ask-assurances": _("Ask for assurances"),
    "close": _("Close it"),
    "decide-transfer": _("Decide on a transfer"),
    "give-assurances": _("Give assurances"),
    "negotiate": _("Negotiate"),
    "object-handover": _("Object to the hand-over"),
    "object-plan": _("Object to the plan"),
    "offer-handover": _("Offer the hand-over"),
    "record-person-declined": _("The person declined"),
    "report-aftercare": _("Report on after-care"),
    "report-located": _("Report where the person is"),
    "report-not-located": _("Report that the person was not found"),
    "report-set-free": _("Report that the person is free"),
    "send-plan": _("Send the plan"),
    "sign-handover": _("Sign the hand-over"),
    "sign-leg": _("Sign a leg"),
    "waive-assurances": _("Waive assurances, with the reason"),
}

STANDS: dict[str, Words] = {
    "not-asked": _("not told yet"),
    "sent": _("on its way"),
    "delivered": _("delivered, not answered"),
    "opened": _("opened, not answered"),
    "refused": _("refused by their node"),
    "done": _("taken over in full"),
    "partly": _("taken over in part"),
    "objected": _("objected"),
    "told": _("told, not answered"),
    "not-reached": _("could not be reached"),
    "not-permitted": _("must not be told"),
    "not-confirmed": _("not confirmed in time"),
    "not-delivered": _("not delivered in time"),
}
"""How a recipient of a corrected item stands in the table of completion."""
# What an officer confirms where a table asks for it in words.
CONFIRMED: dict[str, Words] = {
    "own holdings and other channels searched": _("Own holdings and other channels were searched"),
    "urgency code confirmed": _("The reason for urgency is confirmed"),
    "own evaluation entered": _("Our own evaluation is entered"),
    "own evaluation entered beside the sender's": _("Our own evaluation stands beside theirs"),
}
ANY_CONFIRMED: Words = _("What the act asks for is so")
# What a message of a dialogue says besides its text.
MEMBERS: dict[str, Words] = {
    "wanted": _("What is wanted"),
    "necessary": _("Why it is necessary"),
    "purpose_facts": _("The facts"),
    "person_link": _("How the person is linked to it"),
    "urgency": _("Urgency"),
    "use_limits": _("What the answer may be used for"),
    "missing": _("What is missing"),
    "competent": _("The competent body"),
    "usefulness": _("Usefulness"),
    "code": _("Reason"),
    "place": _("Where"),
    "earliest": _("Not before"),
    "latest": _("Not after"),
    "endangered": _("Who or what is in danger"),
    "credible": _("Is it credible?"),
    "specific": _("Is it specific: who, where or when?"),
    "impending": _("Is it impending?"),
    "told_whom": _("Whom you told"),
    "told_at": _("When you told them"),
    "told_number": _("Number or channel"),
    "told_what": _("What was said"),
    "came_by_phone": _("Taken by phone by"),
    "measures": _("What was done"),
    "protectee": _("Whoever is in danger"),
    "reason": _("Reason"),
    "to_whom": _("To whom it is to go"),
    "for_purpose": _("For which purpose"),
    "wanted_until": _("Until when"),
    "limits": _("Limits on it"),
    "used_for": _("What it was used for"),
    "used_at": _("When it was used"),
}

# What an officer may open about a message.
BEGINS: dict[str, Words] = {
    "feedback": _("Say what came of it"),
    "onward-consent": _("Ask whether it may go on"),
    "recall": _("Recall it from everyone"),
}
# What a value of an act may be told in addition, where its name is not enough.
HELP: dict[str, Words] = {
    "place": _("Leave it empty where nobody knows; then the warning is not specific by its place."),
    "latest": _("A time that is past is no warning any more."),
    "came_by_phone": _("Who took it, if it came by phone before this message."),
}

EXPORT_ENDS: dict[str, Words] = {
    "used": _("It was signed and has left, once. Whoever needs it again asks for it again."),
    "refused": _("It was refused, or taken back. Nothing left."),
    "expired": _("What was signed under it is older than 72 hours and has ended. Nothing left."),
    "anew": _("It was asked for anew; this one has ended. Nothing left under it."),
    "role": _("Who asked for it has the role no more, so it has ended. Nothing left."),
}
"""What became of an export that was asked for and waits no more."""


def explained(name: Words, meaning: Words) -> str:
    """Put what a name means after it, with the colon that the reader's language has: in French a space goes before."""
    return f"{name}{gettext(': ')}{meaning}"


def clock_sentence(clock: Clock, now: datetime) -> str:
    """Name the clock and its instant: "Accept before 14:00", "Silence since 20 Oct"."""
    if clock.state in ("paused", "stopped") or clock.at is None:
        return str(STOPPED.get(clock.name, ANY_STOPPED))
    at = {"at": moment(clock.at, now)}
    if clock.state == "done":
        return gettext("Met %(at)s") % at
    running, past = CLOCKS.get((clock.name, clock.obliged), ANY_CLOCK)
    return str(past if clock.state == "overdue" else running) % at


def officer_name(officer: str, side: str) -> str:
    """Name an officer: ours by name, theirs by the number that stands for a name there."""
    if side == "us" or not officer.isdecimal():
        return officer
    return gettext("their officer no. %(number)s") % {"number": officer}


def receipt_lines(receipt: Receipt, now: datetime) -> list[str]:
    """Give what stands under a receipt: when, by whom, the estimate, or the code of the failure."""
    if receipt.state == "later":
        return [gettext("before %(at)s") % {"at": moment(receipt.due, now)}] if receipt.due else []
    if receipt.state in ("due", "late"):
        return _expected(receipt, now)
    lines = [moment(receipt.at, now, seconds=receipt.kind == "delivered")] if receipt.at else []
    if receipt.officer:
        lines.append(gettext("by %(officer)s") % {"officer": officer_name(receipt.officer, receipt.side)})
    elif receipt.kind == "delivered":
        lines.append(gettext("by our node") if receipt.side == "us" else gettext("by their node"))
    if receipt.until:
        lines.append(gettext("answer estimated %(at)s") % {"at": moment(receipt.until, now)})
    if receipt.state == "failed":
        lines.append(gettext("failed, code %(code)s") % {"code": receipt.code})
        lines += [sentence] if (sentence := code_sentence(receipt.code)) else []
    return lines


def _expected(receipt: Receipt, now: datetime) -> list[str]:
    lines = []
    if receipt.due:
        late = receipt.state == "late"
        said = gettext("was due %(at)s") if late else gettext("before %(at)s")
        lines.append(said % {"at": moment(receipt.due, now)})
    if receipt.kind == "accepted":
        lines.append(gettext("by a desk that stands for it"))
    return lines


def event_sentence(event: Event, now: datetime) -> str:
    """Say one step of a thread in words."""
    if event.what in EVENTS:
        plain, named = EVENTS[event.what]
        officer = officer_name(event.officer, event.side)
        said = str(named) % {"officer": officer} if officer else str(plain)
    else:
        said = str(KINDS.get(event.what, event.what))
    if event.until and event.what == "filed":
        theirs = gettext("%(said)s; their desk keeps a watch, end: %(at)s")
        ours = gettext("%(said)s; told that we keep a watch, end: %(at)s")
        said = (theirs if event.side == "them" else ours) % {"said": said, "at": moment(event.until, now)}
    elif event.until:
        said = gettext("%(said)s; answer estimated %(at)s") % {"said": said, "at": moment(event.until, now)}
    if event.code:
        said = gettext("%(said)s (code %(code)s)") % {"said": said, "code": event.code}
    return said


def silence_sentence(silence: Silence, now: datetime) -> str:
    """Say a silence: who owed what, since when, and until when if it has ended."""
    values = {"what": str(SILENCES.get(silence.clock, silence.clock)), "since": moment(silence.since, now)}
    if silence.until:
        return gettext("%(what)s from %(since)s to %(until)s") % {**values, "until": moment(silence.until, now)}
    return gettext("%(what)s since %(since)s") % values


NATURE = {"fact": _("Fact"), "assessment": _("Assessment")}
CHARACTERS = {
    "political": _("Is it political in character?"),
    "military": _("Is it military in character?"),
    "religious": _("Is it religious in character?"),
    "racial": _("Is it racial in character?"),
}
"""The four questions of the check of character (INTERPOL Constitution, art. 3; `services.concerned`)."""
