"""What a thread statement or a bundle proves, checked offline in the order of DXP 10.

    chains -> signed objects, their match            `statement_signatures`
    -> entries at their place -> closure -> disclosures -> pauses -> facts

A later stage runs only on what the earlier ones proved. Whose the chains are (the ids that the reader expects) is for
`verify` to say. Nothing here knows a clock or a store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from detente.crypto import sealing, tree
from detente.crypto.hashing import equal, sha256
from detente.model import b64
from detente.model.canonical import canonical
from detente.model.instant import parse_instant
from detente.protocol import entry as entries
from detente.protocol import header as headers
from detente.protocol import statement_facts, statement_suspensions
from detente.protocol.findings import DoesNotHold, Finding, stop_at
from detente.protocol.header import Header
from detente.protocol.refusal import EntryRefused
from detente.protocol.statement import NO_RECEIPT, THREAD, Proved, Statement, Unproved
from detente.protocol.statement_facts import EVIDENCE, ProvedEntry
from detente.protocol.statement_signatures import Batches, Chains, SignedBatch, check_signatures
from detente.protocol.statement_suspensions import SuspensionAct, Suspensions
from detente.protocol.thread import thread_members

ACTS: Final = "pauses.acts"
TEXTS: Final = "pauses.texts"
Contents = Mapping[int, Mapping[str, Any]]
"""Payload of each disclosed entry, by its index in `proved`."""


def check(statement: Statement, chains: Chains) -> tuple[Header, ...]:
    """Give the headers of `proved`, in order, if everything in the statement holds.

    Raises:
        DoesNotHold: the findings of the first stage that fails.
    """
    batches = check_signatures(statement, chains)
    proved = _headers(statement, "proved", statement.proved)
    tail = _headers(statement, "unproved", statement.unproved)
    acts = _headers(statement, ACTS, _acts(statement))
    stop_at(_entry_findings(statement, batches, proved, acts))
    stop_at(_tail_findings(statement))
    if statement.typ == THREAD:
        stop_at(_closure_findings(statement, proved, tail))
    contents = _contents(statement, batches, proved)
    if statement.typ == THREAD:
        for_facts = _for_facts(statement, batches, proved, contents)
        suspensions = _suspensions(statement, batches, acts)
        stop_at(_pause_findings(statement, suspensions, for_facts))
        stop_at(_fact_findings(statement, for_facts, suspensions))
    return proved


def _acts(statement: Statement) -> tuple[Proved, ...]:
    return () if statement.pauses is None else statement.pauses.acts


def _headers(statement: Statement, member: str, items: Sequence[Proved | Unproved]) -> tuple[Header, ...]:
    """Give the parsed headers of `items`; each names this pair, from the party that `dir` says."""
    found: list[Finding] = []
    parsed = []
    for index, item in enumerate(items):
        path = f"{member}[{index}]"
        try:
            header = headers.parse(item.header)
        except EntryRefused as refused:
            found.append(Finding(f"{path}.header", str(refused), refused.code))
            continue
        writer, reader = statement.parties[item.direction], statement.parties[1 - item.direction]
        if (header.sender, header.receiver) != (writer, reader):
            found.append(Finding(f"{path}.dir", "the header does not name this writer and reader", "wrong-party"))
        parsed.append(header)
    stop_at(found)
    return tuple(parsed)


def _entry_findings(
    statement: Statement, batches: Batches, proved: Sequence[Header], acts: Sequence[Header]
) -> Iterator[Finding]:
    yield from _place_findings("proved", statement.proved, proved, batches)
    yield from _place_findings(ACTS, _acts(statement), acts, batches)
    used = {(item.direction, item.size) for item in (*statement.proved, *_acts(statement))}
    for index, each in enumerate(statement.batches):
        if (each.direction, each.size) not in used:
            yield Finding(f"batches[{index}]", "no entry here stands in this batch", "unused")


def _place_findings(
    member: str, items: Sequence[Proved], parsed: Sequence[Header], batches: Batches
) -> Iterator[Finding]:
    """Give a finding for each entry that does not stand where it is said to, under a root that both sides signed."""
    places = [(item.direction, item.seq) for item in items]
    if places != sorted(set(places)):
        yield Finding(member, "entries stand once each, sorted by dir and seq", "bad-order")
    for index, (item, header) in enumerate(zip(items, parsed, strict=True)):
        batch = batches.get((item.direction, item.size))
        if batch is None:
            yield Finding(f"{member}[{index}].size", "no batch here has this dir and size", "mismatch")
            continue
        if not batch.prev_size < item.seq <= batch.head.size:
            yield Finding(f"{member}[{index}].seq", "the entry is not in the batch that it names", "mismatch")
            continue
        yield from _path_findings(item, header, batch, f"{member}[{index}].path")


def _path_findings(item: Proved, header: Header, batch: SignedBatch, path: str) -> Iterator[Finding]:
    leaf = entries.leaf(epoch=batch.epoch, seq=item.seq, header_hash=header.hash, box_hash=item.box)
    try:
        tree.verify_inclusion(leaf, index=item.seq - 1, head=batch.head, path=item.path)
    except tree.BadProof as error:
        yield Finding(path, f"header, box, epoch, seq and path do not lead to the signed root: {error}", "bad-path")


def _tail_findings(statement: Statement) -> Iterator[Finding]:
    """`unproved` is the exporter's word; what can be seen to be wrong about it is said."""
    receipted = {item.checkpoint for item in statement.batches}
    proved = {item.header for item in statement.proved}
    places = {(item.direction, item.seq) for item in statement.proved}
    order = [(item.direction, item.seq is None, item.seq or 0) for item in statement.unproved]
    if order != sorted(order):
        yield Finding("unproved", "entries stand sorted by dir and seq", "bad-order")
    for index, item in enumerate(statement.unproved):
        path = f"unproved[{index}]"
        if len({item.seq is None, item.epoch is None, item.checkpoint is None}) != 1:
            yield Finding(path, "seq, epoch and checkpoint are given together, or all null", "bad-member")
        if item.header in proved:
            yield Finding(path, "the same entry is proved above", "contradiction")
        elif (item.direction, item.seq) in places:
            yield Finding(f"{path}.seq", "another entry is proved at this place", "contradiction")
        if item.missing == NO_RECEIPT and item.checkpoint in receipted:
            yield Finding(f"{path}.missing", "the receipt for its checkpoint stands in batches", "contradiction")


def _closure_findings(statement: Statement, proved: Sequence[Header], tail: Sequence[Header]) -> Iterator[Finding]:
    root = statement.root
    if root is None or all(header.cid != root for header in (*proved, *tail)):
        yield Finding("root", "no entry here has this cid", "not-in-thread")
        return
    members = thread_members(root, ((header.cid, header.re) for header in (*proved, *tail)))
    for member, found in (("proved", proved), ("unproved", tail)):
        for index, header in enumerate(found):
            if header.cid not in members:
                yield Finding(f"{member}[{index}].header", "its `re` does not lead to the root", "not-in-thread")


def _contents(statement: Statement, batches: Batches, proved: Sequence[Header]) -> Contents:
    found: list[Finding] = []
    contents = {}
    for index, (item, header) in enumerate(zip(statement.proved, proved, strict=True)):
        path = f"proved[{index}].disclosed"
        if item.disclosed is not None:
            try:
                contents[index] = _opened(header, item, path)
            except DoesNotHold as error:
                found += error.findings
        elif header.kind == EVIDENCE and batches[item.direction, item.size].refused(item.seq) is None:
            found.append(Finding(path, "evidence is always disclosed: its content is the fact", "not-disclosed"))
    stop_at(found)
    return contents


def _opened(header: Header, item: Proved, path: str) -> Mapping[str, Any]:
    """Give the disclosed payload. Offline there is no oracle to fear, so the reason says which step failed."""
    if item.disclosed is None:
        raise DoesNotHold([Finding(path, "nothing is disclosed", "not-disclosed")])
    cek, body = item.disclosed.cek, item.disclosed.body
    if not equal(sealing.commitment(cek), header.commit):
        raise DoesNotHold([Finding(f"{path}.cek", "the header commits to another content key", "cannot-open")])
    if not equal(sha256(body), header.body):
        raise DoesNotHold([Finding(f"{path}.body", "the header names another sealed body", "cannot-open")])
    try:
        return entries.read_plaintext(header, entries.open_content(header, body=body, cek=cek), cek).payload
    except sealing.CannotOpen as error:
        raise DoesNotHold([Finding(f"{path}.body", "the body does not open with this key", "cannot-open")]) from error
    except EntryRefused as refused:
        raise DoesNotHold([Finding(f"{path}.body", str(refused), refused.code)]) from refused


def _for_facts(
    statement: Statement, batches: Batches, proved: Sequence[Header], contents: Contents
) -> list[ProvedEntry]:
    return [
        ProvedEntry(
            direction=item.direction,
            seq=item.seq,
            header=header,
            held_at=batches[item.direction, item.size].receipt.payload["held_at"],
            refused=batches[item.direction, item.size].refused(item.seq),
            evidence=contents.get(index) if header.kind == EVIDENCE else None,
            life=statement_facts.shows_life(header, contents.get(index)),
        )
        for index, (item, header) in enumerate(zip(statement.proved, proved, strict=True))
    ]


def _suspensions(statement: Statement, batches: Batches, acts: Sequence[Header]) -> Suspensions:
    """Give the suspensions that `pauses` shows, each an act that its receipt took, under an agreement that is shown."""
    found: list[Finding] = []
    read: list[SuspensionAct] = []
    for index, (item, header) in enumerate(zip(_acts(statement), acts, strict=True)):
        path, batch = f"{ACTS}[{index}].disclosed", batches[item.direction, item.size]
        try:
            content = _opened(header, item, path)
        except DoesNotHold as error:
            found += error.findings
            continue
        at = parse_instant(batch.receipt.payload["held_at"])
        act = statement_suspensions.read(header, content, direction=item.direction, seq=item.seq, at=at)
        if act is None or batch.refused(item.seq) is not None:
            found.append(Finding(path, "it suspends nothing and lifts nothing", "unused"))
        else:
            read.append(act)
    stop_at(found)
    return Suspensions(tuple(read), _exempt(statement, {act.agreement for act in read if act.needs_text}))


def _exempt(statement: Statement, needed: AbstractSet[str]) -> Mapping[str, frozenset[str]]:
    """Give what the agreements under `pauses` let pass, by the ids that their bytes have."""
    texts = () if statement.pauses is None else statement.pauses.texts
    names = [b64.encode(sha256(canonical(dict(text)))) for text in texts]
    found = [Finding(TEXTS, f"agreement {name} is needed here", "not-disclosed") for name in needed - set(names)]
    if names != sorted(set(names)):
        found.append(Finding(TEXTS, "agreements stand once each, sorted by their ids", "bad-order"))
    exempt: dict[str, frozenset[str]] = {}
    for index, (name, text) in enumerate(zip(names, texts, strict=True)):
        said = statement_suspensions.exempt_in(text)
        if name not in needed:
            found.append(Finding(f"{TEXTS}[{index}]", "no act here leaves it to this agreement what passes", "unused"))
        elif said is None:
            found.append(Finding(f"{TEXTS}[{index}].exempt", "the member is of another form", "bad-member"))
        else:
            exempt[name] = said
    stop_at(found)
    return exempt


def _pause_findings(
    statement: Statement, suspensions: Suspensions, entries_proved: Sequence[ProvedEntry]
) -> Iterator[Finding]:
    """One content, one sequence of bytes: what moves no clock of the thread does not stand here."""
    needed = suspensions.that_move(statement_facts.waits(entries_proved))
    for index, item in enumerate(_acts(statement)):
        if (item.direction, item.seq) not in needed:
            yield Finding(f"{ACTS}[{index}]", "it moves no clock of this thread", "unused")


def _fact_findings(
    statement: Statement, entries_proved: Sequence[ProvedEntry], suspensions: Suspensions
) -> Iterator[Finding]:
    """Compare with what follows from the proofs, at the one moment at which all claimed silences can hold."""
    now = statement_facts.latest_silence(statement.facts)
    due = statement_facts.compute(entries_proved, now=now, suspensions=suspensions)
    if len(due) != len(statement.facts):
        yield Finding("facts", f"the proofs give {len(due)} facts, here are {len(statement.facts)}", "wrong-fact")
        return
    for index, (claimed, fact) in enumerate(zip(statement.facts, due, strict=True)):
        for name in sorted({*claimed, *fact}):
            # As canonical bytes: in Python `1 == True`, and a missing member is not null.
            if name not in claimed or name not in fact or _text(claimed[name]) != _text(fact[name]):
                reason = f"the proofs give {_text(fact[name])}" if name in fact else "no fact has this member"
                yield Finding(f"facts[{index}].{name}", reason, "wrong-fact")


def _text(value: object) -> str:
    return canonical(value).decode("utf-8")
