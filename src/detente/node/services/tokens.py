"""Tokens for the machine interface: made for one officer, shown once, kept as a hash, revocable, never for ever.

A token gives what its officer's roles give and nothing more; whoever may no longer work here has none. It stands for a
system: what takes the signature of a second person takes a passkey beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.context import Node
from detente.node.stores.models import ApiToken, Officer
from detente.node.stores.unit import unit

PREFIX: Final = "dxt_"
"""So that a scanner for leaked secrets knows one when it sees it."""
BYTES: Final = 32
LONGEST_DAYS: Final = 366
EVERY_ACT: Final = frozenset({"*"})
BINDING: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "approve": EVERY_ACT,
        "release_together": frozenset({"approve"}),
        "confirm": EVERY_ACT,
        "export_approve": EVERY_ACT,
        "risk_residual": EVERY_ACT,
        "sheet_sign": EVERY_ACT,
        "agreement_draft": EVERY_ACT,
        "agreement_act": frozenset({"sign", "counter", "notice", "certify"}),
    }
)
"""The operations of the interface, and of each the acts, by which a person signs: as the second one, or for the house.

About an agreement: suspending, lifting, declining and taking back bind nobody to anything.
"""


class PasskeyNeeded(PolicyRefusal):
    """The act is the signature of a person, and a token alone is a system's."""

    code = "passkey-needed"

    def __init__(self) -> None:
        super().__init__(
            self.code, "This is signed by a person: give the answer of your passkey, or do it at the desk."
        )


def signed_by_a_person(operation: str, assertion: str | None, *, act: str = "") -> str | None:
    """Give the passkey's answer that came with a token; whether it holds is verified with the act.

    Raises:
        PasskeyNeeded: there is none, and the operation, by this act, is a person's signature (`BINDING`).
    """
    bound = BINDING.get(operation, frozenset())
    if not assertion and (bound is EVERY_ACT or act in bound):
        raise PasskeyNeeded
    return assertion


def make(node: Node, officer: Officer, *, name: str, days: int) -> str:
    """Give a new token of an officer; it is shown this once.

    Raises:
        BadInput: the name is taken or no name, or it would hold too long, or the officer cannot sign in.
    """
    name = name.strip()
    if not name or len(name) > 80:
        raise BadInput("Name the token after the system that uses it, in at most 80 characters.")
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput(f"A token holds from 1 to {LONGEST_DAYS} days. Make a new one before it ends.")
    if officer.user is None:
        raise BadInput(
            f"{officer.name} has no account to act with yet. Make it with `detente user password {officer.name}`."
        )
    rows = ApiToken.objects.using(node.alias).filter(officer=officer, name=name)
    if rows.filter(revoked_at__isnull=True, expires_at__gt=node.now()).exists():
        raise BadInput(f"{officer.name} has a token {name} already. Revoke it first, or choose another name.")
    token = PREFIX + b64.encode(node.entropy(BYTES))
    with unit(node, "make token") as work:
        rows.delete()
        ApiToken.objects.using(node.alias).create(
            officer=officer,
            name=name,
            token_hash=_hash(token),
            made_at=node.now(),
            expires_at=node.now() + timedelta(days=days),
        )
        work.record(Act.TOKEN_MADE, refs={"officer": officer.name}, details={"token": name, "days": days})
    return token


def revoke(node: Node, officer: Officer, *, name: str) -> None:
    """End a token at once; NotFound where the officer has none of that name that holds."""
    rows = ApiToken.objects.using(node.alias).filter(officer=officer, name=name, revoked_at__isnull=True)
    with unit(node, "revoke token") as work:
        if not rows.update(revoked_at=node.now()):
            raise NotFound(f"{officer.name} has no token {name}. `detente user tokens {officer.name}` lists them.")
        work.record(Act.TOKEN_REVOKED, refs={"officer": officer.name}, details={"token": name})


def tokens_of(node: Node, officer: Officer) -> list[ApiToken]:
    """Give the tokens of an officer, newest first, those that ended among them."""
    return list(ApiToken.objects.using(node.alias).filter(officer=officer).order_by("-pk"))


def user_of(node: Node, token: str) -> int | None:
    """Give the account of the officer to whom a token belongs, None where it gives nothing (any more).

    The token is looked up by its hash: how long that takes tells nothing about the tokens that there are.
    """
    if not token.startswith(PREFIX) or len(token) > 100:
        return None
    held = ApiToken.objects.using(node.alias).filter(
        token_hash=_hash(token), revoked_at__isnull=True, expires_at__gt=node.now(), officer__active=True
    )
    return held.values_list("officer__user", flat=True).first()


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass"))
