"""The members of a JSON object, each of the type that is asked for, or a sentence that names what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from detente.model.errors import BadInput


@dataclass(frozen=True)
class Members:
    """One object. `where` says in a sentence which it is: `row P001: agreement`."""

    given: Mapping[str, Any]
    where: str

    def text(self, name: str) -> str:
        """Give a text; BadInput for anything else."""
        return self._of(name, self.take(name), str, "a text")

    def maybe_text(self, name: str) -> str | None:
        """Give a text, or None."""
        return None if self.take(name) is None else self.text(name)

    def flag(self, name: str) -> bool:
        """Give true or false."""
        return self._of(name, self.take(name), bool, "true or false")

    def number(self, name: str) -> int:
        """Give a whole number."""
        value = self.take(name)
        if isinstance(value, bool):
            raise self.wrong(name, "a whole number")
        return self._of(name, value, int, "a whole number")

    def maybe_number(self, name: str) -> int | None:
        """Give a whole number, or None."""
        return None if self.take(name) is None else self.number(name)

    def hours(self, name: str) -> timedelta:
        """Give a number of hours as a duration."""
        value = self.take(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name, "a number of hours")
        try:
            return timedelta(hours=value)
        except (OverflowError, ValueError) as error:
            raise self.wrong(name, "a number of hours that a calendar can hold") from error

    def instant(self, name: str) -> datetime:
        """Give a moment with its time zone."""
        text = self.text(name)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise self.wrong(name, "a moment such as 2026-03-01T10:00:00Z") from error
        if moment.tzinfo is None:
            raise self.wrong(name, "a moment with its time zone, such as 2026-03-01T10:00:00Z")
        return moment

    def maybe_instant(self, name: str) -> datetime | None:
        """Give a moment, or None."""
        return None if self.take(name) is None else self.instant(name)

    def texts(self, name: str) -> frozenset[str]:
        """Give the texts of a list."""
        value = self.take(name)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(name, "a list of texts")
        return frozenset(value)

    def maybe_texts(self, name: str) -> frozenset[str] | None:
        """Give the texts of a list, or None."""
        return None if self.take(name) is None else self.texts(name)

    def below(self, name: str) -> Members:
        """Give an object."""
        return Members(self._of(name, self.take(name), Mapping, "an object"), self._path(name))

    def maybe_below(self, name: str) -> Members | None:
        """Give an object, or None."""
        return None if self.take(name) is None else self.below(name)

    def take(self, name: str) -> Any:
        """Give a member as it is; BadInput where there is none."""
        if name not in self.given:
            raise BadInput(f"{self._path(name)} is missing. Give every member of the base.")
        return self.given[name]

    def wrong(self, name: str, expected: str) -> BadInput:
        """Give the sentence about a member of another form."""
        return BadInput(f"{self._path(name)} is not {expected}. Correct it.")

    def _of(self, name: str, value: Any, form: type, expected: str) -> Any:
        if not isinstance(value, form):
            raise self.wrong(name, expected)
        return value

    def _path(self, name: str) -> str:
        return f"{self.where}{name}" if self.where.endswith(" ") else f"{self.where}.{name}"
