"""What officers do at the desk, on real nodes: open, accept, write, release, answer, refuse, and the first contact."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.context import Node
from detente.node.desk_gateway import NodeDesk
from detente.node.queries.desk import Draft, ReleasePreview
from detente.node.services import drafting, opening
from detente.node.stores.models import Act, AuditRow, DraftRow, Entry, Officer
from tests.node.desk_builders import (
    LIA,
    OMAR,
    SoftPasskey,
    accepted,
    delivered,
    desk,
    draft_to_beta,
    give_accounts,
)
from tests.node.world import World


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def without_keys(world: World, name: str) -> NodeDesk:
    """The desk's own process: it has no private key."""
    node = world.nodes[name]
    return NodeDesk(lambda: Node(home=node.home, alias=node.alias, now=node.now, entropy=node.entropy))


def release(world: World, name: str, draft_id: str, officer: int = LIA) -> str:
    shown = desk(world, name).preview(officer, draft_id)
    return desk(world, name).release(officer, draft_id, challenge=shown.signing.challenge, assertion=None)


def elements(shown: ReleasePreview) -> dict[str, str]:
    return {row.element.code: row.verdict for row in shown.rows}


# Open and accept


def test_opening_is_told_once_and_only_after_the_attachments_came(pair: World, tmp_path: object) -> None:
    uid = delivered(pair)
    for _ in range(2):
        desk(pair, "beta").open(LIA, uid)
    assert [row.message for row in pair.entries("beta", ours=True, kind="evidence")] == ["opened"]


def test_accepting_tells_the_estimate_and_names_who_stands_for_it(pair: World) -> None:
    uid = delivered(pair)
    until = pair.clock() + timedelta(days=2)
    desk(pair, "beta").accept(LIA, uid, until=until, assertion=None)
    pair.settle("alpha", "beta")
    page = desk(pair, "alpha").notification(LIA, uid)
    assert (page.receipts[2].state, page.receipts[2].until, page.receipts[2].officer) == ("held", until, "1")
    assert desk(pair, "beta").notification(OMAR, uid).assigned == "Lia"
    record = AuditRow.objects.using(pair.nodes["beta"].alias).get(act="entry-accepted")
    assert b"password only" in bytes(record.details or b"")


def test_what_is_accepted_cannot_be_accepted_again(pair: World) -> None:
    uid = accepted(pair)
    with pytest.raises(BadInput, match="accepted or refused already"):
        desk(pair, "beta").accept(OMAR, uid, until=pair.clock() + timedelta(days=1), assertion=None)


def test_an_estimate_in_the_past_is_refused(pair: World) -> None:
    uid = delivered(pair)
    with pytest.raises(BadInput, match="past"):
        desk(pair, "beta").accept(LIA, uid, until=pair.clock(), assertion=None)


def test_oversight_reads_and_does_nothing(pair: World) -> None:
    uid = delivered(pair)
    Officer.objects.using(pair.nodes["beta"].alias).filter(user=OMAR).update(role="oversight")
    assert desk(pair, "beta").notification(OMAR, uid).acts == ()
    with pytest.raises(PolicyRefusal):
        desk(pair, "beta").accept(OMAR, uid, until=pair.clock() + timedelta(days=1), assertion=None)
    with pytest.raises(PolicyRefusal):
        desk(pair, "beta").draft_save(OMAR, "", draft_to_beta(to="ALP"))


# Writing and releasing


def test_a_draft_comes_back_as_typed_and_only_to_its_author(pair: World) -> None:
    draft = draft_to_beta(answer_by=pair.clock() + timedelta(days=3), text="")
    key = desk(pair, "alpha").draft_save(LIA, "", draft)
    page = desk(pair, "alpha").compose(LIA, key)
    assert (page.draft, page.draft_id) == (draft, key)
    assert [one.party.code for one in page.correspondents] == ["BET"]
    assert page.correspondents[0].tlp == ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT")
    (begun,) = desk(pair, "alpha").my_work(LIA).unfinished
    assert (begun.draft_id, begun.step) == (key, 2)
    for other in (key, "999", "x", "1 or 1"):
        with pytest.raises(NotFound):
            desk(pair, "alpha").compose(OMAR, other)


def test_the_preview_says_of_each_element_whether_it_leaves(pair: World) -> None:
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta(answer_by=pair.clock() + timedelta(days=3)))
    desk(pair, "alpha").draft_attach(
        LIA, key, name="lettre.pdf", media_type="application/pdf", content=BytesIO(b"%PDF")
    )
    shown = desk(pair, "alpha").preview(LIA, key)
    assert elements(shown) == {
        "element.kind": "leaves",
        "element.subject": "leaves",
        "element.text": "leaves",
        "element.asks": "leaves",
        "element.answer-by": "leaves",
        "element.references": "leaves",
        "element.file": "leaves",
        "element.handling": "leaves",
        "element.purpose": "leaves",
        "element.basis": "leaves",
        "element.author": "stays",
        "element.file-name": "stays",
    }
    assert shown.refusal is None
    assert all(check.passed for check in shown.checks)
    assert (shown.handling.tlp, shown.handling.h) == ("AMBER", ("H1", "H2"))


def test_what_is_above_the_ceiling_stays_here_and_cannot_be_released(pair: World) -> None:
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta(tlp="RED"))
    shown = desk(pair, "alpha").preview(LIA, key)
    assert shown.refusal is not None
    assert shown.refusal.code.startswith("handling.")
    assert set(elements(shown).values()) == {"stays"}
    with pytest.raises(PolicyRefusal):
        release(pair, "alpha", key)
    assert pair.entries("alpha", ours=True, kind="notification") == []
    assert desk(pair, "alpha").compose(LIA, key).draft is not None


def test_a_release_leaves_the_desk_without_any_private_key_and_reaches_the_partner(pair: World) -> None:
    here = without_keys(pair, "alpha")
    key = here.draft_save(LIA, "", draft_to_beta())
    uid = here.release(LIA, key, challenge=here.preview(LIA, key).signing.challenge, assertion=None)
    pair.settle("alpha", "beta")
    desk(pair, "beta").open(LIA, uid)
    there = desk(pair, "beta").notification(LIA, uid)
    assert there.content is not None
    assert (there.content[0].text, there.content[0].lang) == ("Il part demain.", "fr")
    assert (there.handling.tlp, there.handling.h) == ("AMBER", ("H1", "H2"))
    (entry,) = pair.entries("beta", ours=False, kind="notification")
    assert opening.payload_of(entry)["basis"] == {"law": "Loi 2024-18", "ref": "article 9"}
    assert not DraftRow.objects.using(pair.nodes["alpha"].alias).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Il part demain!"},
        {"subject": "Autre"},
        {"asks": ""},
        {"tlp": "GREEN"},
        {"h": ("H1",)},
        {"originator_control": True},
        {"own_ref": "ALP-2026-8"},
        {"law_ref": "article 10"},
    ],
)
def test_any_edit_after_the_preview_voids_the_release(pair: World, change: dict[str, object]) -> None:
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta())
    shown = desk(pair, "alpha").preview(LIA, key).signing.challenge
    desk(pair, "alpha").draft_save(LIA, key, replace(draft_to_beta(), **change))
    with pytest.raises(drafting.DraftChanged):
        desk(pair, "alpha").release(LIA, key, challenge=shown, assertion=None)
    assert pair.entries("alpha", ours=True, kind="notification") == []


def test_another_file_voids_the_release_and_a_changed_one_too(pair: World) -> None:
    here, node = desk(pair, "alpha"), pair.nodes["alpha"]
    key = here.draft_save(LIA, "", draft_to_beta())
    before = here.preview(LIA, key).signing.challenge
    here.draft_attach(LIA, key, name="a.txt", media_type="text/plain", content=BytesIO(b"one"))
    with pytest.raises(drafting.DraftChanged):
        here.release(LIA, key, challenge=before, assertion=None)
    shown = here.preview(LIA, key).signing.challenge
    (kept,) = (node.home / "drafts" / key).iterdir()
    kept.write_bytes(b"two")
    with pytest.raises(drafting.DraftChanged):
        here.release(LIA, key, challenge=shown, assertion=None)


def test_a_double_click_releases_once(pair: World) -> None:
    here = desk(pair, "alpha")
    key = here.draft_save(LIA, "", draft_to_beta())
    row = DraftRow.objects.using(pair.nodes["alpha"].alias).select_related("partner").get(pk=int(key))
    ready = drafting.written(pair.nodes["alpha"], row)
    release(pair, "alpha", key)
    officer = Officer.objects.using(pair.nodes["alpha"].alias).get(user=LIA)
    with pytest.raises(BadInput, match="already"):
        drafting.release(pair.nodes["alpha"], officer, row, ready, None)
    assert len(pair.entries("alpha", ours=True, kind="notification")) == 1


def test_the_files_of_a_draft_are_private_and_go_with_it(pair: World) -> None:
    here, node = desk(pair, "alpha"), pair.nodes["alpha"]
    key = here.draft_save(LIA, "", draft_to_beta())
    place = node.home / "drafts" / key
    for name in ("a.txt", "b.txt"):
        here.draft_attach(LIA, key, name=name, media_type="text/plain", content=BytesIO(name.encode()))
    assert {stat.S_IMODE(path.stat().st_mode) for path in place.iterdir()} == {0o600}
    first, second = here.compose(LIA, key).files
    here.draft_detach(LIA, key, first.id)
    assert [path.name for path in place.iterdir()] == [second.id]
    release(pair, "alpha", key)
    assert not place.exists()
    other = here.draft_save(LIA, "", draft_to_beta())
    here.draft_attach(LIA, other, name="c.txt", media_type="text/plain", content=BytesIO(b"c"))
    here.draft_discard(LIA, other)
    assert not (node.home / "drafts" / other).exists()
    with pytest.raises(NotFound):
        here.compose(LIA, other)


@pytest.mark.parametrize("name", ["", "a\u202etxt.exe", "../x", "a/b", "x" * 300, "a\nb"])
def test_a_file_name_that_may_mislead_is_refused(pair: World, name: str) -> None:
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta())
    with pytest.raises(BadInput, match="name"):
        desk(pair, "alpha").draft_attach(LIA, key, name=name, media_type="text/plain", content=BytesIO(b""))


def test_an_attachment_comes_out_there_byte_for_byte_once_it_came_whole_and_was_opened(pair: World) -> None:
    data = b"report " * 300_000
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta())
    desk(pair, "alpha").draft_attach(LIA, key, name="rapport.txt", media_type="text/plain", content=BytesIO(data))
    uid = release(pair, "alpha", key)
    pair.settle("alpha", "beta")
    there = desk(pair, "beta")
    att_id = desk(pair, "alpha").notification(LIA, uid).files[0].id
    with pytest.raises(BadInput, match="Open"):
        there.attachment(LIA, uid, att_id)
    there.open(LIA, uid)
    file = there.attachment(LIA, uid, att_id)
    assert (file.name, file.size, b"".join(file.pieces)) == (
        "[TLP AMBER, H1, H2] rapport.txt",
        len(data),
        data,
    )
    assert AuditRow.objects.using(pair.nodes["beta"].alias).filter(act="attachment-read", actor="lia").count() == 1
    row = Entry.objects.using(pair.nodes["beta"].alias).get(uid=uid).attachments.get()
    row.held, row.complete = b"\x01\x00\x01", False
    row.save()
    (coming,) = there.notification(LIA, uid).files
    assert (coming.state, coming.held, coming.chunks) == ("coming", 2, 3)
    with pytest.raises(BadInput, match="2 of 3"):
        there.attachment(LIA, uid, att_id)
    with pytest.raises(NotFound):
        there.attachment(LIA, uid, "AAAAAAAAAAAAAAAAAAAAAA")


def test_a_passkey_over_the_release_is_verified_later_from_what_left(pair: World) -> None:
    from django.contrib.auth.models import User

    node, passkey = pair.nodes["alpha"], SoftPasskey()
    User.objects.using(node.alias).create(pk=LIA, username="lia")
    passkey.register(node.alias, LIA)
    here = desk(pair, "alpha")
    key = here.draft_save(LIA, "", draft_to_beta(answer_by=pair.clock() + timedelta(days=3)))
    here.draft_attach(LIA, key, name="a.txt", media_type="text/plain", content=BytesIO(b"one"))
    challenge = here.preview(LIA, key).signing.challenge
    uid = here.release(LIA, key, challenge=challenge, assertion=passkey.sign(b64.decode(challenge)))
    entry = Entry.objects.using(node.alias).get(uid=uid)
    row = Act.objects.using(node.alias).get(act="release-notification")
    assert bytes(row.subject_hash) == b64.decode(challenge)
    assert sha256(drafting.statement_of_entry(node, entry)) == bytes(row.subject_hash)


# Answers


def reply(world: World, uid: str, **values: object) -> str:
    page = desk(world, "beta").reply(LIA, uid, values.get("kind", "answer"))
    draft = Draft(**({"kind": "answer", "message": "answer", "to": "ALP", "answers": uid, "tlp": "AMBER"} | values))
    return desk(world, "beta").draft_save(LIA, page.draft_id, draft)


@pytest.mark.parametrize(
    ("message", "values"),
    [
        ("answer", {"text": "Il est ici.", "lang": "fr", "own_ref": "BET-9"}),
        ("part", {"text": "Une partie.", "ground": "dxp-undisclosed"}),
        ("part-final", {"text": "Une partie.", "ground": "dxp-not-covered"}),
        ("nil", {}),
    ],
)
def test_each_answer_reaches_the_asker_and_closes_the_thread(
    pair: World, message: str, values: dict[str, object]
) -> None:
    uid = accepted(pair)
    key = reply(pair, uid, message=message, **values)
    assert desk(pair, "beta").preview(LIA, key).refusal is None
    assert release(pair, "beta", key) == uid
    pair.clock.advance(days=2)
    pair.settle("alpha", "beta")
    page = desk(pair, "alpha").notification(LIA, uid)
    assert [receipt.state for receipt in page.receipts] == ["held"] * 4
    assert [row.message for row in pair.entries("alpha", ours=False, kind="answer")] == [message]
    assert not [queue for queue in desk(pair, "beta").my_work(LIA).queues if queue.rows]
    answer = next(step for step in page.thread if getattr(step, "what", "") == message)
    assert [text.text for text in answer.body] == ([values["text"]] if "text" in values else [])


def test_a_refusal_sends_the_coarse_ground_and_keeps_the_inner_one(pair: World) -> None:
    uid = accepted(pair)
    page = desk(pair, "beta").reply(LIA, uid, "refusal")
    assert "hr-mistreatment" in {choice.code for choice in page.grounds}
    key = reply(
        pair, uid, kind="refusal", message="refused", ground="hr-mistreatment", text="Voir notre droit.", h=("H1",)
    )
    shown = desk(pair, "beta").preview(LIA, key)
    assert elements(shown)["element.inner-ground"] == "stays"
    release(pair, "beta", key)
    pair.settle("alpha", "beta")
    (entry,) = pair.entries("alpha", ours=False, kind="refusal")
    payload = opening.payload_of(entry)
    assert (payload["ground"], payload["explained"]) == ("rights", "Voir notre droit.")
    assert b"mistreatment" not in bytes(entry.plaintext or b"")
    assert desk(pair, "alpha").notification(LIA, entry.uid).handling.h == ("H1",)
    record = AuditRow.objects.using(pair.nodes["beta"].alias).get(act="entry-answer-refused")
    assert b"hr-mistreatment" in bytes(record.details or b"")


def test_a_ground_that_would_tell_what_is_held_is_not_offered(pair: World) -> None:
    uid = accepted(pair)
    key = reply(pair, uid, kind="refusal", message="refused", ground="dxp-protected")
    with pytest.raises(BadInput, match="nil"):
        desk(pair, "beta").preview(LIA, key)


def test_an_answer_is_given_once_and_only_after_acceptance(pair: World) -> None:
    uid = delivered(pair)
    with pytest.raises(BadInput, match="Open"):
        desk(pair, "beta").reply(LIA, uid, "answer")
    desk(pair, "beta").open(LIA, uid)
    key = reply(pair, uid, text="Oui")
    assert desk(pair, "beta").preview(LIA, key).refusal is not None
    with pytest.raises(BadInput, match="accept"):
        release(pair, "beta", key)
    desk(pair, "beta").accept(LIA, uid, until=pair.clock() + timedelta(days=1), assertion=None)
    release(pair, "beta", key)
    again = reply(pair, uid, text="Oui, encore")
    with pytest.raises(BadInput, match="already"):
        release(pair, "beta", again)


def test_a_reply_goes_on_with_the_draft_that_was_begun(pair: World) -> None:
    uid = accepted(pair)
    key = reply(pair, uid, text="Oui")
    page = desk(pair, "beta").reply(LIA, uid, "answer")
    assert page.draft is not None
    assert (page.draft_id, page.draft.text) == (key, "Oui")
    assert desk(pair, "beta").reply(OMAR, uid, "answer").draft is None
    assert desk(pair, "beta").reply(LIA, uid, "refusal").draft is None


def test_the_thread_statement_is_the_same_on_both_sides_and_its_export_is_on_record(pair: World) -> None:
    uid = accepted(pair)
    key = reply(pair, uid, text="Oui")
    release(pair, "beta", key)
    pair.settle("alpha", "beta")
    assert desk(pair, "alpha").thread_export(LIA, uid) == desk(pair, "beta").thread_export(OMAR, uid)
    assert AuditRow.objects.using(pair.nodes["beta"].alias).filter(act="thread-exported", actor="omar").exists()


# Partners


def test_first_contact_by_two_officers_on_both_desks(world: World) -> None:
    from detente.node.services import meeting

    a, b = world.add("alpha"), world.add("beta")
    give_accounts(world)
    ticket = desk(world, "beta").invite(LIA, label="Bureau d'Alpha").ticket

    def post(path: str, data: bytes) -> bytes:
        answer = meeting.answer_meet(b, path.removeprefix("meet/"), data)
        assert answer is not None
        return answer

    officer = Officer.objects.using(a.alias).get(user=LIA)
    meeting.add(a, officer, meeting.parse_ticket(ticket), code="BET", name="beta", post=post)
    code = desk(world, "beta").partners(LIA).partners[0].party.code
    assert code == "BUR"
    heard = desk(world, "beta").partner(LIA, code).sas
    for name, partner in (("alpha", "BET"), ("beta", "BUR")):
        here = desk(world, name)
        page = here.partner(LIA, partner)
        assert (page.state, page.may, page.sas) == ("met", ("compare", "mismatch"), heard)
        with pytest.raises(BadInput, match="differ"):
            here.compare(LIA, partner, heard="0" * 13)
        here.compare(LIA, partner, heard=heard)
        assert here.partner(LIA, partner).may == ("mismatch",)
        with pytest.raises(BadInput, match="Another officer"):
            here.confirm(LIA, partner, assertion=None)
        page = here.partner(OMAR, partner)
        assert (page.may, page.compared_by) == (("confirm", "mismatch"), "Lia")
        here.confirm(OMAR, partner, assertion=None)
    world.settle("alpha", "beta")
    page = desk(world, "alpha").partner(LIA, "BET")
    assert page.agreement is not None
    assert (page.state, page.agreement.state, page.confirmed_by) == ("confirmed", "in-force", "Omar")
    assert Act.objects.using(a.alias).filter(act="confirm", officer__user=OMAR).exists()


def test_digits_that_differ_end_the_meeting(world: World) -> None:
    from detente.node.services import meeting, officers

    a, b = world.add("alpha"), world.add("beta")
    give_accounts(world)
    ticket = meeting.invite(b, officers.find(b, "lia"), code="ALP", name="alpha")

    def post(path: str, data: bytes) -> bytes:
        answer = meeting.answer_meet(b, path.removeprefix("meet/"), data)
        assert answer is not None
        return answer

    meeting.add(a, officers.find(a, "lia"), ticket, code="BET", name="beta", post=post)
    desk(world, "alpha").mismatch(OMAR, "BET")
    page = desk(world, "alpha").partner(LIA, "BET")
    assert (page.state, page.may, page.sas) == ("none", (), "")
    with pytest.raises(BadInput):
        desk(world, "alpha").mismatch(OMAR, "BET")


def test_a_desk_without_the_signing_key_sends_the_ticket_to_the_operator(world: World) -> None:
    world.add("alpha")
    give_accounts(world)
    other = world.add("beta")
    give_accounts(world)
    ticket = desk(world, "beta").invite(LIA, label="Alpha").ticket
    assert other.sign is not None
    with pytest.raises(BadInput, match="operator"):
        without_keys(world, "alpha").partner_add(LIA, code="BET", ticket=ticket)
    with pytest.raises(BadInput, match="no invitation"):
        without_keys(world, "alpha").partner_add(LIA, code="BET", ticket="hello")


def test_a_partner_node_that_does_not_answer_is_a_sentence(world: World) -> None:
    world.add("alpha")
    give_accounts(world)
    world.add("beta")
    give_accounts(world)
    ticket = desk(world, "beta").invite(LIA, label="Alpha").ticket
    with pytest.raises(BadInput, match="plain HTTP"):
        desk(world, "alpha").partner_add(LIA, code="BET", ticket=ticket)


def test_invitations_get_letters_that_nobody_has(world: World) -> None:
    world.add("alpha")
    give_accounts(world)
    from detente.node.stores.models import Invitation

    for label in ("Zoriane", "Zoriane 2", "Зоряна", "É"):
        desk(world, "alpha").invite(LIA, label=label)
    codes = list(Invitation.objects.using(world.nodes["alpha"].alias).order_by("pk").values_list("code", flat=True))
    assert codes == ["ZOR", "ZO2", "PAR", "EXX"]
    assert len(desk(world, "alpha").partners(LIA).invitations) == 4


def test_a_partner_that_is_not_known_is_not_found(pair: World) -> None:
    for code in ("ZZZ", "", "x" * 100):
        with pytest.raises(NotFound):
            desk(pair, "alpha").partner(LIA, code)
