"""The file of a case: it comes back as it was, and whatever does not hold together is refused."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from detente.intake.case_file import BadCaseFile, CaseFile, read, write

CASE = CaseFile(
    case="019a8f6e-0000-7000-8000-000000000001",
    made="2026-11-22T11:00:00.000Z",
    handling="TLP:AMBER H2",
    thread=b'{"typ":"dxp.thread"}',
    entities=({"id": "p1", "schema": "Person", "properties": {"name": ["Руслан", "رسلان"]}},),
    files=(("rapport d’été.pdf", b"%PDF-1.7"), ("plan.png", b"")),
)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def with_manifest(**values: Any) -> bytes:
    parts = members(write(CASE))
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | values).encode()
    return zipped(parts)


@pytest.mark.parametrize("case", [CASE, replace(CASE, entities=(), files=())])
def test_a_case_comes_back_as_it_was_and_gives_the_same_bytes(case: CaseFile) -> None:
    assert read(write(case)) == case
    assert write(read(write(case))) == write(case)


@pytest.mark.parametrize("title", ["", "../etc/passwd", "a\\b", "a\u202eb", "a\nb", "x" * 256])
def test_a_name_that_could_do_harm_is_refused_on_both_ways(title: str) -> None:
    with pytest.raises(BadCaseFile, match="name"):
        write(replace(CASE, files=((title, b"x"),)))
    parts = members(write(CASE))
    manifest = json.loads(parts["manifest.json"])
    manifest["members"][2]["title"] = title
    parts["manifest.json"] = json.dumps(manifest).encode()
    with pytest.raises(BadCaseFile):
        read(zipped(parts))


@pytest.mark.parametrize("name", ["entities.jsonl", "thread.json", "files/1", "files/2"])
def test_a_member_that_was_changed_or_taken_out_is_refused(name: str) -> None:
    parts = members(write(CASE))
    with pytest.raises(BadCaseFile, match="not what"):
        read(zipped(parts | {name: b"other"}))
    del parts[name]
    with pytest.raises(BadCaseFile, match="more or less"):
        read(zipped(parts))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK", "too short"),
        (zipped({"a": b""}), "no manifest.json"),
        (zipped({**members(write(CASE)), "files/3": b"more"}), "more or less"),
        (zipped(dict(reversed(members(write(CASE)).items()))), "not what"),
        (with_manifest(typ="other"), "another kind"),
        (with_manifest(version=2), "another kind"),
        (with_manifest(more=1), "another kind"),
        (with_manifest(case=7), "out of form"),
        (with_manifest(members=[]), "more or less"),
        (with_manifest(members=[1, 2, 3, 4]), "not what"),
        (zipped(members(write(CASE)) | {"manifest.json": b"[]"}), "object"),
        (write(CASE)[:-5], "no end"),
    ],
)
def test_what_does_not_hold_together_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadCaseFile, match=said):
        read(data)


def test_a_line_that_is_no_strict_json_is_refused() -> None:
    good = write(replace(CASE, files=(), entities=()))
    parts = members(good)
    line = b'{"id":"a","id":"b"}\n'
    manifest = json.loads(parts["manifest.json"])
    digest = base64.urlsafe_b64encode(hashlib.sha256(line).digest()).rstrip(b"=").decode()
    manifest["members"][0] |= {"sha256": digest, "size": len(line)}
    with pytest.raises(BadCaseFile, match="id|twice|duplicate"):
        read(zipped(parts | {"entities.jsonl": line, "manifest.json": json.dumps(manifest).encode()}))
