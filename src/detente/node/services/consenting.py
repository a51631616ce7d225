"""The register of consents: words on use beyond a label and on passing on, that a partner gave us or that we gave.

    entered: pending, granted or refused, by which paper or message --withdrawn, with a reason--> revoked

What was entered is not changed: a new word is a new row, and the newest word on a purpose and a recipient counts. The
dialogue that asks for a consent is another matter; here stands what came of it, whichever way it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, cast

from detente.audit.acts import Act
from detente.model import identifiers, label
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import consents_told, duties
from detente.node.services.deciding import Asking
from detente.node.stores.models import ConsentRow, Entry, Officer, Partner
from detente.node.stores.unit import Unit, unit
from detente.policy.question import CLIENT, OWN_ORGANISATION, Consent
from detente.policy.roles import of_codes

State = Literal["pending", "granted", "refused", "revoked"]
ANSWERS: Final = ("pending", "granted", "refused")
_GIVING: Final = of_codes("R C")
"""Who says yes or no for our house, as in the table of onward consent."""
_KEEPING: Final = of_codes("L H C")
_LONGEST: Final = 200
_NAMED: Final = ("client:", "body:")


@dataclass(frozen=True, slots=True)
class Word:
    """What is entered. `recipients`: partners by code or id, `own-organisation`, `client`, `client:NAME`, `body:NAME`.

    `given_by`: a person or an office of the giver. `paper` or `message`: by what. `dialogue`: all that its thread
    carries, else the one message. `since` None: now. `digest`: the SHA-256 of the paper's file, in hexadecimal.
    """

    purpose: str
    recipients: Sequence[str]
    answer: str
    given_by: str
    paper: str = ""
    message: Entry | None = None
    dialogue: bool = False
    since: datetime | None = None
    until: datetime | None = None
    digest: str = ""


def enter(node: Node, officer: Officer, entry: Entry, word: Word, *, second: Officer | None = None) -> ConsentRow:
    """Write a word into the register, asked of nobody else: see `consents_entered.enter`, by which an officer does.

    Raises:
        RoleRefused: for our own word, the officer does not release; for a partner's, does not keep the register.
        BadInput: a member of the word cannot stand; the sentence says which.
    """
    recipients = check(node, officer, entry, word)
    with unit(node, "enter consent") as work:
        return write(node, officer, entry, replace(word, recipients=recipients), work, second=second)


def check(node: Node, officer: Officer, entry: Entry, word: Word) -> list[str]:
    """Give the recipients of a word that the officer may enter; RoleRefused or BadInput as `enter` raises them."""
    _require_keeper(officer, ours=entry.ours)
    _check(entry, word, word.since or node.now())
    return sorted({destination(node, each) for each in word.recipients})


def write(
    node: Node, officer: Officer, entry: Entry, word: Word, work: Unit, *, second: Officer | None = None
) -> ConsentRow:
    """Write a word that was checked, inside a unit of work. `second`: who confirmed it."""
    row = ConsentRow.objects.using(node.alias).create(
        partner=entry.partner,
        ours=entry.ours,
        entry=entry,
        root=entry.root,
        dialogue=word.dialogue,
        purpose=word.purpose,
        recipients=list(word.recipients),
        answer=word.answer,
        since=word.since or node.now(),
        until=word.until,
        given_by=word.given_by,
        paper=word.paper,
        digest=word.digest,
        second=second,
        message=word.message,
        by=officer,
        at=node.now(),
    )
    details: dict[str, object] = {
        "ours": row.ours,
        "answer": row.answer,
        "purpose": row.purpose,
        "recipients": list(word.recipients),
    }
    if word.digest:
        details["sha256"] = word.digest
    work.record(Act.CONSENT_ENTERED, actor=officer.name, refs=refs_of(row), details=details)
    return row


def withdraw(node: Node, officer: Officer, row: ConsentRow, *, because: str) -> None:
    """Set down that a consent was taken back; what was done under it before stays lawful and on record.

    Raises:
        RoleRefused: as in `enter`.
        BadInput: no reason, or it was withdrawn already.
    """
    _require_keeper(officer, ours=row.ours)
    if not because.strip() or len(because) > 300:
        raise BadInput("Say in a sentence why the consent is withdrawn, or by which word the partner took it back.")
    with unit(node, "withdraw consent") as work:
        standing = ConsentRow.objects.using(node.alias).filter(pk=row.pk, withdrawn_at__isnull=True)
        now = node.now()
        if not standing.update(withdrawn_at=now, withdrawn_by=officer, withdrawn_because=because.strip()):
            raise BadInput("This consent was withdrawn already.")
        details = {"because": because.strip()}
        work.record(Act.CONSENT_WITHDRAWN, actor=officer.name, refs=refs_of(row), details=details)


def find(node: Node, officer: Officer, consent_id: str) -> ConsentRow:
    """Give a consent by its number; NotFound where there is none, or the officer may not know of its message."""
    rows = ConsentRow.objects.using(node.alias).select_related("partner", "entry__partner", "message", "by")
    row = rows.filter(pk=int(consent_id)).first() if consent_id.isascii() and consent_id.isdecimal() else None
    if row is None or not Asking(node, officer).may_know([row.entry]):
        raise NotFound(f"There is no consent {consent_id}. `detente consent list` lists them.")
    return row


def state_of(row: ConsentRow, *, now: datetime) -> State:
    """Give where a consent stands, as policy names it; one that has not begun is not given yet."""
    if row.withdrawn_at is not None:
        return "revoked"
    return "pending" if row.answer == "granted" and row.since > now else cast("State", row.answer)


def on(node: Node, entry: Entry, *, to: str, purpose: str, grave: bool) -> tuple[Consent, ConsentRow | None]:
    """Give what the originator said to putting an entry to `purpose` at `to`, a destination, and the row that says so.

    The newest word on both counts; where only a question is open, that. A consent for something else is given as such.
    `grave`: a yes of a partner that no second officer confirmed is still open on this entry, however it was entered.
    """
    rows = ConsentRow.objects.using(node.alias).filter(partner=entry.partner_id, root=entry.root, ours=entry.ours)
    covering = [
        row for row in rows.select_related("message").order_by("-pk") if row.dialogue or row.entry_id == entry.pk
    ]
    states = {row.pk: _state_on(row, now=node.now(), grave=grave) for row in covering}
    meant = [row for row in covering if row.purpose == purpose and {to, kind_of(to)} & set(row.recipients)]
    answered = [row for row in meant if states[row.pk] != "pending"]
    elsewhere = [row for row in covering if states[row.pk] == "granted"]
    row = next(iter((*answered, *meant, *elsewhere)), None)
    if row is None:
        return Consent(), None
    said = kind_of(to) if row in meant else str(row.recipients[0])
    return Consent(state=states[row.pk], to=said, purpose=row.purpose, until=row.until), row


def _state_on(row: ConsentRow, *, now: datetime, grave: bool) -> State:
    state = state_of(row, now=now)
    # Their own signed word needs no second officer here to say that it was given (`consents_told`).
    by_dialogue = row.message is not None and row.message.message == consents_told.GRANTED
    confirmed = row.ours or row.second_id is not None or by_dialogue
    return "pending" if state == "granted" and grave and not confirmed else state


def kind_of(to: str) -> str:
    """Give a destination as policy names it: every client is a client, whichever.

    >>> kind_of("client:Customs"), kind_of("body:Customs")
    ('client', 'body:Customs')
    """
    return CLIENT if to.startswith("client:") else to


def destination(node: Node, text: str) -> str:
    """Give a recipient as a destination of policy; BadInput where nobody is named."""
    if text in (OWN_ORGANISATION, CLIENT):
        return text
    for begin in _NAMED:
        if text.startswith(begin) and label.is_label(text.removeprefix(begin), longest=120):
            return text
    known = Partner.objects.using(node.alias)
    partner = known.filter(code__iexact=text).first() or known.filter(party=text.removeprefix("party:")).first()
    if partner is None:
        raise BadInput(
            f"Nobody here is called {text}. Give a partner's short code, own-organisation, client, client:NAME, or "
            "body:NAME for a body without a node."
        )
    return f"party:{partner.party}"


def check_purpose(purpose: str) -> None:
    """Return if a purpose can be one; BadInput otherwise."""
    if not identifiers.is_slug(purpose):
        raise BadInput("Name the purpose as agreements do, such as prevent-terrorism or judicial-proceedings.")


def refs_of(row: ConsentRow) -> dict[str, str]:
    """Give what a record names of a consent."""
    return {"party": row.partner.party, "cid": row.entry.cid, "consent": str(row.pk)}


def _require_keeper(officer: Officer, *, ours: bool) -> None:
    if not duties.roles_of(officer) & (_GIVING if ours else _KEEPING):
        raise duties.RoleRefused


def _check(entry: Entry, word: Word, since: datetime) -> None:
    check_purpose(word.purpose)
    if not word.recipients:
        raise BadInput("Say to whom it reaches: own-organisation for our own use, or who gets it.")
    if word.answer not in ANSWERS:
        raise BadInput(f"A word is one of: {', '.join(ANSWERS)}.")
    if not label.is_label(word.given_by, longest=_LONGEST):
        raise BadInput("Say in one line who gave it: a person or an office.")
    if word.until is not None and word.until <= since:
        raise BadInput("The consent would be over before it begins. Give a later end.")
    if word.message is None and not label.is_label(word.paper, longest=_LONGEST):
        raise BadInput("Say by what it was given: a paper with its number, or a message.")
    if word.digest and not label.is_sha256(word.digest):
        raise BadInput("Give the SHA-256 of the paper's file as 64 hexadecimal digits in small letters.")
    if word.message is not None and word.message.pk == entry.pk:
        raise BadInput("This is the message that the word is about. Name the paper or another message that gives it.")
    if word.message is not None and (word.message.partner_id != entry.partner_id or word.message.ours != entry.ours):
        raise BadInput("This message is not of the one who gives the consent. Name another one.")
