"""A statement says why a clock stood still: suspensions of a real pair, shown by both sides in the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.identifiers import Cid
from detente.model.instant import format_instant
from detente.node.services import acting, agreeing, agreements, notifying, officers, threads
from detente.node.services.notifying import Letter
from detente.node.stores import partners
from detente.node.stores.models import BatchRow, Entry
from detente.policy.agreement_text import FullAgreement
from detente.protocol import thread
from detente.protocol.verify import Report, verify
from tests.node import agreed
from tests.node.world import World


@pytest.fixture
def allies(pair: World) -> tuple[World, str]:
    """Two nodes with a full agreement in force, and its id."""
    agreed.people(pair)
    return pair, agreed.agree(pair)


def act(world: World, what: str, here: str, named: str, **changes: Any) -> datetime:
    """Suspend or lift by the head of a node; give when the other side held it."""
    node, there = world.nodes[here], "beta" if here == "alpha" else "alpha"
    values = ({"reason": "the talks are interrupted"} if what == "suspend" else {}) | changes
    row = getattr(agreeing, what)(node, agreed.head(world, here), world.partner(here, there), named, **values)
    world.settle("alpha", "beta")
    held_at = BatchRow.objects.using(node.alias).get(entries__cid=row.cid).held_at
    assert held_at is not None
    return held_at


def exported(world: World, asked: Entry) -> bytes:
    """Give the statement of a thread, which both sides write alike."""
    found = []
    for name, node in world.nodes.items():
        row = Entry.objects.using(node.alias).get(cid=asked.cid)
        found.append(threads.export(node, officers.find(node, {"alpha": "lia", "beta": "omar"}[name]), row))
    ours, theirs = found
    assert ours == theirs
    return ours


def checked(world: World, data: bytes) -> Report:
    pair = partners.pair_of(world.nodes["alpha"].alias, world.partner("alpha", "beta"))
    return verify(data, trust=(pair.us, pair.them))


def silence(world: World, asked: Entry) -> tuple[str | None, int]:
    """Give since when the statement says silence, and how many acts of suspension it shows; it holds."""
    data = exported(world, asked)
    report = checked(world, data)
    assert (report.ok, report.findings) == (True, ())
    (fact,) = [fact for fact in report.facts if fact["cid"] == asked.cid]
    return fact["silent_since"], len(strict_json.parse(data).get("pauses", {}).get("acts", []))


def due(asked: Entry) -> datetime:
    assert asked.answer_by is not None
    return asked.answer_by


def ask(world: World, named: str, **changes: Any) -> Entry:
    """Let alpha ask, with ten days to answer."""
    asked = agreed.notify(world, "alpha", "beta", "asked", named, **changes)
    world.settle("alpha", "beta")
    return asked


@pytest.mark.parametrize("by", ["alpha", "beta"])
@pytest.mark.parametrize("topic", [None, "ct"])
def test_a_suspension_over_the_limit_moves_the_silence(allies: tuple[World, str], by: str, topic: str | None) -> None:
    world, named = allies
    asked = ask(world, named, topic="ct.persons")
    world.clock.advance(days=4)
    begin = act(world, "suspend", by, named, topic=topic)
    world.clock.advance(days=30)
    # The limit has passed by the calendar, and the clock stands still.
    assert silence(world, asked) == (None, 1)
    end = act(world, "lift", by, named, topic=topic)
    assert silence(world, asked) == (None, 2)
    world.clock.advance(days=7)
    assert silence(world, asked) == (format_instant(due(asked) + (end - begin)), 2)


def test_of_both_sides_the_clock_runs_when_the_last_has_lifted(allies: tuple[World, str]) -> None:
    world, named = allies
    asked = ask(world, named)
    begin = act(world, "suspend", "alpha", named)
    world.clock.advance(days=3)
    act(world, "suspend", "beta", named, topic="ct")
    world.clock.advance(days=3)
    act(world, "lift", "alpha", named)
    world.clock.advance(days=20)
    end = act(world, "lift", "beta", named, topic="ct")
    world.clock.advance(days=30)
    assert silence(world, asked) == (format_instant(due(asked) + (end - begin)), 4)


def test_what_moved_nothing_is_not_shown(allies: tuple[World, str]) -> None:
    """Before the wait, after it, for another topic, for what is exempt, and where the answer came."""
    world, named = allies
    act(world, "suspend", "alpha", named)
    act(world, "lift", "alpha", named)
    asked = ask(world, named)
    act(world, "suspend", "beta", named, topic="missing")
    act(world, "suspend", "alpha", named, exempt=["notification"])
    world.clock.advance(days=11)
    assert silence(world, asked) == (format_instant(due(asked)), 0)
    before = exported(world, asked)
    act(world, "lift", "alpha", named)
    act(world, "suspend", "beta", named)
    world.clock.advance(days=11)
    assert exported(world, asked) == before


def test_after_the_answer_nothing_is_left_of_a_pause(allies: tuple[World, str]) -> None:
    world, named = allies
    asked = ask(world, named)
    act(world, "suspend", "beta", named)
    world.clock.advance(days=12)
    act(world, "lift", "beta", named)
    assert silence(world, asked) == (None, 2)
    node = world.nodes["beta"]
    row = Entry.objects.using(node.alias).get(cid=asked.cid)
    acting.accept(node, officers.find(node, "omar"), row, until=None)
    notifying.answer(node, officers.find(node, "omar"), row, Letter(text="the answer"))
    world.settle("alpha", "beta")
    assert silence(world, asked) == (None, 0)


def test_under_the_founding_agreement_the_usual_passes(allies: tuple[World, str]) -> None:
    world, _ = allies
    node = world.nodes["alpha"]
    standing = agreements.in_force(node.alias, world.partner("alpha", "beta"))
    named = next(item.id for item in standing if not isinstance(item, FullAgreement))
    asked = ask(world, named)
    begin = act(world, "suspend", "beta", named)
    world.clock.advance(days=3)
    end = act(world, "lift", "beta", named, topic="ct")
    world.clock.advance(days=30)
    assert silence(world, asked) == (format_instant(due(asked) + (end - begin)), 2)


def test_the_statement_needs_the_text_only_where_the_act_leaves_it_to_the_agreement(
    allies: tuple[World, str],
) -> None:
    world, named = allies
    asked = ask(world, named)
    act(world, "suspend", "beta", named, exempt=[])
    assert strict_json.parse(exported(world, asked))["pauses"]["texts"] == []
    act(world, "lift", "beta", named)
    act(world, "suspend", "beta", named)
    (text,) = strict_json.parse(exported(world, asked))["pauses"]["texts"]
    assert text["topics"] == ["ct", "missing"]


def suspended(world: World, named: str) -> tuple[Entry, dict[str, Any]]:
    """Give a question that was paused, and its statement."""
    asked = ask(world, named)
    act(world, "suspend", "beta", named)
    world.clock.advance(days=3)
    act(world, "lift", "beta", named)
    world.clock.advance(days=30)
    return asked, strict_json.parse(exported(world, asked))


def test_a_turned_byte_anywhere_in_the_pauses_is_found_with_its_reason(allies: tuple[World, str]) -> None:
    world, named = allies
    _, statement = suspended(world, named)
    whole = canonical(statement)
    part = canonical(statement["pauses"])
    start = whole.index(part)
    assert whole.count(part) == 1
    for at in range(start, start + len(part), 41):
        turned = bytearray(whole)
        turned[at] ^= 1 if turned[at] != 0x23 else 2
        report = checked(world, bytes(turned))
        assert not report.ok, at - start
        assert all(finding.reason and finding.path for finding in report.findings)
    for batch in range(len(statement["batches"])):
        other = strict_json.parse(whole)
        del other["batches"][batch]
        assert not checked(world, canonical(other)).ok


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], Any], str, str]] = {
    "no pauses": (lambda said: said.pop("pauses"), "batches[0]", "unused"),
    "no acts": (lambda said: said["pauses"]["acts"].clear(), "pauses.acts", "bad-member"),
    "no lift": (lambda said: said["pauses"]["acts"].pop(), "batches", "unused"),
    "twice": (lambda said: said["pauses"]["acts"].append(said["pauses"]["acts"][-1]), "pauses.acts", "bad-order"),
    "turned round": (lambda said: said["pauses"]["acts"].reverse(), "pauses.acts", "bad-order"),
    "shut": (
        lambda said: said["pauses"]["acts"][0].update(disclosed=None),
        "pauses.acts[0].disclosed",
        "not-disclosed",
    ),
    "of the other side": (
        lambda said: said["pauses"]["acts"][0].update(dir=1 - said["pauses"]["acts"][0]["dir"]),
        "pauses.acts[0].dir",
        "wrong-party",
    ),
    "another key": (
        lambda said: said["pauses"]["acts"][0]["disclosed"].update(cek=b64.encode(bytes(32))),
        "pauses.acts[0].disclosed.cek",
        "cannot-open",
    ),
    "no text": (lambda said: said["pauses"]["texts"].clear(), "pauses.texts", "not-disclosed"),
    "another text": (lambda said: said["pauses"]["texts"][0].update(exempt=[]), "pauses.texts", "not-disclosed"),
    "no object": (lambda said: said["pauses"]["texts"].append([]), "pauses.texts[1]", "bad-member"),
    "unknown member": (lambda said: said["pauses"].update(note="so it was"), "pauses.note", "unknown-member"),
    "no list": (lambda said: said["pauses"].update(texts={}), "pauses.texts", "bad-member"),
    "too early": (
        lambda said: said["facts"][0].update(silent_since=said["facts"][0]["answer_by"]),
        "facts[0]",
        "wrong-fact",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_pauses_is_found_at_its_place(allies: tuple[World, str], name: str) -> None:
    world, named = allies
    _, statement = suspended(world, named)
    change, path, code = CHANGES[name]
    change(statement)
    report = checked(world, canonical(statement))
    assert not report.ok
    assert any(finding.path.startswith(path) and finding.code == code for finding in report.findings), report.findings


def test_an_act_that_moves_nothing_here_may_not_stand_here(allies: tuple[World, str]) -> None:
    """Of two statements about one thread there is one form: what another thread needs is not in it."""
    world, named = allies
    asked, statement = suspended(world, named)
    later = ask(world, named)
    act(world, "suspend", "beta", named)
    assert silence(world, asked)[1] == 2
    other = strict_json.parse(exported(world, later))
    batches = {(each["dir"], each["size"]): each for each in (*statement["batches"], *other["batches"])}
    used = {
        (each["dir"], each["size"])
        for each in (*statement["proved"], *statement["pauses"]["acts"], *other["pauses"]["acts"])
    }
    statement["pauses"]["acts"] += other["pauses"]["acts"]
    statement["batches"] = [batches[place] for place in sorted(used)]
    report = checked(world, canonical(statement))
    assert [(finding.path, finding.code) for finding in report.findings] == [("pauses.acts[2]", "unused")]


@pytest.mark.parametrize("life", [True, False])
def test_a_warning_of_danger_to_life_is_silent_where_it_is_shown(allies: tuple[World, str], life: bool) -> None:
    """Its urgency stands in its content: no more silence is claimed than the statement proves."""
    world, named = allies
    until = world.clock() + timedelta(days=10)
    warned = agreed.warn(world, "alpha", "beta", named, life=life, answer_by=until)
    world.settle("alpha", "beta")
    act(world, "suspend", "beta", named)
    world.clock.advance(days=30)
    assert silence(world, warned) == (None, 1)
    node, partner, cid = world.nodes["alpha"], world.partner("alpha", "beta"), Cid(warned.cid)
    shown = thread.export_statement(cid, threads.holdings(node, partner, cid), now=world.clock(), disclose={cid})
    report = checked(world, shown)
    assert (report.ok, report.facts[0]["silent_since"]) == (True, format_instant(until) if life else None)
    assert ("pauses" in strict_json.parse(shown)) != life
