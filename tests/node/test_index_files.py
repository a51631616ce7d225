"""The files of an index: byte for byte what was built, whole or refused with a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.matching.names.building import build
from detente.matching.names.index import NameIndex
from detente.matching.names.retrieving import Retriever
from detente.model.errors import BadInput
from detente.node.stores import index_files


@pytest.fixture(scope="module")
def index() -> NameIndex:
    names = ["Amine Karam", "أمين كرم", "Marta Tsarova", "Марта Царова", "Lucas Moreau", "김정은", "\u200b"]
    return build({"id": f"r{number}", "names": [name]} for number, name in enumerate(names))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_written_is_mapped_again_byte_for_byte(tmp_path: Path, index: NameIndex) -> None:
    index_files.write(index, tmp_path / "one")

    mapped = index_files.opened(tmp_path / "one")
    index_files.write(mapped, tmp_path / "two")

    assert [array.tobytes() for array in mapped.arrays().values()] == [
        array.tobytes() for array in index.arrays().values()
    ]
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    query = {"names": ["Марта Царова"]}
    assert Retriever(mapped).search(query, 5) == Retriever(index).search(query, 5)


def test_an_empty_index_has_files_too(tmp_path: Path) -> None:
    index_files.write(build([]), tmp_path)

    assert len(index_files.opened(tmp_path)) == 0


def test_a_newer_index_takes_the_place_of_the_older_and_leaves_nothing_of_it(tmp_path: Path, index: NameIndex) -> None:
    index_files.write(build([{"id": "a", "names": ["Lucas"]}]), tmp_path)
    held = index_files.opened(tmp_path)

    index_files.write(index, tmp_path)

    assert len(index_files.opened(tmp_path)) == len(index)
    assert len(list(tmp_path.iterdir())) == 2
    assert held.id_of(0) == "a", "whoever has the older one open still reads it"


def _cut(folder: Path, head: dict[str, Any]) -> None:
    path = folder / head["file"]
    path.write_bytes(path.read_bytes()[:-100])


def _gone(folder: Path, head: dict[str, Any]) -> None:
    (folder / head["file"]).unlink()


def _head(**changes: Any) -> Any:
    def change(folder: Path, head: dict[str, Any]) -> None:
        (folder / "index.json").write_text(json.dumps({**head, **changes}))

    return change


def _no_json(folder: Path, head: dict[str, Any]) -> None:
    (folder / "index.json").write_bytes(b"{")


def _no_object(folder: Path, head: dict[str, Any]) -> None:
    (folder / "index.json").write_bytes(b"[]")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_cut, "not whole"),
        (_gone, "not whole"),
        (_no_json, "not whole"),
        (_no_object, "not whole"),
        (_head(arrays=[]), "not whole"),
        (_head(arrays=[{"name": "text", "type": "|u1", "shape": [10**12], "at": 0}]), "not whole"),
        (_head(file="../../etc/passwd"), "not whole"),
        (_head(version=0), "another release"),
        (_head(keys="0123456789abcdef"), "another release"),
        (_head(format="x"), "another release"),
    ],
)
def test_what_is_not_whole_or_of_another_release_is_refused_with_what_to_do(
    tmp_path: Path, index: NameIndex, spoil: Any, sentence: str
) -> None:
    head = index_files.write(index, tmp_path)
    spoil(tmp_path, head)

    with pytest.raises(BadInput, match=rf"{sentence}.*Build it again"):
        index_files.opened(tmp_path)
