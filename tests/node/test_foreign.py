"""Files of others: what the closed child shows, what its walls refuse, and what the parent believes of its answer."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from detente.model.errors import BadInput, NotFound
from detente.node.foreign import looking
from detente.node.foreign.bounds import MOST_EDGE, MOST_IN_BYTES, MOST_LETTERS, REASONS
from detente.node.foreign.looking import Sight
from detente.node.stores.models import AuditRow
from tests import shared
from tests.node.desk_builders import LIA, desk, draft_to_beta, give_accounts
from tests.node.world import World


def image(form: str, mode: str = "RGB", size: tuple[int, int] = (1500, 700), **values: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "red" if mode.startswith("RGB") else 3).save(out, form, **values)
    return out.getvalue()


def pdf(pages: int = 1, **encryption: str) -> bytes:
    made = FPDF()
    if encryption:
        made.set_encryption(**encryption)
    for _ in range(pages):
        made.add_page()
        made.set_font("helvetica")
        made.cell(text="Vendredi, 19 h")
    return bytes(made.output())


def bomb() -> bytes:
    """A PNG of 30,000 x 30,000 pixels in a few kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


# What is shown


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Привет, راحل\n\tзавтра".encode(), "Привет, راحل\n\tзавтра"),
        ("\ufeffétat".encode(), "état"),
        ("état".encode("utf-16"), "état"),
        (b'=WEBSERVICE("http://x")', '=WEBSERVICE("http://x")'),
    ],
)
def test_a_text_is_shown_as_it_is(data: bytes, text: str) -> None:
    assert looking.look([data]) == Sight(text=text)


def test_a_long_text_is_cut_and_says_so() -> None:
    seen = looking.look(["ж".encode() * 30_000, "ж".encode() * 30_000])
    assert (len(seen.text), seen.cut) == (MOST_LETTERS, True)


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "I;16"),
        ("MPO", "RGB"),
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("GIF", "P"),
        ("WEBP", "RGB"),
    ],
)
def test_an_image_is_drawn_anew_within_its_edges(form: str, mode: str) -> None:
    seen = looking.look([image(form, mode)])
    with Image.open(io.BytesIO(seen.png)) as drawn:
        drawn.load()
        assert (drawn.format, drawn.mode, drawn.size) == ("PNG", "RGB", (seen.width, seen.height))
    assert (seen.reason, seen.width, seen.height, seen.pages) == ("", MOST_EDGE, 560, 0)


def test_nothing_of_an_image_but_its_pixels_comes_through() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Maison sûre, rue Haute 4"
    data = image("JPEG", exif=exif, comment=b"hidden words")
    assert b"hidden words" in data
    assert b"rue Haute" in data
    seen = looking.look([data])
    assert seen.png.count(b"IDAT") == 1
    assert [seen.png[at : at + 4] for at in (12, len(seen.png) - 8)] == [b"IHDR", b"IEND"]
    assert b"hidden words" not in seen.png
    assert b"rue Haute" not in seen.png


def test_the_first_page_of_a_pdf_is_drawn_and_its_pages_are_counted() -> None:
    seen = looking.look([pdf(3)])
    assert (seen.reason, seen.height, seen.pages) == ("", MOST_EDGE, 3)
    with Image.open(io.BytesIO(seen.png)) as drawn:
        assert len(drawn.getcolors(10_000) or ()) > 1, "nothing is written on the page"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"a" * (MOST_IN_BYTES + 1), "too-large"),
        (b"PK\x03\x04" + bytes(50), "unknown-kind"),
        (b"text\x00with a nul", "unknown-kind"),
        ("état".encode("cp1252"), "unknown-kind"),
        (image("BMP", size=(9, 9)), "unknown-kind"),
        (image("TIFF", size=(9, 9)), "unknown-kind"),
        (image("PNG")[:70], "unreadable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "unreadable"),
        (b"%PDF-1.7\nnothing of it", "unreadable"),
        (pdf(owner_password="a", user_password="b"), "locked"),
        (bomb(), "limits"),
        (image("GIF", "P", (9_000, 9_000)), "limits"),
    ],
)
def test_what_is_not_shown_has_its_reason(data: bytes, reason: str) -> None:
    assert looking.look([data]) == Sight(reason=reason)


def test_a_child_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looking.look([b"a text"], seconds=0.01) == Sight(reason="limits")


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("raise RuntimeError('a decoder failed in a way that nobody knew')", "unreadable"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "limits"),
    ],
)
def test_a_child_that_fails_is_told_from_one_that_was_ended(
    end: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "CHILD", (sys.executable, "-c", end))
    assert looking.look([b"a text"]) == Sight(reason=reason)


def test_an_error_behind_the_walls_ends_the_child_by_itself() -> None:
    run = "from detente.node.foreign import sandbox\nsandbox.limit()\nsandbox.close()\nraise RuntimeError"
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", run], env=environment, check=False, timeout=120).returncode == 1


@pytest.mark.shared
@pytest.mark.parametrize("path", shared.files("data/hostile/*.pdf"), ids=lambda path: path.name)
def test_a_hostile_pdf_gives_pixels_or_a_reason(path: Path) -> None:
    seen = looking.look([path.read_bytes()])
    assert bool(seen.png) != bool(seen.reason)
    assert seen.text == ""


# The walls

TRIES = {
    "a file to read": "open('/etc/passwd')",
    "a file to write": "open('/tmp/detente-broke-out', 'w')",
    "a folder": "os.listdir('/')",
    "the network": "socket.socket()",
    "a local socket": "socket.socketpair()",
    "another process": "os.fork()",
    "a program": "os.execv('/bin/true', ['true'])",
    "a signal to the parent": "os.kill(os.getppid(), 0)",
    "more memory": "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "what others are": "os.getppid() == 1 or os.readlink('/proc/self/exe')",
}


@pytest.mark.parametrize("name", TRIES)
def test_inside_the_walls_nothing_else_can_be_done(name: str) -> None:
    """The same call works without the walls, or its refusal would prove nothing; but for the two that would end it."""
    code = f"""
import os, socket, resource
from detente.node.foreign import sandbox
sandbox.close()
try:
    {TRIES[name]}
except OSError as error:
    os.write(1, str(error.errno).encode())
except ValueError:
    os.write(1, b'1')
os._exit(0)
"""
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert ended.stdout == b"1", f"{name}: EPERM was expected"


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("memory", "bytearray(600 * 1024 * 1024)"),
        ("output", "os.ftruncate(1, 0); os.write(1, bytes(9 * 1024 * 1024)) == 9 * 1024 * 1024 or 1 / 0"),
    ],
)
def test_the_limits_hold(what: str, code: str, tmp_path: object) -> None:
    run = f"import os\nfrom detente.node.foreign import sandbox\nsandbox.limit()\n{code}"
    with open(f"{tmp_path}/out", "wb") as out:
        ended = subprocess.run(
            [sys.executable, "-c", run],
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    assert ended.returncode != 0, what
    assert os.path.getsize(f"{tmp_path}/out") <= 8 * 1024 * 1024


# What the parent believes


def answer(header: object, body: bytes = b"") -> bytes:
    return (header if isinstance(header, bytes) else json.dumps(header).encode()) + b"\n" + body


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{}",
        answer([]),
        answer({"is": "text"}, b"a"),
        answer({"is": "text", "cut": 1}, b"a"),
        answer({"is": "text", "cut": False, "more": 1}, b"a"),
        answer({"is": "text", "cut": False}, b"\xff"),
        answer({"is": "text", "cut": False}, b"a\x00"),
        answer({"is": "text", "cut": False}, b"a" * (MOST_LETTERS + 1)),
        answer(b'{"is":"text","is":"text","cut":false}', b"a"),
        answer({"is": "none", "reason": "<b>"}),
        answer({"is": "none", "reason": "empty"}, b"body"),
        answer({"is": "image", "width": 2, "height": 2, "pages": 1}, bytes(11)),
        answer({"is": "image", "width": 2, "height": 2, "pages": 1}, bytes(13)),
        answer({"is": "image", "width": True, "height": 2, "pages": 1}, bytes(6)),
        answer({"is": "image", "width": 0, "height": 2, "pages": 1}),
        answer({"is": "image", "width": -2, "height": -2, "pages": 1}, bytes(12)),
        answer({"is": "image", "width": MOST_EDGE + 1, "height": 1, "pages": 1}, bytes(3 * (MOST_EDGE + 1))),
        answer({"is": "pdf", "width": 1, "height": 1, "pages": 0}, bytes(3)),
        answer({"is": "svg", "width": 1, "height": 1, "pages": 1}, bytes(3)),
        answer({"is": "none", "reason": "empty", "pad": "x" * 300}),
    ],
)
def test_an_answer_out_of_form_is_an_unreadable_file(said: bytes) -> None:
    assert looking.sight_in(said) == Sight(reason="unreadable")


def test_each_reason_comes_through() -> None:
    assert [looking.sight_in(answer({"is": "none", "reason": each})).reason for each in REASONS] == list(REASONS)


# At the desk


def test_an_officer_sees_an_attachment_without_taking_it_out(pair: World) -> None:
    give_accounts(pair)
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta())
    here = desk(pair, "alpha")
    # The media type lies; the content decides.
    here.draft_attach(
        LIA, key, name="plan.pdf", media_type="application/pdf", content=BytesIO(b"Vendredi \xe2\x80\xae19 h")
    )
    here.draft_attach(LIA, key, name="vide.zip", media_type="image/png", content=BytesIO(b"PK\x03\x04" + bytes(9)))
    shown = here.preview(LIA, key)
    uid = here.release(LIA, key, challenge=shown.signing.challenge, assertion=None)
    pair.settle("alpha", "beta")
    there = desk(pair, "beta")
    ids = {file.name: file.id for file in here.notification(LIA, uid).files}
    with pytest.raises(BadInput, match="Open"):
        there.sight(LIA, uid, ids["plan.pdf"])
    there.open(LIA, uid)
    page = there.sight(LIA, uid, ids["plan.pdf"])
    assert (page.file.name, page.sight) == ("plan.pdf", Sight(text="Vendredi \u202e19 h"))
    assert there.sight(LIA, uid, ids["vide.zip"]).sight.reason == "unknown-kind"
    records = AuditRow.objects.using(pair.nodes["beta"].alias).filter(act="attachment-read", actor="lia")
    assert records.count() == 2
    with pytest.raises(NotFound):
        there.sight(LIA, uid, "AAAAAAAAAAAAAAAAAAAAAA")
