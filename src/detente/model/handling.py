"""Handling (DXP 5.4): the label that travels with content, its parts, and which label is stricter.

Parsing says whether a label is well formed; whether it may travel is decided in `policy`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from detente.model import identifiers, party_id
from detente.model.party_id import PartyId

TLP: Final = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
PAP: Final = ("CLEAR", "GREEN", "AMBER", "RED")
H: Final = ("H0", "H1", "H2", "H3")
MAX_CODES: Final = 32

_MEMBERS = frozenset({"codes", "rel", "orcon", "named", "purpose"})
_CODE = re.compile(r"([a-z][a-z0-9-]{0,15}):([A-Za-z0-9][A-Za-z0-9+_.-]{0,47})", re.ASCII)


class BadHandling(ValueError):
    """The label is not of the form that DXP 5.4 demands."""


@dataclass(frozen=True, slots=True)
class Handling:
    """One label. `rel` None: no list; empty: nobody. `named`: officers of the receiver by number."""

    codes: tuple[str, ...]
    rel: tuple[PartyId, ...] | None = None
    orcon: bool = False
    named: tuple[str, ...] = ()
    purpose: str | None = None

    def of_scheme(self, scheme: str) -> tuple[str, ...]:
        """Give the codes of `scheme`, without its prefix."""
        prefix = scheme + ":"
        return tuple([code[len(prefix) :] for code in self.codes if code.startswith(prefix)])

    @property
    def tlp(self) -> str | None:
        """The TLP 2.0 value, or None where the label has none."""
        return next(iter(self.of_scheme("tlp")), None)

    @property
    def restrictions(self) -> frozenset[str]:
        """The H codes that hold; an unknown scheme counts as H3 (DXP 5.4)."""
        known = set(self.of_scheme("h"))
        if any(code.partition(":")[0] not in {"tlp", "pap", "h", "cls"} for code in self.codes):
            known.add("H3")
        return frozenset(known)

    def to_wire(self) -> dict[str, Any]:
        """Give the header member."""
        return {
            "codes": list(self.codes),
            "rel": None if self.rel is None else list(self.rel),
            "orcon": self.orcon,
            "named": list(self.named),
            "purpose": self.purpose,
        }


NO_LABEL: Final = Handling(())
"""The label of what is about the line itself, and about nobody."""


def parse(value: object) -> Handling:
    """Give the label in a header member.

    Raises:
        BadHandling: a member is missing or of another form; more than one TLP or PAP code; an unknown code of a
            known scheme.
    """
    if not isinstance(value, Mapping):
        raise BadHandling("handling is an object")
    # A missing `rel` read as null would widen the release from what the sender meant to whoever asks.
    if not value.keys() >= _MEMBERS:
        raise BadHandling("handling has the members codes, rel, orcon, named and purpose")
    codes, rel, orcon, named, purpose = (value[name] for name in ("codes", "rel", "orcon", "named", "purpose"))
    if rel is None and type(codes) is list and type(named) is list:
        try:
            return _for_anybody(tuple(codes), orcon, tuple(named), purpose)
        except TypeError:
            # Something in it has no hash, so it is no text: what it is, is said below.
            pass
    return Handling(_codes(codes), _parties(rel), _boolean(orcon), _officers(named), _purpose(purpose))


def other_codes(given: Sequence[str]) -> tuple[str, ...]:
    """Give codes of other schemes than TLP and H, as a person typed them.

    Raises:
        BadHandling: one is of another form, or of TLP or H.
    """
    if any(code.startswith(("tlp:", "h:")) for code in given):
        raise BadHandling("a TLP or H code stands among the others")
    return _codes(list(given))


# The labels of a house are few and come again with each message. By type too: 1 is equal to true and is none.
@lru_cache(maxsize=256, typed=True)
def _for_anybody(codes: tuple[Any, ...], orcon: object, named: tuple[Any, ...], purpose: object) -> Handling:
    return Handling(_codes(list(codes)), None, _boolean(orcon), _officers(list(named)), _purpose(purpose))


def strictest_tlp(labels: Sequence[Handling]) -> str | None:
    """Give the highest TLP value among `labels`, None where none has one."""
    values = [label.tlp for label in labels if label.tlp is not None]
    return max(values, key=TLP.index) if values else None


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_CODES:
        raise BadHandling(f"codes is a list of at most {MAX_CODES}")
    singles: set[str] = set()
    for code in value:
        matched = _CODE.fullmatch(code) if isinstance(code, str) else None
        if matched is None:
            raise BadHandling("a code has the form scheme:code")
        scheme, name = matched.groups()
        allowed = {"tlp": TLP, "pap": PAP, "h": H}.get(scheme)
        if allowed is not None and name not in allowed:
            raise BadHandling(f"no such {scheme} code")
        if scheme in {"tlp", "pap"}:
            if scheme in singles:
                raise BadHandling(f"more than one {scheme} code")
            singles.add(scheme)
        if scheme == "cls" and not all(name.partition(".")[::2]):
            raise BadHandling("a classification has the form cls:issuer.MARKING")
    if len(set(value)) != len(value):
        raise BadHandling("a code stands twice")
    return tuple(value)


def _parties(value: object) -> tuple[PartyId, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise BadHandling("rel is null or a list of parties")
    try:
        return tuple(party_id.parse(party) for party in value)
    except party_id.BadPartyId as error:
        raise BadHandling("rel names something that is no party") from error


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadHandling("orcon is true or false")
    return value


def _officers(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(identifiers.is_officer(officer) for officer in value):
        raise BadHandling("named is a list of officers by number")
    return tuple(value)


def _purpose(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not identifiers.is_slug(value):
        raise BadHandling("purpose is null or a slug")
    return value
