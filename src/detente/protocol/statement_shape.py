"""Read a thread statement or a bundle: each member there, in its form, and no other (DXP 10).

The outer object is signed by nobody, so a member that is not known here is refused and not ignored: a person would
read it as proved, and nothing covers it. Inside signed records unknown members are kept, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from detente.model import b64, party_id
from detente.model.identifiers import Cid
from detente.protocol import schema
from detente.protocol.findings import Finding, stop_at
from detente.protocol.parcel import HEADER_CAP
from detente.protocol.statement import (
    BUNDLE,
    NO_CONTENT,
    NO_RECEIPT,
    THREAD,
    Batch,
    Disclosed,
    Pauses,
    Proved,
    Statement,
    Unproved,
)

MAX_PATH: Final = 53
"""A tree of 2⁵³−1 leaves is as high as this."""


def parse(value: Mapping[str, Any]) -> Statement:
    """Give the statement in a strict JSON object.

    Raises:
        DoesNotHold: a member is missing, unknown, or of another form.
    """
    stop_at(misfits(value, "", _TOP if "pauses" not in value else _WITH_PAUSES))
    stop_at(_inner_misfits(value))
    parties = (party_id.parse(value["parties"][0]), party_id.parse(value["parties"][1]))
    return Statement(
        typ=value["typ"],
        parties=parties,
        root=None if value["root"] is None else Cid(value["root"]),
        documents={party: tuple(text.encode("utf-8") for text in value["documents"][party]) for party in parties},
        proved=tuple(_proved(item) for item in value["proved"]),
        batches=tuple(
            Batch(item["dir"], item["size"], item["checkpoint"].encode("utf-8"), item["receipt"].encode("utf-8"))
            for item in value["batches"]
        ),
        facts=tuple(value["facts"]),
        unproved=tuple(_unproved(item) for item in value["unproved"]),
        pauses=_pauses(value["pauses"]) if "pauses" in value else None,
    )


def misfits(value: object, path: str, members: Mapping[str, schema.Check]) -> Iterator[Finding]:
    """Give a finding for each member of the object at `path` that is missing, unknown, or of another form."""
    if not isinstance(value, Mapping):
        yield Finding(path or "$", "an object is needed here", "bad-member")
        return
    prefix = f"{path}." if path else ""
    for name, check in members.items():
        if name not in value:
            yield Finding(prefix + name, "the member is missing", "bad-member")
        elif not check(value[name]):
            yield Finding(prefix + name, "the member is of another form", "bad-member")
    for name in value:
        if name not in members:
            yield Finding(prefix + name, "the member is not known, and nothing here proves it", "unknown-member")


def is_records(value: Any) -> bool:
    """Whether `value` is a list of records, at least one."""
    return isinstance(value, list) and bool(value) and all(isinstance(text, str) for text in value)


def _inner_misfits(value: Mapping[str, Any]) -> Iterator[Finding]:
    first, second = value["parties"]
    if first >= second:
        yield Finding("parties", "the lower party id stands first", "bad-member")
    yield from misfits(value["documents"], "documents", {first: is_records, second: is_records})
    tables: tuple[tuple[str, Mapping[str, schema.Check]], ...] = (
        ("proved", _PROVED),
        ("batches", _BATCH),
        ("unproved", _UNPROVED),
    )
    for name, members in tables:
        for index, item in enumerate(value[name]):
            yield from misfits(item, f"{name}[{index}]", members)
    for index, item in enumerate(value["facts"]):
        if not isinstance(item, dict):
            yield Finding(f"facts[{index}]", "an object is needed here", "bad-member")
    if "pauses" in value:
        yield from _misfits_of_pauses(value["pauses"])
    is_bundle = value["typ"] == BUNDLE
    if is_bundle and "pauses" in value:
        yield Finding("pauses", "a bundle has none", "bad-member")
    if is_bundle != (value["root"] is None):
        yield Finding("root", "a thread statement has a root, a bundle has none", "bad-member")
    for name in ("facts", "unproved"):
        if is_bundle and value[name]:
            yield Finding(name, "a bundle has none", "bad-member")


def _misfits_of_pauses(value: Mapping[str, Any]) -> Iterator[Finding]:
    yield from misfits(value, "pauses", _PAUSES)
    if not all(_is_list(value.get(name)) for name in _PAUSES):
        return
    if not value["acts"]:
        yield Finding("pauses.acts", "where nothing paused, the member is left out", "bad-member")
    for index, item in enumerate(value["acts"]):
        yield from misfits(item, f"pauses.acts[{index}]", _PROVED)
    for index, item in enumerate(value["texts"]):
        if not isinstance(item, dict):
            yield Finding(f"pauses.texts[{index}]", "an object is needed here", "bad-member")


def _pauses(value: Mapping[str, Any]) -> Pauses:
    return Pauses(tuple(_proved(item) for item in value["acts"]), tuple(value["texts"]))


def _proved(item: Mapping[str, Any]) -> Proved:
    disclosed = item["disclosed"]
    return Proved(
        direction=item["dir"],
        seq=item["seq"],
        size=item["size"],
        header=b64.decode(item["header"]),
        box=b64.decode(item["box"]),
        path=tuple(b64.decode(node) for node in item["path"]),
        disclosed=None
        if disclosed is None
        else Disclosed(cek=b64.decode(disclosed["cek"]), body=b64.decode(disclosed["body"])),
    )


def _unproved(item: Mapping[str, Any]) -> Unproved:
    return Unproved(
        direction=item["dir"],
        seq=item["seq"],
        epoch=None if item["epoch"] is None else b64.decode(item["epoch"]),
        header=b64.decode(item["header"]),
        checkpoint=None if item["checkpoint"] is None else item["checkpoint"].encode("utf-8"),
        missing=item["missing"],
    )


def _is_b64(value: Any) -> bool:
    try:
        b64.decode(value)
    except b64.BadBase64:
        return False
    return True


def _is_direction(value: Any) -> bool:
    # `True == 1` in Python: a plain comparison would let true stand for 1.
    return schema.is_count(value) and value <= 1


def _is_header(value: Any) -> bool:
    return _is_b64(value) and len(b64.decode(value)) <= HEADER_CAP


def _is_path(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_PATH and all(_B32(node) for node in value)


def _is_disclosed(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"cek", "body"} and _B32(value["cek"]) and _is_b64(value["body"])


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


_B32: Final = schema.b64_of(32)
_TOP: Final[Mapping[str, schema.Check]] = {
    "v": schema.one_of("dxp/1"),
    "typ": schema.one_of(THREAD, BUNDLE),
    "parties": lambda value: isinstance(value, list) and len(value) == 2 and all(schema.is_party(p) for p in value),
    "root": schema.or_null(_B32),
    "documents": schema.is_object,
    "proved": _is_list,
    "batches": _is_list,
    "facts": _is_list,
    "unproved": _is_list,
}
_WITH_PAUSES: Final[Mapping[str, schema.Check]] = {**_TOP, "pauses": schema.is_object}
_PAUSES: Final[Mapping[str, schema.Check]] = {"acts": _is_list, "texts": _is_list}
_PROVED: Final[Mapping[str, schema.Check]] = {
    "dir": _is_direction,
    "seq": schema.is_count,
    "size": schema.is_count,
    "header": _is_header,
    "box": _B32,
    "path": _is_path,
    "disclosed": schema.or_null(_is_disclosed),
}
_BATCH: Final[Mapping[str, schema.Check]] = {
    "dir": _is_direction,
    "size": schema.is_count,
    "checkpoint": _is_text,
    "receipt": _is_text,
}
_UNPROVED: Final[Mapping[str, schema.Check]] = {
    "dir": _is_direction,
    "seq": schema.or_null(schema.is_count),
    "epoch": schema.or_null(schema.b64_of(16)),
    "header": _is_header,
    "checkpoint": schema.or_null(_is_text),
    "missing": schema.one_of(NO_RECEIPT, NO_CONTENT),
}
