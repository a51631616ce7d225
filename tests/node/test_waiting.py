"""Whatever a person releases waits for a second officer where policy asks for one, and leaves as approved."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from detente.cases.table import NoSuchStep
from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.queries import release_page
from detente.node.services import (
    agreeing,
    agreement_drafting,
    agreements,
    approving,
    concerned,
    corresponding,
    drafting,
    house,
    officers,
    protecting,
    second_person,
)
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.services.requesting import Incomplete
from detente.node.stores.models import Act, Approval, AuditRow, DraftRow, Entry, Officer
from tests.node import agreed
from tests.node.asking import FORM, WORDS
from tests.node.world import World

NOTE = Letter(subject="Dossier 9", text="Bonjour", lang="fr", own_ref="ALP-9")


@pytest.fixture
def two(asking: World) -> World:
    """Two nodes whose houses both take two persons; Lia writes."""
    for node in asking.nodes.values():
        house.set_four_eyes(node, officers.find(node, "lia"), wanted=True)
    return asking


def approve(world: World, here: str, draft: str, by: str = "release") -> dict[str, Any]:
    """Approve a draft exactly as the approver was shown it."""
    shown = second_person.shown(world.nodes[here], by, draft)
    return second_person.approve(world.nodes[here], by, draft, shown["hash"])


def released(world: World, here: str, since: int = 0) -> list[Entry]:
    """Give what a node released by its officers' hands, in order."""
    rows = Entry.objects.using(world.nodes[here].alias).select_related("partner").filter(ours=True)
    return list(rows.exclude(kind__in=("contact", "evidence", "party-doc", "control")).order_by("pk"))[since:]


def waits(world: World, here: str, found: Any) -> str:
    """Check that one thing was kept and nothing left; give its draft."""
    assert found["state"] == "submitted"
    assert "second officer" in found["said"]
    (line,) = second_person.waiting(world.nodes[here], "release")
    assert line["draft"] == found["draft"]
    return str(found["draft"])


# Every way in


def test_a_request_waits_and_leaves_as_it_was_approved(two: World) -> None:
    alpha = two.nodes["alpha"]
    before = len(released(two, "alpha"))
    draft = waits(two, "alpha", corresponding.request(alpha, "lia", "bet", WORDS, FORM))
    assert len(released(two, "alpha")) == before
    approve(two, "alpha", draft)
    (row,) = released(two, "alpha", before)
    assert (row.kind, row.subject) == ("request-information", WORDS.subject)
    assert json.loads(bytes(row.plaintext or b""))["payload"]["wanted"] == list(FORM.wanted)


def test_what_a_request_lacks_is_said_before_anybody_waits(two: World) -> None:
    with pytest.raises(Incomplete):
        corresponding.request(two.nodes["alpha"], "lia", "bet", WORDS, replace(FORM, necessary=""))
    assert not DraftRow.objects.using(two.nodes["alpha"].alias).exists()


def test_a_notification_and_its_request_wait_together_and_leave_together(two: World, tmp_path: Path) -> None:
    alpha = two.nodes["alpha"]
    path = tmp_path / "a.txt"
    path.write_text("annex")
    letter = replace(NOTE, files=[path], answer_by=two.clock() + timedelta(days=3))
    (found,) = corresponding.send_and_ask(alpha, "lia", "bet", letter, FORM, as_it_is=False)
    draft = waits(two, "alpha", found)
    shown = second_person.shown(alpha, "release", draft)
    assert shown["leaves"]["beside"]["payload"]["wanted"] == list(FORM.wanted)
    approve(two, "alpha", draft)
    told, asked = released(two, "alpha")
    assert (told.kind, asked.kind, asked.re) == ("notification", "request-information", told.cid)
    # The signature can be verified years later, from either of the two.
    for row in (told, asked):
        assert b64.encode(sha256(drafting.statement_of_entry(alpha, row))) == shown["hash"]
    two.settle("alpha", "beta")
    assert {row.kind for row in two.entries("beta", ours=False)} >= {"notification", "request-information"}


def test_a_case_act_that_sends_a_message_waits_and_one_that_sends_none_does_not(two: World) -> None:
    beta = two.nodes["beta"]
    opener = _asked(two)
    corresponding.act(beta, "lia", opener.uid, "open", Said())
    corresponding.act(beta, "analyst", opener.uid, "cross-check", Said(confirmed=True))
    corresponding.act(beta, "lia", opener.uid, "accept", Said(until=two.clock() + timedelta(days=2)))
    corresponding.act(beta, "analyst", opener.uid, "collect", Said())
    said = Said(letter=Letter(text="Two entries.", lang="en", own_ref="BET-3"))
    draft = waits(two, "beta", corresponding.act(beta, "lia", opener.uid, "answer", said))
    assert [row.kind for row in released(two, "beta")] == []
    approve(two, "beta", draft)
    (row,) = released(two, "beta")
    assert (row.kind, json.loads(bytes(row.plaintext or b""))["payload"]["ref"]["own"]) == ("answer", "BET-3")


def test_an_act_that_is_not_possible_is_refused_and_nothing_waits(two: World) -> None:
    beta, opener = two.nodes["beta"], _asked(two)
    with pytest.raises(NoSuchStep):
        corresponding.act(beta, "lia", opener.uid, "answer", Said(letter=Letter(text="x", lang="en")))
    assert not DraftRow.objects.using(beta.alias).exists()


def test_closing_with_an_outcome_waits_and_closing_without_one_does_not(two: World) -> None:
    alpha, beta = two.nodes["alpha"], two.nodes["beta"]
    uids = []
    for _ in range(2):
        found = corresponding.send(alpha, "lia", "bet", NOTE)
        uids.append(approve(two, "alpha", found["draft"])["id"])
    two.settle("alpha", "beta")
    for uid in uids:
        corresponding.open_message(beta, "lia", uid)
        corresponding.accept(beta, "lia", uid, until=two.clock() + timedelta(days=1))
        corresponding.act(beta, "analyst", uid, "evaluate", Said(confirmed=True))
    assert "draft" not in corresponding.close(beta, "lia", uids[1], None, reason="no-nexus")
    corresponding.act(beta, "lia", uids[0], "link", Said(other=uids[1]))
    corresponding.act(beta, "lia", uids[0], "decide", Said(code="monitor", confirmed=True))
    draft = waits(two, "beta", corresponding.close(beta, "lia", uids[0], Letter(text="Seen.", lang="en"), reason=""))
    assert released(two, "beta") == []
    approve(two, "beta", draft)
    assert [row.message for row in released(two, "beta")] == ["outcome"]


def test_many_letters_wait_each_by_itself(two: World) -> None:
    alpha = two.nodes["alpha"]
    found = corresponding.send_all(alpha, "lia", [("bet", NOTE), ("nobody", NOTE), ("bet", replace(NOTE, subject=""))])
    assert [("draft" in each, "why" in each) for each in found] == [(True, False), (False, True), (False, True)]
    assert len(second_person.waiting(alpha, "release")) == 1


# What is kept is all that was said


def test_agreement_codes_and_the_second_try_are_kept_with_the_draft(two: World) -> None:
    alpha = two.nodes["alpha"]
    letter = replace(NOTE, agreement=_agreement(two), again="A new lead.", codes=["tlp:GREEN", "pap:GREEN"])
    found = corresponding.send(alpha, "lia", "bet", letter)
    row = DraftRow.objects.using(alpha.alias).get(pk=found["draft"])
    ready = drafting.written(alpha, row)
    assert (ready.letter.agreement, ready.letter.again) == (_agreement(two), "A new lead.")
    assert sorted(ready.letter.codes) == ["pap:GREEN", "tlp:GREEN"]


def test_what_policy_refuses_for_good_waits_for_nobody(two: World) -> None:
    alpha = two.nodes["alpha"]
    with pytest.raises(PolicyRefusal) as refused:
        corresponding.send(alpha, "lia", "bet", replace(NOTE, codes=["tlp:AMBER", "cls:x.SECRET"]))
    assert refused.value.code != "approval.missing"
    assert not DraftRow.objects.using(alpha.alias).exists()


# Policy decides, not the house alone


def test_a_protected_person_takes_a_second_officer_in_a_house_of_one_too(asking: World) -> None:
    alpha = asking.nodes["alpha"]
    protecting.protect(alpha, officers.find(alpha, "legal"), names=["Zephyrquill"], statuses=["source"])
    letter = replace(NOTE, text="We saw Zephyrquill.", character=dict.fromkeys(concerned.QUESTIONS, False))
    draft = waits(asking, "alpha", corresponding.send(alpha, "lia", "bet", letter))
    assert approve(asking, "alpha", draft, "head")["state"] == "signed"
    assert approve(asking, "alpha", draft, "legal")["state"] == "released"
    assert [row.subject for row in released(asking, "alpha")] == [NOTE.subject]
    refusals = AuditRow.objects.using(alpha.alias).filter(act="policy-refused")
    for already, send in enumerate(
        (
            lambda: [corresponding.send(alpha, "lia", "bet", letter)],
            lambda: corresponding.send_all(alpha, "lia", [("bet", NOTE), ("bet", letter)]),
        ),
        start=refusals.count(),
    ):
        assert "draft" in send()[-1]
        # It was asked once whether it may leave at once, and is on record once.
        assert refusals.count() == already + 1


def test_what_no_signature_cures_is_asked_and_recorded_once(asking: World) -> None:
    alpha = asking.nodes["alpha"]
    protecting.protect(alpha, officers.find(alpha, "legal"), names=["Zephyrquill"], statuses=["source"])
    # Its check of character is missing, too: that nobody signs.
    found = corresponding.send_all(alpha, "lia", [("bet", replace(NOTE, text="We saw Zephyrquill."))])
    assert ["why" in each for each in found] == [True]
    assert AuditRow.objects.using(alpha.alias).filter(act="policy-refused").count() == 1
    assert not DraftRow.objects.using(alpha.alias).exists()


# The hash


def test_only_what_the_approver_was_shown_is_approved(two: World) -> None:
    alpha = two.nodes["alpha"]
    found = corresponding.send(alpha, "lia", "bet", NOTE)
    shown = second_person.shown(alpha, "release", found["draft"])
    assert shown["leaves"]["payload"]["parts"][0]["text"] == "Bonjour"
    row = DraftRow.objects.using(alpha.alias).get(pk=found["draft"])
    # The author writes something else and submits that, while the approver reads the first.
    drafting.save(alpha, officers.find(alpha, "lia"), row, {**row.content, "text": "Autre chose"}, row.partner)
    bound = drafting.challenge(drafting.written(alpha, row := DraftRow.objects.using(alpha.alias).get(pk=row.pk)))
    approving.submit(alpha, officers.find(alpha, "lia"), row, bound, None)
    with pytest.raises(approving.NotSubmitted):
        second_person.approve(alpha, "release", found["draft"], shown["hash"])
    with pytest.raises(BadInput):
        second_person.approve(alpha, "release", found["draft"], "no hash")
    assert released(two, "alpha") == []
    approve(two, "alpha", found["draft"])
    assert len(released(two, "alpha")) == 1


# Agreements


@pytest.fixture
def heads(two: World) -> World:
    """As `two`; alpha has two heads of service, and a legal officer."""
    officers.add(two.nodes["alpha"], name="second", shown="Second", role="head")
    return two


def _act(world: World, act: str, agreement: str | None = None, by: str = "head", **values: Any) -> dict[str, Any]:
    return agreement_drafting.act(world.nodes["alpha"], by, "BET", act, agreement, **values)


def _agreement(world: World) -> str:
    """Give the id of the founding agreement."""
    return next(iter(agreements.standings(world.nodes["alpha"].alias, world.partner("alpha", "beta"), ours=True)))


def test_a_suspension_waits_for_another_head_and_leaves_as_approved(heads: World) -> None:
    alpha = heads.nodes["alpha"]
    values = {"reason": "talks", "topic": None, "mode": "hold", "exempt": None}
    draft = waits(heads, "alpha", _act(heads, "suspend", _agreement(heads), **values))
    assert released(heads, "alpha") == []
    shown = second_person.shown(alpha, "second", draft)
    assert shown["leaves"]["payload"]["reason"] == "talks"
    # A releasing officer signs nothing of an agreement: it goes on waiting for a head.
    assert approve(heads, "alpha", draft, "release")["state"] == "signed"
    assert approve(heads, "alpha", draft, "second")["state"] == "released"
    (row,) = released(heads, "alpha")
    assert row.kind == "agreement-topic"
    assert b64.encode(sha256(drafting.statement_of_entry(alpha, row))) == shown["hash"]
    assert Approval.objects.using(alpha.alias).filter(state="used", entry=row, by__name="second").exists()
    heads.settle("alpha", "beta")
    assert agreed.stage(heads, "beta", "alpha", _agreement(heads)) == "suspended"


def test_a_text_that_we_sign_waits_with_all_that_it_says(heads: World) -> None:
    alpha = heads.nodes["alpha"]
    text = agreed.text(heads, "alpha", "beta")
    draft = waits(heads, "alpha", _act(heads, "sign", text=text, heard="legal"))
    assert second_person.shown(alpha, "second", draft)["leaves"]["payload"]["agreement"] == text
    approve(heads, "alpha", draft, "second")
    (row,) = released(heads, "alpha")
    assert (row.kind, row.message) == ("agreement", "draft")
    record = AuditRow.objects.using(alpha.alias).get(act="agreement-acted")
    assert json.loads(bytes(record.details or b""))["details"]["heard"] == "legal"
    assert Act.objects.using(alpha.alias).filter(act="agreement-sign", officer__name="head").exists()


def test_the_approver_reads_every_term_on_the_screen_too(heads: World) -> None:
    alpha = heads.nodes["alpha"]
    text = agreed.text(heads, "alpha", "beta")
    draft = _act(heads, "sign", text=text, heard="legal")["draft"]
    row = approving.find(alpha, officers.find(alpha, "second"), draft)
    page = release_page.release_page(alpha, officers.find(alpha, "second"), row)
    words = " ".join(each.text for line in page.rows for each in line.as_read)
    for term in ("agreement.basis.law: Agreement of 22 November 2026", "ct · missing", "tlp:AMBER+STRICT"):
        assert term in words
    assert (page.handling.tlp, page.submits) == ("", True)


def test_the_only_head_acts_alone_and_the_record_says_so(two: World) -> None:
    values = {"reason": "talks", "topic": None, "mode": "hold", "exempt": None}
    assert "draft" not in _act(two, "suspend", _agreement(two), **values)
    record = AuditRow.objects.using(two.nodes["alpha"].alias).filter(act="entry-released").order_by("-index")[0]
    assert json.loads(bytes(record.details or b""))["details"]["eyes"] == 2


def test_an_act_whose_case_moved_on_meanwhile_does_not_leave(heads: World) -> None:
    text = agreed.text(heads, "alpha", "beta")
    first = _act(heads, "sign", text=text, heard="legal")
    approve(heads, "alpha", first["draft"], "second")
    heads.settle("alpha", "beta")
    named = _named(heads, text)
    twice = [_act(heads, "withdraw", named) for _ in range(2)]
    approve(heads, "alpha", twice[0]["draft"], "second")
    with pytest.raises((NoSuchStep, BadInput)):
        approve(heads, "alpha", twice[1]["draft"], "second")


@pytest.mark.parametrize("also", [True, False])
def test_the_legal_officer_who_is_heard_is_another_one_and_holds_the_role_now(two: World, also: bool) -> None:
    alpha = two.nodes["alpha"]
    rows = Officer.objects.using(alpha.alias)
    text = agreed.text(two, "alpha", "beta")
    if also:
        # Whoever signs hears nobody, though the roles add up in one person.
        rows.filter(name="head").update(also=["legal"])
        with pytest.raises(BadInput, match="legal officer"):
            _act(two, "sign", text=text, heard="head")
    else:
        # A second role counts as the first does.
        rows.filter(name="analyst").update(also=["legal"])
        assert _act(two, "sign", text=text, heard="analyst")["id"]


def _named(world: World, text: dict[str, Any]) -> str:
    return agreeing.read(world.nodes["alpha"], world.partner("alpha", "beta"), text).id


def _asked(world: World) -> Entry:
    alpha = world.nodes["alpha"]
    found = corresponding.request(alpha, "lia", "bet", WORDS, FORM)
    uid = approve(world, "alpha", found["draft"])["id"]
    world.settle("alpha", "beta")
    return Entry.objects.using(world.nodes["beta"].alias).select_related("partner", "batch").get(uid=uid)
