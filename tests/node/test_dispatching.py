"""Many letters are released in one unit of work: each with its own act and case; one that is refused holds up none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.audit.acts import Act
from detente.cases.table import NoSuchStep
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.context import Node, no_seam
from detente.node.services import acting, auditing, dispatching, letters, notifying, officers, releasing, runs
from detente.node.services.asserting import Assertion
from detente.node.services.dispatching import Refused, Request
from detente.node.services.notifying import Letter
from detente.node.services.standing_drafts import DraftGone
from detente.node.stores import partners
from detente.node.stores.models import Act as ActRow
from detente.node.stores.models import AuditRow, DraftRow, Entry, NodeRow, Partner
from detente.node.stores.unit import RunLost
from tests.node.world import FRUGAL, Crash, World


def write(number: int, **rest: object) -> Letter:
    """Give the letter of that number."""
    return Letter(subject=f"Dossier {number}", text="Bonjour", **rest)  # type: ignore[arg-type]  # the caller names fields of a letter


def send(world: World, *written: Letter, to: str = "beta") -> list[Entry | Refused]:
    """Release letters from alpha in one go."""
    node, partner = world.nodes["alpha"], world.partner("alpha", to)
    return notifying.notify_all(node, officers.find(node, "lia"), [(partner, letter, None) for letter in written])


def subjects(world: World, here: str, *, ours: bool) -> list[str]:
    """Give the subjects of the notifications that a node has, in their order."""
    return [row.subject for row in world.entries(here, ours=ours, kind="notification")]


def draft_of(node: Node, partner: Partner) -> DraftRow:
    """Give a draft that is stored."""
    return DraftRow.objects.using(node.alias).create(
        author=officers.find(node, "lia"), partner=partner, content={}, changed=node.now()
    )


def test_many_letters_leave_in_their_order_in_one_transaction(pair: World) -> None:
    node = pair.nodes["alpha"]
    commits = NodeRow.objects.using(node.alias).get().commits
    outcomes = send(pair, *(write(number) for number in range(9)))
    assert NodeRow.objects.using(node.alias).get().commits == commits + 1
    expected = [f"Dossier {number}" for number in range(9)]
    assert [outcome.subject for outcome in outcomes if isinstance(outcome, Entry)] == expected
    assert [outcome.pk for outcome in outcomes if isinstance(outcome, Entry)] == [
        row.pk for row in pair.entries("alpha", ours=True, kind="notification")
    ]
    pair.settle("alpha", "beta")
    assert subjects(pair, "beta", ours=False) == expected
    assert {row.case.state for row in pair.entries("alpha", ours=True, kind="notification")} == {"delivered"}


def test_each_letter_keeps_its_own_act_and_its_own_lines_in_the_record(pair: World) -> None:
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    asserted = [Assertion(bytes([number]) * 32, {"id": str(number)}, f"key {number}") for number in range(2)]
    written = [(partner, write(0), asserted[0]), (partner, write(1), None), (partner, write(2), asserted[1])]
    before = AuditRow.objects.using(node.alias).count()
    notifying.notify_all(node, officers.find(node, "lia"), written)
    acts = ActRow.objects.using(node.alias).filter(act="release-notification").order_by("entry__order")
    assert [(row.entry and row.entry.subject, row.assertion) for row in acts] == [
        ("Dossier 0", {"response": {"id": "0"}, "public_key": "key 0"}),
        ("Dossier 1", None),
        ("Dossier 2", {"response": {"id": "1"}, "public_key": "key 1"}),
    ]
    assert [bytes(row.subject_hash) for row in acts][::2] == [b"\x00" * 32, b"\x01" * 32]
    told = AuditRow.objects.using(node.alias).filter(index__gte=before).values_list("act", flat=True)
    assert sorted(told) == sorted([Act.ENTRY_RELEASED, Act.CASE_MOVED] * 3)
    assert auditing.verify(node, None)["ok"]


def test_a_letter_that_is_refused_holds_up_no_other(pair: World, tmp_path: Path) -> None:
    outcomes = send(
        pair,
        write(0),
        write(1, topic="another-matter"),
        replace(write(2), subject=" "),
        write(3),
        write(4, files=[tmp_path / "not-there"]),
        write(5, agreement="A" * 43),
        write(6, codes=["no code"]),
        write(7),
    )
    assert [outcome.subject if isinstance(outcome, Entry) else type(outcome) for outcome in outcomes] == [
        "Dossier 0", PolicyRefusal, BadInput, "Dossier 3", BadInput, PolicyRefusal, BadInput, "Dossier 7",
    ]  # fmt: skip
    pair.settle("alpha", "beta")
    assert subjects(pair, "beta", ours=False) == ["Dossier 0", "Dossier 3", "Dossier 7"]


def test_where_all_are_refused_nothing_is_written(pair: World) -> None:
    node = pair.nodes["alpha"]
    acts, commits = AuditRow.objects.using(node.alias).count(), NodeRow.objects.using(node.alias).get().commits
    gone = draft_of(node, pair.partner("alpha", "beta")).pk
    DraftRow.objects.using(node.alias).all().delete()
    outcomes = send(pair, replace(write(0), subject=""), write(1, draft=gone))
    assert [type(outcome) for outcome in outcomes] == [BadInput, DraftGone]
    assert AuditRow.objects.using(node.alias).count() == acts
    assert NodeRow.objects.using(node.alias).get().commits == commits
    assert subjects(pair, "alpha", ours=True) == []


def test_a_draft_that_stands_twice_leaves_once(pair: World) -> None:
    node = pair.nodes["alpha"]
    draft = draft_of(node, pair.partner("alpha", "beta")).pk
    outcomes = send(pair, write(0, draft=draft), write(1), write(2, draft=draft))
    assert [type(outcome) for outcome in outcomes] == [Entry, Entry, DraftGone]
    assert subjects(pair, "alpha", ours=True) == ["Dossier 0", "Dossier 1"]
    assert not DraftRow.objects.using(node.alias).exists()


def test_of_two_answers_to_one_message_one_leaves_and_the_other_s_draft_stays(pair: World) -> None:
    send(pair, write(0, asks="What do you hold?"))
    pair.settle("alpha", "beta")
    beta, back = pair.nodes["beta"], pair.partner("beta", "alpha")
    omar = officers.find(beta, "omar")
    (arrived,) = pair.entries("beta", ours=False, kind="notification")
    acting.accept(beta, omar, arrived, until=None)
    drafts = [draft_of(beta, back).pk for _ in range(2)]
    requests = [
        Request(
            back,
            letter,
            "answer",
            letters.answer_payload(arrived, letter, message="answer", rest=None),
            arrived,
            "answer",
        )
        for letter in (Letter(text="Yes.", draft=drafts[0]), Letter(text="No.", draft=drafts[1]))
    ]
    new = write(1)
    requests.append(Request(back, new, "notification", letters.notification_payload(new)))
    outcomes = dispatching.release_all(beta, omar, requests)
    assert [type(outcome) for outcome in outcomes] == [Entry, NoSuchStep, Entry]
    assert list(DraftRow.objects.using(beta.alias).values_list("pk", flat=True)) == [drafts[1]]
    pair.settle("alpha", "beta")
    messages = [row.message for row in pair.entries("alpha", ours=False)]
    assert messages.count("answer") == 1
    assert subjects(pair, "alpha", ours=False) == ["Dossier 1"]
    assert auditing.verify(beta, None)["ok"]


@pytest.mark.parametrize(("seam", "kept"), [("before commit", 0), ("after commit", 4)])
def test_a_death_on_the_way_loses_no_letter_and_doubles_none(pair: World, seam: str, kept: int) -> None:
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    drafts = [draft_of(node, partner).pk for _ in range(4)]
    written = [write(number, draft=draft) for number, draft in enumerate(drafts)]

    def die(label: str) -> None:
        if label.startswith(seam):
            raise Crash(label)

    node.seam = die
    with pytest.raises(Crash):
        send(pair, *written)
    node.seam = no_seam
    assert len(subjects(pair, "alpha", ours=True)) == kept
    assert DraftRow.objects.using(node.alias).count() == 4 - kept
    node.commits = NodeRow.objects.using(node.alias).get().commits
    # Whoever does not know whether it went does it again; the drafts say what is left to do.
    again = send(pair, *written)
    assert [type(outcome) for outcome in again] == [DraftGone if kept else Entry] * 4
    pair.settle("alpha", "beta")
    assert subjects(pair, "beta", ours=False) == [f"Dossier {number}" for number in range(4)]


def test_after_another_run_began_none_leaves(pair: World) -> None:
    node = pair.nodes["alpha"]
    old = node.run
    runs.begin(node)
    node.run = old
    with pytest.raises(RunLost):
        send(pair, write(0), write(1))
    assert subjects(pair, "alpha", ours=True) == []


def test_letters_to_several_partners_leave_together(pair: World) -> None:
    pair.add("gamma")
    pair.meet("alpha", "gamma")
    pair.settle("alpha", "gamma")
    node = pair.nodes["alpha"]
    to = [pair.partner("alpha", name) for name in ("gamma", "beta", "gamma")]
    notifying.notify_all(
        node, officers.find(node, "lia"), [(partner, write(number), None) for number, partner in enumerate(to)]
    )
    for name in ("beta", "gamma"):
        pair.settle("alpha", name)
    assert subjects(pair, "beta", ours=False) == ["Dossier 1"]
    assert subjects(pair, "gamma", ours=False) == ["Dossier 0", "Dossier 2"]


def test_more_letters_need_no_more_statements(pair: World) -> None:
    counted = []
    for many in (2, 20):
        with CaptureQueriesContext(connections[pair.nodes["alpha"].alias]) as statements:
            send(pair, *(write(number) for number in range(many)))
        counted.append(len(statements))
    assert counted[0] == counted[1]


def test_attachments_travel_with_their_own_letter(pair: World, tmp_path: Path) -> None:
    files = [tmp_path / f"report-{number}.txt" for number in range(2)]
    for file in files:
        file.write_text(file.name)
    send(pair, write(0, files=[files[0]]), write(1), write(2, files=[files[1]]))
    pair.settle("alpha", "beta")
    held = [
        [item["name"] for item in letters.opening.payload_of(row).get("files", [])]  # type: ignore[attr-defined]  # a list where it is there
        for row in pair.entries("beta", ours=False, kind="notification")
    ]
    assert held == [["report-0.txt"], [], ["report-1.txt"]]
    assert [
        row.attachments.filter(complete=True).count() for row in pair.entries("beta", ours=False, kind="notification")
    ] == [1, 0, 1]


def test_no_parcel_is_above_what_the_partner_takes(world: World) -> None:
    world.add("alpha")
    world.add(FRUGAL)
    world.meet("alpha", FRUGAL)
    world.settle("alpha", FRUGAL)
    texts = [*([300_000] * 4), 900_000]
    outcomes = send(world, *(replace(write(number), text="x" * size) for number, size in enumerate(texts)), to=FRUGAL)
    assert [type(outcome) for outcome in outcomes] == [Entry] * 4 + [BadInput]
    assert "Shorten it" in str(outcomes[-1])
    world.log.clear()
    world.settle("alpha", FRUGAL)
    assert max(map(len, world.log)) <= 1 << 20
    assert subjects(world, FRUGAL, ours=False) == [f"Dossier {number}" for number in range(4)]


def test_a_text_above_what_the_partner_takes_is_refused_before_it_has_a_place(pair: World) -> None:
    limit = partners.pair_of(pair.nodes["alpha"].alias, pair.partner("alpha", "beta")).theirs.last.body_limit
    outcomes = send(
        pair, replace(write(0), text="x" * 1_200_000), write(1, asks="Yours?"), replace(write(2), text="x" * limit)
    )
    assert [type(outcome) for outcome in outcomes] == [BadInput, Entry, Entry]
    assert "1024 KiB" in str(outcomes[0])
    assert "file" in str(outcomes[0])
    pair.settle("alpha", "beta")
    assert subjects(pair, "beta", ours=False) == ["Dossier 1", "Dossier 2"]
    (target, _) = pair.entries("beta", ours=False, kind="notification")
    beta = pair.nodes["beta"]
    officer = officers.find(beta, "lia")
    acting.open_entry(beta, officer, target)
    acting.accept(beta, officer, target, until=None)
    with pytest.raises(BadInput, match="1024 KiB"):
        notifying.answer(beta, officer, target, Letter(text="x" * 1_200_000))
    with pytest.raises(BadInput, match="1024 KiB"):
        notifying.refuse(beta, officer, target, inner="dxp-not-covered", explained="x" * 1_200_000)
    assert not pair.entries("beta", ours=True, kind="answer")
    assert not pair.entries("beta", ours=True, kind="refusal")


def test_what_the_partner_would_reject_is_refused_here_and_holds_up_no_other(pair: World, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(170)]
    for file in files:
        file.write_text("x")
    outcomes = send(
        pair,
        write(0, own_ref="A" * 80),
        write(1, own_ref="AZ 1\u202e2"),
        write(2, files=files),
        replace(write(3), text="half of a pair: \ud83d"),
        write(4, own_ref="AZ 12/34"),
    )
    assert [type(outcome) for outcome in outcomes] == [BadInput, BadInput, BadInput, BadInput, Entry]
    assert "64 characters" in str(outcomes[0])
    pair.settle("alpha", "beta")
    assert subjects(pair, "beta", ours=False) == ["Dossier 4"]


def test_nothing_is_sealed_that_its_kind_does_not_allow(pair: World) -> None:
    payload = {"dialogue": None, "message": "keys", "ref": {"own": None, "yours": None}, "kid": "no key"}
    with pytest.raises(BadInput, match="names a key"):
        releasing.seal(pair.nodes["alpha"], pair.partner("alpha", "beta"), kind="control", payload=payload)
