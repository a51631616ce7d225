"""What the pages of agreements show, as frozen values, and all that they may ask: terms, stages, suspensions, acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from detente.node.queries.desk import Choice, Handling, Party, Signing

AgreementAct = Literal["draft", "sign", "counter", "decline", "withdraw", "suspend", "lift", "notice", "certify"]
AgreementStage = Literal["none", "drafted", "proposed", "in-force", "notice", "run-off", "ended"]
Passing = Literal["", "life", "nothing"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text says. `ours`, `theirs`: what we and the partner may open. None: a founding text is silent there."""

    topics: tuple[Choice, ...]
    ours: tuple[Choice, ...]
    theirs: tuple[Choice, ...]
    purposes: tuple[Choice, ...]
    law: str
    ref: str
    ceiling: Handling
    preset: str
    sends_opened: bool
    nil_after: timedelta
    excluded: tuple[Choice, ...] = ()
    review: timedelta | None = None
    delete: timedelta | None = None
    run_off: timedelta | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """One suspension that stands. `topic` None: the whole. `since` None: no receipt yet. `exempt` None: as agreed."""

    by: Party
    ours: bool
    topic: Choice | None
    since: datetime | None
    mode: str
    reason: str
    exempt: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic: which sides suspend it or all of it, and how much of ours waits for that."""

    topic: Choice
    suspended_by: tuple[Party, ...] = ()
    held: int = 0


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement. `acts`: what this officer may do now; `can_suspend`, `can_lift`: topics, "" for the whole."""

    id: str
    full: bool
    stage: AgreementStage
    signed_by: tuple[Party, ...]
    terms: Terms
    topics: tuple[TopicLine, ...]
    pauses: tuple[Pause, ...] = ()
    acts: tuple[AgreementAct, ...] = ()
    can_suspend: tuple[Choice, ...] = ()
    can_lift: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form of a text offers: topics, kinds that a side may open, TLP codes, presets."""

    topics: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    tlp: tuple[str, ...]
    presets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """All agreements with a partner. `legal`: who may be named as heard. `acts`: what needs no agreement."""

    now: datetime
    us: Party
    party: Party
    agreements: tuple[AgreementLine, ...]
    offered: Offered
    held: int = 0
    oldest: datetime | None = None
    legal: tuple[tuple[str, str], ...] = ()
    acts: tuple[AgreementAct, ...] = ()

    def line(self, named: str) -> AgreementLine | None:
        """Give the agreement of that id."""
        return next((each for each in self.agreements if each.id == named), None)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as an officer fills it in, by codes; `begins` and `ends` are aware, lengths in days."""

    topics: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    purposes: tuple[str, ...]
    law: str
    tlp: str
    preset: str
    begins: datetime
    ends: datetime | None = None
    ref: str = ""
    excluded: tuple[str, ...] = ()
    opened: bool = False
    review: int = 365
    delete: int = 1825
    run_off: int = 90
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementDeed:
    """What an officer gives with an act; an act reads what is its own. `topic` "": the whole."""

    heard: str = ""
    reason: str = ""
    topic: str = ""
    mode: str = "hold"
    passing: Passing = ""
    end: datetime | None = None
    plan: str = ""
    data: str = ""
    ground: str = ""
    wording: Wording | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """An act as it would leave. `id` and `terms`: of the text that it signs, "" and None where it signs none."""

    signing: Signing
    id: str = ""
    terms: Terms | None = None


class AgreementDesk(Protocol):
    """Reads and acts of one officer; see `queries.desk.Desk` for what they raise. `named` "": no agreement yet."""

    def agreements(self, officer_id: int, code: str) -> AgreementsPage: ...
    def agreement_prepare(
        self, officer_id: int, code: str, named: str, act: AgreementAct, deed: AgreementDeed
    ) -> Prepared:
        """Give what an act would send, and what a passkey signs for it. Nothing is stored."""
        ...

    def agreement_act(
        self,
        officer_id: int,
        code: str,
        named: str,
        act: AgreementAct,
        deed: AgreementDeed,
        *,
        assertion: str | None,
    ) -> str:
        """Do the act; give the draft in which it waits for a second officer, "" where it is done.

        `assertion` is over the challenge that `agreement_prepare` gave for the same values.

        Raises:
            BadInput: the act is not possible now (code no-such-step), or a value cannot stand in it.
            PolicyRefusal: the act is not for this officer.
        """
        ...
