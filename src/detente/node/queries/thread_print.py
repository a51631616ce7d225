"""What a printed thread says (`paper.thread`): the messages that the officer may take out, all others as withheld.

Policy decides message by message with `export`; where the answer is no, the paper says so with the ground in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.party_id import fingerprint
from detente.node.context import Node
from detente.node.paper import titles
from detente.node.paper.thread import Annex, PrintedThread, Seal, Sheet
from detente.node.paper.words import words_in
from detente.node.queries import exports, persons, phrases, thread_page
from detente.node.queries.desk import Silence
from detente.node.queries.thread_page import Thread
from detente.node.services import labelling, opening
from detente.node.services.exports_asked import Signed
from detente.node.stores import partners
from detente.node.stores.models import Entry, Officer
from detente.policy import grounds, sentences
from detente.policy.decide import Permit
from detente.policy.persons import is_sensitive
from detente.protocol import header as headers


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed, and the cids of the messages whose content stands in it.

    `signed`: the export that a second person approved, where it took one.
    """

    thread: PrintedThread
    disclosed: tuple[str, ...]
    signed: Signed | None = None


def printed(node: Node, officer: Officer, entry: Entry, *, lang: str) -> Printed:
    """Give the thread that an entry belongs to, as this officer may print it."""
    plan = exports.plan(node, officer, entry, "paper")
    held, messages = plan.held, plan.rows
    pair = partners.pair_of(node.alias, entry.partner)
    why = {row.pk: _withheld(plan.decided[row.pk], lang) for row in messages}
    statement = thread_page.statement_of(held)
    labels = [headers.parse(bytes(row.header)).handling for row in messages]
    strictest = phrases.strictest([phrases.label(label, held.parties) for label in labels])
    say = words_in(lang)
    return Printed(
        PrintedThread(
            subject=held.root.uid if why.get(held.root.pk) else held.root.subject or held.root.uid,
            thread=f"{held.root.uid} ({held.root.cid})",
            parties=(_name(held, ours=True, lang=lang), _name(held, ours=False, lang=lang)),
            marking="" if strictest is None else " ".join(_codes(strictest)),
            printed_by=officer.shown,
            at=node.now(),
            prefix=f"{held.parties.us.code}-{held.root.cid[:8]}",
            sheets=tuple(_sheet(held, row, why[row.pk], lang) for row in messages),
            seals=tuple(
                Seal(
                    say[proof.receipt],
                    proof.signer.code,
                    proof.at,
                    f"{say['place']}: {proof.sequence} / {proof.size}",
                    proof.record,
                )
                for row in messages
                for proof in thread_page.proofs_of(held, row)
            ),
            silences=tuple(
                say["silence"].format(what=titles.silence(step.clock, lang), since=f"{step.since:%Y-%m-%d %H:%M} UTC")
                for step in thread_page.steps_of(held)
                if isinstance(step, Silence)
            ),
            statement="" if statement is None else statement.fingerprint,
            missing=0 if statement is None else len(statement.missing),
            trust=tuple(fingerprint(party) for party in (pair.us, pair.them)),
        ),
        tuple(row.cid for row in messages if not why[row.pk]),
        plan.signed,
    )


def _withheld(decided: Permit | str, lang: str) -> str:
    """Give why the content of a message is not printed, "" where it is."""
    if isinstance(decided, Permit):
        return ""
    if decided == exports.UNOPENED:
        return words_in(lang)["unopened"]
    said = sentences.of(decided)
    return said.get(lang, said["en"])


def _sheet(held: Thread, row: Entry, why: str, lang: str) -> Sheet:
    payload = opening.payload_of(row)
    writer, reader = _name(held, ours=row.ours, lang=lang), _name(held, ours=not row.ours, lang=lang)
    if why:
        # The subject and the file numbers are content too; what stands in every list alone stays.
        payload = {}
    return Sheet(
        title=titles.titled(row.message or row.kind, "" if why else row.subject, lang),
        writer=writer,
        reader=reader,
        at=row.created,
        number="–" if row.seq is None else str(row.seq),
        marking=labelling.marking(headers.parse(bytes(row.header)).handling),
        references=_references(payload),
        text=_texts(payload),
        said=_said(payload, lang),
        withheld=why,
        annexes=() if why else _annexes(payload, held, row),
    )


def _name(held: Thread, *, ours: bool, lang: str) -> str:
    party = held.parties.us if ours else held.them
    return f"{party.code}, {party.label(lang).text}"


def _codes(label: Any) -> list[str]:
    tlp = [f"TLP:{label.tlp}"] if label.tlp else []
    return [*tlp, *label.h, *label.others, *(["ORCON"] if label.originator_control else [])]


def _references(payload: Mapping[str, Any]) -> tuple[str, ...]:
    ref = payload.get("ref")
    return tuple(str(ref[side]) for side in ("own", "yours") if ref.get(side)) if isinstance(ref, dict) else ()


def _texts(payload: Mapping[str, Any]) -> tuple[str, ...]:
    texts = [text.text for text in thread_page.texts(payload)]
    return tuple(text for text in [*texts, payload.get("asks")] if isinstance(text, str))


def _said(payload: Mapping[str, Any], lang: str) -> tuple[tuple[str, str], ...]:
    """Give what a message says besides its text: the members of its dialogue, ground and date, and its records."""
    say = words_in(lang)
    said = [
        (member.name, text)
        for member in thread_page.members_in(payload)
        for text in [
            *(each.text for each in member.words),
            *(each.labels.get(lang) or each.labels.get("en") or each.code for each in member.codes),
        ]
    ]
    if grounds.is_sent_ground(payload.get("ground")):
        said.append(("ground", grounds.SENT[payload["ground"]][lang]))
    if isinstance(payload.get("answer_by"), str):
        said.append(("answer_by", payload["answer_by"]))
    records = payload.get("records")
    for record in records if isinstance(records, list) else []:
        said += [("person", line) for line in _record(record)]
    return tuple((say[f"said.{name}"], text) for name, text in said)


def _record(record: Any) -> tuple[str, ...]:
    """Give the lines of a record, without what no record may carry."""
    entity = record.get("ftm") if isinstance(record, dict) else None
    if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
        return ()
    kept = {
        name: [each for each in values if isinstance(each, str)]
        for name, values in entity["properties"].items()
        if isinstance(values, list) and not is_sensitive(name)
    }
    return persons.lines_of({**record, "ftm": {**entity, "properties": kept}})


def _annexes(payload: Mapping[str, Any], held: Thread, row: Entry) -> tuple[Annex, ...]:
    sizes = {file.id: file.size for file in held.files.get(row.pk, ())}
    listed = payload.get("files")
    return tuple(
        Annex(item["name"], item["type"], sizes.get(item["id"], 0), b64.decode(item["sha256"]).hex())
        for item in (listed if isinstance(listed, list) else [])
    )


def hash_of(paper: bytes) -> str:
    """Give what goes on record of a printed thread."""
    return sha256(paper).hex()
