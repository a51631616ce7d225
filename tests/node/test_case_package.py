"""A case leaves as a file and comes in as drafts: what may not go is counted, nothing is sent, nothing comes twice."""

from __future__ import annotations

import base64
import errno
import hashlib
import io
import json
import os
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from detente.cli import case_package as commands
from detente.cli import main
from detente.intake import case_messages, case_package
from detente.intake.case_messages import Message
from detente.intake.case_package import CasePackage
from detente.model import strict_json
from detente.model.errors import PolicyRefusal
from detente.model.handling import Handling
from detente.model.party_id import PartyId
from detente.node import case_package_gateway
from detente.node.case_package_gateway import CaseDoesNotFit
from detente.node.queries import case_export
from detente.node.services import (
    approving,
    draft_files,
    drafting,
    house,
    importing,
    notifying,
    officers,
    staged_files,
)
from detente.node.services.draft_files import DiskFull
from detente.node.services.duties import RoleRefused
from detente.node.services.imported import LabelLoosened
from detente.node.services.importing import CasePackageRefused, Imported
from detente.node.services.notifying import Letter
from detente.node.stores import partners
from detente.node.stores.models import AuditRow, DraftRow, Entry, ImportedFile, Officer
from detente.protocol import header as headers
from detente.protocol import verify
from tests.node.desk_builders import LIA, desk, give_accounts
from tests.node.world import Crash, World

PERSON = {
    "ftm": {"id": "p1", "schema": "Person", "properties": {"name": ["Аминат"], "birthDate": ["1986"]}},
    "source": None,
    "evaluation": {"scheme": "europol-4x4", "code": "X4"},
    "nature": "assessment",
    "category": "other",
    "review_by": "2027-01-01T00:00:00.000Z",
    "delete_by": "2027-06-01T00:00:00.000Z",
    "handling": None,
}
CHECKED = {"political": False, "military": False, "religious": False, "racial": False}


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def lia(world: World, name: str) -> Officer:
    return officers.find(world.nodes[name], "lia")


def told(world: World, tmp_path: Path, **values: Any) -> str:
    """Let alpha tell beta of a person, with a file; give the id."""
    file = tmp_path / "план.txt"
    file.write_bytes(b"attached")
    node = world.nodes["alpha"]
    given: dict[str, Any] = {
        "subject": "Déplacement",
        "text": "Elle part demain.",
        "lang": "fr",
        "own_ref": "ALP-1",
        "files": [file],
        "records": [PERSON],
        "character": CHECKED,
    }
    uid = notifying.notify(node, lia(world, "alpha"), world.partner("alpha", "beta"), Letter(**(given | values))).uid
    world.settle("alpha", "beta")
    return uid


def export(world: World, name: str, uid: str) -> CasePackage:
    node = world.nodes[name]
    entry = Entry.objects.using(node.alias).select_related("partner", "batch").get(uid=uid)
    return case_package.read(case_package_gateway.export(node, lia(world, name), entry)[0])


def take(world: World, name: str, data: bytes, officer: str = "lia") -> Imported:
    node = world.nodes[name]
    return importing.take(node, officers.find(node, officer), data, way="command")


def drafts(world: World, name: str) -> list[DraftRow]:
    return list(DraftRow.objects.using(world.nodes[name].alias).order_by("pk"))


def acts(world: World, name: str) -> Counter[str]:
    return Counter(AuditRow.objects.using(world.nodes[name].alias).values_list("act", flat=True))


def own_file(**values: Any) -> CasePackage:
    """Give what a case system of the house writes: one message, no statement."""
    message = Message(
        "m-1",
        None,
        "2026-11-22T08:00:00.000Z",
        "notification",
        "notification",
        Handling(("tlp:AMBER", "h:H2")),
        subject="Déplacement",
        lang="fr",
        text="Elle part demain.",
        own_ref="VAL-7",
    )
    known = CasePackage("VAL-7", "2026-11-22T08:00:00.000Z", "TLP AMBER, H2", (message,))
    return replace(known, **values)


def test_a_case_goes_out_whole_and_the_same_case_gives_the_same_bytes(pair: World, tmp_path: Path) -> None:
    uid = told(pair, tmp_path)
    file = export(pair, "alpha", uid)
    assert case_package.write(export(pair, "alpha", uid)) == case_package.write(file)
    (message,) = file.messages
    assert (message.text, message.own_ref, message.files, message.left_out) == (
        "Elle part demain.",
        "ALP-1",
        (1,),
        "",
    )
    assert file.files == (("[TLP AMBER] план.txt", b"attached"),)
    assert [(each["id"], each["detente"]["category"]) for each in file.entities] == [("p1", "other")]
    assert (file.handling, file.left_out) == ("TLP AMBER", {})
    statement = strict_json.parse(file.thread)
    assert [entry["disclosed"] is not None for entry in statement["proved"]] == [True]
    pair_of = partners.pair_of(pair.nodes["alpha"].alias, pair.partner("alpha", "beta"))
    assert verify.verify(file.thread, trust=[pair_of.us, pair_of.them]).ok


def test_an_export_stands_on_record_with_what_went_and_what_did_not(pair: World, tmp_path: Path) -> None:
    uid = told(pair, tmp_path)
    before = acts(pair, "alpha")
    node = pair.nodes["alpha"]
    entry = Entry.objects.using(node.alias).select_related("partner", "batch").get(uid=uid)
    data, facts = case_package_gateway.export(node, lia(pair, "alpha"), entry)
    assert acts(pair, "alpha") - before == {"case-exported": 1, "content-disclosed": 1, "attachment-read": 1}
    row = AuditRow.objects.using(node.alias).filter(act="case-exported").latest("index")
    details = strict_json.parse(bytes(row.details))["details"]
    assert (details["sha256"], details["disclosed"], details["left_out"]) == (facts["sha256"], [entry.cid], {})
    assert facts["size"] == len(data)


@pytest.mark.parametrize(
    ("values", "rule"), [({"orcon": True}, "handling.orcon"), ({"codes": ["tlp:AMBER", "h:H3"]}, "handling.h3")]
)
def test_what_another_party_keeps_is_left_out_with_its_rule(
    pair: World, tmp_path: Path, values: dict[str, Any], rule: str
) -> None:
    uid = told(pair, tmp_path, **values)
    if rule == "handling.orcon":
        desk(pair, "beta").open(LIA, uid)
    file = export(pair, "beta", uid)
    assert (file.messages[0].left_out, file.left_out) == (rule, {rule: 1})
    assert (file.entities, file.files) == ((), ())
    written = case_package.write(file)
    for hidden in ("Elle part", "Déplacement", "ALP-1", "Аминат", "attached", "план"):
        assert hidden.encode() not in written


def test_what_nobody_opened_is_left_out(pair: World, tmp_path: Path) -> None:
    uid = told(pair, tmp_path)
    assert export(pair, "beta", uid).left_out == {"unopened": 1}
    desk(pair, "beta").open(LIA, uid)
    assert export(pair, "beta", uid).left_out == {}


def test_a_case_goes_from_one_node_to_the_other_as_drafts(pair: World, tmp_path: Path) -> None:
    data = case_package.write(export(pair, "alpha", told(pair, tmp_path)))
    before = Entry.objects.using(pair.nodes["beta"].alias).count()
    found = take(pair, "beta", data)
    (draft,) = drafts(pair, "beta")
    assert found == Imported(found.case, (str(draft.pk),), (), 0, again=False)
    assert (draft.content["text"], draft.content["tlp"], draft.partner) == ("Elle part demain.", "AMBER", None)
    assert [each["ftm"] for each in draft.content["records"]] == [PERSON["ftm"]]
    (kept,) = drafting.files_in(draft)
    assert (pair.nodes["beta"].home / "drafts" / str(draft.pk) / kept.id).read_bytes() == b"attached"
    assert Entry.objects.using(pair.nodes["beta"].alias).count() == before
    again = take(pair, "beta", data)
    assert (again.again, again.drafts, len(drafts(pair, "beta"))) == (True, found.drafts, 1)
    assert ImportedFile.objects.using(pair.nodes["beta"].alias).count() == 1


def _ready(world: World, name: str, **values: Any) -> DraftRow:
    """Give the only draft of a node with partner, topic and basis, as an officer fills them in."""
    node = world.nodes[name]
    (row,) = drafts(world, name)
    other = "beta" if name == "alpha" else "alpha"
    given = {"topic": "ct", "purpose": "prevent-terrorism", "law": "Loi 9", "law_ref": "3", "character": CHECKED}
    partner = world.partner(name, other)
    return drafting.save(node, lia(world, name), row, {"to": partner.code, **given, **values}, partner)


def test_an_imported_draft_leaves_by_release_and_under_four_eyes(pair: World) -> None:
    take(pair, "alpha", case_package.write(own_file()))
    node, row = pair.nodes["alpha"], _ready(pair, "alpha")
    Officer.objects.using(node.alias).filter(name="omar").update(role="release")
    house.set_four_eyes(node, lia(pair, "alpha"), wanted=True)
    ready = drafting.written(node, row)
    with pytest.raises(PolicyRefusal) as refused:
        drafting.release(node, lia(pair, "alpha"), row, ready, None)
    assert refused.value.code.startswith("approval.")
    approving.submit(node, lia(pair, "alpha"), row, drafting.challenge(ready), None)
    omar = officers.find(node, "omar")
    entry = approving.approve(node, omar, approving.find(node, omar, str(row.pk)), drafting.challenge(ready), None)
    assert entry is not None
    pair.settle("alpha", "beta")
    assert Entry.objects.using(pair.nodes["beta"].alias).get(uid=entry.uid).subject == "Déplacement"


@pytest.mark.parametrize("values", [{"tlp": "GREEN"}, {"h": []}, {"tlp": "AMBER", "h": ["H1"]}])
def test_an_imported_draft_keeps_at_least_its_label(pair: World, values: dict[str, Any]) -> None:
    take(pair, "alpha", case_package.write(own_file()))
    row = _ready(pair, "alpha", **values)
    with pytest.raises(LabelLoosened, match="TLP AMBER, H2"):
        drafting.written(pair.nodes["alpha"], row)
    row = _ready(pair, "alpha", tlp="AMBER+STRICT", h=["H1", "H2"])
    assert drafting.written(pair.nodes["alpha"], row).letter.codes == ["tlp:AMBER+STRICT", "h:H1", "h:H2"]


def test_what_another_party_wrote_goes_back_to_it_and_to_nobody_else(pair: World, tmp_path: Path) -> None:
    uid = told(pair, tmp_path)
    desk(pair, "beta").open(LIA, uid)
    # Beta says in the file that it wrote it itself; what is held here is known better.
    file = export(pair, "beta", uid)
    forged = replace(file, messages=tuple(replace(each, writer=None) for each in file.messages))
    take(pair, "beta", case_package.write(forged))
    node, row = pair.nodes["beta"], _ready(pair, "beta")
    assert drafting.written(node, row).payload["subject"] == "Déplacement"
    noted = row.content["imported"]
    assert noted["writer"] == pair.partner("beta", "alpha").party
    DraftRow.objects.using(node.alias).update(
        content={**row.content, "imported": {**noted, "writer": "dxp:" + "a" * 52}}
    )
    with pytest.raises(PolicyRefusal) as refused:
        drafting.written(node, drafts(pair, "beta")[0])
    assert refused.value.code == "handling.tlp-amber"


def test_a_saved_draft_keeps_where_it_came_from(pair: World) -> None:
    found = take(pair, "alpha", case_package.write(own_file()))
    page = desk(pair, "alpha").compose(LIA, found.drafts[0])
    assert page.draft is not None
    desk(pair, "alpha").draft_save(LIA, found.drafts[0], replace(page.draft, to="BET", text="Autre."))
    (row,) = drafts(pair, "alpha")
    assert (row.content["text"], row.content["imported"]["message"]) == ("Autre.", "m-1")


def test_a_copy_of_an_imported_draft_keeps_its_label_too(pair: World) -> None:
    found = take(pair, "alpha", case_package.write(own_file()))
    page = desk(pair, "alpha").compose(LIA, found.drafts[0])
    assert page.draft is not None
    desk(pair, "alpha").draft_discard(LIA, found.drafts[0])
    desk(pair, "alpha").draft_save(LIA, "", page.draft)
    row = _ready(pair, "alpha", tlp="GREEN")
    with pytest.raises(LabelLoosened):
        drafting.written(pair.nodes["alpha"], row)


def test_properties_that_no_record_may_carry_are_dropped_and_named(pair: World) -> None:
    entity = {**PERSON["ftm"], "properties": {**PERSON["ftm"]["properties"], "religion": ["x"], "ethnicity": ["y"]}}  # type: ignore[dict-item]  # a map by name
    found = take(pair, "alpha", case_package.write(own_file(entities=(entity,))))
    assert found.dropped == ("ethnicity", "religion")
    (row,) = drafts(pair, "alpha")
    assert row.content["records"][0]["ftm"] == PERSON["ftm"]
    assert "religion" not in json.dumps(row.content)


def test_an_entity_of_our_own_system_gets_what_the_house_says_of_it(pair: World) -> None:
    take(pair, "alpha", case_package.write(own_file(entities=(PERSON["ftm"],))))
    (record,) = drafts(pair, "alpha")[0].content["records"]
    assert (record["nature"], record["category"], record["ftm"]) == ("assessment", "other", PERSON["ftm"])
    assert record["review_by"]
    assert record["delete_by"]


def test_what_was_left_out_of_the_file_becomes_no_draft(pair: World) -> None:
    (message,) = own_file().messages
    withheld = replace(message, id="m-2", subject="", lang="", text="", own_ref=None, left_out="handling.orcon")
    found = take(
        pair, "alpha", case_package.write(own_file(messages=(message, withheld), left_out={"handling.orcon": 1}))
    )
    assert (len(found.drafts), found.left_out) == (1, 1)
    with pytest.raises(CasePackageRefused, match="nothing to write a draft of"):
        take(pair, "alpha", case_package.write(own_file(messages=(withheld,))))


def test_who_may_not_write_may_not_import(pair: World) -> None:
    officers.add(pair.nodes["alpha"], name="legal", shown="Legal", role="legal")
    with pytest.raises(RoleRefused):
        take(pair, "alpha", case_package.write(own_file()), officer="legal")
    assert drafts(pair, "alpha") == []


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def zipped(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED, **attributes: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            for key, value in attributes.items():
                setattr(info, key, value)
            made.writestr(info, content, method)
    return out.getvalue()


def changed(member: str, content: bytes, **manifest: Any) -> bytes:
    """Give a file with another member whose hash the manifest has, and other values in the manifest."""
    parts = members(
        case_package.write(own_file(files=(("a.txt", b"x"),), messages=(replace(own_file().messages[0], files=(1,)),)))
    )
    known = json.loads(parts["manifest.json"])
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    for each in known["members"]:
        if each["name"] == member:
            each |= {"sha256": digest, "size": len(content)}
    parts["manifest.json"] = json.dumps(known | manifest).encode()
    return zipped(parts | ({member: content} if member else {}), method=zipfile.ZIP_STORED)


def line(**values: Any) -> bytes:
    return json.dumps(values).encode() + b"\n"


def entity(**beside: Any) -> bytes:
    return line(id="a", schema="Person", properties={"name": ["x"]}, detente=beside)


GOOD = members(case_package.write(own_file()))
TWO = own_file().messages[0].to_json()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "too short"),
        (case_package.write(own_file())[:-30], "no end of a directory"),
        (case_package.write(own_file())[:200], "no end of a directory"),
        (b"%PDF-1.7" * 40, "no end of a directory"),
        (zipped({**GOOD, "../../etc/cron.d/x": b"x"}), "name that is not read"),
        (zipped({**GOOD, "/etc/passwd": b"x"}), "name that is not read"),
        (zipped({**GOOD, "files/.ssh": b"x"}), "name that is not read"),
        (zipped(GOOD, create_system=3, external_attr=0o120777 << 16), "link or a device"),
        (zipped({**GOOD, "THREAD.JSON": b""}), "one name"),
        (zipped({**GOOD, "files/1": bytes(20_000_000)}), "unpacks to more than is believed"),
        (zipped({**GOOD, "entities.jsonl": b"{}\n"}), "not what the manifest says"),
        (zipped({**GOOD, "files/1": b"unlisted"}), "more or less"),
        (changed("", b"", version=2), "another kind or version"),
        (changed("", b"", version="1"), "another kind or version"),
        (changed("", b"", typ="aleph.case"), "another kind or version"),
        (changed("messages.jsonl", b"not json\n"), "line 1 of messages.jsonl"),
        (changed("messages.jsonl", line(**TWO | {"text": "x" * 2_000_001, "files": [1]})), "make a file of it"),
        (changed("entities.jsonl", line(id="a", schema="Persn", properties={})), "no schema 'Persn'"),
        (changed("entities.jsonl", line(id="a", schema="Person", properties={})), "Person needs name"),
        (changed("entities.jsonl", entity(message="m-9")), "belongs to no message"),
        (changed("entities.jsonl", entity(nature="rumour")), "fact or an assessment"),
        (changed("entities.jsonl", entity(category=[])), "are words"),
        (changed("entities.jsonl", entity(evaluation="X4")), "a scheme and a code"),
        (changed("entities.jsonl", entity(review_by="soon")), "no instant"),
        (changed("entities.jsonl", entity(more=1)), "'more' beside it"),
        (changed("entities.jsonl", entity() * 2), "stands twice"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_and_leaves_nothing(pair: World, data: bytes, said: str) -> None:
    before = acts(pair, "alpha")
    with pytest.raises(CasePackageRefused, match=said) as refused:
        take(pair, "alpha", data)
    assert all(each.endswith(".") for each in refused.value.faults)
    assert drafts(pair, "alpha") == []
    assert not list((pair.nodes["alpha"].home / "drafts").glob("*"))
    assert acts(pair, "alpha") - before == {"case-package-refused": 1}


def test_five_hundred_pages_become_a_draft(pair: World) -> None:
    text = ("Une page de texte. " * 150 + "\n") * 500
    (message,) = own_file().messages
    found = take(pair, "alpha", case_package.write(own_file(messages=(replace(message, text=text),))))
    page = desk(pair, "alpha").compose(LIA, found.drafts[0])
    assert page.draft is not None
    assert page.draft.text == text


@pytest.mark.parametrize("seam", ["before commit import case", "after commit import case"])
def test_a_crash_makes_no_second_draft_and_loses_none(pair: World, seam: str) -> None:
    node = pair.nodes["alpha"]
    (message,) = own_file().messages
    data = case_package.write(own_file(files=(("a.txt", b"x"),), messages=(replace(message, files=(1,)),)))

    def crash(name: str) -> None:
        if name == seam:
            raise Crash

    node.seam = crash
    with pytest.raises(Crash):
        take(pair, "alpha", data)
    node.seam = lambda _: None
    found = take(pair, "alpha", data)
    assert found.again == seam.startswith("after")
    (row,) = drafts(pair, "alpha")
    assert (str(row.pk),) == found.drafts
    assert [each.name for each in (node.home / "drafts" / str(row.pk)).iterdir()] == [drafting.files_in(row)[0].id]
    drafting.check_files(node, row)


def test_a_case_goes_out_and_in_with_commands(
    pair: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    uid, to = told(pair, tmp_path), tmp_path / "case.zip"

    def run(here: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(commands, "open_node", lambda _: pair.nodes[here])
        code = main.main(["case", *arguments, "--officer", "lia"])
        said = capsys.readouterr()
        return code, said.out, said.err

    code, out, _ = run("alpha", "export", uid, "--to", str(to))
    assert (code, out) == (0, f"{to} written: 1 messages, 1 entities, 1 files.\n")
    code, out, _ = run("beta", "import", str(to), "--json")
    assert (code, json.loads(out)["again"]) == (0, False)
    code, out, _ = run("beta", "import", str(to))
    assert (code, "was imported before" in out) == (0, True)
    to.write_bytes(to.read_bytes()[:-1])
    code, _, err = run("beta", "import", str(to))
    assert code == 2
    assert err.strip() == "This is no case package: no end of a directory at its end. Have the file written anew."
    code, out, _ = run("beta", "export", uid, "--to", str(tmp_path / "theirs.zip"))
    assert (code, "left out: 1 by unopened" in out) == (0, True)


FILES: dict[str, Any] = {
    "files": (("a.txt", b"x"), ("b.txt", b"y")),
    "messages": (replace(own_file().messages[0], files=(1, 2)),),
}


def titled(title: str) -> bytes:
    """Give a package whose only file has that name, whatever a writer of ours would say of it."""
    parts = members(
        case_package.write(own_file(files=(("a.txt", b"x"),), messages=(replace(own_file().messages[0], files=(1,)),)))
    )
    known = json.loads(parts["manifest.json"])
    known["members"][-1]["title"] = title
    return zipped(parts | {"manifest.json": json.dumps(known).encode()}, method=zipfile.ZIP_STORED)


@pytest.mark.parametrize("title", ["e\u0301t.pdf", "a\u200eb.pdf", "a\u0378.pdf"])
def test_a_name_that_no_draft_takes_is_refused_with_its_sentence(pair: World, title: str) -> None:
    with pytest.raises(CasePackageRefused, match="no usable name"):
        take(pair, "alpha", titled(title))
    assert drafts(pair, "alpha") == []


def lying(world: World) -> list[str]:
    """Give what lies where drafts have their files."""
    room = world.nodes["alpha"].home / "drafts"
    return sorted(each.relative_to(room).as_posix() for each in room.rglob("*")) if room.exists() else []


def test_files_are_on_the_disk_before_the_writers_lock_is_taken(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    node, seen = pair.nodes["alpha"], []
    copied = draft_files.lay_down

    def watched(*given: Any, **more: Any) -> Any:
        seen.append(connections[node.alias].in_atomic_block)
        return copied(*given, **more)

    outside = connections[node.alias].in_atomic_block
    monkeypatch.setattr(draft_files, "lay_down", watched)
    take(pair, "alpha", case_package.write(own_file(**FILES)))
    assert seen == [outside, outside]
    (row,) = drafts(pair, "alpha")
    drafting.check_files(node, row)
    assert lying(pair) == sorted([str(row.pk), *(f"{row.pk}/{each.id}" for each in drafting.files_in(row))])


@pytest.mark.parametrize("fault", ["disk", "commit"])
def test_a_failed_import_leaves_no_file_behind(pair: World, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    node = pair.nodes["alpha"]
    if fault == "disk":
        calls = iter([False, True])
        synced = os.fsync

        def full(descriptor: int) -> None:
            if next(calls, True):
                raise OSError(errno.ENOSPC, "No space left on device")
            synced(descriptor)

        monkeypatch.setattr(os, "fsync", full)
    else:

        def crash(name: str) -> None:
            if name == "before commit import case":
                raise Crash

        node.seam = crash
    with pytest.raises(DiskFull if fault == "disk" else Crash):
        take(pair, "alpha", case_package.write(own_file(**FILES)))
    assert (drafts(pair, "alpha"), lying(pair)) == ([], [])


def test_what_a_dead_import_left_is_swept_and_what_lives_is_not(pair: World) -> None:
    node = pair.nodes["alpha"]
    found = take(pair, "alpha", case_package.write(own_file(**FILES)))
    kept = lying(pair)
    before = acts(pair, "alpha")
    assert (staged_files.sweep(node), acts(pair, "alpha")) == (0, before)
    for name in (".import-dead", "777"):
        (node.home / "drafts" / name).mkdir()
        (node.home / "drafts" / name / "x").write_bytes(b"in the clear")
    with staged_files.stage(node, [[("c.txt", b"z")]], digest="f" * 64) as staged:
        assert staged_files.sweep(node) == 2
        assert staged.place.is_dir()
    assert (lying(pair), str(drafts(pair, "alpha")[0].pk)) == (kept, found.drafts[0])
    assert acts(pair, "alpha") - before == {"draft-files-swept": 1}


def test_a_case_that_one_file_cannot_hold_is_not_written(
    pair: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = told(pair, tmp_path)
    before = acts(pair, "alpha")
    monkeypatch.setattr(case_messages, "MOST", 0)
    with pytest.raises(CaseDoesNotFit, match="Divide the case"):
        export(pair, "alpha", uid)
    assert acts(pair, "alpha") == before


@pytest.mark.parametrize(
    ("name", "shown"), [("e\u0301.txt", "é.txt"), ("a\u200fb.txt", "a_b.txt"), ("نامه\u200cها", "نامه\u200cها")]
)
def test_a_name_that_came_otherwise_goes_out_as_one_that_comes_in_again(name: str, shown: str) -> None:
    assert case_export._title(name, Handling(("tlp:AMBER",))) == f"[TLP AMBER] {shown}"


def test_other_codes_of_a_label_can_be_seen_changed_and_released(pair: World) -> None:
    label = Handling(("tlp:AMBER", "h:H2", "pap:GREEN"))
    (message,) = own_file().messages
    found = take(pair, "alpha", case_package.write(own_file(messages=(replace(message, handling=label),))))
    page = desk(pair, "alpha").compose(LIA, found.drafts[0])
    assert page.draft is not None
    assert page.marking is not None
    assert (page.draft.codes, page.marking.others) == (("pap:GREEN",), ("pap:GREEN",))
    row = _ready(pair, "alpha")
    assert drafting.written(pair.nodes["alpha"], row).letter.codes == ["tlp:AMBER", "h:H2", "pap:GREEN"]
    # Whoever does not name them keeps them; what is stricter may stand for what came; less may not.
    desk(pair, "alpha").draft_save(LIA, found.drafts[0], replace(page.draft, to="BET", codes=None))
    assert drafts(pair, "alpha")[0].content["codes"] == ["pap:GREEN"]
    with pytest.raises(LabelLoosened, match="PAP GREEN"):
        drafting.written(pair.nodes["alpha"], _ready(pair, "alpha", codes=[]))
    row = _ready(pair, "alpha", codes=["pap:AMBER"])
    ready = drafting.written(pair.nodes["alpha"], row)
    entry = drafting.release(pair.nodes["alpha"], lia(pair, "alpha"), row, ready, None)
    pair.settle("alpha", "beta")
    header = headers.parse(bytes(Entry.objects.using(pair.nodes["beta"].alias).get(uid=entry.uid).header))
    assert header.handling.codes == ("tlp:AMBER", "h:H2", "pap:AMBER")


def test_a_list_of_recipients_travels_on_with_what_was_imported(pair: World) -> None:
    node, beta = pair.nodes["alpha"], PartyId(pair.partner("alpha", "beta").party)
    (message,) = own_file().messages
    label = replace(message.handling, rel=(beta,))
    take(pair, "alpha", case_package.write(own_file(messages=(replace(message, handling=label),))))
    row = _ready(pair, "alpha")
    entry = drafting.release(node, lia(pair, "alpha"), row, drafting.written(node, row), None)
    assert headers.parse(bytes(entry.header)).handling.rel == (beta,)
    other = replace(label, rel=())
    take(pair, "alpha", case_package.write(own_file(messages=(replace(message, id="m-2", handling=other),))))
    with pytest.raises(LabelLoosened, match="REL"):
        drafting.written(node, _ready(pair, "alpha"))
