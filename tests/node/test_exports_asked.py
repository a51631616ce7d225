"""What is about a protected person leaves the screens when two others signed exactly that, once, and not otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from detente.intake import case_package
from detente.intake.case_package import CasePackage
from detente.model import b64
from detente.model.errors import BadInput, NotFound
from detente.node import case_package_gateway, exports_gateway, paper_gateway
from detente.node.queries import case_export, exports, exports_shown
from detente.node.services import (
    concerned,
    duties,
    exporting,
    exports_asked,
    notifying,
    officers,
    passkeys,
    protecting,
    roles_given,
)
from detente.node.services.deciding import Asking
from detente.node.services.letters import Letter
from detente.node.stores.models import Act, Approval, AuditRow, Entry, ExportAsked, Officer
from detente.web.desk import gateway
from tests.node.asking import do, who
from tests.node.desk_builders import LIA, SoftPasskey, desk
from tests.node.test_machine_interface import ask, token_of
from tests.node.world import World

NAME = "Zephyrquill"
RULE = "protected.release"
REASON = "For the judge, file 12/2026."


@pytest.fixture
def told(asking: World) -> World:
    """Alpha told beta of a person whom beta protects, and of another one; beta opened both."""
    protecting.protect(asking.nodes["beta"], who(asking, "beta", "legal"), names=[NAME], statuses=["source"])
    return asking


@pytest.fixture
def item(told: World) -> Entry:
    """What beta has of it."""
    return received(told, f"{NAME} was seen.")


def received(world: World, text: str) -> Entry:
    letter = Letter(subject="A person", text=text, lang="en", character=dict.fromkeys(concerned.QUESTIONS, False))
    sent = notifying.notify(world.nodes["alpha"], who(world, "alpha", "lia"), world.partner("alpha", "beta"), letter)
    world.settle("alpha", "beta")
    do(world, "beta", sent, "open")
    return Entry.objects.using(world.nodes["beta"].alias).select_related("partner", "batch").get(cid=sent.cid)


def package(world: World, item: Entry, by: str = "lia") -> CasePackage:
    data, _ = case_package_gateway.export_named(world.nodes["beta"], by, item.uid)
    return case_package.read(data)


def texts(world: World, item: Entry) -> list[str]:
    return [each.text for each in package(world, item).messages if each.text]


def asked(world: World, item: Entry, way: str = "package") -> str:
    return exports_gateway.ask_named(world.nodes["beta"], "lia", item.uid, way, reason=REASON)["export"]


def sign(world: World, export: str, *by: str) -> None:
    node = world.nodes["beta"]
    for name in by:
        shown = exports_gateway.shown_named(node, name, export)
        exports_gateway.approve_named(node, name, export, shown["hash"])


def recorded(world: World, act: str) -> list[dict[str, Any]]:
    rows = AuditRow.objects.using(world.nodes["beta"].alias).filter(act=act).order_by("index")
    return [json.loads(bytes(row.details or b""))["details"] for row in rows]


# Without a second person


def test_what_names_a_protected_person_stays_out_of_every_export(told: World, item: Entry) -> None:
    made = package(told, item)
    assert (dict(made.left_out), texts(told, item)) == ({RULE: 1}, [])
    assert NAME.encode() not in paper_gateway.print_named(told.nodes["beta"], "lia", item.uid, lang="en")
    printed = exports.plan(told.nodes["beta"], who(told, "beta", "lia"), item, "paper")
    assert printed.decided[item.pk] == RULE
    other = received(told, "Nobody is in this.")
    assert dict(package(told, other).left_out) == {}
    with pytest.raises(BadInput, match="Nothing here"):
        asked(told, other)


# With two


def test_it_leaves_once_when_the_head_approved_and_the_adviser_assented(told: World, item: Entry) -> None:
    export = asked(told, item)
    (line,) = exports_gateway.waiting_named(told.nodes["beta"], "head")
    assert (line["export"], line["by"], line["reason"]) == (export, "Lia", REASON)
    sign(told, export, "head")
    assert dict(package(told, item).left_out) == {RULE: 1}
    sign(told, export, "legal")
    (text,) = texts(told, item)
    assert text == f"{NAME} was seen."
    row = ExportAsked.objects.using(told.nodes["beta"].alias).get()
    assert row.state == "used"
    assert recorded(told, "case-exported")[-1]["export"] == str(row.pk)
    assert Approval.objects.using(told.nodes["beta"].alias).filter(export=row, state="used").count() == 2
    # Once: the next takes new signatures.
    assert dict(package(told, item).left_out) == {RULE: 1}
    assert exports_gateway.waiting_named(told.nodes["beta"], "lia") == []


def test_paper_is_asked_for_by_itself(told: World, item: Entry) -> None:
    node, lia = told.nodes["beta"], who(told, "beta", "lia")
    sign(told, asked(told, item, "paper"), "head", "legal")
    assert dict(package(told, item).left_out) == {RULE: 1}
    assert exports.plan(node, lia, item, "paper").lacking == ()
    paper_gateway.print_named(node, "lia", item.uid, lang="en")
    assert recorded(told, "thread-exported")[-1]["disclosed"] == [item.cid]
    assert exports.plan(node, lia, item, "paper").lacking == (item.cid,)


def test_what_came_since_is_not_what_was_signed(told: World, item: Entry) -> None:
    export = asked(told, item)
    sign(told, export, "head", "legal")
    node = told.nodes["beta"]
    Entry.objects.using(node.alias).filter(pk=item.pk).update(
        plaintext=bytes(item.plaintext or b"").replace(b"was seen", b"was here")
    )
    assert dict(package(told, item).left_out) == {RULE: 1}
    with pytest.raises(exports_asked.ExportChanged):
        sign(told, export, "head")
    assert exports_gateway.shown_named(node, "head", export)["state"] == "changed"


def test_who_asked_does_not_sign_and_neither_does_a_role_whose_signature_counts_for_nothing(
    told: World, item: Entry
) -> None:
    node = told.nodes["beta"]
    Officer.objects.using(node.alias).filter(name="lia").update(also=["head"])
    export = asked(told, item)
    with pytest.raises(exports_asked.OwnExport):
        sign(told, export, "lia")
    with pytest.raises(NotFound):
        sign(told, export, "release")
    row = ExportAsked.objects.using(node.alias).select_related("by", "entry__partner").get()
    bound = bytes(row.subject_hash)
    with pytest.raises(duties.RoleRefused):
        exports_asked.approve(
            node, who(told, "beta", "release"), row, bound, stands=bound, lacking=[item], assertion=None
        )
    # Nor does the database take it.
    lia = who(told, "beta", "lia")
    with pytest.raises(IntegrityError), transaction.atomic(using=node.alias):
        Approval.objects.using(node.alias).create(
            export=row, author=lia, by=lia, role="C", subject_hash=row.subject_hash, at=node.now()
        )


def test_two_assents_are_no_approval(told: World, item: Entry) -> None:
    officers.add(told.nodes["beta"], name="second", shown="Second", role="legal")
    sign(told, asked(told, item), "legal", "second")
    assert dict(package(told, item).left_out) == {RULE: 1}


# What ends it


def test_a_refusal_has_its_reason_for_who_asked_and_is_on_record(told: World, item: Entry) -> None:
    node, export = told.nodes["beta"], asked(told, item)
    sign(told, export, "head")
    with pytest.raises(BadInput, match="sentence"):
        exports_gateway.refuse_named(node, "legal", export, because=" ")
    exports_gateway.refuse_named(node, "legal", export, because="Her family is still there.")
    page = exports_shown.export_page(node, who(told, "beta", "lia"), item, "package")
    assert (page.asked, page.refused, page.lacking) == (None, "Her family is still there.", 1)
    assert recorded(told, "export-refused") == [{"because": "Her family is still there."}]
    assert dict(package(told, item).left_out) == {RULE: 1}
    with pytest.raises(NotFound):
        sign(told, export, "head")


def test_signatures_end_after_72_hours_with_a_sentence_and_a_line_in_the_record(told: World, item: Entry) -> None:
    sign(told, asked(told, item), "head")
    told.clock.advance(days=2)
    (row,) = ExportAsked.objects.using(told.nodes["beta"].alias).all()
    sign(told, str(row.pk), "legal")
    told.clock.advance(days=1, seconds=1)
    with pytest.raises(exports_asked.ExportExpired, match="72 hours"):
        package(told, item)
    assert recorded(told, "export-ended") == [{"because": "expired"}]
    assert dict(package(told, item).left_out) == {RULE: 1}


def test_asking_anew_and_a_role_that_is_taken_away_end_what_was_asked(told: World, item: Entry) -> None:
    node = told.nodes["beta"]
    first = asked(told, item)
    sign(told, first, "head", "legal")
    second = asked(told, item)
    assert dict(package(told, item).left_out) == {RULE: 1}
    sign(told, second, "head")
    roles_given.change(node, who(told, "beta", "head"), who(told, "beta", "lia"), roles=["release"])
    assert {row.state for row in ExportAsked.objects.using(node.alias).all()} == {"void"}
    assert [each["because"] for each in recorded(told, "export-ended")] == ["asked anew", "role taken away"]
    assert not Approval.objects.using(node.alias).filter(state="given").exists()


def test_an_approval_that_ends_between_reading_and_leaving_keeps_the_export_here(told: World, item: Entry) -> None:
    node, lia = told.nodes["beta"], who(told, "beta", "lia")
    sign(told, asked(told, item), "head", "legal")
    made = case_export.exported(node, lia, item)
    roles_given.change(node, who(told, "beta", "legal"), who(told, "beta", "head"), active=False)
    with pytest.raises(exports_asked.SignatureEnded, match="signature"):
        exporting.keep_record(
            node, lia, item, b"", disclosed=made.disclosed, attachments=(), left_out={}, signed=made.signed
        )
    assert ExportAsked.objects.using(node.alias).get().state == "asked"
    assert recorded(told, "case-exported") == []


def test_of_one_that_ended_its_page_says_what_became_of_it_and_gives_nothing_more(told: World, item: Entry) -> None:
    node = told.nodes["beta"]

    def ended(export: str) -> str:
        page = exports_shown.approval_page(
            node, who(told, "beta", "head"), exports_asked.find_any(node, who(told, "beta", "head"), export)
        )
        assert (page.changed, page.may, page.messages) == (False, page.ended == "" and page.may, page.messages)
        assert bool(page.messages) == (page.ended == "")
        return page.ended

    first, second = asked(told, item), asked(told, item)
    assert (ended(first), ended(second)) == ("anew", "")
    sign(told, second, "head", "legal")
    package(told, item)
    assert ended(second) == "used"
    third = asked(told, item)
    exports_gateway.refuse_named(node, "legal", third, because="Her family is still there.")
    assert ended(third) == "refused"
    fourth = asked(told, item)
    sign(told, fourth, "head")
    told.clock.advance(days=3, seconds=1)
    assert ended(fourth) == "expired"
    assert exports_gateway.shown_named(node, "head", fourth)["state"] == "expired"
    with pytest.raises(NotFound):
        exports_asked.find_any(node, who(told, "beta", "release"), fourth)
    roles_given.change(node, who(told, "beta", "head"), who(told, "beta", "lia"), roles=["release"])
    assert ended(fourth) == "role"


def test_nobody_signs_what_they_may_not_read(told: World, item: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    node, export = told.nodes["beta"], asked(told, item)
    bound = exports_gateway.shown_named(node, "head", export)["hash"]
    known = Asking.may_know
    monkeypatch.setattr(
        Asking, "may_know", lambda self, rows: [] if self.around.officer.name == "head" else known(self, rows)
    )
    with pytest.raises(duties.RoleRefused):
        exports_gateway.approve_named(node, "head", export, bound)
    row = exports_asked.find(node, who(told, "beta", "head"), export)
    assert not exports_shown.approval_page(node, who(told, "beta", "head"), row).may
    assert not Approval.objects.using(node.alias).filter(export=export).exists()


# Over HTTP


@pytest.fixture
def beta(told: World) -> Iterator[World]:
    """The interface of beta, whose head and adviser have a passkey each."""
    node = told.nodes["beta"]
    for user, name in enumerate(("lia", "head", "legal"), LIA):
        User.objects.using(node.alias).create(pk=user, username=name)
        Officer.objects.using(node.alias).filter(name=name).update(user=user)
        PASSKEYS[name].register(node.alias, user)
    with gateway.bound(desk(told, "beta")):
        yield told


PASSKEYS = {name: SoftPasskey(id=bytes([number]) * 16) for number, name in enumerate(("lia", "head", "legal"), 1)}


def test_it_is_asked_for_signed_with_passkeys_and_taken_over_http(beta: World, item: Entry) -> None:
    node, lia = beta.nodes["beta"], token_of(beta, "beta")
    page = ask(lia, "get", f"/messages/{item.uid}/exports/package").json()
    assert [(each["goes"], page["lacking"]) for each in page["messages"]] == [("signed", 1)]
    export = ask(lia, "post", f"/messages/{item.uid}/exports/package", {"reason": REASON}).json()["id"]
    for name in ("head", "legal"):
        token = token_of(beta, "beta", name)
        assert [each["id"] for each in ask(token, "get", "/exports").json()] == [export]
        assert ask(token, "get", "/approvals/due").json() == {"count": 1}
        signing = ask(token, "get", f"/exports/{export}").json()["signing"]
        given = {"challenge": signing["challenge"]}
        alone = ask(token, "post", f"/exports/{export}/approve", given)
        assert (alone.status_code, alone.json()["code"]) == (403, "passkey-needed")
        over = b64.decode(signing["challenge"])
        other = ask(token, "post", f"/exports/{export}/approve", {**given, "assertion": PASSKEYS["lia"].sign(over)})
        assert (other.status_code, other.json()["code"]) == (400, "assertion-invalid")
        done = ask(token, "post", f"/exports/{export}/approve", {**given, "assertion": PASSKEYS[name].sign(over)})
        assert done.status_code == 200, done.content
        assert ask(token, "get", "/approvals/due").json() == {"count": 0}
    taken = case_package.read(ask(lia, "get", f"/messages/{item.uid}/case-package").getvalue())
    assert [each.text for each in taken.messages] == [f"{NAME} was seen."]
    for row in Approval.objects.using(node.alias).filter(state="used"):
        assert passkeys.verify_offline(Act(subject_hash=row.subject_hash, assertion=row.assertion)) == "passkey"


def test_a_refusal_over_http_says_why_to_who_asked(beta: World, item: Entry) -> None:
    lia, head = token_of(beta, "beta"), token_of(beta, "beta", "head")
    export = ask(lia, "post", f"/messages/{item.uid}/exports/paper", {"reason": REASON}).json()["id"]
    assert ask(head, "post", f"/exports/{export}/refuse", {"because": "Pas maintenant."}).status_code == 200
    assert ask(lia, "get", f"/messages/{item.uid}/exports/paper").json()["refused"] == "Pas maintenant."
    ended = ask(head, "get", f"/exports/{export}").json()
    assert (ended["ended"], ended["because"], ended["messages"]) == ("refused", "Pas maintenant.", [])
