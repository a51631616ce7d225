"""What the desk's values decide by themselves: names, hues, the marking of a page."""

from __future__ import annotations

import pytest

from detente.node.queries import parties, phrases
from detente.node.queries.desk import Handling, Party, Text
from tests.node.world import World


def test_the_marking_of_a_page_names_h0_only_alone() -> None:
    """H0 says what is allowed anyway; beside a restriction it says nothing."""
    free, held = Handling("GREEN", ("H0",)), Handling("AMBER", ("H1", "H2"))
    both = phrases.strictest([free, held, Handling("AMBER", ("H0", "H2"))])
    alone = phrases.strictest([free, free])
    assert both is not None
    assert alone is not None
    assert (both.tlp, both.h) == ("AMBER", ("H1", "H2"))
    assert alone.h == ("H0",)


@pytest.mark.parametrize(
    ("labels", "reader", "shown", "beside"),
    [
        # All four, as every party that speaks to four desks: none is its own alone.
        ({"ar": "فالدوريا", "en": "Valdoria", "fr": "Valdorie", "ru": "Вальдория"}, "fr", "Valdorie", None),
        ({"en": "Zoriana", "fr": "Zoriane", "ru": "Зоряна"}, "fr", "Zoriane", Text("Зоряна", "ru")),
        ({"en": "Zoriana", "ru": "Зоряна"}, "ar", "Zoriana", Text("Зоряна", "ru")),
        ({"en": "Zoriana", "fr": "Zoriane", "ru": "Зоряна"}, "ru", "Зоряна", None),
        ({"ar": "القمرين", "en": "Qamarine", "ru": "Камарин"}, "ru", "Камарин", None),
        ({"en": "Valdoria", "fr": "Valdorie"}, "en", "Valdoria", None),
        ({"ru": "Зоряна"}, "fr", "Зоряна", None),
        ({"": "as we call it"}, "fr", "as we call it", None),
        ({}, "fr", "ZOR", None),
    ],
)
def test_a_second_name_stands_only_in_the_partys_own_script(
    labels: dict[str, str], reader: str, shown: str, beside: Text | None
) -> None:
    party = Party("ZOR", labels, 2)
    assert (party.label(reader).text, party.own_label(reader)) == (shown, beside)


@pytest.mark.parametrize(
    ("ours", "given", "shown"),
    [
        (1, {7: 2, 8: 3}, {7: 2, 8: 3}),
        (2, {7: 2, 8: 3}, {7: 4, 8: 3}),
        (3, {7: 1, 8: 3, 9: 4}, {7: 1, 8: 2, 9: 4}),
        (4, {7: 4, 8: 4}, {7: 1, 8: 2}),
        (2, {7: 1, 8: 2, 9: 3, 10: 4}, {7: 1, 8: 3, 9: 3, 10: 4}),
    ],
)
def test_no_partner_has_our_hue(ours: int, given: dict[int, int], shown: dict[int, int]) -> None:
    assert parties.hues(ours, given) == shown


def test_our_hue_is_a_setting_of_the_node(world: World) -> None:
    world.add("alpha")
    world.add("beta")
    (world.nodes["alpha"].home / "detente.toml").write_text('[node]\ncode = "ALP"\ncolour = 2\n', encoding="utf-8")
    world.meet("alpha", "beta")
    here, there = (parties.load(world.nodes[name]) for name in ("alpha", "beta"))
    assert (here.us.code, here.us.colour, there.us.colour) == ("ALP", 2, 1)
    assert [each.colour for each in here.by_row.values()] == [3]
