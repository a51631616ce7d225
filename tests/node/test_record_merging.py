"""Two records become one and two again: each has back what it had, and nobody sees by it what they did not see."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.node.queries import records as shown
from detente.node.queries import records_beside
from detente.node.services import forgetting, officers, record_merging, record_values, records, standing_watches
from detente.node.services.duties import RoleRefused
from detente.node.services.record_values import Beside
from detente.node.services.standing_watches import Asked
from detente.node.stores.models import AuditRow, Entry, RecordKey, RecordMerge, RecordRow, StatementRow
from detente.node.stores.unit import unit
from tests.node import going
from tests.node.test_records import found, made, pair, stated, values, who
from tests.node.world import World

__all__ = ["pair"]
WHY = "Same passport, VAL-7"


def merged(world: World, stands: RecordRow, joined: RecordRow, by: str = "lia") -> None:
    record_merging.merge(world.nodes["beta"], who(world, by), stands, joined, because=WHY)


def split(world: World, joined: RecordRow, *given: StatementRow, by: str = "lia") -> None:
    beta = world.nodes["beta"]
    numbers = [str(each.pk) for each in given]
    record_merging.split(beta, who(world, by), again(world, joined), given=numbers, because="Two brothers")


def purged(world: World, entry: Entry) -> None:
    beta = world.nodes["beta"]
    with unit(beta, "purge") as work:
        forgetting.forget(beta, entry, [entry])
        work.record(Act.CONTENT_PURGED)


def again(world: World, row: RecordRow) -> RecordRow:
    return records.find(world.nodes["beta"], row.uid)


def two(world: World, **second: Any) -> tuple[RecordRow, RecordRow]:
    return made(world, "Timur Astarguiev"), made(world, "Тимур Астаргиев", **second)


def kept(world: World) -> list[list[tuple[Any, ...]]]:
    """Give all that the node keeps of records but who merged and split them."""
    alias = world.nodes["beta"].alias
    return [
        list(RecordRow.objects.using(alias).order_by("pk").values_list()),
        list(StatementRow.objects.using(alias).order_by("pk").values_list()),
        list(RecordKey.objects.using(alias).order_by("record", "key").values_list("record", "key")),
    ]


def test_one_record_stands_for_both_and_the_address_of_the_other_says_where_it_went(pair: World) -> None:
    first, second = two(pair, values=[("birthDate", "1986")])
    merged(pair, first, second)
    page = shown.page(pair.nodes["beta"], who(pair), again(pair, second))
    assert page.line.id == first.uid
    assert set(page.line.names) == {"Timur Astarguiev", "Тимур Астаргиев"}
    assert [(each.value, each.joined) for each in page.statements if each.prop == "name"] == [
        ("Timur Astarguiev", False),
        ("Тимур Астаргиев", True),
    ]
    (told,) = page.merges
    assert (told.id, told.because, told.by, told.may_split) == (second.uid, WHY, who(pair).name, True)
    assert [each.row for each in found(pair, "Тимур Астаргиев", born="1986")] == [first]


def test_whoever_was_merged_is_found_by_what_only_the_other_record_says(pair: World) -> None:
    first, second = made(pair, "Timur Astarguiev"), made(pair, "Zephyrin Quillevane")
    merged(pair, first, second)
    assert [each.row for each in found(pair, "Zephyrin Quillevane")] == [again(pair, first)]
    stated(pair, again(pair, first), "alias", "Timoshka")
    assert [each.row for each in found(pair, "Zephyrin Quillevane")] == [again(pair, first)]
    split(pair, second)
    assert [each.row for each in found(pair, "Zephyrin Quillevane")] == [again(pair, second)]


def test_a_split_gives_each_what_it_had_and_what_was_said_since_to_whom_the_officer_says(pair: World) -> None:
    first, second = two(pair)
    merged(pair, first, second)
    mine, other = stated(pair, again(pair, first), "alias", "Zim"), stated(pair, again(pair, first), "alias", "Tima")
    page = records_beside.splitting(pair.nodes["beta"], who(pair), again(pair, second))
    assert [each.value for each in page.since] == ["Zim", "Tima"]
    split(pair, second, other)
    assert values(pair, again(pair, first), "alias") == [mine.value]
    assert values(pair, again(pair, second), "alias") == ["Tima"]
    assert values(pair, again(pair, second), "name") == ["Тимур Астаргиев"]
    (told,) = shown.page(pair.nodes["beta"], who(pair), again(pair, second)).merges
    assert (told.id, told.ended_because, told.may_split) == (first.uid, "Two brothers", False)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    categories=st.lists(st.sampled_from(["suspect", "victim", "witness", "missing", "other"]), min_size=2, max_size=4),
    names=st.permutations(["Timur Astarguiev", "Тимур Астаргиев", "Mira Voss", "تيمور"]),
    chained=st.booleans(),
    order=st.randoms(use_true_random=False),
)
def test_merged_and_split_is_as_before(
    pair: World, categories: list[str], names: list[str], chained: bool, order: Random
) -> None:
    rows = [made(pair, name, by="chloe", category=each) for name, each in zip(names, categories, strict=False)]
    before = kept(pair)
    # In a chain each is merged into the one before it, the last two first; else all into the first.
    steps = list(pairwise(rows)) if chained else [(rows[0], each) for each in rows[1:]]
    for stands, joined in reversed(steps):
        merged(pair, again(pair, stands), again(pair, joined), by="chloe")
    assert kept(pair) != before
    if not chained:
        order.shuffle(steps)
    for _, joined in steps:
        split(pair, joined, by="chloe")
    assert kept(pair) == before


def test_the_category_that_protects_more_holds_and_goes_with_the_split(pair: World) -> None:
    first = made(pair, "Timur Astarguiev", values=[("address", "4 quai")])
    second = made(pair, "Mira Voss", category="victim")
    assert values(pair, first, "address", by="omar") == ["4 quai"]
    merged(pair, first, second)
    assert again(pair, first).category == "victim"
    assert shown.page(pair.nodes["beta"], who(pair), again(pair, first)).line.category == "victim"
    assert values(pair, again(pair, first), "address", by="omar") == []
    split(pair, second)
    assert (again(pair, first).category, again(pair, second).category) == ("suspect", "victim")
    assert values(pair, again(pair, first), "address", by="omar") == ["4 quai"]


def test_the_dates_follow_the_category_of_the_merge_and_come_back_with_the_split(pair: World) -> None:
    beta, at = pair.nodes["beta"], pair.clock()
    first, second = two(pair, category="victim")

    def years() -> list[int]:
        rows = StatementRow.objects.using(beta.alias).filter(prop="name").order_by("pk")
        return [(row.delete_by - at).days // 365 for row in rows]

    assert years() == [5, 3]
    merged(pair, first, second)
    assert years() == [3, 3]
    records.state(
        beta, who(pair, "chloe"), again(pair, first), prop="category", value="other", beside=Beside(source="x")
    )
    assert years() == [1, 1]
    split(pair, second, by="chloe")
    assert years() == [1, 3]


def test_nothing_goes_within_a_week_of_the_merge_that_was_not_to_go_by_then(pair: World) -> None:
    first = made(pair, "Timur Astarguiev")
    pair.clock.advance(days=4 * 365)
    merged(pair, first, made(pair, "Тимур Астаргиев", category="victim"))
    name = StatementRow.objects.using(pair.nodes["beta"].alias).get(record=first, prop="name")
    assert name.delete_by == pair.clock() + record_values.SECOND_THOUGHTS


def test_what_is_said_of_a_record_that_somebody_merged_meanwhile_is_said_in_the_one_that_stands(pair: World) -> None:
    first, second = two(pair)
    seen_before = again(pair, second)
    merged(pair, first, second)
    stated(pair, seen_before, "category", "witness")
    assert again(pair, first).category == "witness"
    assert again(pair, second).category == "suspect"


def test_a_category_stated_since_holds_and_goes_where_the_officer_says(pair: World) -> None:
    first, second = two(pair, category="witness")
    merged(pair, first, second)
    beta = pair.nodes["beta"]
    with pytest.raises(RoleRefused):
        stated(pair, again(pair, first), "category", "convicted")
    said = records.state(
        beta, who(pair, "chloe"), again(pair, first), prop="category", value="convicted", beside=Beside(source="x")
    )
    assert again(pair, first).category == "convicted"
    split(pair, second, said)
    assert (again(pair, first).category, again(pair, second).category) == ("suspect", "convicted")


def test_a_split_opens_nothing_of_a_victim_but_by_the_adviser(pair: World) -> None:
    first, second = two(pair, category="victim")
    merged(pair, first, second)
    stated(pair, again(pair, first), "address", "4 quai")
    before = kept(pair)
    with pytest.raises(RoleRefused):
        split(pair, second)
    assert kept(pair) == before
    split(pair, second, by="chloe")
    assert values(pair, again(pair, first), "address", by="omar") == ["4 quai"]


def test_both_side_by_side_say_what_follows_before_anything_is_merged(pair: World) -> None:
    beta, entry = pair.nodes["beta"], going.sent_about_a_person(pair)
    first = made(pair, "Timur Astarguiev", values=[("birthDate", "1986")])
    second = records.take(beta, who(pair), entry, 0, because=WHY)
    given = Asked(
        person={"names": ["Timur Astarguiev"]}, until=pair.clock() + timedelta(days=90), law="Act 7", basis="Act 9",
        purpose="prevent-terrorism", because="asked to be told",
    )  # fmt: skip
    watch = standing_watches.set_up(beta, who(pair), entry, given)
    stated(pair, second, "category", "victim")
    before = kept(pair)
    page = records_beside.beside(beta, who(pair), again(pair, first), again(pair, second))
    assert kept(pair) == before
    assert page.category == "victim"
    dates = {row.pk: row.delete_by for row in StatementRow.objects.using(beta.alias)}
    assert [each.id for each in page.watches] == [str(watch.pk)]
    merged(pair, first, second)
    changed = [row.delete_by for row in StatementRow.objects.using(beta.alias) if row.delete_by != dates[row.pk]]
    assert (page.dated, page.soonest) == (len(changed), min(changed))
    assert again(pair, first).category == page.category


def test_a_split_says_before_what_stays_and_what_returns_under_which_category(pair: World) -> None:
    first, second = made(pair, "Timur Astarguiev"), made(pair, "Mira Voss", category="victim")
    merged(pair, first, second)
    alias = stated(pair, again(pair, first), "alias", "Zim")
    records.end(pair.nodes["beta"], who(pair), again(pair, first), str(alias.pk), because="wrong")
    page = records_beside.splitting(pair.nodes["beta"], who(pair), again(pair, second))
    assert [each.value for each in page.stays] == ["suspect", "Timur Astarguiev"]
    assert [each.value for each in page.returns] == ["victim", "Mira Voss"]
    assert [(each.value, each.ended_because) for each in page.since] == [("Zim", "wrong")]
    assert (page.stands.category, page.joined.category) == ("suspect", "victim")
    assert (page.because, page.by) == (WHY, who(pair).name)
    split(pair, second)
    assert (again(pair, first).category, again(pair, second).category) == ("suspect", "victim")


def test_neither_page_tells_a_category_that_one_may_not_see(pair: World) -> None:
    beta, (first, second) = pair.nodes["beta"], two(pair)
    stated(pair, second, "category", "missing", handling=("tlp:RED",))
    page = records_beside.beside(beta, who(pair, "omar"), again(pair, first), again(pair, second))
    assert page.category == "suspect"
    assert records_beside.beside(beta, who(pair), again(pair, first), again(pair, second)).category == "missing"
    merged(pair, first, second)
    for officer, category in (("omar", "suspect"), ("lia", "missing")):
        assert records_beside.splitting(beta, who(pair, officer), again(pair, second)).joined.category == category


def test_a_category_that_was_stated_of_a_merged_record_stands_when_a_third_joins_it(pair: World) -> None:
    beta, (first, second) = pair.nodes["beta"], two(pair, category="victim")
    third = made(pair, "Tima", category="witness")
    merged(pair, first, second)
    records.state(
        beta, who(pair, "chloe"), again(pair, first), prop="category", value="suspect", beside=Beside(source="Adviser")
    )
    fourth = made(pair, "Zim")
    for joined in (fourth, third):
        page = records_beside.beside(beta, who(pair), again(pair, first), again(pair, joined))
        merged(pair, again(pair, first), joined)
        assert again(pair, first).category == page.category
    # What the adviser said of the first two holds with the fourth; the third, a witness, came after it.
    assert again(pair, first).category == "witness"
    split(pair, third)
    assert again(pair, first).category == "suspect"


def test_no_date_is_told_by_which_a_hidden_category_shows(pair: World) -> None:
    beta, (first, second) = pair.nodes["beta"], two(pair)
    stated(pair, second, "category", "victim", handling=("tlp:RED",))
    assert records_beside.beside(beta, who(pair, "omar"), again(pair, first), again(pair, second)).dated is None
    assert records_beside.beside(beta, who(pair), again(pair, first), again(pair, second)).dated


def test_what_an_officer_may_not_see_is_not_said_to_be_said_by_one_alone(pair: World) -> None:
    beta, first = pair.nodes["beta"], made(pair, "Timur Astarguiev", values=[("birthDate", "1986")])
    second = made(pair, "Тимур Астаргиев")
    stated(pair, second, "birthDate", "1990", handling=("tlp:RED",))

    def hidden(by: str) -> set[str]:
        page = records_beside.beside(beta, who(pair, by), again(pair, first), again(pair, second))
        return {each.prop for each in page.properties if each.hidden}

    assert hidden("omar") == {"birthDate"}
    assert hidden("lia") == set()


def test_a_split_says_whether_what_is_hidden_was_said_since(pair: World) -> None:
    beta, (first, second) = pair.nodes["beta"], two(pair)
    stated(pair, second, "alias", "Zim", handling=("tlp:RED",))
    merged(pair, first, second)
    page = records_beside.splitting(beta, who(pair, "omar"), again(pair, second))
    assert (page.withheld, page.withheld_since) == (True, False)
    stated(pair, again(pair, first), "alias", "Tima", handling=("tlp:RED",))
    page = records_beside.splitting(beta, who(pair, "omar"), again(pair, second))
    assert (page.withheld, page.withheld_since) == (True, True)
    page = records_beside.splitting(beta, who(pair), again(pair, second))
    assert (page.withheld, page.withheld_since) == (False, False)


def test_the_same_said_twice_is_done_once(pair: World) -> None:
    first, second = two(pair)
    for _ in range(2):
        merged(pair, again(pair, first), again(pair, second))
    alias = stated(pair, again(pair, first), "alias", "Zim")
    for _ in range(2):
        split(pair, second, alias)
    assert RecordMerge.objects.using(pair.nodes["beta"].alias).count() == 1
    # Whoever says something else is told that it is not so any more.
    with pytest.raises(BadInput, match="nothing to split"):
        split(pair, second)
    merged(pair, again(pair, first), again(pair, second))
    with pytest.raises(BadInput, match="merged already"):
        record_merging.merge(
            pair.nodes["beta"], who(pair), again(pair, first), again(pair, second), because="Same visa"
        )
    split(pair, second)
    assert RecordMerge.objects.using(pair.nodes["beta"].alias).count() == 2


def test_nobody_sees_by_a_merge_what_they_did_not_see(pair: World) -> None:
    first = made(pair, "Timur Astarguiev")
    hidden = made(pair, "Bison", beside=Beside(source="x", handling=("tlp:RED",)))
    merged(pair, first, hidden)
    page = shown.page(pair.nodes["beta"], who(pair, "omar"), again(pair, first))
    assert (page.line.names, page.merges, page.withheld) == (("Timur Astarguiev",), (), True)
    with pytest.raises(NotFound):
        shown.page(pair.nodes["beta"], who(pair, "omar"), again(pair, hidden))
    with pytest.raises(NotFound):
        split(pair, hidden, by="omar")


def test_what_cannot_be_merged_is_refused_with_a_sentence(pair: World) -> None:
    beta, (first, second) = pair.nodes["beta"], two(pair)
    third = made(pair, "Somebody Else")
    with pytest.raises(BadInput, match="one and the same"):
        merged(pair, first, first)
    merged(pair, first, second)
    for stands, joined in ((third, second), (second, third)):
        with pytest.raises(BadInput, match="merged already"):
            merged(pair, again(pair, stands), again(pair, joined))
    hidden = made(pair, "Bison", beside=Beside(source="x", handling=("tlp:RED",)))
    with pytest.raises(NotFound):
        merged(pair, first, hidden, by="omar")
    body = records.make(
        beta, who(pair), schema="Company", category="other", values=[("name", "Voss SARL")],
        beside=Beside(source="x"), because="x",
    )  # fmt: skip
    with pytest.raises(BadInput, match="person and a body"):
        merged(pair, first, body)
    with pytest.raises(BadInput, match="nothing to split"):
        split(pair, third)
    with pytest.raises(NotFound):
        split(pair, second, StatementRow.objects.using(beta.alias).get(record=first, prop="name"))
    with pytest.raises(BadInput):
        record_merging.merge(beta, who(pair), first, third, because=" ")
    merged(pair, third, again(pair, first))
    with pytest.raises(BadInput, match="Split that first"):
        split(pair, second)
    officers.add(beta, name="olga", shown="Olga", role="oversight")
    with pytest.raises(RoleRefused):
        split(pair, first, by="olga")


def test_a_record_of_which_nothing_is_left_is_not_merged(pair: World) -> None:
    first, entry = made(pair, "Timur Astarguiev"), going.sent_about_a_person(pair)
    taken = records.take(pair.nodes["beta"], who(pair), entry, 0, because=WHY)
    purged(pair, entry)
    with pytest.raises(BadInput, match="erased"):
        merged(pair, first, again(pair, taken))


def test_the_messages_follow_and_what_a_purge_takes_of_one_leaves_the_other(pair: World) -> None:
    beta, first, entry = pair.nodes["beta"], made(pair, "Timur Astarguiev"), going.sent_about_a_person(pair)
    taken = records.take(beta, who(pair), entry, 0, because=WHY)
    merged(pair, first, taken)
    page = shown.page(beta, who(pair), again(pair, first))
    assert [each.entry_id for each in page.messages] == [entry.uid]
    assert [each.id for each in shown.offers(beta, who(pair), entry).linked] == [first.uid]
    purged(pair, entry)
    assert values(pair, again(pair, first), "name") == ["Timur Astarguiev"]
    kept_of_it = RecordMerge.objects.using(beta.alias).get(joined=taken)
    assert (again(pair, taken).because, kept_of_it.because) == ("", "")
    assert found(pair, going.NAME) == []
    split(pair, taken)
    assert again(pair, taken).merged_into is None


def test_the_last_name_of_either_cannot_end(pair: World) -> None:
    first, second = two(pair)
    merged(pair, first, second)
    name = StatementRow.objects.using(pair.nodes["beta"].alias).get(record=second, prop="name")
    with pytest.raises(BadInput, match="Split them first"):
        records.end(pair.nodes["beta"], who(pair), again(pair, first), str(name.pk), because="wrong")


def test_who_merged_and_split_stands_on_record_and_why_in_the_records_alone(pair: World) -> None:
    first, second = two(pair)
    merged(pair, first, second)
    split(pair, second)
    rows = AuditRow.objects.using(pair.nodes["beta"].alias).filter(
        act__in=[Act.RECORDS_MERGED.value, Act.RECORDS_SPLIT.value]
    )
    assert {row.act for row in rows} == {"records-merged", "records-split"}
    assert not any(WHY in bytes(row.details).decode() for row in rows)
