"""Instants: one form, and only moments that exist."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.instant import BadInstant, format_instant, parse_instant

moments = st.datetimes(timezones=st.just(UTC)).map(lambda m: m.replace(microsecond=m.microsecond // 1000 * 1000))


@given(moments)
def test_every_moment_in_milliseconds_comes_back(moment: datetime) -> None:
    text = format_instant(moment)
    assert len(text) == 24
    assert parse_instant(text) == moment
    assert format_instant(parse_instant(text)) == text


@given(moments, moments)
def test_texts_sort_as_the_moments_do(one: datetime, other: datetime) -> None:
    assert (format_instant(one) < format_instant(other)) == (one < other)


@pytest.mark.parametrize("text", [
    "2026-11-22T09:00:00Z",            # no milliseconds
    "2026-11-22T09:00:00.00Z",
    "2026-11-22T09:00:00.0000Z",
    "2026-11-22T09:00:00.000",         # no zone
    "2026-11-22T09:00:00.000z",
    "2026-11-22t09:00:00.000Z",
    "2026-11-22 09:00:00.000Z",
    "2026-11-22T09:00:00.000+00:00",
    "2026-11-22T10:00:00.000+01:00",
    "2026-11-22T09:00:00,000Z",
    "20261122T090000.000Z",
    "2026-W47-7T09:00:00.000Z",
    "+2026-11-22T09:00:00.000Z",
    "-026-11-22T09:00:00.000Z",
    "2026-11-22T09:00:00.000Z\n",
    " 2026-11-22T09:00:00.000Z",
    "٢٠٢٦-11-22T09:00:00.000Z",        # Arabic-Indic digits
    "2026-11-22T09:00:00.00٠Z",
    "２０２６-11-22T09:00:00.000Z",      # full-width digits
    "2026‐11‐22T09:00:00.000Z",        # typographic hyphens
    "", None, 0, 1_763_802_000_000, ["2026-11-22T09:00:00.000Z"],
])  # fmt: skip
def test_another_form_is_refused(text: object) -> None:
    with pytest.raises(BadInstant, match="has the form"):
        parse_instant(text)


@pytest.mark.parametrize("text", [
    "0000-01-01T00:00:00.000Z",
    "2026-00-10T00:00:00.000Z",
    "2026-13-10T00:00:00.000Z",
    "2026-01-00T00:00:00.000Z",
    "2026-02-29T00:00:00.000Z",
    "2024-02-30T00:00:00.000Z",
    "1900-02-29T00:00:00.000Z",
    "2026-04-31T00:00:00.000Z",
    "2026-11-22T24:00:00.000Z",        # later Pythons read it as the next day: two texts for one moment
    "2026-11-22T09:60:00.000Z",
    "2026-11-22T09:00:60.000Z",
    "2016-12-31T23:59:60.000Z",        # a leap second that there was; datetime has none, so the wire has none
])  # fmt: skip
def test_a_moment_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadInstant):
        parse_instant(text)


@pytest.mark.parametrize(("moment", "text"), [
    (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00.000Z"),
    (datetime(999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), "0999-12-31T23:59:59.999Z"),
    (datetime(9999, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC), "9999-12-31T23:59:59.999Z"),
    (datetime(2024, 2, 29, tzinfo=UTC), "2024-02-29T00:00:00.000Z"),
    (datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))), "2025-12-31T19:45:00.000Z"),
    (datetime(2026, 1, 1, 0, 0, 0, 999, tzinfo=UTC), "2026-01-01T00:00:00.000Z"),
])  # fmt: skip
def test_a_moment_is_written_in_utc_and_cut_to_milliseconds(moment: datetime, text: str) -> None:
    assert format_instant(moment) == text


def test_a_moment_without_zone_is_not_written() -> None:
    with pytest.raises(BadInstant, match="time zone"):
        format_instant(datetime(2026, 11, 22))  # noqa: DTZ001 - the naive moment is the case
