"""Records of persons: by hand and from a message, each value with its source; found across scripts, never rewritten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries import records as shown
from detente.node.queries.desk import Phrase
from detente.node.services import correcting, forgetting, officers, record_finding, records
from detente.node.services.duties import RoleRefused
from detente.node.services.letters import Letter
from detente.node.services.record_finding import Found
from detente.node.services.record_values import Beside
from detente.node.services.searching import ReasonMissing
from detente.node.stores.models import AuditRow, Officer, RecordKey, RecordRow, StatementRow
from detente.node.stores.unit import unit
from tests.node import going
from tests.node.desk_builders import give_accounts
from tests.node.world import World

SOURCE = Beside(source="Service des visas")
WHY = "Dossier ALP-7"


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact; beta has a head, an adviser and a second releasing officer."""
    give_accounts(pair)
    going.people(pair)
    return pair


def who(world: World, name: str = "lia") -> Officer:
    return officers.find(world.nodes["beta"], name)


def made(world: World, *names: str, by: str = "lia", category: str = "suspect", **given: Any) -> RecordRow:
    values = [("name", name) for name in names] + list(given.pop("values", []))
    return records.make(
        world.nodes["beta"],
        who(world, by),
        schema="Person",
        category=category,
        values=values,
        beside=given.pop("beside", SOURCE),
        because=WHY,
    )


def found(world: World, name: str, *, by: str = "lia", **given: str) -> list[Found]:
    return record_finding.look_up(world.nodes["beta"], who(world, by), name=name, reason=WHY, **given)


def stated(world: World, row: RecordRow, prop: str, value: str, **beside: Any) -> StatementRow:
    source = Beside(**({"source": "Police"} | beside))
    return records.state(world.nodes["beta"], who(world), row, prop=prop, value=value, beside=source)


def values(world: World, row: RecordRow, prop: str, by: str = "lia") -> list[str]:
    page = shown.page(world.nodes["beta"], who(world, by), row)
    return [each.value for each in page.statements if each.prop == prop]


@pytest.mark.parametrize("asked", ["Тамерлан Царнаев", "TSARNAYEV Tamerlan", "تامرلان تسارنايف"])
def test_a_record_is_found_by_its_name_in_another_script_and_a_wrong_date(pair: World, asked: str) -> None:
    row = made(pair, "Tamerlan Tsarnaev", values=[("birthDate", "1986-10-21")])
    made(pair, "Jorge Quiñones")
    (best,) = found(pair, asked, born="1987-10-21")
    assert best.row == row
    assert best.score is not None
    assert best.score > 0.5


def test_a_record_is_found_by_the_number_of_a_document_alone(pair: World) -> None:
    row = made(pair, "Timur Astarguiev", values=[("passportNumber", "ZR 4471902")])
    assert [each.row for each in found(pair, "", number="zr-4471902")] == [row]


def test_nobody_is_looked_up_without_a_reason_which_stands_on_record(pair: World) -> None:
    beta = pair.nodes["beta"]
    with pytest.raises(ReasonMissing):
        record_finding.look_up(beta, who(pair), name="Tsarnaev", reason=" ")
    found(pair, "Tsarnaev")
    last = AuditRow.objects.using(beta.alias).order_by("-index").first()
    assert last is not None
    assert last.act == "looked-up"
    assert WHY in bytes(last.details).decode()


def test_a_value_that_ends_stays_in_the_history_and_nothing_is_overwritten(pair: World) -> None:
    beta, row = pair.nodes["beta"], made(pair, "Timur Astarguiev", values=[("birthDate", "1986-03-14")])
    stated(pair, row, "birthDate", "1987-03-14", scheme="admiralty-6x6", code="B2", nature="fact")
    assert values(pair, row, "birthDate") == ["1986-03-14", "1987-03-14"]
    first = StatementRow.objects.using(beta.alias).get(record=row, value="1986-03-14")
    records.end(beta, who(pair), row, str(first.pk), because="corrected by hand in 2025")
    page = shown.page(beta, who(pair), row)
    assert [(each.value, each.ended_because) for each in page.ended] == [("1986-03-14", "corrected by hand in 2025")]
    (standing,) = [each for each in page.statements if each.prop == "birthDate"]
    assert (standing.scheme, standing.code, standing.nature) == ("admiralty-6x6", "B2", "fact")
    with pytest.raises(NotFound):
        records.end(beta, who(pair), row, str(first.pk), because="again")


def test_who_does_not_evaluate_leaves_it_at_cannot_be_judged(pair: World) -> None:
    row = made(pair, "Timur Astarguiev")
    page = shown.page(pair.nodes["beta"], who(pair), row)
    assert {(each.scheme, each.code, each.nature) for each in page.statements} == {("europol-4x4", "X4", "assessment")}


def test_the_record_goes_by_its_newest_category_and_keeps_the_one_before(pair: World) -> None:
    beta, row = pair.nodes["beta"], made(pair, "Timur Astarguiev")
    newer = stated(pair, row, "category", "witness")
    row.refresh_from_db(using=beta.alias)
    assert row.category == "witness"
    assert values(pair, row, "category") == ["suspect", "witness"]
    with pytest.raises(BadInput):
        records.end(beta, who(pair), row, str(newer.pk), because="wrong")


def test_the_last_name_cannot_end(pair: World) -> None:
    beta, row = pair.nodes["beta"], made(pair, "Timur Astarguiev")
    only = StatementRow.objects.using(beta.alias).get(record=row, prop="name")
    with pytest.raises(BadInput):
        records.end(beta, who(pair), row, str(only.pk), because="wrong")


@pytest.mark.parametrize(
    ("prop", "value", "beside"),
    [
        ("religion", "x", {}),
        ("ethnicity", "x", {}),
        ("shoeSize", "43", {}),
        ("birthDate", " ", {}),
        ("category", "friend", {}),
        ("birthDate", "21 October 1986", {}),
        ("birthDate", "1986-02-30", {}),
        ("nationality", "Zorande", {}),
        ("gender", "M", {}),
        ("birthDate", "1986", {"code": "A9"}),
        ("birthDate", "1986", {"scheme": "own"}),
        ("birthDate", "1986", {"scheme": "3x5x2", "code": "X4"}),
        ("birthDate", "1986", {"nature": "rumour"}),
        ("birthDate", "1986", {"handling": ()}),
        ("birthDate", "1986", {"handling": ("tlp:AMBER", "h:H3")}),
        ("birthDate", "1986", {"source": " "}),
    ],
)
def test_what_no_record_may_say_is_refused_and_nothing_is_kept(
    pair: World, prop: str, value: str, beside: dict[str, Any]
) -> None:
    row = made(pair, "Timur Astarguiev")
    before = StatementRow.objects.using(pair.nodes["beta"].alias).count()
    with pytest.raises(BadInput):
        stated(pair, row, prop, value, **beside)
    assert StatementRow.objects.using(pair.nodes["beta"].alias).count() == before


def test_a_record_of_a_message_becomes_one_of_ours_and_keeps_what_stood_beside_it(pair: World) -> None:
    beta, entry = pair.nodes["beta"], going.sent_about_a_person(pair)
    row = records.take(beta, who(pair), entry, 0, because=WHY)
    page = shown.page(beta, who(pair), row)
    assert page.line.names == (going.NAME,)
    assert page.line.category == "suspect"
    assert {each.entry_id for each in page.statements} == {entry.uid}
    assert {each.source for each in page.statements} == {entry.partner.name} != {entry.partner.party}
    assert [each.entry_id for each in page.messages] == [entry.uid]
    assert [each.row for each in found(pair, going.NAME)] == [row]
    with pytest.raises(BadInput):
        records.take(beta, who(pair), entry, 7, because=WHY)


def test_what_a_message_said_is_seen_by_whoever_may_see_the_message(pair: World) -> None:
    beta, entry = pair.nodes["beta"], going.sent_about_a_person(pair)
    row = records.take(beta, who(pair), entry, 0, because=WHY)
    going.relabelled(pair, entry, codes=["tlp:RED"], named=["officer-99"])
    assert found(pair, going.NAME) == []
    with pytest.raises(NotFound):
        shown.page(beta, who(pair), row)


def test_what_one_officer_holds_as_red_nobody_else_finds(pair: World) -> None:
    made(pair, "Timur Astarguiev", beside=Beside(source="x", handling=("tlp:RED",)))
    assert len(found(pair, "Timur Astarguiev")) == 1
    assert found(pair, "Timur Astarguiev", by="chloe") == []


def test_where_a_victim_lives_is_for_the_adviser_the_head_and_whoever_stated_it(pair: World) -> None:
    row = made(pair, "Mira Voss", category="victim", values=[("address", "4 quai des Forges")])
    assert values(pair, row, "address") == ["4 quai des Forges"]
    assert values(pair, row, "address", by="chloe") == ["4 quai des Forges"]
    assert values(pair, row, "address", by="omar") == []
    assert shown.page(pair.nodes["beta"], who(pair, "chloe"), row).withheld is False


def test_a_value_is_erased_at_its_date_of_deletion_and_found_no_more(pair: World) -> None:
    beta = pair.nodes["beta"]
    soon = Beside(source="x", delete_by=pair.clock() + timedelta(days=2))
    row = made(pair, "Timur Astarguiev", beside=soon)
    pair.clock.advance(days=3)
    assert found(pair, "Timur Astarguiev") == []
    assert records.erase_due(beta) == 2
    assert records.erase_due(beta) == 0
    assert set(StatementRow.objects.using(beta.alias).values_list("value", "source")) == {("", "")}
    assert not RecordKey.objects.using(beta.alias).filter(record=row).exists()


def test_no_date_goes_beyond_the_latest_of_the_category(pair: World) -> None:
    row = made(pair, "Mira Voss", category="other", beside=Beside(source="x", delete_by=pair.clock() + timedelta(9999)))
    kept = StatementRow.objects.using(pair.nodes["beta"].alias).filter(record=row).first()
    assert kept is not None
    assert kept.delete_by == pair.clock() + timedelta(days=365)


def test_only_who_uses_content_keeps_records(pair: World) -> None:
    row = made(pair, "Timur Astarguiev")
    officers.add(pair.nodes["beta"], name="olga", shown="Olga", role="oversight")
    with pytest.raises(RoleRefused):
        made(pair, "Somebody Else", by="olga")
    with pytest.raises(RoleRefused):
        records.state(pair.nodes["beta"], who(pair, "olga"), row, prop="notes", value="x", beside=SOURCE)


def test_what_a_message_said_goes_with_the_message_when_it_is_purged(pair: World) -> None:
    beta, entry = pair.nodes["beta"], going.sent_about_a_person(pair)
    row = records.take(beta, who(pair), entry, 0, because=WHY)
    kept = stated(pair, row, "alias", "Zim")
    with unit(beta, "purge") as work:
        forgetting.forget(beta, entry, [entry])
        work.record(Act.CONTENT_PURGED)
    left = StatementRow.objects.using(beta.alias).filter(record=row, erased_at=None)
    assert [each.pk for each in left] == [kept.pk]
    assert not StatementRow.objects.using(beta.alias).filter(value__contains="Togoev").exists()
    assert found(pair, going.NAME) == []


def test_nobody_ends_what_they_may_not_see(pair: World) -> None:
    row = made(pair, "Timur Astarguiev")
    hidden = stated(pair, row, "alias", "Bison", handling=("tlp:RED",))
    assert values(pair, row, "alias", by="omar") == []
    with pytest.raises(NotFound):
        records.end(pair.nodes["beta"], who(pair, "omar"), row, str(hidden.pk), because="guessed")
    assert values(pair, row, "alias") == ["Bison"]


def test_a_category_that_one_may_not_see_is_not_shown_by_the_record(pair: World) -> None:
    row = made(pair, "Timur Astarguiev", category="other")
    stated(pair, row, "category", "suspect", handling=("tlp:RED",))
    assert shown.page(pair.nodes["beta"], who(pair, "omar"), row).line.category == "other"
    assert shown.page(pair.nodes["beta"], who(pair), row).line.category == "suspect"


def test_only_the_adviser_or_the_head_says_that_a_victim_is_none(pair: World) -> None:
    row = made(pair, "Timur Astarguiev", category="victim", values=[("address", "4 quai")])
    assert values(pair, row, "address", by="omar") == []
    with pytest.raises(RoleRefused):
        stated(pair, row, "category", "other")
    records.state(pair.nodes["beta"], who(pair, "chloe"), row, prop="category", value="other", beside=SOURCE)
    assert values(pair, row, "address", by="omar") == ["4 quai"]


def test_the_record_of_a_message_is_taken_once(pair: World) -> None:
    entry, beta = going.sent_about_a_person(pair), pair.nodes["beta"]
    records.take(beta, who(pair), entry, 0, because=WHY)
    with pytest.raises(BadInput):
        records.take(beta, who(pair), entry, 0, because=WHY)


def test_oversight_that_reads_outer_facts_alone_sees_no_record(pair: World) -> None:
    beta, entry = pair.nodes["beta"], going.sent_about_a_person(pair)
    row = records.take(beta, who(pair), entry, 0, because=WHY)
    officers.add(beta, name="olga", shown="Olga", role="oversight")
    with pytest.raises((NotFound, PolicyRefusal)):
        shown.page(beta, who(pair, "olga"), row)
    with pytest.raises(NotFound):
        shown.offers(beta, who(pair, "olga"), entry)


@pytest.mark.parametrize("name", ["Tsarnaev\0", "Tsar\ud800naev"])
def test_a_name_that_no_store_takes_is_refused(pair: World, name: str) -> None:
    with pytest.raises(BadInput):
        found(pair, name)


def test_the_dates_follow_the_category_and_come_back_with_it(pair: World) -> None:
    beta, at = pair.nodes["beta"], pair.clock()
    row = made(pair, "Timur Astarguiev", category="other")
    said = stated(pair, row, "alias", "Zim", delete_by=at + timedelta(days=100))

    def dates() -> tuple[timedelta, timedelta]:
        name = StatementRow.objects.using(beta.alias).get(record=row, prop="name")
        said.refresh_from_db(using=beta.alias)
        return name.delete_by - at, said.delete_by - at

    assert dates() == (timedelta(days=365), timedelta(days=100))
    stated(pair, row, "category", "suspect")
    assert dates()[0] > timedelta(days=5 * 365 - 1)
    assert dates()[1] == timedelta(days=100)
    pair.clock.advance(days=800)
    stated(pair, row, "category", "other")
    assert dates()[0] == timedelta(days=807)
    stated(pair, row, "category", "suspect")
    assert dates()[0] > timedelta(days=5 * 365 - 1)


def test_why_a_record_was_made_goes_with_its_last_name_and_is_nowhere_else(pair: World) -> None:
    beta = pair.nodes["beta"]
    row = made(pair, "Timur Astarguiev", beside=Beside(source="x", delete_by=pair.clock() + timedelta(days=2)))
    assert row.because == WHY
    pair.clock.advance(days=3)
    assert records.erase_due(beta) == 2
    assert records.find(beta, row.uid).because == ""
    assert not any(WHY in bytes(each.details).decode() for each in AuditRow.objects.using(beta.alias).all())


def test_a_value_says_that_the_message_it_is_from_is_said_to_be_wrong(pair: World) -> None:
    beta, entry = pair.nodes["beta"], going.sent_about_a_person(pair)
    row = records.take(beta, who(pair), entry, 0, because=WHY)
    stated(pair, row, "alias", "Zim")
    correcting.correct(beta, who(pair), entry, Letter(text="The year is wrong.", lang="en"))
    page = shown.page(beta, who(pair), row)
    marks = {each.entry_id: each.mark for each in page.statements}
    assert marks == {entry.uid: Phrase("note.challenged"), "": None}
