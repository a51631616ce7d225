"""On a telephone a row of a table is a card: each of its values says by itself what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.web import desk, oversight

TEMPLATES = [
    (path.relative_to(room), path.read_text(encoding="utf-8"))
    for room in (Path(desk.__file__).parent / "templates", Path(oversight.__file__).parent / "templates")
    for path in sorted(room.rglob("*.html"))
]
TABLES = [
    (f"{name} {at}", one)
    for name, text in TEMPLATES
    for at, one in enumerate(re.findall(r"(?s)<thead>.*?</table>", text))
]


@pytest.mark.parametrize("table", [one for _, one in TABLES], ids=[name for name, _ in TABLES])
def test_each_value_of_a_row_carries_the_heading_of_its_column(table: str) -> None:
    head, _, body = table.partition("</thead>")
    headings = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', head)
    rows = re.split(r"<tr\b", body)[1:]
    assert rows
    for row in rows:
        cells = re.findall(r'<(td|th)\b(?: data-label="(\{%.*?%\})")?', row)
        assert len(cells) == len(headings)
        for heading, (kind, label) in zip(headings, cells, strict=True):
            # A row's own title needs no heading, and acts have verbs; their column says so only to those who listen.
            assert label == ("" if kind == "th" or "sr" in heading else heading)
