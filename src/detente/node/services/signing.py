"""Which of our keys signs what: the one of the document that holds at the place (DXP 4, "Order")."""

from __future__ import annotations

from detente.crypto.keys import SignPair
from detente.node.context import Node
from detente.protocol.pair import Pair
from detente.protocol.party_document import Chain


def for_checkpoint(node: Node, pair: Pair, prev_size: int) -> SignPair:
    """Give the pair for the checkpoint whose batch begins after `prev_size`; KeyNotHere where it is not here."""
    return _under(node, pair, pair.our_marks.for_checkpoint(prev_size))


def for_receipt(node: Node, pair: Pair, size: int) -> SignPair:
    """Give the pair for the receipt of the partner's entries up to `size`; KeyNotHere where it is not here."""
    return _under(node, pair, pair.our_marks.for_receipt(size))


def for_control(node: Node, pair: Pair) -> SignPair:
    """Give the pair for hello, head, want, have and refusals; KeyNotHere where it is not here."""
    return _under(node, pair, pair.our_control_doc)


def usable(node: Node, own: Chain) -> Chain:
    """Give our documents up to the newest that this process can sign under: those that partners may see from us.

    Between the renewal of keys and the next start a running node still speaks under the document before. Who saw the
    new one would seal to a key that its worker was not given yet.
    """
    for document in reversed(own.documents):
        if node.can_sign_under(document):
            return own.up_to(document.seq)
    return own


def _under(node: Node, pair: Pair, number: int) -> SignPair:
    return node.signer_under(pair.ours.documents[number])
