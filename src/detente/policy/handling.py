"""Labels as forbidden acts (handling.json): TLP 2.0, PAP, H0–H3, releasable-to, originator control, classification.

`Label` is what rules see of a label. `FORBIDDEN` says act by act what each code forbids, and which rule keeps to it;
the rules themselves are in `policy.rules`. A message is as strict as its strictest part: `merge`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Final

from detente.model.handling import PAP, TLP, H, Handling
from detente.policy import classification
from detente.policy.persons import EXPOSED

MEASURES: Final = {"look": 0, "passive": 1, "active": 2, "arrest": 3, "block": 3, "attribute": 3}
"""How far a measure goes; one that is not listed goes furthest."""
_KNOWN_H: Final = frozenset(H)
_PERMITTED: Final = {"RED": 0, "AMBER": 1, "GREEN": 2, "CLEAR": 3}


@dataclass(frozen=True, slots=True)
class Label:
    """One label. `rank`: of its class, after the equivalence rows; None: not classified. `rel` None: no list.

    `named`: the officers who may have what is RED. `tlp` and `pap` None: no such code.
    """

    tlp: str | None
    pap: str | None = None
    h: frozenset[str] = frozenset()
    rel: frozenset[str] | None = None
    orcon: bool = False
    named: frozenset[str] = frozenset()
    rank: int | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there is no TLP code, or one that TLP 2.0 does not have: no label, and so not CLEAR."""
        return self.tlp not in TLP

    @property
    def restrictions(self) -> frozenset[str]:
        """The H codes that hold; an unknown one counts as H3 (DXP 5.4)."""
        return self.h if self.h <= _KNOWN_H else (self.h & _KNOWN_H) | {"H3"}

    def contradicts(self, categories: frozenset[str]) -> bool:
        """Whether the label cannot be meant for its audience, where it is about persons of these categories."""
        open_to_all = self.tlp == "CLEAR" and bool(self.orcon or self.rel is not None or self.restrictions - {"H0"})
        unnamed = self.tlp == "RED" and not self.named
        exposed = self.tlp in {"CLEAR", "GREEN"} and bool(categories & EXPOSED)
        return open_to_all or unnamed or exposed

    def permits(self, measure: str) -> bool:
        """Whether PAP lets a measure be taken; no PAP code forbids none, an unknown one all but looking."""
        if self.pap is None:
            return True
        return MEASURES.get(measure, 3) <= _PERMITTED.get(self.pap, 0)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The strictest codes that an agreement lets travel. `tlp`, `pap` None: no limit; `rank` None: no class."""

    tlp: str | None = None
    pap: str | None = None
    rank: int | None = None

    def admits(self, label: Label) -> bool:
        """Whether `label` is no stricter."""
        if label.rank is not None and (self.rank is None or label.rank > self.rank):
            return False
        return _at_most(label.tlp, self.tlp, TLP) and _at_most(label.pap, self.pap, PAP)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What one code forbids of one act, and the rule that refuses it."""

    code: str
    act: str
    what: str
    rule: str


# A pair writes the same few labels on all that it sends, and each entry is judged twice.
@lru_cache(maxsize=256)
def label_of(handling: Handling, rows: tuple[frozenset[str], ...] = ()) -> Label:
    """Give what rules see of a label from the wire; `rows`: the agreement's equivalent markings."""
    return Label(
        tlp=handling.tlp,
        pap=next(iter(handling.of_scheme("pap")), None),
        h=handling.restrictions,
        rel=None if handling.rel is None else frozenset(handling.rel),
        orcon=handling.orcon,
        named=frozenset(handling.named),
        rank=classification.rank(("cls:" + marking for marking in handling.of_scheme("cls")), rows),
    )


def merge(parts: Sequence[Label]) -> Label:
    """Give the label of a message of these parts: as strict as the strictest in everything.

    A part without a label leaves the whole without one. No common addressee means nobody: it cannot be sent.

    Raises:
        ValueError: no part.
    """
    if not parts:
        raise ValueError("a message has at least one part")
    return reduce(_both, parts)


def _both(one: Label, other: Label) -> Label:
    return Label(
        tlp=None if one.is_missing or other.is_missing else _strictest(one.tlp, other.tlp, TLP),
        pap=_strictest(one.pap, other.pap, PAP),
        h=one.h | other.h,
        rel=_common(one.rel, other.rel),
        orcon=one.orcon or other.orcon,
        # Who is named for one RED part need not be for the other: the whole is for those who may have both.
        named=_common(_red(one), _red(other)) or frozenset(),
        rank=max((rank for rank in (one.rank, other.rank) if rank is not None), default=None),
    )


def _red(label: Label) -> frozenset[str] | None:
    return label.named if label.tlp == "RED" else None


def _common(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one if other is None else other
    return one & other


def _strictest(one: str | None, other: str | None, order: Sequence[str]) -> str | None:
    present = [code for code in (one, other) if code is not None]
    return max(present, key=lambda code: _place(code, order), default=None)


def _place(code: str, order: Sequence[str]) -> int:
    return order.index(code) if code in order else len(order)


def _at_most(code: str | None, limit: str | None, order: Sequence[str]) -> bool:
    if code is None or limit is None:
        return True
    # A limit that nobody knows lets nothing through; a code that nobody knows is above every limit.
    return limit in order and _place(code, order) <= order.index(limit)


FORBIDDEN: Final[tuple[Forbidden, ...]] = (
    Forbidden("TLP:RED", "open", "whoever is not named as a recipient", "handling.tlp-red"),
    Forbidden("TLP:RED", "search", "whoever is not named (the item is not in their index)", "handling.tlp-red"),
    Forbidden("TLP:RED", "export", "everybody", "handling.tlp-red"),
    Forbidden("TLP:RED", "pass-on", "everybody", "handling.tlp-red"),
    Forbidden("TLP:RED", "publish", "everybody", "handling.tlp-red"),
    Forbidden("TLP:AMBER+STRICT", "pass-on", "outside the receiving organisation", "handling.tlp-strict"),
    Forbidden(
        "TLP:AMBER+STRICT",
        "export",
        "except for the own organisation, with the label on each page",
        "handling.tlp-strict",
    ),
    Forbidden("TLP:AMBER+STRICT", "publish", "everybody", "handling.tlp-strict"),
    Forbidden(
        "TLP:AMBER", "pass-on", "beyond the organisation and its clients with need to know", "handling.tlp-amber"
    ),
    Forbidden("TLP:AMBER", "publish", "everybody", "handling.tlp-amber"),
    Forbidden("TLP:GREEN", "pass-on", "outside the community that the agreement names", "handling.tlp-green"),
    Forbidden("TLP:GREEN", "publish", "everybody", "handling.tlp-green"),
    Forbidden(
        "H0",
        "use",
        "for anything but preventing and combating crime within the agreement's purposes",
        "purpose.incompatible",
    ),
    Forbidden("H1", "use", "in judicial proceedings without the permission of the provider", "handling.h1"),
    Forbidden("H2", "pass-on", "without the permission of the provider", "handling.h2"),
    Forbidden(
        "H3",
        "*",
        "what its text says; the officer confirms that the act respects the text, and the confirmation is logged",
        "handling.h3",
    ),
    Forbidden("PAP:RED", "use", "any action that could be seen from outside; only look at it", "handling.pap"),
    Forbidden("PAP:RED", "match", "against data of others", "handling.pap"),
    Forbidden("PAP:RED", "trace", "through others", "handling.pap"),
    Forbidden("PAP:AMBER", "use", "active measures towards the subject; passive cross-checks only", "handling.pap"),
    Forbidden("PAP:GREEN", "use", "measures that block, arrest or attribute in public without asking", "handling.pap"),
    Forbidden("REL", "send", "to a party not in the list", "handling.release"),
    Forbidden(
        "REL",
        "pass-on",
        "to a party not in the list, consent or not: the originator changes the list",
        "handling.release",
    ),
    Forbidden("REL", "open", "by a secondee of a party not in the list", "handling.release"),
    Forbidden("ORCON", "pass-on", "without consent of the originator for this recipient and purpose", "handling.orcon"),
    Forbidden("ORCON", "use", "for another purpose without consent", "handling.orcon"),
    Forbidden("ORCON", "export", "without consent", "handling.orcon"),
)
"""handling.json, code by code. `publish` is an export or a passing-on to the public; `*` is every act of the list."""

ACTS: Final = ("open", "search", "use", "export", "pass-on", "publish")
"""What `*` stands for."""
