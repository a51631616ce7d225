"""The hourly line test: a signed word each way, seen on both sides; what is missed is on record and in health."""

from __future__ import annotations

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.services import exchange, health, line_asking, line_testing, runs
from detente.node.stores import partners
from detente.node.stores.models import AuditRow, Entry, HandledWant, LineTestRow
from detente.protocol import control, signed
from tests.node.desk_builders import delivered
from tests.node.world import World


def ask(world: World, here: str, there: str) -> bool:
    """Let one node test its line to the other."""
    return line_asking.ask(world.nodes[here], world.partner(here, there), world.line(here, there))


def rows(world: World, name: str, *, ours: bool) -> list[LineTestRow]:
    """Give the tests that a node has set down."""
    return list(LineTestRow.objects.using(world.nodes[name].alias).filter(ours=ours).order_by("hour"))


def acts(world: World, name: str, act: str) -> int:
    """Count acts on a node's record."""
    return AuditRow.objects.using(world.nodes[name].alias).filter(act=act).count()


def state(world: World, name: str) -> tuple[int, int, int]:
    """Give what a test must not change: the ledger, the epochs that were closed, the wants that closed one."""
    handled = HandledWant.objects.using(world.nodes[name].alias).count()
    return len(world.entries(name, ours=True)), acts(world, name, "epoch-closed"), handled


def test_both_sides_see_a_test_that_was_answered(pair: World) -> None:
    delivered(pair)
    assert ask(pair, "alpha", "beta")
    [asked], [heard] = rows(pair, "alpha", ours=True), rows(pair, "beta", ours=False)
    assert asked.answered_at == heard.answered_at == pair.clock()
    assert (asked.agrees, heard.agrees) == (True, True)
    assert asked.size == heard.size == Entry.objects.using("world-alpha").filter(ours=True).count()


def test_the_word_that_is_kept_is_signed_by_the_partner_over_our_nonce(pair: World) -> None:
    ask(pair, "alpha", "beta")
    [row] = rows(pair, "alpha", ours=True)
    word = control.verify(bytes(row.record or b""), partners.pair_of("world-alpha", pair.partner("alpha", "beta")))
    assert (word.typ, b64.decode(word.payload["nonce"])) == ("dxp.have", bytes(row.nonce))
    record = AuditRow.objects.using("world-alpha").filter(act="line-tested").order_by("-index")[0]
    assert b64.encode(sha256(bytes(row.record or b""))).encode() in bytes(record.details or b"")


def test_a_test_moves_no_ledger_and_closes_no_epoch(pair: World) -> None:
    delivered(pair)
    before = {name: state(pair, name) for name in pair.nodes}
    assert ask(pair, "alpha", "beta")
    assert ask(pair, "beta", "alpha")
    assert {name: state(pair, name) for name in pair.nodes} == before
    assert delivered(pair, "Dossier 2")


def test_the_hour_has_one_test_and_a_failed_one_is_tried_again(pair: World) -> None:
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    assert line_testing.due(node, partner)
    pair.cut = lambda sender, receiver: "request"
    assert not ask(pair, "alpha", "beta")
    assert not line_testing.due(node, partner)
    pair.clock.advance(minutes=6)
    assert line_testing.due(node, partner)
    pair.cut = lambda sender, receiver: ""
    assert ask(pair, "alpha", "beta")
    assert not line_testing.due(node, partner)
    assert len(rows(pair, "alpha", ours=True)) == 1
    pair.clock.advance(hours=1)
    assert line_testing.due(node, partner)


def test_a_lost_answer_is_no_answer_though_the_partner_heard_us(pair: World) -> None:
    pair.cut = lambda sender, receiver: "answer"
    assert not ask(pair, "alpha", "beta")
    assert rows(pair, "alpha", ours=True)[0].answered_at is None
    assert rows(pair, "beta", ours=False)[0].answered_at is not None


def test_a_copy_of_an_old_question_proves_no_line(pair: World) -> None:
    ask(pair, "alpha", "beta")
    question = pair.log[-1]
    pair.clock.advance(hours=3)
    answer = exchange.answer(pair.nodes["beta"], pair.partner("beta", "alpha"), question)
    assert answer.status == 200
    assert len(rows(pair, "beta", ours=False)) == 1


def test_a_copy_of_an_old_answer_answers_nothing(pair: World) -> None:
    ask(pair, "alpha", "beta")
    [first] = rows(pair, "alpha", ours=True)
    pair.clock.advance(hours=1)
    pair.cut = lambda sender, receiver: "request"
    ask(pair, "alpha", "beta")
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    word = control.verify(bytes(first.record or b""), partners.pair_of(node.alias, partner))
    assert not line_testing.take_answer(node, partner, word)
    assert rows(pair, "alpha", ours=True)[1].answered_at is None


def test_ledgers_that_differ_show_in_the_test(pair: World) -> None:
    delivered(pair)
    ask(pair, "alpha", "beta")
    [row] = rows(pair, "alpha", ours=True)
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    word = control.verify(bytes(row.record or b""), partners.pair_of(node.alias, partner))
    other = {**word.payload, "root": b64.encode(bytes(32))}
    LineTestRow.objects.using(node.alias).update(answered_at=None)
    forged = signed.Verified(word.typ, word.record, other)
    assert line_testing.take_answer(node, partner, forged)
    assert rows(pair, "alpha", ours=True)[0].agrees is False


def test_missed_hours_are_on_record_once_and_health_says_so(pair: World) -> None:
    node = pair.nodes["alpha"]
    pair.cut = lambda sender, receiver: "request"
    for _ in range(3):
        ask(pair, "alpha", "beta")
        pair.clock.advance(hours=1)
    assert line_testing.note_missed(node) == 3
    assert line_testing.note_missed(node) == 0
    assert acts(pair, "alpha", "line-test-missed") == 3
    runs.renew(node)
    found = health.look(node)
    assert (found.ok, found.counts["silent_lines"]) == (True, 1)
    assert "line test" in found.notices[0]
    pair.cut = lambda sender, receiver: ""
    assert ask(pair, "alpha", "beta")
    assert health.look(node).notices == ()


def test_old_words_are_erased_and_their_rows_stay(pair: World) -> None:
    ask(pair, "alpha", "beta")
    pair.clock.advance(days=36)
    line_testing.note_missed(pair.nodes["alpha"])
    [row] = rows(pair, "alpha", ours=True)
    assert (row.record, row.answered_at is not None) == (None, True)


def test_a_line_to_a_partner_that_is_not_confirmed_is_not_tested(world: World) -> None:
    for name in ("alpha", "beta"):
        world.add(name)
    world.introduce("alpha", "beta")
    assert not line_testing.due(world.nodes["alpha"], world.partner("alpha", "beta"))
