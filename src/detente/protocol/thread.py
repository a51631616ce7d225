"""Build a thread statement, or a bundle, from what one side holds (DXP 10).

Pure: nothing here says who exports or when, apart from the clocks that `now` finds run out. So both sides give the
same bytes once both hold the same receipts. An entry of the thread lands in one place:

    its batch has a receipt, and it is no evidence, or its content opens  -> proved
    its batch has no receipt here                                         -> unproved, missing "receipt"
    evidence whose content this side cannot open                          -> unproved, missing "content"

Evidence that its receipt refused is proved without its content: the side that refused it may never have opened it,
and what reached no desk is no fact.

Suspensions are entries of other threads. Those that move a clock of this one are shown beside it, as `pauses`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from detente.crypto import tree
from detente.model.errors import BadInput, NotFound
from detente.model.identifiers import Cid
from detente.model.instant import parse_instant
from detente.model.party_id import PartyId
from detente.protocol import signed, statement_facts, statement_suspensions
from detente.protocol.holdings import Holdings, MissingHolding, Resolved, names_pair, resolve
from detente.protocol.statement import BUNDLE, NO_RECEIPT, THREAD, Batch, Disclosed, Pauses, Proved, Statement, Unproved
from detente.protocol.statement_facts import EVIDENCE, ProvedEntry
from detente.protocol.statement_suspensions import SuspensionAct, Suspensions


def thread_members(root: Cid, links: Iterable[tuple[Cid, Cid | None]]) -> frozenset[Cid]:
    """Give the cids of the thread of `root`: itself, and all whose `re` leads to it. `links` are (cid, re) of the pair.

    >>> sorted(thread_members("a", [("a", None), ("b", "a"), ("c", "b"), ("d", None), ("e", "d")]))
    ['a', 'b', 'c']
    """
    children: dict[Cid, list[Cid]] = {}
    for cid, re in links:
        if re is not None:
            children.setdefault(re, []).append(cid)
    members = {root}
    waiting = [root]
    while waiting:
        for cid in children.get(waiting.pop(), ()):
            # A header may claim any cid, so a partner can write a circle.
            if cid not in members:
                members.add(cid)
                waiting.append(cid)
    return frozenset(members)


def export_statement(root: Cid, held: Holdings, *, now: datetime, disclose: AbstractSet[Cid] = frozenset()) -> bytes:
    """Give the JCS bytes of the statement about the thread of `root`; `disclose` opens contents and so changes it.

    Raises:
        NotFound: no entry of the pair has this cid.
        BadInput: something to disclose is not proved in this thread, or its content is not held here.
        MissingHolding: a batch, leaves or a document is missing.
    """
    own = [entry for entry in held.entries if names_pair(entry, held.parties)]
    if all(entry.header.cid != root for entry in own):
        raise NotFound("No entry with this identity was exchanged with this party.")
    members = thread_members(root, ((entry.header.cid, entry.header.re) for entry in own))
    thread = resolve((entry for entry in own if entry.header.cid in members), held)
    proved = [each for each in thread if each.missing is None]
    _check_disclosable(disclose, proved)
    for_facts = [_for_facts(each, disclose) for each in proved]
    acts, suspensions = _suspensions(held)
    suspensions = suspensions.only(suspensions.that_move(statement_facts.waits(for_facts)))
    return _statement(
        THREAD,
        held,
        proved,
        disclose,
        root=root,
        facts=statement_facts.compute(for_facts, now=now, suspensions=suspensions),
        unproved=[_unproved(each) for each in thread if each.missing is not None],
        suspending=[acts[act.place] for act in suspensions.acts],
        texts=_texts(held, suspensions.acts),
    ).to_bytes()


def export_bundle(cids: AbstractSet[Cid], held: Holdings, *, disclose: AbstractSet[Cid] = frozenset()) -> bytes:
    """Give the JCS bytes of a bundle, `bundle.json`: the proof of the chosen entries, from whatever threads.

    Raises:
        NotFound: no entry of the pair has one of `cids`, or none was chosen.
        BadInput: a chosen entry is not proved, or something to disclose is not chosen or not held here.
        MissingHolding: a batch, leaves or a document is missing.
    """
    chosen = [entry for entry in held.entries if entry.header.cid in cids and names_pair(entry, held.parties)]
    if not cids or cids - {entry.header.cid for entry in chosen}:
        raise NotFound("No entry with this identity was exchanged with this party.")
    proved = resolve(chosen, held)
    if any(each.missing is not None for each in proved):
        raise BadInput("A chosen entry has no receipt here, or its content does not open. Choose proved entries only.")
    _check_disclosable(disclose, proved)
    return _statement(BUNDLE, held, proved, disclose).to_bytes()


def _statement(
    typ: str,
    held: Holdings,
    proved: Sequence[Resolved],
    disclose: AbstractSet[Cid],
    *,
    root: Cid | None = None,
    facts: Sequence[Mapping[str, Any]] = (),
    unproved: Sequence[Unproved] = (),
    suspending: Sequence[Resolved] = (),
    texts: tuple[Mapping[str, Any], ...] = (),
) -> Statement:
    batches = _batches([*proved, *suspending])
    acts = tuple(_proved(each, held, {each.entry.header.cid}) for each in suspending)
    return Statement(
        typ=typ,
        parties=held.parties,
        root=root,
        documents=_documents(held, batches, unproved),
        proved=tuple(_proved(each, held, disclose) for each in proved),
        batches=batches,
        facts=tuple(facts),
        unproved=tuple(unproved),
        pauses=Pauses(acts, texts) if acts else None,
    )


def _suspensions(held: Holdings) -> tuple[dict[tuple[int, int], Resolved], Suspensions]:
    """Give the acts of suspension that can be shown, by (dir, seq), and how they read.

    One that leaves what it lets pass to an agreement which is not known here is left out: nobody could tell.
    """
    said = {name: statement_suspensions.exempt_in(text) for name, text in held.agreements.items()}
    exempt = {name: each for name, each in said.items() if each is not None}
    own = (entry for entry in held.suspensions if names_pair(entry, held.parties))
    rows: dict[tuple[int, int], Resolved] = {}
    acts: list[SuspensionAct] = []
    for each in resolve(own, held):
        if each.receipt is None or each.refused is not None or each.content is None:
            continue
        at = parse_instant(each.receipt["held_at"])
        act = statement_suspensions.read(
            each.entry.header, each.content, direction=each.direction, seq=each.place[0], at=at
        )
        if act is not None and (not act.needs_text or act.agreement in exempt):
            rows[act.place] = each
            acts.append(act)
    return rows, Suspensions(tuple(acts), exempt)


def _texts(held: Holdings, acts: Iterable[SuspensionAct]) -> tuple[Mapping[str, Any], ...]:
    """Give the agreements that say what some of `acts` let pass, sorted by id."""
    return tuple(held.agreements[name] for name in sorted({act.agreement for act in acts if act.needs_text}))


def _batches(proved: Iterable[Resolved]) -> tuple[Batch, ...]:
    found = {}
    for each in proved:
        if each.batch is not None and each.batch.receipt is not None:
            place = (each.direction, each.batch.size)
            found[place] = Batch(*place, each.batch.checkpoint, each.batch.receipt)
    return tuple(found[place] for place in sorted(found))


def _documents(
    held: Holdings, batches: Iterable[Batch], unproved: Iterable[Unproved]
) -> Mapping[PartyId, tuple[bytes, ...]]:
    """Give each chain up to the highest `doc` used; document 0 always, for it makes the party id."""
    used = [(item.direction, item.checkpoint) for item in unproved if item.checkpoint is not None]
    for batch in batches:
        used += [(batch.direction, batch.checkpoint), (1 - batch.direction, batch.receipt)]
    highest = [0, 0]
    for signer, record in used:
        highest[signer] = max(highest[signer], signed.peek(record)["doc"])
    documents = {}
    for party, number in zip(held.parties, highest, strict=True):
        chain = held.chains[party].documents
        if number >= len(chain):
            raise MissingHolding(f"Party document {number} of a partner is not held here. Ask the partner for it.")
        documents[party] = tuple(document.record for document in chain[: number + 1])
    return documents


def _proved(each: Resolved, held: Holdings, disclose: AbstractSet[Cid]) -> Proved:
    seq, size = each.place
    leaves = held.leaves[each.entry.writer]
    if len(leaves) < size:
        raise MissingHolding("The leaves of a ledger are not all held here. Restore them from the partner or a backup.")
    return Proved(
        direction=each.direction,
        seq=seq,
        size=size,
        header=each.entry.header.raw,
        box=each.entry.box_hash,
        path=tuple(tree.inclusion_path(leaves[:size], seq - 1)),
        disclosed=_disclosed(each, disclose),
    )


def _disclosed(each: Resolved, disclose: AbstractSet[Cid]) -> Disclosed | None:
    wanted = each.shows_content or each.entry.header.cid in disclose
    if not wanted or each.entry.cek is None or each.entry.body is None:
        return None
    return Disclosed(each.entry.cek, each.entry.body)


def _unproved(each: Resolved) -> Unproved:
    return Unproved(
        direction=each.direction,
        seq=each.entry.seq,
        epoch=each.entry.epoch,
        header=each.entry.header.raw,
        checkpoint=None if each.batch is None else each.batch.checkpoint,
        missing=each.missing or NO_RECEIPT,
    )


def _for_facts(each: Resolved, disclose: AbstractSet[Cid]) -> ProvedEntry:
    return ProvedEntry(
        direction=each.direction,
        seq=each.place[0],
        header=each.entry.header,
        held_at="" if each.receipt is None else each.receipt["held_at"],
        refused=each.refused,
        evidence=each.content if each.entry.header.kind == EVIDENCE else None,
        life=statement_facts.shows_life(each.entry.header, each.content if each.entry.header.cid in disclose else None),
    )


def _check_disclosable(disclose: AbstractSet[Cid], proved: Sequence[Resolved]) -> None:
    if disclose - {each.entry.header.cid for each in proved}:
        raise BadInput("Only an entry that is proved here can be disclosed; check the identities to disclose.")
    if any(each.entry.header.cid in disclose and each.content is None for each in proved):
        raise BadInput("The content of an entry to disclose is not held here, or does not open.")
