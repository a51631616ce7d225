"""The shared vectors of DXP 12: what a receiver admits or refuses, decided here from header and plaintext alone.

State of every case: B holds the first `held` entries of ledger_AB and wrote all of ledger_BA.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from detente.crypto import sealing
from detente.crypto.hashing import sha256
from detente.model import b64, handling, strict_json
from detente.policy import founding
from detente.policy.admit import REPLIES, Permit, Refusal, Standing, Subject, Target, admit
from tests import shared

pytestmark = pytest.mark.shared

OURS = ("agreement.", "topic.", "kind.", "purpose.", "basis.", "handling.", "not-yours", "unknown-target", "not-agreed")
CHECKPOINT, HEADER, BOX, BODY = 3, 4, 5, 6


@dataclass(frozen=True)
class Read:
    """One entry of a ledger or of a batch, as far as policy looks at it."""

    header: dict[str, Any]
    payload: dict[str, Any]


def _vectors() -> dict[str, Any]:
    # Larger and freer than anything on the wire, so not read as strict JSON.
    found = shared.files("spec/vectors.json")
    return dict(json.loads(found[0].read_bytes())) if found else {}


VECTORS = _vectors()


def _cases() -> Iterator[Any]:
    """Give the `receive` cases whose outcome policy decides, or which it lets through."""
    for case in (*VECTORS.get("negative", ()), *VECTORS.get("positive_receive", ())):
        if case.get("op", "receive") != "receive" or "refused" not in case["expect"]:
            continue
        codes = case["expect"]["refused"]
        if all(code.startswith(OURS) for code in codes):
            yield pytest.param(case, id=case["name"])


def _records(parcel: bytes) -> Iterator[tuple[int, bytes]]:
    at = 8
    while at < len(parcel):
        end = at + 5 + int.from_bytes(parcel[at + 1 : at + 5], "big")
        yield parcel[at], parcel[at + 5 : end]
        at = end


def _ledger(name: str) -> list[Read]:
    return [
        Read(strict_json.parse(b64.decode(e["header"])), strict_json.parse(b64.decode(e["plaintext"]))["payload"])
        for e in VECTORS[name]["entries"]
    ]


def _open(header: bytes, box: bytes, body: bytes) -> Read:
    key = sealing.seal_private(b64.decode(VECTORS["parties"]["B"]["seeds"]["seal_xwing"]))
    read = strict_json.parse(header)
    cek = sealing.open_box(box[: sealing.BOX_BYTES], key=key, role=1, header_hash=sha256(header))
    plaintext = sealing.open_body(
        body,
        cek=cek,
        commit=b64.decode(read["commit"]),
        body_hash=b64.decode(read["body"]),
        smallest=sealing.SMALLEST_REPLY if read["kind"] in {"answer", "refusal"} else sealing.SMALLEST,
    )
    return Read(read, strict_json.parse(plaintext)["payload"])


def _subject(entry: Read, *, seq: int, seen: int, opened_by: str | None) -> Subject:
    header, payload = entry.header, entry.payload
    return Subject(
        sender=header["from"],
        receiver=header["to"],
        kind=header["kind"],
        agreement=header["agreement"],
        topic=header["topic"],
        handling=handling.parse(header["handling"]),
        re=header["re"],
        seq=seq,
        seen=seen,
        message=payload.get("message"),
        dialogue=payload.get("dialogue"),
        dialogue_kind=opened_by if header["kind"] in REPLIES else header["kind"],
    )


@pytest.mark.parametrize("case", list(_cases()))
def test_the_vectors_are_admitted_and_refused_as_written(case: dict[str, Any]) -> None:
    by_a, by_b = _ledger("ledger_AB")[: case["state"]["held"]], _ledger("ledger_BA")
    lower, higher = VECTORS["agreement"]["text"]["parties"]
    agreement = founding.parse(VECTORS["agreement"]["text"], parties=(lower, higher))
    records = list(_records(b64.decode(case["parcel"])))
    checkpoint = strict_json.parse(b64.decode(json.loads(dict(records)[CHECKPOINT])["payload"]))
    written = {
        entry.header["cid"]: (entry, ours) for entries, ours in ((by_a, True), (by_b, False)) for entry in entries
    }
    refused = []
    seq = checkpoint["prev"]["size"]
    parts = [(tag, data) for tag, data in records if tag in (HEADER, BOX, BODY)]
    for place in range(0, len(parts), 3):
        seq += 1
        entry = _open(*(data for _, data in parts[place : place + 3]))
        found = written.get(entry.header["re"])
        about = found and Target(found[1], found[0].header["kind"], found[0].header["agreement"], frozenset())
        opened_by = found[0].payload["dialogue"] if found else None
        subject = _subject(entry, seq=seq, seen=checkpoint["seen"]["size"], opened_by=opened_by)
        known = {agreement.id: Standing(agreement, sender_seq=1, receiver_seq=1)}
        match admit(subject, standings=known, target=about):
            case Refusal(ground=ground):
                refused.append(ground)
            case Permit(obligations=obligations):
                assert obligations == ()
    assert refused == case["expect"]["refused"]


def test_enough_cases_were_found() -> None:
    assert len(list(_cases())) >= 28
