"""Attacks on the partners' endpoint: strangers, sizes, paths, junk; and attachments that are not what was announced."""

from __future__ import annotations

import logging
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.crypto.hashing import sha256
from detente.model import strict_json
from detente.node.services import acting, attaching, delivering, notifying, officers, threads
from detente.node.services.notifying import Letter
from detente.node.stores.models import AttachmentRow, Entry, FailureCount
from detente.protocol import header, parcel
from detente.protocol.parcel import MAGIC, Control, Tag
from tests.adversarial.cases import code_of
from tests.adversarial.endpoint import Endpoint, of_beta
from tests.adversarial.hands import at_the_desk, next_batch, stored
from tests.faults.test_mutants import notify, settled
from tests.faults.two import FaultyLine, Two
from tests.model import test_strict_json as suite

STRANGER = "a" * 52
NO_SUCH = "A" * 22


# --- strangers


def a_stranger_knocks(two: Two) -> None:
    """Case 25: unknown writer, unknown receiver, no such token or attachment; unread, unwritten, one answer for all."""
    alias = two.world.nodes["beta"].alias
    with of_beta(two) as beta:
        paths = (
            ("POST", f"/dxp/1/{beta.to}/{STRANGER}"),
            ("POST", f"/dxp/1/{STRANGER}/{beta.sender}"),
            ("POST", f"/dxp/1/{beta.sender}/{beta.to}"),
            ("POST", f"/dxp/1/meet/{NO_SUCH}"),
            ("PUT", f"/dxp/1/{beta.to}/{STRANGER}/att/{NO_SUCH}/leaves"),
            ("PUT", f"{beta.path}/att/{NO_SUCH}/0"),
        )
        connection = connections[alias]
        connection.ensure_connection()
        before = connection.connection.total_changes
        answers = []
        for method, path in paths:
            answer = beta.send_unread(method, path)
            answers.append((answer.status_code, answer.content, sorted(answer.headers)))
        assert answers == [answers[0]] * len(paths), f"strangers get different answers: {answers}"
        assert answers[0][:2] == (404, b"")
        assert connection.connection.total_changes == before, "a stranger's request was written to the disk"
        assert not FailureCount.objects.using(alias).exists()


def a_stranger_measures(two: Two) -> None:
    """Case 25: the same questions to the database for an unknown writer as for an unknown receiver."""
    alias = two.world.nodes["beta"].alias
    with of_beta(two) as beta:
        asked = []
        for to, sender in ((beta.to, STRANGER), (STRANGER, beta.sender), (STRANGER, STRANGER)):
            path = f"/dxp/1/{to}/{sender}"
            with CaptureQueriesContext(connections[alias]) as queries:
                assert beta.send_unread("POST", path).status_code == 404
            asked.append([query["sql"].split("WHERE")[0] for query in queries])
        assert asked[0] == asked[1] == asked[2], "an unknown receiver costs other work than an unknown writer"


# --- sizes and junk


def everything_is_too_large(two: Two) -> None:
    """Case 30: a parcel by its length, a record by its length, an entry's header, a batch by its count."""
    before = stored(two, "beta")
    with of_beta(two) as beta:
        for length in (str(1 << 40), str((64 << 20) + 1), str((8 << 20) + 1)):
            answer = beta.send_unread("POST", beta.path, length=length)
            assert (answer.status_code, answer.headers["DXP-Code"]) == (413, "too-large"), (
                f"a body of {length} bytes got {answer.status_code}"
            )
        for tag in (Tag.DOC, Tag.CTL, Tag.CHK, Tag.HDR, Tag.BOX, Tag.BODY, Tag.REC, Tag.BOXH):
            answer = beta.send("POST", beta.path, MAGIC + bytes([tag]) + (2 << 20).to_bytes(4, "big") + b"x")
            assert (answer.status_code, answer.headers["DXP-Code"]) == (413, "too-large"), (
                f"a record {tag.name} above its cap got {answer.status_code}"
            )
        many = MAGIC + _record(Tag.CHK, b"{}") + (_record(Tag.HDR, b"{}") + _record(Tag.BOXH, bytes(32))) * 257
        answer = beta.send("POST", beta.path, _closed(many))
        assert (answer.status_code, answer.headers["DXP-Code"]) == (400, "bad-frame")
    found = code_of(header.parse, b'{"x":"' + b"x" * (16 << 10) + b'"}')
    assert found == "bad-header"
    assert stored(two, "beta") == before
    settled(two)


def _record(tag: Tag, value: bytes) -> bytes:
    return bytes([tag]) + len(value).to_bytes(4, "big") + value


def _closed(data: bytes) -> bytes:
    """Give a parcel's bytes with the closing hash."""
    return data + _record(Tag.END, sha256(data))


def junk_in_every_record(two: Two, caplog: pytest.LogCaptureFixture) -> None:
    """Case 32: each text of the JSONTestSuite, deep nesting and odd numbers as a control object; the node stays up."""
    deep = b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}"
    texts = [*(data for _, data in suite.SUITE), deep, b'{"a":NaN}', b'{"a":1e400}', b'{"a":' + b"9" * 5000 + b"}"]
    with of_beta(two) as beta, caplog.at_level(logging.ERROR):
        for data in texts:
            answer = beta.send("POST", beta.path, parcel.build([Control(data)]))
            code = answer.headers.get("DXP-Code")
            assert answer.status_code in (400, 403), f"{data[:40]!r}: {answer.status_code} {code}"
            assert code in ("bad-json", "bad-object", "bad-signature"), f"{data[:40]!r}: {code}"
            assert answer.content == b"", "something was signed for a stranger"
    assert not [record for record in caplog.records if record.exc_info], "a traceback was logged"
    notify(two)
    settled(two)


def paths_and_lengths_are_odd(two: Two, caplog: pytest.LogCaptureFixture) -> None:
    """Case 57: paths that lead elsewhere, header values with line ends, lengths that are none, and 400 of junk."""
    chance = Random(57)
    notify(two)
    good = parcel.build([next_batch(two)])
    before = stored(two, "beta")
    with of_beta(two) as beta, caplog.at_level(logging.ERROR):
        for path in _odd_paths(beta):
            for method in ("GET", "POST", "PUT"):
                answer = beta.send(method, path, b"x")
                assert answer.status_code in (400, 404, 405), f"{method} {path!r}: {answer.status_code}"
                assert answer.content == b""
        for length in ("", "-1", "1e3", "abc", "0x10", "\u0665", "\u00b2", "1\r\nX: y", "9" * 30):
            answer = beta.send("POST", beta.path, CONTENT_LENGTH=length, **{"wsgi.input": BytesIO(b"x")})
            assert 400 <= answer.status_code < 500, f"length {length!r}: {answer.status_code}"
        for _ in range(400):
            answer = beta.send("POST", beta.path, _junk(chance, good))
            assert 400 <= answer.status_code < 500, f"junk got {answer.status_code}"
            assert all("\n" not in value and "\r" not in value for value in answer.headers.values())
    assert not [record for record in caplog.records if record.exc_info], "a traceback was logged"
    assert stored(two, "beta") == before
    settled(two)


def _odd_paths(beta: Endpoint) -> list[str]:
    return [
        "/../../detente.toml",
        "/dxp/1/..%2f..%2fdetente.toml",
        f"/dxp/1/{beta.to}/{beta.sender}/att/..%2f..%2fnode.sqlite3",
        f"/dxp/1/{beta.to}/{beta.sender}/att/{NO_SUCH}/..%2f0",
        f"/dxp/1/{beta.to}/{beta.sender}/att/{NO_SUCH}/-1",
        f"/dxp/1/{beta.to}/{beta.sender}/att/{NO_SUCH}/99999999999999999999999",
        f"/dxp/1/{beta.to}/{beta.sender}%0d%0aSet-Cookie:%20x=y",
        f"/dxp/1/{beta.to.upper()}/{beta.sender}",
        f"/dxp/1/{beta.to}/{beta.sender}%00",
        f"/dxp/1/{beta.to}/{chr(0x430) * 52}",
        "/dxp/2/x/y",
        "/%00",
    ]


def _junk(chance: Random, good: bytes) -> bytes:
    """Give a good parcel with bytes turned, cut out or put in, or noise behind the magic."""
    data = bytearray(good)
    match chance.randrange(4):
        case 0:
            for _ in range(chance.randrange(1, 20)):
                data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        case 1:
            del data[chance.randrange(len(data)) :]
        case 2:
            place = chance.randrange(len(data))
            data[place:place] = chance.randbytes(chance.randrange(1, 64))
        case _:
            data[:] = MAGIC + chance.randbytes(chance.randrange(200))
    return bytes(data)


# --- attachments


CHUNK = 1 << 20


class WithoutChunks(FaultyLine):
    """A way on which parcels arrive and attachments never do."""

    def get(self, path: str) -> tuple[int, bytes]:
        return 404, b""


def _attach(two: Two, tmp_path: Path) -> tuple[AttachmentRow, AttachmentRow]:
    """Let alpha send a file of three chunks whose entry arrives; give the rows of both sides."""
    file = tmp_path / "report.bin"
    file.write_bytes(b"a" * CHUNK + b"b" * CHUNK + b"the end")
    letter = Letter(subject="Dossier", files=[file], answer_by=two.world.clock() + timedelta(days=3))
    two.act("alpha", lambda node, partner: notifying.notify(node, officers.find(node, "lia"), partner, letter))
    alpha, partner = two.world.nodes["alpha"], two.partner("alpha")
    delivering.claim(alpha, partner)
    delivering.turn(alpha, partner, WithoutChunks(two, "alpha"), chance=0.0)
    two._open("beta")
    ours, theirs = (AttachmentRow.objects.using(two.world.nodes[name].alias).get() for name in ("alpha", "beta"))
    return ours, theirs


def chunks_are_exchanged_on_the_way(two: Two, tmp_path: Path) -> None:
    """Case 40: other leaves, chunks in another place, twice, cut, longer, beyond the end; each refused, none kept."""
    ours, theirs = _attach(two, tmp_path)
    alpha, beta = two.world.nodes["alpha"], two.world.nodes["beta"]
    chunks = [attaching.sealed_chunk(alpha, ours.att_id, index) for index in range(3)]
    leaves = bytes(ours.leaves or b"")
    with of_beta(two) as there:
        path = f"{there.path}/att/{theirs.att_id}"
        early = there.send("PUT", f"{path}/0", chunks[0])
        assert early.status_code == 422, "a chunk was taken before its leaves"
        for wrong in (leaves[32:] + leaves[:32], leaves[:64], leaves + leaves[:32], b"", bytes(96)):
            assert there.send("PUT", f"{path}/leaves", wrong).status_code == 422, "other leaves were taken"
        assert there.send("PUT", f"{path}/leaves", leaves).status_code == 204
        for index, chunk in (
            (0, chunks[1]),
            (1, chunks[0]),
            (2, chunks[1]),
            (2, chunks[2][:-1]),
            (2, chunks[2] + b"x"),
            (3, chunks[2]),
            (0, b""),
        ):
            status = there.send("PUT", f"{path}/{index}", chunk).status_code
            assert status == 422, f"a wrong chunk {index} got {status}"
        assert there.send("GET", path).content == b"\x00", "a wrong chunk counts as held"
    assert not list(attaching.folder(beta, theirs.att_id).glob("*")), "a wrong chunk is on the disk"
    two.wake_all()
    settled(two)


def an_attachment_never_completes(two: Two, tmp_path: Path) -> None:
    """Case 41: two of three chunks came; the entry stands, nobody says `opened`, the deadline shows on both sides."""
    ours, theirs = _attach(two, tmp_path)
    alpha, beta = two.world.nodes["alpha"], two.world.nodes["beta"]
    attaching.take_leaves(beta, theirs, bytes(ours.leaves or b""))
    theirs.refresh_from_db()
    for index in (0, 1):
        attaching.take_chunk(beta, theirs, index, attaching.sealed_chunk(alpha, ours.att_id, index))
    (cid,) = at_the_desk(two, "beta")
    entry = Entry.objects.using(beta.alias).select_related("partner").get(cid=cid)
    found = code_of(acting.accept, beta, officers.find(beta, "omar"), entry, until=None)
    assert found == "bad-input", f"opening without the whole file got {found or 'done'}"
    assert found != "", "it was opened"
    two._turn("beta")
    assert not Entry.objects.using(alpha.alias).filter(ours=False, kind="evidence").exists(), "`opened` was sent"
    two.world.clock.advance(days=4)
    sent = Entry.objects.using(alpha.alias).select_related("partner").get(cid=cid)
    for node, row in ((alpha, sent), (beta, entry)):
        (fact,) = strict_json.parse(threads.export(node, officers.find(node, "lia"), row))["facts"]
        assert fact["delivered"]["code"] is None, "the entry does not stand"
        assert (fact["opened"], fact["accepted"], fact["answered"]) == (None, None, None)
        assert fact["silent_since"], "the deadline does not show"
