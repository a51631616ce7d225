"""A revoked key: what was cosigned in time stands, what lies beyond the owner's word can be disputed."""

from __future__ import annotations

import pytest

from detente.protocol import revocation


@pytest.mark.parametrize(
    ("size", "stood_by", "cosigned", "disputable"),
    [
        (5, 5, False, False),
        (6, 5, False, True),
        (6, 5, True, False),
        (1, None, False, True),
        (1, None, True, False),
    ],
)
def test_beyond_the_owners_word_only_what_was_cosigned_stands(
    size: int, stood_by: int | None, cosigned: bool, disputable: bool
) -> None:
    assert revocation.is_disputable({"size": size}, stood_by=stood_by, cosigned=cosigned) is disputable
