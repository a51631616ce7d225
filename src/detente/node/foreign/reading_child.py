"""The child that reads a list: takes what it was asked from its standard input, closes itself in, writes what it read.

In comes a line of JSON (what a person confirmed), then the file. Out come lines of JSON (`intake.lists.carried`).
The parent believes none of it (`foreign.reading`). `python -m` starts it with seconds, memory and bytes of output.
"""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Iterator
from itertools import islice

from detente.intake.lists import carried, countries, encodings, kinds, values
from detente.intake.lists.said import say
from detente.node.foreign import children, sandbox

_WARMED = (
    b'{"id":"a","schema":"Person","properties":{"name":["a"],"country":["fr"],"birthDate":["1 Jan 1990"]}}\n',
    b"<?xml version='1.0' encoding='windows-1251'?><export><sanctionEntity/></export>",
    b"<report/>",
    b"name;birthDate\n\xe9t\xe9;1\n",
    b"BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:=41\nEND:VCARD\n",
    b"From: =?utf-8?b?w6k=?= <a@b>\nTo: a\nContent-Type: text/html; charset=gb2312\n\n<p>a",
    b"From: a\nTo: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    b"Content-Type: a/b; name*=utf-8''a\n\na\n--b--\n",
    b"PK\x03\x04",
)
"""One file of each kind: what their readers load late is loaded before the walls are closed."""
_OF_MAILS = (
    "gb2312 gbk gb18030 big5 euc-jp iso2022_jp shift_jis euc-kr koi8-u iso8859-15 iso8859-2 iso8859-7 iso8859-8 "
    "unicode_escape iso8859-9 cp1253 cp1257 cp1258 cp874 mac-roman utf-7 cp437 idna"
)


def main() -> None:
    """Read one file; end without the interpreter's own farewell, for which nothing is allowed any more."""
    seconds, memory, out = map(int, sys.argv[1:4])
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    ready()
    pages = _reader_of_pages(data)
    try:
        sandbox.limit(seconds=seconds, memory=memory, out=out)
        sandbox.close()
    except (OSError, ValueError):
        _write(iter([carried.end(values.refused("unknown", say("child.no-sandbox")), 0)]))
    try:
        confirmed = carried.mapping(asked["mapping"])
        reading = kinds.read(data, pages=pages, mapping=confirmed, encoding=asked["encoding"])
        del data
        _write(carried.lines(reading))
    except (MemoryError, RecursionError):
        os._exit(children.OUT_OF_MEMORY)


def ready() -> None:
    """Load everything: after the walls are closed no file can be opened any more."""
    countries.code_of("")
    for name in (*encodings.ALL, *_OF_MAILS.split()):
        codecs.lookup(name)
    for each in _WARMED:
        kinds.read(each)


def _reader_of_pages(data: bytes) -> kinds.Pages | None:
    """Load the library that reads PDF for a PDF only: it takes as long as all else together."""
    if not kinds.is_pdf(data):
        return None
    from detente.node.foreign import pdf_text

    pdf_text.ready()
    return pdf_text.read


def _write(lines: Iterator[str]) -> None:
    while some := list(islice(lines, 500)):
        left = memoryview("".join(some).encode())
        while left:
            left = left[os.write(1, left) :]
    os._exit(0)


if __name__ == "__main__":
    main()
