"""The tamper-evident record: what one act leaves behind, and how it is proved later.

    act, at, actor, refs, details --canonical--> details bytes --salted--> 32 bytes --RFC 9162--> leaf in the tree

The leaf covers a *salted hash* of the details, not the details: retention may erase bytes and salt, the leaf keeps its
place, and nobody can guess erased details from what stays. The tree only grows; its head travels blinded in every
checkpoint and receipt (`audit.heads`), so whoever rewrites the log contradicts what his partners hold.

Left to the node: where leaves and details lie, entropy for the salts, and that no commit happens without an entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from detente.audit.acts import Act
from detente.crypto.hashing import equal, tagged
from detente.crypto.tree import leaf_hash
from detente.model import strict_json
from detente.model.canonical import canonical
from detente.model.instant import format_instant, parse_instant

SALT_BYTES: Final = 16
NODE: Final = "node"
"""The actor of what the node does by rule; officers and operators stand by their local id."""

_TAG = "detente/1 audit entry"
_NO_DETAILS: Mapping[str, Any] = MappingProxyType({})


class BrokenEntry(ValueError):
    """Stored details, salt and leaf do not belong together: one of them was changed."""

    code = "audit-entry"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. `refs` name its objects (cid, party, file, user …); `details` are plain JSON values, without content."""

    act: Act
    at: datetime
    actor: str
    refs: Mapping[str, str] = field(default_factory=lambda: _NO_DETAILS)
    details: Mapping[str, Any] = field(default_factory=lambda: _NO_DETAILS)


@dataclass(frozen=True, slots=True)
class AuditLeaf:
    """What is stored of one act: `leaf` and `salted_hash` for ever, `details_bytes` until retention erases them."""

    leaf: bytes
    salted_hash: bytes
    details_bytes: bytes


def make_leaf(entry: AuditEntry, *, salt: bytes) -> AuditLeaf:
    """Give the leaf of an act under a fresh 16-byte salt, used for this entry alone."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"an audit salt has {SALT_BYTES} bytes")
    details_bytes = _canonical(entry)
    salted = _salted(details_bytes, salt)
    return AuditLeaf(leaf=leaf_hash(salted), salted_hash=salted, details_bytes=details_bytes)


def verify_leaf(details_bytes: bytes, salt: bytes, leaf: bytes) -> AuditEntry:
    """Give the act that the stored bytes tell of, once they are proved to be those under `leaf`.

    Raises:
        BrokenEntry: details, salt and leaf do not belong together, or the bytes are no act.
    """
    if not equal(leaf_hash(_salted(details_bytes, salt)), leaf):
        raise BrokenEntry("the details of an act are not those under its leaf")
    return _read(details_bytes)


def verify_erased(salted_hash: bytes, leaf: bytes) -> None:
    """Return if `leaf` is that of an act whose details were erased and whose salted hash stayed.

    Raises:
        BrokenEntry: the hash is another one.
    """
    if not equal(leaf_hash(salted_hash), leaf):
        raise BrokenEntry("the hash that an erased act left is not that under its leaf")


def verify_log(leaves: Sequence[bytes], kept: Mapping[int, tuple[bytes, bytes]]) -> dict[int, AuditEntry]:
    """Give the acts whose details are still kept, by sequence from 0, each proved against its leaf.

    `kept` maps a sequence to (details bytes, salt).

    Raises:
        BrokenEntry: one of them does not belong to its leaf, or has no leaf.
    """
    if any(not 0 <= sequence < len(leaves) for sequence in kept):
        raise BrokenEntry("there are details of an act that has no leaf")
    return {sequence: verify_leaf(details, salt, leaves[sequence]) for sequence, (details, salt) in kept.items()}


def _canonical(entry: AuditEntry) -> bytes:
    """Give the canonical bytes of an act: its five members stand in the order of their names, whatever they hold."""
    return b'{"act":"%b","actor":%b,"at":"%b","details":%b,"refs":%b}' % (
        entry.act.value.encode("ascii"),
        canonical(entry.actor),
        format_instant(entry.at).encode("ascii"),
        canonical(dict(entry.details)),
        canonical(dict(entry.refs)),
    )


def _salted(details_bytes: bytes, salt: bytes) -> bytes:
    # The salt is of fixed length and stands first, so no two pairs give one input.
    if len(salt) != SALT_BYTES:
        raise BrokenEntry(f"an audit salt has {SALT_BYTES} bytes")
    return tagged(_TAG, salt, details_bytes)


def _read(details_bytes: bytes) -> AuditEntry:
    try:
        value = strict_json.parse(details_bytes)
        return AuditEntry(
            act=Act(value["act"]),
            at=parse_instant(value["at"]),
            actor=value["actor"],
            refs=MappingProxyType(value["refs"]),
            details=MappingProxyType(value["details"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenEntry("the bytes under a leaf are no act") from error
