"""The parcel: one framing, one grammar, and nothing else gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crypto.hashing import sha256, u32
from detente.protocol import parcel
from detente.protocol.parcel import Batch, Control, Document, Item, Receipt, Tag, WireEntry
from detente.protocol.refusal import Refused

SHORT = st.binary(max_size=40)


@st.composite
def _entries(draw: st.DrawFn) -> WireEntry:
    box = draw(st.none() | SHORT)
    box_hash = draw(st.binary(min_size=32, max_size=32)) if box is None else sha256(box)
    return WireEntry(draw(SHORT), box, box_hash, draw(st.none() | SHORT))


BATCHES = st.builds(Batch, SHORT, st.lists(_entries(), min_size=1, max_size=4).map(tuple), st.none() | SHORT)
# A receipt behind a batch without one would be read as the batch's own; nobody sends it so.
ITEMS: st.SearchStrategy[Item] = st.one_of(st.builds(Document, SHORT), st.builds(Control, SHORT), BATCHES)
PARCELS = st.lists(ITEMS, max_size=4).map(tuple)


def _records(*records: tuple[int, bytes]) -> bytes:
    data = parcel.MAGIC + b"".join(bytes([tag]) + u32(len(value)) + value for tag, value in records)
    return data + bytes([Tag.END]) + u32(32) + sha256(data)


@given(PARCELS)
def test_what_was_built_is_read_as_the_same(items: tuple[Item, ...]) -> None:
    assert parcel.parse(parcel.build(items)) == items


@given(PARCELS)
def test_what_was_read_is_built_as_the_same_bytes(items: tuple[Item, ...]) -> None:
    data = parcel.build(items)

    assert parcel.build(parcel.parse(data)) == data


@given(st.data(), PARCELS)
def test_a_changed_byte_is_refused_with_a_code(data: st.DataObject, items: tuple[Item, ...]) -> None:
    whole = parcel.build(items)
    position = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[position] ^= data.draw(st.integers(1, 255))

    with pytest.raises(Refused) as refused:
        parcel.parse(bytes(changed))
    assert refused.value.code in ("bad-frame", "too-large")


@given(st.data(), PARCELS)
def test_a_cut_or_lengthened_parcel_is_refused(data: st.DataObject, items: tuple[Item, ...]) -> None:
    whole = parcel.build(items)
    cut = data.draw(st.integers(0, len(whole) - 1))
    more = data.draw(st.binary(min_size=1, max_size=60))

    for wrong in (whole[:cut], whole + more):
        with pytest.raises(Refused, check=lambda error: error.code == "bad-frame"):
            parcel.parse(wrong)


@given(st.binary(max_size=300))
def test_junk_is_refused_with_a_code_whatever_it_is(junk: bytes) -> None:
    for data in (junk, parcel.MAGIC + junk):
        with pytest.raises(Refused):
            parcel.parse(data)


HDR, BOX, BODY, CHK, REC = (Tag.HDR, b"h"), (Tag.BOX, b"b"), (Tag.BODY, b"x"), (Tag.CHK, b"c"), (Tag.REC, b"r")

OUT_OF_GRAMMAR = {
    "a batch without entries": [CHK],
    "a batch with nothing but a receipt": [CHK, REC],
    "a header without a box": [CHK, HDR],
    "a header, then a body": [CHK, HDR, BODY],
    "two headers": [CHK, HDR, HDR],
    "two bodies": [CHK, HDR, BOX, BODY, BODY],
    "two boxes": [CHK, HDR, BOX, BOX],
    "an entry without a checkpoint": [HDR, BOX, BODY],
    "a box alone": [BOX],
    "a body alone": [BODY],
    "a box hash alone": [(Tag.BOXH, bytes(32))],
    "a box hash of 31 bytes": [CHK, HDR, (Tag.BOXH, bytes(31))],
    "an unknown record that must be understood": [(9, b"")],
    "one of the last of those": [(126, b"")],
    "tag 0": [(0, b"")],
    "257 entries": [CHK, *[HDR, BOX] * 257],
}


@pytest.mark.parametrize("records", OUT_OF_GRAMMAR.values(), ids=OUT_OF_GRAMMAR)
def test_records_out_of_grammar_are_a_bad_frame(records: list[tuple[int, bytes]]) -> None:
    with pytest.raises(Refused, check=lambda error: error.code == "bad-frame"):
        parcel.parse(_records(*records))


def test_256_entries_are_a_batch() -> None:
    (batch,) = parcel.parse(_records(CHK, *[HDR, BOX] * 256))

    assert isinstance(batch, Batch)
    assert len(batch.entries) == 256


@pytest.mark.parametrize("tag", [128, 200, 255])
def test_records_from_128_on_are_skipped_wherever_they_stand(tag: int) -> None:
    new = (tag, b"of a newer release")

    assert parcel.parse(_records(new, CHK, new, HDR, new, BOX, BODY, new, REC)) == parcel.parse(
        _records(CHK, HDR, BOX, BODY, REC)
    )


CAPS = {
    Tag.DOC: parcel.DOC_CAP,
    Tag.CTL: parcel.OBJECT_CAP,
    Tag.CHK: parcel.OBJECT_CAP,
    Tag.REC: parcel.OBJECT_CAP,
    Tag.HDR: parcel.HEADER_CAP,
    Tag.BOX: parcel.BOX_CAP,
    Tag.BODY: parcel.DEFAULT_BODY_LIMIT + parcel.BODY_SLACK,
}


@pytest.mark.parametrize(("tag", "cap"), CAPS.items(), ids=lambda value: getattr(value, "name", str(value)))
def test_a_length_above_its_cap_is_refused_before_the_bytes_are_there(tag: Tag, cap: int) -> None:
    announced = parcel.MAGIC + bytes([tag]) + u32(cap + 1)

    with pytest.raises(Refused, check=lambda error: error.code == "too-large"):
        parcel.parse(announced)


def test_the_cap_of_a_body_follows_the_limit_that_the_receiver_announced() -> None:
    batch = _records(CHK, HDR, BOX, (Tag.BODY, bytes((64 << 10) * 3)))

    assert parcel.parse(batch, body_limit=2 * (64 << 10))
    with pytest.raises(Refused, check=lambda error: error.code == "too-large"):
        parcel.parse(batch, body_limit=64 << 10)


@pytest.mark.parametrize(("box", "body", "stub"), [(b"b", b"x", False), (None, b"x", True), (b"b", None, True)])
def test_an_entry_that_lacks_box_or_body_is_a_stub(box: bytes | None, body: bytes | None, stub: bool) -> None:
    assert WireEntry(b"h", box, bytes(32), body).is_stub is stub


def test_an_empty_parcel_has_no_items() -> None:
    assert parcel.parse(parcel.build(())) == ()


def test_a_receipt_behind_a_batch_is_the_batch_s_own_and_the_next_one_stands_alone() -> None:
    batch, alone = parcel.parse(_records(CHK, HDR, BOX, BODY, REC, REC))

    assert isinstance(batch, Batch)
    assert batch.receipt == b"r"
    assert alone == Receipt(b"r")
