"""The index of a list: it finds who shares a key, the same in whatever order it was built, byte for byte."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.matching.names.building import DuplicateId, build
from detente.matching.names.index import NameIndex
from detente.matching.names.keys import folded_form, key_words, own_keys, word_keys, years_of
from detente.matching.names.many import ManySearcher
from detente.matching.names.nearby import Neighbourhood
from detente.matching.names.retrieving import FOR_ONE, IN_BULK, Retriever
from detente.matching.names.searching import Searcher

GIVEN = ["Amine", "Amin", "أمين", "Амин", "Lucas", "Luca", "Marta", "Марта", "Yusuf", "Youssef", "يوسف", "习近", "김"]
FAMILY = [
    "Karam",
    "Karem",
    "كرم",
    "Карам",
    "Moreau",
    "Morau",
    "Tsarov",
    "Царов",
    "Carov",
    "Al-Rashid",
    "الرشيد",
    "정은",
]

records = st.builds(
    lambda given, family, year: {"names": [f"{given} {family}"], **({"birthDate": [f"{year}-02-03"]} if year else {})},
    st.sampled_from(GIVEN),
    st.sampled_from(FAMILY),
    st.sampled_from([0, 1960, 1975, 1990]),
)


queries = records | st.builds(
    lambda one, other, more: {**one, "names": [*one["names"], *other["names"]], **more},
    records,
    records,
    st.sampled_from(
        [{}, {"idNumber": ["x41239"]}, {"names": []}, {"names": ["Amine Amin Lucas Luca Marta Karam Karem"]}]
    ),
)


def _listed(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**record, "id": f"r{number}"} for number, record in enumerate(found)]


def _words(record: dict[str, Any]) -> set[str]:
    return {word for name in record["names"] for word in key_words(name)}


@settings(max_examples=40, deadline=None)
@given(st.lists(records, min_size=1, max_size=40), records)
def test_who_shares_a_key_of_a_near_word_is_a_candidate_as_long_as_there_is_room(
    found: list[dict[str, Any]], query: dict[str, Any]
) -> None:
    listed = _listed(found)
    index = build(listed)

    candidates, likeness = Searcher(index).candidates(query, len(listed))

    words = {word for name in query["names"] for word in key_words(name)}
    numbers = {word: number for number, word in enumerate(sorted({word for each in listed for word in _words(each)}))}
    near = {word: set(Neighbourhood(index).of(word).words.tolist()) for word in words}
    sharing = {
        each["id"]
        for each in listed
        if own_keys(each, _words(each), years_of(each)) & own_keys(query, words, years_of(query))
        or any(numbers[word] in near[asked] for word in _words(each) for asked in words)
    }
    assert {index.id_of(number) for number in candidates.tolist()} == sharing
    assert list(likeness) == sorted(likeness, reverse=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcdeikmnorst", min_size=2, max_size=9), min_size=1, max_size=30), st.data())
def test_a_word_is_near_if_it_shares_a_key_and_is_like_enough(listed: list[str], data: st.DataObject) -> None:
    asked = data.draw(st.sampled_from(listed) | st.text("abcdeikmnorst", min_size=2, max_size=9))
    words = sorted({word for name in listed for word in key_words(name)})

    near = Neighbourhood(build(_listed([{"names": [word]} for word in words]))).of(asked)

    found = {words[number] for number in near.words.tolist()}
    assert found <= {word for word in words if word_keys(word) & word_keys(asked)}
    assert {word for word in words if word == asked} <= found
    assert found >= {word for word in words if folded_form(word) == folded_form(asked)}
    assert list(near.nearness) == sorted(near.nearness)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(records, min_size=1, max_size=40), st.lists(records, min_size=1, max_size=2), st.sampled_from([0.3, 0.6])
)
def test_who_asks_for_nobody_below_a_likeness_misses_nobody_above_it(
    found: list[dict[str, Any]], queries: list[dict[str, Any]], least: float
) -> None:
    searcher = Searcher(build(_listed(found)))
    query = {**queries[0], "names": [name for each in queries for name in each["names"]]}

    everybody = zip(*(each.tolist() for each in searcher.candidates(query, 50)), strict=True)
    some = zip(*(each.tolist() for each in searcher.candidates(query, 50, least=least)), strict=True)

    assert list(some) == [(number, likely) for number, likely in everybody if likely >= least]


@settings(max_examples=40, deadline=None)
@given(st.lists(records, max_size=30), st.lists(queries, max_size=20), st.sampled_from([0.3, 0.6]))
def test_many_queries_at_once_find_what_each_finds_alone(
    found: list[dict[str, Any]], asked: list[dict[str, Any]], least: float
) -> None:
    searcher = Searcher(build([*_listed(found), {"id": "nameless", "idNumber": ["X 4123-9"]}]))

    together = ManySearcher(searcher).candidates(asked, 50, chosen=50, least=least)

    for query, (records_found, likeness) in zip(asked, together, strict=True):
        alone, likeness_alone = searcher.candidates(query, 50, chosen=50, least=least)
        alike = dict(zip(records_found.tolist(), likeness.tolist(), strict=True))
        assert alike == pytest.approx(dict(zip(alone.tolist(), likeness_alone.tolist(), strict=True)), abs=1e-5)
        assert list(likeness) == sorted(likeness, reverse=True)


def test_a_list_screened_in_bulk_finds_what_each_search_finds() -> None:
    listed = _listed([{"names": [f"{given} {family}"]} for given in GIVEN for family in FAMILY])
    retriever = Retriever(build(listed))
    asked = [{"names": [f"{given} {family}"]} for given in GIVEN[:4] for family in FAMILY] * 8

    alone = [retriever.search(each, 5, patience=IN_BULK) for each in asked]

    assert list(retriever.search_many(asked, 5)) == alone


@settings(max_examples=25, deadline=None)
@given(st.lists(records, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_building_changes_no_byte(found: list[dict[str, Any]], shuffler: random.Random) -> None:
    listed = _listed(found)
    shuffled = list(listed)
    shuffler.shuffle(shuffled)

    one, other = build(listed).arrays(), build(shuffled).arrays()

    assert [(name, array.dtype, array.tobytes()) for name, array in one.items()] == [
        (name, array.dtype, array.tobytes()) for name, array in other.items()
    ]


def test_a_searcher_forgets_one_query_before_the_next() -> None:
    index = build(_listed([{"names": [f"{given} {family}"]} for given in GIVEN for family in FAMILY]))
    searcher = Searcher(index)
    query = {"names": ["Amine Karam", "Youssef Al-Rashid"], "birthDate": ["1975"]}
    first = searcher.candidates(query, 50)

    searcher.candidates({"names": ["Марта Царов"]}, 50)

    assert all(np.array_equal(one, other) for one, other in zip(first, searcher.candidates(query, 50), strict=True))


def test_the_same_person_in_another_script_comes_first_with_his_score() -> None:
    others = [{"names": [f"{given} {family}"]} for given in GIVEN[4:] for family in FAMILY[4:]]
    listed = _listed([*others, {"names": ["Amine Karam"], "birthDate": ["1975-02-03"]}])

    found = Retriever(build(listed)).search({"names": ["أمين كرم"], "birthDate": ["1975-02-03"]}, 5)

    assert found[0][0] == listed[-1]["id"]
    assert found[0][1] > 0.5
    assert [scored for _, scored in found] == sorted((scored for _, scored in found), reverse=True)


def test_a_title_counts_for_little_and_a_name_that_may_be_one_still_finds() -> None:
    listed = _listed(
        [{"names": ["General Lucas Moreau"]}, {"names": ["General Amine Karam"]}, {"names": ["Amir Khan"]}]
    )
    searcher = Searcher(build(listed))

    found, likeness = searcher.candidates({"names": ["Lucas Moreau"]}, 3)
    assert (found[0], likeness[0] > 0.9) == (0, True)
    found, likeness = searcher.candidates({"names": ["General Marta Karam"]}, 3)
    assert found[0] == 1
    assert found.tolist().index(0) > 0
    assert searcher.candidates({"names": ["Amir"]}, 3)[0].tolist() == [2]


def test_all_who_bear_one_name_are_found_up_to_the_limit() -> None:
    listed = _listed([{"names": ["Amine Karam"]}] * 70 + [{"names": ["Lucas Moreau"]}] * 500)
    retriever = Retriever(build(listed))

    for patience in (FOR_ONE, IN_BULK):
        assert len(retriever.search({"names": ["Amin Karam"]}, 60, patience=patience)) == 60
    assert len(retriever.search({"names": ["Amin Karam"]}, 100)) == 70


def test_an_identifier_finds_its_record_under_another_name() -> None:
    listed = _listed([{"names": ["Lucas Moreau"], "idNumber": ["X 4123-9"]}, {"names": ["Marta Tsarov"]}])

    found = Retriever(build(listed)).search({"names": ["Yusuf Al-Rashid"], "idNumber": ["x41239"]}, 5)

    assert found[0][0] == "r0"


@pytest.mark.parametrize("names", [[], ["Lucas Moreau"]])
def test_an_identifier_finds_a_record_of_which_no_name_is_known(names: list[str]) -> None:
    listed = _listed([{"names": ["Lucas Moreau"]}, {"idNumber": ["X 4123-9"]}])

    found, _ = Searcher(build(listed)).candidates({"names": names, "idNumber": ["x41239"]}, 5)

    assert found[0] == 1


@pytest.mark.parametrize("query", [{}, {"names": []}, {"names": ["\u200b"]}, {"names": ["Zzyzx"]}])
def test_who_shares_nothing_finds_nobody(query: dict[str, Any]) -> None:
    retriever = Retriever(build(_listed([{"names": ["Lucas Moreau"]}])))

    assert retriever.search(query, 5) == []


def test_an_empty_list_is_searched_as_any_other() -> None:
    assert Retriever(build([])).search({"names": ["Lucas Moreau"], "birthDate": ["1990"]}, 5) == []


def test_a_record_without_a_name_is_kept_and_never_in_the_way() -> None:
    listed = _listed([{"names": []}, {"names": ["Lucas Moreau"]}, {"names": ["\u200b"]}])

    assert [found for found, _ in Retriever(build(listed)).search({"names": ["Lucas Moreau"]}, 5)] == ["r1"]


def test_two_records_with_one_id_are_refused() -> None:
    with pytest.raises(DuplicateId, match="r0"):
        build([{"id": "r0", "names": ["Lucas"]}, {"id": "r1", "names": ["Marta"]}, {"id": "r0", "names": ["Luca"]}])


def test_the_arrays_alone_make_the_index_again() -> None:
    index = build(_listed([{"names": ["Lucas Moreau"]}, {"names": ["Marta Tsarov"]}]))

    again = NameIndex.of(index.arrays())

    assert Retriever(again).search({"names": ["Марта Царов"]}, 5) == Retriever(index).search(
        {"names": ["Марта Царов"]}, 5
    )
