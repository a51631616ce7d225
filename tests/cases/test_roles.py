"""Who may do what is said once, and nobody else may (DXP 8, roles)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cases.roles import CASE_ACTS, may, may_any
from detente.policy.roles import DUTIES, RULES, TITLES, WORK, Role, has_duty


@pytest.mark.parametrize(
    ("act", "roles"),
    [
        ("open", "A L H D"),
        ("register", "L D"),
        ("answer", "L"),
        ("answer-nil", "L"),
        ("refuse", "R C"),
        ("evaluate", "A"),
        ("supplement", "A L"),
        ("let-stand", "L"),
    ],
)
def test_an_act_belongs_to_its_roles_and_to_no_other(act: str, roles: str) -> None:
    assert {role for role in Role if may(role, act)} == {Role(code) for code in roles.split()}


def test_what_is_in_no_table_nobody_may_do() -> None:
    assert not any(may(role, "teleport") or has_duty(role, "teleport") for role in Role)


@pytest.mark.parametrize("role", [Role.OVERSIGHT, Role.OPERATOR, Role.NODE])
def test_oversight_the_operator_and_the_node_move_no_case(role: Role) -> None:
    assert not any(role in roles for roles in CASE_ACTS.values())


def test_an_act_of_one_kind_is_not_that_of_another() -> None:
    assert may(Role.DUTY_DESK, "accept", kind="warning")
    assert not may(Role.DUTY_DESK, "accept", kind="request-assistance")
    assert not may(Role.LIAISON, "accept")


def test_several_roles_add_up() -> None:
    assert may_any([Role.ANALYST, Role.RELEASING], "refuse")
    assert not may_any([Role.ANALYST, Role.LIAISON], "refuse")
    assert not may_any([], "open")


def test_the_operator_sees_no_content_and_oversight_reads_the_audit() -> None:
    assert {duty for duty in DUTIES if has_duty(Role.OPERATOR, duty)} == {"configure", "backup"}
    assert has_duty(Role.OVERSIGHT, "read-audit")
    assert not has_duty(Role.LIAISON, "release")


def test_every_role_has_its_title() -> None:
    assert set(TITLES) == set(WORK) == set(Role)


@pytest.mark.shared
def test_the_tables_are_those_of_the_shared_data(shared_dir: Path) -> None:
    data = json.loads((shared_dir / "data" / "cases" / "roles.json").read_bytes())
    acts = {tuple(name.split("/")): row for name, row in data["case_acts"].items()}
    assert len(acts) == 209
    assert {role.value: dict(titles) for role, titles in TITLES.items()} == {
        code: about["title"] for code, about in data["roles"].items()
    }
    assert {act: _allowed(row) for act, row in acts.items()} == dict(CASE_ACTS)
    assert {duty: _allowed(row) for duty, row in data["policy_acts"].items()} == dict(DUTIES)
    assert {role.value: work for role, work in WORK.items()} == {
        code: about["duties"] for code, about in data["roles"].items()
    }
    assert list(RULES) == data["rules"]


def _allowed(row: dict[str, bool]) -> set[Role]:
    return {Role(code) for code, allowed in row.items() if allowed}
