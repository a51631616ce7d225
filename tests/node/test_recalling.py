"""A recall: blocked where it is held, deleted with every copy, and seen by the issuer for each recipient."""

from __future__ import annotations

from typing import Any

import pytest

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.queries import corrections
from detente.node.services import (
    acting,
    casework,
    concerned,
    conversing,
    correcting,
    notifying,
    officers,
    recalling,
    recording,
    threads,
)
from detente.node.services.conditions import Said
from detente.node.services.deciding import Forbidden
from detente.node.services.letters import Letter
from detente.node.stores import search_index
from detente.node.stores.models import AuditRow, Entry, Holding, MatterKey, PassedOn
from tests.node.asking import KINDS
from tests.node.world import World

NAME = "Zimar Togoev"
CHECKED = dict.fromkeys(concerned.QUESTIONS, False)
CANARY = "canary-4711"


def kinds(*names: str) -> tuple[str, ...]:
    return (*KINDS, "correction", "recall", *names)


@pytest.fixture
def three(world: World) -> World:
    """Alpha, beta and gamma: alpha and beta in contact, beta and gamma in contact."""
    for name in ("alpha", "beta", "gamma"):
        world.add(name)
        for role in ("analyst", "release", "head", "duty", "legal"):
            officers.add(world.nodes[name], name=role, shown=role.title(), role=role)
    for first, second in (("alpha", "beta"), ("beta", "gamma")):
        world.meet(first, second, kinds=kinds())
        world.settle(first, second)
    return world


def who(world: World, here: str, name: str) -> Any:
    return officers.find(world.nodes[here], name)


def letter(world: World, **changes: Any) -> Letter:
    record = recording.record({"ftm": {"schema": "Person", "properties": {"name": [NAME]}}, "category": "suspect"})
    values = {"subject": f"Dossier {CANARY}", "text": f"Bonjour {CANARY}", "lang": "fr"}
    given = {"records": concerned.dated([record], now=world.clock()), "character": CHECKED}
    return Letter(**{**values, **given, **changes})


def told(world: World) -> tuple[Entry, Entry, Entry]:
    """Let alpha tell beta, and beta gamma: give the item at alpha and at beta, and the copy that went on at beta."""
    sent = notifying.notify(
        world.nodes["alpha"],
        who(world, "alpha", "lia"),
        world.partner("alpha", "beta"),
        letter(world, codes=["tlp:GREEN"]),
    )
    world.settle("alpha", "beta")
    here = at(world, "beta", sent)
    acting.open_entry(world.nodes["beta"], who(world, "beta", "lia"), here)
    passed = notifying.pass_on(
        world.nodes["beta"],
        who(world, "beta", "lia"),
        here,
        world.partner("beta", "gamma"),
        letter(world, codes=["tlp:GREEN"]),
    )
    world.settle("beta", "gamma")
    world.settle("alpha", "beta")
    return sent, here, passed


def at(world: World, here: str, entry: Entry) -> Entry:
    return Entry.objects.using(world.nodes[here].alias).select_related("partner", "batch").get(cid=entry.cid)


def recalled(world: World, here: str, item: Entry, reason: str = "identity-mix-up") -> Entry:
    (made,) = recalling.recall(
        world.nodes[here], who(world, here, "lia"), item, Letter(text="Two persons were mixed up.", lang="en"), reason
    )
    assert isinstance(made, Entry), made
    settle(world)
    return made


def settle(world: World) -> None:
    world.settle("alpha", "beta")
    world.settle("beta", "gamma")


def act(world: World, here: str, opener: Entry, event: str, by: str = "lia", **said: Any) -> None:
    given = Said(**{"confirmed": True, **said})
    conversing.act(world.nodes[here], who(world, here, by), at(world, here, opener), event, given)
    settle(world)


def stands(world: World, here: str, item: Entry) -> list[str]:
    return [line.stands for line in correcting.completion(world.nodes[here], item, recalling.KIND)]


def state(world: World, here: str, opener: Entry) -> str:
    entry = at(world, here, opener)
    found = casework.case_of(world.nodes[here], entry.partner, entry.root, entry.cid)
    assert found is not None
    return found.state


def found(world: World, here: str, words: str) -> list[int]:
    """Give what the search index has of a word, whoever asks."""
    return search_index.find(world.nodes[here].alias, [[(words,)]], before=None, limit=10)


def test_its_use_is_blocked_before_anybody_reads_it(three: World) -> None:
    sent, here, passed = told(three)
    recalled(three, "alpha", sent)
    rows = Holding.objects.using("world-beta").filter(state="recalled")
    assert sorted(rows.values_list("entry_id", flat=True)) == sorted([here.pk, passed.pk])
    with pytest.raises(Forbidden) as refused:
        acting.open_entry(three.nodes["beta"], who(three, "beta", "lia"), here)
    assert refused.value.code == "item.recalled"
    assert AuditRow.objects.using("world-beta").filter(act=Act.ITEM_BLOCKED).count() == 2


def test_who_deletes_it_has_no_byte_of_it_left_and_proves_it_still(three: World) -> None:
    sent, here, passed = told(three)
    opener = recalled(three, "alpha", sent)
    act(three, "beta", opener, "delete")
    for entry in (here, passed):
        gone = at(three, "beta", entry)
        assert (gone.plaintext, gone.body, gone.box, gone.cek, gone.subject) == (None, None, None, None, "")
        assert Holding.objects.using("world-beta").get(entry=gone).state == "tombstone"
    assert stands(three, "alpha", sent) == ["done"]
    assert state(three, "alpha", opener) == "done-onward-open"
    statement = threads.export(three.nodes["beta"], who(three, "beta", "lia"), at(three, "beta", here))
    assert statement == threads.export(three.nodes["alpha"], who(three, "alpha", "lia"), at(three, "alpha", sent))
    kept = MatterKey.objects.using("world-beta").filter(entry=here.pk)
    assert set(kept.values_list("way", flat=True)) <= {"name", "identifier"}
    assert (found(three, "beta", "canary"), found(three, "beta", "togoev")) == ([], [])
    assert found(three, "alpha", "canary") != []


def test_those_who_have_it_from_the_holder_are_asked_by_the_holder_and_counted(three: World) -> None:
    sent, _, passed = told(three)
    opener = recalled(three, "alpha", sent)
    act(three, "beta", opener, "delete")
    with pytest.raises(BadInput, match="has not answered"):
        act(three, "beta", opener, "report-onward")
    further = recalled(three, "beta", passed)
    act(three, "gamma", further, "object", "head", code="right-as-it-is", letter=Letter(text="It is right."))
    act(three, "beta", opener, "report-onward")
    assert state(three, "alpha", opener) == "done"
    results = Entry.objects.using("world-alpha").get(message="onward-results")
    assert b'"objected":1' in bytes(results.plaintext or b"")
    assert PassedOn.objects.using("world-beta").count() == 1


def test_an_objection_is_insisted_on_once_and_noted(three: World) -> None:
    sent, _, _ = told(three)
    opener = recalled(three, "alpha", sent)
    act(three, "beta", opener, "object", "head", code="not-shown", letter=Letter(text="No proof."))
    act(three, "alpha", opener, "insist", "head", letter=Letter(text="Here is the proof."))
    act(three, "beta", opener, "object", "head", code="not-shown", letter=Letter(text="Still none."))
    act(three, "alpha", opener, "note-objection", "head")
    assert (state(three, "alpha", opener), state(three, "beta", opener)) == ("closed-objected", "closed-objected")
    assert stands(three, "alpha", sent) == ["objected"]


def test_nobody_recalls_what_another_party_wrote(three: World) -> None:
    _, here, _ = told(three)
    given = corrections.recall(three.nodes["beta"], "lia", here.uid, Letter(text="x"), "wrong")
    assert [each["partner"] for each in given] == ["GAM"], "only the copy that went on is ours to recall"
    settle(three)
    assert not Holding.objects.using("world-alpha").exists()


def test_a_recall_of_what_was_sent_to_nobody_and_one_that_repeats_say_so(three: World) -> None:
    sent, _, passed = told(three)
    theirs = at(three, "gamma", passed)
    with pytest.raises(BadInput, match="Nobody has this message from you"):
        recalling.recall(three.nodes["gamma"], who(three, "gamma", "lia"), theirs, Letter(text="x"), "wrong")
    with pytest.raises(BadInput, match="reason is to be one of"):
        recalling.recall(three.nodes["alpha"], who(three, "alpha", "lia"), sent, Letter(text="x"), "spite")
    recalled(three, "alpha", sent)
    with pytest.raises(BadInput, match="asked already"):
        recalling.recall(three.nodes["alpha"], who(three, "alpha", "lia"), sent, Letter(text="x"), "wrong")


def test_who_comes_again_is_recognised_on_both_sides(three: World) -> None:
    sent, _, _ = told(three)
    opener = recalled(three, "alpha", sent)
    act(three, "beta", opener, "delete")
    notifying.notify(
        three.nodes["alpha"],
        who(three, "alpha", "lia"),
        three.partner("alpha", "beta"),
        letter(three, subject="Another dossier", text="Encore lui"),
    )
    settle(three)
    ways = {}
    for here in ("alpha", "beta"):
        rows = AuditRow.objects.using(three.nodes[here].alias).filter(act=Act.REENTRY_FOUND)
        ways[here] = [bytes(row.details or b"") for row in rows]
    assert any(b'"came"' in each for each in ways["beta"])
    assert any(b'"left"' in each for each in ways["alpha"])
