"""What keeps a message from an officer, or marks it: values of its page, and the act that confirms stated limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

MASKED: Final = "masked"
"""Not a ground: oversight whose law lets it read the outer facts alone."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Why the content is closed to this officer: an inner ground, `MASKED`, or "" where it is not.

    `confirmable`: the officer opens it by confirming the limits that its text states. `challenged`: a redress case
    blocks it, so it may be read and no more.
    """

    withheld: str = ""
    confirmable: bool = False
    challenged: bool = False

    @property
    def hides_subject(self) -> bool:
        """Whether the subject is closed with the content: it is sealed like it.

        Limits to be confirmed do not hide it, nor what oversight may not read, which knows the outer facts.
        """
        return self.withheld not in ("", MASKED, "handling.h3")


NONE: Final = Limits()
HIDDEN: Final = "[…]"
"""What stands in the place of a subject that is not for this officer."""


class LimitsDesk(Protocol):
    """What the page of a message may ask about limits."""

    def confirm_limits(self, officer_id: int, entry_id: str) -> None:
        """Record that the officer read the limits which the label's text states (H3), and keeps to them."""
        ...
