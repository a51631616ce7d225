"""A node with a million messages: rows put straight into the tables, each the copy of a real one with its own words.

The real ones come from two nodes that met, wrote, opened, accepted and answered. What differs from row to row is what
pages and searches look at: ids, subject, text, file number, dates, the state of the case, the words of the index.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, Final

from django.db import connections, transaction

from detente.node.stores import words
from detente.node.stores.entry_words import words_of
from detente.node.stores.models import BatchRow, CaseRow, Entry

AT_ONCE: Final = 10_000
TEXT_WORDS: Final = 30
SUBJECT_WORDS: Final = 5
OPEN: Final = 2_000
"""Cases of each queue that are open; all others have ended."""
EVIDENCE_EACH: Final = 4
"""One piece of evidence for so many messages, between them as in life."""
SEALED: Final = bytes(64)
"""In place of three kilobytes of sealed bytes, which no page and no search reads."""
_LETTERS: Final = ("abcdefghiklmnoprstuv", "абвгдежзиклмнопрстуя", "ابتجحدرسصطعفقكلمنهوي")


class Vocabulary:
    """Invented words in three scripts, few of them common and most rare, as in texts of people."""

    def __init__(self, size: int = 30_000) -> None:
        chance = random.Random(7)
        self.words = [
            "".join(chance.choices(_LETTERS[number % 3] if number % 4 == 0 else _LETTERS[0], k=chance.randint(3, 11)))
            for number in range(size)
        ]
        self._weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(size)))
        self._chance = chance
        # What the index keeps of a word is the same wherever it stands: made once.
        self._of_name = {word: _index_words(names=[word]) for word in self.words}
        self._of_text = {word: _index_words(texts=[word]) for word in self.words}

    def take(self, count: int) -> list[str]:
        """Give so many words."""
        return self._chance.choices(self.words, cum_weights=self._weights, k=count)

    def kept(self, subject: Sequence[str], text: Sequence[str], number: str, rest: Sequence[str]) -> list[str]:
        """Give what `words.kept` gives for a message of these words, `rest` being its id and its labels."""
        found = dict.fromkeys(rest)
        for word in subject:
            found |= self._of_name[word]
        for word in text:
            found |= self._of_text[word]
        return list(found | _index_words(numbers=[number]))


def _index_words(**given: Sequence[str]) -> dict[str, None]:
    values: dict[str, Sequence[str]] = {"names": (), "numbers": (), "texts": (), "labels": (), **given}
    found = words.kept("", **values)  # type: ignore[arg-type]  # the four sequences are named above
    return dict.fromkeys(word for word in found if word not in ("", words.NUMBER))


@dataclass(frozen=True)
class Models:
    """Real rows to copy: a message of each direction with its ended case, one of each queue, an answer, evidence."""

    received: Entry
    sent: Entry
    evidence: Entry
    ended: dict[bool, CaseRow]
    waiting: CaseRow
    to_accept: CaseRow
    to_answer: CaseRow
    batches: dict[bool, BatchRow]


def fill(alias: str, models: Models, count: int, *, now: datetime) -> None:
    """Put `count` messages into the node, oldest first, spread over three years up to `now`."""
    vocabulary = Vocabulary()
    first = _next_key(alias, "entry")
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        grow = ("entry", "case", "search_words")
        later = _drop_indexes(cursor, connections[alias].vendor, grow)
        batch_of = _batches(alias, cursor, models, count, now)
        keys = itertools.count(first)
        made = (_message(vocabulary, models, number, count, keys, batch_of, now) for number in range(count))
        while chunk := list(itertools.islice(made, AT_ONCE)):
            _insert(alias, cursor, Entry, [row for rows, _, _ in chunk for row in rows])
            _insert(alias, cursor, CaseRow, [case for _, case, _ in chunk if case is not None])
            _insert_words(alias, cursor, [kept for _, _, kept in chunk])
        if connections[alias].vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in later:
            cursor.execute(statement)
    with connections[alias].cursor() as cursor:
        if connections[alias].vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence('entry', 'id'), (SELECT MAX(id) FROM entry))")
            cursor.execute("VACUUM ANALYZE")
        else:
            # A node never runs ANALYZE on SQLite: its plans must be right without figures.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _message(
    vocabulary: Vocabulary,
    models: Models,
    number: int,
    count: int,
    keys: Iterator[int],
    batch_of: dict[tuple[bool, int], int],
    now: datetime,
) -> tuple[list[list[Any]], list[Any] | None, tuple[int, list[str]]]:
    """Give the rows of one message: entries (itself, sometimes evidence), its case, the words of the index."""
    ours = number % 2 == 0
    model = models.sent if ours else models.received
    subject, text = vocabulary.take(SUBJECT_WORDS), vocabulary.take(TEXT_WORDS)
    own = f"ALP/{2024 + number % 3}-{number}"
    mark = hashlib.sha256(number.to_bytes(8, "big")).hexdigest()
    created = now - timedelta(days=1095) * ((count - number) / count)
    changes = {
        "id": next(keys),
        "seq": 1_000_000 + number,
        "order": 1_000_000 + number,
        "batch_id": batch_of[ours, number // 128],
        "cid": mark[:43],
        "root": mark[:43],
        "uid": f"{mark[:8]}-{mark[8:12]}-7{mark[12:15]}-8{mark[15:18]}-{mark[18:30]}",
        "box": SEALED,
        "body": SEALED,
        "subject": " ".join(subject),
        "created": created,
        "plaintext": json.dumps(
            {"payload": {"ref": {"own": own, "yours": None}, "parts": [{"text": " ".join(text)}]}}, ensure_ascii=False
        ).encode(),
    }
    row = _copy(model, changes)
    entries = [row]
    if number % EVIDENCE_EACH == 0:
        evidence = {
            **{name: changes[name] for name in ("seq", "order", "batch_id", "created", "root")},
            "id": next(keys),
            "cid": mark[20:63],
            "uid": f"{mark[30:38]}-{mark[8:12]}-7{mark[12:15]}-8{mark[15:18]}-{mark[18:30]}",
            "re": changes["cid"],
            "box": SEALED,
            "body": SEALED,
            "seq": 3_000_000 + number,
        }
        entries.append(_copy(models.evidence, evidence))
    case = _case(models, ours, number, count, changes["id"], created, now)
    given = {name: changes[name] for name in ("uid", "cid", "root", "created")}
    row_of_index = SimpleNamespace(kind=model.kind, ours=ours, partner_id=model.partner_id, subject="", **given)
    kept = vocabulary.kept(subject, text, own, words_of(row_of_index, {}, content=False))
    return entries, case, (changes["id"], kept)


def _case(
    models: Models, ours: bool, number: int, count: int, key: int, created: datetime, now: datetime
) -> list[Any] | None:
    last = count - number
    open_here = last <= 4 * OPEN
    model = models.ended[ours]
    due: datetime | None = None
    if open_here:
        model = models.waiting if ours else models.to_accept if number % 4 == 1 else models.to_answer
        due = now + timedelta(minutes=30 * (last % 200) - 900)
    moments = model.moments
    return _copy(model, {"entry_id": key, "opened_at": created, "next_due": due, "moments": moments})


def _batches(alias: str, cursor: Any, models: Models, count: int, now: datetime) -> dict[tuple[bool, int], int]:
    key = itertools.count(_next_key(alias, "batch"))
    rows, found = [], {}
    for number in range(count // 128 + 1):
        for ours in (True, False):
            found[ours, number] = next(key)
            mark = hashlib.sha256(f"{ours}{number}".encode()).digest()
            held = now - timedelta(days=1095) * (1 - number * 128 / count)
            changes = {
                "id": found[ours, number],
                "ours": ours,
                "size": 10_000 + number,
                "prev_size": 9_999 + number,
                "checkpoint_hash": mark,
                "held_at": held,
            }
            rows.append(_copy(models.batches[ours], changes))
    _insert(alias, cursor, BatchRow, rows)
    return found


def _copy(model: Any, changes: dict[str, Any]) -> list[Any]:
    names = [field.attname for field in type(model)._meta.concrete_fields]
    return [changes[name] if name in changes else getattr(model, name) for name in names]


def _insert(alias: str, cursor: Any, model: Any, rows: Sequence[Sequence[Any]]) -> None:
    fields = model._meta.concrete_fields
    quote = connections[alias].ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    prepared = ([_value(alias, field, value) for field, value in zip(fields, row, strict=True)] for row in rows)
    if connections[alias].vendor == "postgresql":
        with cursor.cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy:
            for row in prepared:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(fields))
    cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", prepared)


def _value(alias: str, field: Any, value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value)
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, datetime) and connections[alias].vendor == "sqlite":
        return str(value.replace(tzinfo=None))
    return value


def _insert_words(alias: str, cursor: Any, rows: Iterable[tuple[int, list[str]]]) -> None:
    if connections[alias].vendor == "postgresql":
        with cursor.cursor.copy("COPY search_words (entry_id, words) FROM STDIN") as copy:
            for key, kept in rows:
                copy.write_row((key, " ".join(f"'{word}'" for word in kept)))
        return
    cursor.executemany(
        "INSERT INTO search_words (rowid, words) VALUES (%s, %s)", ((key, " ".join(kept)) for key, kept in rows)
    )


def _next_key(alias: str, table: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}")
        return int(cursor.fetchone()[0])


def _drop_indexes(cursor: Any, vendor: str, tables: Sequence[str]) -> list[str]:
    """Take away the indexes of the tables that grow, to make them anew at once; give what makes them."""
    if vendor == "postgresql":
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) "
            "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
            (list(tables),),
        )
    else:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
            f"({', '.join('%s' for _ in tables)})",
            tuple(tables),
        )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in found]
