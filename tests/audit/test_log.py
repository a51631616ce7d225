"""A leaf proves its act as long as the details are kept, and says nothing of them once they are erased."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.audit.acts import MEANINGS, Act
from detente.audit.log import AuditEntry, BrokenEntry, make_leaf, verify_erased, verify_leaf, verify_log
from detente.crypto.tree import root_of

SALT = bytes(range(16))
NOON = datetime(2026, 11, 22, 12, 0, 0, 250_000, tzinfo=UTC)


def act(**changes: Any) -> AuditEntry:
    usual: dict[str, Any] = {
        "act": Act.ENTRY_RELEASED,
        "at": NOON,
        "actor": "user-3",
        "refs": {"cid": "abc"},
        "details": {"assurance": "password only", "hash": "xyz"},
    }
    return AuditEntry(**{**usual, **changes})


def test_an_act_is_read_back_from_what_its_leaf_proves() -> None:
    made = make_leaf(act(), salt=SALT)
    assert verify_leaf(made.details_bytes, SALT, made.leaf) == act()


@pytest.mark.parametrize(
    "changes",
    [
        {"act": Act.ENTRY_OPENED},
        {"at": NOON.replace(microsecond=251_000)},
        {"actor": "user-4"},
        {"refs": {"cid": "abd"}},
        {"refs": {}},
        {"details": {"assurance": "password only"}},
    ],
)
def test_a_change_of_any_part_gives_another_leaf(changes: dict[str, Any]) -> None:
    assert make_leaf(act(**changes), salt=SALT).leaf != make_leaf(act(), salt=SALT).leaf


def test_the_same_act_under_another_salt_cannot_be_recognised() -> None:
    one, other = make_leaf(act(), salt=SALT), make_leaf(act(), salt=bytes(16))
    assert one.details_bytes == other.details_bytes
    assert one.salted_hash != other.salted_hash
    assert one.leaf != other.leaf


def test_what_was_changed_after_the_fact_is_found() -> None:
    made = make_leaf(act(), salt=SALT)
    softened = make_leaf(act(details={"assurance": "passkey", "hash": "xyz"}), salt=SALT)
    for details, salt, leaf in (
        (softened.details_bytes, SALT, made.leaf),
        (made.details_bytes, bytes(16), made.leaf),
        (made.details_bytes, SALT, softened.leaf),
        (made.details_bytes, SALT[:15], made.leaf),
    ):
        with pytest.raises(BrokenEntry):
            verify_leaf(details, salt, leaf)


def test_an_erased_act_keeps_its_place() -> None:
    made = make_leaf(act(), salt=SALT)
    verify_erased(made.salted_hash, made.leaf)
    with pytest.raises(BrokenEntry):
        verify_erased(make_leaf(act(actor="node"), salt=SALT).salted_hash, made.leaf)


def test_a_log_with_gaps_in_its_details_is_verified_where_they_are_kept() -> None:
    made = [make_leaf(act(actor=f"user-{n}"), salt=bytes([n]) * 16) for n in range(5)]
    leaves = [leaf.leaf for leaf in made]
    kept = {n: (made[n].details_bytes, bytes([n]) * 16) for n in (0, 3)}
    assert [entry.actor for entry in verify_log(leaves, kept).values()] == ["user-0", "user-3"]
    with pytest.raises(BrokenEntry):
        verify_log(leaves, {**kept, 4: kept[3]})
    with pytest.raises(BrokenEntry):
        verify_log(leaves[:3], kept)


def test_a_naive_time_and_a_short_salt_never_reach_the_log() -> None:
    with pytest.raises(ValueError, match="time zone"):
        make_leaf(act(at=NOON.replace(tzinfo=None)), salt=SALT)
    with pytest.raises(ValueError, match="16 bytes"):
        make_leaf(act(), salt=b"short")


def test_every_act_says_what_it_means_in_one_line() -> None:
    assert set(MEANINGS) == set(Act)
    assert all(meaning and "\n" not in meaning for meaning in MEANINGS.values())


PLAIN = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(st.characters(codec="utf-8"), max_size=5))


@given(actor=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8), details=PLAIN)
def test_details_in_any_script_make_the_round_trip(actor: str, details: dict[str, str]) -> None:
    clean = {name: words.replace("\x00", "") for name, words in details.items()}
    made = make_leaf(act(actor=actor, details=clean), salt=SALT)
    read = verify_leaf(made.details_bytes, SALT, made.leaf)
    assert (read.actor, dict(read.details)) == (actor, clean)


@given(sizes=st.lists(st.integers(0, 30), min_size=2, max_size=2))
def test_the_prefix_of_the_log_never_changes_as_it_grows(sizes: list[int]) -> None:
    small, large = sorted(sizes)
    leaves = [make_leaf(act(actor=f"user-{n}"), salt=SALT).leaf for n in range(large)]
    assert root_of(leaves[:small]) == root_of([make_leaf(act(actor=f"user-{n}"), salt=SALT).leaf for n in range(small)])
