"""The form that a header almost always has: compact JSON, members sorted, each once, none escaped, no files.

What DXP 5.1 asks of each member is written here once more, as one pattern over the whole text: what matches it has one
meaning, and that of the member-by-member reading (`header`), which decides on everything else. Reading in one pass
costs a third; a test holds both readings against each other.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import lru_cache
from typing import Final

from detente.model import b64, handling, identifiers, instant, strict_json
from detente.model.handling import Handling
from detente.protocol import schema

COMPACT: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
_B32: Final = b64.pattern(32).pattern
_PARTY: Final = schema.PARTY.pattern
_INSTANT: Final = instant.SHAPE.pattern

_MEMBERS: Final[tuple[tuple[str, str], ...]] = (
    ("agreement", f'(?:null|"(?P<agreement>{_B32})")'),
    ("answer_by", f'(?:null|"(?P<answer_by>{_INSTANT})")'),
    ("archive", f'(?:null|"(?P<archive>{_B32})")'),
    ("att", r"\[\]"),
    ("body", f'"(?P<body>{_B32})"'),
    ("cid", f'"(?P<cid>{_B32})"'),
    ("commit", f'"(?P<commit>{_B32})"'),
    ("created", f'"(?P<created>{_INSTANT})"'),
    ("crit", r"\[\]"),
    ("expires", f'(?:null|"(?P<expires>{_INSTANT})")'),
    ("from", f'"(?P<from_>{_PARTY})"'),
    ("handling", r"(?P<handling>\{[^{}\\]{0,512}\})"),
    ("id", f'"(?P<id>{identifiers.UUID7.pattern})"'),
    ("kind", f'"(?P<kind>{identifiers.KIND.pattern})"'),
    ("re", f'(?:null|"(?P<re>{_B32})")'),
    ("seal", f'"(?P<seal>{_B32})"'),
    ("suite", '"X1"'),
    ("to", f'"(?P<to>{_PARTY})"'),
    ("topic", f'(?:null|"(?P<topic>{identifiers.SLUG.pattern})")'),
    ("typ", r'"dxp\.entry"'),
    ("v", '"dxp/1"'),
)
_WHOLE: Final = re.compile(r"\{" + ",".join(f'"{name}":{form}' for name, form in _MEMBERS) + r"\}", re.ASCII)

Members = dict[str, str | None]


def members_of(raw: bytes) -> Members | None:
    """Give the members of a header of that form as texts, None for those that are null; None for any other bytes.

    `from` is named `from_`; `handling` is its own text (`label_in`).
    """
    # What is not ASCII reads as signs that no member has.
    matched = _WHOLE.fullmatch(raw.decode("latin-1"))
    return None if matched is None else matched.groupdict()


def write(
    *,
    sender: str,
    receiver: str,
    entry_id: str,
    cid: str,
    kind: str,
    agreement: str | None,
    topic: str | None,
    label: Handling,
    created: datetime,
    expires: datetime | None,
    answer_by: datetime | None,
    re: str | None,
    seal: str,
    archive: str | None,
    commit: bytes,
    body: bytes,
) -> bytes:
    """Give the bytes of a header without files, in that form. That each member has its own, reading it says."""
    return (
        f'{{"agreement":{_text(agreement)},"answer_by":{_moment(answer_by)},"archive":{_text(archive)},"att":[],'
        f'"body":"{b64.encode(body)}","cid":"{cid}","commit":"{b64.encode(commit)}",'
        f'"created":"{instant.format_instant(created)}","crit":[],"expires":{_moment(expires)},"from":"{sender}",'
        f'"handling":{_label(label)},"id":"{entry_id}","kind":"{kind}","re":{_text(re)},"seal":"{seal}",'
        f'"suite":"X1","to":"{receiver}","topic":{_text(topic)},"typ":"dxp.entry","v":"dxp/1"}}'
    ).encode()


def _text(value: str | None) -> str:
    return "null" if value is None else f'"{value}"'


def _moment(value: datetime | None) -> str:
    return "null" if value is None else f'"{instant.format_instant(value)}"'


@lru_cache(maxsize=256)
def _label(label: Handling) -> str:
    return COMPACT(label.to_wire())


# The labels of a house are few and come again with each message.
@lru_cache(maxsize=256)
def label_in(text: str) -> Handling | None:
    """Give the label in the member `handling`; None where it has none of that form, and the other reading says why."""
    try:
        # As deep as in the header, for the depth of the whole is bounded (DXP 2).
        return handling.parse(strict_json.parse(b'{"handling":' + text.encode("latin-1") + b"}")["handling"])
    except (strict_json.MalformedJson, handling.BadHandling):
        return None
