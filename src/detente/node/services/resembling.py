"""The same tip twice: a message that looks like one that was here before is linked with it, and never merged (B5).

    an entry reaches a desk, or leaves it --exact keys--> kept beside it
        `--a key that an entry of another thread has--> Likeness --a person--> taken up again, or two matters

Nothing is reopened here: the owner of the older matter is asked. Evaluations stay as they are, and who told the same
thing twice is counted once. One of ours about whom the same partner found nothing does not leave again without a
reason (B16).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from detente.audit.acts import Act
from detente.matching import exact
from detente.matching.exact import Key
from detente.model import strict_json
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.stores import partners
from detente.node.stores.each import insert_values
from detente.node.stores.models import Entry, Likeness, MatterKey, Officer, Partner
from detente.node.stores.unit import Unit, unit

MOST: Final = 8
"""So many older messages are named for a new one, the newest of them."""
TAKEN_UP: Final = "taken-up"
APART: Final = "apart"
JUSTIFIED: Final = "justified"
NO_NEXUS: Final = "no-nexus"
OF_PERSONS: Final = ("name", "identifier")
_LONGEST_NOTE: Final = 300
OF_ONE_KEY: Final = 4 * MOST
"""So many messages with one key are read, the newest; several may be of one thread."""
_KEY: Final = ("key", "way", "entry_id")

Payload = Mapping[str, Any]


class JustifyAgain(BadInput):
    """The partner found no link about the same person before; to send it again takes a reason."""

    code = "justify-again"

    def __init__(self, before: Entry) -> None:
        super().__init__(
            f"This partner looked at the same person before and found no link (message {before.uid[:8]}). "
            "Say why you send it again."
        )
        self.before = before


def note(node: Node, entries: Iterable[tuple[Entry, Payload]], *, arrived: bool, work: Unit) -> None:
    """Keep the keys of entries, inside their unit of work; link what `arrived` with what it looks like.

    Costs nothing where an entry has no key.
    """
    us = None
    keyed: list[tuple[Entry, tuple[Key, ...]]] = []
    for entry, payload in entries:
        if not payload.get("records") and not _own_number(payload):
            continue
        if entry.ours and us is None:
            us = partners.own_chain(node.alias).party
        keys = exact.keys_of(payload, writer=str(us) if entry.ours else entry.partner.party)
        if keys:
            keyed.append((entry, keys))
    if not keyed:
        return
    if arrived:
        _link(node, keyed, work)
    rows = [(entry.pk, key.way, key.hash) for entry, keys in keyed for key in keys]
    insert_values(node.alias, MatterKey, ("entry_id", "way", "key"), rows)


def forget(node: Node, entries: Sequence[Entry], *, persons_stay: bool = False) -> None:
    """Forget the keys of entries that are purged, inside the unit of work. What was linked stays linked.

    The hashes of the persons about whom a partner found no link stay, as a tombstone: nobody sends the same about them
    again unasked, however long ago it was (B16). `persons_stay`: so do those of what was recalled and deleted.
    """
    if persons_stay:
        going = MatterKey.objects.using(node.alias).filter(entry__in=[entry.pk for entry in entries])
        going.exclude(way__in=OF_PERSONS).delete()
        return
    cleared = [entry.pk for entry in entries if entry.ours and filed_code(node, entry) == NO_NEXUS]
    going = MatterKey.objects.using(node.alias).filter(entry__in=[entry.pk for entry in entries])
    going.exclude(entry__in=cleared, way__in=OF_PERSONS).delete()


def cleared_before(node: Node, partner: Partner, payload: Payload) -> Entry | None:
    """Give the newest message of ours to a partner about the same person that it filed without nexus, None if none."""
    if not payload.get("records"):
        return None
    keys = [key.hash for key in exact.keys_of(payload, writer="") if key.way in OF_PERSONS]
    if not keys:
        return None
    found = MatterKey.objects.using(node.alias).filter(key__in=keys, entry__partner=partner, entry__ours=True)
    older = Entry.objects.using(node.alias).filter(pk__in=found.values("entry"), case__state="filed")
    for entry in older.order_by("-pk")[:MOST]:
        if filed_code(node, entry) == NO_NEXUS:
            return entry
    return None


def filed_code(node: Node, opener: Entry) -> str:
    """Give the code with which the partner filed a message of ours, empty where it did not."""
    rows = Entry.objects.using(node.alias).filter(
        partner=opener.partner, ours=False, root=opener.root, kind="evidence", message="filed", code="", judged=True
    )
    for row in rows.order_by("-seq")[:1]:
        return str(strict_json.parse(bytes(row.plaintext or b""))["payload"].get("code") or "")
    return ""


def justify(node: Node, officer: Officer, before: Entry, again: Entry, reason: str, *, work: Unit) -> None:
    """Set down why the same is sent again, inside the unit of work of its release."""
    Likeness.objects.using(node.alias).create(
        first=before,
        second=again,
        ways=["person"],
        found_at=node.now(),
        outcome=JUSTIFIED,
        note=reason[:_LONGEST_NOTE],
        officer=officer,
        settled_at=node.now(),
    )
    refs = {"cid": again.cid, "other": before.cid}
    work.record(Act.LIKENESS_SETTLED, actor=officer.name, refs=refs, details={"outcome": JUSTIFIED})


def settle(node: Node, officer: Officer, first: Entry, second: Entry, *, outcome: str, reason: str) -> Likeness:
    """Say of two linked messages whether the older matter is taken up again with the newer one, or they are apart.

    The older case keeps its end and its evaluation whatever is said.

    Raises:
        NotFound: they were not linked, or it was said already.
        BadInput: the outcome is another word, or no reason was given.
    """
    if outcome not in (TAKEN_UP, APART):
        raise BadInput(f"Say {TAKEN_UP} where the older matter is taken up again, or {APART} where they are two.")
    if not reason.strip() or len(reason) > _LONGEST_NOTE:
        raise BadInput(f"Say why in at most {_LONGEST_NOTE} characters.")
    with unit(node, "settle likeness") as work:
        row = Likeness.objects.using(node.alias).filter(first=first, second=second, outcome="").first()
        if row is None:
            raise NotFound("These two were not linked, or somebody decided already.")
        row.outcome, row.note, row.officer, row.settled_at = outcome, reason, officer, node.now()
        row.save(using=node.alias, update_fields=["outcome", "note", "officer", "settled_at"])
        refs = {"cid": second.cid, "other": first.cid}
        work.record(Act.LIKENESS_SETTLED, actor=officer.name, refs=refs, details={"outcome": outcome})
    return row


def linked(node: Node, opener: Entry) -> list[Entry]:
    """Give the messages that one looks like, older and newer, in their order; not those that a person set apart."""
    rows = Likeness.objects.using(node.alias).filter(Q(first=opener) | Q(second=opener)).exclude(outcome=APART)
    keys = {key for pair in rows.values_list("first_id", "second_id") for key in pair} - {opener.pk}
    return list(Entry.objects.using(node.alias).filter(pk__in=keys).select_related("partner").order_by("pk"))


def origins(node: Node, opener: Entry) -> frozenset[str]:
    """Give the parties that a matter comes from, what it is linked with included: each is one source."""
    us = partners.own_chain(node.alias).party
    found: set[str] = set()
    for entry in (opener, *linked(node, opener)):
        payload = {} if entry.plaintext is None else strict_json.parse(bytes(entry.plaintext))["payload"]
        found |= exact.origins(payload, writer=us if entry.ours else entry.partner.party)
    return frozenset(found)


Keyed = tuple[Entry, Sequence[Key]]
Thread = tuple[int, str]
"""A partner by its row, and the cid of a thread with it."""


def _link(node: Node, keyed: Sequence[Keyed], work: Unit) -> None:
    """Link messages with the openings of other threads that have a key of theirs: one read for all that came together.

    Of two that came together the later one is linked with the earlier one.
    """
    known = _known(node, {key.hash for _, keys in keyed for key in keys})
    alike: list[tuple[Entry, dict[Thread, set[str]]]] = []
    for entry, keys in sorted(keyed, key=lambda each: each[0].pk):
        here = (entry.partner_id, entry.root)
        ways: dict[Thread, set[str]] = {}
        for key in keys:
            for way, thread in known.get(key.hash, ()):
                if thread[1] != entry.root:
                    ways.setdefault(thread, set()).add(way)
            known.setdefault(key.hash, []).append((key.way, here))
        alike.append((entry, ways))
    openers = _openers(node, {thread for _, ways in alike for thread in ways})
    for entry, ways in alike:
        older = sorted(((openers[thread], found) for thread, found in ways.items() if thread in openers), key=_key)
        for first, found in older[-MOST:]:
            _, made = Likeness.objects.using(node.alias).get_or_create(
                first=first, second=entry, defaults={"ways": sorted(found), "found_at": node.now()}
            )
            if made:
                refs = {"cid": entry.cid, "other": first.cid}
                work.record(Act.LIKENESS_FOUND, refs=refs, details={"ways": sorted(found)})


def _known(node: Node, hashes: Collection[bytes]) -> dict[bytes, list[tuple[str, Thread]]]:
    """Give for each key in which threads it was here before, by which way: the newest of them, however many there are.

    A name that thousands of messages have must not push what is rare out of the read.
    """
    place = Window(RowNumber(), partition_by=[F("key")], order_by=F("entry_id").desc())
    rows = MatterKey.objects.using(node.alias).filter(key__in=list(hashes)).annotate(place=place)
    found = [(bytes(key), way, entry) for key, way, entry in rows.filter(place__lte=OF_ONE_KEY).values_list(*_KEY)]
    entries = Entry.objects.using(node.alias).filter(pk__in={entry for _, _, entry in found})
    threads = {key: (partner, root) for key, partner, root in entries.values_list("pk", "partner_id", "root")}
    known: dict[bytes, list[tuple[str, Thread]]] = {}
    for key, way, entry in found:
        known.setdefault(key, []).append((way, threads[entry]))
    return known


def _openers(node: Node, threads: Collection[Thread]) -> dict[Thread, Entry]:
    """Give the entries that opened threads, where a case is open or was."""
    if not threads:
        return {}
    rows = Entry.objects.using(node.alias).filter(cid__in={root for _, root in threads}, case__isnull=False)
    found = {(row.partner_id, row.cid): row for row in rows.only("pk", "cid", "partner_id")}
    return {thread: found[thread] for thread in threads if thread in found}


def _key(older: tuple[Entry, set[str]]) -> int:
    return older[0].pk


def _own_number(payload: Payload) -> bool:
    ref = payload.get("ref")
    return isinstance(ref, Mapping) and bool(ref.get("own"))
