"""Words for every kind of dialogue and every message of its table, also where the desk has no screen for it yet.

A newer partner, the register and the search show what these name; none of them stands there as a bare code. Messages of
agreements are called as they travel, without the letter that tells the two sides apart in the table (`on_the_wire`).
"""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Words = str | Promise

DIALOGUES: dict[str, Words] = {
    "request-assistance": pgettext_lazy("kind", "Request for assistance"),
    "warning": pgettext_lazy("kind", "Threat warning"),
    "recall": pgettext_lazy("kind", "Recall"),
    "onward-consent": pgettext_lazy("kind", "Consent to onward use"),
    "deconfliction": pgettext_lazy("kind", "Deconfliction of an operation"),
    "deconfliction-site": pgettext_lazy("kind", "Site that must not be struck"),
    "event": pgettext_lazy("kind", "Event space"),
    "match-session": pgettext_lazy("kind", "Private matching session"),
    "trace-session": pgettext_lazy("kind", "Federated trace of a financing chain"),
    "agreement": pgettext_lazy("kind", "Agreement"),
    "agreement-topic": pgettext_lazy("kind", "Topic of an agreement"),
    "contact": pgettext_lazy("kind", "Contact"),
    "contact-reconciliation": pgettext_lazy("kind", "Reconciliation of the contact registers"),
    "redress": pgettext_lazy("kind", "Redress for a person"),
    "handover-internal": pgettext_lazy("kind", "Internal hand-over"),
    "dispatch": pgettext_lazy("kind", "Way of one message"),
}
MESSAGES: dict[str, Words] = {
    # Of several kinds.
    "delivered": pgettext_lazy("message", "Proof of delivery"),
    "opened": pgettext_lazy("message", "Word that it was opened"),
    "rejected": pgettext_lazy("message", "Refused by the node"),
    "accepted": pgettext_lazy("message", "Acceptance"),
    "declined": pgettext_lazy("message", "Declined"),
    "filed": pgettext_lazy("message", "Word that it was filed"),
    "returned": pgettext_lazy("message", "Sent back"),
    "stands": pgettext_lazy("message", "It stands as it is"),
    "interim": pgettext_lazy("message", "Interim word"),
    "extended": pgettext_lazy("message", "More time"),
    "urgency-rejected": pgettext_lazy("message", "Urgency refused, with reasons"),
    "closed-unused": pgettext_lazy("message", "Closed, nothing was used"),
    "closed": pgettext_lazy("message", "Closed"),
    "withdrawn": pgettext_lazy("message", "Word that it was withdrawn"),
    "cancelled": pgettext_lazy("message", "Cancelled"),
    "noted": pgettext_lazy("message", "Noted"),
    "contested": pgettext_lazy("message", "Contested"),
    "done": pgettext_lazy("message", "Done, with proof"),
    "objection-noted": pgettext_lazy("message", "Objection noted"),
    "onward-results": pgettext_lazy("message", "What onward recipients did"),
    "question": pgettext_lazy("message", "Question"),
    "incident": pgettext_lazy("message", "Incident"),
    # Of agreements and their topics.
    "draft": pgettext_lazy("message", "Draft of an agreement"),
    "withdraw-draft": pgettext_lazy("message", "Draft withdrawn"),
    "draft-gone": pgettext_lazy("message", "The draft no longer stands"),
    "countersigned": pgettext_lazy("message", "Countersigned"),
    "counter-draft": pgettext_lazy("message", "Counter-draft"),
    "suspend": pgettext_lazy("message", "Suspension of an agreement"),
    "lift": pgettext_lazy("message", "Suspension lifted"),
    "suspend-topic": pgettext_lazy("message", "Suspension of a topic"),
    "lift-topic": pgettext_lazy("message", "Suspension of a topic lifted"),
    "notice": pgettext_lazy("message", "Notice of withdrawal"),
    "run-off": pgettext_lazy("message", "The run-off has ended"),
    "certificate": pgettext_lazy("message", "Certificate of deletion"),
    # Of a request for assistance.
    "access": pgettext_lazy("message", "Answer about access"),
    "access-asked": pgettext_lazy("message", "Access asked for"),
    "aftercare-report": pgettext_lazy("message", "Report on after-care"),
    "assurances": pgettext_lazy("message", "Assurances"),
    "assurances-accepted": pgettext_lazy("message", "Assurances accepted"),
    "assurances-asked": pgettext_lazy("message", "Assurances asked for"),
    "handover-objected": pgettext_lazy("message", "Objection to the hand-over"),
    "handover-offered": pgettext_lazy("message", "Hand-over offered"),
    "handover-signed": pgettext_lazy("message", "Hand-over signed"),
    "leg": pgettext_lazy("message", "Leg of custody"),
    "located": pgettext_lazy("message", "The person was found"),
    "not-located": pgettext_lazy("message", "The person was not found"),
    "negotiating": pgettext_lazy("message", "Talks are under way"),
    "person-declined": pgettext_lazy("message", "The person declined"),
    "plan": pgettext_lazy("message", "Plan of the hand-over"),
    "plan-agreed": pgettext_lazy("message", "Plan agreed"),
    "plan-objected": pgettext_lazy("message", "Objection to the plan"),
    "set-free": pgettext_lazy("message", "The person was set free"),
    "transfer-decided": pgettext_lazy("message", "Transfer decided"),
    # Of a warning.
    "other-channel": pgettext_lazy("message", "Told on another channel"),
    "stand-down": pgettext_lazy("message", "Stand-down"),
    "stood-down": pgettext_lazy("message", "Word that it was stood down"),
    "thanks": pgettext_lazy("message", "Thanks"),
    "update": pgettext_lazy("message", "Update"),
    # Of consent to onward use.
    "ask": pgettext_lazy("message", "Consent asked for"),
    "granted": pgettext_lazy("message", "Consent granted"),
    "lapsed": pgettext_lazy("message", "Consent lapsed"),
    "revoke": pgettext_lazy("message", "Consent revoked"),
    "revoke-accepted": pgettext_lazy("message", "Revocation taken over"),
    "use-report": pgettext_lazy("message", "Report of use"),
    # Of deconfliction, of an operation and of a site.
    "filing": pgettext_lazy("message", "Operation filed"),
    "conflict": pgettext_lazy("message", "Conflict: call them"),
    "late-conflict": pgettext_lazy("message", "Conflict found later"),
    "no-conflict": pgettext_lazy("message", "No conflict"),
    "moved": pgettext_lazy("message", "Operation moved"),
    "past": pgettext_lazy("message", "Operation over"),
    "separate": pgettext_lazy("message", "Separation proposed"),
    "separate-agreed": pgettext_lazy("message", "Separation agreed"),
    "separate-declined": pgettext_lazy("message", "Separation declined"),
    "talks": pgettext_lazy("message", "Talks between the desks"),
    "site": pgettext_lazy("message", "Site"),
    "acknowledged": pgettext_lazy("message", "Receipt of the site confirmed"),
    "site-corrected": pgettext_lazy("message", "Site corrected"),
    "site-withdrawn": pgettext_lazy("message", "Site withdrawn"),
    "withdrawal-confirmed": pgettext_lazy("message", "Withdrawal confirmed"),
    "query": pgettext_lazy("message", "Question about a place"),
    "incident-reply": pgettext_lazy("message", "Reply about the incident"),
    # Of an event space.
    "invite": pgettext_lazy("message", "Invitation"),
    "join": pgettext_lazy("message", "Joining"),
    "decline": pgettext_lazy("message", "Invitation declined"),
    "leave": pgettext_lazy("message", "Leaving"),
    "space-open": pgettext_lazy("message", "The space is open"),
    "list": pgettext_lazy("message", "List"),
    "partner-list": pgettext_lazy("message", "Their list"),
    "partner-incident": pgettext_lazy("message", "Their incident"),
    "closing": pgettext_lazy("message", "Closing of the space"),
    "purged": pgettext_lazy("message", "Certificate of purge"),
    "partner-purged": pgettext_lazy("message", "Their certificate of purge"),
    # Of a matching session and of a trace.
    "propose": pgettext_lazy("message", "Session proposed"),
    "agreed": pgettext_lazy("message", "Session agreed"),
    "batch": pgettext_lazy("message", "Blinded batch"),
    "evaluated": pgettext_lazy("message", "Batch evaluated"),
    "budget-spent": pgettext_lazy("message", "The budget is spent"),
    "finish": pgettext_lazy("message", "End of the batches"),
    "abort": pgettext_lazy("message", "Break-off"),
    "aborted": pgettext_lazy("message", "Word that it was broken off"),
    "report": pgettext_lazy("message", "Report"),
    "report-signed": pgettext_lazy("message", "Report signed"),
    "open": pgettext_lazy("message", "Trace opened"),
    "hop-query": pgettext_lazy("message", "Question about one hop"),
    "hop-answer": pgettext_lazy("message", "Answer about one hop"),
    "hop-yes-no": pgettext_lazy("message", "Yes or no about one hop"),
    "hop-refused": pgettext_lazy("message", "Refusal about one hop"),
    "picture": pgettext_lazy("message", "Joint picture"),
    "picture-noted": pgettext_lazy("message", "Joint picture noted"),
    "stop": pgettext_lazy("message", "Stop"),
    "stopped": pgettext_lazy("message", "Word that it was stopped"),
    # Of contacts and their registers.
    "contact-logged": pgettext_lazy("message", "Contact logged"),
    "confirmed": pgettext_lazy("message", "Contact confirmed"),
    "not-recorded": pgettext_lazy("message", "Contact not recorded"),
    "recorded-late": pgettext_lazy("message", "Contact recorded late"),
    "register": pgettext_lazy("message", "Register of contacts"),
    "disputed": pgettext_lazy("message", "Disputed"),
    "result": pgettext_lazy("message", "Result of the reconciliation"),
    # Of redress.
    "inquiry": pgettext_lazy("message", "Inquiry"),
    "holds": pgettext_lazy("message", "They hold something"),
    "holds-nothing": pgettext_lazy("message", "They hold nothing"),
    "cannot-say": pgettext_lazy("message", "They cannot say"),
    "decision": pgettext_lazy("message", "Decision"),
    "decision-applied": pgettext_lazy("message", "Decision applied"),
    "decision-objected": pgettext_lazy("message", "Objection to the decision"),
    # Inside one house, and of any kind.
    "offer": pgettext_lazy("message", "Offered to a desk"),
    "take-back": pgettext_lazy("message", "Take-back"),
    "taken": pgettext_lazy("message", "Taken by the desk"),
    "taken-back": pgettext_lazy("message", "Taken back"),
    "entry": pgettext_lazy("message", "Message"),
}
_SIDED: Final = ("p-", "q-", "a-", "b-")


def on_the_wire(name: str) -> str:
    """Give the name by which a message of a table travels.

    >>> on_the_wire("p-suspend"), on_the_wire("b-lift-topic"), on_the_wire("access")
    ('suspend', 'lift-topic', 'access')
    """
    return name[2:] if name.startswith(_SIDED) else name
