"""Attacks by form: packed bombs, malformed and ambiguous JSON, look-alikes, lengths that talk, contents that lie.

Pure; every limit is that of the code.
"""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from typing import Any

from detente.crypto import attachment, sealing
from detente.model import identifiers, label, strict_json
from detente.model.canonical import canonical
from detente.protocol import bundle, entry, header, party_document, payload, schema, verify
from detente.protocol.thread import export_bundle
from detente.web.desk.templatetags import desk as shown
from tests.adversarial.cases import code_of
from tests.model import test_strict_json as suite
from tests.protocol import builders
from tests.protocol.exchange_builder import dossier

ALPHA, BETA = builders.member("alpha"), builders.member("beta")
MEMORY = 64 << 20
ENTRY = json.loads(builders.written(ALPHA, BETA, 1)[0].header.raw)


# --- packed and nested


def a_bundle_is_a_bomb() -> None:
    """Case 31: packed, packed many times its size, a zip within, and names that overlap; in 64 MiB of memory."""
    case = dossier()
    good = export_bundle({case.root}, case.exchange.held_by(case.exchange.a))
    inner = _zip(("bundle.json", good), packed=zipfile.ZIP_STORED)
    bombs = {
        "packed": _zip(("bundle.json", good)),
        "a thousandfold": _zip(("bundle.json", bytes(80 << 20))),
        "a chunk of 80 MiB": _zip(("bundle.json", good), ("att/AAAAAAAAAAAAAAAAAAAAAA/0", bytes(80 << 20))),
        "a zip within": _zip(("bundle.json", good), ("inner.zip", inner), packed=zipfile.ZIP_STORED),
        "a zip as the bundle": _zip(("bundle.json", inner), packed=zipfile.ZIP_STORED),
    }
    assert verify.verify(inner, trust=case.trust).ok
    for name, data in bombs.items():
        tracemalloc.start()
        report = verify.verify(data, trust=case.trust)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        codes = {finding.code for finding in report.findings}
        assert not report.ok, f"{name}: it was taken"
        assert codes & {"bad-zip", "bad-json"}, f"{name}: {codes}"
        assert peak < MEMORY, f"{name}: {peak >> 20} MiB of memory"


def _zip(*entries: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def json_is_deeply_nested() -> None:
    """Case 32: brackets and braces, open and closed, in the place of an object, a header, a plaintext."""
    for depth in (17, 1_000, 100_000):
        for text in (
            '{"a":' * depth + "1" + "}" * depth,
            '{"a":' + "[" * depth + "]" * depth + "}",
            '{"a":' + "[" * depth,
        ):
            found = code_of(strict_json.parse, text.encode())
            assert found == "MalformedJson", f"{depth} deep: it got {found or 'taken'}"


def json_is_malformed() -> None:
    """Case 32: the JSONTestSuite, and numbers that are none, each as the member of an object and as a header."""
    numbers = ["NaN", "Infinity", "-Infinity", "1e400", "1.5", "1E2", "-0", "9" * 400, str(2**53), str(-(2**53)), "01"]
    texts = [(number, number.encode()) for number in numbers]
    assert len(suite.SUITE) >= 200
    for name, data in [*texts, *((name, data) for name, data in suite.SUITE if name.startswith("n_"))]:
        member = b'{"a":' + data + b"}"
        # A few cases of the suite break the text around them and not a value: as they are they have to be refused.
        for text in (data, member) if name in numbers else (data,):
            found = code_of(strict_json.parse, text)
            assert found == "MalformedJson", f"{name}: it got {found or 'taken'}"
            assert code_of(header.parse, text) == "bad-header"


def a_member_stands_twice() -> None:
    """Case 33: at the top, within, and spelled with an escape; in an entry's header too."""
    same, spelled, within = '{"a":1,"a":1}', '{"a":1,"\\u0061":2}', '{"a":1,"a":2}'
    for text in (within, same, spelled, f'{{"b":{within}}}', f'{{"b":[{within}]}}'):
        found = code_of(strict_json.parse, text.encode())
        assert found == "MalformedJson", f"{text}: it got {found or 'taken'}"
    twice = canonical(ENTRY)[:-1] + b',"to":"' + ALPHA.id.encode() + b'"}'
    assert code_of(header.parse, twice) == "bad-header"


# --- look-alikes


CYRILLIC_A, OVERRIDE, COMPOSED, DECOMPOSED = "\u0430", "\u202e", "\u00e9", "e\u0301"


def identifiers_look_alike() -> None:
    """Case 34: Cyrillic and full-width letters, other digits, marks and line ends, in what decides."""
    for name, value in (
        ("kind", "notific" + CYRILLIC_A + "tion"),
        ("kind", "notification\n"),
        ("topic", "ct.person\u0455"),
        ("topic", "\uff43\uff54"),
        ("topic", OVERRIDE + "ct"),
        ("from", ALPHA.id[:-2] + CYRILLIC_A + ALPHA.id[-1]),
        ("from", ALPHA.id + "\n"),
        ("to", "urn:dxp:p" + CYRILLIC_A + "rty:" + "a" * 52),
        ("id", ENTRY["id"].replace("7", "\u0667", 1)),
        ("cid", ENTRY["cid"][:-1] + "\uff21"),
    ):
        found = code_of(header.parse, canonical({**ENTRY, name: value}))
        assert found == "bad-header", f"{name} {value!r}: it got {found or 'taken'}"
    assert not identifiers.is_officer("officer-\u0667")
    assert not schema.is_code("g" + CYRILLIC_A + "p")


def strings_are_no_text() -> None:
    """Case 34: lone surrogates and NUL, which two readers of one signed text may read in two ways."""
    for text in ('{"a":"\\ud800"}', '{"a":"\\udc00\\ud800"}', '{"\\ud800":1}', '{"a":["\\u0000"]}'):
        found = code_of(strict_json.parse, text.encode())
        assert found == "MalformedJson", f"{text}: it got {found or 'taken'}"
    assert strict_json.parse(b'{"a":"\\ud83d\\ude00"}') == {"a": "\U0001f600"}


def names_and_numbers_deceive() -> None:
    """Cases 34 and 57: bidi controls, other normal forms, line ends, terminal escapes in what is shown and logged."""
    for bad in (
        "Al" + OVERRIDE + "pha",
        "Alpha\u2066",
        "Caf" + DECOMPOSED,
        "Alpha\n2026-11-22 ERROR root signed in",
        "Alpha\r\nDXP-Code: gap",
        "\x1b[31mAlpha\x1b[0m",
        "Alpha\u2028x",
        "\U000e0001\u0378",
    ):
        document = builders.next_document(ALPHA, label={"en": bad})
        found = code_of(party_document.extend, ALPHA.chain, document)
        assert found == "bad-party-doc", f"a party named {bad!r} got {found or 'taken'}"
        content = {**builders.draft().payload, "ref": {"own": bad, "yours": None}}
        found = code_of(payload.check, "notification", content)
        assert found == "bad-payload", f"a file number {bad!r} got {found or 'taken'}"
    assert label.is_label("Caf" + COMPOSED)


def texts_reorder_themselves() -> None:
    """Case 34: in a free text every control that reorders is shown by its name, and markup stays text."""
    found = str(shown._shown(f"pay {OVERRIDE}001\u2069 <script>"))
    assert OVERRIDE not in found, "a text reorders itself unseen"
    assert "\u2069" not in found, "a text reorders itself unseen"
    assert "U+202E" in found
    assert "U+2069" in found
    assert "<script>" not in found


# --- sizes, contents


def lengths_talk() -> None:
    """Case 54: texts fall in few sizes, a nil has that of any short answer, and no class is narrow."""
    sizes = {len(builders.sealed(ALPHA, BETA, builders.draft(payload=_saying(n))).body) for n in range(1, 40)}
    assert len(sizes) <= 4, f"P8: {len(sizes)} sizes for texts of 1 to 39 characters"
    answers = {len(_answer(text)) for text in ("", "x" * 100, "x" * 600)}
    assert len(answers) == 1, "P8: the size of a nil tells that it is one"
    for length in range(1_000, 60_000, 997):
        total = sealing.padded_length(length)
        assert total >= 4 + length
        assert sealing.padded_length(total - 4) == total
        width = sum(sealing.padded_length(each) == total for each in range(max(1, total - 64 - 4), total - 4 + 1))
        assert width >= 8, f"P8: a size class at {length} is {width} bytes wide"


def _saying(length: int) -> dict[str, Any]:
    return {"dialogue": "notification", "message": "notification", "ref": builders.REF, "subject": "x" * length}


def _answer(text: str) -> bytes:
    said: dict[str, Any] = {"dialogue": "notification", "message": "answer", "ref": builders.REF}
    if text:
        said["parts"] = [{"type": "text/plain", "lang": "en", "text": text}]
    return builders.sealed(ALPHA, BETA, builders.draft(kind="answer", payload=said)).body


def a_sealed_content_is_tampered_with() -> None:
    """Cases 28 and 29: each part of the encapsulation, the wrapped key, the body, the key's name: one code for all."""
    item = builders.written(ALPHA, BETA, 1)[0]
    held = {BETA.seal.public.kid: BETA.seal}
    attempts: dict[str, tuple[bytes, bytes, dict[str, Any]]] = {
        "the ML-KEM ciphertext": (_turned(item.box, 7), item.body, held),
        "the X25519 share": (_turned(item.box, 1100), item.body, held),
        "the wrapped key": (_turned(item.box, 1130), item.body, held),
        "its tag": (_turned(item.box, 1167), item.body, held),
        "the body": (item.box, _turned(item.body, 0), held),
        "the body's tag": (item.box, _turned(item.body, -1), held),
        "a shorter body": (item.box, item.body[:-1], held),
        "no body": (item.box, b"", held),
        "a shorter box": (item.box[:1167], item.body, held),
        "no such key": (item.box, item.body, {}),
        "another key under its name": (item.box, item.body, {BETA.seal.public.kid: ALPHA.seal}),
    }
    said = set()
    for name, (box, body, known) in attempts.items():
        try:
            entry.open_parts(item.header, box=box, body=body, keys=known)
        except Exception as error:  # whatever tells the failures apart is a finding
            said.add((getattr(error, "code", type(error).__name__), str(error)))
        else:
            raise AssertionError(f"{name}: it opened")
    assert len(said) == 1, f"P8: failures of opening can be told apart: {said}"
    assert {code for code, _ in said} == {"cannot-open"}


def _turned(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1
    return bytes(changed)


def chunks_are_moved_or_cut() -> None:
    """Case 40: whoever can change the disk cannot move, repeat, or leave out the end of what is sealed."""
    key, name = attachment.chunk_key(bytes(32), bytes(16)), bytes(16)
    plain = [b"first", b"second", b"third"]
    sealed = [
        attachment.seal_chunk(chunk, key=key, attachment_id=name, index=index, last=index == 2)
        for index, chunk in enumerate(plain)
    ]
    assert _opened(sealed, key, name) == "".join(chunk.decode() for chunk in plain)
    for attack, chunks in {
        "two exchanged": [sealed[1], sealed[0], sealed[2]],
        "one repeated": [sealed[0], sealed[0], sealed[2]],
        "one left out": [sealed[0], sealed[2]],
        "cut at the end": sealed[:2],
        "more after the end": [*sealed, sealed[2]],
    }.items():
        found = _opened(chunks, key, name)
        assert found == "CannotOpen", f"{attack}: it opened as {found}"


def _opened(chunks: list[bytes], key: bytes, name: bytes) -> str:
    last = len(chunks) - 1
    try:
        return b"".join(
            attachment.open_chunk(chunk, key=key, attachment_id=name, index=index, last=index == last)
            for index, chunk in enumerate(chunks)
        ).decode()
    except sealing.CannotOpen:
        return "CannotOpen"


def names_in_a_bundle_lead_elsewhere() -> None:
    """Case 57: a name in a zip is refused, whatever it leads to; nothing is ever written."""
    case = dossier()
    good = export_bundle({case.root}, case.exchange.held_by(case.exchange.a))
    for name in ("../../etc/passwd", "/etc/passwd", "att/../bundle.json", "att\\..\\x", "C:\\x", "att/x/0\x00.txt"):
        data = _zip(("bundle.json", good), (name, b"x"), packed=zipfile.ZIP_STORED)
        found = code_of(bundle.read, data)
        assert found == "bad-zip", f"{name!r}: it got {found or 'read'}"
