"""Asking for the line test: our signed question, and the partner's signed word in the answer (`line_testing`)."""

from __future__ import annotations

from detente.node.context import KeyNotHere, Node
from detente.node.lines import Line, Unreachable
from detente.node.services import exchange, line_testing, signing
from detente.node.stores import ledger, partners
from detente.node.stores.models import LineTestRow, Partner
from detente.protocol import control, parcel
from detente.protocol.parcel import Control
from detente.protocol.refusal import Refused


def ask(node: Node, partner: Partner, line: Line) -> bool:
    """Ask the partner for its word; whether it came. HTTP is outside every transaction.

    Nobody answered, or with a refusal: the row stays without an answer, and the hour counts as missed.
    """
    pair = partners.pair_of(node.alias, partner)
    _, out = ledger.outgoing(node.alias, partner)
    nonce = node.entropy(32)
    try:
        by = signing.for_control(node, pair)
    except KeyNotHere:
        return False
    want = control.want(pair, direction=control.MINE, after=out.receipted.head(), nonce=nonce, by=by)
    row = line_testing.begin(node, partner, nonce)
    try:
        data = line.post(parcel.build(exchange.introduced(node, partner, [Control(want.record)])))
        exchange.take_answer(node, partner, data)
    except (Unreachable, Refused):
        return False
    return LineTestRow.objects.using(node.alias).filter(pk=row.pk, answered_at__isnull=False).exists()
