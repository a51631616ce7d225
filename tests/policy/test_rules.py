"""The rules in their order, each with its sentence, ground and source; and the tables beside them, as the data say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from detente.model.reach import within
from detente.policy.acts import ALL, Act
from detente.policy.admit import CODES
from detente.policy.evaluations import APPROXIMATE, DEFAULT, SCHEMES, approximately
from detente.policy.handling import ACTS, FORBIDDEN
from detente.policy.languages import LANGUAGES
from detente.policy.obligations import OBLIGATIONS
from detente.policy.persons import CATEGORIES, PROTECTED_STATUSES, is_sensitive
from detente.policy.rules.order import BY_ID, ORDER, RULES
from detente.policy.topics import TOPICS
from detente.policy.urgencies import MAY_BE_MISSING, NO_COPY_BECAUSE, URGENCIES, is_urgent


def test_every_rule_stands_once_and_has_its_place() -> None:
    assert len(RULES) == len(BY_ID) == len(ORDER) == len(set(ORDER))
    assert set(BY_ID) == set(ORDER)


def test_every_rule_says_what_it_is_what_cures_it_and_where_it_comes_from() -> None:
    for rule in RULES:
        assert rule.sentence, rule.id
        assert rule.cure, rule.id
        assert rule.source, rule.id
        assert rule.acts, rule.id
        assert rule.acts <= ALL, rule.id
        assert rule.holds_against.__doc__, rule.id


def test_every_rule_has_a_function_of_its_own() -> None:
    assert len({rule.holds_against for rule in RULES}) == len(RULES)


def test_no_rule_about_a_person_or_an_approval_refuses_what_arrives() -> None:
    """A refusal at the door follows from entry and agreement alone."""
    at_the_door = {rule.id.partition(".")[0] for rule in RULES if Act.ADMIT in rule.acts}
    assert at_the_door.isdisjoint({"actor", "item", "consent", "protected", "risk", "assurance", "approval"})


def test_the_codes_of_the_wire_are_rules_in_their_order() -> None:
    assert [name for name in ORDER if name in CODES] == list(CODES)
    assert all(Act.ADMIT in BY_ID[name].acts for name in CODES)


def test_a_topic_and_all_above_it_are_known() -> None:
    for code in TOPICS:
        parent = code.rpartition(".")[0]
        assert not parent or parent in TOPICS
        assert within(code, code.partition(".")[0])


def test_everything_that_people_read_has_its_name_in_each_language() -> None:
    for label in [
        *(topic.label for topic in TOPICS.values()),
        *(category.label for category in CATEGORIES.values()),
        *(urgency.label for urgency in URGENCIES.values()),
    ]:
        assert tuple(label) == LANGUAGES
        assert all(label.values())


def test_evaluations_are_never_the_same_only_near() -> None:
    assert approximately("europol-4x4:4") == "admiralty-6x6:6"
    assert approximately("3x5x2:1") is None
    assert SCHEMES["europol-4x4"].knows("B2")
    assert not SCHEMES["europol-4x4"].knows("B5")
    assert not SCHEMES["europol-4x4"].knows("B")
    assert SCHEMES["3x5x2"].knows("1AP")
    assert SCHEMES[DEFAULT[0]].knows(DEFAULT[1])


@pytest.mark.parametrize(
    ("code", "urgent"), [(None, False), ("none", False), ("life-or-limb", True), ("a-newer-one", False)]
)
def test_without_a_known_code_a_request_is_not_urgent(code: str | None, urgent: bool) -> None:
    assert is_urgent(code) is urgent


@pytest.mark.parametrize("name", ["ethnicity", "Religion", "Person:political", "protected_status", "protectedStatus"])
def test_sensitive_properties_are_known_however_they_are_written(name: str) -> None:
    assert is_sensitive(name)


def _data(shared_dir: Path, name: str) -> dict[str, Any]:
    return dict(json.loads((shared_dir / "data" / "cases" / name).read_bytes()))


@pytest.mark.shared
def test_the_rules_are_those_of_the_shared_data(shared_dir: Path) -> None:
    data = _data(shared_dir, "rules.json")
    assert [(rule.id, rule.sentence, rule.cure, rule.sent) for rule in RULES] == [
        (rule["id"], rule["rule"], rule["changed_by"], rule["sent"]) for rule in data["rules"]
    ]
    assert [(each.id, each.meaning) for each in OBLIGATIONS] == list(data["obligations"].items())


@pytest.mark.shared
def test_the_forbidden_acts_are_those_of_the_shared_data(shared_dir: Path) -> None:
    data = _data(shared_dir, "handling.json")
    assert [(each.code, each.act, each.what) for each in FORBIDDEN] == [
        (rule["code"], act, what) for rule in data["rules"] for act, what in rule["forbidden"].items()
    ]
    assert list(ACTS) == data["acts"]


@pytest.mark.shared
def test_the_topics_are_those_of_the_shared_data(shared_dir: Path) -> None:
    assert [(t.code, dict(t.label), t.life, t.alarm_handover) for t in TOPICS.values()] == [
        (
            topic["code"],
            topic["label"],
            topic.get("life", False),
            timedelta(hours=int(topic["alarm_handover"][2:-1])) if "alarm_handover" in topic else None,
        )
        for topic in _below(_data(shared_dir, "topics.json")["topics"])
    ]


def _below(topics: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for topic in topics:
        yield topic
        yield from _below(topic.get("sub", []))


@pytest.mark.shared
def test_the_categories_are_those_of_the_shared_data(shared_dir: Path) -> None:
    assert [
        (c.code, dict(c.label), c.match, c.trace, c.review, c.delete_latest, c.only_to_protect)
        for c in CATEGORIES.values()
    ] == [
        (
            c["code"],
            c["label"],
            c["match"],
            c["trace"],
            c["review"],
            c["delete_latest"],
            c.get("only_to_protect", False),
        )
        for c in _data(shared_dir, "person_categories.json")["categories"]
    ]
    members = _data(shared_dir, "policy_cases.json")["members"]["person.protected"]
    assert set(members.partition(": ")[2].split(", ")) == PROTECTED_STATUSES


@pytest.mark.shared
def test_the_evaluation_grids_are_those_of_the_shared_data(shared_dir: Path) -> None:
    data = _data(shared_dir, "evaluation.json")
    assert {
        name: {"source": dict(s.source), "information": dict(s.information), "handling": dict(s.handling)}
        for name, s in SCHEMES.items()
    } == {
        name: {part: grades.get(part, {}) for part in ("source", "information", "handling")}
        for name, grades in data["schemes"].items()
    }
    assert [list(pair) for pair in APPROXIMATE] == data["approximate"]
    default = data["default"]
    assert (default["scheme"], default["source"] + default["information"]) == DEFAULT


@pytest.mark.shared
def test_the_urgencies_are_those_of_the_shared_data(shared_dir: Path) -> None:
    data = _data(shared_dir, "urgency.json")
    assert [(u.code, dict(u.label), u.level, u.life) for u in URGENCIES.values()] == [
        (u["code"], u["label"], u["level"], u["life"]) for u in data["codes"]
    ]
    assert list(MAY_BE_MISSING) == data["clarification_missing"]
    assert list(NO_COPY_BECAUSE) == data["copy_to_own_spoc"]["switch_off_reasons"]
