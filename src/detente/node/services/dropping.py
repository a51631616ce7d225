"""Properties that no record may carry are dropped at reception, before anything of an entry is shown or indexed.

The sealed bytes stay as they came, for they are evidence, and nobody gets to read them: the desk's copy goes without
ethnicity, religion, political opinion and protected status, and an export of the sealed bytes is refused (`threads`).
docs/decisions/0016 says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.audit.acts import Act
from detente.model import strict_json
from detente.model.canonical import canonical
from detente.node.context import Node
from detente.node.services import concerned
from detente.node.stores.models import Entry, Holding
from detente.node.stores.unit import Unit
from detente.protocol.entry import Opened


def for_the_desk(opened: Opened) -> tuple[Opened, frozenset[str]]:
    """Give an opened entry as a desk may have it, and the names of the properties that were left out."""
    payload, names = concerned.without_sensitive(opened.payload)
    if not names:
        return opened, names
    whole = dict(strict_json.parse(opened.plaintext))
    return replace(opened, payload=payload, plaintext=canonical({**whole, "payload": payload})), names


def note(node: Node, dropped: Iterable[tuple[Entry, frozenset[str]]], work: Unit) -> None:
    """Set down what was left out of which entry, inside the unit that keeps it; costs nothing where nothing was."""
    for row, names in dropped:
        if names:
            Holding.objects.using(node.alias).update_or_create(entry=row, defaults={"dropped": sorted(names)})
            work.record(Act.PROPERTIES_DROPPED, refs={"cid": row.cid}, details={"properties": sorted(names)})
