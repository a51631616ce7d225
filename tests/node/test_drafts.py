"""Drafts on a real node: nothing of what was written is lost, whichever door it came in by."""

from __future__ import annotations

import shutil
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from detente.model.errors import BadInput
from detente.node.services import (
    approving,
    concerned,
    drafting,
    house,
    notifying,
    officers,
    opening,
    recording,
    waiting,
)
from detente.node.services.letters import Letter
from detente.node.stores.models import AuditRow, DraftRow
from tests.node.desk_builders import LIA, desk, draft_to_beta, give_accounts
from tests.node.world import World

CHECKED = dict.fromkeys(concerned.QUESTIONS, False)


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def person(name: str = "Tadeusz Astarguiev", **changes: Any) -> dict[str, Any]:
    """Give a record of a person as the command reads one."""
    entity = {"id": "p-1", "schema": "Person", "properties": {"name": [name], "birthDate": ["1990-02-28"]}}
    return recording.record({"ftm": entity, "category": "suspect", **changes})


def from_the_command(world: World) -> str:
    """Let the command write a notification that waits for a second officer; give the number of its draft."""
    a = world.nodes["alpha"]
    letter = Letter(
        subject="Dossier 1",
        text="Il part demain.",
        lang="fr",
        topic="ct",
        purpose="prevent-terrorism",
        law="Loi 2024-18",
        records=concerned.dated([person()], now=world.clock()),
        character=CHECKED,
        again="Un autre nom est apparu.",
    )
    lia, beta = officers.find(a, "lia"), world.partner("alpha", "beta")
    officers.add(a, name="chief", shown="Chief", role="head")
    house.set_four_eyes(a, lia, wanted=True)
    found = waiting.letter(
        a,
        lia,
        beta,
        letter,
        kind="notification",
        message="notification",
        at_once=lambda: notifying.notify(a, lia, beta, letter),
    )
    return str(found["draft"])


def stored(world: World, key: str) -> dict[str, Any]:
    """Give what the row of a draft at alpha holds."""
    return dict(DraftRow.objects.using(world.nodes["alpha"].alias).get(pk=key).content)


def test_editing_at_the_desk_keeps_the_persons_and_the_check_that_the_command_gave(pair: World) -> None:
    key = from_the_command(pair)
    before = stored(pair, key)
    page = desk(pair, "alpha").compose(LIA, key)
    assert page.draft is not None
    desk(pair, "alpha").draft_save(LIA, key, replace(page.draft, text="Il part ce soir."))
    assert stored(pair, key) == {**stored(pair, key), **before, "text": "Il part ce soir."}
    a = pair.nodes["alpha"]
    letter = drafting.written(a, drafting.find(a, officers.find(a, "lia"), key)).letter
    assert [record["category"] for record in letter.records] == ["suspect"]
    assert (letter.character, letter.again) == (CHECKED, "Un autre nom est apparu.")


def test_what_a_newer_release_keeps_in_a_draft_survives_an_edit_here(pair: World) -> None:
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta())
    row = DraftRow.objects.using(pair.nodes["alpha"].alias).get(pk=key)
    row.content["tomorrow"] = {"a": 1}
    row.save(using=pair.nodes["alpha"].alias)
    desk(pair, "alpha").draft_save(LIA, key, draft_to_beta(text="Autre texte."))
    assert stored(pair, key)["tomorrow"] == {"a": 1}


def test_persons_written_at_the_desk_leave_with_id_dates_and_answers(pair: World) -> None:
    record = {
        "ftm": {"schema": "Person", "properties": {"name": ["A. Orval"]}},
        "category": "suspect",
        "nature": "fact",
    }
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta(records=(record,), character=CHECKED))
    shown = desk(pair, "alpha").preview(LIA, key)
    assert shown.refusal is None
    lines = {row.element.code: [text.text for text in row.as_read] for row in shown.rows}
    assert "name: A. Orval" in lines["element.person"]
    assert lines["element.character-none"] == []
    released = desk(pair, "alpha").release(LIA, key, challenge=shown.signing.challenge, assertion=None)
    entry = next(each for each in pair.entries("alpha", ours=True) if each.uid == released)
    (sent,) = opening.payload_of(entry)["records"]
    assert sent["ftm"]["id"]
    assert sent["review_by"] < sent["delete_by"]


@pytest.mark.parametrize("answers", [None, {"political": False}, {**CHECKED, "racial": True}])
def test_no_person_leaves_before_the_four_questions_are_answered_with_no(
    pair: World, answers: dict[str, bool] | None
) -> None:
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta(records=(person(),), character=answers))
    refusal = desk(pair, "alpha").preview(LIA, key).refusal
    assert refusal is not None
    assert refusal.code.startswith("person.character")


def test_of_two_windows_the_older_one_is_told_and_nothing_is_overwritten(pair: World) -> None:
    here = desk(pair, "alpha")
    key = here.draft_save(LIA, "", draft_to_beta())
    older, newer = here.compose(LIA, key).seen, here.compose(LIA, key).seen
    assert older != newer
    here.draft_save(LIA, key, draft_to_beta(text="Aus dem zweiten Fenster."), seen=newer)
    with pytest.raises(drafting.DraftNewer):
        here.draft_save(LIA, key, draft_to_beta(text="Aus dem ersten Fenster."), seen=older)
    assert stored(pair, key)["text"] == "Aus dem zweiten Fenster."


def test_a_window_that_missed_the_reply_to_its_own_save_saves_again(pair: World) -> None:
    here = desk(pair, "alpha")
    key = here.draft_save(LIA, "", draft_to_beta())
    seen = here.compose(LIA, key).seen
    for text in ("Eins.", "Eins, zwei."):
        here.draft_save(LIA, key, draft_to_beta(text=text), seen=seen)
    assert stored(pair, key)["text"] == "Eins, zwei."


def test_the_same_text_saved_again_leaves_no_record(pair: World) -> None:
    a, here = pair.nodes["alpha"], desk(pair, "alpha")
    key = here.draft_save(LIA, "", draft_to_beta())
    before = AuditRow.objects.using(a.alias).count()
    here.draft_save(LIA, key, draft_to_beta(), seen=here.compose(LIA, key).seen)
    assert AuditRow.objects.using(a.alias).count() == before


def test_a_draft_of_500_pages_is_kept_whole_and_what_is_too_long_is_said_before_anything_leaves(pair: World) -> None:
    here, text = desk(pair, "alpha"), "Страница о человеке и его пути. " * 94 * 500
    key = here.draft_save(LIA, "", draft_to_beta(text=text))
    page = here.compose(LIA, key)
    assert page.draft is not None
    assert page.draft.text == text
    shown = here.preview(LIA, key)
    with pytest.raises(BadInput, match="attach it as a file"):
        here.release(LIA, key, challenge=shown.signing.challenge, assertion=None)
    assert stored(pair, key)["text"] == text


def test_what_waits_for_a_second_person_is_kept_by_no_page_and_goes_on_waiting(pair: World) -> None:
    key = from_the_command(pair)
    here = desk(pair, "alpha")
    page = here.compose(LIA, key)
    assert page.draft is not None
    assert page.waits
    with pytest.raises(drafting.DraftWaits):
        here.draft_keep(LIA, key, replace(page.draft, text="Il part ce soir."), seen=page.seen)
    assert DraftRow.objects.using(pair.nodes["alpha"].alias).get(pk=key).state == approving.SUBMITTED
    here.draft_save(LIA, key, replace(page.draft, text="Il part ce soir."), seen=page.seen)
    assert not here.compose(LIA, key).waits
    here.draft_keep(LIA, key, replace(page.draft, text="Il part demain soir."), seen=here.compose(LIA, key).seen)
    assert stored(pair, key)["text"] == "Il part demain soir."


def test_a_copy_of_a_draft_has_its_files_and_what_the_page_does_not_know(pair: World) -> None:
    a, here = pair.nodes["alpha"], desk(pair, "alpha")
    key = here.draft_save(LIA, "", draft_to_beta())
    here.draft_attach(LIA, key, name="plan.txt", media_type="text/plain", content=BytesIO(b"Gare"))
    row = DraftRow.objects.using(a.alias).get(pk=key)
    row.content["tomorrow"] = {"a": 1}
    row.save(using=a.alias)
    copied = here.draft_copy(LIA, key, draft_to_beta(text="Mien."))
    here.draft_discard(LIA, key)
    found = here.compose(LIA, copied)
    assert found.draft is not None
    assert (found.draft.text, [(file.name, file.size) for file in found.files]) == ("Mien.", [("plan.txt", 4)])
    assert stored(pair, copied)["tomorrow"] == {"a": 1}
    drafting.check_files(a, drafting.find(a, officers.find(a, "lia"), copied))


def test_a_copy_whose_file_cannot_be_read_is_not_made(pair: World) -> None:
    a, here = pair.nodes["alpha"], desk(pair, "alpha")
    key = here.draft_save(LIA, "", draft_to_beta())
    here.draft_attach(LIA, key, name="plan.txt", media_type="text/plain", content=BytesIO(b"Gare"))
    shutil.rmtree(a.home / "drafts" / key)
    with pytest.raises(drafting.UnreadableFile):
        here.draft_copy(LIA, key, draft_to_beta(text="Mien."))
    assert [str(row.pk) for row in DraftRow.objects.using(a.alias).all()] == [key]
