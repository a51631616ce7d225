"""What the officers' desk shows, as frozen values: one dataclass for each page, and `Desk`, all that a page may ask.

The desk (`detente.web.desk`) knows nothing else of the node. Values hold facts and codes, never sentences: a
`Phrase` is a code that the desk puts into words in the reader's language. Instants are aware UTC; every page carries
`now`, the instant at which its clocks were read, so that one page never shows two times. `Desk` is a set of
functions: a module that has them all is a desk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Literal, Protocol

from detente.node.queries.books_page import AddressLine, TemplateLine
from detente.node.queries.limits import NONE as NO_LIMITS
from detente.node.queries.limits import Limits, LimitsDesk
from detente.node.queries.lines import LineTests
from detente.node.queries.their_desks import TheirDesk

Side = Literal["us", "them"]
Box = Literal["inbox", "sent"]
Kind = str
Message = str
Act = Literal["open", "accept", "answer", "refuse"]
ClockName = str
"""These three are names of the tables of dialogues, and those of a later release may come with a message."""
ClockState = Literal["calm", "soon", "urgent", "overdue", "paused", "stopped", "done"]
ReceiptKind = Literal["delivered", "opened", "accepted", "answered"]
ReceiptState = Literal["held", "due", "late", "failed", "later"]
QueueName = Literal["accept", "answer", "approve", "waiting"]
ValueForm = Literal["line", "text", "code", "yes-no", "instant", "count", "hash"]
Verdict = Literal["leaves", "masked", "stays"]
ContactState = Literal["none", "met", "compared", "confirmed", "frozen", "ended"]
AgreementState = Literal["none", "proposed", "in-force", "suspended", "ended"]
FileState = Literal["held", "coming", "missing"]
World = Literal["demo", "production"]


# Values that every page uses


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a person in their own language; `lang` is a BCP 47 tag, "" where nobody said which."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose from a list; `labels` by language, from the party documents or the case data."""

    code: str
    labels: Mapping[str, str]


_OTHER_SCRIPTS = ("ar", "ru")
"""The languages of the desk that are not written in Latin letters."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as this node shows it: three letters, its own labels, and one of the four hues of this node.

    The order of `labels` says nothing: it is that of the party document, whose members are sorted by name.
    """

    code: str
    labels: Mapping[str, str]
    colour: int

    def label(self, lang: str) -> Text:
        """Give the name in `lang`, else in English, else in the first language that the party gave."""
        for choice in (lang, "en"):
            if choice in self.labels:
                return Text(self.labels[choice], choice)
        first = next(iter(self.labels), "")
        return Text(self.labels.get(first, self.code), first)

    def own_label(self, lang: str) -> Text | None:
        """Give the name to stand beside `label(lang)`: the one in the party's own script, None where nothing tells it.

        A party document does not say which language is the party's own. Only where exactly one label is in another
        script than Latin is that taken for its own; of several, each may be there for us readers.
        """
        others = [each for each in _OTHER_SCRIPTS if each in self.labels]
        if len(others) != 1 or others[0] in (lang, self.label(lang).lang):
            return None
        return Text(self.labels[others[0]], others[0])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the node as a code with its values; the desk says it, and names them, in the reader's language."""

    code: str
    values: Mapping[str, str | Party | Choice | datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Handling:
    """Handling codes as shown, never translated: `tlp` "AMBER", `h` ("H1", "H2"), `others` ("pap:RED", "cls:x.A")."""

    tlp: str
    h: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    originator_control: bool = False
    release_to: tuple[Party, ...] | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One named deadline. `left` is negative when overdue; while paused it is what remains.

    `zone`: by whose days it is counted, as an IANA name; "" where nobody said.
    """

    name: ClockName
    obliged: Side
    state: ClockState
    at: datetime | None
    left: timedelta | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One of the four receipts. `officer` is a name for ours, a number for theirs, "" where the node did it.

    `due` says until when it is expected; `until` is the estimate that an acceptance carries; `code` the failure.
    """

    kind: ReceiptKind
    state: ReceiptState
    side: Side
    at: datetime | None = None
    officer: str = ""
    due: datetime | None = None
    until: datetime | None = None
    code: str = ""
    proved: bool = False


@dataclass(frozen=True, slots=True)
class Signing:
    """What a passkey signs: the hash as base64url, and the officer's passkeys; none means "password only"."""

    challenge: str
    credentials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """An attachment; `coming` while chunks are missing, `held` and `chunks` count them."""

    id: str
    name: str
    media_type: str
    size: int
    state: FileState = "held"
    held: int = 0
    chunks: int = 0


# The frame around every page


@dataclass(frozen=True, slots=True)
class Entrance:
    """A way in without a password; only the demo has any."""

    label: str
    role: Phrase
    address: str


@dataclass(frozen=True, slots=True)
class House:
    """What may be shown before sign-in: whose node this is, and whether it is a demo."""

    us: Party
    world: World
    entrances: tuple[Entrance, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a signed-in officer shows around its content."""

    officer: str
    due: int
    unread: int
    oversight: bool = False


# My work and the lists


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a queue or list. `draft_id` is set where the row leads to a draft and not to an entry.

    `about`: the subject of its thread, where the message has none of its own.
    """

    entry_id: str
    party: Party
    subject: Text
    kind: Message
    handling: Handling
    clock: Clock | None
    new: bool = False
    files: int = 0
    receipts: tuple[Receipt, ...] = ()
    assigned: str = ""
    notes: tuple[Phrase, ...] = ()
    draft_id: str = ""
    about: Text = Text("")


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue of work, nearest clock first; `more` wait behind those that are shown."""

    name: QueueName
    rows: tuple[Row, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """How many wait, as far as they are counted."""
        return len(self.rows) + self.more


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft to go on with; `step` is the first of its `steps` of writing that is not complete, from 1.

    `subject` is its own, or for a reply that of the message which it answers.
    """

    draft_id: str
    party: Party | None
    subject: Text
    message: Message
    step: int
    steps: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """Something that a partner did since yesterday."""

    party: Party
    what: Phrase
    at: datetime
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class MyWork:
    """Everything that waits for one officer; `partners` counts confirmed contacts, 0 on the first day."""

    now: datetime
    marking: Handling | None
    queues: tuple[Queue, ...]
    unfinished: tuple[Unfinished, ...] = ()
    news: tuple[News, ...] = ()
    partners: int = 0


@dataclass(frozen=True, slots=True)
class MessageList:
    """One page of a box, newest first; `after` fetches the next page, "" at the end."""

    now: datetime
    marking: Handling | None
    box: Box
    rows: tuple[Row, ...]
    after: str = ""


# Notification


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about a person; `code` names it: birth, document, nationality, category, nature, evaluation, address."""

    code: str
    value: Text


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom a message is about: the first name is the original, the others are further spellings."""

    names: tuple[Text, ...]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a thread. `what` is a message or evidence: notification, delivered, opened, accepted, answer…"""

    at: datetime
    party: Party
    side: Side
    what: str
    officer: str = ""
    until: datetime | None = None
    code: str = ""
    body: tuple[Text, ...] = ()
    files: tuple[File, ...] = ()
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """Time without what was owed; `until` is None while it lasts."""

    clock: ClockName
    obliged: Side
    since: datetime
    until: datetime | None
    length: timedelta


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves one receipt: who signed, and where in the ledger; `record`: SHA-256 of the signed bytes, hex."""

    receipt: ReceiptKind
    signer: Party
    at: datetime
    sequence: int
    size: int
    record: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The thread statement as both sides export it; `missing` names what lacks the other's receipt."""

    fingerprint: str
    missing: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement with its terms; both sides show the same, from the same bytes."""

    id: str
    state: AgreementState
    topic: Choice
    kinds: tuple[Message | Kind, ...]
    purposes: tuple[Choice, ...]
    law: str
    ceiling: Handling
    preset: str
    sends_opened: bool
    nil_after: timedelta
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """What a message of a dialogue says besides its text: words, codes with their labels, or an instant."""

    name: str
    words: tuple[Text, ...] = ()
    codes: tuple[Choice, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AskedValue:
    """A value that an act asks for besides, by its table. `choices`: of a code; `must`: it is asked for always."""

    name: str
    form: ValueForm
    must: bool = True
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class NotificationPage:
    """One message with its thread. `content` is None while it waits to be opened: opening is an act, reading is not.

    `acts` are those that this officer may do now, the due one first. `apart` is set where more than five
    minutes lie between its date and its reception (DXP 2), `dated_later` where its date is the later one. `raw` is
    the payload of a kind that this release does not know. `deeds`: the acts of its table, for a kind without forms of
    its own here. `begins`: the dialogues that may be opened about it. `reentry`: it names somebody of a message that
    was recalled. `too_late`: a warning that was held after the time that it warns of.
    """

    now: datetime
    entry_id: str
    kind: str
    box: Box
    sender: Party
    recipient: Party
    subject: Text
    handling: Handling
    created: datetime
    agreement: Agreement | None
    receipts: tuple[Receipt, ...]
    clocks: tuple[Clock, ...]
    acts: tuple[Act, ...]
    content: tuple[Text, ...] | None
    held_at: datetime | None = None
    apart: timedelta | None = None
    dated_later: bool = False
    asks: Text | None = None
    own_ref: str = ""
    their_ref: str = ""
    assigned: str = ""
    persons: tuple[Person, ...] = ()
    files: tuple[File, ...] = ()
    thread: tuple[Event | Silence, ...] = ()
    may: tuple[Phrase, ...] = ()
    proofs: tuple[Proof, ...] = ()
    statement: Statement | None = None
    estimate: datetime | None = None
    accepting: Signing | None = None
    raw: str = ""
    members: tuple[Member, ...] = ()
    has_case: bool = False
    previous: str = ""
    next: str = ""
    deeds: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    reentry: bool = False
    too_late: bool = False
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the officer's own machine, in pieces."""

    name: str
    media_type: str
    size: int
    pieces: Iterator[bytes]


# Writing and releasing


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A partner whom one may write to, with what the agreement leaves to choose.

    `asks`: the values that the first message of a kind asks for besides.
    """

    party: Party
    topics: tuple[Choice, ...]
    purposes: tuple[Choice, ...]
    law: str
    tlp: tuple[str, ...]
    h: tuple[str, ...]
    kinds: tuple[str, ...] = ("notification",)
    urgencies: tuple[Choice, ...] = ()
    asks: Mapping[str, tuple[AskedValue, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an officer writes, as typed; `answers` is the entry that it answers or refuses, "" for a new dialogue.

    `ground` is a sent ground, for a refusal or for the rest of an answer in part; `rest_by` says when the rest comes.
    `act` is the act of a case by which it leaves, "" for the plain answers; `more` what its message says besides:
    texts, lists of texts, truths. `records`: whom it is about, as DXP 14 has them; `character`: the four answers of the
    check of character, None where it was not made; `again`: why it is sent although they found no link. `imported`: of
    which piece of a case package it was made (`services.imported`). `codes`: what its label has beside TLP and H, None
    for what it had. `passes`: the message of another partner that it passes on, None where nobody said. `ask`: what the
    request for information says that leaves beside a notification, None where none does. `desk`: which of their desks
    it is meant for, as our address book names it; it stays here.
    """

    kind: Kind
    message: Message
    to: str
    answers: str = ""
    topic: str = ""
    purpose: str = ""
    law: str = ""
    law_ref: str = ""
    subject: str = ""
    own_ref: str = ""
    text: str = ""
    lang: str = ""
    asks: str = ""
    tlp: str = ""
    h: tuple[str, ...] = ()
    codes: tuple[str, ...] | None = None
    originator_control: bool = False
    answer_by: datetime | None = None
    ground: str = ""
    rest_by: datetime | None = None
    act: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    records: tuple[Mapping[str, Any], ...] = ()
    character: Mapping[str, bool] | None = None
    again: str = ""
    imported: Mapping[str, Any] | None = None
    passes: str | None = None
    ask: Mapping[str, Any] | None = None
    desk: str = ""


@dataclass(frozen=True, slots=True)
class ComposePage:
    """A draft under the pen: what was typed, its files, what there is to choose; `seen` marks what this window read.

    `waits`: it was submitted, and a second person has it before them; saving it takes it back. `templates` of the
    house, and `desks` of the partners to choose from, the most competent for the draft's topic first.
    """

    now: datetime
    marking: Handling | None
    correspondents: tuple[Correspondent, ...]
    draft_id: str = ""
    draft: Draft | None = None
    files: tuple[File, ...] = ()
    seen: str = ""
    waits: bool = False
    templates: tuple[TemplateLine, ...] = ()
    desks: tuple[AddressLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """The message to answer or refuse, what the agreement leaves to choose, and a draft begun before."""

    now: datetime
    target: NotificationPage
    messages: tuple[Message, ...]
    grounds: tuple[Choice, ...]
    correspondent: Correspondent
    draft_id: str = ""
    draft: Draft | None = None
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One element of a draft: as they will read it, and the rule's answer with its reason."""

    element: Phrase
    as_read: tuple[Text, ...]
    verdict: Verdict
    why: Phrase


@dataclass(frozen=True, slots=True)
class Check:
    """One check before release: passed, or not; `warn` lets it pass and asks for a look."""

    what: Phrase
    passed: bool
    warn: bool = False


@dataclass(frozen=True, slots=True)
class DutyToWarn:
    """The test of a warning: `answers` to its three questions, empty before it was made; `holds`: all were yes.

    `prelude_id`: its number before it left. `acts`: what this reader may do of test, waive and drop.
    """

    prelude_id: str
    answers: Mapping[str, bool] = field(default_factory=dict)
    holds: bool = False
    acts: tuple[str, ...] = ()
    questions: tuple[AskedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    """What leaves this node, element by element, and what release is bound to. `refusal` says why it may not leave.

    `submits`: this house takes a second person; `because`: why one gave it back; `waits`: one has it before them.
    `lacks`: what the request beside it does not say, which the partner would ask back. `risk`: the house asks for a
    judgement of the risk before anything about a person goes there. `duty`: of a warning, whether it must be given.
    """

    now: datetime
    draft_id: str
    sender: Party
    recipient: Party
    kind: Kind
    message: Message
    subject: Text
    handling: Handling
    rows: tuple[ReleaseRow, ...]
    letter: tuple[Text, ...]
    checks: tuple[Check, ...]
    signing: Signing
    files: tuple[File, ...] = ()
    clocks: tuple[Clock, ...] = ()
    answers: str = ""
    refusal: Phrase | None = None
    submits: bool = False
    because: str = ""
    waits: bool = False
    lacks: tuple[Choice, ...] = ()
    risk: bool = False
    duty: DutyToWarn | None = None


# Partners


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner in the list."""

    party: Party
    state: ContactState
    waiting: int = 0
    last_contact: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """One open invitation. `ticket` is the one line that the partner's operator types in; shown once, then ""."""

    id: str
    label: str
    expires: datetime
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class PartnersPage:
    """All partners, with open invitations."""

    now: datetime
    partners: tuple[PartnerRow, ...]
    invitations: tuple[Invitation, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """One partner: contact, agreement, transport. `may` holds what this officer may do now.

    `sas` is the 13-digit number that two officers read to each other; `fingerprint` the 16 groups of five digits.
    """

    now: datetime
    us: Party
    party: Party
    state: ContactState
    fingerprint: str
    agreement: Agreement | None = None
    sas: str = ""
    compared_by: str = ""
    compared_at: datetime | None = None
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    last_contact: datetime | None = None
    reachable: bool = False
    waiting: int = 0
    oldest_waiting: datetime | None = None
    held: int = 0
    alarms: tuple[Phrase, ...] = ()
    line: LineTests | None = None
    may: tuple[Literal["compare", "confirm", "mismatch"], ...] = ()
    confirming: Signing | None = None
    others: tuple[PartnerRow, ...] = ()
    desks: tuple[TheirDesk, ...] = ()


# All that a page may ask


class Desk(LimitsDesk, Protocol):
    """Reads and acts of one officer, named by the number of the user. Each act is one use case, one transaction.

    Every function raises `NotFound` for what does not exist or may not be known to the officer, `PolicyRefusal` for a
    lawful no, `BadInput` for a value that cannot be used; the sentence says what to do. `assertion` is the passkey's
    answer as JSON, exactly as the browser gave it, or None: then the record says "password only".
    """

    def lock_secret(self, secret: str) -> str:
        """Give a secret of an account as it may stand in the database."""
        ...

    def unlock_secret(self, stored: str) -> str:
        """Give the secret that stands there."""
        ...

    def house(self) -> House: ...
    def frame(self, officer_id: int) -> Frame: ...
    def my_work(self, officer_id: int) -> MyWork: ...
    def messages(self, officer_id: int, *, box: Box, after: str) -> MessageList: ...

    def notification(self, officer_id: int, entry_id: str) -> NotificationPage: ...
    def attachment(self, officer_id: int, entry_id: str, file_id: str) -> Download: ...
    def thread_export(self, officer_id: int, entry_id: str) -> bytes:
        """Give the thread statement of the thread that holds this entry: the same bytes on both sides."""
        ...

    def open(self, officer_id: int, entry_id: str) -> None: ...
    def accept(self, officer_id: int, entry_id: str, *, until: datetime, assertion: str | None) -> None: ...

    def compose(self, officer_id: int, draft_id: str) -> ComposePage:
        """Give the page for a draft; "" for a new one."""
        ...

    def reply(self, officer_id: int, entry_id: str, kind: Kind) -> ReplyPage: ...
    def draft_save(self, officer_id: int, draft_id: str, draft: Draft, *, seen: str | None = None) -> str:
        """Keep what was typed, complete or not, and give the draft's id; "" makes a new one."""
        ...

    def draft_attach(
        self, officer_id: int, draft_id: str, *, name: str, media_type: str, content: BinaryIO
    ) -> None: ...
    def draft_detach(self, officer_id: int, draft_id: str, file_id: str) -> None: ...
    def draft_discard(self, officer_id: int, draft_id: str) -> None: ...
    def preview(self, officer_id: int, draft_id: str) -> ReleasePreview: ...
    def release(self, officer_id: int, draft_id: str, *, challenge: str, assertion: str | None) -> str:
        """Seal and queue exactly what the challenge names, and give the entry to show next.

        Raises:
            BadInput: the draft changed since `challenge` was shown; look at the preview again.
        """
        ...

    def partners(self, officer_id: int) -> PartnersPage: ...
    def partner(self, officer_id: int, code: str) -> PartnerPage: ...
    def invite(self, officer_id: int, *, label: str) -> Invitation: ...
    def partner_add(self, officer_id: int, *, code: str, ticket: str) -> str:
        """Meet the party behind a ticket under the three letters `code`, and give its code."""
        ...

    def compare(self, officer_id: int, code: str, *, heard: str) -> None:
        """Record that the digits heard by voice are those shown.

        Raises:
            BadInput: they are not; nothing is recorded but the attempt.
        """
        ...

    def mismatch(self, officer_id: int, code: str) -> None: ...
    def confirm(self, officer_id: int, code: str, *, assertion: str | None) -> None: ...
