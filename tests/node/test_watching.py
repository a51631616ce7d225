"""The watch folder: what is fully written becomes drafts once; what cannot be used goes aside with a sentence."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from detente.intake import case_package
from detente.node.channels import Watch
from detente.node.services import importing, officers, watching
from detente.node.services.watching import Looks
from detente.node.stores.models import DraftRow, Entry, ImportedFile
from detente.node.stores.unit import RunLost
from tests.node.test_case_package import own_file
from tests.node.world import Crash, World

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
    assert twice(pair, folder) == 2
    assert [len(names) for names in laid(folder).values()] == [0, 1, 1]
    assert sentence(folder, "refused") == "This is no case package: no end of a directory at its end.\n"


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
    assert twice(pair, folder) == 1
    assert drafts(pair) == []
    assert "no plain file" in sentence(folder, "refused")
    assert (tmp_path / "secret").read_bytes() == GOOD


def test_a_file_that_is_too_large_is_not_read(pair: World, folder: Path) -> None:
    with (folder / "a.zip").open("wb") as large:
        large.truncate(importing.LARGEST + 1)
    assert twice(pair, folder) == 1
    assert "at most 64 MiB" in sentence(folder, "refused")


def test_the_same_file_again_says_so_and_makes_no_second_draft(pair: World, folder: Path) -> None:
    for name in ("a.zip", "b.zip"):
        (folder / name).write_bytes(GOOD)
        assert twice(pair, folder) == 1
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
            raise Crash

    node.seam = crash
    with pytest.raises(Crash):
        twice(pair, folder)
    assert laid(folder)["."] == ["a.zip"]
    node.seam = lambda _: None
    assert twice(pair, folder) == 1
    assert (len(drafts(pair)), ImportedFile.objects.using(node.alias).count()) == (1, 1)
    assert [len(names) for names in laid(folder).values()] == [0, 1, 0]


def test_a_crash_before_the_move_leaves_sentence_and_file(
    pair: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "bad.zip").write_bytes(b"PK")
    moved = Path.replace

    def killed(path: Path, to: Path) -> Path:
        if path.name == "bad.zip":
            raise Crash
        return moved(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(Crash):
            twice(pair, folder)
    assert laid(folder)["."] == ["bad.zip"]
    assert twice(pair, folder) == 1
    assert [len(names) for names in laid(folder).values()] == [0, 0, 1]
    assert len(list((folder / "refused").iterdir())) == 2


def test_without_such_an_officer_or_his_duty_everything_stays(pair: World, folder: Path) -> None:
    officers.add(pair.nodes["alpha"], name="legal", shown="Legal", role="legal")
    (folder / "a.zip").write_bytes(GOOD)
    for name in ("nobody", "legal"):
        assert twice(pair, folder, officer=name) == 0
    assert (laid(folder)["."], drafts(pair)) == (["a.zip"], [])
    assert twice(pair, folder) == 1


def test_a_folder_that_everybody_may_write_to_is_not_looked_at(pair: World, folder: Path) -> None:
    (folder / "a.zip").write_bytes(GOOD)
    folder.chmod(0o777)
    assert (twice(pair, folder), drafts(pair)) == (0, [])
    folder.chmod(0o770)
    assert twice(pair, folder) == 1


def test_a_file_that_cannot_be_moved_keeps_no_other_back(
    pair: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, case in (("a.zip", "VAL-7"), ("b.zip", "VAL-8")):
        (folder / name).write_bytes(case_package.write(replace(own_file(), case=case)))
    moved = Path.replace

    def stuck(path: Path, to: Path) -> Path:
        if path.name == "a.zip":
            raise PermissionError(13, "Permission denied")
        return moved(path, to)

    monkeypatch.setattr(Path, "replace", stuck)
    assert twice(pair, folder) == 1
    assert laid(folder)["."] == ["a.zip"]
    assert len(drafts(pair)) == 2


def test_no_folder_is_watched_without_a_setting_and_a_lost_one_harms_nothing(pair: World, folder: Path) -> None:
    node = pair.nodes["alpha"]
    assert watching.look(node, Ways(None), Looks()) == 0
    assert look(pair, folder / "gone", Looks()) == 0


def test_a_run_that_is_over_takes_nothing_more(pair: World, folder: Path) -> None:
    node = pair.nodes["alpha"]
    (folder / "a.zip").write_bytes(GOOD)
    node.run = b"another run".ljust(16)
    with pytest.raises(RunLost):
        twice(pair, folder)
    assert laid(folder)["."] == ["a.zip"]
