"""Small parts that stand on a page many times over and look alike: each is drawn once for all that are alike.

A list of sixty rows has a party, a label and four receipts in each, in a handful of forms; the templates would take
more of the processor than all that the node asks of its database.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def drawn(part: str, **values: Hashable) -> SafeString:
    """Give `templates/desk/parts/{part}.html` with these values, in the reader's language.

    Texts that are markup already and texts that are not must keep apart by their names: as keys they are equal.
    """
    return _drawn(part, get_language() or "", tuple(values.items()))


@lru_cache(maxsize=2048)
def _drawn(part: str, _language: str, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return SafeString(get_template(f"desk/parts/{part}.html").render(dict(values)))
