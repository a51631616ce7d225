"""Invented texts in three scripts, and what the index of the search keeps of them, made once for many messages."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.node.stores import words
from detente.node.stores.entry_words import labels_of

SUBJECT_WORDS: Final = 5
TEXTS: Final = 3
TEXT_WORDS: Final = 10
"""A text is of so many pieces of so many words."""
PIECES: Final = 30_000
_LETTERS: Final = ("abcdefghiklmnoprstuv", "абвгдежзиклмнопрстуя", "ابتجحدرسصطعفقكلمنهوي")


class Vocabulary:
    """Invented words in three scripts, few of them common and most rare, as in texts; and names of persons."""

    def __init__(self, size: int = 30_000, persons: int = 40_000) -> None:
        chance = random.Random(7)
        self.words = [
            _word(chance, _LETTERS[number % 3] if number % 4 == 0 else _LETTERS[0], 3, 11) for number in range(size)
        ]
        self._weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(size)))
        families = [[_word(chance, letters, 5, 10) for _ in range(4_000)] for letters in _LETTERS]
        given = [[_word(chance, letters, 3, 8) for _ in range(400)] for letters in _LETTERS]
        self.persons = [
            f"{chance.choice(given[number % 3])} {chance.choice(families[number % 3])}" for number in range(persons)
        ]
        """Every third one in Latin, in Cyrillic and in Arabic letters."""
        self._chance = chance

    def take(self, count: int) -> list[str]:
        """Give so many words."""
        return self._chance.choices(self.words, cum_weights=self._weights, k=count)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and what the index keeps of it in the store's form."""

    text: str
    kept: str


class IndexWords:
    """What the index keeps of a message, as the store takes it; what many messages have in common is made once.

    Some words stand there twice, as both stores allow.
    """

    def __init__(self, vocabulary: Vocabulary, vendor: str) -> None:
        self._mark = "'" if vendor == "postgresql" else ""
        self._chance = random.Random(11)
        self._labels: dict[tuple[bool, int, int], str] = {}
        self._numbers: dict[str, str] = {}
        self._subjects = [self._piece("names", " ".join(vocabulary.take(SUBJECT_WORDS))) for _ in range(PIECES)]
        self._persons = [self._piece("names", name) for name in vocabulary.persons]
        self._texts = [self._piece("texts", " ".join(vocabulary.take(TEXT_WORDS))) for _ in range(PIECES)]

    def subject(self) -> Piece:
        """Give a subject."""
        return self._chance.choice(self._subjects)

    def person(self) -> Piece:
        """Give the name of a person."""
        return self._chance.choice(self._persons)

    def texts(self) -> list[Piece]:
        """Give the pieces of a text, which hardly another message has together."""
        return [self._chance.choice(self._texts) for _ in range(TEXTS)]

    def kept(self, pieces: Sequence[Piece], row: Any, number: tuple[str, str, int]) -> str:
        """Give the words of a message of these pieces, which carries the file number `ALP/2026-17` in three parts."""
        facts = row.ours, row.created.year, row.created.month
        if facts not in self._labels:
            self._labels[facts] = self._stored(labels=labels_of(row))
        uid = row.uid.replace("-", "")
        given = [piece.kept for piece in pieces]
        given += [self._labels[facts], self._joined((uid, words.NUMBER + uid)), self._number(*number)]
        return " ".join(given)

    def _number(self, letters: str, year: str, last: int) -> str:
        for part in (letters, year):
            if part not in self._numbers:
                self._numbers[part] = self._stored(numbers=[part])
        found: list[str] = []
        for word in (str(last), f"{letters}{year}{last}".lower()):
            found += (word, words.NUMBER + word, *words.inner(word))
        return f"{self._numbers[letters]} {self._numbers[year]} {self._joined(found)}"

    def _piece(self, where: str, text: str) -> Piece:
        return Piece(text, self._stored(**{where: [text]}))

    def _stored(self, **given: Sequence[str]) -> str:
        values: dict[str, Sequence[str]] = {"names": (), "numbers": (), "texts": (), "labels": (), **given}
        found = words.kept("", **values)  # type: ignore[arg-type]  # the four sequences are named above
        return self._joined([word for word in found if word not in ("", words.NUMBER)])

    def _joined(self, found: Sequence[str]) -> str:
        return self._mark + f"{self._mark} {self._mark}".join(found) + self._mark


def _word(chance: random.Random, letters: str, shortest: int, longest: int) -> str:
    return "".join(chance.choices(letters, k=chance.randint(shortest, longest)))
