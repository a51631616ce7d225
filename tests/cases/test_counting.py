"""Limits are counted in the calendar of the obliged party, across holidays, clock changes and leap days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.cases.counting import Calendar, Days, Limit, Months, Span, closed_within, due, open_since, touched

PARIS = Calendar(ZoneInfo("Europe/Paris"))
NEW_YORK = Calendar(ZoneInfo("America/New_York"))
CAIRO = Calendar(ZoneInfo("Africa/Cairo"))
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# limit, start (UTC), calendar, due (UTC)
COUNTED = {
    "the day of the event is not counted": (Days(1), "2026-11-22T09:00", Calendar(), "2026-11-24T00:00"),
    "late evening there is the next day": (Days(1), "2026-11-22T23:30", PARIS, "2026-11-24T23:00"),
    "hours run through a clock change": (timedelta(hours=48), "2026-03-28T12:00", PARIS, "2026-03-30T12:00"),
    "a day of 23 hours ends at its midnight": (Days(1), "2026-03-28T12:00", PARIS, "2026-03-29T22:00"),
    "a day of 25 hours ends at its midnight": (Days(1), "2026-10-24T12:00", PARIS, "2026-10-25T23:00"),
    "elsewhere clocks change on another day": (Days(30), "2026-02-13T13:00", NEW_YORK, "2026-03-16T04:00"),
    "where midnight is left out, the next day begins at one": (Days(1), "2026-04-22T12:00", CAIRO, "2026-04-23T22:00"),
    "a leap day is a day": (Days(1), "2028-02-28T09:00", Calendar(), "2028-03-01T00:00"),
    "a month that ends before the day ends it": (Months(1), "2026-01-31T09:00", Calendar(), "2026-03-01T00:00"),
    "a month that ends on a leap day": (Months(1), "2028-01-31T09:00", Calendar(), "2028-03-01T00:00"),
    "three months across a year": (Months(3), "2026-11-30T09:00", Calendar(), "2027-03-01T00:00"),
    "twelve months from a leap day": (Months(12), "2028-02-29T09:00", Calendar(), "2029-03-01T00:00"),
    "calendar days end on a free day all the same": (Days(7), "2026-11-22T09:00", Calendar(), "2026-11-30T00:00"),
    "working days leave out the weekend": (Days(3, working=True), "2026-11-20T09:00", Calendar(), "2026-11-26T00:00"),
}


@pytest.mark.parametrize(("limit", "start", "calendar", "ends"), COUNTED.values(), ids=COUNTED)
def test_a_limit_ends_as_it_is_counted(limit: Limit, start: str, calendar: Calendar, ends: str) -> None:
    assert due(limit, start=at(start), calendar=calendar) == at(ends)


def test_working_days_leave_out_the_holidays_and_the_weekend_of_the_obliged_party() -> None:
    amman = Calendar(ZoneInfo("Asia/Amman"), holidays=frozenset({date(2026, 5, 27)}), weekend=frozenset({4, 5}))
    # Tuesday; Wednesday is a feast, Friday and Saturday are the weekend.
    assert due(Days(3, working=True), start=at("2026-05-26T09:00"), calendar=amman) == at("2026-06-01T21:00")


def test_a_working_day_on_which_it_stood_still_is_given_back_and_a_free_one_is_not() -> None:
    friday_to_monday = ((at("2026-11-20T10:00"), at("2026-11-23T10:00")),)
    assert due(Days(3, working=True), start=at("2026-11-19T09:00"), stood=friday_to_monday) == at("2026-11-27T00:00")


def test_a_stretch_that_ends_at_midnight_does_not_touch_the_next_day() -> None:
    assert touched(((at("2026-11-22T10:00"), at("2026-11-23T00:00")),), Calendar()) == {date(2026, 11, 22)}


def test_what_still_lasts_is_open_and_what_is_over_is_joined() -> None:
    day = at("2026-11-22T00:00")
    spans = (Span(day + 5 * HOUR), Span(day + HOUR, day + 3 * HOUR), Span(day + 2 * HOUR, day + 4 * HOUR))
    assert closed_within(spans, day, None) == ((day + HOUR, day + 4 * HOUR),)
    assert closed_within(spans, day + 2 * HOUR, day + 6 * HOUR) == (
        (day + 2 * HOUR, day + 4 * HOUR),
        (day + 5 * HOUR, day + 6 * HOUR),
    )
    assert open_since(spans, day) == day + 5 * HOUR
    assert open_since(spans, day + 9 * HOUR) == day + 9 * HOUR
    assert open_since(spans[1:], day) is None


LIMITS = st.one_of(
    st.builds(Days, st.integers(0, 400), st.booleans()),
    st.builds(Months, st.integers(0, 30)),
    st.timedeltas(timedelta(0), timedelta(days=400)),
)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=5000)).map(lambda since: at("2020-01-01T00:00") + since)
ZONES = st.sampled_from(["UTC", "Europe/Paris", "America/New_York", "Africa/Cairo", "Asia/Amman", "Pacific/Apia"])


@given(limit=LIMITS, start=INSTANTS, zone=ZONES, stood=st.timedeltas(timedelta(0), timedelta(days=40)))
def test_no_limit_ends_before_its_start_and_standing_still_never_shortens_it(
    limit: Limit, start: datetime, zone: str, stood: timedelta
) -> None:
    calendar = Calendar(ZoneInfo(zone))
    plain = due(limit, start=start, calendar=calendar)
    assert plain >= start
    assert due(limit, start=start, calendar=calendar, stood=((start, start + stood),)) >= plain


@given(limit=LIMITS, start=INSTANTS, zone=ZONES)
def test_days_and_months_end_where_a_local_day_does(limit: Limit, start: datetime, zone: str) -> None:
    calendar = Calendar(ZoneInfo(zone))
    end = due(limit, start=start, calendar=calendar)
    if not isinstance(limit, timedelta):
        assert calendar.day_of(end) == calendar.day_of(end - timedelta.resolution) + timedelta(days=1)
