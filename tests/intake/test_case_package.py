"""A case package: it comes back as it was, and whatever does not hold together is refused."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tracemalloc
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from detente.intake.case_messages import Message
from detente.intake.case_package import BadCasePackage, CasePackage, read, write
from detente.model.handling import Handling

AMBER = Handling(("tlp:AMBER", "h:H2"))
SAID = Message(
    "cid-1",
    None,
    "2026-11-22T10:00:00.000Z",
    "notification",
    "notification",
    AMBER,
    subject="Déplacement",
    lang="fr",
    text="Il part demain.\nАминат.",
    own_ref="ALP-1",
    files=(2, 1),
)
WITHHELD = replace(SAID, id="cid-2", subject="", lang="", text="", own_ref=None, files=(), left_out="handling.orcon")
CASE = CasePackage(
    case="019a8f6e-0000-7000-8000-000000000001",
    as_of="2026-11-22T11:00:00.000Z",
    handling="TLP AMBER, H2",
    messages=(SAID, WITHHELD),
    left_out={"handling.orcon": 1, "too-large": 2},
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
            made.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def with_manifest(**values: Any) -> bytes:
    parts = members(write(CASE))
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | values).encode()
    return zipped(parts)


def test_what_the_release_before_wrote_is_read_and_written_alike() -> None:
    """The form of version 1 stays as it was when it was made: these are the bytes of `CASE` from then."""
    assert hashlib.sha256(write(CASE)).hexdigest() == "936a2cb41e7f64f0d922f4d1cc3f6b620c65160839e53b89c4d0defca9d9a6a4"


PLAIN = replace(CASE, entities=(), files=(), messages=(replace(SAID, files=()),), thread=b"", left_out={})


@pytest.mark.parametrize("case", [CASE, PLAIN])
def test_a_case_comes_back_as_it_was_and_gives_the_same_bytes(case: CasePackage) -> None:
    assert read(write(case)) == case
    assert write(read(write(case))) == write(case)


@pytest.mark.parametrize("title", ["", "../etc/passwd", "a\\b", "a\u202eb", "a\nb", "x" * 256, "e\u0301t.pdf"])
def test_a_name_that_could_do_harm_is_refused_on_both_ways(title: str) -> None:
    with pytest.raises(BadCasePackage, match="name"):
        write(replace(CASE, files=((title, b"x"),)))
    parts = members(write(CASE))
    manifest = json.loads(parts["manifest.json"])
    manifest["members"][3]["title"] = title
    parts["manifest.json"] = json.dumps(manifest).encode()
    with pytest.raises(BadCasePackage):
        read(zipped(parts))


def test_a_name_with_joiners_is_one() -> None:
    case = replace(CASE, files=(("نامه\u200cها.pdf", b"x"), ("b", b"")))
    assert read(write(case)) == case


@pytest.mark.parametrize("name", ["messages.jsonl", "entities.jsonl", "thread.json", "files/1", "files/2"])
def test_a_member_that_was_changed_or_taken_out_is_refused(name: str) -> None:
    parts = members(write(CASE))
    with pytest.raises(BadCasePackage, match="not what"):
        read(zipped(parts | {name: b"other"}))
    del parts[name]
    with pytest.raises(BadCasePackage, match="more or less"):
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
        (with_manifest(as_of="yesterday"), "out of form"),
        (with_manifest(handling=""), "out of form"),
        (with_manifest(left_out=[{"rule": "a", "count": 0}]), "out of form"),
        (with_manifest(left_out=[{"rule": "a", "count": 1}, {"rule": "a", "count": 1}]), "out of form"),
        (with_manifest(members=[]), "more or less"),
        (with_manifest(members=[1, 2, 3, 4, 5]), "not what"),
        (zipped(members(write(CASE)) | {"manifest.json": b"[]"}), "object"),
        (write(CASE)[:-5], "no end"),
    ],
)
def test_what_does_not_hold_together_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadCasePackage, match=said):
        read(data)


def test_a_line_that_is_no_strict_json_is_refused() -> None:
    with pytest.raises(BadCasePackage, match=r"line 2 of entities\.jsonl"):
        read(with_member("entities.jsonl", b'{"id":"a"}\n{"id":"a","id":"b"}\n'))


def with_member(name: str, content: bytes, case: CasePackage = PLAIN) -> bytes:
    """Give the file with another member, whose hash the manifest has."""
    parts = members(write(case))
    manifest = json.loads(parts["manifest.json"])
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    described = next(each for each in manifest["members"] if each["name"] == name)
    described |= {"sha256": digest, "size": len(content)}
    return zipped(parts | {name: content, "manifest.json": json.dumps(manifest).encode()})


LINE = PLAIN.messages[0].to_json()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "1 to 500 messages, and this file has none"),
        ([LINE, LINE], "one id"),
        ([LINE | {"more": 1}], "too many"),
        ([{name: value for name, value in LINE.items() if name != "text"}], "too few"),
        ([LINE | {"id": ""}], "usable id"),
        ([LINE | {"from": "dxp:nobody"}], "message 1"),
        ([LINE | {"at": "2026-11-22"}], "instant"),
        ([LINE | {"handling": {"codes": ["tlp:PINK"]}}], "handling has the members"),
        ([LINE | {"message": "../x"}], "name of its message"),
        ([LINE | {"subject": "two\nlines"}], "one line"),
        ([LINE | {"subject": "x" * 301}], "one line"),
        ([LINE | {"text": 7}], "are texts"),
        ([LINE | {"text": "x" * 2_000_001}], "make a file of it"),
        ([LINE | {"lang": "fr;rm"}], "no language"),
        ([LINE | {"ref": {"own": "a\nb", "yours": None}}], "file numbers"),
        ([LINE | {"ref": None}], "file numbers"),
        ([LINE | {"files": [1]}], "belongs to one message"),
        ([LINE | {"files": [True]}], "list of numbers"),
        ([WITHHELD.to_json() | {"left_out": ""}], "by no rule"),
        ([WITHHELD.to_json() | {"text": "kept"}], "too many"),
    ],
)
def test_a_message_out_of_form_is_refused_with_its_number(lines: list[Any], said: str) -> None:
    content = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    with pytest.raises(BadCasePackage, match=said):
        read(with_member("messages.jsonl", content))


def test_five_hundred_pages_are_a_text() -> None:
    long = replace(PLAIN, messages=(replace(PLAIN.messages[0], text="Длинная строка.\n" * 100_000),))
    assert read(write(long)) == long


ENTITY = b'{"id":"a","properties":{"name":["x"]},"schema":"Person"}'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\n" * 20_000_000, "no strict JSON|not JSON"),
        ((ENTITY + b"\n") * 10_001, "more than 10000 lines"),
        (ENTITY[:-1] + b',"more":"' + b"x" * (4 << 20) + b'"}\n', "line 1 of entities.jsonl has more than"),
        ((b'{"id":[' + b"[]," * 1_000_000 + b"[]]}\n") * 3, "more than 2000000 names and values"),
        ((b'{"id":"' + b'\\"' * 2_000_000 + b"\n") * 3, "not JSON"),
    ],
    ids=["line feeds", "lines", "a long line", "lists", "an open string"],
)
def test_what_would_fill_the_memory_is_refused_before_it_is_parsed(content: bytes, said: str) -> None:
    data = with_member("entities.jsonl", content)
    tracemalloc.start()
    try:
        with pytest.raises(BadCasePackage, match=said):
            read(data)
        assert tracemalloc.get_traced_memory()[1] < len(data) + 200_000_000
    finally:
        tracemalloc.stop()


def test_a_long_manifest_is_refused_before_it_is_parsed() -> None:
    parts = members(write(CASE))
    parts["manifest.json"] = b'{"a":[' + b"[]," * 400_000 + b"[]]}"
    with pytest.raises(BadCasePackage, match="manifest is too long"):
        read(zipped(parts))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"messages": [replace(WITHHELD, id=f"m-{number}") for number in range(501)], "files": ()}, "500 lines"),
        ({"entities": CASE.entities * 10_001}, "10000 lines"),
        ({"files": [("a", b"")] * 198, "messages": [replace(SAID, files=tuple(range(1, 199)))]}, "too many members"),
        ({"thread": b"x" * (64 << 20)}, "too large together"),
        ({"handling": ""}, "out of form"),
    ],
)
def test_what_could_not_be_read_again_is_not_written(values: dict[str, Any], said: str) -> None:
    with pytest.raises(BadCasePackage, match=said):
        write(replace(CASE, **values))
