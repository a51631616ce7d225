"""Names that an earlier release keyed are keyed anew: found by all that this release reads in them, killed or not."""

from __future__ import annotations

import pytest

from detente.audit.acts import Act
from detente.node.jobs.worker import Worker
from detente.node.services import keying, record_keys, record_merging, screening
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
    node, renew, renewed = pair.nodes["beta"], record_keys.renew, []

    def killed_at_the_fourth(node: object, row: RecordRow) -> None:
        if row.pk == rows[3].pk and rows[3].pk not in renewed:
            renewed.append(row.pk)
            raise KeyboardInterrupt
        renewed.append(row.pk)
        renew(node, row)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(record_keys, "renew", killed_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        keyed(pair)
    # The piece in which it died is as if it had not begun.
    assert {row.pk for row in found(pair, "Астаргиев")} == {row.pk for row in rows[:2]}
    keyed(pair)
    assert {row.pk for row in found(pair, "Астаргиев")} == {row.pk for row in rows}
    assert renewed == [row.pk for row in (*rows[:4], *rows[2:])]
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
    made(pair)
    node = pair.nodes["beta"]
    assert keying.run(node) is False
    assert not AuditRow.objects.using(node.alias).filter(act=Act.NAMES_KEYED.value).exists()
    assert screening.run(node) > 0
    assert MatchRow.objects.using(node.alias).count() == 0
