"""Runs and epochs: the tables of DXP 7.2, row by row, and what they heal.

`beta` receives and is the one whose head `alpha` asks for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from detente.crypto.hashing import sha256
from detente.crypto.tree import Frontier
from detente.model.head import Head
from detente.protocol import control, epoch_receiver, epoch_sender, receipt, receive, stamp
from detente.protocol.epoch_receiver import Feed, HelloOutcome
from detente.protocol.epoch_sender import Adopt, HeadIgnored, Learned, PartnerBehind
from detente.protocol.receipt import OwnHead
from detente.protocol.receive import Incoming, Known, ReceiverPhase
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified
from detente.protocol.stamp import Outgoing, SenderPhase
from tests.protocol import builders

ALPHA, BETA = builders.member("alpha"), builders.member("beta")
AT_ALPHA, AT_BETA = builders.pair(ALPHA, BETA), builders.pair(BETA, ALPHA)
CHALLENGE, NONCE, OTHER = sha256(b"challenge"), sha256(b"nonce"), sha256(b"other")
FRESH = sha256(b"fresh epoch")[:16]

FIRST, FIRST_BATCH = builders.stamped(ALPHA, BETA, builders.written(ALPHA, BETA, 2))
ONCE_RECEIPTED = stamp.take_receipt(FIRST.outgoing)
HEAD = ONCE_RECEIPTED.receipted.head()
SECOND, SECOND_BATCH = builders.stamped(ALPHA, BETA, builders.written(ALPHA, BETA, 2, first=3), outgoing=ONCE_RECEIPTED)
TWICE_RECEIPTED = stamp.take_receipt(SECOND.outgoing)
ROOTS = {2: FIRST.outgoing.stamped.root(), 4: SECOND.outgoing.stamped.root()}


def _receipt(checkpoint: Verified) -> Verified:
    return receipt.make(
        checkpoint,
        pair=AT_BETA,
        own=OwnHead(None, Head()),
        refused=[],
        held_at=builders.NOW,
        audit=builders.AUDIT,
        by=BETA.sign,
    )


def _ready(held: Frontier = FIRST.outgoing.stamped, **changes: Any) -> Incoming:
    return replace(Incoming(phase=ReceiverPhase.READY, held=held), **changes)


def _hello(receipted: Head = HEAD, **changes: Any) -> Verified:
    members: dict[str, Any] = {"epoch": FRESH, "nonce": NONCE, "challenge": CHALLENGE, **changes}
    return control.hello(AT_ALPHA, receipted=receipted, now=builders.NOW, by=ALPHA.sign, **members)


def _greet(incoming: Incoming, hello: Verified, *, used: bool = False) -> HelloOutcome:
    return epoch_receiver.take_hello(incoming, hello, challenge=CHALLENGE, used_in_run=used, root_at=ROOTS.get)


def _code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


# ---- the receiver


def test_a_start_forgets_the_open_epoch_and_asks_to_be_fed() -> None:
    started = epoch_receiver.start(_ready(epoch=FRESH), nonce=NONCE)

    assert (started.phase, started.epoch, started.want_nonce) == (ReceiverPhase.FEED, None, NONCE)
    assert started.held == FIRST.outgoing.stamped


def test_a_hello_while_being_fed_waits() -> None:
    with pytest.raises(Refused) as refused:
        _greet(epoch_receiver.start(_ready(), nonce=NONCE), _hello())
    assert _code(refused) == "not-synced"


@pytest.mark.parametrize("challenge", [None, OTHER], ids=["no challenge", "that of another run"])
def test_a_hello_without_this_run_s_challenge_opens_nothing(challenge: bytes | None) -> None:
    outcome = _greet(_ready(), _hello(challenge=challenge))

    assert not outcome.opened
    assert outcome.incoming == _ready()


def test_a_hello_with_the_challenge_opens_its_epoch_at_what_is_held() -> None:
    outcome = _greet(_ready(), _hello())

    assert outcome.opened
    assert (outcome.incoming.epoch, outcome.incoming.base) == (FRESH, FIRST.outgoing.stamped.head())


def test_the_same_hello_again_gets_the_same_head() -> None:
    opened = _greet(_ready(), _hello()).incoming
    head = control.head(
        AT_BETA, _hello(), opened=True, challenge=CHALLENGE, held=opened.held.head(), now=builders.NOW, by=BETA.sign
    )
    hello = _hello()
    answered = epoch_receiver.with_head(
        opened,
        control.head(
            AT_BETA, hello, opened=True, challenge=CHALLENGE, held=opened.held.head(), now=builders.NOW, by=BETA.sign
        ),
    )

    assert epoch_receiver.repeated_head(answered, hello) == answered.last_head
    assert epoch_receiver.repeated_head(replace(opened, last_head=head.record), hello) is None
    assert epoch_receiver.repeated_head(opened, hello) is None


def test_an_epoch_is_never_opened_twice_in_a_run() -> None:
    with pytest.raises(Refused) as refused:
        _greet(_ready(epoch=OTHER[:16]), _hello(), used=True)
    assert _code(refused) == "epoch-closed"


@pytest.mark.parametrize(
    "claimed",
    [Head(2, OTHER), Head(0, OTHER), Head(1, OTHER)],
    ids=["another root", "an empty log with a root", "a size where no batch ends"],
)
def test_a_hello_that_claims_another_log_has_diverged(claimed: Head) -> None:
    with pytest.raises(Refused) as refused:
        _greet(_ready(), _hello(claimed))
    assert _code(refused) == "diverged"


def test_a_sender_that_remembers_less_or_more_has_not_diverged() -> None:
    assert _greet(_ready(), _hello(Head())).opened
    assert _greet(_ready(), _hello(TWICE_RECEIPTED.receipted.head())).opened


def _have(claimed: Head, *, nonce: bytes = NONCE) -> Verified:
    want = control.want(AT_BETA, direction=control.YOURS, after=Head(), nonce=nonce, by=BETA.sign)
    return control.have(AT_ALPHA, want, receipted=claimed, now=builders.NOW, by=ALPHA.sign)


FED = epoch_receiver.start(_ready(), nonce=NONCE)


@pytest.mark.parametrize(
    ("incoming", "have", "feed"),
    [
        (FED, _have(ONCE_RECEIPTED.receipted.head()), Feed.DONE),
        (FED, _have(Head()), Feed.DONE),
        (FED, _have(TWICE_RECEIPTED.receipted.head()), Feed.MORE),
        (FED, _have(ONCE_RECEIPTED.receipted.head(), nonce=OTHER), Feed.IGNORED),
        (_ready(), _have(ONCE_RECEIPTED.receipted.head()), Feed.IGNORED),
    ],
    ids=["the same", "our log is longer", "theirs is longer", "another nonce", "nothing was asked"],
)
def test_the_close_of_a_feed(incoming: Incoming, have: Verified, feed: Feed) -> None:
    after, what = epoch_receiver.take_have(incoming, have, root_at=ROOTS.get)

    assert what is feed
    assert (after.phase is ReceiverPhase.READY) == (feed is Feed.DONE or incoming is not FED)
    assert after.held == incoming.held


def test_a_close_with_another_root_has_diverged() -> None:
    with pytest.raises(Refused) as refused:
        epoch_receiver.take_have(FED, _have(Head(2, OTHER)), root_at=ROOTS.get)
    assert _code(refused) == "diverged"


def _behind(head: Verified, proof: Any) -> Verified:
    refused = Refused("behind", "you hold less than you receipted", {"receipt": proof})
    return control.refusal(AT_ALPHA, refused, about=head.hash, now=builders.NOW, by=ALPHA.sign)


def _head(hello: Verified, held: Head, *, opened: bool = True, challenge: bytes = CHALLENGE) -> Verified:
    return control.head(AT_BETA, hello, opened=opened, challenge=challenge, held=held, now=builders.NOW, by=BETA.sign)


def test_behind_with_our_own_receipt_sends_us_back_to_be_fed() -> None:
    head = _head(_hello(), FIRST.outgoing.stamped.head())
    incoming = epoch_receiver.with_head(_ready(epoch=FRESH), head)
    proof = _receipt(SECOND.checkpoint).record.decode()

    after = epoch_receiver.take_behind(incoming, _behind(head, proof), AT_BETA, nonce=OTHER)
    assert after is not None
    assert (after.phase, after.epoch, after.want_nonce) == (ReceiverPhase.FEED, None, OTHER)


def test_behind_that_proves_nothing_is_ignored() -> None:
    head = _head(_hello(), FIRST.outgoing.stamped.head())
    incoming = epoch_receiver.with_head(_ready(epoch=FRESH), head)
    good = _receipt(SECOND.checkpoint).record.decode()
    old = _receipt(FIRST.checkpoint).record.decode()

    for refusal in (_behind(head, old), _behind(head, "{}"), _behind(head, None), _behind(_hello(), good)):
        assert epoch_receiver.take_behind(incoming, refusal, AT_BETA, nonce=OTHER) is None
    assert epoch_receiver.take_behind(_ready(), _behind(head, good), AT_BETA, nonce=OTHER) is None


# ---- the sender


def _opening(outgoing: Outgoing = ONCE_RECEIPTED) -> tuple[Outgoing, Verified]:
    hello = _hello(outgoing.receipted.head())
    return epoch_sender.opening(outgoing, epoch=FRESH, nonce=NONCE, hello=hello), hello


def test_a_start_closes_and_forgets_the_challenge() -> None:
    started = epoch_sender.start(replace(ONCE_RECEIPTED, challenge=CHALLENGE))

    assert (started.phase, started.epoch, started.challenge) == (SenderPhase.CLOSED, None, None)
    assert started.receipted == ONCE_RECEIPTED.receipted


def test_a_head_that_opened_opens() -> None:
    outgoing, hello = _opening()

    outcome = epoch_sender.take_head(outgoing, _head(hello, ONCE_RECEIPTED.receipted.head()))
    assert isinstance(outcome, epoch_sender.Opened)
    assert (outcome.outgoing.phase, outcome.outgoing.epoch) == (SenderPhase.OPEN, FRESH)
    assert outcome.outgoing.base == ONCE_RECEIPTED.receipted.head()


def test_what_was_stamped_and_not_receipted_loses_its_place() -> None:
    outgoing, hello = _opening(SECOND.outgoing)

    outcome = epoch_sender.take_head(outgoing, _head(hello, ONCE_RECEIPTED.receipted.head()))
    assert isinstance(outcome, epoch_sender.Opened)
    assert outcome.outgoing.stamped == ONCE_RECEIPTED.receipted


def test_a_head_that_did_not_open_teaches_its_challenge() -> None:
    outgoing, hello = _opening()

    outcome = epoch_sender.take_head(outgoing, _head(hello, Head(), opened=False, challenge=OTHER))
    assert isinstance(outcome, Learned)
    assert (outcome.outgoing.phase, outcome.outgoing.challenge) == (SenderPhase.CLOSED, OTHER)


def test_a_head_below_what_was_receipted_is_told_so() -> None:
    outgoing, hello = _opening(TWICE_RECEIPTED)

    outcome = epoch_sender.take_head(outgoing, _head(hello, FIRST.outgoing.stamped.head()))
    assert isinstance(outcome, PartnerBehind)
    assert outcome.outgoing.phase is SenderPhase.CLOSED


def test_a_head_of_the_same_size_with_another_root_has_diverged() -> None:
    outgoing, hello = _opening()

    with pytest.raises(Refused) as refused:
        epoch_sender.take_head(outgoing, _head(hello, Head(2, OTHER)))
    assert _code(refused) == "diverged"


def test_a_head_for_another_hello_is_ignored() -> None:
    outgoing, hello = _opening()
    head = _head(hello, ONCE_RECEIPTED.receipted.head())

    for state in (
        ONCE_RECEIPTED,
        epoch_sender.close(outgoing),
        replace(outgoing, nonce=OTHER),
        replace(outgoing, hello=_hello(epoch=OTHER[:16]).record),
    ):
        with pytest.raises(HeadIgnored):
            epoch_sender.take_head(state, head)


def _restored() -> tuple[Outgoing, list[tuple[receive.Arrival, bytes]]]:
    """Give a sender that was put back to before its batches, and what the partner gives back."""
    outgoing, hello = _opening(Outgoing())
    outcome = epoch_sender.take_head(outgoing, _head(hello, TWICE_RECEIPTED.stamped.head()))
    assert isinstance(outcome, Adopt)
    assert outcome.after == Head()
    return outcome.outgoing, [
        (receive.prepare(batch), _receipt(result.checkpoint).record)
        for result, batch in ((FIRST, FIRST_BATCH), (SECOND, SECOND_BATCH))
    ]


def test_a_restored_sender_takes_its_own_batches_back_and_opens() -> None:
    outgoing, given_back = _restored()

    adopted = epoch_sender.adopt(outgoing, given_back, AT_ALPHA)
    assert adopted.outgoing.phase is SenderPhase.OPEN
    assert adopted.outgoing.receipted == adopted.outgoing.stamped == TWICE_RECEIPTED.stamped
    assert [batch.first_seq for batch in adopted.batches] == [1, 3]
    assert adopted.batches[1].leaves == SECOND.leaves


def test_an_adoption_may_come_in_pieces() -> None:
    outgoing, given_back = _restored()

    half = epoch_sender.adopt(outgoing, given_back[:1], AT_ALPHA).outgoing
    assert half.phase is SenderPhase.OPENING
    assert half.receipted == ONCE_RECEIPTED.receipted
    assert epoch_sender.adopt(half, given_back[1:], AT_ALPHA).outgoing.phase is SenderPhase.OPEN


def test_what_does_not_lead_to_the_partner_s_head_has_diverged() -> None:
    outgoing, (first, second) = _restored()

    for wrong in ([], [second], [first, first], [(first[0], second[1])]):
        with pytest.raises(Refused) as refused:
            epoch_sender.adopt(outgoing, wrong, AT_ALPHA)
        assert _code(refused) == "diverged"


def test_batches_that_we_never_signed_are_not_adopted() -> None:
    outgoing, (first, second) = _restored()
    strange, batch = builders.stamped(BETA, ALPHA, builders.written(BETA, ALPHA, 2))

    with pytest.raises(Refused):
        epoch_sender.adopt(outgoing, [(receive.prepare(batch), first[1]), second], AT_ALPHA)
    with pytest.raises(Refused):
        epoch_sender.adopt(outgoing, [(first[0], strange.checkpoint.record), second], AT_ALPHA)


def test_nobody_adopts_what_was_not_asked_for() -> None:
    _, given_back = _restored()

    with pytest.raises(HeadIgnored):
        epoch_sender.adopt(ONCE_RECEIPTED, given_back, AT_ALPHA)


# ---- both


def test_a_restored_sender_signs_nothing_twice_for_one_epoch_and_place() -> None:
    before = SECOND.checkpoint.payload
    outgoing, hello = _opening(ONCE_RECEIPTED)
    outcome = epoch_sender.take_head(outgoing, _head(hello, ONCE_RECEIPTED.receipted.head()))
    assert isinstance(outcome, epoch_sender.Opened)

    again, _ = builders.stamped(ALPHA, BETA, builders.written(ALPHA, BETA, 2, first=7), outgoing=outcome.outgoing)
    assert again.checkpoint.payload["size"] == before["size"]
    assert again.checkpoint.payload["epoch"] != before["epoch"]


def test_a_restored_receiver_is_fed_what_it_lost_and_opens_again() -> None:
    lost = epoch_receiver.start(Incoming(phase=ReceiverPhase.READY, epoch=builders.EPOCH), nonce=NONCE)

    for batch in (FIRST_BATCH, SECOND_BATCH):
        arrival = receive.prepare(batch)
        checkpoint = receive.verify_checkpoint(arrival, AT_BETA, held_size=lost.held.size)
        known = Known(base_of_epoch=Head())
        lost = receive.take(arrival, checkpoint, incoming=lost, pair=AT_BETA, known=known, feeding=True).incoming
    fed, feed = epoch_receiver.take_have(lost, _have(TWICE_RECEIPTED.receipted.head()), root_at=ROOTS.get)

    assert feed is Feed.DONE
    assert fed.held == TWICE_RECEIPTED.stamped
    assert _greet(fed, _hello(TWICE_RECEIPTED.receipted.head())).opened
