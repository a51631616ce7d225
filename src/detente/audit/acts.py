"""The closed list of acts that the audit log knows. What is not in it cannot be logged, so nothing is logged vaguely.

An act is what was done, in the past tense; who did it, to what, and with which details stand beside it in the entry
(`audit.log`). Acts of strangers are counted, never logged one by one: no work for strangers (DXP 11).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Act(StrEnum):
    """Every act of a node, an operator or an officer. The meaning of each stands in `MEANINGS`."""

    # The node and its life
    NODE_CREATED = "node-created"
    NODE_STARTED = "node-started"
    NODE_STOPPED = "node-stopped"
    RUN_BEGUN = "run-begun"
    EPOCH_OPENED = "epoch-opened"
    EPOCH_CLOSED = "epoch-closed"
    FEED_DONE = "feed-done"
    ADOPTION_DONE = "adoption-done"
    ENTRY_REOPENED = "entry-reopened"
    SETTINGS_CHANGED = "settings-changed"
    BACKUP_MADE = "backup-made"
    BACKUP_RESTORED = "backup-restored"
    HOME_UPGRADED = "home-upgraded"
    FAILURES_COUNTED = "failures-counted"
    JOB_FAILED = "job-failed"
    JOB_MENDED = "job-mended"

    # Keys
    KEY_MADE = "key-made"
    KEY_USED = "key-used"
    KEY_ROTATED = "key-rotated"
    KEY_REVOKED = "key-revoked"
    KEYS_RETIRED = "keys-retired"
    KEYS_TAKEN_AWAY = "keys-taken-away"

    # People here
    USER_ADDED = "user-added"
    USER_CHANGED = "user-changed"
    USER_DISABLED = "user-disabled"
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    TOKEN_MADE = "token-made"
    TOKEN_REVOKED = "token-revoked"
    SIGNED_IN = "signed-in"
    SIGNED_OUT = "signed-out"
    SIGN_IN_FAILURES_COUNTED = "sign-in-failures-counted"

    # Desks
    DESK_ARRANGED = "desk-arranged"
    ROSTER_CHANGED = "roster-changed"
    CASE_HANDED = "case-handed"
    SHIFT_SHEET_MADE = "shift-sheet-made"
    SHIFT_SIGNED = "shift-signed"
    ESCALATED = "escalated"
    ESCALATION_LOOKED = "escalation-looked"
    ESCALATION_ENDED = "escalation-ended"
    CALL_PLANNED = "call-planned"
    CALL_ENDED = "call-ended"
    WEBHOOK_PLANNED = "webhook-planned"
    WEBHOOK_SENT = "webhook-sent"

    # Partners
    PARTY_INVITED = "party-invited"
    PARTY_ADDED = "party-added"
    PARTY_COMPARED = "party-compared"
    PARTY_CONFIRMED = "party-confirmed"
    PARTY_MISMATCHED = "party-mismatched"
    PARTY_FROZEN = "party-frozen"
    PARTY_SEVERED = "party-severed"
    SEVER_TASK_DONE = "sever-task-done"
    PARTY_ENDED = "party-ended"
    DATA_CERTIFIED = "data-certified"
    PARTY_DOCUMENT_TAKEN = "party-document-taken"
    FORK_FOUND = "fork-found"
    ROLLBACK_FOUND = "rollback-found"
    OBJECT_REFUSED = "object-refused"
    REFUSALS_COUNTED = "refusals-counted"
    LINE_TESTED = "line-tested"
    LINE_TEST_MISSED = "line-test-missed"
    AGREEMENT_ACTED = "agreement-acted"

    # Entries that leave
    DRAFT_MADE = "draft-made"
    DRAFT_DISCARDED = "draft-discarded"
    DRAFT_FILES_SWEPT = "draft-files-swept"
    TEMPLATE_KEPT = "template-kept"
    TEMPLATE_FORGOTTEN = "template-forgotten"
    ADDRESS_KEPT = "address-kept"
    ADDRESS_FORGOTTEN = "address-forgotten"
    CASE_IMPORTED = "case-imported"
    CASE_PACKAGE_REFUSED = "case-package-refused"
    ENTRY_RELEASED = "entry-released"
    ENTRY_STAMPED = "entry-stamped"
    ENTRY_WITHHELD = "entry-withheld"
    ENTRY_DELIVERED = "entry-delivered"
    ENTRY_REFUSED_THERE = "entry-refused-there"
    RECEIPT_TAKEN = "receipt-taken"

    # Entries that arrive
    ENTRY_RECEIVED = "entry-received"
    ENTRY_REFUSED = "entry-refused"
    ENTRY_REJECTED = "entry-rejected"
    ENTRY_OPENED = "entry-opened"
    ENTRY_ACCEPTED = "entry-accepted"
    ENTRY_ANSWERED = "entry-answered"
    ENTRY_ANSWER_REFUSED = "entry-answer-refused"
    CASE_MOVED = "case-moved"
    ITEM_BLOCKED = "item-blocked"
    ITEM_DELETED = "item-deleted"
    REENTRY_FOUND = "reentry-found"
    WARNING_CAME_LATE = "warning-came-late"
    PRELUDE_BEGUN = "prelude-begun"
    PRELUDE_MOVED = "prelude-moved"
    CLOCKS_MOVED = "clocks-moved"
    CASE_LINKED = "case-linked"

    # Attachments
    ATTACHMENT_STORED = "attachment-stored"
    ATTACHMENT_READ = "attachment-read"

    # What needs two persons
    DRAFT_SUBMITTED = "draft-submitted"
    DRAFT_APPROVED = "draft-approved"
    DRAFT_RETURNED = "draft-returned"
    APPROVAL_VOIDED = "approval-voided"
    ACT_PROPOSED = "act-proposed"
    ACT_CONFIRMED = "act-confirmed"
    ACT_DECLINED = "act-declined"

    # Safeguards
    PERSON_PROTECTED = "person-protected"
    PROTECTION_ENDED = "protection-ended"
    RISK_ENTERED = "risk-entered"
    ASSURANCE_ENTERED = "assurance-entered"
    ASSURANCE_BREACHED = "assurance-breached"
    QUARANTINED = "quarantined"
    QUARANTINE_LIFTED = "quarantine-lifted"
    PROPERTIES_DROPPED = "properties-dropped"

    # What becomes of what a partner sent
    CONSENT_ENTERED = "consent-entered"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    CONTENT_USED = "content-used"
    WATCH_SET = "watch-set"
    WATCH_RENEWED = "watch-renewed"
    WATCH_HANDED = "watch-handed"
    WATCH_ENDED = "watch-ended"
    WATCH_WARNED = "watch-warned"
    WATCH_KEPT = "watch-kept"
    WATCH_LET_END = "watch-let-end"
    WATCH_FIRED = "watch-fired"
    ALERT_TOLD = "alert-told"
    ALERT_ACKNOWLEDGED = "alert-acknowledged"
    ALERT_ESCALATED = "alert-escalated"
    ALERTS_LOOKED = "alerts-looked"
    CONTENT_PASSED_ON = "content-passed-on"
    BODY_TOLD = "body-told"
    OBLIGATION_OWED = "obligation-owed"
    OBLIGATION_MET = "obligation-met"

    # Records of persons and bodies
    RECORD_MADE = "record-made"
    RECORD_STATED = "record-stated"
    RECORD_READ = "record-read"
    RECORDS_MERGED = "records-merged"
    RECORDS_SPLIT = "records-split"
    STATEMENT_ENDED = "statement-ended"
    STATEMENTS_ERASED = "statements-erased"

    # Lists of others
    LIST_ADDED = "list-added"
    LIST_GIVEN = "list-given"
    LIST_CONFIRMED = "list-confirmed"
    LIST_IN_FORCE = "list-in-force"
    LIST_DROPPED = "list-dropped"
    LIST_REFUSED = "list-refused"
    LIST_ENDED = "list-ended"
    LIST_ENTRY_READ = "list-entry-read"
    LIST_COMPARED = "list-compared"
    LIST_COMPARISON_ASKED = "list-comparison-asked"
    LIST_COMPARISON_STOPPED = "list-comparison-stopped"
    LIST_COMPARISON_READ = "list-comparison-read"

    # Who may be the same one
    SCREENED = "screened"
    SCREENING_LEFT_OUT = "screening-left-out"
    NAMES_KEYED = "names-keyed"
    KEYING_LEFT_OUT = "keying-left-out"
    MATCH_READ = "match-read"
    MATCH_JUDGED = "match-judged"
    MATCH_SECONDED = "match-seconded"
    JUDGEMENT_UNDONE = "judgement-undone"

    # What policy says
    POLICY_REFUSED = "policy-refused"
    LIMITS_CONFIRMED = "limits-confirmed"

    # Reading and taking out
    LOOKED_UP = "looked-up"
    THREAD_EXPORTED = "thread-exported"
    CASE_EXPORTED = "case-exported"
    EXPORT_ASKED = "export-asked"
    EXPORT_APPROVED = "export-approved"
    EXPORT_REFUSED = "export-refused"
    EXPORT_ENDED = "export-ended"
    CONTENT_DISCLOSED = "content-disclosed"
    STATEMENT_VERIFIED = "statement-verified"
    AUDIT_VERIFIED = "audit-verified"
    AUDIT_READ = "audit-read"
    OVERSIGHT_KEY_MADE = "oversight-key-made"
    OVERSIGHT_READ = "oversight-read"
    DETAILS_ERASED = "details-erased"

    # Upkeep of cases
    DISSEMINATED = "disseminated"
    DISSEMINATION_OVERRIDDEN = "dissemination-overridden"
    HANDOVER_OVERDUE = "handover-overdue"
    LIKENESS_FOUND = "likeness-found"
    LIKENESS_SETTLED = "likeness-settled"
    RETENTION_SET = "retention-set"
    RETENTION_REVIEWED = "retention-reviewed"
    CONTENT_PURGED = "content-purged"
    LEGAL_HOLD_LAID = "legal-hold-laid"
    LEGAL_HOLD_LIFTED = "legal-hold-lifted"


MEANINGS: Final[dict[Act, str]] = {
    Act.NODE_CREATED: "the home folder, the keys and the first party document were made",
    Act.NODE_STARTED: "the node's processes started",
    Act.NODE_STOPPED: "the node's processes stopped in order",
    Act.RUN_BEGUN: "a new run began: every epoch is closed, every direction is fed anew",
    Act.EPOCH_OPENED: "an epoch of a direction was opened",
    Act.EPOCH_CLOSED: "an epoch of a direction was closed",
    Act.FEED_DONE: "a partner gave back batches of its direction that this node lacked",
    Act.ADOPTION_DONE: "own batches that only the partner still held were taken back",
    Act.ENTRY_REOPENED: "an entry of ours that came back sealed was opened with the archive key",
    Act.SETTINGS_CHANGED: "a setting of the node was changed",
    Act.BACKUP_MADE: "an encrypted copy of the node was written",
    Act.BACKUP_RESTORED: "the node was restored from a copy, which begins a new run",
    Act.HOME_UPGRADED: "the tables of a home of an earlier release were brought to this one",
    Act.FAILURES_COUNTED: "requests that proved nothing about their sender, counted over a minute",
    Act.JOB_FAILED: "a job that the node does by itself failed, with the code of why; said once until it is mended",
    Act.JOB_MENDED: "a job that had failed was done again",
    Act.KEY_MADE: "a key pair was made",
    Act.KEY_USED: "a private key was used outside the exchange's own signing, or taken from its file",
    Act.KEY_ROTATED: "a new party document got its place in a partner's ledger; from there on its keys sign",
    Act.KEY_REVOKED: "a key was declared superseded or compromised",
    Act.KEYS_RETIRED: "private keys of earlier party documents were erased",
    Act.KEYS_TAKEN_AWAY: "root and archive keys were moved out of the home folder",
    Act.USER_ADDED: "an officer or operator was added",
    Act.USER_CHANGED: "roles or names of a user were changed",
    Act.USER_DISABLED: "a user may no longer sign in",
    Act.PASSKEY_ADDED: "a passkey was bound to a user",
    Act.PASSKEY_REMOVED: "a passkey was taken from a user",
    Act.TOKEN_MADE: "a token was made with which a system acts as an officer",
    Act.TOKEN_REVOKED: "a token of an officer was ended",
    Act.SIGNED_IN: "a user signed in",
    Act.SIGNED_OUT: "a user signed out",
    Act.SIGN_IN_FAILURES_COUNTED: "sign-ins that failed, counted over a minute",
    Act.DESK_ARRANGED: "a desk was made, or its name, competence or members were changed",
    Act.ROSTER_CHANGED: "a duty or a leave was put down",
    Act.CASE_HANDED: "a case was handed to another desk or officer",
    Act.SHIFT_SHEET_MADE: "the hand-over sheet of a shift was made and frozen",
    Act.SHIFT_SIGNED: "an officer signed a hand-over sheet, as the one who gives or takes over",
    Act.ESCALATED: "a step of escalation was taken: who was reminded of which clock",
    Act.ESCALATION_LOOKED: "cases whose time had come were looked at for steps of escalation",
    Act.ESCALATION_ENDED: "steps of escalation ended, because somebody acted",
    Act.CALL_PLANNED: "a call without content was put down: a digest by mail, or the hook",
    Act.CALL_ENDED: "a call went out, or was ended because nothing stood any more",
    Act.WEBHOOK_PLANNED: "notices without content were put down for the own case system",
    Act.WEBHOOK_SENT: "the own case system took a notice without content",
    Act.PARTY_INVITED: "an invitation to a first contact was opened",
    Act.PARTY_ADDED: "a party's documents were met or read from paper",
    Act.PARTY_COMPARED: "an officer compared the authentication string or the fingerprint",
    Act.PARTY_CONFIRMED: "a second officer confirmed the contact",
    Act.PARTY_MISMATCHED: "the authentication string or the fingerprint differed",
    Act.PARTY_FROZEN: "the exchange with a party was frozen",
    Act.PARTY_SEVERED: "two officers cut the line to a party: frozen, what it was given taken back",
    Act.SEVER_TASK_DONE: "somebody whom a cut line endangers was warned or told, or an officer said why not",
    Act.DATA_CERTIFIED: "what came under an agreement was destroyed or kept, and certified to the partner",
    Act.PARTY_ENDED: "the contact with a party was ended",
    Act.PARTY_DOCUMENT_TAKEN: "a party's newer document was taken into its chain",
    Act.FORK_FOUND: "two signed objects of a party contradict each other",
    Act.ROLLBACK_FOUND: "a signed object proves more than its signer now knows",
    Act.OBJECT_REFUSED: "a verified partner's object was refused with a signed code",
    Act.REFUSALS_COUNTED: "further objects of a verified partner were refused with one code, counted over a minute",
    Act.LINE_TESTED: "a line to a party was tested: its signed word came, and both ledgers were compared",
    Act.LINE_TEST_MISSED: "an hour passed in which a party did not answer the test of the line",
    Act.AGREEMENT_ACTED: "an officer signed, declined, suspended, re-established or ended an agreement",
    Act.DRAFT_MADE: "a message was written and not yet released",
    Act.DRAFT_DISCARDED: "a message was thrown away before release",
    Act.DRAFT_FILES_SWEPT: "files that belong to no draft any more were taken away",
    Act.TEMPLATE_KEPT: "a template of the house was written or changed",
    Act.TEMPLATE_FORGOTTEN: "a template of the house was thrown away",
    Act.ADDRESS_KEPT: "what we know of a desk of a partner was noted or changed",
    Act.ADDRESS_FORGOTTEN: "a desk of a partner was taken out of the address book",
    Act.CASE_IMPORTED: "a case package became drafts; nothing of it was sent",
    Act.CASE_PACKAGE_REFUSED: "a case package was refused, and nothing of it was kept",
    Act.ENTRY_RELEASED: "an officer released a message to leave the node",
    Act.ENTRY_STAMPED: "entries got their place under a signed checkpoint",
    Act.ENTRY_WITHHELD: "a released entry was kept back for good: its agreement had ended before it could leave",
    Act.ENTRY_DELIVERED: "a partner's receipt covers an entry",
    Act.ENTRY_REFUSED_THERE: "a partner's receipt or evidence says that an entry reached no desk",
    Act.RECEIPT_TAKEN: "a partner's cosignature was verified and stored",
    Act.ENTRY_RECEIVED: "an entry was committed and receipted",
    Act.ENTRY_REFUSED: "an entry was receipted as refused, its bytes quarantined",
    Act.ENTRY_REJECTED: "an entry failed after its commit, and evidence says so",
    Act.ENTRY_OPENED: "an officer opened an entry",
    Act.ENTRY_ACCEPTED: "an officer took responsibility for an entry",
    Act.ENTRY_ANSWERED: "an answer to an entry was released",
    Act.ENTRY_ANSWER_REFUSED: "an answer to an entry was refused; the inner ground stands in the details",
    Act.CASE_MOVED: "a case took a step of its table",
    Act.ITEM_BLOCKED: "a message was blocked, because its originator recalled it",
    Act.ITEM_DELETED: "the content of a recalled message was deleted; its proof stays",
    Act.REENTRY_FOUND: "somebody whom a recalled and deleted message named came, or was to leave, again",
    Act.WARNING_CAME_LATE: "a warning came after the time that it warns of",
    Act.PRELUDE_BEGUN: "something began of which nothing has left yet, such as a warning under the test",
    Act.PRELUDE_MOVED: "something of which nothing has left yet took a step of its table",
    Act.CLOCKS_MOVED: "clocks of open dialogues were counted anew, because a suspension began or ended",
    Act.CASE_LINKED: "an officer linked two cases about one matter",
    Act.ATTACHMENT_STORED: "an attachment is complete and every chunk was checked",
    Act.ATTACHMENT_READ: "an attachment was decrypted for an officer",
    Act.DRAFT_SUBMITTED: "the author of a message pressed send, and a second person must approve it",
    Act.DRAFT_APPROVED: "a second person approved exactly what would leave, or assented to it",
    Act.DRAFT_RETURNED: "a second person gave a message back to its author, with a reason",
    Act.APPROVAL_VOIDED: "approvals that were not used ended: the message was edited, or a role was taken away",
    Act.ACT_PROPOSED: "an officer proposed an act of the house that needs a second person",
    Act.ACT_CONFIRMED: "a second officer confirmed an act of the house, and it took effect",
    Act.ACT_DECLINED: "a second officer declined an act of the house",
    Act.PERSON_PROTECTED: "a protected status of a person was entered; whose, stays in the register",
    Act.PROTECTION_ENDED: "a protected status of a person ended",
    Act.RISK_ENTERED: "a part of a risk form, or a partner's profile, was entered",
    Act.ASSURANCE_ENTERED: "what another state gave its word for was entered",
    Act.ASSURANCE_BREACHED: "an assurance was broken, and holds no more",
    Act.QUARANTINED: "a message was put into quarantine: mistreatment may have produced it",
    Act.QUARANTINE_LIFTED: "two officers lifted a quarantine",
    Act.PROPERTIES_DROPPED: "properties that no record may carry were left out of the desk's copy at reception",
    Act.CONSENT_ENTERED: "a word on use beyond the label, or on passing on, was entered: ours, or a partner's",
    Act.CONSENT_WITHDRAWN: "a consent was taken back; the reason stands in the details",
    Act.WATCH_SET: "an officer set up a watch on a person, with an end, an owner and a legal basis of its own",
    Act.WATCH_RENEWED: "an officer moved the end of a watch, with a reason; policy was asked again",
    Act.WATCH_HANDED: "a watch got another owner",
    Act.WATCH_ENDED: "an officer ended a watch, with a reason",
    Act.WATCH_KEPT: "a partner told until when it keeps a watch that was asked of it",
    Act.WATCH_LET_END: "an officer let a watch end that a partner keeps for us",
    Act.WATCH_WARNED: "a watch said that it ends soon, or that its end passed and nobody decided",
    Act.WATCH_FIRED: "something happened that a watch looks for",
    Act.ALERT_TOLD: "somebody set down that an alert was told by word of mouth, which ends nothing",
    Act.ALERT_ACKNOWLEDGED: "an officer took an alert, by name",
    Act.ALERT_ESCALATED: "an alert that nobody took was told to the next",
    Act.ALERTS_LOOKED: "the node looked which watches and alerts are due",
    Act.CONTENT_USED: "an officer put what a partner sent to a purpose; what it obliged to stands in the details",
    Act.CONTENT_PASSED_ON: "what a partner sent went on to another party or body; to whom stands in the details",
    Act.BODY_TOLD: "a body without a node was told of a correction, or answered; how and what stands in the details",
    Act.OBLIGATION_OWED: "a permit obliged to something that is still to be done, until when stands in the details",
    Act.OBLIGATION_MET: "an officer did what a permit had obliged to",
    Act.RECORD_MADE: "a record of a person or body was made, by hand or from a message; whom, stays in the record",
    Act.RECORD_STATED: "one more value was stated in a record; which property stands in the details",
    Act.RECORD_READ: "an officer looked at a record",
    Act.RECORDS_MERGED: "an officer said that two records are of one person; why, stays in the records",
    Act.RECORDS_SPLIT: "an officer said that two merged records are of two persons; `given`: what went to the second",
    Act.STATEMENT_ENDED: "a value of a record no longer stands; the reason stands in the details",
    Act.STATEMENTS_ERASED: "values of records whose date of deletion had passed were erased",
    Act.LIST_ADDED: "a list of others is held here from now on",
    Act.LIST_GIVEN: "a file was given as a version of a list; `again` says that it is the one in force",
    Act.LIST_CONFIRMED: "an officer said that a version that waited may go on, and what its columns mean",
    Act.LIST_IN_FORCE: "a version of a list came in force, in place of the one before",
    Act.LIST_DROPPED: "an officer dropped a version of a list before it was in force",
    Act.LIST_REFUSED: "a file could not be read as a version of a list; nothing of it stays",
    Act.LIST_ENDED: "a list is no longer searched",
    Act.LIST_ENTRY_READ: "an officer looked at an entry of a list",
    Act.LIST_COMPARED: "a whole list was compared with all whom this node holds; nothing left the node by it",
    Act.LIST_COMPARISON_ASKED: "an officer let a whole list be compared with all whom this node holds, or go on",
    Act.LIST_COMPARISON_STOPPED: "the comparing of a whole list was stopped; what was compared stays",
    Act.LIST_COMPARISON_READ: "an officer read what the comparing of a whole list came to",
    Act.SCREENED: "persons of messages or records were compared with what is held here; nothing left the node by it",
    Act.SCREENING_LEFT_OUT: "a message or a record could not be compared with what is held here; it is tried again",
    Act.NAMES_KEYED: "names held here were keyed anew, as a release finds them that reads more in a name",
    Act.KEYING_LEFT_OUT: "the names of a message or a record could not be keyed anew; it is tried again",
    Act.MATCH_READ: "an officer looked at two records that may be the same",
    Act.MATCH_JUDGED: "an officer said whether two records are the same; of whom, stays in the records",
    Act.MATCH_SECONDED: "a second person said whether two records are the same, without seeing the first answer",
    Act.JUDGEMENT_UNDONE: "what was said of two records was undone, with a reason; they are to be judged again",
    Act.POLICY_REFUSED: "policy refused an act of an officer; the inner ground stands in the details and never travels",
    Act.LIMITS_CONFIRMED: "an officer confirmed to have read the limits that a label states, and to keep to them",
    Act.LOOKED_UP: "an officer searched, with the reason given",
    Act.THREAD_EXPORTED: "a thread statement or a bundle was written",
    Act.EXPORT_ASKED: "an officer asked a second person to let content leave the screens",
    Act.EXPORT_APPROVED: "a second person approved exactly what an export would give out, or assented to it",
    Act.EXPORT_REFUSED: "a second person refused an export, with a reason",
    Act.EXPORT_ENDED: "an export that was asked for ended without being made; the details say why",
    Act.CASE_EXPORTED: "a case left the screens as a file: what is in it, and how much was left out by which rule",
    Act.CONTENT_DISCLOSED: "an export disclosed the content of an entry",
    Act.STATEMENT_VERIFIED: "a statement or a bundle was verified",
    Act.AUDIT_VERIFIED: "this log was verified, alone or against a partner's records",
    Act.AUDIT_READ: "oversight read this log",
    Act.OVERSIGHT_KEY_MADE: "oversight made the key to which it writes what it reads",
    Act.OVERSIGHT_READ: "oversight read something; who, what and why is sealed to its own key",
    Act.DETAILS_ERASED: "retention erased the details of entries; their leaves stay",
    Act.DISSEMINATED: "somebody inside was told of a case, or was not, with the coded reason",
    Act.DISSEMINATION_OVERRIDDEN: "the head of service told somebody who had been left out; the label stays",
    Act.HANDOVER_OVERDUE: "what was offered to a desk lay between desks until its limit; who was told stands beside",
    Act.LIKENESS_FOUND: "a message looks like an older one: linked, not merged",
    Act.LIKENESS_SETTLED: "a person said what a likeness means, or why the same was sent again",
    Act.RETENTION_SET: "a matter was closed: the day of its review and the last day on which it may be here",
    Act.RETENTION_REVIEWED: "a closed matter was reviewed: kept for another year, or let go",
    Act.LEGAL_HOLD_LAID: "a legal hold was laid on a thread: it is not deleted while it stands",
    Act.LEGAL_HOLD_LIFTED: "a legal hold was lifted",
    Act.CONTENT_PURGED: "the content of a matter was deleted; header, leaves and receipts stay, a certificate says so",
}
"""One line for each act, for the reader of the log."""
