"""A correction: everyone who got an item learns that it was wrong; how far they took it over is read from the cases.

    item, and the copies by which it went on --> one correction a recipient --> one case each --> the completion table

Each leaves by itself: where policy wants a second person it waits as a draft of its own (`waiting.correction`).

The writer corrects the item: `target` names it. Whoever knows better without having written it proposes: `target` is
null, and the originator decides by apply or object (decision 22).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from detente.cases import case as cases
from detente.cases.case import Case
from detente.matching import exact
from detente.model import strict_json
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import bodies_asked, casework, concerned, dispatching, letters, passing
from detente.node.services.asserting import Assertion
from detente.node.services.dispatching import Refused, Request
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry, Officer
from detente.node.stores.statements import fetch, listed
from detente.policy.mending import MENDING
from detente.protocol import header as headers

KIND: Final = "correction"
NOT_ASKED: Final = "not-asked"
_WORDS: Final = {
    "released": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "opened": "opened",
    "bounced": "refused",
    "done-onward-open": "done",
    "done": "done",
    "partly-onward-open": "partly",
    "partly": "partly",
    "objected": "objected",
    "insisting": "objected",
    "objected-again": "objected",
    "closed-objected": "objected",
}
"""What the table of completion says of each state of the issuer."""
_ANSWERED: Final = frozenset({"done", "partly", "objected"})
_APPLIED: Final = frozenset({"applied", "done", "kept-partly", "partly", "done-onward-open", "partly-onward-open"})
_CORRECTED: Final = (
    'SELECT entry.re, entry.ours, "case".state, entry.partner_id FROM entry JOIN "case" ON "case".entry_id = entry.id '
    "WHERE entry.code = '' AND entry.kind = 'correction' AND entry.message = 'correction' AND entry.re IN ({cids})"
)
CHANGED: Final = "changed"
CHALLENGED: Final = "challenged"


class AnotherPerson(BadInput):
    """A correction says something about a person whom the item does not name."""

    code = "another-person"


@dataclass(frozen=True, slots=True)
class Line:
    """One recipient in the table of completion. `stands`: its word; `since`: since when it is silent, None if not.

    `item`: the entry by which it got the item. `correction`: the newest one that went there, None where none did.
    """

    item: Entry
    correction: Entry | None
    stands: str
    since: Any = None
    onward: str = ""


def reached(node: Node, item: Entry) -> tuple[Entry, ...]:
    """Give the entries by which an item came or went, itself first: one a recipient, its writer among them."""
    return (item, *passing.onward(node, item))


def correct(
    node: Node, officer: Officer, item: Entry, letter: Letter, *, assertion: Assertion | None = None
) -> list[Entry | Refused]:
    """Release a correction of an item to everyone who has it from us or gave it to us; give what became of each.

    A recipient to whom an earlier correction is still open gets none: a repeat has no effect.

    Raises:
        AnotherPerson: it says something of somebody whom the item does not name.
        BadInput: it corrects nothing, or nobody is left to be told.
    """
    return tell(node, officer, prepared(node, item, letter), assertion=assertion)


def prepared(node: Node, item: Entry, letter: Letter) -> list[tuple[Entry, Letter]]:
    """Give who is to be told, by the entry by which each has the item, with the letter that goes there.

    Raises:
        AnotherPerson, BadInput: as `correct`.
    """
    check(item, letter)
    dated = replace(letter, records=concerned.dated(letter.records, now=node.now()))
    to = untold(node, item)
    if not to:
        raise BadInput("Everyone who has this was told already. `detente correction status` shows who confirmed.")
    return [(each, _about(each, dated)) for each in to]


def check(item: Entry, letter: Letter) -> None:
    """Return if a letter corrects an item; AnotherPerson or BadInput otherwise."""
    if item.kind == KIND:
        raise BadInput("This is a correction itself. Name the message that it corrects.")
    if not letter.text.strip() and not letter.records:
        raise BadInput("Say what is right: give the record as it must be, or a text.")
    _check_persons(item, letter)


def tell(
    node: Node, officer: Officer, told: Sequence[tuple[Entry, Letter]], *, assertion: Assertion | None = None
) -> list[Entry | Refused]:
    """Release corrections, each to the recipient of its item; give what became of each, in order."""
    requests = [request_of(item, letter, assertion) for item, letter in told]
    return dispatching.release_all(node, officer, requests)


def tell_as_drafted(
    node: Node, officer: Officer, item: Entry, letter: Letter, assertion: Assertion | None = None
) -> Entry:
    """Release a correction that was kept as a draft.

    Raises:
        BadInput: the recipient was told by another correction meanwhile.
        PolicyRefusal: it may not leave.
    """
    line = _line(node, item)
    if line.correction is not None and not is_over(node, line.correction):
        raise BadInput("This recipient was told by another correction meanwhile. Discard this one.")
    return dispatching.release(node, officer, request_of(item, letter, assertion))


def request_of(item: Entry, letter: Letter, assertion: Assertion | None = None) -> Request:
    """Give what is asked to be released: a correction of an item, to whom that item came from or went."""
    return Request(item.partner, letter, KIND, payload_of(item, letter), assertion=assertion, concerning=item)


def payload_of(item: Entry, letter: Letter) -> dict[str, Any]:
    """Give what a correction carries. What somebody else wrote it does not name: that one decides."""
    return {**letters.opening_payload(KIND, KIND, letter), "target": item.cid if item.ours else None}


def untold(node: Node, item: Entry) -> list[Entry]:
    """Give the entries whose recipient no open correction of this item has reached, in the order of the table.

    Who wrote the item and corrected it is not told of it again where we pass that on to others; where there are none,
    what we say is another proposal.
    """
    lines = [line for line in completion(node, item) if line.correction is None or is_over(node, line.correction)]
    others = [line.item for line in lines if not _corrected_itself(node, line.item)]
    return others or [line.item for line in lines]


def _corrected_itself(node: Node, item: Entry) -> bool:
    if item.ours:
        return False
    rows = Entry.objects.using(node.alias).filter(partner=item.partner_id, ours=False, code="", judged=True)
    return rows.filter(kind=KIND, message=KIND, re=item.cid).exists()


def completion(node: Node, item: Entry, kind: str = KIND) -> tuple[Line, ...]:
    """Give how far each recipient of an item took over its correction, from the ledger and the clock alone.

    `kind`: `recall` for how far each did what a recall asks.
    """
    return tuple(_line(node, each, kind) for each in reached(node, item_of(node, item)))


def item_of(node: Node, entry: Entry) -> Entry:
    """Give the item that a correction or a recall is about, the first of its copies here; any other is its own item."""
    if entry.kind in MENDING and entry.re is not None:
        return bodies_asked.item_of(node, entry)
    return bodies_asked.origin(node, entry)


def onward_results(node: Node, correction: Entry) -> dict[str, int]:
    """Count what the onward recipients of a corrected item said: what the holder reports to the issuer.

    A body without a node, to which it was handed out, counts by what it answered when it was told.

    Raises:
        BadInput: one of them was not asked, or still has time to answer; `BodyNotTold` for one without a node.
    """
    item = item_of(node, correction)
    counted = bodies_asked.counted(node, item)
    for line in (_line(node, each, correction.kind) for each in passing.onward(node, item)):
        said = line.stands if line.stands in _ANSWERED else "silent"
        if line.correction is None or (said == "silent" and line.since is None):
            raise BadInput(
                f"{line.item.partner.name} has this item from you and has not answered. Correct it there, and wait for "
                "the answer or for the end of its time."
            )
        counted[said] += 1
    return counted


def marks(node: Node, entries: Sequence[Entry]) -> dict[int, str]:
    """Give which of these entries were corrected (`changed`), or are said to be wrong (`challenged`), by their key."""
    cids = {entry.cid: entry.pk for entry in entries}
    found: dict[int, str] = {}
    for cid, ours, state, target_ours in _with_states(node, list(cids)):
        # What its own writer corrects is changed at once; what another one proposes, when the writer applies it.
        changed = state in _APPLIED or (ours and target_ours)
        if changed or cids[cid] not in found:
            found[cids[cid]] = CHANGED if changed else CHALLENGED
    return found


def is_over(node: Node, correction: Entry) -> bool:
    """Whether the case of a correction or a recall has ended."""
    case = _case(node, correction)
    return case is not None and case.ended


# Inside


def _with_states(node: Node, cids: Sequence[str]) -> list[tuple[str, bool, str, bool]]:
    found = fetch(node.alias, _CORRECTED.format(cids=listed(cids)), *cids) if cids else []
    if not found:
        return []
    own = Entry.objects.using(node.alias).filter(cid__in=[each[0] for each in found], ours=True)
    written = set(own.values_list("cid", "partner_id"))
    return [(cid, bool(ours), state, (cid, partner) in written) for cid, ours, state, partner in found]


def _line(node: Node, item: Entry, kind: str = KIND) -> Line:
    rows = Entry.objects.using(node.alias).filter(
        partner=item.partner_id, ours=True, kind=kind, message=kind, re=item.cid
    )
    correction = rows.select_related("partner", "batch").order_by("-pk").first()
    if correction is None:
        return Line(item, None, NOT_ASKED)
    case = _case(node, correction)
    if case is None:
        return Line(item, correction, "sent")
    stands = _WORDS.get(case.state, case.state)
    silent = {each.what: each.since for each in cases.silences(case, now=node.now())}
    for name in ("not-confirmed", "not-delivered"):
        if name in silent and stands not in _ANSWERED | {"refused"}:
            return Line(item, correction, name, silent[name])
    if "onward-not-confirmed" in silent:
        return Line(item, correction, stands, None, "onward-not-confirmed")
    return Line(item, correction, stands, None, "onward-open" if case.state.endswith("-onward-open") else "")


def _case(node: Node, correction: Entry) -> Case | None:
    return casework.case_of(node, correction.partner, correction.root, correction.cid)


def _about(item: Entry, letter: Letter) -> Letter:
    """Give the letter for one recipient, under the item's own agreement, topic and, where none was chosen, label."""
    label = headers.parse(bytes(item.header)).handling
    return replace(
        letter,
        subject=letter.subject or item.subject,
        agreement=item.agreement,
        topic=item.topic or letter.topic,
        codes=letter.codes or label.codes,
        orcon=letter.orcon or label.orcon,
    )


def _check_persons(item: Entry, letter: Letter) -> None:
    """A correction never carries new facts about another person: each record shares a key with the item."""
    known = {key.hash for key in exact.keys_of(_payload(item), writer="") if key.way != "reference"}
    for record in letter.records:
        keys = {key.hash for key in exact.keys_of({"records": [record]}, writer="") if key.way != "reference"}
        if not keys & known:
            raise AnotherPerson(
                "This record shares no name and no number with the message that it corrects. Give the name as it "
                "stands there; about another person write a message of its own."
            )


def _payload(entry: Entry) -> dict[str, Any]:
    return {} if entry.plaintext is None else dict(strict_json.parse(bytes(entry.plaintext))["payload"])
