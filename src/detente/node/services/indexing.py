"""What the search index keeps of an entry: only what a desk may read, in the transaction in which it may.

released by us       everything that was written
opened by the node   subject and file numbers: what every list shows; all of it where no officer opens it first
opened by an officer the text and the persons too
rejected, unopened   nothing
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.model import strict_json
from detente.node.context import Node
from detente.node.stores import search_index
from detente.node.stores.entry_words import NOT_MESSAGES, Payload, words_of
from detente.node.stores.models import Entry


def add(node: Node, entries: Iterable[tuple[Entry, Payload, bool]]) -> None:
    """Keep entries with their payloads, inside their unit of work; the truth says whether the content is open."""
    kept = [
        (row.pk, words_of(row, payload, content=content))
        for row, payload, content in entries
        if row.kind not in NOT_MESSAGES
    ]
    search_index.add(node.alias, kept)


def content_opened(node: Node, entry: Entry) -> None:
    """An officer opened the entry: from now on its text is found too. Inside the unit of work of the opening."""
    if entry.plaintext is None or entry.kind in NOT_MESSAGES:
        return
    payload = strict_json.parse(bytes(entry.plaintext))["payload"]
    before, after = (words_of(entry, payload, content=content) for content in (False, True))
    search_index.replace(node.alias, entry.pk, before=before, after=after)


def forget(node: Node, entry: Entry, *, content: bool) -> None:
    """Forget an entry that is purged, inside its unit of work. `content`: its text was found too, not only its subject.

    Called while the desk's copy is still there: what was kept is known from it alone.
    """
    if entry.plaintext is None or entry.kind in NOT_MESSAGES:
        return
    payload = strict_json.parse(bytes(entry.plaintext))["payload"]
    search_index.forget(node.alias, entry.pk, words_of(entry, payload, content=content))
