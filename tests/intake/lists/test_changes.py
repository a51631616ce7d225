"""Two versions of a list: who came, who changed in what, who is gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.intake.lists import changes, kinds
from detente.intake.lists.values import Entity, Statement
from tests.intake.lists import files


def person(id_: str, *names: str, source: str = "list") -> Entity:
    return Entity(id_, "Person", tuple(Statement(id_, "Person", "name", each, source=source) for each in names))


ENTITIES = st.lists(
    st.builds(person, st.sampled_from("abcdef"), st.sampled_from(["Karim", "Amina"])), unique_by=lambda each: each.id
)


def test_who_came_who_changed_and_who_is_gone() -> None:
    found = changes.between(
        [person("a", "Karim"), person("b", "Amina"), person("c", "Ruslan")],
        [person("d", "Salim"), person("b", "Amina", "Aminat"), person("a", "Karim")],
    )
    assert [each.id for each in found.added] == ["d"]
    assert [each.id for each in found.removed] == ["c"]
    assert [(each.after.id, [s.value for s in each.added], each.removed) for each in found.changed] == [
        ("b", ["Aminat"], ())
    ]
    assert (found.same, found.shrunk) == (1, False)


def test_a_list_that_was_only_dated_anew_has_no_changes() -> None:
    older, newer = kinds.read(files.UN.encode()), kinds.read(files.UN.replace("2026-02-27", "2026-03-01").encode())
    assert older.entities != newer.entities
    found = changes.between(older.entities, newer.entities)
    assert (found.added, found.changed, found.removed, found.same) == ((), (), (), 2)


def test_a_list_that_lost_half_of_its_entities_is_asked_about() -> None:
    assert changes.between([person("a", "K"), person("b", "A")], [person("a", "K")]).shrunk
    assert not changes.between([person(each, "K") for each in "abc"], [person(each, "K") for each in "ab"]).shrunk


@given(ENTITIES, ENTITIES)
def test_the_changes_lead_from_one_version_to_the_other(older: list[Entity], newer: list[Entity]) -> None:
    found = changes.between(older, newer)
    reached = {each.id: each for each in older if each not in found.removed}
    reached |= {each.after.id: each.after for each in found.changed} | {each.id: each for each in found.added}
    assert reached == {each.id: each for each in newer}
    back = changes.between(newer, older)
    assert {each.id for each in back.removed} == {each.id for each in found.added}
