"""Lists of others on a node: given, loaded in a closed child, in force at once with their index, never half."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from detente.audit.acts import Act
from detente.matching.names import Band
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.queries import lists as shown
from detente.node.queries.lists_page import Kind
from detente.node.services import (
    list_columns,
    list_entries,
    list_files,
    list_finding,
    list_keeping,
    list_loading,
    list_search,
    list_versions,
    officers,
)
from detente.node.services.duties import RoleRefused
from detente.node.services.list_versions import Question, State
from detente.node.services.searching import ReasonMissing
from detente.node.stores.models import AuditRow, HeldList, ListEntry, ListVersion, Officer
from tests.node import going
from tests.node.desk_builders import give_accounts
from tests.node.world import World

WHY = "Dossier ALP-7"
KINDS: tuple[Kind, ...] = ("added", "changed", "removed")
PERSONS = {
    "a-1": {"name": ["Temirlan Sarbaev"], "alias": ["Темирлан Сарбаев"], "birthDate": ["1986-10-21"]},
    "a-2": {"name": ["Amine Karam"], "birthDate": ["1990-01-05"]},
    "a-3": {"name": ["Irena Vulović"]},
    "a-4": {"name": ["Julien Orsel"], "passportNumber": ["VL4411987"]},
}


@pytest.fixture
def node(pair: World) -> Node:
    """Give beta with its people."""
    give_accounts(pair)
    going.people(pair)
    return pair.nodes["beta"]


def who(node: Node, name: str = "lia") -> Officer:
    return officers.find(node, name)


def held_list(node: Node, name: str = "vul-a", **given: Any) -> HeldList:
    about = {"title": "List A", "publisher": "Council of Vulovia", "basis": "Open licence"} | given
    return list_keeping.add(node, who(node), name=name, **about)


def lines(persons: dict[str, dict[str, list[str]]]) -> bytes:
    rows = [{"id": key, "schema": "Person", "properties": properties} for key, properties in persons.items()]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def many(count: int, *, begin: int = 0) -> dict[str, dict[str, list[str]]]:
    return {f"m-{number}": {"name": [f"Person Number{number}"]} for number in range(begin, begin + count)}


def given(node: Node, held: HeldList, data: bytes, *, name: str = "list.json") -> list_versions.Given:
    return list_versions.give(node, who(node), held, name=name, content=io.BytesIO(data))


def loaded(node: Node, held: HeldList, data: bytes, *, name: str = "list.json") -> ListVersion:
    version = list_loading.go_on(node, given(node, held, data, name=name).version)
    held.refresh_from_db(using=node.alias)
    return version


def found(node: Node, name: str, **more: Any) -> list[tuple[str, str]]:
    hits = list_finding.look_up(node, who(node), name=name, reason=WHY, **more)
    return [(hit.held.name, hit.entry.key) for hit in hits if hit.band is not Band.NONE]


def staged(node: Node) -> Iterable[Path]:
    return list(list_files.room(node).glob("given-*"))


def acts(node: Node) -> list[str]:
    return list(AuditRow.objects.using(node.alias).order_by("index").values_list("act", flat=True))


def test_a_list_is_loaded_and_its_persons_are_found_across_scripts(node: Node) -> None:
    held = held_list(node)
    version = loaded(node, held, lines(PERSONS))
    assert (version.state, version.entries, version.added) == (State.IN_FORCE, 4, 4)
    assert held.in_force == version.number == 1
    assert found(node, "Темирлан Сарбаев", born="1987-10-21") == [("vul-a", "a-1")]
    assert found(node, "", number="VL4411987") == [("vul-a", "a-4")]
    assert not staged(node)
    assert acts(node)[-4:] == [Act.LIST_GIVEN, Act.LIST_IN_FORCE, Act.LOOKED_UP, Act.LOOKED_UP]


def test_an_entry_says_what_the_source_wrote_and_keeps_its_id_from_version_to_version(node: Node) -> None:
    held = held_list(node)
    loaded(node, held, lines(PERSONS))
    (hit,) = list_search.search(node, {"id": "q", "names": ["Amine Karam"]}, 1)
    entity = list_entries.entity_of(hit.entry)
    assert dict(entity.properties) == {"name": ("Amine Karam",), "birthDate": ("1990-01-05",)}
    loaded(node, held, lines(PERSONS | {"a-2": {"name": ["Amine Karam"], "birthDate": ["1990-05-01"]}}))
    (later,) = list_search.search(node, {"id": "q", "names": ["Amine Karam"]}, 1)
    assert (later.entry.uid, later.entry.since) == (hit.entry.uid, 2)
    rows = ListEntry.objects.using(node.alias).filter(uid=hit.entry.uid).order_by("since")
    assert [(row.since, row.until) for row in rows] == [(1, 2), (2, None)]


def test_a_newer_version_adds_changes_and_removes_and_overwrites_nothing(node: Node) -> None:
    held = held_list(node)
    loaded(node, held, lines(PERSONS))
    newer = {key: value for key, value in PERSONS.items() if key != "a-3"}
    newer |= {"a-2": {"name": ["Amine Karam", "Amin Karam"]}, "a-5": {"name": ["Somebody New"]}}
    version = loaded(node, held, lines(newer))
    assert (version.added, version.changed, version.removed, version.same) == (1, 1, 1, 2)
    assert found(node, "Irena Vulović") == []
    assert found(node, "Amin Karam") == [("vul-a", "a-2")]
    before = {row.key for row in list_entries.standing(node, held, 1)}
    assert before == set(PERSONS)
    assert list_versions.find(node, held, 1).state == State.PAST


def test_the_same_file_again_changes_nothing_and_says_so(node: Node) -> None:
    held = held_list(node)
    loaded(node, held, lines(PERSONS))
    again = given(node, held, lines(PERSONS))
    assert (again.again, again.version.number) == (True, 1)
    assert ListVersion.objects.using(node.alias).count() == 1
    assert not staged(node)


def test_a_list_that_lost_half_of_its_entries_waits_for_a_person(node: Node) -> None:
    held = held_list(node)
    loaded(node, held, lines(PERSONS))
    half = lines({key: PERSONS[key] for key in ("a-1", "a-2")})
    version = loaded(node, held, half)
    assert (version.state, version.question, version.removed) == (State.WAITS, Question.SHRUNK, 2)
    assert found(node, "Irena Vulović") == [("vul-a", "a-3")], "the one before is in force"
    list_versions.drop(node, who(node), version)
    assert found(node, "Irena Vulović") == [("vul-a", "a-3")]
    assert not staged(node)
    once_more = loaded(node, held, half)
    assert once_more.number == 3
    list_versions.confirm(node, who(node), once_more)
    assert found(node, "Irena Vulović") == []
    assert Act.LIST_DROPPED in acts(node)


def test_a_list_that_is_cut_is_never_taken_without_a_person(node: Node) -> None:
    held = held_list(node)
    whole = lines(PERSONS)
    loaded(node, held, whole)
    version = loaded(node, held, whole[:-30])
    assert (version.state, version.question) == (State.WAITS, Question.LEFT_OUT)
    assert "cut" in list_versions.remarks_of(version)[0][1].text
    assert found(node, "Julien Orsel") == [("vul-a", "a-4")]


def test_an_empty_file_is_refused_at_the_door(node: Node) -> None:
    with pytest.raises(BadInput, match="empty"):
        given(node, held_list(node), b"")
    assert not staged(node)
    assert not ListVersion.objects.using(node.alias).exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe\x00", "text.not-in-encoding"),
        (b'{"id": "a", "schema"', "json.broken"),
        (b"%PDF-1.7\n%%EOF", "pdf.broken"),
        (b"<a><!DOCTYPE b>", "xml.broken"),
        (b"Only a letter. Nobody is listed in it.", "list.nothing"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_leaves_nothing(
    node: Node, data: bytes, code: str
) -> None:
    held = held_list(node)
    loaded(node, held, lines(PERSONS))
    version = loaded(node, held, data)
    reason = list_versions.reason_of(version)
    assert (version.state, reason and reason.code) == (State.REFUSED, code)
    assert held.in_force == 1
    assert found(node, "Julien Orsel") == [("vul-a", "a-4")]
    assert not staged(node)


def test_a_reader_that_is_killed_leaves_nothing_of_its_file(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.node.foreign import reading

    monkeypatch.setattr(reading, "CHILD", ("/bin/sh", "-c", "kill -9 $$"))
    held = held_list(node)
    version = loaded(node, held, lines(PERSONS))
    assert version.state == State.REFUSED
    assert not ListEntry.objects.using(node.alias).exists()


def stop_after(count: int) -> Callable[[str, int, int], None]:
    def told(step: str, done: int, total: int) -> None:
        if step == "writing" and done >= count:
            raise KeyboardInterrupt

    return told


def test_a_loading_that_broke_off_goes_on_and_is_never_half_in_force(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_entries, "PIECE", 10)
    held = held_list(node)
    loaded(node, held, lines(many(40)))
    newer = lines(many(60, begin=10))
    version = given(node, held, newer).version
    with pytest.raises(KeyboardInterrupt):
        list_loading.go_on(node, version, stop_after(50))
    assert list_entries.standing(node, held, held.in_force).count() == 40
    written = set(ListEntry.objects.using(node.alias).filter(since=2).values_list("pk", flat=True))
    assert len(written) == 20
    assert list_loading.waiting(node) == [version]
    done = list_loading.go_on(node, version)
    assert (done.state, done.added, done.removed, done.same) == (State.IN_FORCE, 30, 10, 30)
    held.refresh_from_db(using=node.alias)
    assert list_entries.standing(node, held, 2).count() == 60
    assert written <= set(ListEntry.objects.using(node.alias).filter(since=2).values_list("pk", flat=True))


def test_what_a_dropped_version_left_behind_never_comes_in_force_with_a_later_one(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_entries, "PIECE", 10)
    held = held_list(node)
    loaded(node, held, lines(many(20)))
    version = given(node, held, lines(many(20, begin=10))).version
    with pytest.raises(KeyboardInterrupt):
        list_loading.go_on(node, version, stop_after(20))
    # It died between saying that the version is dropped and taking its entries away.
    ListVersion.objects.using(node.alias).filter(pk=version.pk).update(state=State.DROPPED)
    loaded(node, held, lines(many(21)))
    assert {row.key for row in list_entries.standing(node, held, 3)} == set(many(21))


def test_a_file_that_went_with_a_restore_is_refused_with_what_to_do(node: Node) -> None:
    held = held_list(node)
    version = given(node, held, lines(PERSONS)).version
    list_files.unstage(node, version.staged)
    done = list_loading.go_on(node, version)
    assert done.state == State.REFUSED
    assert loaded(node, held, lines(PERSONS)).state == State.IN_FORCE


TABLE = "Nom;Prénom;Né le;Remarque\nSarbaev;Temirlan;21.10.1986;vu à Vulgrad\nKaram;Amine;05.01.1990;\n"


def test_a_table_waits_until_a_person_says_what_its_columns_mean_and_that_is_kept(node: Node) -> None:
    held = held_list(node)
    version = loaded(node, held, TABLE.encode(), name="liste.csv")
    assert (version.state, version.question) == (State.WAITS, Question.MAPPING)
    assert version.asked["mapping"]["headings"] == ["Nom", "Prénom", "Né le", "Remarque"]
    assert version.asked["preview"][0][0] == "Sarbaev"
    meant = list_columns.mapping_with(version.asked, {"Nom": "lastName", "Prénom": "firstName", "Né le": "birthDate"})
    version = list_loading.go_on(node, list_versions.confirm(node, who(node), version, mapping=meant))
    assert (version.state, version.entries) == (State.IN_FORCE, 2)
    assert len(found(node, "Тимирлан Сарбаев", born="1986-10-21")) == 1
    newer = loaded(node, held, (TABLE + "Orsel;Julien;;\n").encode(), name="liste.csv")
    assert (newer.state, newer.added, newer.same) == (State.IN_FORCE, 1, 2), "the same headings need no new answer"
    other = loaded(node, held, TABLE.replace("Remarque", "Autre").encode(), name="liste.csv")
    assert other.question == Question.MAPPING


@pytest.mark.parametrize(
    ("columns", "schema", "order"),
    [({"No such": "name"}, None, None), ({"Nom": "religion"}, None, None), ({}, "Thing", None), ({}, None, "ymd")],
)
def test_a_meaning_that_no_column_can_have_is_refused(
    node: Node, columns: dict[str, str], schema: str | None, order: str | None
) -> None:
    version = loaded(node, held_list(node), TABLE.encode())
    with pytest.raises(BadInput):
        list_columns.mapping_with(version.asked, columns, schema=schema, order=order)


def test_another_file_waits_until_the_one_on_its_way_is_decided(node: Node) -> None:
    held = held_list(node)
    given(node, held, lines(PERSONS))
    with pytest.raises(BadInput, match="still being loaded"):
        given(node, held, lines(many(3)))
    assert len(list(staged(node))) == 1
    assert given(node, held, lines(PERSONS)).again


def test_an_index_that_is_missing_here_is_built_from_the_entries(node: Node) -> None:
    held = held_list(node)
    loaded(node, held, lines(PERSONS))
    shutil.rmtree(list_files.room(node))
    assert found(node, "Julien Orsel") == [("vul-a", "a-4")]
    assert list_files.index_folder(node, held, 1).is_dir()


def test_a_list_that_was_ended_is_searched_no_longer_and_takes_no_file(node: Node) -> None:
    held = held_list(node)
    loaded(node, held, lines(PERSONS))
    list_keeping.end(node, who(node), held)
    assert found(node, "Julien Orsel") == []
    with pytest.raises(BadInput, match="ended"):
        given(node, held, lines(many(1)))


def test_lists_are_searched_together_or_one_alone_for_a_reason_on_record(node: Node) -> None:
    one, other = held_list(node), held_list(node, "vul-b")
    loaded(node, one, lines(PERSONS))
    loaded(node, other, lines({"b-1": {"name": ["Julien Orsel"]}}))
    assert set(found(node, "Julien Orsel")) == {("vul-a", "a-4"), ("vul-b", "b-1")}
    assert found(node, "Julien Orsel", of="vul-b") == [("vul-b", "b-1")]
    with pytest.raises(NotFound):
        found(node, "Julien Orsel", of="no-such")
    with pytest.raises(ReasonMissing):
        list_finding.look_up(node, who(node), name="Julien Orsel", reason="")


def test_a_list_marked_red_is_for_whoever_added_it_alone(node: Node) -> None:
    held = list_keeping.add(
        node, who(node), name="vul-red", title="R", publisher="P", basis="Law 4", handling=("tlp:RED",)
    )
    loaded(node, held, lines(PERSONS))
    assert found(node, "Julien Orsel") == [("vul-red", "a-4")]
    hits = list_finding.look_up(node, who(node, "omar"), name="Julien Orsel", reason=WHY)
    assert hits == []
    uid = list_entries.uid_of(held, "a-4")
    assert list_finding.entry(node, who(node), uid, reason=WHY).key == "a-4"
    with pytest.raises(NotFound):
        list_finding.entry(node, who(node, "omar"), uid, reason=WHY)


def test_only_who_keeps_lists_adds_loads_and_decides(node: Node) -> None:
    held = held_list(node)
    version = loaded(node, held, TABLE.encode())
    Officer.objects.using(node.alias).filter(name="omar").update(role="legal", also=[])
    omar = who(node, "omar")
    for attempt in (
        lambda: list_keeping.add(node, omar, name="x", title="x", publisher="x", basis="x"),
        lambda: list_versions.give(node, omar, held, name="x", content=io.BytesIO(b"x")),
        lambda: list_versions.confirm(node, omar, version),
        lambda: list_versions.drop(node, omar, version),
        lambda: list_keeping.end(node, omar, held),
    ):
        with pytest.raises(RoleRefused):
            attempt()
    assert list_versions.find(node, held, 1).state == State.WAITS


@pytest.mark.parametrize("name", ["", "default", "Vul", "a b", "../x", "é", "a" * 65])
def test_a_name_that_cannot_stand_in_an_address_is_refused(node: Node, name: str) -> None:
    with pytest.raises(BadInput):
        held_list(node, name)
    assert not HeldList.objects.using(node.alias).exists()


def test_a_version_shows_what_it_says_otherwise_field_by_field(node: Node) -> None:
    held = held_list(node)
    loaded(node, held, lines(PERSONS))
    newer = {key: value for key, value in PERSONS.items() if key != "a-3"}
    newer |= {"a-2": {"name": ["Amine Karam"], "birthDate": ["1990-05-01"]}, "a-5": {"name": ["Somebody New"]}}
    loaded(node, held, lines(newer))
    pages = {kind: shown.version_page(node, who(node), held.name, 2, kind=kind, after="") for kind in KINDS}
    assert {kind: [each.entry.key for each in page.changes] for kind, page in pages.items()} == {
        "added": ["a-5"],
        "changed": ["a-2"],
        "removed": ["a-3"],
    }
    (changed,) = pages["changed"].changes
    assert [(each.prop, each.value) for each in changed.before] == [("birthDate", "1990-01-05")]
    assert [(each.prop, each.value) for each in changed.now] == [("birthDate", "1990-05-01")]
    uid = changed.entry.id
    entry = shown.entry_page(node, who(node), uid)
    assert (entry.since, entry.until, [since for since, _ in entry.before]) == (2, 0, [1])
    gone = shown.entry_page(node, who(node), list_entries.uid_of(held, "a-3"))
    assert (gone.since, gone.until) == (1, 2)


def test_whoever_keeps_lists_and_searches_none_sees_how_many_and_not_who(node: Node) -> None:
    held = held_list(node)
    loaded(node, held, lines(PERSONS))
    Officer.objects.using(node.alias).filter(name="omar").update(role="operator", also=[])
    page = shown.version_page(node, who(node, "omar"), held.name, 1, kind="added", after="")
    assert (page.may_read, page.changes, page.version.added) == (False, (), 4)
    assert shown.listing(node, who(node, "omar")).lists[0].name == "vul-a"


def test_the_changes_of_a_large_version_come_in_pages(node: Node) -> None:
    held = held_list(node)
    loaded(node, held, lines(many(70)))
    first = shown.version_page(node, who(node), held.name, 1, kind="added", after="")
    second = shown.version_page(node, who(node), held.name, 1, kind="added", after=first.after)
    assert (len(first.changes), len(second.changes), second.after) == (50, 20, "")
