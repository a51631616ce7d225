"""Oversight reads everything and changes nothing; what it reads is written to itself, and nobody can mute it."""

from __future__ import annotations

import ast
import json
from datetime import timedelta

import pytest

from detente.audit import log
from detente.crypto.vault import WrongPassphrase
from detente.model import b64, strict_json
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.desk_gateway import NodeDesk
from detente.node.services import accounts, acting, auditing, escalating, officers, overseeing
from detente.node.services.duties import HELD, RoleRefused
from detente.node.services.overseeing import NoOversightKey, ReasonNeeded
from detente.node.stores.models import AuditRow, Entry, Officer, OversightKey
from detente.web.oversight.urls import urlpatterns
from tests.node.desk_builders import LIA, delivered, desk, give_accounts
from tests.node.world import World
from tests.shared import PROJECT

INES = 21
PASSPHRASE = "brume-quai-septembre"
WHY = "Revue trimestrielle, point 4"


@pytest.fixture
def beta(pair: World) -> NodeDesk:
    """Give the desk of beta, with an officer of oversight who has her key."""
    give_accounts(pair)
    node = pair.nodes["beta"]
    officers.add(node, name="ines", shown="Inès", role="oversight", user=INES)
    made = desk(pair, "beta")
    made.oversight_key(INES, passphrase=PASSPHRASE)
    return made


def readings(world: World) -> list[AuditRow]:
    """Give the acts by which oversight put down what it read."""
    return list(AuditRow.objects.using("world-beta").filter(act="oversight-read").order_by("index"))


# Nobody else


@pytest.mark.parametrize("role", sorted(set(HELD) - {"oversight"}))
def test_no_other_role_reads_anything_of_it(pair: World, beta: NodeDesk, role: str) -> None:
    Officer.objects.using("world-beta").filter(name="lia").update(role=role)
    for ask in (
        lambda: beta.oversight_ready(LIA),
        lambda: beta.oversight(LIA, reason=WHY),
        lambda: beta.oversight(LIA, reason=WHY, verify=True),
        lambda: beta.oversight_sample(LIA, count=1, reason=WHY),
        lambda: beta.oversight_log(LIA, passphrase=PASSPHRASE),
        lambda: beta.oversight_export(LIA, reason=WHY),
        lambda: beta.oversight_key(LIA, passphrase=PASSPHRASE),
    ):
        with pytest.raises(RoleRefused):
            ask()
    assert readings(pair) == []
    assert not beta.frame(LIA).oversight


def test_oversight_changes_nothing(pair: World, beta: NodeDesk) -> None:
    uid = delivered(pair)
    for act in (
        lambda: beta.open(INES, uid),
        lambda: beta.accept(INES, uid, until=pair.clock() + timedelta(days=1), assertion=None),
        lambda: beta.hand_on(INES, uid, desk="", who="lia", note="", anyway=False),
        lambda: beta.sheet_make(INES, "duty", notes=""),
        lambda: beta.calendar_choose(INES, "", zone="UTC", country="", subdivision="", weekend=()),
        lambda: beta.invite(INES, label="X"),
    ):
        with pytest.raises(PolicyRefusal):
            act()


# Its own log


def test_nothing_is_read_without_a_reason_or_before_there_is_a_key(pair: World) -> None:
    give_accounts(pair)
    node = pair.nodes["beta"]
    officers.add(node, name="ines", shown="Inès", role="oversight", user=INES)
    page = desk(pair, "beta")
    assert not page.oversight_ready(INES)
    with pytest.raises(NoOversightKey):
        page.oversight(INES, reason=WHY)
    with pytest.raises(BadInput, match="12 characters"):
        page.oversight_key(INES, passphrase="short")
    page.oversight_key(INES, passphrase=PASSPHRASE)
    assert page.oversight_ready(INES)
    for empty in ("", "   "):
        with pytest.raises(ReasonNeeded):
            page.oversight(INES, reason=empty)
        with pytest.raises(ReasonNeeded):
            page.oversight_export(INES, reason=empty)
    assert readings(pair) == []


def test_each_reading_is_in_the_common_record_and_says_nothing_there(pair: World, beta: NodeDesk) -> None:
    uid = delivered(pair)
    beta.oversight(INES, reason=WHY)
    beta.oversight_sample(INES, count=1, reason=WHY)
    assert len(readings(pair)) == 2
    for row in readings(pair):
        shown = bytes(row.details or b"").decode()
        assert row.actor == "oversight"
        for secret in ("ines", "Inès", "overview", "sample", "Revue", uid, "Dossier"):
            assert secret not in shown
        log.verify_leaf(bytes(row.details or b""), bytes(row.salt or b""), bytes(row.leaf))


def test_two_reasons_of_different_lengths_leave_the_same_size(pair: World, beta: NodeDesk) -> None:
    beta.oversight(INES, reason="x")
    beta.oversight(INES, reason=WHY * 3)
    first, second = (len(bytes(row.details or b"")) for row in readings(pair))
    assert first == second


def test_oversight_reads_its_own_log_with_its_passphrase_alone(pair: World, beta: NodeDesk) -> None:
    delivered(pair)
    beta.oversight(INES, reason=WHY)
    pair.clock.advance(minutes=5)
    drawn = beta.oversight_sample(INES, count=1, reason="Point 5")
    found = beta.oversight_log(INES, passphrase=PASSPHRASE)
    assert [(each.officer, each.what, each.reason, each.count) for each in found] == [
        ("ines", "sample", "Point 5", len(drawn)),
        ("ines", "overview", WHY, 0),
    ]
    with pytest.raises(WrongPassphrase):
        beta.oversight_log(INES, passphrase="somebody-elses-guess")


def test_the_key_lies_locked(pair: World, beta: NodeDesk) -> None:
    row = OversightKey.objects.using("world-beta").get()
    assert set(strict_json.parse(bytes(row.vault))) >= {"kdf", "salt", "sealed"}
    assert "oversight" not in strict_json.parse(bytes(row.vault))
    [made] = AuditRow.objects.using("world-beta").filter(act="oversight-key-made")
    assert row.kid.encode() in bytes(made.details or b"")


def test_a_reading_that_is_taken_out_or_changed_shows(pair: World, beta: NodeDesk) -> None:
    node = pair.nodes["beta"]
    beta.oversight(INES, reason=WHY)
    delivered(pair)
    assert auditing.verify(node, None)["ok"]
    row = readings(pair)[0]
    details = strict_json.parse(bytes(row.details or b""))
    details["details"]["sealed"]["body"] = b64.encode(bytes(600))
    kept = bytes(row.details or b"")
    AuditRow.objects.using(node.alias).filter(pk=row.pk).update(details=json.dumps(details).encode())
    assert not auditing.verify(node, None)["ok"]
    assert beta.oversight_log(INES, passphrase=PASSPHRASE)[-1].what == "broken"
    AuditRow.objects.using(node.alias).filter(pk=row.pk).update(details=kept)
    AuditRow.objects.using(node.alias).filter(pk=row.pk).delete()
    found = beta.oversight(INES, reason=WHY, verify=True).log.findings
    assert any(finding.startswith("audit-") for finding in found)


def test_a_later_key_seals_from_then_on_and_old_readings_stay_open(pair: World, beta: NodeDesk) -> None:
    beta.oversight(INES, reason="first")
    beta.oversight_key(INES, passphrase="another-passphrase")
    beta.oversight(INES, reason="second")
    assert [each.reason for each in beta.oversight_log(INES, passphrase="another-passphrase")] == ["second"]
    assert [each.reason for each in beta.oversight_log(INES, passphrase=PASSPHRASE)] == ["first"]


# What it shows


def test_the_overview_shows_silences_with_what_was_done_about_them(pair: World, beta: NodeDesk) -> None:
    delivered(pair, days=3)
    pair.clock.advance(hours=80)
    escalating.run(pair.nodes["beta"])
    [line] = beta.oversight(INES, reason=WHY).silences
    assert (line.ref, line.ours, line.silent.code != line.partner.code) == ("ALP-1", True, True)
    assert line.reminders > 0
    assert line.clock.state == "overdue"


def test_the_overview_shows_contacts_refusals_and_acts_without_a_passkey(pair: World, beta: NodeDesk) -> None:
    node = pair.nodes["beta"]
    uid = delivered(pair)
    acting.accept(node, officers.find(node, "lia"), Entry.objects.using(node.alias).get(uid=uid), until=None)
    with pytest.raises(PolicyRefusal):
        beta.hand_on(INES, uid, desk="", who="lia", note="", anyway=False)
    page = beta.oversight(INES, reason=WHY)
    [contact] = page.contacts
    assert (contact.state, contact.compared_by, contact.confirmed_by) == ("confirmed", "Lia", "Omar")
    assert [(line.act, line.officer) for line in page.unsigned] == [("accept", "Lia"), ("confirm", "Omar")]
    assert page.log.verified_at is None
    assert [party.code for party in page.log.witnesses] == ["ALP"]


def test_verifying_says_that_the_record_holds(pair: World, beta: NodeDesk) -> None:
    proof = beta.oversight(INES, reason=WHY, verify=True).log
    assert (proof.verified_at, proof.findings) == (pair.clock(), ())
    assert proof.entries == AuditRow.objects.using("world-beta").count()


def test_the_export_verifies_elsewhere(pair: World, beta: NodeDesk) -> None:
    delivered(pair)
    lines = [json.loads(line) for line in beta.oversight_export(INES, reason=WHY).splitlines()]
    leaves = [b64.decode(line["leaf"]) for line in lines]
    kept = {line["sequence"]: (line["details"].encode(), b64.decode(line["salt"])) for line in lines}
    proved = log.verify_log(leaves, kept)
    assert len(proved) == len(lines)
    assert proved[len(lines) - 1].act.value == "oversight-read"


def test_a_sample_is_drawn_from_what_is_there(pair: World, beta: NodeDesk) -> None:
    ids = {delivered(pair, f"Dossier {number}") for number in range(3)}
    drawn = beta.oversight_sample(INES, count=2, reason=WHY)
    assert len(drawn) == 2
    assert {each.entry_id for each in drawn} <= ids
    assert all(each.texts[0].text == "Bonjour" for each in drawn)
    for wrong in (0, 101):
        with pytest.raises(BadInput, match="between"):
            beta.oversight_sample(INES, count=wrong, reason=WHY)


# Nobody mutes it


def test_no_operator_gives_oversight_another_password(pair: World, beta: NodeDesk) -> None:
    node = pair.nodes["beta"]
    with pytest.raises(BadInput, match="Oversight changes its own"):
        accounts.set_password(node, officers.find(node, "ines"), "quai-brume-sept-orge")


def test_no_code_removes_or_changes_what_oversight_wrote() -> None:
    """The record and the key are written once: no update or deletion of either stands anywhere in the sources."""
    found = []
    for file in (PROJECT / "src" / "detente").rglob("*.py"):
        if "migrations" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("delete", "update", "bulk_update"):
                text = ast.unparse(node.func)
                if "AuditRow." in text or "OversightKey." in text or "AuditHead." in text:
                    found.append(f"{file.name}: {text}")
    assert found == []


def test_the_commands_of_oversight_only_read_and_ask_for_its_passphrase(pair: World, beta: NodeDesk) -> None:
    """No command and no setting takes anything away from oversight; those that there are need what it alone knows."""
    commands = (PROJECT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    settings = (PROJECT / "docs" / "reference" / "home-folder.md").read_text(encoding="utf-8")
    named = {line.split("`")[1] for line in commands.splitlines() if line.startswith("| `detente oversight")}
    assert named == {f"detente oversight {reads}" for reads in ("export", "log", "read", "sample")}
    assert not [line for line in settings.splitlines() if line.startswith("| `[") and "oversight" in line]
    node = pair.nodes["beta"]
    ines = officers.find(node, "ines")
    overseeing.prove(node, ines, passphrase=PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        overseeing.prove(node, ines, passphrase="the-operator-guesses")
    with pytest.raises(RoleRefused):
        overseeing.prove(node, officers.find(node, "lia"), passphrase=PASSPHRASE)


def test_no_address_of_the_desk_changes_what_oversight_wrote() -> None:
    """Under its prefix oversight may make its key and read; nobody has an address to mute it."""
    names = {str(pattern.name) for pattern in urlpatterns}
    assert names == {f"oversight{part}" for part in ("", "-key", "-reason", "-verify", "-sample", "-log", "-export")}
