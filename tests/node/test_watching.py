"""The watch folder: what is fully written becomes drafts once; what cannot be used goes aside with a sentence."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from detente.intake import case_package
from detente.model.errors import NotFound
from detente.node.channels import Watch
from detente.node.context import Node
from detente.node.jobs.guarding import Guard
from detente.node.services import failing_jobs, health, importing, officers, watch_folder, watching
from detente.node.services.draft_files import DiskFull
from detente.node.services.duties import RoleRefused
from detente.node.services.importing import Imported, Way
from detente.node.services.watch_folder import FolderUnusable
from detente.node.services.watching import FilesStayed, Looks
from detente.node.stores.models import DraftRow, Entry, ImportedFile, Officer
from detente.node.stores.unit import RunLost
from tests.node.test_case_package import own_file
from tests.node.world import World

GOOD = case_package.write(own_file())


@dataclass(frozen=True, slots=True)
class Ways:
    """The settings, as far as watching looks at them."""

    watch: Watch | None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that the party's own case system may write to."""
    made = tmp_path / "in"
    made.mkdir(mode=0o770)
    return made


def look(world: World, folder: Path, looks: Looks, officer: str = "lia") -> int:
    return watching.look(world.nodes["alpha"], Ways(Watch(str(folder), officer)), looks)


class Killed(BaseException):
    """The process died here; nothing of it goes on, as whatever catches a fault of ours would."""


def twice(world: World, folder: Path, officer: str = "lia") -> int:
    looks = Looks()
    return look(world, folder, looks, officer) + look(world, folder, looks, officer)


def drafts(world: World) -> list[DraftRow]:
    return list(DraftRow.objects.using(world.nodes["alpha"].alias).order_by("pk"))


def laid(folder: Path) -> dict[str, list[str]]:
    """Give what lies in each folder, without sentences."""
    return {place: sorted(each.name for each in (folder / place).glob("*.zip")) for place in (".", "done", "refused")}


def sentence(folder: Path, place: str) -> str:
    (found,) = (folder / place).glob("*.txt")
    return found.read_text()


def test_a_file_that_lies_still_becomes_drafts_and_nothing_is_sent(pair: World, folder: Path) -> None:
    (folder / "a.zip").write_bytes(GOOD)
    looks = Looks()
    assert (look(pair, folder, looks), drafts(pair)) == (0, [])
    assert look(pair, folder, looks) == 1
    (draft,) = drafts(pair)
    assert (draft.author.name, draft.content["subject"]) == ("lia", "Déplacement")
    assert [len(names) for names in laid(folder).values()] == [0, 1, 0]
    assert sentence(folder, "done") == f"Drafts {draft.pk} of lia are begun. Nothing was sent.\n"
    assert not Entry.objects.using(pair.nodes["alpha"].alias).filter(kind="notification").exists()


def test_a_file_that_is_still_written_is_left_alone(pair: World, folder: Path) -> None:
    looks = Looks()
    for end in (100, 300, len(GOOD)):
        (folder / "a.zip").write_bytes(GOOD[:end])
        assert look(pair, folder, looks) == 0
    assert look(pair, folder, looks) == 1
    assert len(laid(folder)["done"]) == 1


def test_other_files_and_those_under_another_name_are_not_looked_at(pair: World, folder: Path) -> None:
    for name in ("a.zip.part", ".a.zip", "a.txt"):
        (folder / name).write_bytes(GOOD)
    assert twice(pair, folder) == 0
    (folder / "a.zip.part").rename(folder / "a.zip")
    assert twice(pair, folder) == 1


def test_what_cannot_be_used_goes_aside_with_its_sentences(pair: World, folder: Path) -> None:
    (folder / "bad.zip").write_bytes(GOOD[:-4])
    (folder / "good.zip").write_bytes(GOOD)
    assert twice(pair, folder) == 1
    assert [len(names) for names in laid(folder).values()] == [0, 1, 1]
    said = "This is no case package: no end of a directory at its end. Have the file written anew.\n"
    assert sentence(folder, "refused") == said


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_plain_file_is_not_read(pair: World, folder: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret").write_bytes(GOOD)
    path = folder / "a.zip"
    match kind:
        case "link":
            path.symlink_to(tmp_path / "secret")
        case "folder":
            path.mkdir()
        case _:
            os.mkfifo(path)
    assert twice(pair, folder) == 0
    assert drafts(pair) == []
    assert "no plain file" in sentence(folder, "refused")
    assert (tmp_path / "secret").read_bytes() == GOOD


def test_a_file_that_is_too_large_is_not_read(pair: World, folder: Path) -> None:
    with (folder / "a.zip").open("wb") as large:
        large.truncate(importing.LARGEST + 1)
    assert twice(pair, folder) == 0
    assert "at most 64 MiB" in sentence(folder, "refused")


def test_the_same_file_again_says_so_and_makes_no_second_draft(pair: World, folder: Path) -> None:
    for name, taken in (("a.zip", 1), ("b.zip", 0)):
        (folder / name).write_bytes(GOOD)
        assert twice(pair, folder) == taken
    assert len(drafts(pair)) == 1
    told = sorted(each.read_text() for each in (folder / "done").glob("*.txt"))
    assert [("Nothing was done" in each) for each in told] == [False, True]


def test_files_of_one_name_and_other_content_lie_side_by_side(pair: World, folder: Path) -> None:
    for case in ("VAL-7", "VAL-8"):
        (folder / "a.zip").write_bytes(case_package.write(replace(own_file(), case=case)))
        assert twice(pair, folder) == 1
    assert (len(laid(folder)["done"]), len(drafts(pair))) == (2, 2)


@pytest.mark.parametrize(
    "seam", ["before commit import case", "after commit import case", "before move of watched file"]
)
def test_a_crash_between_steps_neither_doubles_nor_loses(pair: World, folder: Path, seam: str) -> None:
    node = pair.nodes["alpha"]
    (folder / "a.zip").write_bytes(GOOD)

    def crash(name: str) -> None:
        if name == seam:
            raise Killed

    node.seam = crash
    with pytest.raises(Killed):
        twice(pair, folder)
    assert len(list((folder / ".taking").iterdir())) == 1
    node.seam = lambda _: None
    assert twice(pair, folder) == (1 if seam.startswith("before commit") else 0)
    assert (len(drafts(pair)), ImportedFile.objects.using(node.alias).count()) == (1, 1)
    assert [len(names) for names in laid(folder).values()] == [0, 1, 0]
    assert not list((folder / ".taking").iterdir())
    assert not list((node.home / "drafts").glob("*"))


@pytest.mark.parametrize("step", ["claim", "sentence", "move"])
def test_a_crash_on_the_way_aside_is_made_up(
    pair: World, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (folder / "bad.zip").write_bytes(b"PK")
    replaced, renamed = Path.replace, Path.rename

    def killed(path: Path, to: Path) -> Path:
        if (path.parent.name == ".taking") == (step == "move"):
            raise Killed
        return replaced(path, to)

    def killed_after(path: Path, to: Path) -> Path:
        renamed(path, to)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Path, *(("rename", killed_after) if step == "claim" else ("replace", killed)))
        with pytest.raises(Killed):
            twice(pair, folder)
    assert len(list((folder / ".taking").iterdir())) == 1
    twice(pair, folder)
    assert [len(names) for names in laid(folder).values()] == [0, 0, 1]
    assert len(list((folder / "refused").glob("[!.]*"))) == 2
    assert not list((folder / ".taking").iterdir())


def test_without_such_an_officer_or_his_duty_everything_stays(pair: World, folder: Path) -> None:
    officers.add(pair.nodes["alpha"], name="legal", shown="Legal", role="legal")
    (folder / "a.zip").write_bytes(GOOD)
    for name, fault in (("nobody", NotFound), ("legal", RoleRefused)):
        with pytest.raises(fault):
            twice(pair, folder, officer=name)
    assert (laid(folder)["."], drafts(pair)) == (["a.zip"], [])
    assert twice(pair, folder) == 1


def test_a_folder_that_everybody_may_write_to_is_not_looked_at(pair: World, folder: Path) -> None:
    (folder / "a.zip").write_bytes(GOOD)
    folder.chmod(0o777)
    with pytest.raises(FolderUnusable, match="by everybody"):
        twice(pair, folder)
    assert drafts(pair) == []
    folder.chmod(0o770)
    assert twice(pair, folder) == 1


def lay_two(folder: Path) -> None:
    for name, case in (("a.zip", "VAL-7"), ("b.zip", "VAL-8")):
        (folder / name).write_bytes(case_package.write(replace(own_file(), case=case)))


def test_a_file_that_cannot_be_moved_keeps_no_other_back(
    pair: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_two(folder)
    moved = Path.rename

    def stuck(path: Path, to: Path) -> Path:
        if path.name == "a.zip":
            raise PermissionError(13, "Permission denied")
        return moved(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stuck)
        with pytest.raises(FilesStayed) as stayed:
            twice(pair, folder)
    assert (stayed.value.taken, stayed.value.stayed) == (1, 1)
    assert (laid(folder)["."], len(drafts(pair))) == (["a.zip"], 1)
    assert twice(pair, folder) == 1


def test_a_fault_of_ours_with_one_file_is_seen_in_health_and_stops_no_other(
    pair: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_two(folder)
    node, looks, guard = pair.nodes["alpha"], Looks(), Guard(pair.nodes["alpha"])
    take, bad = importing.take, (folder / "a.zip").read_bytes()

    def faulty(node: Node, officer: Officer, data: bytes, *, way: Way) -> Imported:
        if data == bad:
            raise ZeroDivisionError
        return take(node, officer, data, way=way)

    def job() -> int:
        return guard.do("look into the watch folder", lambda: look(pair, folder, looks), otherwise=-1)

    with monkeypatch.context() as patch:
        patch.setattr(importing, "take", faulty)
        assert [job(), job()] == [0, -1]
        assert len(drafts(pair)) == 1
        assert dict(failing_jobs.failing(node)) == {"look into the watch folder": "watched-files-stayed"}
        assert any("look into the watch folder" in said for said in health.look(node).notices)
        # The next one to come is tried before the one that stays.
        monkeypatch.setattr(watching, "MOST_A_LOOK", 1)
        (folder / "c.zip").write_bytes(case_package.write(replace(own_file(), case="VAL-9")))
        assert [job(), job(), job()] == [0, -1, 1]
    assert job() == 1
    assert (len(drafts(pair)), dict(failing_jobs.failing(node))) == (3, {})


def test_a_full_disk_refuses_nothing(pair: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.zip").write_bytes(GOOD)

    def full(*_: object, **__: object) -> Imported:
        raise DiskFull("The node's disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(importing, "take", full)
        with pytest.raises(FilesStayed, match="disk is full"):
            twice(pair, folder)
    assert [len(names) for names in laid(folder).values()] == [0, 0, 0]
    assert twice(pair, folder) == 1


def test_a_file_that_is_replaced_meanwhile_is_taken_as_well(pair: World, folder: Path) -> None:
    node = pair.nodes["alpha"]
    other = case_package.write(replace(own_file(), case="VAL-8"))
    (folder / "a.zip").write_bytes(GOOD)

    def replaced(name: str) -> None:
        if name == "before commit import case":
            (folder / "a.zip").write_bytes(other)

    node.seam = replaced
    assert twice(pair, folder) == 1
    node.seam = lambda _: None
    assert ((folder / "a.zip").read_bytes(), [each.read_bytes() for each in (folder / "done").glob("*.zip")]) == (
        other,
        [GOOD],
    )
    assert twice(pair, folder) == 1
    assert [row.case for row in ImportedFile.objects.using(node.alias).order_by("pk")] == ["VAL-7", "VAL-8"]


def test_a_file_that_changes_between_look_and_claim_is_looked_at_again(
    pair: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.zip").write_bytes(GOOD[:200])
    moved = Path.rename

    def finished(path: Path, to: Path) -> Path:
        path.write_bytes(GOOD)
        return moved(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", finished)
        looks = Looks()
        assert [look(pair, folder, looks) for _ in range(2)] == [0, 0]
    assert [look(pair, folder, looks) for _ in range(2)] == [0, 1]
    assert [len(names) for names in laid(folder).values()] == [0, 1, 0]


def test_two_workers_that_look_at_once_take_each_file_once(pair: World, folder: Path) -> None:
    lay_two(folder)
    node, other = pair.nodes["alpha"], Looks()
    look(pair, folder, other)
    looked: list[int] = []

    def at_once(name: str) -> None:
        if name == "before commit import case" and not looked:
            looked.append(0)
            looked.append(len(watch_folder.files_in(folder)))

    node.seam = at_once
    assert twice(pair, folder) == 2
    node.seam = lambda _: None
    # One was claimed, the other waited.
    assert looked == [0, 2]
    assert (look(pair, folder, other), len(drafts(pair))) == (0, 2)
    assert [len(names) for names in laid(folder).values()] == [0, 2, 0]


def test_a_name_that_fills_the_disks_limit_has_room_for_its_hash(pair: World, folder: Path) -> None:
    (folder / ("ж" * 125 + ".zip")).write_bytes(GOOD)
    (folder / (b"\xff" * 200 + b".zip").decode("utf-8", "surrogateescape")).write_bytes(GOOD[:-4])
    assert twice(pair, folder) == 1
    assert [len(names) for names in laid(folder).values()] == [0, 1, 1]


@pytest.mark.parametrize("name", [".taking", "done", "refused"])
@pytest.mark.parametrize("kind", ["link", "file"])
def test_nothing_is_moved_through_a_link(pair: World, folder: Path, tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    if kind == "link":
        (folder / name).symlink_to(tmp_path / "elsewhere")
    else:
        (folder / name).write_bytes(b"")
    (folder / "a.zip").write_bytes(GOOD if name == "done" else GOOD[:-4])
    with pytest.raises(FilesStayed, match="no folder of its own"):
        twice(pair, folder)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_no_folder_is_watched_without_a_setting_and_a_lost_one_harms_nothing(pair: World, folder: Path) -> None:
    node = pair.nodes["alpha"]
    assert watching.look(node, Ways(None), Looks()) == 0
    with pytest.raises(FolderUnusable, match="Make it"):
        look(pair, folder / "gone", Looks())


def test_a_run_that_is_over_takes_nothing_more(pair: World, folder: Path) -> None:
    node = pair.nodes["alpha"]
    (folder / "a.zip").write_bytes(GOOD)
    node.run = b"another run".ljust(16)
    with pytest.raises(RunLost):
        twice(pair, folder)
    assert drafts(pair) == []
    assert len(list((folder / ".taking").iterdir())) == 1


def test_a_worker_that_finds_the_file_of_another_one_at_work_doubles_nothing(pair: World, folder: Path) -> None:
    (folder / "a.zip").write_bytes(GOOD)
    node, other = pair.nodes["alpha"], Looks()
    counted: list[int] = []

    def at_once(name: str) -> None:
        if name == "before move of watched file" and not counted:
            counted.append(-1)
            counted.extend(look(pair, folder, other) for _ in range(2))

    node.seam = at_once
    assert twice(pair, folder) == 1
    assert (counted, len(drafts(pair))) == ([-1, 0, 0], 1)
    assert [len(names) for names in laid(folder).values()] == [0, 1, 0]
    assert sentence(folder, "done") == f"Drafts {drafts(pair)[0].pk} of lia are begun. Nothing was sent.\n"


@pytest.mark.parametrize("step", ["claim", "sentence", "move"])
def test_a_disk_that_is_full_on_the_way_doubles_nothing_and_loses_nothing(
    pair: World, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (folder / "a.zip").write_bytes(GOOD)
    replaced = Path.replace

    def full(path: Path, *_: object, **__: object) -> Path:
        if step == "move" and path.suffix == ".part":
            return replaced(path, *_)  # type: ignore[arg-type]  # the one argument of `replace`
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, {"claim": "rename", "sentence": "write_text", "move": "replace"}[step], full)
        with pytest.raises(FilesStayed):
            twice(pair, folder)
    assert len(drafts(pair)) == (0 if step == "claim" else 1)
    twice(pair, folder)
    assert (len(drafts(pair)), [len(names) for names in laid(folder).values()]) == (1, [0, 1, 0])
