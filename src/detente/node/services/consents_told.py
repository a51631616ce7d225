"""What came of an ask for consent, in the register: the originator's word, by the message that says it (`consenting`).

    ask --granted, refused--> a word in the register, on the item, for whom and what was asked, with its end
        --revoke-----------> the word is withdrawn, by them

The message is signed by the originator, so no second officer confirms that it was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from detente.audit.acts import Act
from detente.model import strict_json
from detente.model.instant import BadInstant, parse_instant
from detente.node.context import Node
from detente.node.stores.models import Act as ActRow
from detente.node.stores.models import ConsentRow, Entry, Officer
from detente.node.stores.unit import Unit

KIND: Final = "onward-consent"
GRANTED: Final = "granted"
ANSWERS: Final = frozenset({GRANTED, "refused"})
REVOKE: Final = "revoke"


def arrived(node: Node, row: Entry, payload: Mapping[str, Any], work: Unit) -> None:
    """Put the originator's word into the register, inside the unit of work that takes it in; else nothing."""
    if payload.get("dialogue") != KIND or payload.get("message") not in ANSWERS | {REVOKE}:
        return
    ask = Entry.objects.using(node.alias).filter(partner=row.partner_id, ours=True, kind=KIND, cid=row.re).first()
    item = None if ask is None else _item(node, ask)
    if ask is None or item is None:
        return
    if payload["message"] == REVOKE:
        _withdraw(node, ask, work)
        return
    released = ActRow.objects.using(node.alias).filter(entry=ask, act__startswith="release").select_related("officer")
    act = released.first()
    if act is not None:
        until = _instant(payload.get("until"))
        _write(node, act.officer, item, ask, row, str(payload["message"]), until, ours=False, work=work)


def given(node: Node, officer: Officer, ask: Entry, until: datetime | None, work: Unit) -> None:
    """Put our own word into the register, inside the unit of work of the act that gives it."""
    item = _item(node, ask)
    if item is not None:
        _write(node, officer, item, ask, None, GRANTED, until, ours=True, work=work)


def taken_back(node: Node, ask: Entry, work: Unit) -> None:
    """Withdraw our own word, inside the unit of work of the act that takes it back."""
    _withdraw(node, ask, work)


def _write(
    node: Node,
    officer: Officer,
    item: Entry,
    ask: Entry,
    word: Entry | None,
    answer: str,
    until: datetime | None,
    *,
    ours: bool,
    work: Unit,
) -> None:
    asked = _payload(ask)
    row = ConsentRow.objects.using(node.alias).create(
        partner_id=item.partner_id,
        ours=ours,
        entry=item,
        root=item.root,
        purpose=str(asked.get("for_purpose") or "")[:64],
        recipients=[str(asked.get("to_whom") or "")],
        answer=answer,
        since=node.now(),
        until=until,
        given_by=officer.shown if ours else item.partner.name[:200],
        paper=f"{KIND} {ask.uid}",
        message=word,
        by=officer,
        at=node.now(),
    )
    refs = {"party": item.partner.party, "cid": item.cid, "consent": str(row.pk)}
    details = {"ours": ours, "answer": answer, "purpose": row.purpose, "recipients": row.recipients}
    work.record(Act.CONSENT_ENTERED, actor=officer.name, refs=refs, details=details)


def _withdraw(node: Node, ask: Entry, work: Unit) -> None:
    rows = ConsentRow.objects.using(node.alias).filter(paper=f"{KIND} {ask.uid}", withdrawn_at=None, answer=GRANTED)
    for row in rows.select_related("entry__partner"):
        row.withdrawn_at, row.withdrawn_because = node.now(), REVOKE
        row.save(using=node.alias, update_fields=["withdrawn_at", "withdrawn_because"])
        refs = {"party": row.entry.partner.party, "cid": row.entry.cid, "consent": str(row.pk)}
        work.record(Act.CONSENT_WITHDRAWN, refs=refs, details={"because": REVOKE})


def _item(node: Node, ask: Entry) -> Entry | None:
    rows = Entry.objects.using(node.alias).select_related("partner")
    return rows.filter(partner=ask.partner_id, cid=ask.re).first()


def _payload(entry: Entry) -> dict[str, Any]:
    return {} if entry.plaintext is None else dict(strict_json.parse(bytes(entry.plaintext))["payload"])


def _instant(value: Any) -> datetime | None:
    try:
        return None if value is None else parse_instant(value)
    except BadInstant:
        return None
