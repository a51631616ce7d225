"""What heads of service do in the story: sign and countersign a full agreement, suspend one of its topics."""

from __future__ import annotations

from typing import Final

from detente.node.demo.stage import Stage
from detente.node.demo.steps import Agree, Suspend
from detente.node.services import agreeing, agreement_drafting, agreement_facts
from detente.policy.agreement_text import FullAgreement

OPENS: Final = ("notification", "request-information", "warning")


def agree(stage: Stage, step: Agree) -> None:
    """Draft and sign on one side, countersign on the other; it replaces the founding text for what begins from then."""
    node, partner = stage.nodes[step.first], stage.partner(step.first, step.second)
    founding = [each.text.id for each in agreement_facts.all_of(node, partner) if each.stage == "in-force"]
    text = agreement_drafting.draft(
        node,
        step.second,
        topics=step.topics,
        ours=OPENS,
        theirs=OPENS,
        begins=None,
        ends=None,
        purposes=["prevent-terrorism", "investigate-terrorism"],
        law=step.law,
        ref=step.ref,
        ceiling=["tlp:AMBER+STRICT"],
        opened=True,
        replaces=founding,
    )
    agreeing.sign(node, stage.holder(step.first, "head"), partner, text, heard=stage.holder(step.first, "legal"))
    stage.settle(step.first, step.second)
    stage.clock.advance(hours=3)
    there, back = stage.nodes[step.second], stage.partner(step.second, step.first)
    (proposed,) = [each for each in agreement_facts.all_of(there, back) if each.stage == "proposed"]
    head, legal = stage.holder(step.second, "head"), stage.holder(step.second, "legal")
    agreeing.countersign(there, head, back, proposed.text.id, heard=legal)
    stage.settle(step.first, step.second)


def suspend(stage: Stage, step: Suspend) -> None:
    """Suspend a topic on one side; what either side writes about it from then on is held."""
    node, partner = stage.nodes[step.party], stage.partner(step.party, step.partner)
    texts = [each.text for each in agreement_facts.all_of(node, partner) if each.stage == "in-force"]
    named = next(each.id for each in texts if isinstance(each, FullAgreement))
    head = stage.holder(step.party, "head")
    agreeing.suspend(node, head, partner, named, reason=step.reason, topic=step.topic)
    stage.settle(step.party, step.partner)
