"""A correction reaches four recipients and two onward ones: who took it over shows the old value nowhere any more.

One recipient is down for a week, one refuses; the tables of completion say so on both sides.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from detente.matching import exact
from detente.model.errors import BadInput
from detente.node.queries import case_export, messages, thread_page
from detente.node.services import (
    acting,
    casework,
    concerned,
    conversing,
    correcting,
    notifying,
    officers,
    recording,
    records,
    threads,
)
from detente.node.services.conditions import Said
from detente.node.services.deciding import Asking
from detente.node.services.letters import Letter
from detente.node.stores import search_index
from detente.node.stores.models import Entry, MatterKey, SearchRow, StatementRow
from tests.node.asking import KINDS
from tests.node.world import World

FIRST = ("beta", "gamma", "delta", "epsilon")
ONWARD = {"beta": "zeta", "gamma": "eta"}
OLD, NEW = "Togoevski", "Togoev"
CHECKED = dict.fromkeys(concerned.QUESTIONS, False)
PAIRS = [*(("alpha", each) for each in FIRST), *ONWARD.items()]


@pytest.fixture
def many(world: World) -> World:
    """Alpha with four partners, two of which have one more."""
    for name in ("alpha", *FIRST, *ONWARD.values()):
        world.add(name)
        for role in ("analyst", "release", "head"):
            officers.add(world.nodes[name], name=role, shown=role.title(), role=role)
    for first, second in PAIRS:
        world.meet(first, second, kinds=(*KINDS, "correction"))
        world.settle(first, second)
    return world


def who(world: World, here: str, name: str = "lia") -> Any:
    return officers.find(world.nodes[here], name)


def letter(world: World, family: str, text: str) -> Letter:
    person = {"schema": "Person", "properties": {"name": [f"Zimar {family}", "Зимар"], "idNumber": ["X-4711"]}}
    record = recording.record({"ftm": person, "category": "suspect"})
    dated = concerned.dated([record], now=world.clock())
    return Letter(
        subject=f"About {family}", text=text, lang="en", records=dated, character=CHECKED, codes=["tlp:GREEN"]
    )


def settle(world: World, *, down: str = "") -> None:
    for first, second in PAIRS:
        if down not in (first, second):
            world.settle(first, second)


def at(world: World, here: str, entry: Entry) -> Entry:
    return Entry.objects.using(world.nodes[here].alias).select_related("partner", "batch").get(cid=entry.cid)


def told(world: World) -> dict[str, Entry]:
    """Let alpha tell the four and two of these tell one more; give each recipient's item as its writer has it."""
    items = {}
    for here in FIRST:
        items[here] = notifying.notify(
            world.nodes["alpha"],
            who(world, "alpha"),
            world.partner("alpha", here),
            letter(world, OLD, f"Zimar {OLD} was seen; ask for {OLD.upper()} there."),
        )
    settle(world)
    for here in FIRST:
        acting.open_entry(world.nodes[here], who(world, here), at(world, here, items[here]))
    for here, there in ONWARD.items():
        items[there] = notifying.pass_on(
            world.nodes[here],
            who(world, here),
            at(world, here, items[here]),
            world.partner(here, there),
            letter(world, OLD, f"Of Zimar {OLD} we are told that he was seen."),
        )
    settle(world)
    for there in ONWARD.values():
        acting.open_entry(world.nodes[there], who(world, there), at(world, there, items[there]))
    settle(world)
    return items


def corrected(world: World, here: str, item: Entry, *, down: str = "") -> list[Entry]:
    said = letter(world, NEW, f"His name is Zimar {NEW}.")
    said = Letter(**{name: getattr(said, name) for name in Letter.__dataclass_fields__} | {"subject": f"About {NEW}"})
    made = correcting.correct(world.nodes[here], who(world, here), item, said)
    settle(world, down=down)
    assert all(isinstance(each, Entry) for each in made), made
    return [each for each in made if isinstance(each, Entry)]


def act(world: World, here: str, opener: Entry, event: str, by: str = "lia", *, down: str = "", **said: Any) -> None:
    node, given = world.nodes[here], Said(**{"confirmed": True, **said})
    conversing.act(node, who(world, here, by), at(world, here, opener), event, given)
    settle(world, down=down)


def seen(world: World, here: str) -> str:
    """Give everything that screens, commands and exports of a node show of all messages."""
    node, officer = world.nodes[here], who(world, here)
    found = []
    for entry in Entry.objects.using(node.alias).filter(kind__in=("notification", "correction")).order_by("pk"):
        page = thread_page.notification_page(node, officer, entry)
        found += [repr(page), repr(messages.show(node, Asking(node, officer), entry)), entry.subject]
        if casework.case_of(node, entry.partner, entry.root, entry.cid) is not None:
            found.append(repr(case_export.exported(node, officer, entry)))
    return " ".join(found).lower()


def indexed(world: World, here: str, word: str) -> list[int]:
    return search_index.find(world.nodes[here].alias, [[(word,)]], before=None, limit=20)


def shows_nothing_old(world: World, here: str) -> None:
    assert OLD.lower() not in seen(world, here), here
    assert indexed(world, here, OLD.lower()) == []
    assert indexed(world, here, NEW.lower()) != []
    hashes = {key.hash for key in exact.keys_of({"records": letter(world, OLD, "").records}, writer="")}
    hashes -= {key.hash for key in exact.keys_of({"records": letter(world, NEW, "").records}, writer="")}
    assert not MatterKey.objects.using(world.nodes[here].alias).filter(key__in=hashes).exists()
    assert not SearchRow.objects.using(world.nodes[here].alias).exists()


def stands(world: World, here: str, item: Entry) -> dict[str, str]:
    node = world.nodes[here]
    return {line.item.partner.name: line.stands for line in correcting.completion(node, at(world, here, item))}


def test_four_recipients_and_two_onward_ones(many: World) -> None:
    items = told(many)
    records.take(many.nodes["beta"], who(many, "beta", "analyst"), at(many, "beta", items["beta"]), 0, because="x")
    made = {}
    for here in FIRST:
        # One recipient, one item each: alpha wrote to each of them apart.
        (made[here],) = corrected(many, "alpha", items[here], down="delta")
    assert stands(many, "alpha", items["delta"]) == {"delta": "sent"}
    many.clock.at += timedelta(days=7)
    assert stands(many, "alpha", items["delta"]) == {"delta": "not-delivered"}

    # Two take it over and correct those who have it from them; one refuses; one comes back after a week.
    for here in ONWARD:
        act(many, here, made[here], "open", down="delta")
        act(many, here, made[here], "apply", "analyst", down="delta")
        shows_nothing_old(many, here)
    for here, there in ONWARD.items():
        (further,) = corrected(many, here, at(many, here, items[there]), down="delta")
        act(many, there, further, "open", down="delta")
        act(many, there, further, "apply", "analyst", down="delta")
        shows_nothing_old(many, there)
        act(many, here, made[here], "report-onward", down="delta")
    words = Letter(text="Our file has it so.", lang="en")
    act(many, "epsilon", made["epsilon"], "open", down="delta")
    act(many, "epsilon", made["epsilon"], "object", "head", code="right-as-it-is", letter=words, down="delta")
    settle(many)
    act(many, "delta", made["delta"], "open")
    act(many, "delta", made["delta"], "apply", "analyst")
    shows_nothing_old(many, "delta")

    assert [stands(many, "alpha", items[here])[here] for here in FIRST] == ["done", "done", "done", "objected"]
    for here, there in ONWARD.items():
        assert stands(many, here, items[there])[there] == "done"
        (opener,) = [at(many, "alpha", made[here])]
        found = casework.case_of(many.nodes["alpha"], opener.partner, opener.root, opener.cid)
        assert found is not None
        assert found.state == "done"
    assert OLD.lower() in seen(many, "epsilon"), "who objected keeps what it has, and signed that it does"
    assert not StatementRow.objects.using("world-beta").filter(value__contains=OLD, erased_at=None).exists()


def test_the_proof_of_what_was_sent_stays_and_its_old_content_is_not_taken_out(many: World) -> None:
    items = told(many)
    (made,) = corrected(many, "alpha", items["delta"])
    act(many, "delta", made, "open")
    act(many, "delta", made, "apply", "analyst")
    nodes = {name: many.nodes[name] for name in ("alpha", "delta")}
    proofs = {threads.export(node, who(many, name), at(many, name, made)) for name, node in nodes.items()}
    assert len(proofs) == 1
    item = at(many, "delta", items["delta"])
    with pytest.raises(BadInput, match="This message was corrected"):
        threads.export(many.nodes["delta"], who(many, "delta", "analyst"), item, disclose={item.cid})
