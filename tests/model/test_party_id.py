"""Party ids: one text a party, in three forms that lead to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import party_id
from tests.vectors import read

SOME = party_id.from_digest(bytes(range(32)))
digests = st.binary(min_size=32, max_size=32)


@given(digests)
def test_the_three_forms_lead_to_each_other(digest: bytes) -> None:
    party = party_id.from_digest(digest)
    assert party_id.parse(str(party)) == party
    assert party_id.from_part(party_id.part(party)) == party
    assert party_id.digest(party) == digest
    assert party_id.from_fingerprint(party_id.fingerprint(party)) == party


@given(digests, digests)
def test_two_digests_never_share_a_form(one: bytes, other: bytes) -> None:
    ids = party_id.from_digest(one), party_id.from_digest(other)
    assert (ids[0] == ids[1]) == (one == other)
    assert (party_id.fingerprint(ids[0]) == party_id.fingerprint(ids[1])) == (one == other)


@pytest.mark.parametrize("text", [
    SOME.upper(),
    SOME[:-1],
    SOME + "a",
    SOME + "\n",
    SOME[:-1] + "b",                       # left-over bits: two texts would name one party
    SOME[:-1] + "=",
    SOME.replace("urn:dxp:party:", "URN:dxp:party:"),
    SOME.replace("urn:dxp:party:", ""),
    SOME.replace("urn:dxp:party:", "urn:dxp:party:urn:dxp:party:"),
    party_id.PREFIX + "1" * 52,            # 0, 1, 8, 9 are no base32
    party_id.PREFIX + "a" * 51 + "а",      # Cyrillic
    party_id.PREFIX + "٢" * 52,            # Arabic-Indic digits
    party_id.PREFIX,
    "", None, 5, b"urn:dxp:party:",
])  # fmt: skip
def test_another_text_names_no_party(text: object) -> None:
    with pytest.raises(party_id.BadPartyId):
        party_id.parse(text)


@pytest.mark.parametrize("length", [0, 20, 31, 33, 64])
def test_a_party_id_needs_a_whole_digest(length: int) -> None:
    with pytest.raises(party_id.BadPartyId, match="32 bytes"):
        party_id.from_digest(bytes(length))


def test_a_fingerprint_is_read_in_any_grouping() -> None:
    written = party_id.fingerprint(SOME)
    assert len(written.split()) == 16
    for text in (written.replace(" ", ""), written.replace(" ", "-"), written.replace(" ", "\n"), f"  {written}\t"):
        assert party_id.from_fingerprint(text) == SOME


@pytest.mark.parametrize("text", [
    "",
    party_id.fingerprint(SOME)[:-1],
    party_id.fingerprint(SOME) + "0",
    " ".join(["65536", *["00000"] * 15]),
    " ".join(["99999"] * 16),
    " ".join(["٠٠٠٠٠"] * 16),
    " ".join(["0000x"] * 16),
    "+" + party_id.fingerprint(SOME)[1:],
])  # fmt: skip
def test_what_is_no_fingerprint_names_no_party(text: str) -> None:
    with pytest.raises(party_id.BadPartyId):
        party_id.from_fingerprint(text)


def test_the_largest_group_is_65535() -> None:
    assert party_id.fingerprint(party_id.from_digest(b"\xff" * 32)) == " ".join(["65535"] * 16)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["A", "B", "C"])
def test_the_parties_of_the_protocol_s_vectors_have_their_fingerprints(name: str) -> None:
    given_party = read.spec()["parties"][name]
    assert party_id.fingerprint(party_id.parse(given_party["party"])) == given_party["fingerprint"]
    assert party_id.from_fingerprint(given_party["fingerprint"]) == given_party["party"]
