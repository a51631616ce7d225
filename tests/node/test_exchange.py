"""Two whole nodes exchange a notification; receipts, evidence and answers come back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from detente.node.services import acting, judging, notifying, officers
from detente.node.services.notifying import Letter
from tests.node.world import World


def test_a_confirmed_contact_puts_the_agreement_in_force_on_both_sides(world: World) -> None:
    for name in ("alpha", "beta"):
        world.add(name)
    world.meet("alpha", "beta")
    world.settle("alpha", "beta")
    for here in ("alpha", "beta"):
        assert [(row.kind, row.code) for row in world.entries(here, ours=False)] == [("contact", "")]


def test_a_notification_is_delivered_opened_accepted_and_answered(pair: World) -> None:
    a, b = pair.nodes["alpha"], pair.nodes["beta"]
    lia = officers.find(a, "lia")
    notifying.notify(
        a,
        lia,
        pair.partner("alpha", "beta"),
        Letter(subject="Dossier 1", text="Bonjour", answer_by=pair.clock() + timedelta(days=3)),
    )
    pair.settle("alpha", "beta")
    (arrived,) = pair.entries("beta", ours=False, kind="notification")
    assert (arrived.code, arrived.subject) == ("", "Dossier 1")
    acting.accept(b, officers.find(b, "omar"), arrived, until=pair.clock() + timedelta(days=1))
    pair.settle("alpha", "beta")
    notifying.answer(b, officers.find(b, "omar"), arrived, Letter(text="Réponse"))
    pair.settle("alpha", "beta")
    assert [(row.message, row.code) for row in pair.entries("alpha", ours=False)] == [
        ("founding", ""),
        ("opened", ""),
        ("accepted", ""),
        ("answer", ""),
    ]
    assert pair.entries("alpha", ours=True)[1].case.state == "answered"


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
    pair: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = pair.nodes["alpha"]
    lia, file = officers.find(a, "lia"), tmp_path / "report.txt"
    file.write_text("a report", encoding="utf-8")
    with monkeypatch.context() as refusing:
        refusing.setattr(judging, "judge", lambda opened, **_: "bad-payload" if opened.header.att else None)
        notifying.notify(a, lia, pair.partner("alpha", "beta"), Letter(subject="Refused", files=[file]))
        pair.settle("alpha", "beta")
    notifying.notify(a, lia, pair.partner("alpha", "beta"), Letter(subject="Taken", files=[file]))
    pair.settle("alpha", "beta")
    assert [(row.subject, row.code) for row in pair.entries("alpha", ours=True, kind="notification")] == [
        ("Refused", "bad-payload"),
        ("Taken", ""),
    ]
    taken = pair.entries("beta", ours=False, kind="notification")[-1]
    assert [row.complete for row in taken.attachments.all()] == [True]
