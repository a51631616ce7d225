"""A file of a certificate is read whatever is in it: it holds, or the report says what does not."""

from __future__ import annotations

import json

import pytest

from detente.protocol import attestation


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"typ":"detente.attestation"}',
        b'{"typ":"detente.attestation","documents":[],"record":"e30"}',
        b'{"typ":"detente.attestation","documents":["e30"],"record":"e30"}',
        b'{"typ":"detente.attestation","documents":[1],"record":2}',
        b'{"typ":"detente.attestation","documents":["!"],"record":"e30"}',
        json.dumps({"typ": "detente.attestation", "documents": ["e30"] * 65, "record": "e30"}).encode(),
    ],
)
def test_what_is_none_is_reported_and_never_raises(data: bytes) -> None:
    report = attestation.verify(data, trust=[])
    assert not report.ok
    assert report.findings
    assert report.facts == ()
