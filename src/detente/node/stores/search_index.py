"""The index behind the search: for each entry the words by which it is found (`words`), in the node's own database.

    SQLite      search_words, an FTS5 table that keeps no copy of the text (content='', detail=none)
    PostgreSQL  search_words (entry_id, words tsvector), with a GIN index over the words and the era of the entry

Written inside the unit of work that releases or opens the entry, and answered newest entry first. A question is a list
of alternatives that must all be met; each alternative is a list of words, a trailing `*` standing for any ending.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connections

from detente.node.stores.statements import fetch

Alternative = Sequence[str]
"""Words that stand together in an entry, in any order: `("alp", "2026", "7*")`."""
Wanted = Sequence[Sequence[Alternative]]
"""For each part of the question, its alternatives."""

TABLES: Final = {
    "sqlite": (
        # `ascii` takes every other letter as it is: what is a word was decided before.
        "CREATE VIRTUAL TABLE search_words USING fts5(words, content='', columnsize=0, detail=none, tokenize=ascii)",
    ),
    "postgresql": (
        "CREATE TABLE search_words (entry_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX search_words_words ON search_words USING gin (words)",
    ),
}

_INSERT: Final = {
    "sqlite": "INSERT INTO search_words (rowid, words) VALUES (%s, %s)",
    "postgresql": "INSERT INTO search_words (entry_id, words) VALUES (%s, array_to_tsvector(%s::text[]))",
}
_FIND: Final = "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
ERA: Final = 1 << 13
"""Entries that stand together in the index on PostgreSQL, so that it can be asked for the newest of them alone."""
_ERA_MARK: Final = "\ue003"
_WITH_ERAS: Final = f"(words || array_to_tsvector(ARRAY['{_ERA_MARK}' || (entry_id / {ERA})::text]))"
BY_ERAS: Final = f"CREATE INDEX search_words_eras ON search_words USING gin ({_WITH_ERAS})"
"""The index on PostgreSQL from migration 0034 on, in place of that of the words alone."""
_NEWEST: Final = "SELECT max(entry_id) FROM search_words WHERE entry_id < %s"
_MEETS: Final = ", words @@ %s::tsquery"
_AMONG_NEWEST: Final = (
    "SELECT entry_id{meets} FROM search_words WHERE entry_id < %s AND entry_id > %s ORDER BY entry_id DESC"
)
# The first condition is the index's, the second is asked of what it gives. The sum keeps the planner from the order of
# the keys.
_BY_INDEX: Final = (
    "SELECT entry_id FROM search_words WHERE {with_eras} @@ %s::tsquery AND words @@ %s::tsquery AND entry_id < %s "
    "ORDER BY entry_id + 0 DESC LIMIT %s"
)
NEWEST: Final = 1_000
FOR_EACH: Final = 20
"""Entries that are read, newest first, before the index is asked: so many for each wanted one, `NEWEST` at least."""
MOST_ERAS: Final = 64
MORE_ERAS: Final = 4
FEW: Final = 1_500
"""Entries that are read sooner than the index collects all those of a common word."""
_VOCABULARY: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab(main, search_words, row)"
)
_NEXT: Final = "SELECT term FROM temp.search_vocabulary WHERE term >= %s AND term < %s LIMIT 1"
_WORDS: Final = "SELECT term FROM temp.search_vocabulary WHERE term >= %s AND term < %s LIMIT %s"
_AFTER_ALL: Final = "\U0010ffff"
MOST_ENDINGS: Final = 100
"""Of a beginning of more words than that, FTS5 collects the entries, but for those of the word itself where it is one
(a year, the letters of a party): the common ones, which are read from the newest on."""
MOST_LETTERS: Final = 64
"""Letters that may go on from a word before FTS5 collects what begins with it as a whole."""
_NONE_BEFORE: Final = 2**62


def add(alias: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Keep the words of entries that the index does not hold yet, each given by its key."""
    if not rows:
        return
    vendor = connections[alias].vendor
    with connections[alias].cursor() as cursor:
        cursor.executemany(_INSERT[vendor], [(key, _stored(vendor, words)) for key, words in rows])


def replace(alias: str, key: int, *, before: Sequence[str], after: Sequence[str]) -> None:
    """Change the words of an entry. `before` is exactly what was kept: FTS5 has no copy to look it up in."""
    forget(alias, key, before)
    add(alias, [(key, after)])


def forget(alias: str, key: int, before: Sequence[str]) -> None:
    """Forget an entry. `before` as in `replace`."""
    vendor = connections[alias].vendor
    with connections[alias].cursor() as cursor:
        if vendor == "sqlite":
            statement = "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', %s, %s)"
            cursor.execute(statement, (key, _stored(vendor, before)))
        else:
            cursor.execute("DELETE FROM search_words WHERE entry_id = %s", (key,))


def find(alias: str, wanted: Wanted, *, before: int | None, limit: int) -> list[int]:
    """Give the keys of the entries that meet every part of `wanted`, newest first, below the key `before`."""
    below = _NONE_BEFORE if before is None else before
    if connections[alias].vendor == "postgresql":
        return _found(alias, wanted, below, limit)
    return [key for (key,) in fetch(alias, _FIND, _match(_spelled_out(alias, wanted)), below, limit)]


def _found(alias: str, wanted: Wanted, below: int, limit: int) -> list[int]:
    """Give keys on PostgreSQL: what is common stands among the newest entries; what is not, the index has quickly.

    The index gives entries in no order, each of which is read before the newest of them are known, and of the beginning
    of a common word it collects every entry first. The newest entries tell how many to expect: so it is asked for as
    many eras as should hold enough, then for four times as many before those, and so on; and for the rarest part alone
    where that gives few. Left to itself the planner takes an unknown word for a common one and reads every entry in
    search of it.
    """
    ((newest,),) = fetch(alias, _NEWEST, below)
    if newest is None:
        return []
    parts, among = [_tsquery([part]) for part in wanted], max(NEWEST, FOR_EACH * limit)
    seen = fetch(alias, _AMONG_NEWEST.format(meets=_MEETS * len(parts)), *parts, below, newest - among)
    keys = [key for key, *meets in seen if all(meets)][:limit]
    if len(keys) == limit or newest <= among:
        return keys
    met = [sum(column) for column in list(zip(*seen, strict=True))[1:]]
    rarest = met.index(min(met))
    by_index = _BY_INDEX.format(with_eras=_WITH_ERAS)
    eras, last = _eras_for(limit, found=len(keys), among=among), newest // ERA
    keys = []
    while last >= 0 and len(keys) < limit:
        # All that is left is asked for without its eras: each entry stands in one of them.
        whole = eras > min(MOST_ERAS, last)
        eras = last + 1 if whole else eras
        few = (met[rarest] + 1) * eras * ERA <= FEW * among
        asked = [parts[rarest]] if few else list(parts)
        if not whole:
            asked.append(_eras(last, eras))
        up_to = min(below, (last + 1) * ERA)
        rows = fetch(alias, by_index, " & ".join(asked), " & ".join(parts), up_to, limit - len(keys))
        keys += [key for (key,) in rows]
        last, eras = last - eras, MORE_ERAS * eras
    return keys


def _eras_for(limit: int, *, found: int, among: int) -> int:
    """Give how many eras should hold twice so many entries, where so many were found among the newest ones."""
    return 1 + 2 * limit * among // (found * ERA) if found else -(-MOST_ERAS // 2)


def _eras(last: int, count: int) -> str:
    return "(" + " | ".join(f"'{_ERA_MARK}{last - ago}'" for ago in range(count)) + ")"


def _spelled_out(alias: str, wanted: Wanted) -> Wanted:
    """Give a question with the words that a beginning stands for, as far as they are few.

    FTS5 reads whole words from the newest entry on and stops at the limit; of a beginning it first collects every
    entry ever, which takes a second where a million entries hold a common word.
    """
    fetch(alias, _VOCABULARY)
    return [[each for alternative in part for each in _endings(alias, alternative)] for part in wanted]


def _endings(alias: str, alternative: Alternative) -> list[Alternative]:
    *whole, last = alternative
    if not last.endswith("*"):
        return [alternative]
    begun = last[:-1]
    found = [word for (word,) in fetch(alias, _WORDS, begun, begun + _AFTER_ALL, MOST_ENDINGS + 1)]
    if len(found) <= MOST_ENDINGS:
        return [[*whole, word] for word in found]
    letters = _going_on(alias, begun) if found[0] == begun else []
    return [[*whole, begun], *([*whole, f"{begun}{letter}*"] for letter in letters)] if letters else [alternative]


def _going_on(alias: str, begun: str) -> list[str]:
    """Give the letters by which longer words go on from this one; none where they are too many to ask for each.

    All of them: who writes to us chooses the words, and must not hide what others wrote.
    """
    letters: list[str] = []
    after = begun + "\0"
    while rows := fetch(alias, _NEXT, after, begun + _AFTER_ALL):
        if len(letters) == MOST_LETTERS:
            return []
        letters.append(rows[0][0][len(begun)])
        after = begun + chr(ord(letters[-1]) + 1)
    return letters


def clear(alias: str) -> None:
    """Forget every word: the index is about to be made anew."""
    statement = {
        "sqlite": "INSERT INTO search_words (search_words) VALUES ('delete-all')",
        "postgresql": "DELETE FROM search_words",
    }[connections[alias].vendor]
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)


def _stored(vendor: str, words: Sequence[str]) -> str | list[str]:
    return " ".join(words) if vendor == "sqlite" else list(words)


_NOWHERE: Final = f'"{_ERA_MARK}"'
"""A word that no entry has: where no word begins so."""

# Words hold letters, digits and our marks alone: nothing in them can end the quotes.


def _match(wanted: Wanted) -> str:
    return " AND ".join(f"({' OR '.join(_fts5_all(each) for each in part) or _NOWHERE})" for part in wanted)


def _fts5_all(words: Alternative) -> str:
    return f"({' AND '.join(_fts5_word(word) for word in words)})"


def _fts5_word(word: str) -> str:
    return f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"'


def _tsquery(wanted: Wanted) -> str:
    return " & ".join(f"({' | '.join(_lexemes(each) for each in part)})" for part in wanted)


def _lexemes(words: Alternative) -> str:
    return f"({' & '.join(_lexeme(word) for word in words)})"


def _lexeme(word: str) -> str:
    return f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"
