"""What takes a person's signature, over HTTP: a passkey in software signs exactly what was shown.

Another person's passkey, an answer over something else, and the passkey of the author give nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.services import approving, house, officers, passkeys, risking
from detente.node.stores.models import Act, Approval, DraftRow, Officer, RiskForm
from detente.protocol.first_contact import ContactState
from detente.web.desk import gateway
from tests.node.desk_builders import LIA, OMAR, SoftPasskey, desk, draft_to_beta, give_accounts
from tests.node.test_machine_interface import ask, token_of
from tests.node.world import World

LIAS = SoftPasskey(id=b"\x01" * 16)
OMARS = SoftPasskey(id=b"\x02" * 16)


@pytest.fixture
def alpha(pair: World) -> Iterator[World]:
    """The interface of alpha, whose house takes two: Lia writes and Omar approves, each with a passkey."""
    node = pair.nodes["alpha"]
    give_accounts(pair)
    Officer.objects.using(node.alias).filter(name="omar").update(role="release")
    for name, user, passkey in (("lia", LIA, LIAS), ("omar", OMAR, OMARS)):
        User.objects.using(node.alias).create(pk=user, username=name)
        passkey.register(node.alias, user)
    house.set_four_eyes(node, officers.find(node, "lia"), wanted=True)
    with gateway.bound(desk(pair, "alpha")):
        yield pair


def submitted(world: World, token: str, **more: Any) -> str:
    """Let Lia submit a notification by her token; give its draft."""
    draft = desk(world, "alpha").draft_save(LIA, "", draft_to_beta(**more))
    shown = ask(token, "get", f"/drafts/{draft}/preview").json()["signing"]
    answer = ask(token, "post", f"/drafts/{draft}/submit", {"challenge": shown["challenge"]})
    assert answer.status_code == 200, answer.content
    return draft


def test_a_colleague_approves_with_a_passkey_what_the_interface_showed(alpha: World) -> None:
    node = alpha.nodes["alpha"]
    draft = submitted(alpha, token_of(alpha, "alpha"))
    omar = token_of(alpha, "alpha", "omar")
    (listed,) = ask(omar, "get", "/approvals").json()["drafts"]
    assert (listed["draft_id"], listed["mine"]) == (draft, False)
    signing = ask(omar, "get", f"/approvals/{draft}").json()["preview"]["signing"]
    assert signing["credentials"] == [b64.encode(OMARS.id)]
    signed = OMARS.sign(b64.decode(signing["challenge"]))
    answer = ask(omar, "post", f"/approvals/{draft}/approve", {**_over(signing), "assertion": signed})
    assert answer.status_code == 200, answer.content
    row = Approval.objects.using(node.alias).get(state="used")
    assert (row.by.name, row.author.name, row.entry and row.entry.uid) == ("omar", "lia", answer.json()["id"])
    kept = Act(subject_hash=bytes(row.subject_hash), assertion=row.assertion)
    assert passkeys.verify_offline(kept) == "passkey"
    assert not DraftRow.objects.using(node.alias).filter(pk=draft).exists()


@pytest.mark.parametrize(
    ("passkey", "over", "code"),
    [
        (LIAS, None, "assertion-invalid"),
        (OMARS, sha256(b"something else"), "assertion-invalid"),
        (SoftPasskey(id=OMARS.id), None, "assertion-invalid"),
    ],
    ids=["the author's passkey", "over something else", "another key under the same id"],
)
def test_an_answer_that_does_not_stand_for_it_approves_nothing(
    alpha: World, passkey: SoftPasskey, over: bytes | None, code: str
) -> None:
    node = alpha.nodes["alpha"]
    draft = submitted(alpha, token_of(alpha, "alpha"))
    omar = token_of(alpha, "alpha", "omar")
    signing = ask(omar, "get", f"/approvals/{draft}").json()["preview"]["signing"]
    signed = passkey.sign(over or b64.decode(signing["challenge"]))
    answer = ask(omar, "post", f"/approvals/{draft}/approve", {**_over(signing), "assertion": signed})
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not Approval.objects.using(node.alias).exists()
    assert [row.pk for row in approving.waiting(node, officers.find(node, "omar"))] == [int(draft)]


def test_the_author_s_own_passkey_is_no_second_person(alpha: World) -> None:
    lia = token_of(alpha, "alpha")
    draft = submitted(alpha, lia)
    signing = ask(lia, "get", f"/approvals/{draft}").json()["preview"]["signing"]
    signed = LIAS.sign(b64.decode(signing["challenge"]))
    answer = ask(lia, "post", f"/approvals/{draft}/approve", {**_over(signing), "assertion": signed})
    assert (answer.status_code, answer.json()["code"]) == (403, "approval.author")
    assert not Approval.objects.using(alpha.nodes["alpha"].alias).exists()


def test_what_was_signed_before_an_edit_approves_nothing_after_it(alpha: World) -> None:
    lia, omar = token_of(alpha, "alpha"), token_of(alpha, "alpha", "omar")
    draft = submitted(alpha, lia)
    signing = ask(omar, "get", f"/approvals/{draft}").json()["preview"]["signing"]
    signed = OMARS.sign(b64.decode(signing["challenge"]))
    desk(alpha, "alpha").draft_save(LIA, draft, draft_to_beta(text="Anders."))
    shown = ask(lia, "get", f"/drafts/{draft}/preview").json()["signing"]
    assert ask(lia, "post", f"/drafts/{draft}/submit", {"challenge": shown["challenge"]}).status_code == 200
    answer = ask(omar, "post", f"/approvals/{draft}/approve", {**_over(signing), "assertion": signed})
    assert (answer.status_code, answer.json()["code"]) == (400, "not-submitted")
    assert not Approval.objects.using(alpha.nodes["alpha"].alias).exists()


def test_a_list_is_approved_with_one_passkey_over_the_whole_list(alpha: World) -> None:
    node, lia = alpha.nodes["alpha"], token_of(alpha, "alpha")
    drafts = [submitted(alpha, lia, subject=subject) for subject in ("eins", "zwei")]
    omar = token_of(alpha, "alpha", "omar")
    named = "&".join(f"draft={draft}" for draft in drafts)
    shown = ask(omar, "get", f"/together?{named}&approves=true").json()
    chosen = [{"draft_id": each["draft_id"], "hash": each["hash"]} for each in shown["drafts"]]
    signed = OMARS.sign(b64.decode(shown["signing"]["challenge"]))
    given = {"drafts": chosen, "approves": True, "assertion": signed}
    half = ask(omar, "post", "/together", {**given, "drafts": chosen[:1]})
    assert (half.status_code, half.json()["code"]) == (400, "assertion-invalid")
    found = ask(omar, "post", "/together", given).json()
    assert [each["state"] for each in found] == ["released", "released"]
    rows = Approval.objects.using(node.alias).filter(state="used")
    listed = [b64.decode(each["hash"]) for each in chosen]
    for row in rows:
        kept = (row.assertion or {})["listed"]
        assert [b64.decode(each) for each in kept] == listed
    assert rows.count() == 2


def test_another_officer_confirms_a_first_contact_with_a_passkey(alpha: World) -> None:
    node, partner = alpha.nodes["alpha"], alpha.partner("alpha", "beta")
    type(partner).objects.using(node.alias).filter(pk=partner.pk).update(
        state=ContactState.COMPARED, compared_by="lia", compared_at=node.now()
    )
    omar = token_of(alpha, "alpha", "omar")
    page = ask(omar, "get", "/partners/BET").json()
    signing = _found(page, "challenge")
    alone = ask(omar, "post", "/partners/BET/confirm", {})
    assert (alone.status_code, alone.json()["code"]) == (403, "passkey-needed")
    other = ask(omar, "post", "/partners/BET/confirm", {"assertion": OMARS.sign(sha256(b"x"))})
    assert other.json()["code"] == "assertion-invalid"
    done = ask(omar, "post", "/partners/BET/confirm", {"assertion": OMARS.sign(b64.decode(signing))})
    assert done.status_code == 200, done.content
    acts = Act.objects.using(node.alias).filter(act="confirm", officer__name="omar").order_by("pk")
    assert [passkeys.verify_offline(act) for act in acts][-1] == "passkey"


def test_another_officer_judges_what_risk_is_left_with_a_passkey_over_the_whole_form(alpha: World) -> None:
    node, partner = alpha.nodes["alpha"], alpha.partner("alpha", "beta")
    lia, omar = token_of(alpha, "alpha"), token_of(alpha, "alpha", "omar")
    form = risking.baseline(node, officers.find(node, "lia"), partner, act="disclose", matter="ALP-1", level="medium")
    path = f"/risk/forms/{form.pk}"
    early = ask(omar, "get", f"{path}/residual/low").json()
    assert ask(lia, "post", f"{path}/mitigations", {"text": "Names are left out."}).status_code == 200
    stale = {"level": "low", "assertion": OMARS.sign(b64.decode(early["challenge"]))}
    assert ask(omar, "post", f"{path}/residual", stale).json()["code"] == "assertion-invalid"
    shown = ask(omar, "get", f"{path}/residual/low").json()
    signed = OMARS.sign(b64.decode(shown["challenge"]))
    other = ask(omar, "post", f"{path}/residual", {"level": "none", "assertion": signed})
    assert other.json()["code"] == "assertion-invalid"
    assert ask(omar, "post", f"{path}/residual", {"level": "low"}).json()["code"] == "passkey-needed"
    assert ask(omar, "post", f"{path}/residual", {"level": "low", "assertion": signed}).status_code == 200
    row = RiskForm.objects.using(node.alias).select_related("residual_by").get()
    assert (row.residual, row.residual_by and row.residual_by.name) == ("low", "omar")
    kept = Act(subject_hash=risking.subject_of_residual(row, "low"), assertion=row.residual_assertion)
    assert passkeys.verify_offline(kept) == "passkey"


def _over(signing: dict[str, Any]) -> dict[str, Any]:
    return {"challenge": signing["challenge"]}


def _found(value: Any, name: str) -> str:
    """Give the one text of that name in a page."""
    found = [each for each in _all(value, name) if isinstance(each, str) and each]
    assert len(found) == 1, json.dumps(value)
    return found[0]


def _all(value: Any, name: str) -> list[Any]:
    if isinstance(value, dict):
        return [*([value[name]] if name in value else []), *(x for each in value.values() for x in _all(each, name))]
    return [x for each in value for x in _all(each, name)] if isinstance(value, list) else []
