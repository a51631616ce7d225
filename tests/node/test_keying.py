"""Names that an earlier release keyed are keyed anew: found by all that this release reads in them, killed or not."""

from __future__ import annotations

import pytest

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.jobs.worker import Worker
from detente.node.services import (
    casework,
    failing_jobs,
    keying,
    one_by_one,
    record_keys,
    record_merging,
    screening_turns,
)
from detente.node.stores.models import AuditRow, KeyingRow, MatchRow, MentionKey, RecordKey, RecordRow, ScreeningRow
from tests.node.test_matches import judged, made, pair, screened, told, who
from tests.node.world import World

__all__ = ["pair"]
EARLIER = "of-earlier"


def found(world: World, name: str) -> list[RecordRow]:
    """Give the records that beta finds by a name."""
    form = {"names": [name]}
    return record_keys.candidates(world.nodes["beta"], form)


def as_of_an_earlier_release(world: World) -> None:
    """Leave records and persons in messages a key that nobody looks for, as a release did that knew fewer."""
    alias = world.nodes["beta"].alias
    for rows in (RecordKey.objects.using(alias), MentionKey.objects.using(alias)):
        kept = {(row.record_id if isinstance(row, RecordKey) else row.entry_id): row.pk for row in rows.all()}
        rows.exclude(pk__in=kept.values()).delete()
        for number, key in enumerate(kept.values()):
            rows.filter(pk=key).update(key=f"earlier:{number}")
    KeyingRow.objects.using(alias).update_or_create(pk=1, defaults={"version": EARLIER})


def keyed(world: World) -> int:
    """Key all anew; give in how many pieces."""
    pieces = 1
    while keying.run(world.nodes["beta"]):
        pieces += 1
    return pieces


def test_what_an_earlier_release_keyed_is_found_once_it_is_keyed_anew(pair: World) -> None:
    row = made(pair)
    as_of_an_earlier_release(pair)
    assert found(pair, "Астаргиев") == []
    keyed(pair)
    assert found(pair, "Астаргиев") == [row]


def test_who_came_in_a_message_is_keyed_and_compared_anew(pair: World) -> None:
    entry = told(pair)
    assert screened(pair) == []
    row = made(pair)
    as_of_an_earlier_release(pair)
    ScreeningRow.objects.using(pair.nodes["beta"].alias).update(done_at=pair.clock())
    keyed(pair)
    (match,) = screened(pair)
    assert (match.left, match.right) == (str(entry.pk), row.uid)
    alias = pair.nodes["beta"].alias
    assert not MentionKey.objects.using(alias).filter(key__startswith="earlier").exists()


def test_what_was_judged_does_not_come_back(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    judged(pair, "different")
    as_of_an_earlier_release(pair)
    keyed(pair)
    assert [row.state for row in screened(pair)] == ["judged"]


def test_a_record_that_was_merged_is_found_as_the_one_that_stands(pair: World) -> None:
    stands, other = made(pair), made(pair, ("name", "Тимур Астаргиев"))
    record_merging.merge(pair.nodes["beta"], who(pair), stands, other, because="Same visa.")
    as_of_an_earlier_release(pair)
    keyed(pair)
    assert found(pair, "Астаргиев") == [stands]
    assert not RecordKey.objects.using(pair.nodes["beta"].alias).filter(record=other).exists()


def test_it_goes_on_where_it_was_killed_and_keys_nothing_twice(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [made(pair, ("name", f"Астаргиев {name}")) for name in ("Тимур", "Анзор", "Руслан", "Юрий", "Пётр")]
    as_of_an_earlier_release(pair)
    monkeypatch.setattr(keying, "BATCH", 2)
    node, key, made_anew = pair.nodes["beta"], record_keys.key, []

    def killed_at_the_fourth(node: object, row: RecordRow) -> None:
        if row.pk == rows[3].pk and rows[3].pk not in made_anew:
            made_anew.append(row.pk)
            raise KeyboardInterrupt
        made_anew.append(row.pk)
        key(node, row)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(record_keys, "key", killed_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        keyed(pair)
    # The piece in which it died is as if it had not begun.
    assert {row.pk for row in found(pair, "Астаргиев")} == {row.pk for row in rows[:2]}
    keyed(pair)
    assert {row.pk for row in found(pair, "Астаргиев")} == {row.pk for row in rows}
    assert made_anew == [row.pk for row in (*rows[:4], *rows[2:])]
    assert keying.run(node) is False


def test_a_record_that_changes_meanwhile_keeps_its_new_keys(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(pair)
    as_of_an_earlier_release(pair)
    monkeypatch.setattr(keying, "BATCH", 1)
    assert keying.run(pair.nodes["beta"])
    later = made(pair, ("name", "Новосёлова Анна"))
    keyed(pair)
    assert found(pair, "Новосёлова") == [later]
    assert found(pair, "Астаргиев") == [first]


def test_the_worker_does_it_and_puts_it_on_record_once(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = made(pair)
    as_of_an_earlier_release(pair)
    node = pair.nodes["beta"]
    worker = Worker(node, chance=lambda: 0.0)
    monkeypatch.setattr(worker, "_confirmed", list)
    for _ in range(6):
        worker.tick()
    assert found(pair, "Астаргиев") == [row]
    # One piece with the record, one that found nothing more.
    assert AuditRow.objects.using(node.alias).filter(act=Act.NAMES_KEYED.value).count() == 2


def test_a_home_that_this_release_made_has_nothing_to_key(pair: World) -> None:
    node = pair.nodes["beta"]
    assert keying.run(node) is False
    made(pair)
    assert keying.run(node) is False
    assert not AuditRow.objects.using(node.alias).filter(act=Act.NAMES_KEYED.value).exists()
    assert screening_turns.run(node) > 0
    assert MatchRow.objects.using(node.alias).count() == 0


def test_where_nobody_said_how_far_names_are_keyed_all_are(pair: World) -> None:
    row = made(pair)
    as_of_an_earlier_release(pair)
    KeyingRow.objects.using(pair.nodes["beta"].alias).all().delete()
    keyed(pair)
    assert found(pair, "Астаргиев") == [row]


def test_whom_a_message_of_a_case_that_ended_names_is_keyed_and_not_judged(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = told(pair)
    assert screened(pair) == []
    monkeypatch.setattr(casework, "has_ended", lambda row: True)
    made(pair)
    assert screened(pair) == []
    as_of_an_earlier_release(pair)
    keyed(pair)
    assert screened(pair) == []
    keys = MentionKey.objects.using(pair.nodes["beta"].alias).filter(entry=entry)
    assert keys.exists()
    assert not keys.filter(key__startswith="earlier").exists()


def test_what_comes_is_screened_before_what_is_only_keyed_anew(pair: World) -> None:
    node = pair.nodes["beta"]
    for number in range(25):
        made(pair, ("name", f"Novosyolova {number}"))
    screened(pair)
    as_of_an_earlier_release(pair)
    keyed(pair)
    entry, row = told(pair), made(pair)
    screening_turns.run(node)
    waits = ScreeningRow.objects.using(node.alias).filter(done_at=None)
    assert not waits.filter(uid__in=[str(entry.pk), row.uid]).exists()
    assert waits.exists()


def test_what_changes_while_it_waits_to_be_compared_anew_is_compared_in_its_turn(pair: World) -> None:
    node = pair.nodes["beta"]
    rows = [made(pair, ("name", f"Novosyolova {number}")) for number in range(25)]
    screened(pair)
    as_of_an_earlier_release(pair)
    keyed(pair)
    record_merging.merge(node, who(pair), rows[-1], rows[-2], because="Same visa.")
    screening_turns.run(node)
    assert ScreeningRow.objects.using(node.alias).get(uid=rows[-1].uid).done_at is not None


def unkeyable(monkeypatch: pytest.MonkeyPatch, *bad: RecordRow) -> None:
    """Let the keys of some records not be made."""
    keys = record_keys.key

    def key(node: Node, row: RecordRow) -> None:
        if row in bad:
            raise ValueError("Тимур")
        keys(node, row)

    monkeypatch.setattr(record_keys, "key", key)


def test_one_that_cannot_be_keyed_holds_up_no_other_and_is_tried_again(
    pair: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    node = pair.nodes["beta"]
    rows = [made(pair, ("name", f"Астаргиев {name}")) for name in ("Тимур", "Анзор", "Руслан")]
    as_of_an_earlier_release(pair)
    with monkeypatch.context() as patch:
        unkeyable(patch, rows[1])
        with pytest.raises(one_by_one.LeftOut, match="1 records or messages keep the keys"):
            keyed(pair)
        assert found(pair, "Астаргиев") == [rows[0], rows[2]]
        assert AuditRow.objects.using(node.alias).filter(act=Act.KEYING_LEFT_OUT.value).count() == 1
        # What it says is on no log.
        assert "ValueError in key" in caplog.text
        assert "Тимур" not in caplog.text
    with pytest.raises(one_by_one.LeftOut):
        keying.run(node)
    pair.clock.advance(minutes=10)
    assert keying.run(node) is False
    assert found(pair, "Астаргиев") == rows


def test_the_worker_goes_on_with_one_that_cannot_be_keyed_and_says_so(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [made(pair, ("name", f"Астаргиев {name}")) for name in ("Тимур", "Анзор")]
    as_of_an_earlier_release(pair)
    unkeyable(monkeypatch, rows[0])
    node = pair.nodes["beta"]
    worker = Worker(node, chance=lambda: 0.0)
    monkeypatch.setattr(worker, "_confirmed", list)
    for _ in range(4):
        worker.tick()
    assert found(pair, "Астаргиев") == [rows[1]]
    assert failing_jobs.failing(node) == {"key names": "left-out"}
