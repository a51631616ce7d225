"""Build the index of a list of persons from a file, and search it with records of another. Needs no home."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from detente.intake.lists import jsondoor
from detente.intake.lists.said import FileRefused
from detente.matching.names.building import DuplicateId, build
from detente.matching.names.plain import NoRecord, plain_record
from detente.matching.names.retrieving import Retriever
from detente.model.errors import BadInput
from detente.node.stores import index_files


def build_index(name: str, folder: Path) -> dict[str, Any]:
    """Build the index of the list in a file, and give a summary. Nothing is written where a line cannot be used.

    Raises:
        BadInput: the file cannot be read, a line is no record, an id comes twice, or the folder cannot be written.
    """
    skipped = 0
    records = []
    for record in _records(name):
        if record is None:
            skipped += 1
        else:
            records.append(record)
    if not records:
        raise BadInput(f"{_said(name)} holds no record of a person or an organisation. Nothing was built.")
    without = sum(not record["names"] for record in records)
    try:
        index = build(records)
    except DuplicateId as error:
        raise BadInput(f"{_said(name)} holds the id {error.record_id} twice. Nothing was built.") from error
    head = index_files.write(index, folder)
    return {
        "records": len(index),
        "names": len(index.name_words_at) - 1,
        "words": len(index.word_at) - 1,
        "without_name": without,
        "skipped": skipped,
        "bytes": head["bytes"],
        "version": head["version"],
    }


def search_index(folder: Path, name: str, *, limit: int) -> Iterator[dict[str, Any]]:
    """Give for each record of a file who may be meant, in the order of the file.

    Raises:
        BadInput: there is no usable index, the file cannot be read, or a line is no record.
    """
    retriever = Retriever(index_files.opened(folder))
    for record in _records(name):
        if record is not None:
            found = retriever.search(record, limit)
            yield {"id": record["id"], "results": [[record_id, round(score, 6)] for record_id, score in found]}


def _records(name: str) -> Iterator[dict[str, Any] | None]:
    if name == "-":
        yield from _read(sys.stdin.buffer, name)
        return
    try:
        with Path(name).open("rb") as file:
            yield from _read(file, name)
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {name}. Check the path.") from error
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror or error}.") from error


def _read(file: BinaryIO, name: str) -> Iterator[dict[str, Any] | None]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            yield plain_record(jsondoor.parse(line.decode("utf-8-sig" if number == 1 else "utf-8")))
        except UnicodeDecodeError as error:
            raise BadInput(f"Line {number} of {_said(name)} is not UTF-8. Save the list as UTF-8.") from error
        except NoRecord as error:
            raise BadInput(f"Line {number} of {_said(name)} {error}.") from error
        except FileRefused as error:
            cut = "" if line.endswith(b"\n") else " It is the last one: the list may be cut off."
            raise BadInput(f"Line {number} of {_said(name)} cannot be read: {error}{cut}") from error


def _said(name: str) -> str:
    return "standard input" if name == "-" else name
