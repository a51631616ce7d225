"""The index behind the search gives, on both stores, what reading every entry would give: the newest first."""

from __future__ import annotations

import random

import pytest

from detente.node.stores import search_index
from detente.node.stores.search_index import Wanted
from tests.node.world import World

KEYS = range(1_000_000, 1_400_000, 997)
QUESTIONS: list[Wanted] = [
    [[["port*"]]],
    [[["half"]], [["third"]]],
    [[["half"]], [["rare*"]]],
    [[["rare"]], [["tenth"]], [["half*"]]],
    [[["port*"], ["tenth"]], [["third"]]],
    [[["tenth", "third"], ["rare"]]],
    [[["once*"]], [["half*"]]],
    [[["nowhere*"]], [["half*"]]],
]


@pytest.fixture
def kept(pair: World) -> tuple[str, dict[int, set[str]]]:
    """Keep words of four hundred entries, spread over fifty eras; give the store and what stands in each."""
    chance = random.Random(5)
    shares = {"half": 0.5, "third": 0.33, "tenth": 0.1, "port": 0.1, "porto": 0.05, "rare": 0.02, "rarest": 0.01}
    held = {key: {word for word, share in shares.items() if chance.random() < share} | {"each"} for key in KEYS}
    held[KEYS[3]] |= {"once", "half"}
    alias = pair.nodes["alpha"].alias
    search_index.add(alias, [(key, sorted(words)) for key, words in held.items()])
    return alias, held


@pytest.mark.parametrize("few", [0, search_index.FEW])
@pytest.mark.parametrize("newest", [1, 20_000])
@pytest.mark.parametrize("most_eras", [1, 64])
def test_the_newest_entries_that_meet_each_part_are_found(
    kept: tuple[str, dict[int, set[str]]], monkeypatch: pytest.MonkeyPatch, few: int, newest: int, most_eras: int
) -> None:
    monkeypatch.setattr(search_index, "FEW", few)
    monkeypatch.setattr(search_index, "NEWEST", newest)
    monkeypatch.setattr(search_index, "FOR_EACH", 1)
    monkeypatch.setattr(search_index, "MOST_ERAS", most_eras)
    alias, held = kept
    for wanted in QUESTIONS:
        every = [key for key in sorted(held, reverse=True) if _meets(held[key], wanted)]
        for before in (None, KEYS[200], KEYS[0]):
            for limit in (1, 7, 1000):
                below = [key for key in every if before is None or key < before]
                assert search_index.find(alias, wanted, before=before, limit=limit) == below[:limit], (wanted, before)


def _meets(words: set[str], wanted: Wanted) -> bool:
    return all(any(all(_has(words, word) for word in alternative) for alternative in part) for part in wanted)


def _has(words: set[str], word: str) -> bool:
    return any(each.startswith(word[:-1]) for each in words) if word.endswith("*") else word in words
