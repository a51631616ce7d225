"""Two whole nodes exchange a notification; receipts, evidence and answers come back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from detente.node.services import acting, judging, notifying, officers
from detente.node.services.notifying import Letter
from tests.node.world import World


def _pair(world: World) -> None:
    world.add("alpha")
    world.add("beta")
    world.meet("alpha", "beta")
    world.settle("alpha", "beta")


def test_a_confirmed_contact_puts_the_agreement_in_force_on_both_sides(world: World) -> None:
    _pair(world)
    for here in ("alpha", "beta"):
        assert [(row.kind, row.code) for row in world.entries(here, ours=False)] == [("contact", "")]


def test_a_notification_is_delivered_opened_accepted_and_answered(world: World) -> None:
    _pair(world)
    a, b = world.nodes["alpha"], world.nodes["beta"]
    lia = officers.find(a, "lia")
    notifying.notify(
        a,
        lia,
        world.partner("alpha", "beta"),
        Letter(subject="Dossier 1", text="Bonjour", answer_by=world.clock() + timedelta(days=3)),
    )
    world.settle("alpha", "beta")
    (arrived,) = world.entries("beta", ours=False, kind="notification")
    assert (arrived.code, arrived.subject) == ("", "Dossier 1")
    acting.accept(b, officers.find(b, "omar"), arrived, until=world.clock() + timedelta(days=1))
    world.settle("alpha", "beta")
    notifying.answer(b, officers.find(b, "omar"), arrived, Letter(text="Réponse"))
    world.settle("alpha", "beta")
    assert [(row.message, row.code) for row in world.entries("alpha", ours=False)] == [
        ("founding", ""),
        ("opened", ""),
        ("accepted", ""),
        ("answer", ""),
    ]
    assert world.entries("alpha", ours=True)[1].case.state == "answered"


def test_a_party_that_has_not_confirmed_yet_refuses_in_a_signed_answer_and_loses_nothing(world: World) -> None:
    world.add("alpha")
    world.add("beta")
    world.introduce("alpha", "beta")
    world.confirm("alpha", "beta")
    world.turn("alpha", "beta")
    assert world.entries("beta", ours=False) == []
    world.confirm("beta", "alpha")
    world.settle("alpha", "beta")
    assert [row.kind for row in world.entries("beta", ours=False)] == ["contact"]


def test_a_rejected_entry_is_marked_at_its_writer_and_holds_no_later_attachment_up(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pair(world)
    a = world.nodes["alpha"]
    lia, file = officers.find(a, "lia"), tmp_path / "report.txt"
    file.write_text("a report", encoding="utf-8")
    with monkeypatch.context() as refusing:
        refusing.setattr(judging, "judge", lambda opened, **_: "bad-payload" if opened.header.att else None)
        notifying.notify(a, lia, world.partner("alpha", "beta"), Letter(subject="Refused", files=[file]))
        world.settle("alpha", "beta")
    notifying.notify(a, lia, world.partner("alpha", "beta"), Letter(subject="Taken", files=[file]))
    world.settle("alpha", "beta")
    assert [(row.subject, row.code) for row in world.entries("alpha", ours=True, kind="notification")] == [
        ("Refused", "bad-payload"),
        ("Taken", ""),
    ]
    taken = world.entries("beta", ours=False, kind="notification")[-1]
    assert [row.complete for row in taken.attachments.all()] == [True]
