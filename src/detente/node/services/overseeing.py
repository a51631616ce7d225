"""Oversight reads everything and changes nothing; each reading goes into the record that nobody can cut unseen.

What stands there for others is that oversight read at this instant, and no more: who, what and why is sealed to a key
whose private half opens with oversight's own passphrase. So no operator and no head reads or changes it; whoever takes
the act out, or the key, breaks the tree whose head the partners hold. There is no act, setting or command that turns
it off: a reading that cannot be put down does not happen.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from detente.audit.acts import Act
from detente.crypto import sealed_note, sealing, vault
from detente.crypto.sealed_note import SealedNote
from detente.crypto.sealing import CannotOpen, SealPrivate
from detente.crypto.vault import WrongPassphrase
from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores.models import AuditRow, Entry, Officer, OversightKey
from detente.node.stores.unit import unit
from detente.policy.kinds import WORKS_FOR_OTHERS
from detente.policy.roles import Role

ACTOR: Final = "oversight"
SHORTEST_PASSPHRASE: Final = 12
MOST_SAMPLED: Final = 100
MOST_REASON: Final = 200


class NoOversightKey(BadInput):
    """Nothing may be read before it can be put down."""

    code = "no-oversight-key"

    def __init__(self) -> None:
        super().__init__("Oversight has no key yet. Choose a passphrase: what you read is written to it.")


class ReasonNeeded(BadInput):
    """A reading without a reason does not happen."""

    code = "reason-needed"

    def __init__(self) -> None:
        super().__init__("Say why you read this: the reason goes into your own log.")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading in oversight's own log. `sequence`: its place in the record."""

    sequence: int
    at: datetime
    officer: str
    what: str
    reason: str
    refs: tuple[str, ...] = ()


def require(officer: Officer) -> None:
    """Return if the officer is oversight; RoleRefused otherwise."""
    if Role.OVERSIGHT not in duties.roles_of(officer):
        raise duties.RoleRefused


def has_key(node: Node) -> bool:
    """Whether oversight has a key to write to."""
    return OversightKey.objects.using(node.alias).exists()


def make_key(node: Node, officer: Officer, *, passphrase: str) -> None:
    """Make oversight's key under a passphrase that nobody else knows. A later one seals from then on.

    Raises:
        RoleRefused: only oversight makes it. BadInput: the passphrase is too short.
    """
    require(officer)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BadInput(f"The passphrase has at least {SHORTEST_PASSPHRASE} characters. Choose a longer one.")
    seed = node.entropy(32)
    private = sealing.seal_private(seed)
    locked = vault.lock(
        {"oversight": b64.encode(seed)}, passphrase=passphrase, salt=node.entropy(16), nonce=node.entropy(12)
    )
    with unit(node, "make oversight key") as work:
        OversightKey.objects.using(node.alias).create(
            created=node.now(), kid=private.public.kid, public=sealing.jwk(private.public), vault=locked
        )
        work.record(Act.OVERSIGHT_KEY_MADE, actor=officer.name, details={"kid": private.public.kid})


def read(node: Node, officer: Officer, what: str, *, reason: str, refs: Sequence[str] = ()) -> None:
    """Put down that oversight reads something, before it is shown.

    Raises:
        RoleRefused: not for other roles. ReasonNeeded, NoOversightKey: nothing may be shown.
    """
    require(officer)
    said = reason.strip()[:MOST_REASON]
    if not said:
        raise ReasonNeeded
    key = OversightKey.objects.using(node.alias).order_by("-pk").first()
    if key is None:
        raise NoOversightKey
    note = canonical({"officer": officer.name, "what": what, "reason": said, "refs": list(refs)})
    kept = sealed_note.seal(note, to=sealing.parse_seal_public(key.public), cek=node.entropy(32))
    with unit(node, "oversight reads") as work:
        sealed = {"kid": key.kid, "box": b64.encode(kept.box), "body": b64.encode(kept.body)}
        work.record(Act.OVERSIGHT_READ, actor=ACTOR, details={"sealed": sealed})


def own_log(node: Node, officer: Officer, *, passphrase: str) -> list[Reading]:
    """Give what oversight read, newest first; each opened with the key that its passphrase unlocks.

    Raises:
        WrongPassphrase: it opens none of the keys.
    """
    require(officer)
    keys = _unlocked(node, passphrase)
    found = []
    for sequence, at, sealed in _sealed(node):
        key = keys.get(str(sealed.get("kid")))
        if key is None:
            continue
        try:
            kept = SealedNote(b64.decode(sealed["box"]), b64.decode(sealed["body"]))
            note = strict_json.parse(sealed_note.open_(kept, key=key))
        except CannotOpen:
            found.append(Reading(sequence, at, "", "broken", ""))
            continue
        found.append(Reading(sequence, at, note["officer"], note["what"], note["reason"], tuple(note["refs"])))
    return found[::-1]


def prove(node: Node, officer: Officer, *, passphrase: str) -> None:
    """Return if whoever asks is oversight and knows its passphrase: the command has no sign-in of its own.

    Raises:
        RoleRefused, NoOversightKey, WrongPassphrase: the command gives nothing.
    """
    require(officer)
    _unlocked(node, passphrase)


def sample(node: Node, officer: Officer, *, count: int, reason: str) -> list[Entry]:
    """Give messages drawn by lot from all that reached a desk or are ours; the draw is put down first.

    Raises:
        BadInput: too many, or none. And as `read`.
    """
    require(officer)
    if not 1 <= count <= MOST_SAMPLED:
        raise BadInput(f"Draw between 1 and {MOST_SAMPLED} messages.")
    keys = list(_messages(node).values_list("pk", flat=True))
    chosen = secrets.SystemRandom().sample(keys, min(count, len(keys)))
    entries = list(_messages(node).filter(pk__in=chosen).select_related("partner").order_by("-pk"))
    read(node, officer, "sample", reason=reason, refs=[entry.cid for entry in entries])
    return entries


def export(node: Node, officer: Officer, *, reason: str) -> list[dict[str, Any]]:
    """Give the record as lines that verify elsewhere: sequence, leaf, salt, details; sealed notes as they are.

    Raises: as `read`.
    """
    read(node, officer, "export", reason=reason)
    return [
        {
            "sequence": row.index,
            "leaf": b64.encode(bytes(row.leaf)),
            "salt": None if row.salt is None else b64.encode(bytes(row.salt)),
            "details": None if row.details is None else bytes(row.details).decode("utf-8"),
        }
        for row in AuditRow.objects.using(node.alias).order_by("index")
    ]


def _unlocked(node: Node, passphrase: str) -> dict[str, SealPrivate]:
    """Give the private keys that a passphrase opens, by their names; at least one."""
    keys: dict[str, SealPrivate] = {}
    failed: WrongPassphrase | None = None
    for row in OversightKey.objects.using(node.alias).order_by("pk"):
        try:
            seed = vault.unlock(bytes(row.vault), passphrase=passphrase)["oversight"]
        except WrongPassphrase as error:
            failed = error
            continue
        keys[row.kid] = sealing.seal_private(b64.decode(seed, length=32))
    if not keys:
        raise failed or NoOversightKey()
    return keys


def _sealed(node: Node) -> list[tuple[int, datetime, Mapping[str, Any]]]:
    rows = AuditRow.objects.using(node.alias).filter(act=Act.OVERSIGHT_READ, details__isnull=False).order_by("index")
    return [
        (row.index, row.at, strict_json.parse(bytes(row.details or b""))["details"].get("sealed", {})) for row in rows
    ]


def _messages(node: Node) -> Any:
    rows = Entry.objects.using(node.alias).exclude(kind__in=WORKS_FOR_OTHERS)
    return rows.exclude(ours=False, judged=False).exclude(ours=False, code__gt="")
