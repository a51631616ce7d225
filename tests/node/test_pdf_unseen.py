"""What a PDF hides from whoever looks at it, and what it only seems to hide."""

from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.intake.lists import kinds
from detente.intake.lists.values import Outcome, Reading
from detente.node.foreign import pdf_text, reading

SEEN = b"BT /F 12 Tf 20 200 Td (seen) Tj ET "
UNSEEN = b"BT /F 12 Tf 20 100 Td (unseen) Tj ET "
FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"


def packed(data: bytes) -> bytes:
    return base64.a85encode(zlib.compress(data)) + b"~>"


def stream(data: bytes, *, head: bytes = b"<<") -> bytes:
    return head + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"


def pdf(content: bytes, *more: bytes, catalog: bytes = b"", head: bytes = b"<<") -> bytes:
    """A PDF of one page; `more` are its objects from 6 on, of which 6 is drawn by `/X Do`."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>/ExtGState<</G<</ca 0>>>>>>>>"
    )
    objects = (
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        stream(content, head=head),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + tail % (size, table, size, len(out))


def read(data: bytes) -> Reading:
    return kinds.read(data, pages=pdf_text.read)


def codes(found: Reading) -> list[str]:
    return [each.said.code for each in found.remarks]


@pytest.mark.parametrize(
    "data",
    [
        pdf(SEEN + b"3 Tr " + UNSEEN),
        pdf(SEEN + b"BT 3 %a comment\n Tr ET " + UNSEEN),
        pdf(SEEN + b"7 Tr " + UNSEEN),
        pdf(packed(SEEN + b"3 Tr " + UNSEEN), head=b"<</Filter[/ASCII85Decode/FlateDecode]"),
        pdf(SEEN + b"/X Do", stream(b"3 Tr " + UNSEEN, head=FORM)),
        pdf(SEEN + UNSEEN.replace(b"100 Td", b"-500 Td")),
        pdf(SEEN + UNSEEN.replace(b"12 Tf", b"0.1 Tf")),
        pdf(SEEN + b"/G gs " + UNSEEN),
        pdf(SEEN + b"1 1 1 rg " + UNSEEN),
        pdf(SEEN + b"1 g " + UNSEEN),
        pdf(SEEN + b"0 0 1 1 re f " * 600 + b"1 g " + UNSEEN),
    ],
    ids=["mode", "comment", "clip", "packed", "form", "beside", "small", "no-colour", "white", "white-grey", "many"],
)
def test_text_that_nobody_sees_is_said(data: bytes) -> None:
    found = read(data)
    assert (found.outcome, codes(found)) == (Outcome.ACCEPT_FLAG, ["pdf.unseen"])
    assert found.blocks[0].text.split() == ["seen", "unseen"]


@pytest.mark.parametrize(
    "content",
    [
        SEEN,
        # White letters on a blue field, words about a mode, letters whose size their matrix gives.
        b"0 0 1 rg 0 0 300 300 re f 1 1 1 rg " + SEEN,
        SEEN.replace(b"seen", b"write 3 Tr to hide"),
        SEEN.replace(b"12 Tf 20 200 Td", b"1 Tf 12 0 0 12 20 200 Tm"),
        SEEN + b"BT /F 12 Tf 20 -500 Td (   ) Tj ET",
    ],
    ids=["plain", "white-on-blue", "about", "matrix", "blanks"],
)
def test_text_that_is_seen_is_not_suspected(content: bytes) -> None:
    assert read(pdf(content)).outcome is Outcome.ACCEPT


def test_a_script_in_any_packing_is_said() -> None:
    script = b"/S/JavaScript/JS(app.alert\\(1\\))"
    for names, data in (
        (b"[/ASCII85Decode/FlateDecode]", packed(script)),
        (b"[/AHx/Fl]", zlib.compress(script).hex().encode() + b">"),
        (b"/FlateDecode", zlib.compress(script)),
    ):
        found = read(pdf(SEEN, stream(data, head=b"<</Type/ObjStm/N 1/First 0/Filter" + names)))
        assert codes(found) == ["pdf.acts"]


def test_a_bomb_in_letters_is_refused() -> None:
    bomb = packed(bytes(65 * 1024 * 1024))
    found = read(pdf(bomb, head=b"<</Filter[/ASCII85Decode/FlateDecode]"))
    assert found.reason is not None
    assert found.reason.code == "pdf.bomb"


def test_what_stands_behind_the_end_is_no_cut() -> None:
    assert read(pdf(SEEN) + b"\r\n\0" * 2000).outcome is Outcome.ACCEPT
    assert read(pdf(SEEN)[:-30]).outcome is Outcome.REFUSE


def test_a_form_that_draws_itself_ends() -> None:
    found = read(pdf(SEEN + b"/X Do", stream(b"/X Do", head=FORM)))
    assert found.blocks[0].text.split() == ["seen"]


@settings(max_examples=4)
@given(st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(max_size=4)), min_size=1, max_size=5))
def test_a_broken_pdf_is_read_or_refused(edits: list[tuple[int, bytes]]) -> None:
    data = pdf(SEEN + UNSEEN)
    for place, new in edits:
        at = place % len(data)
        data = data[:at] + new + data[at + len(new) :]
    found = reading.read([data])
    assert (found.outcome is Outcome.REFUSE) == (found.reason is not None)
    assert found.reason is None or not found.blocks
