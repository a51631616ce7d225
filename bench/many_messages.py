"""A node with a million messages: rows put straight into the tables, each the copy of a real one with its own words.

The real ones come from two nodes that met, wrote, opened, accepted and answered. What differs from row to row is what
pages and searches look at: ids, subject, text, file number, dates, the state of the case, the words of the index.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, Final

from django.db import connections, transaction

from bench.invented import IndexWords, Piece, Vocabulary
from detente.node.stores.models import BatchRow, CaseRow, Entry

AT_ONCE: Final = 10_000
OPEN: Final = 2_000
"""Cases of each queue that are open; all others have ended."""
PERSON_EACH: Final = 3
"""One person named in a record for so many messages."""
EVIDENCE_EACH: Final = 4
"""One piece of evidence for so many messages, between them as in life."""
SEALED: Final = bytes(64)
"""In place of three kilobytes of sealed bytes, which no page and no search reads."""


class Mould:
    """A real row to copy: what stays the same is made ready for the store once."""

    def __init__(self, alias: str, model: Any) -> None:
        self._sqlite = connections[alias].vendor == "sqlite"
        names = [field.attname for field in type(model)._meta.concrete_fields]
        self._at = {name: number for number, name in enumerate(names)}
        self._values = [self._ready(getattr(model, name)) for name in names]

    def cast(self, changes: Mapping[str, Any]) -> list[Any]:
        """Give a copy with other values in some columns."""
        row = self._values.copy()
        for name, value in changes.items():
            row[self._at[name]] = self._ready(value)
        return row

    def _ready(self, value: Any) -> Any:
        if isinstance(value, dict | list):
            return json.dumps(value)
        if isinstance(value, memoryview):
            return bytes(value)
        if self._sqlite and isinstance(value, datetime):
            return str(value.replace(tzinfo=None))
        return value


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


def fill(alias: str, models: Models, vocabulary: Vocabulary, count: int, *, now: datetime) -> None:
    """Put `count` messages into the node, oldest first, spread over three years up to `now`."""
    vendor = connections[alias].vendor
    with connections[alias].cursor() as cursor:
        if vendor == "sqlite":
            # One pass over the file in place of two; whoever is interrupted here begins anew anyway.
            cursor.execute("PRAGMA journal_mode=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
        with transaction.atomic(using=alias):
            later = _drop_indexes(cursor, vendor, ("entry", "case", "search_words"))
            batch_of = _batches(alias, cursor, models, count, now)
            made = _Making(alias, models, vocabulary, batch_of, count, now)
            for start in range(0, count, AT_ONCE):
                chunk = [made.message(number) for number in range(start, min(start + AT_ONCE, count))]
                _insert(alias, cursor, Entry, [row for entries, _, _ in chunk for row in entries])
                _insert(alias, cursor, CaseRow, [case for _, case, _ in chunk])
                _insert_words(vendor, cursor, [kept for _, _, kept in chunk])
            if vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for statement in later:
                cursor.execute(statement)
        if vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence('entry', 'id'), (SELECT MAX(id) FROM entry))")
            cursor.execute("VACUUM ANALYZE")
    # A node never runs ANALYZE on SQLite: plans must be right without figures. Opened anew, all is as a node has it.
    connections[alias].close()


class _Making:
    """The rows of one message after another."""

    def __init__(
        self,
        alias: str,
        models: Models,
        vocabulary: Vocabulary,
        batch_of: dict[tuple[bool, int], int],
        count: int,
        now: datetime,
    ) -> None:
        self._vocabulary, self._batch_of, self._count, self._now = vocabulary, batch_of, count, now
        self._index = IndexWords(vocabulary, connections[alias].vendor)
        self._keys = itertools.count(_next_key(alias, "entry"))
        self._rows = {True: models.sent, False: models.received}
        self._moulds = {ours: Mould(alias, row) for ours, row in self._rows.items()}
        self._evidence = Mould(alias, models.evidence)
        self._ended = {ours: Mould(alias, row) for ours, row in models.ended.items()}
        self._waiting = Mould(alias, models.waiting)
        self._open_here = (Mould(alias, models.to_accept), Mould(alias, models.to_answer))

    def message(self, number: int) -> tuple[list[list[Any]], list[Any], tuple[int, str]]:
        """Give its entries (itself, sometimes evidence), its case, and the words of the index."""
        ours = number % 2 == 0
        subject, texts = self._index.subject(), self._index.texts()
        persons = [self._index.person()] if number % PERSON_EACH == 0 else []
        mark = hashlib.sha256(number.to_bytes(8, "big")).hexdigest()
        own = "ALP", str(2024 + number % 3), number
        changes = {
            "id": next(self._keys),
            "seq": 1_000_000 + number,
            "order": 1_000_000 + number,
            "batch_id": self._batch_of[ours, number // 128],
            "cid": mark[:43],
            "root": mark[:43],
            "uid": _uid(mark),
            "box": SEALED,
            "body": SEALED,
            "subject": subject.text,
            "created": self._now - timedelta(days=1095) * ((self._count - number) / self._count),
            "plaintext": _plaintext(own, texts, persons),
        }
        entries = [self._moulds[ours].cast(changes)]
        if number % EVIDENCE_EACH == 0:
            entries.append(self._evidence.cast(self._evidence_of(changes, number, mark)))
        given = {name: changes[name] for name in ("uid", "cid", "root", "created", "subject")}
        row = SimpleNamespace(kind="notification", ours=ours, partner_id=self._rows[ours].partner_id, **given)
        kept = self._index.kept([subject, *persons, *texts], row, own)
        return entries, self._case(number, changes), (changes["id"], kept)

    def _evidence_of(self, changes: Mapping[str, Any], number: int, mark: str) -> dict[str, Any]:
        same = {name: changes[name] for name in ("order", "batch_id", "created", "root", "box", "body")}
        other = f"{mark[30:38]}{mark[8:30]}"
        return {
            **same,
            "id": next(self._keys),
            "cid": mark[20:63],
            "uid": _uid(other),
            "re": changes["cid"],
            "seq": 3_000_000 + number,
        }

    def _case(self, number: int, changes: Mapping[str, Any]) -> list[Any]:
        last, ours = self._count - number, number % 2 == 0
        due: datetime | None = None
        mould = self._ended[ours]
        if last <= 4 * OPEN:
            mould = self._waiting if ours else self._open_here[number % 4 == 3]
            due = self._now + timedelta(minutes=30 * (last % 200) - 900)
        return mould.cast({"entry_id": changes["id"], "opened_at": changes["created"], "next_due": due})


def _uid(mark: str) -> str:
    return f"{mark[:8]}-{mark[8:12]}-7{mark[12:15]}-8{mark[15:18]}-{mark[18:30]}"


def _plaintext(own: tuple[str, str, int], texts: Sequence[Piece], persons: Sequence[Piece]) -> bytes:
    number = f"{own[0]}/{own[1]}-{own[2]}"
    records = [{"ftm": {"schema": "Person", "properties": {"name": [name.text]}}} for name in persons]
    parts = [{"text": " ".join(piece.text for piece in texts)}]
    payload = {"ref": {"own": number, "yours": None}, "parts": parts, "records": records}
    return json.dumps({"payload": payload}, ensure_ascii=False).encode()


def _batches(alias: str, cursor: Any, models: Models, count: int, now: datetime) -> dict[tuple[bool, int], int]:
    key = itertools.count(_next_key(alias, "batch"))
    moulds = {ours: Mould(alias, row) for ours, row in models.batches.items()}
    rows, found = [], {}
    for number in range(count // 128 + 1):
        for ours in (True, False):
            found[ours, number] = next(key)
            changes = {
                "id": found[ours, number],
                "size": 10_000 + number,
                "prev_size": 9_999 + number,
                "checkpoint_hash": hashlib.sha256(f"{ours}{number}".encode()).digest(),
                "held_at": now - timedelta(days=1095) * (1 - number * 128 / count),
            }
            rows.append(moulds[ours].cast(changes))
    _insert(alias, cursor, BatchRow, rows)
    return found


def _insert(alias: str, cursor: Any, model: Any, rows: Sequence[Sequence[Any]]) -> None:
    fields = model._meta.concrete_fields
    quote = connections[alias].ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    if connections[alias].vendor == "postgresql":
        with cursor.cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(fields))
    cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", rows)


def _insert_words(vendor: str, cursor: Any, rows: Sequence[tuple[int, str]]) -> None:
    if vendor == "postgresql":
        with cursor.cursor.copy("COPY search_words (entry_id, words) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    cursor.executemany("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", rows)


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
