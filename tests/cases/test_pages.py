"""The pages of the reference say what the tables say."""

from __future__ import annotations

import pytest

from detente.cases.kinds import TABLES
from tests.cases import draw

PAGES = draw.pages()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_what_the_tables_draw(path: draw.Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path], "run `make pages`"


def test_no_page_of_a_dialogue_is_left_over() -> None:
    drawn = {path.name for path in PAGES if path.parent.name == "dialogues"}
    assert {path.name for path in (draw.REFERENCE / "dialogues").iterdir()} == drawn


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_move_and_every_act_is_on_its_page(table: draw.Table) -> None:
    text = PAGES[draw.REFERENCE / "dialogues" / f"{table.kind}.md"]
    for row in table.rows:
        assert row.event in text
        if row.how == "act":
            assert f"| `{row.event}` | {' '.join(row.by)} |" in text
