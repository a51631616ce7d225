"""Two who work on one draft at once: what leaves is what was shown and signed, it leaves once, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from detente.audit.acts import Act
from detente.model import b64
from detente.node.services import approving, draft_files, drafting, house, officers, releasing, signatures
from detente.node.services.approving import NotSubmitted
from detente.node.services.standing_drafts import DraftChanged, DraftGone
from detente.node.stores.models import Approval, AuditRow, DraftRow, Entry
from detente.node.stores.unit import unit
from tests.node.desk_builders import LIA, OMAR, desk, draft_to_beta, give_accounts
from tests.node.test_approving import change, sent
from tests.node.world import World

LATER = "Il part ce soir."


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in; at alpha Omar may release."""
    give_accounts(pair)
    change(pair, "omar", role="release")
    return pair


@pytest.fixture
def two(pair: World) -> World:
    """As `pair`; alpha takes two persons."""
    house.set_four_eyes(pair.nodes["alpha"], officers.find(pair.nodes["alpha"], "lia"), wanted=True)
    return pair


def written(world: World) -> tuple[str, str]:
    """Let Lia write a draft; give its number and its challenge."""
    key = desk(world, "alpha").draft_save(LIA, "", draft_to_beta())
    return key, desk(world, "alpha").preview(LIA, key).signing.challenge


def submitted(world: World) -> tuple[str, str]:
    """Let Lia submit a draft; give its number and its challenge."""
    key, challenge = written(world)
    desk(world, "alpha").submit(LIA, key, challenge=challenge, assertion=None)
    return key, challenge


def row(world: World, key: str) -> DraftRow:
    """Give a draft of alpha as somebody reads it now."""
    return DraftRow.objects.using("world-alpha").select_related("partner", "author").get(pk=key)


def edit(world: World, key: str) -> None:
    """Let Lia change the words in another window."""
    desk(world, "alpha").draft_save(LIA, key, draft_to_beta(text=LATER))


def after(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, happens: Callable[[], object]) -> None:
    """Let something happen once, right after a function was called."""
    called, done = getattr(where, name), list[bool]()

    def also(*given: Any, **more: Any) -> Any:
        result = called(*given, **more)
        if not done:
            done.append(True)
            happens()
        return result

    monkeypatch.setattr(where, name, also)


def approvals(world: World) -> list[str]:
    """Give the states of the approvals at alpha."""
    rows = Approval.objects.using(world.nodes["alpha"].alias).order_by("pk")
    return list(rows.values_list("state", flat=True))


def test_what_was_released_meanwhile_does_not_come_back_as_a_second_draft(pair: World) -> None:
    key, challenge = written(pair)
    read = row(pair, key)
    desk(pair, "alpha").release(LIA, key, challenge=challenge, assertion=None)
    alpha, lia = pair.nodes["alpha"], officers.find(pair.nodes["alpha"], "lia")
    with pytest.raises(DraftGone, match="released or discarded already"):
        drafting.save(alpha, lia, read, {**read.content, "text": LATER}, read.partner)
    with pytest.raises(DraftGone):
        drafting.discard(alpha, lia, read)
    with pytest.raises(DraftGone):
        approving.submit(alpha, lia, read, b64.decode(challenge), None)
    assert not DraftRow.objects.using(alpha.alias).exists()
    assert not AuditRow.objects.using(alpha.alias).filter(act=Act.DRAFT_DISCARDED).exists()


def test_a_file_for_a_draft_that_left_meanwhile_is_not_kept(pair: World) -> None:
    key, challenge = written(pair)
    read = row(pair, key)
    desk(pair, "alpha").release(LIA, key, challenge=challenge, assertion=None)
    alpha, lia = pair.nodes["alpha"], officers.find(pair.nodes["alpha"], "lia")
    with pytest.raises(DraftGone):
        drafting.attach(alpha, lia, read, name="a.txt", media_type="text/plain", content=BytesIO(b"a"))
    assert not drafting.folder(alpha, read).exists()


def test_a_file_that_is_attached_takes_no_word_back_that_was_typed_meanwhile(pair: World) -> None:
    key, _ = written(pair)
    read = row(pair, key)
    edit(pair, key)
    alpha, lia = pair.nodes["alpha"], officers.find(pair.nodes["alpha"], "lia")
    first = drafting.attach(alpha, lia, read, name="a.txt", media_type="text/plain", content=BytesIO(b"a"))
    other = row(pair, key)
    drafting.attach(alpha, lia, read, name="b.txt", media_type="text/plain", content=BytesIO(b"b"))
    drafting.detach(alpha, lia, other, first.id)
    assert row(pair, key).content["text"] == LATER
    assert [file.name for file in drafting.files_in(row(pair, key))] == ["b.txt"]


def test_a_file_beyond_the_last_one_is_not_kept_whoever_was_first(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_files, "MOST_FILES", 1)
    key, _ = written(pair)
    early, late = row(pair, key), row(pair, key)
    alpha, lia = pair.nodes["alpha"], officers.find(pair.nodes["alpha"], "lia")
    kept = drafting.attach(alpha, lia, early, name="a.txt", media_type="text/plain", content=BytesIO(b"a"))
    with pytest.raises(drafting.BadInput, match="at most 1 files"):
        drafting.attach(alpha, lia, late, name="b.txt", media_type="text/plain", content=BytesIO(b"b"))
    assert [path.name for path in drafting.folder(alpha, late).iterdir()] == [kept.id]


def test_what_is_edited_while_it_is_sealed_does_not_leave(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    key, challenge = written(pair)
    after(monkeypatch, releasing, "box", lambda: edit(pair, key))
    with pytest.raises(DraftChanged):
        desk(pair, "alpha").release(LIA, key, challenge=challenge, assertion=None)
    assert sent(pair) == []
    assert row(pair, key).content["text"] == LATER


def test_what_is_edited_while_it_is_submitted_waits_for_nobody(two: World) -> None:
    key, challenge = written(two)
    read = row(two, key)
    edit(two, key)
    alpha = two.nodes["alpha"]
    with pytest.raises(DraftChanged):
        approving.submit(alpha, officers.find(alpha, "lia"), read, b64.decode(challenge), None)
    assert (row(two, key).state, row(two, key).submitted) == ("", None)


def test_what_is_edited_while_it_is_signed_is_not_approved(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    key, challenge = submitted(two)
    after(monkeypatch, approving, "_as_submitted", lambda: edit(two, key))
    with pytest.raises(DraftChanged):
        desk(two, "alpha").approve(OMAR, key, challenge=challenge, assertion=None)
    assert (sent(two), approvals(two)) == ([], [])


def test_what_left_while_it_was_signed_is_not_approved(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    officers.add(two.nodes["alpha"], name="hana", shown="Hana", role="head", user=13)
    key, challenge = submitted(two)
    here = desk(two, "alpha")
    after(
        monkeypatch,
        approving,
        "_as_submitted",
        lambda: here.approve(13, key, challenge=challenge, assertion=None),
    )
    with pytest.raises(DraftGone):
        here.approve(OMAR, key, challenge=challenge, assertion=None)
    assert (len(sent(two)), approvals(two)) == (1, ["used"])


def test_what_is_edited_after_the_approval_does_not_leave_with_it(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are put back again: the approval ended all the same."""
    key, challenge = submitted(two)

    def there_and_back() -> None:
        edit(two, key)
        desk(two, "alpha").draft_save(LIA, key, draft_to_beta())

    after(monkeypatch, releasing, "box", there_and_back)
    with pytest.raises(DraftChanged):
        desk(two, "alpha").approve(OMAR, key, challenge=challenge, assertion=None)
    assert (sent(two), approvals(two), row(two, key).state) == ([], ["void"], "")


def test_a_role_that_is_taken_away_meanwhile_takes_its_approval_along(
    two: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    alpha = two.nodes["alpha"]
    key, challenge = submitted(two)

    def void() -> None:
        with unit(alpha, "void") as work:
            given = signatures.given(alpha, int(key))
            signatures.void(alpha, given, because="role taken away", actor="hana", work=work)

    after(monkeypatch, releasing, "box", void)
    with pytest.raises(DraftChanged, match="approval of this draft ended"):
        desk(two, "alpha").approve(OMAR, key, challenge=challenge, assertion=None)
    assert (sent(two), approvals(two)) == ([], ["void"])


def test_what_its_author_took_up_again_is_not_given_back(two: World) -> None:
    key, _ = submitted(two)
    read = row(two, key)
    edit(two, key)
    alpha = two.nodes["alpha"]
    with pytest.raises(NotSubmitted):
        approving.give_back(alpha, officers.find(alpha, "omar"), read, "Nommez la source.")
    assert (row(two, key).state, row(two, key).because) == ("", "")
    assert Entry.objects.using(alpha.alias).filter(kind="notification").count() == 0
