"""A revoked key: what was cosigned in time stands, what lies beyond the owner's word can be disputed."""

from __future__ import annotations

import pytest

from detente.protocol import revocation
from detente.protocol.doc_marks import DocMark, DocMarks
from detente.protocol.revocation import RevokedKey, StoodBy

KEY = RevokedKey("kid", "compromised", since=2)


@pytest.mark.parametrize(
    ("typ", "size", "stood_by", "cosigned", "disputable"),
    [
        ("dxp.checkpoint", 5, StoodBy(written=5, seen=None), False, False),
        ("dxp.checkpoint", 6, StoodBy(written=5, seen=9), False, True),
        ("dxp.checkpoint", 6, StoodBy(written=5, seen=9), True, False),
        ("dxp.checkpoint", 1, StoodBy(written=None, seen=9), False, True),
        ("dxp.checkpoint", 1, StoodBy(written=None, seen=9), True, False),
        # A receipt is for a size of the other log: the owner's own size says nothing about it.
        ("dxp.receipt", 9, StoodBy(written=5, seen=9), False, False),
        ("dxp.receipt", 4, StoodBy(written=5, seen=3), False, True),
        ("dxp.receipt", 4, StoodBy(written=5, seen=3), True, False),
        ("dxp.receipt", 3, StoodBy(written=None, seen=3), False, False),
        ("dxp.receipt", 1, StoodBy(written=5, seen=None), False, True),
        # A hello has no place in any log.
        ("dxp.hello", 1, StoodBy(written=5, seen=5), False, True),
    ],
)
def test_beyond_the_owners_word_only_what_was_cosigned_stands(
    typ: str, size: int, stood_by: StoodBy, cosigned: bool, disputable: bool
) -> None:
    payload = {"typ": typ, "size": size}
    assert revocation.is_disputable(payload, stood_by=stood_by, cosigned=cosigned) is disputable


@pytest.mark.parametrize(
    ("marks", "seen"),
    [
        ((), None),
        ((DocMark(3, 7, 1),), None),
        ((DocMark(3, 7, None),), None),
        ((DocMark(3, 7, 1), DocMark(5, 8, 2), DocMark(9, 9, 3)), 8),
        # The owner may skip a number: the next document revokes the key too.
        ((DocMark(3, 7, 1), DocMark(9, 9, 3)), 9),
    ],
)
def test_receipts_stand_up_to_what_the_revoking_document_had_seen(marks: tuple[DocMark, ...], seen: int | None) -> None:
    assert revocation.stood_by(KEY, written=4, marks=DocMarks(0, marks)) == StoodBy(4, seen)
