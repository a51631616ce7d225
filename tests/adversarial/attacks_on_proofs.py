"""Attacks on what a third party is shown: denial, and statements that say more than was signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from detente.crypto import jws
from detente.crypto.keys import SignPair
from detente.model.canonical import canonical
from detente.node.services import acting, officers, threads
from detente.node.stores import partners
from detente.node.stores.models import Entry
from detente.protocol import signed, verify
from tests.adversarial.attacks_on_receipts import MALLORY
from tests.adversarial.hands import at_the_desk
from tests.faults.test_mutants import notify
from tests.faults.two import Two

Change = Callable[[dict[str, Any]], object]


def a_party_denies(two: Two) -> None:
    """Case 56: alpha that it sent, beta that it got; an auditor has one export and two fingerprints."""
    notify(two)
    two.settle()
    (cid,) = at_the_desk(two, "beta")
    arrived = _entry(two, "beta", cid)
    two.act("beta", lambda node, _: acting.accept(node, officers.find(node, "omar"), arrived, until=None))
    two.settle()
    trust = [partners.own_chain(two.world.nodes[name].alias).party for name in ("alpha", "beta")]
    nodes = two.world.nodes
    exports = [
        threads.export(nodes[name], officers.find(nodes[name], "lia"), _entry(two, name, cid))
        for name in ("alpha", "beta")
    ]
    assert exports[0] == exports[1], "the two sides tell two stories"
    for data in exports:
        report = verify.verify(data, trust=trust)
        assert report.ok, f"the auditor finds {report.findings}"
        (fact,) = report.facts
        assert fact["delivered"]["at"], "it is not proved that beta got it"
        assert fact["accepted"]["outcome"] == "done", "it is not proved that beta accepted it"
    for name, change in _forgeries(two).items():
        value = json.loads(exports[0])
        change(value)
        report = verify.verify(canonical(value), trust=trust)
        assert not report.ok, f"the auditor believes {name}"


def _entry(two: Two, name: str, cid: str) -> Entry:
    return Entry.objects.using(two.world.nodes[name].alias).select_related("partner").get(cid=cid)


def _forgeries(two: Two) -> dict[str, Change]:
    alpha, beta = (two.world.nodes[name].sign for name in ("alpha", "beta"))
    ids = [partners.own_chain(two.world.nodes[name].alias).party for name in ("alpha", "beta")]
    # A statement has the batches of the lower party first (DXP 10).
    of_batch = 0 if ids[0] < ids[1] else -1

    def receipt_by(pair: SignPair, **changes: Any) -> Change:
        def change(value: dict[str, Any]) -> None:
            batch = value["batches"][of_batch]
            payload = {**signed.peek(batch["receipt"].encode()), **changes}
            batch["receipt"] = jws.sign(canonical(payload), typ="dxp.receipt", signers=[pair]).decode()
            # What follows from it is changed along, so that nothing but the signature can show the lie.
            value["facts"][0]["delivered"]["at"] = payload["held_at"]

        return change

    def other_time(value: dict[str, Any]) -> None:
        value["facts"][0]["delivered"]["at"] = "2020-01-01T00:00:00.000Z"

    def other_header(value: dict[str, Any]) -> None:
        value["proved"][0]["seq"] += 1

    return {
        "a receipt that a stranger signed under beta's names": receipt_by(
            SignPair(MALLORY._ed, MALLORY._ml, beta.public), held_at="2020-01-01T00:00:00.000Z"
        ),
        "a receipt that alpha signed itself": receipt_by(alpha),
        "beta's receipt for another root": receipt_by(beta, root="A" * 43),
        "another time of delivery": other_time,
        "an entry at another place": other_header,
    }
