"""What another party wrote and a file brought in: where its label alone lets it go on, rule by rule."""

from __future__ import annotations

from typing import Any

import pytest

from detente.model.handling import Handling
from detente.model.party_id import PartyId
from detente.policy.onward import is_looser, refusal

A, B, C = (PartyId("urn:dxp:party:" + letter * 52) for letter in "abc")


def label(*codes: str, **values: Any) -> Handling:
    return Handling(codes, **values)


@pytest.mark.parametrize(
    ("given", "grounds"),
    [
        (label("tlp:CLEAR"), ()),
        (label("tlp:GREEN", "h:H0", "h:H1"), ()),
        (label("tlp:AMBER"), ("handling.tlp-amber",)),
        (label("tlp:AMBER+STRICT"), ("handling.tlp-strict",)),
        (label("tlp:RED"), ("handling.tlp-red",)),
        (label("h:H0"), ("handling.missing",)),
        (label("tlp:GREEN", "h:H2"), ("handling.h2",)),
        (label("tlp:GREEN", "h:H3"), ("handling.h3",)),
        (label("tlp:GREEN", "own:code"), ("handling.h3",)),
        (label("tlp:GREEN", orcon=True), ("handling.orcon",)),
        (label("tlp:GREEN", rel=(A, B)), ("handling.release",)),
        (label("tlp:GREEN", rel=()), ("handling.release",)),
        (label("tlp:GREEN", rel=(C,)), ()),
        (label("tlp:RED", "h:H2", orcon=True), ("handling.tlp-red", "handling.h2", "handling.orcon")),
    ],
)
def test_a_label_lets_go_on_what_it_says(given: Handling, grounds: tuple[str, ...]) -> None:
    found = refusal(given, writer=A, to=C)
    assert ((found.ground, *found.also) if found else ()) == grounds
    assert refusal(given, writer=A, to=A) is None


@pytest.mark.parametrize(
    ("now", "came", "looser"),
    [
        (label("tlp:AMBER"), label("tlp:AMBER"), False),
        (label("tlp:RED"), label("tlp:AMBER"), False),
        (label("tlp:AMBER"), label("tlp:AMBER+STRICT"), True),
        (label(), label("tlp:CLEAR"), True),
        (label("tlp:CLEAR"), label(), False),
        (label("tlp:AMBER"), label("tlp:AMBER", "h:H2"), True),
        (label("tlp:AMBER", "h:H2", "h:H1"), label("tlp:AMBER", "h:H2"), False),
        (label("tlp:AMBER"), label("tlp:AMBER", "h:H0"), False),
        (label("tlp:AMBER"), label("tlp:AMBER", "pap:RED"), True),
        (label("tlp:AMBER"), label("tlp:AMBER", "pap:CLEAR"), False),
        (label("tlp:AMBER", "pap:AMBER"), label("tlp:AMBER", "pap:RED"), True),
        (label("tlp:AMBER", "pap:RED"), label("tlp:AMBER", "pap:AMBER"), False),
        (label("tlp:AMBER"), label("tlp:AMBER", "cls:val.SECRET"), True),
        (label("tlp:AMBER"), label("tlp:AMBER", orcon=True), True),
        (label("tlp:AMBER", orcon=True), label("tlp:AMBER", orcon=True), False),
        (label("tlp:AMBER"), label("tlp:AMBER", rel=(A,)), True),
        (label("tlp:AMBER"), label("tlp:AMBER", rel=(C,)), True),
        (label("tlp:AMBER", rel=(C,)), label("tlp:AMBER", rel=(A, C)), False),
        (label("tlp:AMBER", rel=(A, C)), label("tlp:AMBER", rel=(C,)), True),
    ],
)
def test_a_label_is_looser_where_it_lets_through_what_the_other_keeps(
    now: Handling, came: Handling, looser: bool
) -> None:
    assert is_looser(now, came, to=C) is looser
