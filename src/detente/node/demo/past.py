"""Plays the story between the three nodes: real services, real sealing, real ledgers; only clock and line are ours.

The clock stands still but for what the story says and a few seconds on the way; the line hands each parcel to the
other node's endpoint service, as the network would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import combinations
from pathlib import Path

from detente.node.clock import SteppedClock
from detente.node.context import Node
from detente.node.demo import holdings, offices, story, treaties
from detente.node.demo.letters import Words
from detente.node.demo.stage import Stage
from detente.node.demo.steps import (
    Accept,
    Agree,
    Answer,
    Ask,
    AskBack,
    Contact,
    CrossCheck,
    Hold,
    Keep,
    Open,
    Send,
    Step,
    Submit,
    Suspend,
    Write,
)
from detente.node.lines import Unreachable
from detente.node.queries.drafts import content_of
from detente.node.services import (
    acting,
    approving,
    concerned,
    conversing,
    drafting,
    meeting,
    notifying,
    peering,
    requesting,
    runs,
)
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.stores import partners
from detente.node.stores.models import DraftRow


def play(nodes: Mapping[str, Node], clock: SteppedClock, *, start: datetime, papers: Path) -> None:
    """Play all that happened before `start`. `papers`: a folder for the attachments on their way."""
    stage = Stage(nodes, clock, start, papers)
    papers.mkdir(mode=0o700)
    for node in nodes.values():
        runs.begin(node)
    offices.arrange(stage)
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
        case Agree():
            treaties.agree(stage, step)
        case Suspend():
            treaties.suspend(stage, step)
        case Send():
            _send(stage, step)
        case Ask():
            _ask(stage, step)
        case CrossCheck(key=key, officer=name):
            _say(stage, key, name, "cross-check", Said(confirmed=True))
        case AskBack(key=key, officer=name, words=words, missing=missing):
            _say(stage, key, name, "ask-clarification", Said(letter=_letter(stage, words), missing=missing))
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
        case Submit():
            _submit(stage, step)
        case Keep():
            holdings.keep(stage, step)
        case Hold():
            holdings.hold(stage, step)


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


def _ask(stage: Stage, step: Ask) -> None:
    node, partner = stage.nodes[step.sender], stage.partner(step.sender, step.to)
    answer_by = None if step.answer_by is None else step.answer_by.before(stage.start)
    letter = _letter(stage, step.words, answer_by)
    form = requesting.Form(**asdict(step.form))
    entry = requesting.request(node, stage.officer(step.sender, step.officer), partner, letter, form)
    stage.threads[step.key] = (step.sender, step.to, entry.uid)
    stage.settle(step.sender, step.to)


def _say(stage: Stage, key: str, officer: str, event: str, said: Said) -> None:
    """Let an officer of the receiving side act in the dialogue of a thread."""
    receiver, sender, entry = stage.received(key)
    conversing.act(stage.nodes[receiver], stage.officer(receiver, officer), entry, event, said)
    stage.settle(receiver, sender)


def _submit(stage: Stage, step: Submit) -> None:
    node = stage.nodes[step.party]
    row = _write(stage, Write(step.when, step.party, step.officer, step.to, step.draft))
    bound = drafting.challenge(drafting.written(node, row))
    approving.submit(node, stage.officer(step.party, step.officer), row, bound, None)


def _write(stage: Stage, step: Write) -> DraftRow:
    content = content_of(step.draft)
    if step.answers:
        content["answers"] = stage.received(step.answers)[2].uid
    node = stage.nodes[step.party]
    author, partner = stage.officer(step.party, step.officer), stage.partner(step.party, step.to)
    return drafting.save(node, author, None, content, partner)


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
        topic=words.topic,
        records=concerned.dated(words.records, now=stage.clock.moment),
        character=words.character,
    )
