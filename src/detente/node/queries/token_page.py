"""What the machine interface asks before anything else (see `queries.desk`)."""

from __future__ import annotations

from typing import Protocol


class TokenDesk(Protocol):
    """Who a token stands for."""

    def user_of_token(self, token: str) -> int | None:
        """Give the account of the officer to whom a token belongs, None where it gives nothing (any more)."""
        ...
