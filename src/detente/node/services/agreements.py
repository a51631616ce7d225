"""The agreements of a pair, from the entries that both ledgers hold: texts, signatures, and what was done since.

Where they stand is decided in `policy.standing`; here the rows are read, once for all that is asked together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

from detente.model import party_id, strict_json
from detente.model.canonical import canonical
from detente.model.errors import PolicyRefusal
from detente.model.instant import parse_instant
from detente.model.party_id import PartyId
from detente.node.stores import agreement_entries
from detente.node.stores.agreement_entries import Written
from detente.node.stores.models import Partner
from detente.node.stores.partners import own_chain
from detente.policy import agreement_text, founding
from detente.policy.admit import Standing
from detente.policy.agreement_text import kinds_opened_by
from detente.policy.agreements import Mode, Stage
from detente.policy.founding import FoundingAgreement
from detente.policy.standing import Deed, Flag, Step, holding_flags, with_successors
from detente.protocol import agreement_payload

_STEPS: Final = {
    "suspend": Step.SUSPEND,
    "suspend-topic": Step.SUSPEND,
    "lift": Step.LIFT,
    "lift-topic": Step.LIFT,
    "notice": Step.NOTICE,
    "run-off": Step.RUN_OFF,
    "certificate": Step.CERTIFICATE,
}
_ABOVE_ALL: Final = 1 << 62
EVERY: Final = ""
"""In place of an id: an act that is still sealed may be about any agreement."""


@dataclass
class Known:
    """What the two ledgers say of the agreements of a pair: texts, where each was signed, what was done about it."""

    texts: dict[str, FoundingAgreement] = field(default_factory=dict)
    places: dict[tuple[bool, str], int] = field(default_factory=dict)
    deeds: dict[tuple[bool, str], list[Deed]] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    """The dialogue in which a text was signed, by its id: the cid of the draft that opened it."""
    waiting: set[str] = field(default_factory=set)
    """Ids of texts that we signed in entries without a place."""
    countered: dict[str, str] = field(default_factory=dict)
    """The dialogue in which the partner answered with a text of that id."""
    unsigned: dict[str, tuple[FoundingAgreement, str]] = field(default_factory=dict)
    """Texts of counter-drafts, ours and theirs, with their dialogues: proposed, and signed by nobody yet."""
    sealed: list[Written] = field(default_factory=list)
    """Acts about agreements that were not opened yet, or that are our own and came back sealed."""

    def standings(self, *, ours: bool) -> dict[str, Standing]:
        """Give the agreements by id, seen in the direction of the entries that we (`ours`) or they write."""
        return with_successors({name: self._standing(name, ours=ours) for name in self.texts})

    def leaving(self) -> dict[str, Standing]:
        """Give the standings for what would leave now: our own acts go first, so those without a place count too."""
        return with_successors({name: self._standing(name, ours=True, waiting=True) for name in self.texts})

    def _standing(self, name: str, *, ours: bool, waiting: bool = False) -> Standing:
        placed = {
            side: tuple(deed for deed in self.deeds.get((side, name), ()) if deed.seq is not None)
            for side in (True, False)
        }
        signed = self.places.get((ours, name))
        if waiting:
            unplaced = (deed for deed in self.deeds.get((True, name), ()) if deed.seq is None)
            placed[True] = (*placed[True], *(replace(deed, seq=0) for deed in unplaced))
            signed = 0 if signed is None and name in self.waiting else signed
        return Standing(
            self.texts[name],
            sender_seq=signed,
            receiver_seq=self.places.get((not ours, name)),
            sender_deeds=placed[ours],
            receiver_deeds=placed[not ours],
        )

    @property
    def any_suspension(self) -> bool:
        """Whether anything may be held now: the usual no is told at once."""
        return bool(self.sealed) or any(self.holding(name) for name in self.texts if self._has_deeds(name))

    def was_suspended(self, name: str) -> bool:
        """Whether there ever was a suspension under an agreement."""
        deeds = (*self.deeds.get((True, name), ()), *self.deeds.get((False, name), ()))
        return any(deed.step is Step.SUSPEND for deed in deeds)

    def _has_deeds(self, name: str) -> bool:
        return (True, name) in self.deeds or (False, name) in self.deeds

    def holding(self, name: str) -> tuple[Flag, ...]:
        """Give the suspensions that keep our entries under an agreement from getting a place now (DXP 13).

        What is sealed may be a suspension of the strictest sort: to hold too much for a while is no breach.
        """
        text = self.texts.get(name)
        if text is None:
            return ()
        flags = holding_flags(self.deeds.get((True, name), ()), self.deeds.get((False, name), ()), text)
        return (*flags, *self._sealed_flags(name))

    def _sealed_flags(self, name: str) -> tuple[Flag, ...]:
        found = []
        for each in self.sealed:
            if each.agreement not in (None, name):
                continue
            lifted = any(
                deed.step is Step.LIFT and deed.topic == each.topic and (deed.seq or 0) > (each.seq or 0)
                for deed in self.deeds.get((each.ours, name), ())
            )
            if not lifted:
                found.append(Flag(each.topic, Mode.HOLD, frozenset()))
        return tuple(found)

    def to_write(self) -> dict[str, Standing]:
        """Give the standings as an officer's release is judged: what a suspension holds may be released, and waits.

        Only suspensions that refuse stand in the way.
        """
        known = {}
        for name, standing in self.standings(ours=True).items():
            flags = [flag for flag in self.holding(name) if flag.mode is Mode.REFUSE]
            refusing = tuple(Deed(Step.SUSPEND, 0, flag.topic, flag.mode, flag.exempt) for flag in flags)
            rest = tuple(deed for deed in standing.sender_deeds if deed.step not in (Step.SUSPEND, Step.LIFT))
            theirs = tuple(deed for deed in standing.receiver_deeds if deed.step not in (Step.SUSPEND, Step.LIFT))
            known[name] = replace(standing, sender_deeds=(*refusing, *rest), receiver_deeds=theirs)
        return known


def known(alias: str, partner: Partner) -> Known:
    """Give all of it, in one read."""
    parties = (own_chain(alias).party, party_id.parse(partner.party))
    return known_in(agreement_entries.written(alias, partner), parties)


def known_in(rows: Iterable[Written], parties: tuple[PartyId, PartyId]) -> Known:
    """Give what rows in the order of their ledgers say of the agreements between two parties."""
    found = Known()
    signed_in: dict[str, str] = {}
    for row in rows:
        if row.payload is None:
            # A sealed draft or countersignature suspends nothing, but from outside it looks like what does.
            if row.kind != "contact" and (row.agreement is not None or row.cid != row.root):
                found.sealed.append(row)
            continue
        _take(found, row, parties, signed_in)
    return found


def _take(found: Known, row: Written, parties: tuple[PartyId, PartyId], signed_in: dict[str, str]) -> None:
    payload = row.payload or {}
    if row.message in ("founding", "draft"):
        text = text_of(payload.get("agreement"), parties)
        if text is not None:
            found.texts.setdefault(text.id, text)
            found.roots.setdefault(text.id, row.root)
            _sign(found, row, text.id)
    elif row.message == "counter-draft":
        text = text_of(payload.get("agreement"), parties)
        if text is not None:
            found.unsigned[text.id] = (text, row.root)
            if not row.ours:
                found.countered[text.id] = row.root
    elif row.message == "countersigned":
        signed_in[row.root] = str(payload["id"])
        found.roots[str(payload["id"])] = row.root
        _sign(found, row, str(payload["id"]))
    elif row.message in _STEPS:
        named = row.agreement or signed_in.get(row.root, EVERY)
        found.deeds.setdefault((row.ours, named), []).append(_deed(row, payload))


def _sign(found: Known, row: Written, name: str) -> None:
    if row.seq is None:
        found.waiting.add(name)
    else:
        # Where one side signed a text twice, its first entry counts.
        found.places.setdefault((row.ours, name), row.seq)


def _deed(row: Written, payload: Mapping[str, Any]) -> Deed:
    end = payload.get("end")
    return Deed(
        _STEPS[row.message],
        row.seq,
        topic=row.topic if row.kind == "agreement-topic" else None,
        mode=Mode(payload.get("mode", Mode.HOLD)),
        exempt=agreement_payload.exempt_in(payload),
        end=None if end is None else parse_instant(end),
    )


def text_of(text: object, parties: tuple[PartyId, PartyId]) -> FoundingAgreement | None:
    """Give a text, founding or full, None where it is none of these parties; read once, for it never changes."""
    if not isinstance(text, dict):
        return None
    return _read(canonical(text), parties)


@lru_cache(maxsize=256)
def _read(data: bytes, parties: tuple[PartyId, PartyId]) -> FoundingAgreement | None:
    text = strict_json.parse(data)
    try:
        return (agreement_text if agreement_text.is_full(text) else founding).parse(text, parties=parties)
    except founding.BadAgreement:
        return None


def standings(alias: str, partner: Partner, *, ours: bool) -> dict[str, Standing]:
    """Give the agreements by id, seen in the direction of the entries that we (`ours`) or they write."""
    return known(alias, partner).standings(ours=ours)


def in_force(alias: str, partner: Partner) -> list[FoundingAgreement]:
    """Give the agreements that both sides carry, for what we would write now; what may open nothing new comes last."""
    return _in_force(standings(alias, partner, ours=True))


def one_in_force(alias: str, partner: Partner, named: str | None = None) -> FoundingAgreement:
    """Give the agreement to write under.

    Raises:
        PolicyRefusal: none is in force, or none of that id.
    """
    return one_of(standings(alias, partner, ours=True), partner, named)


def one_of(standing: Mapping[str, Standing], partner: Partner, named: str | None) -> FoundingAgreement:
    """As `one_in_force`, among standings that were read already."""
    for agreement in _in_force(standing):
        if named is None or agreement.id == named:
            return agreement
    raise PolicyRefusal(
        "agreement.none",
        f"No agreement with {partner.code} is in force yet: both sides must confirm the contact and exchange the text.",
    )


def to_open(
    standing: Mapping[str, Standing], partner: Partner, *, us: PartyId, kind: str, topic: str | None, named: str | None
) -> FoundingAgreement:
    """Give the agreement under which a dialogue of `kind` on `topic` (None: any) is opened by us.

    The one that is named; else the newest that lets us open it, because what was agreed last is what both mean; else
    as `one_of`, so that policy says what stands against it.
    """
    if named is None:
        fitting = [
            (item.sender_seq or 0, item.agreement)
            for item in standing.values()
            if item.both_wrote
            and _is_open(item)
            and kind in kinds_opened_by(item.agreement, us)
            and (topic is None or item.agreement.covers(topic))
        ]
        if fitting:
            return max(fitting, key=lambda each: each[0])[1]
    return one_of(standing, partner, named)


def _in_force(standing: Mapping[str, Standing]) -> list[FoundingAgreement]:
    both = [item for item in standing.values() if item.both_wrote]
    both.sort(key=lambda item: (not _is_open(item), item.sender_seq or 0))
    return [item.agreement for item in both]


def _is_open(standing: Standing) -> bool:
    agreement, _ = standing.view(seq=_ABOVE_ALL, seen=_ABOVE_ALL)
    return agreement.stage in {Stage.IN_FORCE, Stage.NOTICE}
