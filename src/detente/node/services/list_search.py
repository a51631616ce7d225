"""Who of the lists may be meant? The index of each version in force, and the search over all of them.

Pure of rights: whoever asks here is the node itself (screening), or has asked what the officer may (`list_finding`).
An index is made of the entries alone: a host that lacks it, or has one of another release, builds it when it is needed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from detente.matching.names import Band, Comparison, band_of, compare_in_list, prepare
from detente.matching.names.building import build
from detente.matching.names.retrieving import Patience, Retriever
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import list_entries, list_files, list_keeping
from detente.node.stores import index_files
from detente.node.stores.models import HeldList, ListEntry

_OPEN_AT_ONCE: Final = 32
_local: Final = threading.local()


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that may be meant. `comparison`: why (`matching.names.explain`)."""

    entry: ListEntry
    held: HeldList
    score: float
    band: Band
    comparison: Comparison


def search(
    node: Node,
    form: Mapping[str, Any],
    limit: int,
    *,
    lists: Sequence[HeldList] | None = None,
    least: float = 0.0,
    patience: Patience | None = None,
) -> list[Hit]:
    """Give at most `limit` entries of the versions in force, of all lists or of some, the likeliest first.

    `form`: a record in plain form (`matching.names.plain`). What scores below `least` is left out.
    """
    found: list[tuple[float, str, HeldList]] = []
    for held in list_keeping.searched(node) if lists is None else lists:
        retriever = opened(node, held)
        if retriever is not None:
            found += [
                (score, uid, held) for uid, score in retriever.search(form, limit, patience=patience) if score >= least
            ]
    found.sort(key=lambda each: (-each[0], each[1]))
    return _hits(node, form, found[:limit])


def _hits(node: Node, form: Mapping[str, Any], found: Sequence[tuple[float, str, HeldList]]) -> list[Hit]:
    query = prepare(form)
    rows: dict[str, ListEntry] = {}
    for held in {held.pk: held for _, _, held in found}.values():
        uids = [uid for _, uid, of in found if of.pk == held.pk]
        rows |= {row.uid: row for row in list_entries.standing(node, held, held.in_force).filter(uid__in=uids)}
    hits = []
    for score, uid, held in found:
        row = rows[uid]
        plain = list_entries.plain_of(row.uid, row.schema, row.content)
        if plain is not None:
            hits.append(Hit(row, held, score, band_of(score), compare_in_list(query, prepare(plain))))
    return hits


def opened(node: Node, held: HeldList) -> Retriever | None:
    """Give what searches the version in force, one for each thread; None where nobody can be found in it.

    Raises:
        BadInput: the index is missing, and cannot be built.
    """
    folder = list_files.index_folder(node, held, held.in_force)
    kept: OrderedDict[Path, Retriever | None] = _local.__dict__.setdefault("opened", OrderedDict())
    if folder in kept:
        kept.move_to_end(folder)
        return kept[folder]
    kept[folder] = _opened(node, held, folder)
    if len(kept) > _OPEN_AT_ONCE:
        kept.popitem(last=False)
    return kept[folder]


def build_index(node: Node, held: HeldList, number: int) -> None:
    """Build the index of a version from its entries.

    Raises:
        BadInput: it cannot be written.
    """
    index_files.write(
        build(list_entries.plain_records(node, held, number)), list_files.index_folder(node, held, number)
    )


def _opened(node: Node, held: HeldList, folder: Path) -> Retriever | None:
    try:
        index = index_files.opened(folder)
    except BadInput:
        # Missing on this host, or built by another release: it says nothing that the entries do not.
        with list_files.working_on(node, held, wait=True):
            build_index(node, held, held.in_force)
        index = index_files.opened(folder)
    return Retriever(index) if len(index) else None
