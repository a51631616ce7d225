"""Two honest nodes keep P1 to P5, P9 and P10 under every schedule; the stories that once broke one stay here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from detente.node.services import notifying, officers
from detente.node.services.notifying import Letter
from detente.node.stores import partners
from detente.node.stores.models import KeptObject
from detente.protocol import fork, signed, verify
from detente.protocol.signed import Verified
from tests.faults import properties
from tests.faults.machine import TwoParties, respond
from tests.faults.two import Fate, Prepared, Two, held_by, jump, lay_down

# Whole nodes are slow: few stories, each with every kind of fault in it. Set DETENTE_HYPOTHESIS=deep for a night's run.
STORIES = settings(
    max_examples=max(1, settings().max_examples // 5),
    stateful_step_count=10,
    suppress_health_check=list(HealthCheck),
    deadline=None,
)


def notify(two: Two, side: str = "alpha", files: Sequence[Path] = ()) -> None:
    """Release a notification."""
    letter = Letter(subject="Dossier", text="A text.", files=files, answer_by=two.world.clock() + timedelta(days=3))
    two.act(side, lambda node, partner: notifying.notify(node, officers.find(node, "lia"), partner, letter))


def settled(two: Two) -> None:
    """Let the network heal, and check the whole."""
    two.settle()
    properties.when_settled(two)


def test_two_honest_nodes_lose_double_reorder_and_contradict_nothing(prepared: Prepared) -> None:
    machine = type("Prepared", (TwoParties,), {"prepared": prepared})
    run_state_machine_as_test(machine, settings=STORIES)


def test_a_receiver_that_dies_over_its_missing_receipts_signs_them_when_it_is_back(two: Two) -> None:
    notify(two)
    two.turn("alpha", [Fate.REQUEST_LOST])
    two.restart("beta", new_run=True)
    two.crash("beta", seam="before commit sign missing receipt")
    two.turn("beta")
    assert two.deaths
    settled(two)


def test_an_old_hello_that_comes_again_does_not_stand_in_the_way_of_the_one_that_opened(two: Two) -> None:
    two.restart("alpha", new_run=True)
    notify(two)
    # The feed, the hello that learns the challenge, the hello that opens and whose answer is lost.
    two.turn("alpha", [Fate.ARRIVES, Fate.ARRIVES, Fate.ANSWER_LOST])
    for index in range(len(two.wire)):
        two.replay(index)
    settled(two)


def test_a_restored_sender_with_nothing_to_say_gets_back_what_was_receipted(two: Two) -> None:
    copy = two.backup("alpha")
    notify(two)
    two.settle()
    two.restore("alpha", copy)
    settled(two)


def test_an_answer_waits_until_a_restored_sender_has_its_question_back(two: Two) -> None:
    copy = two.backup("alpha")
    notify(two)
    two.settle()
    two.restore("alpha", copy)
    two.act("beta", lambda node, partner: respond(node, partner, 0, "answer"))
    two.turn("beta")
    settled(two)


def test_a_restored_receiver_gets_the_attachments_again(two: Two, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("what was seen")
    copy = two.backup("beta")
    notify(two, files=[report])
    settled(two)
    two.restore("beta", copy)
    settled(two)


def test_a_clock_that_is_put_back_delays_no_attempt(two: Two) -> None:
    notify(two)
    two.turn("alpha", [Fate.REQUEST_LOST])
    jump(two, years=-10)
    settled(two)


def test_a_clock_that_is_put_back_makes_no_second_writer_of_a_node_that_started_often(two: Two) -> None:
    for _ in range(21):
        two.restart("alpha", new_run=True)
        two.settle()
        two.world.clock.advance(hours=2)
    jump(two, years=-10)
    two.restart("alpha", new_run=True)
    notify(two)
    settled(two)


def test_a_node_that_dies_over_its_start_starts_again(two: Two) -> None:
    copy = two.backup("alpha")
    two.crash("alpha", new_run=True)
    two.restore("alpha", copy)
    assert two.plan is None
    settled(two)


def test_parcels_that_come_again_and_again_freeze_no_honest_pair(two: Two) -> None:
    notify(two)
    two.turn("alpha")
    two.restart("beta", new_run=True)
    notify(two)
    two.turn("alpha")
    known = len(two.wire)
    for _ in range(21):
        for index in range(known):
            two.replay(index)
        two.turn("alpha")
    settled(two)


def test_turns_of_both_sides_at_once_leave_equal_ledgers(tell: Callable[[str], Two]) -> None:
    for number, fate in enumerate((Fate.MEANWHILE, Fate.AFTERWARDS)):
        for position in range(4):
            two = tell(f"{number}-{position}")
            notify(two)
            two.turn("alpha", [Fate.ANSWER_LOST])
            two.restart("beta", new_run=True)
            two.turn("alpha", [Fate.ARRIVES] * position + [fate])
            settled(two)


def test_a_partner_that_signs_two_steps_from_one_place_is_frozen_with_both_objects_kept(two: Two) -> None:
    notify(two)
    copy = two.backup("alpha")
    two.turn("alpha")
    # A liar puts his file back and stays in his run: the same epoch goes on from an older place.
    lay_down(two.world.nodes["alpha"], copy)
    two.restart("alpha", new_run=False)
    notify(two)
    two.turn("alpha")
    beta, liar = two.world.nodes["beta"], two.partner("beta")
    assert (liar.state, liar.frozen_because) == ("frozen", "fork")
    kept = [bytes(row.record) for row in KeptObject.objects.using(beta.alias).order_by("id")]
    assert len(kept) == 2

    # Anyone can verify the proof, and a frozen pair takes nothing more.
    chain = partners.partner_chain(beta.alias, liar)
    first, second = (Verified("dxp.checkpoint", data, signed.peek(data)) for data in kept)
    proof = fork.fork_proof(first, second, {chain.party: chain})
    assert verify.verify(proof, trust=[chain.party]).ok
    held = held_by(two, "beta", ours=False)
    carried = len(two.wire)
    two.settle()
    assert [row.cid for row in held_by(two, "beta", ours=False)] == [row.cid for row in held]
    assert len(two.wire) - carried < 10, "a batch that is not taken comes again and again"


def test_an_honest_partner_is_not_frozen_by_its_own_parcels_reflected(two: Two) -> None:
    notify(two)
    two.turn("alpha")
    two.restart("beta", new_run=True)
    two.settle()
    for index in range(len(two.wire)):
        two.replay(index, reflected=True)
    settled(two)
