"""Proof bundles: chosen entries, their sealed attachments beside them, and a zip that holds nothing else."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from detente.crypto import attachment, tree
from detente.crypto.hashing import sha256
from detente.model import b64, strict_json
from detente.model.identifiers import Cid
from detente.protocol import bundle
from detente.protocol.findings import DoesNotHold
from detente.protocol.header import AttachmentRef
from detente.protocol.thread import export_bundle, export_statement
from detente.protocol.verify import verify
from tests.protocol.exchange_builder import AFTER, Dossier, changed, dossier

ID = sha256(b"attachment")[:16]
CEK = sha256(b"content key of the entry with an attachment")
PLAIN = (b"\x01" * attachment.CHUNK_BYTES, b"\x02" * 10)
CHUNKS = {
    index: attachment.seal_chunk(
        plain, key=attachment.chunk_key(CEK, ID), attachment_id=ID, index=index, last=index == len(PLAIN) - 1
    )
    for index, plain in enumerate(PLAIN)
}
REFERENCE = AttachmentRef(
    ID, sum(map(len, PLAIN)), len(PLAIN), tree.root_of([attachment.chunk_leaf(chunk) for chunk in CHUNKS.values()])
)


def _with_attachment() -> tuple[Dossier, Cid]:
    case = dossier()
    cid = case.exchange.write(case.exchange.b, "notification", att=(REFERENCE,), cek=CEK)
    case.exchange.send(case.exchange.b)
    return case, cid


CASE, CARRIER = _with_attachment()
BUNDLE = export_bundle({CASE.root, CARRIER}, CASE.exchange.held_by(CASE.exchange.a))
ZIP = bundle.build(BUNDLE, {ID: CHUNKS})
CHUNK_NAME = f"att/{b64.encode(ID)}/0"


def _codes(data: bytes) -> list[str]:
    return [finding.code for finding in verify(data, trust=CASE.trust).findings]


def test_both_sides_build_the_same_bundle_and_it_holds() -> None:
    assert export_bundle({CASE.root, CARRIER}, CASE.exchange.held_by(CASE.exchange.b)) == BUNDLE
    for data in (BUNDLE, ZIP, bundle.build(BUNDLE, {})):
        report = verify(data, trust=CASE.trust)
        assert (report.ok, report.what, report.findings) == (True, "dxp.bundle", ())


def test_a_bundle_has_entries_of_any_thread_and_no_facts() -> None:
    value = strict_json.parse(BUNDLE)
    assert (value["root"], value["facts"], value["unproved"]) == (None, [], [])
    assert [(item["dir"], item["seq"]) for item in value["proved"]] == [(1, 3), (1, 5)]


def test_the_zip_comes_back_as_it_was_built() -> None:
    assert bundle.read(ZIP) == (BUNDLE, {ID: CHUNKS})
    assert bundle.build(BUNDLE, {ID: CHUNKS}) == ZIP


@pytest.mark.parametrize(
    ("attachments", "code"),
    [
        ({ID: {0: CHUNKS[0]}}, "mismatch"),
        ({ID: {1: CHUNKS[1]}}, "mismatch"),
        ({ID: {**CHUNKS, 2: b""}}, "mismatch"),
        ({ID: {0: CHUNKS[0], 5: CHUNKS[1]}}, "mismatch"),
        ({ID: {0: CHUNKS[1], 1: CHUNKS[0]}}, "bad-path"),
        ({ID: {**CHUNKS, 1: CHUNKS[1][:-1] + b"\x00"}}, "bad-path"),
        ({bytes(16): CHUNKS}, "unknown-attachment"),
    ],
)
def test_an_attachment_that_is_not_the_one_of_the_header_is_found(
    attachments: Mapping[bytes, Mapping[int, bytes]], code: str
) -> None:
    assert _codes(bundle.build(BUNDLE, attachments)) == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda v: v.update(root=CASE.root), "bad-member"),
        (lambda v: v.update(typ="dxp.thread"), "bad-member"),
        (lambda v: v["facts"].append({}), "bad-member"),
        (lambda v: v["proved"].pop(), "unused"),
        (lambda v: v["proved"][0]["path"].append(b64.encode(bytes(32))), "bad-path"),
    ],
)
def test_a_changed_bundle_does_not_hold(change: Callable[[dict[str, Any]], Any], code: str) -> None:
    assert _codes(changed(BUNDLE, change))[0] == code


def _zip(*entries: tuple[str, bytes], attributes: int = 0, packed: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", packed) as archive:
        warnings.simplefilter("ignore")  # a name twice is what one of the cases is about
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.external_attr = attributes << 16
            info.compress_type = packed
            archive.writestr(info, content)
    return out.getvalue()


JSON = (bundle.JSON_NAME, BUNDLE)


@pytest.mark.parametrize(
    "data",
    [
        _zip(),
        _zip((CHUNK_NAME, CHUNKS[0])),
        _zip(JSON, JSON),
        _zip(JSON, ("readme.txt", b"")),
        _zip(JSON, ("/bundle.json", b"")),
        _zip(JSON, ("../bundle.json", b"")),
        _zip(JSON, ("att/../../x", b"")),
        _zip(JSON, ("att\\x\\0", b"")),
        _zip(JSON, ("att/", b"")),
        _zip(JSON, (f"att/{b64.encode(ID)}/", b"")),
        _zip(JSON, (f"att/{b64.encode(ID)}/00", b"")),
        _zip(JSON, (f"att/{b64.encode(ID)}/-1", b"")),
        _zip(JSON, (f"att/{b64.encode(ID)}/1/x", b"")),
        _zip(JSON, (f"att/{b64.encode(ID)}/0\u0661", b"")),
        _zip(JSON, ("att/AAAAAAAAAAAAAAAAAAAAAB/0", b"")),
        _zip(JSON, (CHUNK_NAME, bytes(bundle.MAX_CHUNK + 1))),
        _zip(JSON, attributes=stat.S_IFLNK | 0o777),
        _zip(JSON, attributes=stat.S_IFDIR | 0o755),
        _zip(JSON, packed=zipfile.ZIP_DEFLATED),
        ZIP[:-1],
        ZIP[:200],
        ZIP.replace(b"PK\x01\x02", b"PK\x01\x03", 1),
        ZIP.replace(BUNDLE[:20], b"x" * 20, 1),
    ],
)
def test_a_zip_that_holds_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(DoesNotHold) as caught:
        bundle.read(data)
    assert caught.value.code == "bad-zip"
    assert not verify(data, trust=CASE.trust).ok


def test_a_name_behind_nul_does_not_hide() -> None:
    # Python's own writer cuts at NUL, so the bytes are made by hand.
    name = b"att/" + b64.encode(ID).encode() + b"/0"
    data = _zip(JSON, (name.decode() + "?hidden", CHUNKS[0])).replace(name + b"?", name + b"\x00")
    assert _codes(data)[0] == "bad-zip"


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(_zip(JSON))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert _codes(bytes(data))[0] == "bad-zip"


def test_entries_that_overlap_are_refused() -> None:
    # Two central records that point at one content: the way in which a small zip fills a memory.
    data = bytearray(_zip(("bundle.json", BUNDLE), (CHUNK_NAME, b"")))
    record = data.rindex(b"PK\x01\x02")
    data[record + 20 : record + 24] = data[record + 24 : record + 28] = (1 << 20).to_bytes(4, "little")
    assert _codes(bytes(data))[0] == "bad-zip"


def test_a_zip_holds_no_other_proof() -> None:
    statement = export_statement(CASE.root, CASE.exchange.held_by(CASE.exchange.a), now=AFTER)
    assert _codes(bundle.build(statement, {})) == ["wrong-type"]


def test_turned_bytes_of_the_contents_are_found() -> None:
    small = bundle.build(BUNDLE, {})
    start = small.index(BUNDLE)
    for position in range(start, start + len(BUNDLE), 211):
        turned = bytearray(small)
        turned[position] ^= 1 << position % 7
        assert not verify(bytes(turned), trust=CASE.trust).ok, position
