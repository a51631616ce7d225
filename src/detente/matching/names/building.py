"""From records to the arrays of an index. The order in which records come changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.matching.names.index import U4, U8, YEARS_KEPT, NameIndex, hash_bytes
from detente.matching.names.keys import folded_form, key_names, own_keys, word_keys, years_of
from detente.matching.names.particles import TITLES
from detente.matching.names.scripts import script_of


class DuplicateId(ValueError):
    """Two records of one list have the same id."""

    def __init__(self, record_id: str) -> None:
        super().__init__(f"two records have the id {record_id}")
        self.record_id = record_id


def build(records: Iterable[Mapping[str, Any]]) -> NameIndex:
    """Give the index of plain records (`id` and `names` at least). Time grows with the records and the distinct words.

    Raises:
        DuplicateId: an id comes twice.
    """
    ordered = sorted(records, key=lambda record: str(record["id"]))
    for one, next_one in pairwise(ordered):
        if str(one["id"]) == str(next_one["id"]):
            raise DuplicateId(str(one["id"]))
    gathered = _Gathered()
    for record in ordered:
        gathered.take(record)
    return gathered.packed()


class _Gathered:
    """What is noted of each record on the way; words are numbered as they come, and renumbered at the end."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.numbers: list[int] = []  # of words, name by name
        self.words_in_name: list[int] = []
        self.names_in_record: list[int] = []
        self.years: list[list[int]] = []
        self.texts: list[bytes] = []
        self.ids: list[bytes] = []
        self.own: list[bytes] = []

    def take(self, record: Mapping[str, Any]) -> None:
        names = key_names(record)
        for words in names:
            self.numbers.extend(self.words.setdefault(word, len(self.words)) for word in words)
            self.words_in_name.append(len(words))
        self.names_in_record.append(len(names))
        years = years_of(record)
        self.years.append((years + [0] * YEARS_KEPT)[:YEARS_KEPT])
        self.ids.append(str(record["id"]).encode("utf-8", "surrogatepass"))
        self.texts.append(
            json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
        )
        self.own.append(hash_bytes(own_keys(record, {word for words in names for word in words}, years)))

    def packed(self) -> NameIndex:
        words = sorted(self.words)
        place = np.empty(len(words), dtype="<u4")
        place[[self.words[word] for word in words]] = np.arange(len(words), dtype="<u4")
        name_words = place[np.array(self.numbers, dtype="<u4")]
        names_at, words_at = _starts(self.names_in_record), _starts(self.words_in_name)
        record_of_word = np.repeat(
            np.repeat(np.arange(len(self.ids), dtype="<u4"), self.names_in_record), self.words_in_name
        )
        pairs = np.unique(name_words.astype("<u8") << np.uint64(32) | record_of_word)
        forms = [f"{folded_form(word)}\n".encode() for word in words]
        key, key_at, key_to = _table(hash_bytes(word_keys(word)) for word in words)
        own_key, own_key_at, own_key_to = _table(self.own)
        return NameIndex(
            text=np.frombuffer(b"".join(self.texts), dtype=np.uint8),
            text_at=_starts([len(text) for text in self.texts], "<u8"),
            id_text=np.frombuffer(b"".join(self.ids), dtype=np.uint8),
            id_at=_starts([len(text) for text in self.ids], "<u8"),
            years=np.clip(np.array(self.years, dtype="<i8").reshape(-1, YEARS_KEPT), 0, 9999).astype("<i2"),
            record_names_at=names_at,
            name_words_at=words_at,
            name_words=name_words,
            word_at=_starts(np.bincount((pairs >> np.uint64(32)).astype("<i8"), minlength=len(words))),
            word_records=(pairs & np.uint64(0xFFFFFFFF)).astype("<u4"),
            word_vowelless=np.array([script_of(word).writes_no_vowels for word in words], dtype=bool),
            word_title=np.array([word in TITLES for word in words], dtype=bool),
            form_text=np.frombuffer(b"".join(forms), dtype=np.uint8),
            form_at=_starts([len(form) for form in forms]),
            key=key,
            key_at=key_at,
            key_words=key_to,
            own_key=own_key,
            own_key_at=own_key_at,
            own_key_records=own_key_to,
        )


def _table(rows: Iterable[bytes]) -> tuple[U8, U4, U4]:
    """Give the hashes sorted, each once; where the rows begin that have it; those rows, rising under each hash."""
    held = bytearray()
    ends = [0]
    for row in rows:
        held += row
        ends.append(len(held) // 8)
    flat = np.frombuffer(held, dtype="<u8")
    owners = np.repeat(np.arange(len(ends) - 1, dtype="<u4"), np.diff(ends))
    order = np.argsort(flat, kind="stable")
    key, first = np.unique(flat[order], return_index=True)
    return key, np.append(first, len(flat)).astype("<u4"), owners[order]


def _starts(lengths: Sequence[int] | NDArray[Any], kind: str = "<u4") -> NDArray[Any]:
    """Give where each of consecutive parts begins, and where the last ends."""
    return np.concatenate(([0], np.cumsum(lengths, dtype="<u8"))).astype(kind)
