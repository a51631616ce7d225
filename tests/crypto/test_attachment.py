"""Attachments: no chunk opens at another place, in another file, or as the end that it is not (case 40)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crypto import attachment, tree
from detente.crypto.attachment import CHUNK_BYTES
from detente.crypto.hashing import sha256
from detente.crypto.sealing import CannotOpen
from detente.model import b64
from tests.vectors import read

CEK, ID, OTHER_ID = sha256(b"cek"), bytes(range(16)), bytes(16)
KEY = attachment.chunk_key(CEK, ID)
PLAIN = [b"first", b"second", b"third"]


def seal(plain: list[bytes], *, key: bytes = KEY, attachment_id: bytes = ID) -> list[bytes]:
    last = len(plain) - 1
    return [
        attachment.seal_chunk(chunk, key=key, attachment_id=attachment_id, index=index, last=index == last)
        for index, chunk in enumerate(plain)
    ]


def opened(sealed: list[bytes], *, key: bytes = KEY, attachment_id: bytes = ID) -> list[bytes] | None:
    """Give the file's chunks, None if one does not open; the reader takes the final chunk for the last."""
    last = len(sealed) - 1
    try:
        return [
            attachment.open_chunk(chunk, key=key, attachment_id=attachment_id, index=index, last=index == last)
            for index, chunk in enumerate(sealed)
        ]
    except CannotOpen:
        return None


SEALED = seal(PLAIN)


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=5))
def test_what_was_sealed_opens(plain: list[bytes]) -> None:
    assert opened(seal(plain)) == plain


@pytest.mark.parametrize(("name", "sealed"), [
    ("two exchanged", [SEALED[1], SEALED[0], SEALED[2]]),
    ("the last moved forward", [SEALED[2], SEALED[1], SEALED[0]]),
    ("one twice", [SEALED[0], SEALED[0], SEALED[1], SEALED[2]]),
    ("one in the place of another", [SEALED[0], SEALED[0], SEALED[2]]),
    ("one left out", [SEALED[0], SEALED[2]]),
    ("cut at the end", SEALED[:2]),
    ("cut to the first", SEALED[:1]),
    ("more after the end", [*SEALED, SEALED[2]]),
    ("the end of another file", [*SEALED[:2], seal(PLAIN[:2])[1]]),
    ("a chunk cut", [SEALED[0][:-1], *SEALED[1:]]),
    ("a chunk longer", [SEALED[0] + b"\x00", *SEALED[1:]]),
    ("a chunk empty", [b"", *SEALED[1:]]),
    ("a chunk of a tag's length", [bytes(16), *SEALED[1:]]),
])  # fmt: skip
def test_a_file_with_its_chunks_changed_does_not_open(name: str, sealed: list[bytes]) -> None:
    assert opened(SEALED) == PLAIN
    assert opened(sealed) is None, name


def test_every_flipped_byte_is_found() -> None:
    for place in range(len(SEALED[1])):
        wrong = bytes([*SEALED[1][:place], SEALED[1][place] ^ 1, *SEALED[1][place + 1 :]])
        assert opened([SEALED[0], wrong, SEALED[2]]) is None


def test_a_chunk_opens_with_its_number_and_flag_only() -> None:
    for index in range(4):
        for last in (False, True):
            if (index, last) != (1, False):
                with pytest.raises(CannotOpen):
                    attachment.open_chunk(SEALED[1], key=KEY, attachment_id=ID, index=index, last=last)


def test_two_attachments_of_one_entry_have_two_keys() -> None:
    other = attachment.chunk_key(CEK, OTHER_ID)
    assert other != KEY
    assert opened(SEALED, key=other, attachment_id=OTHER_ID) is None
    assert opened(SEALED, key=KEY, attachment_id=OTHER_ID) is None
    assert opened(SEALED, key=other, attachment_id=ID) is None


def test_equal_chunks_are_sealed_differently() -> None:
    """One nonce for all would give away which chunks are alike, and with AES-GCM the authentication key as well."""
    assert len({chunk[:16] for chunk in seal([b"x" * 16] * 4)}) == 4


@pytest.mark.parametrize(("size", "chunks"), [
    (0, 1), (1, 1), (CHUNK_BYTES - 1, 1), (CHUNK_BYTES, 1), (CHUNK_BYTES + 1, 2), (10 * CHUNK_BYTES, 10),
])  # fmt: skip
def test_the_number_of_chunks(size: int, chunks: int) -> None:
    assert attachment.chunk_count(size) == chunks


def test_an_empty_file_is_one_empty_chunk_that_is_the_last() -> None:
    assert opened(seal([b""])) == [b""]


def test_the_leaf_of_a_chunk_is_over_its_sealed_bytes() -> None:
    assert attachment.chunk_leaf(SEALED[0]) == sha256(b"\x00" + SEALED[0])


@pytest.mark.shared
def test_the_protocol_s_attachment() -> None:
    given_one = read.spec()["attachment"]
    cek, attachment_id, key = (b64.decode(given_one[name]) for name in ("cek", "id", "key"))
    plain, sealed = ([b64.decode(chunk) for chunk in given_one[name]] for name in ("plain", "sealed"))
    assert len(sealed) == 2
    assert attachment.chunk_key(cek, attachment_id) == key
    assert seal(plain, key=key, attachment_id=attachment_id) == sealed
    assert opened(sealed, key=key, attachment_id=attachment_id) == plain
    assert b64.encode(tree.root_of([attachment.chunk_leaf(chunk) for chunk in sealed])) == given_one["root"]
