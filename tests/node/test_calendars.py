"""A working-day deadline leaves out the holidays and the weekend of the country that is obliged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from detente.cases.clocks import Keeping, clocks_of
from detente.cases.counting import Days, due
from detente.cases.kinds import TABLES
from detente.cases.moments import Moment
from detente.cases.presets import preset
from detente.cases.table import Terms
from detente.model.errors import BadInput
from detente.node.calendars import calendar

PARIS = ZoneInfo("Europe/Paris")


def test_a_country_has_its_weekend_and_its_holidays() -> None:
    france = calendar("FR", PARIS, [2026])
    jordan = calendar("JO", ZoneInfo("Asia/Amman"), [2026])
    assert date(2026, 7, 14) in france.holidays
    assert date(2026, 7, 14) not in jordan.holidays
    assert (france.weekend, jordan.weekend) == ({5, 6}, {4, 5})


def test_a_subdivision_has_holidays_of_its_own() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    epiphany = date(2026, 1, 6)
    assert epiphany in calendar("DE", berlin, [2026], subdivision="BY").holidays
    assert epiphany not in calendar("DE", berlin, [2026], subdivision="BE").holidays


def test_a_limit_across_the_new_year_leaves_out_the_holidays_of_both_years() -> None:
    france = calendar("FR", PARIS, [2026, 2027])
    # Thursday the 24th; Friday is Christmas, the next Friday New Year.
    end = due(Days(5, working=True), start=datetime(2026, 12, 24, 9, tzinfo=UTC), calendar=france)
    assert end == datetime(2027, 1, 4, 23, tzinfo=UTC)


def test_the_obliged_party_s_holidays_count_and_not_the_asker_s() -> None:
    held = datetime(2026, 7, 13, 9, tzinfo=UTC)
    ledger = [Moment("sent:request", held), Moment("held:request", held)]
    calendars = {"asker": calendar("JO", ZoneInfo("Asia/Amman"), [2026]), "answerer": calendar("FR", PARIS, [2026])}
    keeping = Keeping(preset("eu-2024-2545-urgent"), calendars)
    found = {each.name: each for each in clocks_of(TABLES["request-information"], Terms(), ledger, keeping)}
    # Three working days from Monday the 13th, the 14th is a feast: until the end of Friday.
    assert found["acceptance"].due == datetime(2026, 7, 17, 22, tzinfo=UTC)


@pytest.mark.parametrize(("country", "subdivision"), [("XX", ""), ("FR", "QQ"), ("", "")])
def test_a_country_that_nobody_knows_is_said_in_one_sentence(country: str, subdivision: str) -> None:
    with pytest.raises(BadInput, match="No public holidays are known for"):
        calendar(country, PARIS, [2026], subdivision=subdivision)
