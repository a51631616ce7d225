"""A list as arrays: what is searched, and what is written to files and mapped into memory as it is.

    words      each spelling once, sorted; its keys lead to it, it leads to the records that have it
    records    sorted by their id; each has names, each name has words
    own keys   those of a record that come from more than one word

Numbers are little endian and as narrow as their meaning allows, so that a million records take a few hundred megabytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

VERSION: Final = 1
"""Of keys, layout and order together: an index of another version is built anew."""

U1 = NDArray[np.uint8]
U4 = NDArray[np.uint32]
U8 = NDArray[np.uint64]
I2 = NDArray[np.int16]
I8 = NDArray[np.int64]
F4 = NDArray[np.float32]
B1 = NDArray[np.bool_]

YEARS_KEPT: Final = 3
"""Years of birth of one record that the index compares."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The arrays. `x_at` holds, for each x, where its own part of the next array begins, and at the end its length."""

    text: U1  # the records themselves, JSON in UTF-8, one after the other
    text_at: U8
    id_text: U1  # their ids
    id_at: U8
    years: I2  # [record, 3] years of birth, 0 where there are less
    record_names_at: U4  # record -> names
    name_words_at: U4  # name -> words
    name_words: U4
    word_at: U4  # word -> records
    word_records: U4
    word_vowelless: B1  # written in a script without short vowels
    word_title: B1  # may be a title, which says little
    form_text: U1  # the words folded (`folded`), in Latin letters, each with a line's end
    form_at: U4
    key: U8  # hashes of the keys of words, sorted
    key_at: U4  # key -> words
    key_words: U4
    own_key: U8  # hashes of the keys of records, sorted
    own_key_at: U4
    own_key_records: U4

    def __len__(self) -> int:
        return len(self.id_at) - 1

    @property
    def nbytes(self) -> int:
        """Give the size of all arrays in bytes."""
        return sum(array.nbytes for array in self.arrays().values())

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give the arrays by name, in their order."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def of(cls, arrays: dict[str, NDArray[Any]]) -> Self:
        """Give the index of arrays that `arrays` gave; what is mapped into memory stays so."""
        # As plain arrays: what is picked from a mapped one is of its class, which takes thrice as long to make.
        return cls(**{name: array.view(np.ndarray) for name, array in arrays.items()})

    def is_whole(self) -> bool:
        """Whether the arrays fit one another at their ends; what was cut off or mixed up mostly does not."""
        pairs = (
            (self.text_at, len(self.text)),
            (self.id_at, len(self.id_text)),
            (self.record_names_at, len(self.name_words_at) - 1),
            (self.name_words_at, len(self.name_words)),
            (self.word_at, len(self.word_records)),
            (self.form_at, len(self.form_text)),
            (self.key_at, len(self.key_words)),
            (self.own_key_at, len(self.own_key_records)),
        )
        return (
            all(len(begins) and int(begins[-1]) == length for begins, length in pairs)
            and len(self.years) == len(self.text_at) - 1 == len(self.record_names_at) - 1 == len(self)
            and len(self.word_vowelless) == len(self.word_title) == len(self.form_at) - 1 == len(self.word_at) - 1
            and len(self.key) == len(self.key_at) - 1
            and len(self.own_key) == len(self.own_key_at) - 1
        )

    def id_of(self, record: int) -> str:
        """Give the id of a record."""
        return bytes(self.id_text[int(self.id_at[record]) : int(self.id_at[record + 1])]).decode()

    def text_of(self, record: int) -> bytes:
        """Give a record as it was given, in JSON."""
        return bytes(self.text[int(self.text_at[record]) : int(self.text_at[record + 1])])


def hash_bytes(keys: Iterable[str]) -> bytes:
    """Give 64 bits for each key, one after the other. Where two keys fall on one another, a candidate is too many."""
    return b"".join(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest() for key in keys)


def hashes_of(keys: Iterable[str]) -> U8:
    """Give 64 bits for each key as numbers."""
    return np.frombuffer(hash_bytes(keys), dtype="<u8")
