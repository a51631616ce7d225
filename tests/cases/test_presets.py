"""The presets are those of the agreed data, each with its law, and claims that nobody confirmed are not among them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from detente.cases import kinds, presets
from detente.cases.counting import Days, Limit, Months
from detente.cases.deadline import LADDER, URGENT_LADDER, Deadline, Preset, Rung
from detente.cases.default_preset import DETENTE_DEFAULT, URGENT_LIMITS
from detente.cases.legal_presets import LEGAL_PRESETS
from detente.cases.presets import PRESETS, limit, preset
from detente.policy.languages import LANGUAGES


def test_every_preset_says_on_what_it_rests_and_when_that_was_looked_at() -> None:
    for each in PRESETS.values():
        assert each.legal_basis
        assert each.sources
        assert each.checked.year == 2026
        assert set(each.title) == set(LANGUAGES)
        assert all(each.title.values())


def test_what_binds_shows_whether_the_article_itself_was_read() -> None:
    confirmed = [each for each in LEGAL_PRESETS if each.status == "confirmed"]
    assert {each.read for each in confirmed} == {"text of the article", "secondary source"}


def test_an_unknown_preset_counts_as_the_default() -> None:
    assert preset("of-a-later-release") is DETENTE_DEFAULT


@pytest.mark.parametrize("table", kinds.TABLES.values(), ids=kinds.TABLES)
def test_the_default_gives_every_clock_an_end_or_the_message_does(table: kinds.Table) -> None:
    open_ended = {rule.name for rule in table.clocks if limit(DETENTE_DEFAULT, rule) is None}
    assert open_ended == {rule.name for rule in table.clocks if rule.step == "given"}


def test_what_a_preset_does_not_name_the_default_does() -> None:
    answer, acceptance = _rules("request-information", "answer", "acceptance")
    assert limit(preset("eu-2023-977-other"), answer) == Days(7)
    assert limit(preset("eu-2023-977-other"), acceptance) == timedelta(hours=72)


def test_a_deadline_fits_the_clock_that_begins_and_ends_as_it_does_whatever_it_is_called() -> None:
    (answer,) = _rules("trace-session", "answer")
    assert limit(preset("amlr-joint-5d"), answer) == Days(5)


def test_every_preset_that_another_leads_to_is_there() -> None:
    named = {name for each in LEGAL_PRESETS for name in (each.derogation, each.falls_back_to) if name}
    assert named <= {*PRESETS}


@pytest.mark.shared
def test_the_presets_are_those_of_the_shared_data(shared_dir: Path) -> None:
    data = json.loads((shared_dir / "data" / "cases" / "deadlines.json").read_bytes())
    assert [_as_data(each) for each in LEGAL_PRESETS] == [_without_stop(each) for each in data["presets"]]
    default = {**data["default"]}
    assert [_rung(rung) for rung in URGENT_LADDER] == default.pop("ladder_urgent")
    assert {step: _duration(each) for step, each in URGENT_LIMITS.items()} | {"of": [*URGENT_LIMITS]} == default.pop(
        "urgent_factor"
    )
    default.pop("stop_events")
    assert _as_data(DETENTE_DEFAULT) == default
    assert {each.step for each in DETENTE_DEFAULT.deadlines} | {"extension-told", "sending", "interim", "given"} == {
        *data["steps"]
    }


@pytest.mark.shared
def test_no_claim_that_was_not_confirmed_is_shipped(shared_dir: Path) -> None:
    data = json.loads((shared_dir / "data" / "cases" / "deadlines.json").read_bytes())
    assert len(data["unconfirmed"]) == 8
    assert {each["id"] for each in data["unconfirmed"]}.isdisjoint(PRESETS)
    assert {*PRESETS} == {each["id"] for each in data["presets"]} | {data["default"]["id"]}


@pytest.mark.shared
def test_the_steps_that_no_suspension_pauses_are_those_of_the_shared_data(shared_dir: Path) -> None:
    from detente.cases.clocks import RUNS_ON

    events = json.loads((shared_dir / "data" / "cases" / "deadlines.json").read_bytes())["default"]["stop_events"]
    clarifying, suspended = events
    assert {*suspended["except_step"]} == RUNS_ON
    stopped = [
        (rule.name, rule.stops) for table in kinds.TABLES.values() for rule in table.clocks if rule.stops is not None
    ]
    assert stopped == [(name, (clarifying["from"], clarifying["until"])) for name in clarifying["clock"]]


def _rules(kind: str, *names: str) -> list[presets.ClockRule]:
    return [rule for name in names for rule in kinds.TABLES[kind].clocks if rule.name == name]


def _without_stop(given: dict[str, Any]) -> dict[str, Any]:
    stop = given.get("stop")
    assert stop is None or stop["stop_clock"] == ["clarification"]
    return {**given, "stop": stop["note"]} if stop else given


def _as_data(each: Preset) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": each.id,
        "title": {language: each.title[language] for language in ("en", "fr")},
        "legal_basis": each.legal_basis,
        "source": [*each.sources],
        "status": each.status,
        "date_checked": each.checked.isoformat(),
        "binds": each.binds,
        "applies_to": [*each.applies_to],
        "urgency": each.urgency,
        "rules": [_rule(rule) for rule in each.deadlines],
        "ladder": [_rung(rung) for rung in each.ladder],
    }
    made |= {name: value for name, value in (("read", each.read), ("citation_evidence", each.evidence)) if value}
    made |= {name: value for name in ("availability", "derogation") if (value := getattr(each, name))}
    if each.extension is not None:
        made["extension"] = _extension(each)
    return made | dict(each.remarks)


def _extension(each: Preset) -> dict[str, Any]:
    given = each.extension
    assert given is not None
    made: dict[str, Any] = {"by": given.by, "times": given.times or "as often as needed", "needs": [*given.needs]}
    if given.most is not None:
        made |= {"most": f"P{given.most.days}D", "then": {"by": given.then_by, "needs": [*given.then_needs]}}
    return made | {name: value for name in ("when", "counts_as") if (value := getattr(given, name))}


def _rule(given: Deadline) -> dict[str, Any]:
    elapsed = given.limit is None or isinstance(given.limit, timedelta)
    made: dict[str, Any] = {
        "step": given.step,
        "starts": given.starts,
        "duration": "as-told" if given.limit is None else _duration(given.limit),
        "counts": "working" if isinstance(given.limit, Days) and given.limit.working else "calendar",
        "zone": "elapsed" if elapsed else "obliged",
        "done": [*given.done],
    }
    if given.only_if:
        made["only_if"] = given.only_if
    if given.best_effort:
        made["best_effort"] = True
    if given.other_topics is not None and given.limit is not None:
        made |= {"ct_alarm": _duration(given.limit), "other_topics": _duration(given.other_topics)}
    if given.at:
        made |= {"at": [_duration(each) for each in given.at], "tells": [*given.tells]}
    return made


def _duration(limit: Limit) -> str:
    match limit:
        case Days(count):
            return f"P{count}D"
        case Months(count):
            return f"P{count}M"
        case timedelta(days=days) if days < 0:
            return f"-P{-days}D"
    minutes = int(limit.total_seconds()) // 60
    if not minutes:
        return "PT0S"
    return f"PT{minutes // 60}H" if minutes % 60 == 0 else f"PT{minutes}M"


def _rung(given: Rung) -> dict[str, Any]:
    made: dict[str, Any] = {"at": f"{given.percent}%", "do": given.do, "whom": given.whom}
    return {**made, "recorded": True} if given.recorded else made


def test_the_ladders_climb() -> None:
    for ladder in (LADDER, URGENT_LADDER):
        assert [rung.percent for rung in ladder] == sorted(rung.percent for rung in ladder)
