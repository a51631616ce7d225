"""What the command asks about agreements, in words as a person types them; the acts themselves are `agreeing`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import agreeing, agreement_facts, officers, waiting
from detente.node.services.agreement_doing import WaitsForSecond
from detente.node.stores import partners
from detente.node.stores.models import Entry, Officer, Partner
from detente.policy import agreement_text, founding


def draft(
    node: Node,
    party: str,
    *,
    ours: Sequence[str],
    theirs: Sequence[str],
    begins: datetime | None,
    ends: datetime | None,
    **values: Any,
) -> dict[str, Any]:
    """Give a text between us and a partner; `values` as `agreement_text.draft` takes them.

    Raises:
        BadInput: a value cannot stand in a text, or contradicts another.
    """
    partner = agreement_facts.find(node, party)
    pair = partners.pair_of(node.alias, partner)
    try:
        return agreement_text.draft(
            parties=(pair.us, pair.them),
            opens={pair.us: ours, pair.them: theirs},
            valid_from=begins or node.now(),
            valid_to=ends,
            **values,
        )
    except founding.BadAgreement as error:
        raise BadInput(f"This text cannot be written: {error}.") from error


def act(node: Node, officer: str | None, party: str, act: str, agreement: str | None, **values: Any) -> dict[str, Any]:
    """Do an act about an agreement, named by its id or how that begins; give what was sent, or that it waits."""
    partner = agreement_facts.find(node, party)
    acting = officers.acting(node, officer)
    named = "" if agreement is None else agreement_facts.one(node, partner, agreement).text.id
    try:
        row = _ACTS[act](node, acting, partner, named, values)
    except WaitsForSecond as waits:
        return {"party": partner.code, "act": act, **waiting.agreement(node, acting, partner, waits.doing)}
    return {"party": partner.code, "act": row.message, "id": row.uid, "cid": row.cid, "agreement": named or None}


def _sign(node: Node, officer: Officer, partner: Partner, named: str, values: Mapping[str, Any]) -> Entry:
    heard = officers.find(node, values["heard"])
    if values["text"] is not None:
        return agreeing.sign(node, officer, partner, values["text"], heard=heard)
    return agreeing.countersign(node, officer, partner, named, heard=heard)


def _notice(node: Node, officer: Officer, partner: Partner, named: str, values: Mapping[str, Any]) -> Entry:
    return agreeing.give_notice(node, officer, partner, named, end=values["end"], plan=values["plan"])


_ACTS: Final[Mapping[str, Callable[[Node, Officer, Partner, str, Mapping[str, Any]], Entry]]] = {
    "sign": _sign,
    "counter": lambda node, officer, partner, named, values: agreeing.counter(
        node, officer, partner, named, values["text"]
    ),
    "decline": lambda node, officer, partner, named, values: agreeing.decline(
        node, officer, partner, named, reason=values["reason"]
    ),
    "withdraw": lambda node, officer, partner, named, values: agreeing.withdraw(node, officer, partner, named),
    "suspend": lambda node, officer, partner, named, values: agreeing.suspend(node, officer, partner, named, **values),
    "lift": lambda node, officer, partner, named, values: agreeing.lift(
        node, officer, partner, named, topic=values["topic"]
    ),
    "notice": _notice,
    "certify": lambda node, officer, partner, named, values: agreeing.certify(node, officer, partner, named, **values),
}
