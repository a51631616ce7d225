"""Consent to onward use as a dialogue: asked, granted with limits, in the register by itself; no answer is no."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from detente.cases import clocks as timing
from detente.model.errors import BadInput
from detente.node.services import consenting, conversing, elapsing, waiting
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.stores.models import ConsentRow, Entry
from tests.node import openings
from tests.node.asking import at, case, clock_of, do, who
from tests.node.world import World

PURPOSE = "prevent-terrorism"


def asked(world: World, **changes: str) -> tuple[Entry, Entry]:
    """Let alpha notify, and beta ask whether it may go to the customs; give the item and the ask."""
    item = openings.item(world)
    do(world, "beta", item, "open")
    until = (world.clock() + timedelta(days=60)).isoformat(timespec="milliseconds")
    given = {"to_whom": "body:Customs", "for_purpose": PURPOSE, "wanted_until": until, **changes}
    made = waiting.opening(
        world.nodes["beta"], who(world, "beta", "lia"), "onward-consent", Letter(text="May it?", lang="en"), given,
        at(world, "beta", item),
    )  # fmt: skip
    assert isinstance(made, Entry), made
    world.settle("alpha", "beta")
    return item, made


def act(world: World, here: str, ask: Entry, event: str, by: str = "head", **said: Any) -> None:
    conversing.act(world.nodes[here], who(world, here, by), at(world, here, ask), event, Said(**said))
    world.settle("alpha", "beta")


def word(world: World, here: str, item: Entry) -> tuple[str, ConsentRow | None]:
    found, row = consenting.on(world.nodes[here], at(world, here, item), to="body:Customs", purpose=PURPOSE, grave=True)
    return found.state, row


def test_what_is_granted_stands_in_both_registers_until_its_end(asking: World) -> None:
    item, ask = asked(asking)
    act(asking, "alpha", ask, "open", "lia")
    until = asking.clock() + timedelta(days=30)
    act(asking, "alpha", ask, "grant", until=until, confirmed=True, given={"limits": "Not in court."},
        letter=Letter(text="Yes.", lang="en"))  # fmt: skip
    for here in ("alpha", "beta"):
        state, row = word(asking, here, item)
        assert state == "granted"
        assert row is not None
        assert row.until == until
    assert clock_of(asking, "beta", ask, "until").due == until
    assert case(asking, "beta", ask).state == "granted"


def test_a_grant_is_taken_back_on_both_sides(asking: World) -> None:
    item, ask = asked(asking)
    act(asking, "alpha", ask, "open", "lia")
    act(asking, "alpha", ask, "grant", until=asking.clock() + timedelta(days=30), confirmed=True,
        given={"limits": "None."}, letter=Letter(text="Yes.", lang="en"))  # fmt: skip
    act(asking, "alpha", ask, "revoke", code="circumstances", letter=Letter(text="No more.", lang="en"))
    assert (case(asking, "alpha", ask).state, case(asking, "beta", ask).state) == ("revoked", "revoked")
    assert [word(asking, here, item)[0] for here in ("alpha", "beta")] == ["revoked", "revoked"]


def test_no_answer_is_no(asking: World) -> None:
    item, ask = asked(asking)
    asking.clock.advance(days=60)
    clock = clock_of(asking, "beta", ask, "answer")
    assert timing.clock_state(clock, now=asking.clock()) is timing.ClockState.OVERDUE
    assert word(asking, "beta", item) == ("none", None)


def test_what_nobody_used_lapses_by_its_clock_on_both_sides(asking: World) -> None:
    _, ask = asked(asking)
    act(asking, "alpha", ask, "open", "lia")
    act(
        asking,
        "alpha",
        ask,
        "grant",
        until=asking.clock() + timedelta(days=3),
        confirmed=True,
        given={"limits": "None."},
        letter=Letter(text="Yes.", lang="en"),
    )
    assert elapsing.run(asking.nodes["beta"]) == 0
    asking.clock.advance(days=3, seconds=1)
    assert [elapsing.run(asking.nodes[here]) for here in ("alpha", "beta", "beta")] == [0, 1, 0]
    asking.settle("alpha", "beta")
    assert (case(asking, "alpha", ask).state, case(asking, "beta", ask).state) == ("lapsed", "lapsed")


def test_a_use_is_reported_to_who_consented(asking: World) -> None:
    _, ask = asked(asking)
    act(asking, "alpha", ask, "open", "lia")
    end = asking.clock() + timedelta(days=3)
    given = {"limits": "None."}
    act(asking, "alpha", ask, "grant", until=end, confirmed=True, given=given, letter=Letter(text="Yes.", lang="en"))
    used = {"used_for": "shown to the customs", "used_at": "2026-11-23T10:00Z"}
    act(asking, "beta", ask, "use", "lia", given=used, letter=Letter(text="Used.", lang="en"))
    assert (case(asking, "alpha", ask).state, case(asking, "beta", ask).state) == ("used", "used")
    report = Entry.objects.using("world-alpha").get(message="use-report")
    assert b"shown to the customs" in bytes(report.plaintext or b"")


def test_after_its_end_nothing_is_used_though_no_clock_has_moved_it_yet(asking: World) -> None:
    _, ask = asked(asking)
    act(asking, "alpha", ask, "open", "lia")
    end, given = asking.clock() + timedelta(days=3), {"limits": "None."}
    act(asking, "alpha", ask, "grant", until=end, confirmed=True, given=given, letter=Letter(text="Yes.", lang="en"))
    asking.clock.advance(days=4)
    used = {"used_for": "shown to the customs", "used_at": "2026-11-23T10:00Z"}
    with pytest.raises(BadInput, match="This consent has ended"):
        act(asking, "beta", ask, "use", "lia", given=used, letter=Letter(text="Used.", lang="en"))


def test_a_refusal_stands_in_the_register_and_its_ground_stays_there(asking: World) -> None:
    item, ask = asked(asking)
    act(asking, "alpha", ask, "open", "lia")
    act(asking, "alpha", ask, "refuse", ground="hr-mistreatment", explained="We cannot.")
    assert case(asking, "beta", ask).state == "refused"
    assert word(asking, "beta", item)[0] == "refused"
    refusal = Entry.objects.using("world-beta").get(kind="refusal")
    assert b"hr-mistreatment" not in bytes(refusal.plaintext or b"")


@pytest.mark.parametrize(("name", "value"), [("to_whom", "Nobody Here"), ("for_purpose", "To look at it")])
def test_who_and_what_for_are_named_as_the_register_names_them(asking: World, name: str, value: str) -> None:
    with pytest.raises(BadInput):
        asked(asking, **{name: value})


def test_a_grant_without_an_end_or_an_adviser_is_not_given(asking: World) -> None:
    _, ask = asked(asking)
    act(asking, "alpha", ask, "open", "lia")
    given = {"given": {"limits": "None."}, "letter": Letter(text="Yes.", lang="en")}
    with pytest.raises(BadInput, match="by when"):
        act(asking, "alpha", ask, "grant", confirmed=True, **given)
    with pytest.raises(BadInput, match="legal adviser"):
        act(asking, "alpha", ask, "grant", until=asking.clock() + timedelta(days=3), **given)
