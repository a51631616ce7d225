"""The files of an index of names: written whole or not at all, and mapped into memory as they are.

    index.json              what the arrays are and where they stand
    arrays-0123abcd….bin    all of them, named by what is in it

`index.json` is put in place last, so that whoever opens the folder finds the old index or the new one, whole.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from detente.matching.names.index import VERSION, NameIndex
from detente.matching.names.keys import keys_version
from detente.model.errors import BadInput

FORMAT: Final = "detente-names-index"
_HEAD: Final = "index.json"
_ALIGNED: Final = 64  # bytes, so that every array may be read in place


def write(index: NameIndex, folder: Path) -> dict[str, Any]:
    """Write an index into a folder, in place of an older one, and give its head.

    Raises:
        BadInput: the folder cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = _head(index)
        _write(folder / head["file"], [array.data for array in _padded(index)])
        _write(folder / _HEAD, [memoryview(json.dumps(head, indent=1).encode())])
        for old in folder.glob("arrays-*.bin"):
            if old.name != head["file"]:
                old.unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be written: {error.strerror or error}. Choose another place.") from error
    return head


def opened(folder: Path) -> NameIndex:
    """Map the index in a folder into memory. What is never looked at is never read.

    Raises:
        BadInput: there is none, it is not whole, or another release built it.
    """
    head = _read_head(folder)
    if (head.get("format"), head.get("version"), head.get("keys")) != (FORMAT, VERSION, keys_version()):
        raise BadInput(f"The index in {folder} was built by another release. Build it again from the list.")
    try:
        path = folder / Path(str(head["file"])).name
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if len(mapped) != head["bytes"]:
            raise ValueError("other length")
        index = NameIndex.of({str(row["name"]): _array(mapped, row) for row in head["arrays"]})
        if not index.is_whole():
            raise ValueError("arrays that do not fit one another")
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"The index in {folder} is not whole. Build it again from the list.") from error
    return index


def _read_head(folder: Path) -> dict[str, Any]:
    try:
        head = json.loads((folder / _HEAD).read_bytes())
    except FileNotFoundError as error:
        raise BadInput(f"There is no index in {folder}. Build one with detente lists build.") from error
    except OSError as error:
        raise BadInput(f"{folder} cannot be read: {error.strerror or error}. Name the folder of an index.") from error
    except ValueError as error:
        raise BadInput(f"The index in {folder} is not whole. Build it again from the list.") from error
    if not isinstance(head, dict):
        raise BadInput(f"The index in {folder} is not whole. Build it again from the list.")
    return head


def _head(index: NameIndex) -> dict[str, Any]:
    digest, at, rows = hashlib.sha256(), 0, []
    for (name, array), padded in zip(index.arrays().items(), _padded(index), strict=True):
        rows.append({"name": name, "type": array.dtype.str, "shape": list(array.shape), "at": at})
        digest.update(padded.data)
        at += padded.nbytes
    file = f"arrays-{digest.hexdigest()[:16]}.bin"
    about = {"format": FORMAT, "version": VERSION, "keys": keys_version(), "records": len(index)}
    return {**about, "file": file, "bytes": at, "arrays": rows}


def _padded(index: NameIndex) -> list[NDArray[np.uint8]]:
    return [_as_bytes(array) for array in index.arrays().values()]


def _as_bytes(array: NDArray[Any]) -> NDArray[np.uint8]:
    flat = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    # One more where it is full: a file without a byte cannot be mapped.
    return np.concatenate((flat, np.zeros(_ALIGNED - len(flat) % _ALIGNED, dtype=np.uint8)))


def _array(mapped: mmap.mmap, row: dict[str, Any]) -> NDArray[Any]:
    shape = tuple(int(length) for length in row["shape"])
    count = int(np.prod(shape, dtype=np.int64))
    return np.frombuffer(mapped, dtype=np.dtype(str(row["type"])), count=count, offset=int(row["at"])).reshape(shape)


def _write(path: Path, parts: list[memoryview]) -> None:
    """Write a file under another name, make it durable, and only then give it its own."""
    beside = path.with_name(f".{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
