"""What anybody sends to the partners' port: a status below 500 or 503, a code where the protocol has one, no traceback.

Plain `http.client` against a node that runs; nothing here knows a key.
"""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.conftest import Pair
from tests.e2e.nodes import PATIENCE

PARCEL = "application/dxp-parcel"
STRANGER = "a" * 52


@dataclass
class Endpoint:
    """The port of ZOR, and the way that VAL takes to it."""

    port: int
    to: str
    sender: str

    @property
    def path(self) -> str:
        return f"/dxp/1/{self.to}/{self.sender}"

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.request(method, path, body, {"Content-Type": PARCEL, **headers})
        answer = line.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]  # read before the connection goes
        line.close()
        return answer


@pytest.fixture
def endpoint(pair: Pair) -> Iterator[Endpoint]:
    """The live port; afterwards the node still answers its partner, and nothing unforeseen was logged."""
    val, zor = pair
    yield Endpoint(zor.peer_port, zor.party.rpartition(":")[2], val.party.rpartition(":")[2])
    assert "Traceback" not in zor.said()
    assert not (zor.home / "logs" / "failures.log").exists()


def _frame(kind: bytes, *records: bytes) -> bytes:
    return kind + b"".join(len(item).to_bytes(4, "big") + item for item in records)


MALFORMED = {
    "nothing": b"",
    "one byte": b"\x00",
    "text": b"hello",
    "json": b'{"v":"dxp/1"}',
    "zeros": bytes(4096),
    "ones": b"\xff" * 4096,
    "a length beyond the end": b"\x01" + (1 << 31).to_bytes(4, "big"),
    "magic alone": b"DXP1",
    "magic and noise": b"DXP1" + bytes(range(256)),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_parcel_is_refused_with_a_code_and_nothing_signed(endpoint: Endpoint, name: str) -> None:
    answer = endpoint.send("POST", endpoint.path, MALFORMED[name])
    assert 400 <= answer.status < 500 or (answer.status, name) == (200, "nothing")
    if answer.status != 200:
        assert answer.headers["DXP-Code"] in ("bad-frame", "bad-json", "bad-object", "too-large")
        assert answer.body == b""  # type: ignore[attr-defined]  # the library sets the body later


def test_a_parcel_above_the_limit_is_refused_before_its_body_is_sent(endpoint: Endpoint) -> None:
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=PATIENCE) as line:
        head = (
            f"POST {endpoint.path} HTTP/1.1\r\nHost: x\r\nContent-Type: {PARCEL}\r\nContent-Length: {1 << 40}\r\n\r\n"
        )
        line.sendall(head.encode("ascii"))
        answer = http.client.HTTPResponse(line)
        answer.begin()
    assert (answer.status, answer.headers["DXP-Code"]) == (413, "too-large")


@pytest.mark.parametrize("length", ["-1", "1e3", "abc", "0x10"])
def test_a_length_that_is_no_number_is_refused(endpoint: Endpoint, length: str) -> None:
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=PATIENCE) as line:
        line.sendall(f"POST {endpoint.path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode("ascii"))
        answer = http.client.HTTPResponse(line)
        answer.begin()
    assert 400 <= answer.status < 500


def test_a_body_that_stops_before_its_length_ties_up_nobody(endpoint: Endpoint) -> None:
    for _ in range(8):
        with socket.create_connection(("127.0.0.1", endpoint.port), timeout=PATIENCE) as line:
            line.sendall(f"POST {endpoint.path} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\nDXP".encode("ascii"))
    assert endpoint.send("POST", endpoint.path, b"DXP").status == 400


def test_whoever_is_unknown_gets_the_same_empty_404(endpoint: Endpoint) -> None:
    unknown = [
        ("POST", f"/dxp/1/{endpoint.to}/{STRANGER}"),
        ("POST", f"/dxp/1/{STRANGER}/{endpoint.sender}"),
        ("POST", f"/dxp/1/{endpoint.sender}/{endpoint.to}"),
        ("POST", f"/dxp/1/{endpoint.to}/{endpoint.sender[:-1]}"),
        ("POST", "/dxp/1/meet/no-such-token"),
        ("POST", "/dxp/1/meet/AAAAAAAAAAAAAAAAAAAAAA"),
        ("GET", f"{endpoint.path}/att/AAAAAAAAAAAAAAAAAAAAAA"),
        ("GET", f"/dxp/1/{endpoint.to}/{STRANGER}/att/AAAAAAAAAAAAAAAAAAAAAA"),
        ("PUT", f"{endpoint.path}/att/AAAAAAAAAAAAAAAAAAAAAA/leaves"),
        ("PUT", f"{endpoint.path}/att/AAAAAAAAAAAAAAAAAAAAAA/99999999999999999999"),
        ("PUT", f"{endpoint.path}/att/x/0"),
        ("GET", "/"),
        ("GET", "/admin/"),
        ("POST", "/dxp/2/x/y"),
        ("GET", "/%00"),
        ("GET", "/..%2f..%2fdetente.toml"),
    ]
    answers = [endpoint.send(method, path, b"DXP" if method != "GET" else None) for method, path in unknown]
    assert [answer.status for answer in answers] == [404] * len(unknown)
    assert {answer.body for answer in answers} == {b""}  # type: ignore[attr-defined]  # the library sets the body later
    # `Connection` says whether our body had come before the answer left, which is ours and not the node's to say.
    varying = {"date", "connection"}
    names = {tuple(sorted({name.lower() for name in answer.headers} - varying)) for answer in answers}
    assert len(names) == 1, "a header tells one 404 from another"
    assert all("DXP-Code" not in answer.headers for answer in answers)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_another_method_is_refused(endpoint: Endpoint, method: str) -> None:
    assert endpoint.send(method, endpoint.path).status == 405


def test_a_meeting_that_is_none_is_refused_and_the_invitation_stays(endpoint: Endpoint, pair: Pair) -> None:
    token = pair[1].ask("party", "invite", "ABC")["invitation"].rpartition(".")[2]
    for body in MALFORMED.values():
        answer = endpoint.send("POST", f"/dxp/1/meet/{token}", body)
        assert 400 <= answer.status < 500
        assert answer.body == b""  # type: ignore[attr-defined]  # the library sets the body later


def test_failures_of_strangers_are_counted_without_their_names(endpoint: Endpoint, pair: Pair) -> None:
    endpoint.send("POST", endpoint.path, b"hello")
    found: dict[str, Any] = pair[1].ask("audit", "verify")
    assert found["ok"], json.dumps(found)
