"""How an agreement stands at one place of the two ledgers: drafted, in force, suspended, denounced, run off, ended.

Both sides decide from the same bytes (DXP 12, 13): what S wrote below the entry, and what the batch says to have `seen`
of R's ledger. So a `Deed` has a place, and `view` takes two places. The one time that counts is `at`, the instant that
S signed into the checkpoint of the batch: R reads the same bytes, and no clock of R rejects anything.

    in force   both sides wrote a founding, a draft or a countersignature of one id
    suspended  one flag a side, for the whole or for a topic; each side lifts its own
    run-off    a `run-off` of either side, a date of notice, the end of validity, or a text that replaces this one
    ended      certificates of both sides; or run-off is over by date

Pure. Where deeds come from, and what a case of the dialogue shows, is for the node.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from detente.model import reach
from detente.model.party_id import PartyId
from detente.model.reach import DEFAULT_EXEMPT, within
from detente.policy.agreement_text import FullAgreement
from detente.policy.agreements import NO_AGREEMENT, Agreement, Mode, Stage
from detente.policy.founding import FoundingAgreement
from detente.policy.handling import Ceiling


class Step(StrEnum):
    """What a party did about an agreement in force. Whether it is in force, two places say (`Standing`)."""

    SUSPEND = "suspend"
    LIFT = "lift"
    NOTICE = "notice"
    RUN_OFF = "run-off"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of a party about an agreement. `seq`: its place, None while it waits for one.

    `topic`: what a suspension is about, None for the whole. `exempt`: what passes it, None for what the text says.
    `end`: the date of a notice.
    """

    step: Step
    seq: int | None
    topic: str | None = None
    mode: Mode = Mode.HOLD
    exempt: frozenset[str] | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """One suspension that stands. `topic` None: the whole. `exempt`: kinds that pass, and `life`."""

    topic: str | None
    mode: Mode
    exempt: frozenset[str]

    def reaches(self, topic: str | None) -> bool:
        """Whether what is about `topic` is in its scope; what has no topic is in that of the whole alone."""
        return self.topic is None or within(topic, self.topic)


@dataclass(frozen=True, slots=True)
class Standing:
    """One agreement in one direction, from the sender's side.

    Places are those of its drafts, countersignatures or foundings: None where it was never written, or is not held.
    Deeds are in the order of their ledger, those without a place last.
    `successors`: agreements that name this one in `replaces`.
    """

    agreement: FoundingAgreement
    sender_seq: int | None
    receiver_seq: int | None
    sender_deeds: tuple[Deed, ...] = ()
    receiver_deeds: tuple[Deed, ...] = ()
    successors: tuple[Standing, ...] = ()
    _seen: dict[tuple[int, int], tuple[Agreement, tuple[Flag, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def both_wrote(self) -> bool:
        """Whether both sides have signed it, somewhere."""
        return self.sender_seq is not None and self.receiver_seq is not None

    def view(self, *, seq: int, seen: int, at: datetime | None = None) -> tuple[Agreement, tuple[Flag, ...]]:
        """Give the agreement as rules see it for the sender's entry at `seq`, and the suspensions that stand.

        `at` None: no date counts (a founding text has none).
        """
        ours = sum(1 for deed in self.sender_deeds if deed.seq is not None and deed.seq < seq)
        theirs = sum(1 for deed in self.receiver_deeds if deed.seq is not None and deed.seq <= seen)
        if not self._is_in_force(seq, seen):
            return self._bare(Stage.PROPOSED if self._is_known else Stage.NONE), ()
        key = (ours, theirs)
        if key not in self._seen:
            self._seen[key] = self._made(self.sender_deeds[:ours], self.receiver_deeds[:theirs])
        agreement, flags = self._seen[key]
        return self._dated(agreement, seq=seq, seen=seen, at=at), flags

    @property
    def _is_known(self) -> bool:
        return self.sender_seq is not None or self.receiver_seq is not None

    def _is_in_force(self, seq: int, seen: int) -> bool:
        written = self.sender_seq is not None and self.sender_seq < seq
        return written and self.receiver_seq is not None and self.receiver_seq <= seen

    def _bare(self, stage: Stage) -> Agreement:
        return NO_AGREEMENT if stage is Stage.NONE else replace(_terms(self.agreement), stage=stage)

    def _made(self, ours: tuple[Deed, ...], theirs: tuple[Deed, ...]) -> tuple[Agreement, tuple[Flag, ...]]:
        flags = (*standing_flags(ours, self.agreement), *standing_flags(theirs, self.agreement))
        steps = [{deed.step for deed in deeds} for deeds in (ours, theirs)]
        ends = [deed.end for deed in (*ours, *theirs) if deed.step is Step.NOTICE and deed.end is not None]
        terms = _terms(self.agreement)
        if all(Step.CERTIFICATE in taken for taken in steps):
            terms = replace(terms, stage=Stage.ENDED)
        elif any(Step.RUN_OFF in taken for taken in steps):
            terms = replace(terms, stage=Stage.RUN_OFF)
        elif ends:
            terms = replace(terms, stage=Stage.NOTICE)
        if ends:
            # The earlier date of two notices holds, and neither makes validity longer.
            last = min(filter(None, (*ends, terms.valid_to)))
            terms = replace(terms, valid_to=last, run_off_to=last + _run_off(self.agreement))
        return terms, flags

    def _dated(self, agreement: Agreement, *, seq: int, seen: int, at: datetime | None) -> Agreement:
        replaced = any(each._is_in_force(seq, seen) for each in self.successors)
        if replaced and agreement.stage in {Stage.IN_FORCE, Stage.NOTICE}:
            agreement = replace(agreement, stage=Stage.RUN_OFF)
        text = self.agreement
        if at is not None and isinstance(text, FullAgreement) and at < text.valid_from:
            return replace(agreement, stage=Stage.PROPOSED)
        return agreement


def standing_flags(deeds: Iterable[Deed], text: FoundingAgreement) -> tuple[Flag, ...]:
    """Give the suspensions of one side that stand after its deeds, in order: a later one of the same scope counts."""
    flags: dict[str | None, Flag] = {}
    for deed in deeds:
        if deed.step is Step.SUSPEND:
            exempt = _exempt_of(text) if deed.exempt is None else deed.exempt
            flags[deed.topic] = Flag(deed.topic, deed.mode, exempt)
        elif deed.step is Step.LIFT:
            flags.pop(deed.topic, None)
    return tuple(flags.values())


def holding_flags(own: Iterable[Deed], theirs: Iterable[Deed], text: FoundingAgreement) -> tuple[Flag, ...]:
    """Give the suspensions that hold what has no place yet (DXP 13, 1 and 2).

    Our own flag holds from the act until `lift` *has its place*: a suspension counts without a place, a lift does not.
    """
    counted = [deed for deed in own if deed.step is not Step.LIFT or deed.seq is not None]
    return (*standing_flags(counted, text), *standing_flags(theirs, text))


def with_successors(known: Mapping[str, Standing]) -> dict[str, Standing]:
    """Give the standings with those texts that replace each of them."""
    following: dict[str, list[Standing]] = {}
    for standing in known.values():
        if isinstance(standing.agreement, FullAgreement):
            for name in standing.agreement.replaces:
                following.setdefault(name, []).append(standing)
    return {
        name: replace(standing, successors=tuple(following[name])) if name in following else standing
        for name, standing in known.items()
    }


def passes(flag: Flag, *, kind: str, life: bool) -> bool:
    """Whether a flag lets a dialogue of `kind` through. `life`: it is a warning of danger to life or limb."""
    return reach.passes(kind, flag.exempt, life=life)


def effective(agreement: Agreement, flags: Iterable[Flag], *, topic: str | None) -> Agreement:
    """Give the agreement with the suspensions that reach `topic`; several pass only what each of them passes."""
    reaching = [flag for flag in flags if flag.reaches(topic)]
    if not reaching:
        return agreement
    exempt = frozenset.intersection(*(flag.exempt for flag in reaching))
    return replace(
        agreement,
        suspended=any(flag.topic is None for flag in reaching),
        topics_suspended=frozenset(flag.topic for flag in reaching if flag.topic is not None),
        mode=Mode.REFUSE if any(flag.mode is Mode.REFUSE for flag in reaching) else Mode.HOLD,
        exempt=exempt,
    )


def _terms(text: FoundingAgreement) -> Agreement:
    """Give what a text covers, in force and not suspended. Which side may open which, `for_sides` adds."""
    limit = text.ceiling.get("cls")
    ceiling = Ceiling(
        tlp=_code(text.ceiling.get("tlp")),
        pap=_code(text.ceiling.get("pap")),
        rank=None if limit is None else text.rank(limit),
    )
    if not isinstance(text, FullAgreement):
        return Agreement(
            id=text.id,
            parties=frozenset(text.parties),
            stage=Stage.IN_FORCE,
            topics=frozenset({text.topic}),
            kinds_us=text.kinds,
            kinds_them=text.kinds,
            purposes=text.purposes,
            ceiling=ceiling,
            founding=True,
            opened=text.opened,
        )
    return Agreement(
        id=text.id,
        parties=frozenset(text.parties),
        stage=Stage.IN_FORCE,
        exempt=text.exempt,
        topics=frozenset(text.topics),
        excluded=frozenset(text.excluded),
        purposes=text.purposes,
        ceiling=ceiling,
        valid_to=text.valid_to,
        run_off_to=None if text.valid_to is None else text.valid_to + text.run_off,
        list_classes=text.budgets.lists,
        budget_left=text.budgets.elements,
        rounds_left=text.budgets.rounds,
        opened=text.opened,
    )


def for_sides(
    agreement: Agreement, text: FoundingAgreement, *, us: PartyId, them: PartyId, replies: frozenset[str]
) -> Agreement:
    """Give the agreement with what each side may open under a full text, and `replies` besides.

    A founding text is alike for both, and lists its replies itself.
    """
    if not isinstance(text, FullAgreement):
        return agreement
    nothing: frozenset[str] = frozenset()
    return replace(
        agreement, kinds_us=text.opens.get(us, nothing) | replies, kinds_them=text.opens.get(them, nothing) | replies
    )


def _exempt_of(text: FoundingAgreement) -> frozenset[str]:
    return text.exempt if isinstance(text, FullAgreement) else DEFAULT_EXEMPT


def _run_off(text: FoundingAgreement) -> timedelta:
    return text.run_off if isinstance(text, FullAgreement) else timedelta(0)


def _code(written: str | None) -> str | None:
    return None if written is None else written.partition(":")[2]
