"""Plays the story between the three nodes: real services, real sealing, real ledgers; only clock and line are ours.

The clock stands still but for what the story says and a few seconds on the way; the line hands each parcel to the
other node's endpoint service, as the network would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Final

from detente.model import party_id
from detente.model.party_id import PartyId
from detente.node.clock import SteppedClock
from detente.node.context import Node
from detente.node.demo import story
from detente.node.demo.letters import Words
from detente.node.demo.story import Accept, Answer, Contact, Open, Send, Step, Write
from detente.node.lines import Unreachable
from detente.node.queries.drafts import content_of
from detente.node.services import acting, delivering, drafting, meeting, notifying, officers, opening, peering, runs
from detente.node.services.notifying import Letter
from detente.node.stores import partners
from detente.node.stores.models import Entry, Officer, Partner

MOST_ROUNDS: Final = 16


class MemoryLine:
    """`lines.Line` to a node in the same process."""

    def __init__(self, here: Node, there: Node) -> None:
        us, them = (partners.own_chain(node.alias).party for node in (here, there))
        self._there = there
        self._parts = (party_id.part(PartyId(them)), party_id.part(PartyId(us)))

    def post(self, data: bytes) -> bytes:
        """Give the endpoint's answer."""
        partner = peering.partner_for(self._there, *self._parts)
        answer = None if partner is None else peering.answer(self._there, partner, data)
        if answer is None or not answer.body:
            raise Unreachable("the other node of the demo refused")
        return answer.body

    def put(self, path: str, data: bytes) -> int:
        """Put the leaves or a chunk of an attachment."""
        _, att_id, what = path.split("/")
        row = peering.attachment(self._there, *self._parts, att_id)
        if row is None:
            return 404
        if what == "leaves":
            return 204 if peering.take_leaves(self._there, row, data) else 422
        return 204 if peering.take_chunk(self._there, row, int(what), data) else 422

    def get(self, path: str) -> tuple[int, bytes]:
        """Get which chunks of an attachment are held."""
        bits = peering.bitmap(self._there, *self._parts, path.split("/")[1])
        return (404, b"") if bits is None else (200, bits)


@dataclass
class Stage:
    """Where the story stands. `threads`: sender, receiver and the id of the entry that opened it, which both have."""

    nodes: Mapping[str, Node]
    clock: SteppedClock
    start: datetime
    papers: Path
    threads: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def partner(self, here: str, there: str) -> Partner:
        """Give the row of one node for the other."""
        party = partners.own_chain(self.nodes[there].alias).party
        found = partners.by_party(self.nodes[here].alias, party)
        if found is None:
            raise LookupError(f"{here} has not met {there}")
        return found

    def officer(self, code: str, name: str) -> Officer:
        """Give an officer of a node."""
        return officers.find(self.nodes[code], name)

    def received(self, key: str) -> tuple[str, str, Entry]:
        """Give receiver, sender and the receiver's entry of a thread."""
        sender, receiver, uid = self.threads[key]
        rows = Entry.objects.using(self.nodes[receiver].alias).select_related("partner", "batch")
        return receiver, sender, rows.get(uid=uid, ours=False)

    def settle(self, first: str, second: str) -> None:
        """Let two nodes talk until neither has anything to send; each round takes two seconds."""
        for _ in range(MOST_ROUNDS):
            self.clock.advance(seconds=2)
            if not (self._turn(first, second) | self._turn(second, first)):
                return
        raise RuntimeError(f"{first} and {second} do not come to rest")

    def _turn(self, here: str, there: str) -> bool:
        node, partner = self.nodes[here], self.partner(here, there)
        delivering.claim(node, partner)
        sent = delivering.turn(node, partner, MemoryLine(node, self.nodes[there]), chance=0.0)
        opened = opening.open_waiting(self.nodes[there], self.partner(there, here))
        return bool(opening.open_waiting(node, partner)) or bool(opened) or sent


def play(nodes: Mapping[str, Node], clock: SteppedClock, *, start: datetime, papers: Path) -> None:
    """Play all that happened before `start`. `papers`: a folder for the attachments on their way."""
    stage = Stage(nodes, clock, start, papers)
    papers.mkdir(mode=0o700)
    for node in nodes.values():
        runs.begin(node)
    for at, step in story.in_order(start):
        clock.moment = max(clock.moment, at)
        _do(stage, step)
    for first, second in combinations(nodes, 2):
        stage.settle(first, second)
    for node in nodes.values():
        runs.end(node)


def _do(stage: Stage, step: Step) -> None:
    match step:
        case Contact():
            _meet(stage, step)
        case Send():
            _send(stage, step)
        case Open(key=key, officer=name):
            receiver, sender, entry = stage.received(key)
            acting.open_entry(stage.nodes[receiver], stage.officer(receiver, name), entry)
            stage.settle(receiver, sender)
        case Accept(key=key, officer=name, until=until):
            receiver, sender, entry = stage.received(key)
            officer = stage.officer(receiver, name)
            acting.accept(stage.nodes[receiver], officer, entry, until=until.before(stage.start))
            stage.settle(receiver, sender)
        case Answer(key=key, officer=name, words=words):
            receiver, sender, entry = stage.received(key)
            letter = _letter(stage, words)
            notifying.answer(stage.nodes[receiver], stage.officer(receiver, name), entry, letter)
            stage.settle(receiver, sender)
        case Write():
            _write(stage, step)


def _meet(stage: Stage, step: Contact) -> None:
    """Invite, meet, compare by voice, confirm on both sides, exchange the agreement."""
    first, second = story.party(step.first), story.party(step.second)
    here, there = stage.nodes[first.code], stage.nodes[second.code]
    inviting, adding = stage.officer(second.code, second.compares), stage.officer(first.code, first.compares)
    ticket = meeting.invite(there, inviting, code=first.code, name=first.labels[second.language])
    stage.clock.advance(minutes=25)

    def post(path: str, data: bytes) -> bytes:
        answer = peering.meet(there, path.removeprefix("meet/"), data)
        if answer is None or answer.status != 200:
            raise Unreachable("the invitation was not taken")
        return answer.body

    name = second.labels[first.language]
    meeting.add(here, adding, ticket, code=second.code, name=name, post=post)
    stage.clock.advance(minutes=5)
    for us, them in ((first, second), (second, first)):
        known = stage.partner(us.code, them.code)
        known.colour = them.colour
        known.save(using=stage.nodes[us.code].alias, update_fields=["colour"])
        _confirm(stage, us, them, step)
    stage.settle(first.code, second.code)


def _confirm(stage: Stage, us: story.Party, them: story.Party, step: Contact) -> None:
    node, partner = stage.nodes[us.code], stage.partner(us.code, them.code)
    meeting.compare(node, stage.officer(us.code, us.compares), partner, digits=partner.sas)
    stage.clock.advance(minutes=10)
    partner.refresh_from_db(using=node.alias)
    pair = partners.pair_of(node.alias, partner)
    text = meeting.default_text(pair.us, pair.them, law=step.law, ref=step.ref)
    meeting.confirm(node, stage.officer(us.code, us.confirms), partner, text=text)


def _send(stage: Stage, step: Send) -> None:
    node, partner = stage.nodes[step.sender], stage.partner(step.sender, step.to)
    answer_by = None if step.answer_by is None else step.answer_by.before(stage.start)
    letter = _letter(stage, step.words, answer_by)
    entry = notifying.notify(node, stage.officer(step.sender, step.officer), partner, letter)
    stage.threads[step.key] = (step.sender, step.to, entry.uid)
    stage.settle(step.sender, step.to)


def _write(stage: Stage, step: Write) -> None:
    content = content_of(step.draft)
    if step.answers:
        content["answers"] = stage.received(step.answers)[2].uid
    node = stage.nodes[step.party]
    drafting.save(node, stage.officer(step.party, step.officer), None, content, stage.partner(step.party, step.to))


def _letter(stage: Stage, words: Words, answer_by: datetime | None = None) -> Letter:
    files = [stage.papers / paper.name for paper in words.papers]
    for file, paper in zip(files, words.papers, strict=True):
        file.write_text(paper.text, encoding="utf-8")
    return Letter(
        subject=words.subject,
        text=words.text,
        lang=words.lang,
        files=files,
        answer_by=answer_by,
        asks=words.asks,
        codes=words.codes,
        own_ref=words.ref,
    )
