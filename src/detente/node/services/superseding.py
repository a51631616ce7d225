"""What a correction does to its item once it is applied: the old value is shown and found nowhere here.

    item, correction --its records--> new values in place of the old ones, in the desk's copy of the item and of all
                                      that carried it on; search words, keys of likeness and of names are made anew,
                                      and what records have from the item by the old values is erased
    a correction without records  --> its text stands in place of the item's

The sealed bytes stay as evidence of what was sent; from then on nobody takes them out (`threads`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any, Final

from detente.matching import exact
from detente.model import strict_json
from detente.model.canonical import canonical
from detente.node.context import Node
from detente.node.services import blocking, indexing, records, resembling, screening, screening_asked
from detente.node.stores.models import Entry
from detente.node.stores.unit import Unit

APPLY: Final = "apply"
GONE: Final = "[…]"
"""In place of an old value in running text: what is right stands in the record and in the correction."""
_SHORTEST: Final = 3
"""An old value that is shorter stands in too many words to be taken out of a text."""

_WORD: Final = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")

Payload = Mapping[str, Any]


def apply(node: Node, correction: Entry, work: Unit) -> None:
    """Put what a correction says in place of what its item said, with every copy here, inside the unit of work."""
    rows = Entry.objects.using(node.alias).select_related("partner", "batch")
    item = rows.filter(partner=correction.partner_id, cid=correction.re).first()
    said = _payload(correction)
    if item is None or said is None:
        return
    for each in blocking.copies(node, item):
        _supersede(node, each, said, work)


def superseded(payload: Payload, correction: Payload) -> tuple[dict[str, Any], frozenset[str]]:
    """Give a payload with what a correction says in place of it, and the old values that are gone from it."""
    if not correction.get("records"):
        words = {name: correction[name] for name in ("subject", "parts") if correction.get(name)}
        return {**payload, "asks": None, **words}, frozenset()
    old: set[str] = set()
    made = [_corrected(record, correction["records"], old) for record in payload.get("records") or ()]
    rest = {name: value for name, value in payload.items() if name != "records"}
    found = _without(rest, old)
    if "records" in payload:
        found["records"] = made
    return found, frozenset(old)


def _corrected(record: Payload, right: Collection[Payload], old: set[str]) -> dict[str, Any]:
    """Give a record with the properties of the one that corrects it; one about somebody else stays as it is."""
    keys = _keys(record)
    better = next((each for each in right if keys & _keys(each)), None)
    if better is None:
        return dict(record)
    before, after = _properties(record), _properties(better)
    for name, values in after.items():
        gone = {value for value in before.get(name, ()) if value not in values}
        # A text names somebody by a part of the name alone.
        old |= gone | (_words(gone) - _words(_all(after)))
    properties = {**record["ftm"]["properties"], **better["ftm"]["properties"]}
    members = {name: value for name, value in better.items() if name in ("category", "nature", "evaluation")}
    return {**record, **members, "ftm": {**record["ftm"], "properties": properties}}


def _all(properties: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Give every value that is right."""
    return {value for values in properties.values() for value in values}


def _words(values: Collection[str]) -> set[str]:
    return {word for value in values for word in _WORD.findall(value)}


def _keys(record: Payload) -> set[bytes]:
    return {key.hash for key in exact.keys_of({"records": [record]}, writer="") if key.way != "reference"}


def _properties(record: Payload) -> dict[str, tuple[str, ...]]:
    found = record.get("ftm", {}).get("properties", {})
    return {name: tuple(map(str, values)) for name, values in found.items() if isinstance(values, list)}


def _without(value: Any, old: Collection[str]) -> Any:
    """Give a value with every old value taken out of its texts, however its letters are written."""
    if isinstance(value, str):
        for each in sorted(old, key=len, reverse=True):
            if len(each) >= _SHORTEST:
                value = re.sub(re.escape(unicodedata.normalize("NFC", each)), GONE, value, flags=re.IGNORECASE)
        return value
    if isinstance(value, list):
        return [_without(each, old) for each in value]
    if isinstance(value, dict):
        return {name: _without(each, old) for name, each in value.items()}
    return value


def _supersede(node: Node, entry: Entry, correction: Payload, work: Unit) -> None:
    whole = None if entry.plaintext is None else dict(strict_json.parse(bytes(entry.plaintext)))
    if whole is None:
        return
    payload, old = superseded(whole["payload"], correction)
    indexing.forget(node, entry, content=True)
    entry.plaintext = canonical({**whole, "payload": payload})
    entry.subject = str(payload.get("subject") or "")[:300] if entry.subject else ""
    Entry.objects.using(node.alias).filter(pk=entry.pk).update(plaintext=entry.plaintext, subject=entry.subject)
    indexing.add(node, [(entry, payload, True)])
    resembling.forget(node, [entry])
    resembling.note(node, [(entry, payload)], arrived=False, work=work)
    screening.forget(node, [entry.pk])
    screening_asked.of_messages(node, [(entry, payload)])
    records.forget_values(node, [entry], old)


def _payload(entry: Entry) -> dict[str, Any] | None:
    return None if entry.plaintext is None else dict(strict_json.parse(bytes(entry.plaintext))["payload"])
