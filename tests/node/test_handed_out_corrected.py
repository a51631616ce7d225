"""A correction of what was handed to a body without a node; and who may know to whom a message went on."""

from __future__ import annotations

import pytest

from detente.node.queries import further
from detente.node.services import correcting, handing_out, officers
from detente.node.services.deciding import Asking
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry, PassedOn
from tests.node import test_going_further as base
from tests.node.test_going_further import three as three
from tests.node.world import World


def test_a_body_without_a_node_counts_as_silent(three: World) -> None:
    item, alpha, beta = base.told_by_alpha(three, codes=["tlp:GREEN"]), three.nodes["alpha"], three.nodes["beta"]
    purpose = base.purpose_here(three)
    for _ in range(2):
        handing_out.propose(beta, base.who(three, "lia"), item, to="body:Customs", purpose=purpose, law="Loi")
    sent = Entry.objects.using(alpha.alias).select_related("partner", "batch").get(cid=item.cid)
    correcting.correct(alpha, officers.find(alpha, "lia"), sent, Letter(text="Read 1986.", lang="en"))
    three.settle("alpha", "beta")
    rows = Entry.objects.using(beta.alias).select_related("partner", "batch")
    found = correcting.onward_results(beta, rows.get(kind="correction", ours=False))
    assert found == {"done": 0, "partly": 0, "objected": 0, "silent": 1}


def test_what_went_on_is_named_only_to_whom_its_message_is_known(three: World, monkeypatch: pytest.MonkeyPatch) -> None:
    item, beta = base.told_by_alpha(three), three.nodes["beta"]
    lia = base.who(three, "lia")
    PassedOn.objects.using(beta.alias).create(item=item, entry=item, officer=lia, at=beta.now())
    assert [line.entry_id for line in further.onward(beta, lia, item)] == [item.uid]
    monkeypatch.setattr(Asking, "may_know", lambda self, entries: [])
    assert further.onward(beta, lia, item) == ()
