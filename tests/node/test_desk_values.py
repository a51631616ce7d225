"""What the desk's values decide by themselves: names, hues, the marking of a page."""

from __future__ import annotations

from detente.node.queries import phrases
from detente.node.queries.desk import Handling


def test_the_marking_of_a_page_names_h0_only_alone() -> None:
    """H0 says what is allowed anyway; beside a restriction it says nothing."""
    free, held = Handling("GREEN", ("H0",)), Handling("AMBER", ("H1", "H2"))
    both = phrases.strictest([free, held, Handling("AMBER", ("H0", "H2"))])
    alone = phrases.strictest([free, free])
    assert both is not None
    assert alone is not None
    assert (both.tlp, both.h) == ("AMBER", ("H1", "H2"))
    assert alone.h == ("H0",)
