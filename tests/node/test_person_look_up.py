"""One person looked up in records, messages and lists at once: by what the officer may see, with a reason on record."""

from __future__ import annotations

import json

import pytest

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.queries import person_found
from detente.node.queries.person_found import PersonLine
from detente.node.services import officers, person_look_up
from detente.node.services.duties import RoleRefused
from detente.node.services.person_look_up import Asked
from detente.node.services.searching import ReasonMissing
from detente.node.stores.models import AuditRow, MatchRow, ScreeningRow
from tests.node.test_matches import made, pair, screened, told, who
from tests.node.world import World

__all__ = ["pair"]
REASON = "Question of the visa service"


def found(
    world: World, *names: str, born: str = "", by: str = "lia", reason: str = REASON, language: str = "en"
) -> tuple[PersonLine, ...]:
    node = world.nodes["beta"]
    answer = person_look_up.look_up(node, who(world, by), Asked(names, born=born), reason=reason)
    return person_found.lines(answer, language=language)


def test_a_record_and_who_came_in_a_message_are_found_across_scripts_with_the_why(pair: World) -> None:
    row, entry = made(pair), told(pair)
    screened(pair)
    lines = found(pair, "Astargijew Timur", born="1987-03-14", language="fr")
    assert {(line.kind, line.id) for line in lines} == {("record", row.uid), ("message", entry.uid)}
    assert [line.score for line in lines] == sorted((line.score for line in lines), reverse=True)
    # The day of the message is the very day; that of the record is one year off.
    assert lines[0].kind == "message"
    assert all(line.why and line.band in {"possible", "match"} for line in lines)
    assert ["birthDate" in dict(line.why) for line in lines] == [True, True]


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
        ((), "Give the name"),
        (("  ",), "Give the name"),
        (("🙂",), "no letter"),
        (("a" * 10_000,), "at most"),
        (("Timur",) * 11, "at most"),
        (("Timur\x00",), "at most"),
    ],
)
def test_what_cannot_be_compared_is_said(pair: World, names: tuple[str, ...], error: str) -> None:
    with pytest.raises(BadInput, match=error):
        found(pair, *names)


def test_an_impossible_date_is_left_aside_and_that_is_said(pair: World) -> None:
    node = pair.nodes["beta"]
    answer = person_look_up.look_up(node, who(pair), Asked(("Timur",), born="yesterday"), reason=REASON)
    assert answer.asides == ("yesterday is no date; it is not compared.",)


def test_without_a_reason_or_the_duty_nobody_is_looked_up(pair: World) -> None:
    with pytest.raises(ReasonMissing):
        found(pair, "Timur", reason="x")
    officers.add(pair.nodes["beta"], name="tech", shown="Tech", role="operator")
    with pytest.raises(RoleRefused):
        found(pair, "Timur", by="tech")
