"""Whose item a correction mends: the writer's own, or a proposal to the originator."""

from __future__ import annotations

import pytest

from detente.policy import mending
from detente.policy.admit import Target

OURS = Target(ours=True, kind="notification", agreement="a", outcomes=frozenset())
THEIRS = Target(ours=False, kind="notification", agreement="a", outcomes=frozenset())
OWN = {"message": "correction", "target": "cid"}
PROPOSAL = {"message": "correction", "target": None}


@pytest.mark.parametrize(
    ("payload", "re", "mended", "code"),
    [
        (OWN, OURS, OURS, None),
        (OWN, None, OURS, None),
        (OWN, THEIRS, THEIRS, "not-yours"),
        (OWN, OURS, THEIRS, "not-yours"),
        (OWN, OURS, None, "unknown-target"),
        (PROPOSAL, THEIRS, None, None),
        (PROPOSAL, OURS, None, "unknown-target"),
        (PROPOSAL, None, None, "unknown-target"),
        ({"message": "insist"}, THEIRS, None, None),
    ],
)
def test_only_its_sender_corrects_an_item_and_everyone_else_proposes(
    payload: dict[str, object], re: Target | None, mended: Target | None, code: str | None
) -> None:
    assert mending.refuses("correction", payload, re=re, mended=mended) == code
    assert mending.refuses("notification", payload, re=re, mended=mended) is None
