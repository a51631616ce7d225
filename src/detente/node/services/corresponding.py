"""What the command does with messages: one function a command, names and ids as a person types them."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from detente.crypto.hashing import sha256
from detente.model import b64, strict_json
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import (
    acting,
    casework,
    closing,
    concerned,
    handing_over,
    linking,
    notifying,
    officers,
    silences,
    standing_watches,
    threads,
    waiting,
)
from detente.node.services.conditions import Said
from detente.node.services.deciding import Asking
from detente.node.services.dispatching import Refused
from detente.node.services.notifying import Letter
from detente.node.services.requesting import Form
from detente.node.stores import partners
from detente.node.stores.models import Entry, HandoverRow, Officer, Partner
from detente.node.stores.unit import unit
from detente.policy import refusals
from detente.protocol import verify

LIMIT = (
    "No protocol without a third party proves that the other side did not answer. This proves what it held and when, "
    "and that no answer is proved; who claims one must show our receipt for it."
)


def send(node: Node, officer: str | None, to: str, letter: Letter) -> dict[str, Any]:
    """Release a notification and give its id; or, where it waits for a second officer, the draft's number."""
    acts, partner = officers.acting(node, officer), partners.find(node.alias, to)
    letter = replace(letter, records=concerned.dated(letter.records, now=node.now()))
    at_once = partial(notifying.notify, node, acts, partner, letter)
    return waiting.letter(node, acts, partner, letter, kind="notification", message="notification", at_once=at_once)


def send_and_ask(
    node: Node, officer: str | None, to: str, letter: Letter, form: Form, *, as_it_is: bool
) -> list[dict[str, Any]]:
    """Release a notification and the request for information beside it; give the ids of both, or one draft's number."""
    acts = officers.acting(node, officer)
    letter = replace(letter, records=concerned.dated(letter.records, now=node.now()))
    return waiting.letter_and_request(node, acts, partners.find(node.alias, to), letter, form, as_it_is=as_it_is)


def close(
    node: Node, officer: str | None, message: str, outcome: Letter | None, *, reason: str, untold: bool = False
) -> dict[str, Any]:
    """Close a matter that a partner told us of; give the id of what tells it so, or the draft's number.

    `watches`: the numbers of those that go on, for no matter that is closed ends one. Filed without an outcome, the
    partner is told until when they stand, unless it is to stay `untold`.
    """
    acts = officers.acting(node, officer)
    opener = _theirs(node, acts, message)
    event, said = closing.chosen(node, opener, outcome=outcome, reason=reason, untold=untold)
    left = [str(row.pk) for row in standing_watches.open_of(node, opener)]
    return _made(waiting.act(node, acts, opener, event, said)) | ({"watches": left} if left else {})


def send_all(node: Node, officer: str | None, written: Sequence[tuple[str, Letter]]) -> list[dict[str, Any]]:
    """Release notifications to partners, by their names here, in one transaction.

    Give for each, in order, its id, the draft in which it waits, or {"to", "code", "why"} where it may not leave.
    """
    acts = officers.acting(node, officer)
    known: dict[str, Partner | NotFound] = {}
    for to, _ in written:
        if to not in known:
            known[to] = _find(node, to)
    found = [(partner, letter) for to, letter in written if isinstance(partner := known[to], Partner)]
    outcomes = iter(waiting.letters(node, acts, found))
    return [_outcome(to, each if isinstance(each := known[to], NotFound) else next(outcomes)) for to, _ in written]


def _find(node: Node, to: str) -> Partner | NotFound:
    try:
        return partners.find(node.alias, to)
    except NotFound as error:
        return error


def _outcome(to: str, found: Entry | Refused | NotFound | dict[str, Any]) -> dict[str, Any]:
    if isinstance(found, Entry | dict):
        return _made(found)
    return {"to": to, "code": found.code, "why": str(found)}


def _made(found: Entry | dict[str, Any]) -> dict[str, Any]:
    return waiting.brief(found) if isinstance(found, Entry) else found


def open_message(node: Node, officer: str | None, message: str) -> dict[str, Any]:
    """Open a message at the desk."""
    acts = officers.acting(node, officer)
    entry = _theirs(node, acts, message)
    acting.open_entry(node, acts, entry)
    return waiting.brief(entry)


def accept(node: Node, officer: str | None, message: str, *, until: datetime | None) -> dict[str, Any]:
    """Accept a message."""
    acts = officers.acting(node, officer)
    entry = _theirs(node, acts, message)
    acting.accept(node, acts, entry, until=until)
    return waiting.brief(entry)


def answer(node: Node, officer: str | None, message: str, letter: Letter, *, message_kind: str) -> dict[str, Any]:
    """Answer a message; give the id of the answer, or the draft's number."""
    acts = officers.acting(node, officer)
    entry = _theirs(node, acts, message)
    return waiting.letter(
        node,
        acts,
        entry.partner,
        letter,
        kind="answer",
        message=message_kind,
        at_once=partial(notifying.answer, node, acts, entry, letter, message=message_kind),
        answers=entry.uid,
    )


def refuse(node: Node, officer: str | None, message: str, *, ground: str, explained: str) -> dict[str, Any]:
    """Refuse a message; give the id of the refusal, or the draft's number."""
    acts = officers.acting(node, officer)
    entry = _theirs(node, acts, message)
    return waiting.letter(
        node,
        acts,
        entry.partner,
        Letter(text=explained),
        kind="refusal",
        message="refused",
        at_once=partial(notifying.refuse, node, acts, entry, inner=ground, explained=explained),
        answers=entry.uid,
        ground=ground,
    )


def request(node: Node, officer: str | None, to: str, letter: Letter, form: Form) -> dict[str, Any]:
    """Release a request for information; give its id, or the draft's number."""
    return waiting.request(node, officers.acting(node, officer), partners.find(node.alias, to), letter, form)


def act(node: Node, officer: str | None, message: str, event: str, said: Said) -> dict[str, Any]:
    """Do an act in the dialogue of a message; give its id, its state now, and the id of what was released, or null.

    Where it waits for a second officer, give the draft's number instead.
    """
    acts = officers.acting(node, officer)
    opener = opener_named(node, acts, message)
    made: Entry | dict[str, Any] = opener
    if event == "open":
        acting.open_entry(node, acts, opener)
    else:
        made = waiting.act(node, acts, opener, event, said)
    if not isinstance(made, Entry):
        return made
    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    sent = None if made.pk == opener.pk else made.uid
    return {"id": opener.uid, "act": event, "state": case.state, "sent": sent}


def link(node: Node, officer: str | None, message: str, other: str) -> dict[str, Any]:
    """Link the cases of two messages; `reopen` where the other one is closed."""
    acts = officers.acting(node, officer)
    opener, about = opener_named(node, acts, message), opener_named(node, acts, other)
    with unit(node, "link cases") as work:
        linking.link(node, acts, opener, other, work=work)
    _, case = casework.loaded(node, about.partner, about.root, about.cid)
    return {"id": opener.uid, "other": about.uid, "reopen": case.ended}


def hand_over(node: Node, officer: str | None, message: str, event: str | None, said: Said) -> list[dict[str, Any]]:
    """Do an act in the hand-over of a case, None for no act; give its hand-overs, oldest first.

    Raises:
        BadInput: nobody offered it to a desk.
    """
    acts = officers.acting(node, officer)
    opener = opener_named(node, acts, message)
    if event == "offer":
        handing_over.offer(node, acts, opener, said)
    elif event is not None:
        known = handing_over.of_case(node, opener)
        if not known:
            raise BadInput("This case was not handed over. Offer it to a desk first.")
        handing_over.act(node, acts, known[-1], event, said)
    return [_handover(node, acts, row) for row in handing_over.of_case(node, opener)]


def _handover(node: Node, officer: Officer, row: HandoverRow) -> dict[str, Any]:
    return {
        "from": None if row.from_desk is None else row.from_desk.code,
        "to": row.to_desk.code,
        "state": row.state,
        "taker": row.taker_state,
        "opened": format_instant(row.opened_at),
        "due": None if row.next_due is None else format_instant(row.next_due),
        "offered_by": row.offered_by.name,
        "taken_by": None if row.taken_by is None else row.taken_by.name,
        "code": row.code,
        "acts": [
            {"side": side, "act": act, "allowed": allowed}
            for side, act, allowed in handing_over.possible(node, officer, row)
        ],
    }


def opener_named(node: Node, officer: Officer, message: str) -> Entry:
    """Give the entry that opened the dialogue of a message which a person names.

    Raises:
        NotFound: there is no such message, the officer may not know of it, or it opened no case.
    """
    opener = casework.opener_of(node, threads.find(node, officer, message))
    if not Asking(node, officer).may_know([opener]):
        raise threads.unknown(message)
    return opener


def grounds() -> list[dict[str, str]]:
    """Give the grounds that an officer may choose, with what travels of each."""
    return [
        {"ground": ground.code, "sent": ground.sent, "label": ground.label["en"]}
        for ground in (*refusals.for_refusal(), *refusals.for_nil())
    ]


def export(
    node: Node, officer: str | None, message: str, *, disclose: AbstractSet[str]
) -> tuple[bytes, dict[str, Any]]:
    """Give the statement of a thread, and its hash and size."""
    acts = officers.acting(node, officer)
    entry = threads.find(node, acts, message)
    data = threads.export(node, acts, entry, disclose=disclose)
    return data, {"id": entry.uid, "sha256": b64.encode(sha256(data)), "size": len(data)}


def compare(node: Node, officer: str | None, message: str, theirs: bytes) -> dict[str, Any]:
    """Compare our statement with the partner's."""
    acts = officers.acting(node, officer)
    return threads.compare(node, acts, threads.find(node, acts, message), theirs)


def in_words(node: Node, officer: str | None, message: str) -> list[str]:
    """Give a thread's statement in words, verified first with what it carries."""
    acts = officers.acting(node, officer)
    entry = threads.find(node, acts, message)
    data = threads.export(node, acts, entry)
    pair = partners.pair_of(node.alias, entry.partner)
    report = verify.verify(data, trust=[pair.us, pair.them])
    names = {pair.us: "we", pair.them: entry.partner.code}
    statement = strict_json.parse(data)
    lines = [f"Thread {entry.root}", f"SHA-256 {b64.encode(sha256(data))}"]
    for fact in statement["facts"]:
        writer = names[statement["parties"][fact["dir"]]]
        lines.append(f"{writer} wrote {fact['kind']}, number {fact['seq']}")
        lines += [f"  {name}: {_fact(fact[name])}" for name in ("delivered", "opened", "accepted", "answered")]
        if fact["delivered"] is not None:
            lines.append(f"  the receipt for it is held by {_holder(writer, entry.partner.code)}")
        if fact["silent_since"] is not None:
            lines.append(f"  silence: no answer is proved since {fact['silent_since']}")
    lines += [f"not proved here: number {item['seq']}, missing {item['missing']}" for item in statement["unproved"]]
    lines += [f"silence: {each.words}" for each in silences.of_thread(node, entry)]
    lines.append("The statement holds." if report.ok else "The statement does not hold.")
    lines.append(LIMIT)
    return lines


def _holder(writer: str, partner: str) -> str:
    """Who wrote an entry holds the other side's signature for it."""
    return f"us, signed by {partner}" if writer == "we" else f"{partner}, signed by us"


def _fact(value: dict[str, Any] | None) -> str:
    if value is None:
        return "not proved"
    parts = [f"{name} {item}" for name, item in value.items() if item is not None and name != "outcome"]
    return ", ".join(parts)


def _theirs(node: Node, officer: Officer, message: str) -> Entry:
    entry = threads.find(node, officer, message)
    if entry.ours:
        raise BadInput("This message is yours. Open, accept and answer are for messages of the partner.")
    if entry.cid != entry.root:
        return threads.find(node, officer, entry.root)
    return entry
