"""Attacks with contents: under another cid, under an old id, after their time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.stores.models import Entry
from detente.protocol import entry as entries
from tests.adversarial.hands import (
    at_the_desk,
)
from tests.faults.test_mutants import notify
from tests.faults.two import Two

Patch = pytest.MonkeyPatch


def a_content_is_not_the_one_of_its_cid(two: Two) -> None:
    """Case 36: another content under a cid that beta holds, and under one that nobody holds."""
    notify(two)
    two.turn("alpha")
    (taken,) = at_the_desk(two, "beta")
    for cid, code in ((taken, "duplicate"), (b64.encode(sha256(b"no such content")), "inner-mismatch")):
        patch = pytest.MonkeyPatch()
        with patch.context() as lying:
            lying.setattr(entries.sealing, "cid_of", lambda _, cid=cid: cid)
            notify(two)
        two.turn("alpha")
        last = Entry.objects.using(two.world.nodes["beta"].alias).filter(ours=False, kind="notification").latest("seq")
        assert last.code == code, f"P2: it got {last.code or 'to the desk'}"
        assert last.seq is not None, "its place is gone"
        assert last.leaf is not None, "its place is gone"
        assert at_the_desk(two, "beta") == [taken]


def an_id_comes_again_with_another_body(two: Two) -> None:
    """Case 37: a sender that retries under the old id what it has changed."""
    notify(two)
    two.turn("alpha")
    desk = at_the_desk(two, "beta")
    alias = two.world.nodes["beta"].alias
    first = Entry.objects.using(alias).get(ours=False, kind="notification")
    real = entries.write
    patch = pytest.MonkeyPatch()
    with patch.context() as retrying:
        retrying.setattr(entries, "write", lambda draft, **rest: real(replace(draft, entry_id=first.uid), **rest))
        notify(two)
    two.turn("alpha")
    second = Entry.objects.using(alias).filter(ours=False, kind="notification").latest("seq")
    assert (second.uid, second.cid != first.cid) == (first.uid, True)
    assert second.code == "id-reused", f"it got {second.code or 'to the desk'}"
    assert at_the_desk(two, "beta") == desk
    ours = Entry.objects.using(two.world.nodes["alpha"].alias).get(ours=True, cid=second.cid)
    assert ours.code == "id-reused", "the sender does not learn of it"


def an_expired_entry_arrives(two: Two) -> None:
    """Case 39."""
    real = entries.write
    late = two.world.clock() - timedelta(seconds=1)
    patch = pytest.MonkeyPatch()
    with patch.context() as expired:
        expired.setattr(entries, "write", lambda draft, **rest: real(replace(draft, expires=late), **rest))
        notify(two)
    two.settle()
    beta, alpha = two.world.nodes["beta"], two.world.nodes["alpha"]
    row = Entry.objects.using(beta.alias).select_related("batch").get(ours=False, kind="notification")
    assert row.batch is not None, "it was not receipted"
    assert row.batch.receipt is not None, "it was not receipted"
    assert row.code == "expired", f"it got {row.code or 'to the desk'}"
    assert at_the_desk(two, "beta") == []
    assert Entry.objects.using(alpha.alias).get(ours=True, kind="notification").code == "expired"
    evidence = Entry.objects.using(alpha.alias).get(ours=False, kind="evidence")
    assert (evidence.message, evidence.code) == ("rejected", "")
