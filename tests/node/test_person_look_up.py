"""One person looked up in records, messages and lists at once: by what the officer may see, with a reason on record."""

from __future__ import annotations

import json

import pytest

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.queries import person_found
from detente.node.queries.person_page import PersonLine
from detente.node.services import officers, person_look_up
from detente.node.services.duties import RoleRefused
from detente.node.services.searching import ReasonMissing
from detente.node.stores.models import AuditRow, MatchRow, ScreeningRow
from tests.node.test_matches import made, pair, screened, told, who
from tests.node.world import World

__all__ = ["pair"]
REASON = "Question of the visa service"


def found(
    world: World,
    *names: str,
    born: str = "",
    country: str = "",
    number: str = "",
    by: str = "lia",
    reason: str = REASON,
    language: str = "en",
) -> tuple[PersonLine, ...]:
    node = world.nodes["beta"]
    asked = {"born": born, "country": country, "number": number}
    return person_found.page(
        node, person_look_up.look_up(node, who(world, by), names, **asked, reason=reason), language=language
    ).lines


def test_a_record_and_who_came_in_a_message_are_found_across_scripts_with_the_why(pair: World) -> None:
    row, entry = made(pair), told(pair)
    screened(pair)
    lines = found(pair, "Astargijew Timur", born="1987-03-14", language="fr")
    assert {(line.kind, line.id) for line in lines} == {("record", row.uid), ("message", entry.uid)}
    assert [line.score for line in lines] == sorted((line.score for line in lines), reverse=True)
    # The day of the message is the very day; that of the record is one year off.
    assert lines[0].kind == "message"
    assert all(line.why and line.band in {"possible", "match"} for line in lines)
    assert (lines[0].source, lines[1].source) == ("ALP", "lia")


def test_what_nobody_opened_is_not_found(pair: World) -> None:
    told(pair, opened=False)
    screened(pair)
    assert found(pair, "Астаргиев Тимур", born="1987-03-14") == ()


def test_the_reason_and_the_question_go_on_record_and_nothing_else_is_kept(pair: World) -> None:
    made(pair)
    screened(pair)
    alias = pair.nodes["beta"].alias
    before = [rows.objects.using(alias).count() for rows in (MatchRow, ScreeningRow)]
    found(pair, "Timur Astarguiev")
    assert [rows.objects.using(alias).count() for rows in (MatchRow, ScreeningRow)] == before
    act = AuditRow.objects.using(alias).filter(act=Act.LOOKED_UP.value).latest("index")
    details = json.loads(bytes(act.details))["details"]
    assert (act.actor, details["reason"]) == ("lia", REASON)
    assert details["person"] == {"names": ["Timur Astarguiev"]}


@pytest.mark.parametrize(
    ("names", "error"),
    [
        ((), "Give a name"),
        (("  ",), "Give a name"),
        (("🙂",), "no letter"),
        (("a" * 10_000,), "at most"),
        (("Timur",) * 11, "at most"),
        (("Timur\x00",), "at most"),
    ],
)
def test_what_cannot_be_compared_is_said(pair: World, names: tuple[str, ...], error: str) -> None:
    with pytest.raises(BadInput, match=error):
        found(pair, *names)


@pytest.mark.parametrize("born", ["yesterday", "1990-02-31", "1990-13", "1370", "0000-01-01", "1990-2-3", "٢٠٠١"])
def test_a_date_that_cannot_be_compared_is_refused(pair: World, born: str) -> None:
    with pytest.raises(BadInput, match="cannot be compared"):
        found(pair, "Timur", born=born)


@pytest.mark.parametrize("country", ["France", "x", "12"])
def test_a_country_is_given_by_its_code(pair: World, country: str) -> None:
    with pytest.raises(BadInput, match="code of two letters"):
        found(pair, "Timur", country=country)


def test_the_number_of_a_document_is_enough(pair: World) -> None:
    row = made(pair, ("name", "Тимур Астаргиев"), ("passportNumber", "ZR 4471902"))
    screened(pair)
    assert [line.id for line in found(pair, number="zr4471902")] == [row.uid]
    with pytest.raises(BadInput, match="Give a name"):
        found(pair, born="1990")


def test_without_a_reason_or_the_duty_nobody_is_looked_up(pair: World) -> None:
    with pytest.raises(ReasonMissing):
        found(pair, "Timur", reason="x")
    officers.add(pair.nodes["beta"], name="tech", shown="Tech", role="operator")
    with pytest.raises(RoleRefused):
        found(pair, "Timur", by="tech")
