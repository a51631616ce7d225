"""A ZIP is judged by its directory first; what two readers could understand in two ways is refused."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.intake.archive import MOST_BYTES, MOST_MEMBERS, BadArchive, unpack
from tests import shared


def packed(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.comment = comment
        for name, content in members.items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.txt", b"one")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a.txt", b"two")
    return out.getvalue()


def link() -> bytes:
    out, info = io.BytesIO(), zipfile.ZipInfo("a.txt")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(info, "/etc/passwd")
    return out.getvalue()


GOOD = packed({"manifest.json": b"{}", "files/1.txt": b"abc" * 20})


def test_members_come_out_byte_for_byte_in_their_order() -> None:
    assert list(unpack(GOOD).items()) == [("manifest.json", b"{}"), ("files/1.txt", b"abc" * 20)]
    assert unpack(packed({"a": b"x"}, method=zipfile.ZIP_STORED)) == {"a": b"x"}
    assert unpack(packed({})) == {}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "too short"),
        (GOOD[:-1], "no end"),
        (GOOD + b"x", "no end"),
        (packed({"a": b""}, comment=b"PK"), "no end"),
        (b"#!/bin/sh\n" + GOOD, "not where it says"),
        (packed({f"m{i}": b"" for i in range(MOST_MEMBERS + 1)}), "too many"),
        (packed({"a.txt": bytes(1_000_000)}), "believed"),
        (packed({"../a.txt": b"x"}), "name"),
        (packed({"/etc/cron": b"x"}), "name"),
        (packed({"files/../../a": b"x"}), "name"),
        (packed({"c:\\a": b"x"}), "name"),
        (packed({".hidden": b"x"}), "name"),
        (packed({"a\u202etxt": b"x"}), "name"),
        (packed({"A.txt": b"x", "a.txt": b"y"}), "one name"),
        (twice(), "one name"),
        (link(), "link"),
        (packed({"a": b"x" * 50}, method=zipfile.ZIP_BZIP2), "not read here"),
    ],
)
def test_what_is_no_plain_archive_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadArchive, match=said):
        unpack(data)


def test_members_that_are_too_large_together_are_refused_unread() -> None:
    with pytest.raises(BadArchive, match="together"):
        unpack(GOOD, most_bytes=61)
    assert unpack(GOOD, most_bytes=62)


def changed(offset_of: Callable[[bytes], int], value: bytes) -> bytes:
    at = offset_of(GOOD)
    return GOOD[:at] + value + GOOD[at + len(value) :]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (changed(lambda z: z.index(b"manifest"), b"manifesT"), "another thing"),
        (changed(lambda z: z.rindex(b"manifest"), b"manifesT"), "another thing"),
        (changed(lambda z: 6, b"\x01\x00"), "another thing"),
        (changed(lambda z: z.index(b"PK\x01\x02") + 8, b"\x01\x00"), "encrypted"),
        (changed(lambda z: z.index(b"PK\x01\x02") + 42, struct.pack("<I", 7)), "between"),
        (changed(lambda z: z.index(b"PK\x01\x02") + 42, struct.pack("<I", 0xFFFFFFF0)), "between"),
    ],
)
def test_a_directory_that_lies_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadArchive, match=said):
        unpack(data)


def test_a_member_that_unpacks_to_more_than_it_admits_stops_there() -> None:
    data = bytearray(packed({"a.txt": b"y" * 90}))
    for place in (22, data.index(b"PK\x01\x02") + 24):
        data[place : place + 4] = struct.pack("<I", 10)
    with pytest.raises(BadArchive):
        unpack(bytes(data))


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_one_changed_byte_is_refused_or_changes_no_content(at: int, value: int) -> None:
    data = GOOD[:at] + bytes([value]) + GOOD[at + 1 :]
    try:
        found = unpack(data)
    except BadArchive:
        return
    assert found == unpack(GOOD)


@pytest.mark.shared
@pytest.mark.parametrize(
    "path", shared.files("data/hostile/zip_*.zip") + shared.files("data/hostile/bomb.xlsx"), ids=lambda path: path.name
)
def test_hostile_archives_are_refused(path: Path) -> None:
    with pytest.raises(BadArchive):
        unpack(path.read_bytes())


def test_the_limit_is_that_of_intake() -> None:
    assert MOST_BYTES == 64 * 1024 * 1024
