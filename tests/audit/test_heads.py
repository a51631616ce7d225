"""Who rewrites his log contradicts the commitments that his partners hold (DXP 6, Audit head)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.audit.heads import AuditFinding, Opening, check_opening, commitment, parse_opening
from detente.crypto.tree import root_of
from detente.model import b64
from detente.model.head import Head
from tests import shared

SALT = bytes(range(16))
LEAVES = [bytes([n]) * 32 for n in range(12)]


def opening(size: int, leaves: list[bytes] = LEAVES) -> Opening:
    return Opening(SALT, size, root_of(leaves[:size]))


def committed(size: int) -> bytes:
    return commitment(SALT, opening(size).head)


@pytest.mark.parametrize("size", range(len(LEAVES) + 1))
def test_an_honest_log_opens_every_commitment(size: int) -> None:
    check_opening(committed(size), opening(size), LEAVES)


REWRITTEN = [*LEAVES[:4], b"\xff" * 32, *LEAVES[5:]]
FINDINGS: list[tuple[str, str, Opening | None, list[bytes]]] = [
    ("audit-opening", "the opening is lost", None, LEAVES),
    ("audit-opening", "the opening was made to fit a forged log", opening(8, REWRITTEN), REWRITTEN),
    ("audit-opening", "the size was made smaller", Opening(SALT, 7, root_of(LEAVES[:7])), LEAVES),
    ("audit-opening", "another salt", Opening(bytes(16), 8, root_of(LEAVES[:8])), LEAVES),
    ("audit-opening", "lost, and the log is cut too", None, LEAVES[:3]),
    ("audit-cut", "the tail was cut", opening(8), LEAVES[:7]),
    ("audit-cut", "the log is empty", opening(8), []),
    ("audit-rewritten", "one leaf was replaced", opening(8), REWRITTEN),
    ("audit-rewritten", "one leaf was removed", opening(8), [*LEAVES[:4], *LEAVES[5:]]),
    ("audit-rewritten", "one leaf was put in", opening(8), [b"\xff" * 32, *LEAVES]),
    ("audit-rewritten", "two leaves changed places", opening(8), [LEAVES[1], LEAVES[0], *LEAVES[2:]]),
]


@pytest.mark.parametrize(("code", "what", "held", "leaves"), FINDINGS, ids=[row[1] for row in FINDINGS])
def test_a_changed_log_is_found(code: str, what: str, held: Opening | None, leaves: list[bytes]) -> None:
    with pytest.raises(AuditFinding) as finding:
        check_opening(committed(8), held, leaves)
    assert finding.value.code == code
    assert str(finding.value)


def test_a_change_after_the_committed_prefix_is_not_covered() -> None:
    check_opening(committed(8), opening(8), [*LEAVES[:8], b"\xff" * 32])


def test_the_salt_hides_which_head_was_committed_to() -> None:
    assert commitment(SALT, opening(8).head) != commitment(bytes(16), opening(8).head)


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"salt": "AA", "size": 1, "root": "AA"}, {**opening(1).to_wire(), "size": True}]
    + [{**opening(1).to_wire(), "size": size} for size in (-1, 2**53, "1", None)],
)
def test_what_is_no_opening_counts_as_lost(value: object) -> None:
    assert parse_opening(value) is None


@pytest.mark.parametrize(("salt", "root"), [(b"short", bytes(32)), (SALT, bytes(31))])
def test_no_commitment_is_made_over_parts_of_another_length(salt: bytes, root: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        commitment(salt, Head(1, root))


@given(st.integers(0, 12), st.integers(0, 11), st.binary(min_size=32, max_size=32))
def test_a_log_opens_if_and_only_if_its_prefix_is_untouched(size: int, place: int, leaf: bytes) -> None:
    changed = [*LEAVES[:place], leaf, *LEAVES[place + 1 :]]
    if changed[:size] == LEAVES[:size]:
        check_opening(committed(size), opening(size), changed)
    else:
        with pytest.raises(AuditFinding, match="not the one"):
            check_opening(committed(size), opening(size), changed)


def _vectors() -> dict[str, Any]:
    found = shared.files("spec/vectors.json")
    return dict(json.loads(found[0].read_bytes())) if found else {"negative": [], "audit": {}}


VECTORS = _vectors()
CASES = [case for case in VECTORS["negative"] if case["op"] == "audit"]


@pytest.mark.shared
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_vectors_are_found_as_written(case: dict[str, Any]) -> None:
    leaves = [b64.decode(leaf) for leaf in case["log"]]
    with pytest.raises(AuditFinding) as finding:
        check_opening(b64.decode(case["commitment"]), parse_opening(case["opening"]), leaves)
    assert finding.value.code == case["expect"]["refusal"]


@pytest.mark.shared
@pytest.mark.parametrize("party", VECTORS["audit"])
def test_the_honest_logs_of_the_vectors_open(party: str) -> None:
    leaves = [b64.decode(leaf) for leaf in VECTORS["audit"][party]["log"]]
    for written in VECTORS["audit"][party]["openings"]:
        held = parse_opening(written)
        assert held is not None
        assert held.to_wire() == {name: written[name] for name in ("salt", "size", "root")}
        check_opening(b64.decode(written["commitment"]), held, leaves)
