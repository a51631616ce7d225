"""Wherever a node dies in the scripted exchange, nothing is lost, doubled, reordered or contradicted."""

from __future__ import annotations

from collections.abc import Callable

from tests.crash.run import all_shares


def test_no_death_at_any_seam_of_the_script_breaks_anything(say_at_the_end: Callable[[str], None]) -> None:
    total = all_shares(twice=False)
    say_at_the_end(f"{total['points']} crash points in {total['seconds']} s, {len(total['broken'])} broken")  # type: ignore[arg-type]  # the report holds a list
    assert not total["broken"]
    assert total["points"] == total["of"]
    assert int(str(total["points"])) >= 2000
