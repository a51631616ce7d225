"""A backup is one encrypted file, taken while the node lives; what is restored has lost memory, and heals."""

from __future__ import annotations

import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from detente.audit.acts import Act
from detente.crypto.vault import WrongPassphrase
from detente.model import strict_json
from detente.model.errors import BadInput
from detente.node.entropy import system_entropy
from detente.node.home import Home
from detente.node.services import (
    acting,
    attaching,
    auditing,
    backup,
    backup_stream,
    meeting,
    notifying,
    officers,
    threads,
    unpacking,
)
from detente.node.services.backup import BackupFailed
from detente.node.services.backup_stream import BadBackup
from detente.node.services.notifying import Letter
from detente.node.stores import partners
from detente.node.stores.models import AttachmentRow, AuditRow, Entry, NodeRow
from detente.protocol import verify
from tests.node.reviving import PASSPHRASE, furnish, made, revive
from tests.node.world import World


def send(world: World, subject: str, *files: Path) -> None:
    """Send a notification from alpha to beta."""
    node = world.nodes["alpha"]
    letter = Letter(subject=subject, text="Bonjour", files=files, answer_by=world.clock() + timedelta(days=3))
    notifying.notify(node, officers.find(node, "lia"), world.partner("alpha", "beta"), letter)


def answer(world: World, subject: str) -> None:
    """Let beta accept and answer."""
    node = world.nodes["beta"]
    entry = Entry.objects.using(node.alias).select_related("partner", "batch").get(ours=False, subject=subject)
    acting.accept(node, officers.find(node, "omar"), entry, until=world.clock() + timedelta(days=1))
    notifying.answer(node, officers.find(node, "omar"), entry, Letter(text=f"On {subject}"))


@pytest.fixture
def pair(pair: World, tmp_path: Path) -> World:
    """Two nodes in contact; beta has the files of a home, and received a notification with an attachment."""
    furnish(pair.nodes["beta"])
    report = tmp_path / "report.txt"
    report.write_bytes(b"Rapport\n" * 1000)
    send(pair, "Dossier 1", report)
    pair.settle("alpha", "beta")
    pair.clock.advance(minutes=1)
    return pair


def test_what_came_after_the_backup_comes_back_from_the_partner_once(pair: World, tmp_path: Path) -> None:
    answer(pair, "Dossier 1")
    file = made(pair, tmp_path / "beta.backup")
    pair.settle("alpha", "beta")
    for number in (2, 3):
        send(pair, f"Dossier {number}")
        pair.settle("alpha", "beta")
    answer(pair, "Dossier 2")
    pair.settle("alpha", "beta")
    before = {name: _contents(pair, name) for name in ("alpha", "beta")}
    old_run = bytes(NodeRow.objects.using(pair.nodes["beta"].alias).get().run)

    node = revive(pair, file, tmp_path / "restored")
    assert bytes(NodeRow.objects.using(node.alias).get().run) != old_run
    send(pair, "Dossier 4")
    pair.settle("alpha", "beta")

    for name in ("alpha", "beta"):
        now = _contents(pair, name)
        assert len(now) == len(set(now)), "an entry stands twice"
        assert set(before[name]) < set(now)
    first, second = _contents(pair, "alpha"), _contents(pair, "beta")
    assert {(not ours, seq, cid) for ours, seq, cid in first} == set(second)
    for subject in ("Dossier 1", "Dossier 3", "Dossier 4"):
        assert _statement(pair, "alpha", subject) == _statement(pair, "beta", subject)
    # What beta itself wrote after the backup came back sealed: only its archive key, or alpha's statement, opens it.
    assert strict_json.parse(_statement(pair, "alpha", "Dossier 2"))["unproved"] == []
    unproved = strict_json.parse(_statement(pair, "beta", "Dossier 2"))["unproved"]
    assert [item["missing"] for item in unproved] == ["content", "content"]
    for name in ("alpha", "beta"):
        chains = partners.pair_of(pair.nodes[name].alias, pair.partner(name, "beta" if name == "alpha" else "alpha"))
        assert verify.verify(_statement(pair, name, "Dossier 2"), trust=[chains.us, chains.them]).ok
    assert auditing.verify(node, None)["ok"]


def test_both_acts_are_on_record_and_the_attachment_is_whole(pair: World, tmp_path: Path) -> None:
    file = made(pair, tmp_path / "beta.backup")
    acts = AuditRow.objects.using(pair.nodes["beta"].alias).filter(act=Act.BACKUP_MADE)
    assert [row.actor for row in acts] == ["operator"]
    node = revive(pair, file, tmp_path / "restored")
    assert AuditRow.objects.using(node.alias).filter(act=Act.BACKUP_RESTORED).count() == 1
    row = AttachmentRow.objects.using(node.alias).select_related("entry").get()
    assert b"".join(attaching.read(node, row)) == b"Rapport\n" * 1000


def test_the_file_and_the_restored_home_are_for_their_owner_and_hold_no_root_key(pair: World, tmp_path: Path) -> None:
    file = made(pair, tmp_path / "beta.backup")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for secret in (b"Rapport", b"Bonjour", b"SQLite format", b"root keys", b"[node]"):
        assert secret not in file.read_bytes()
    place = tmp_path / "restored"
    unpacking.unpack(file, place, passphrase=PASSPHRASE, entropy=system_entropy)
    for path in [place, *place.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    home = Home(place)
    assert list(home.offline.iterdir()) == list(home.logs.iterdir()) == []
    assert home.session_key.read_bytes() != b"k" * 64
    left = [path.name for path in pair.nodes["beta"].home.iterdir() if path.name.startswith(".")]
    assert left == []


def test_an_invitation_that_was_open_then_is_withdrawn(pair: World, tmp_path: Path) -> None:
    node = pair.nodes["beta"]
    ticket = meeting.invite(node, officers.find(node, "lia"), code="ABC", name="Third")
    node = revive(pair, made(pair, tmp_path / "beta.backup"), tmp_path / "restored")
    assert not meeting.is_open(node, ticket.token)


def test_a_backup_that_was_cut_or_changed_leaves_nothing(pair: World, tmp_path: Path) -> None:
    data = made(pair, tmp_path / "beta.backup").read_bytes()
    chunk = backup_stream.SEALED
    head = len(data) % chunk if len(data) > chunk else 0
    positions = {0, 5, 20, 60, 200, head, head + 1, len(data) // 2, len(data) - 20, len(data) - 1}
    wrong = [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in sorted(positions)]
    wrong += [data[:at] for at in (0, 10, 100, len(data) // 2, len(data) - 1)]
    wrong += [data + b"\x00", data + data[-chunk:]]
    place = tmp_path / "restored"
    for attempt in wrong:
        (tmp_path / "changed").write_bytes(attempt)
        with pytest.raises(BadBackup):
            unpacking.unpack(tmp_path / "changed", place, passphrase=PASSPHRASE, entropy=system_entropy)
        assert not place.exists()


def test_chunks_cannot_be_moved_doubled_or_dropped(tmp_path: Path) -> None:
    file = tmp_path / "stream"
    with file.open("wb") as out:
        writer = backup_stream.SealingWriter(out, passphrase=PASSPHRASE, entropy=system_entropy)
        for number in range(4):
            writer.write(bytes([number]) * backup_stream.CHUNK)
        writer.finish()
    data, chunk = file.read_bytes(), backup_stream.SEALED
    start = len(data) - 4 * chunk
    head, parts = data[:start], [data[start + i * chunk : start + (i + 1) * chunk] for i in range(4)]
    assert _opened(tmp_path, data) == b"".join(bytes([number]) * backup_stream.CHUNK for number in range(4))
    for order in ([1, 0, 2, 3], [0, 0, 1, 2, 3], [0, 1, 3], [0, 1, 2], [0, 1, 2, 3, 3]):
        with pytest.raises(BadBackup):
            _opened(tmp_path, head + b"".join(parts[i] for i in order))


@pytest.mark.parametrize("passphrase", ["", "another passphrase", PASSPHRASE + " "])
def test_another_passphrase_neither_backs_up_nor_restores(pair: World, tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        backup.make(pair.nodes["beta"], tmp_path / "no", passphrase=passphrase, actor="operator")
    assert not (tmp_path / "no").exists()
    file = made(pair, tmp_path / "beta.backup")
    with pytest.raises(BadBackup):
        unpacking.unpack(file, tmp_path / "restored", passphrase=passphrase, entropy=system_entropy)
    assert not (tmp_path / "restored").exists()


def test_nothing_is_overwritten(pair: World, tmp_path: Path) -> None:
    file = made(pair, tmp_path / "beta.backup")
    before = file.read_bytes()
    with pytest.raises(BadInput, match="Choose another name"):
        made(pair, file)
    assert file.read_bytes() == before
    with pytest.raises(BadInput, match="Choose an empty folder"):
        unpacking.unpack(file, pair.nodes["alpha"].home, passphrase=PASSPHRASE, entropy=system_entropy)
    with pytest.raises(BadInput, match="lost with it"):
        made(pair, pair.nodes["beta"].home / "inside")
    with pytest.raises(BadInput, match="There is no folder"):
        made(pair, tmp_path / "none" / "file")
    with pytest.raises(BadInput, match="cannot be read"):
        unpacking.unpack(tmp_path / "none", tmp_path / "x", passphrase=PASSPHRASE, entropy=system_entropy)


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    pair: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "target"
    folder.mkdir()
    usage = shutil.disk_usage(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
        with pytest.raises(BackupFailed, match="too little space"):
            made(pair, folder / "file")

    def fails(self: object, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(backup._Digest, "write", fails)
        with pytest.raises(BackupFailed, match="No space left on device"):
            made(pair, folder / "file")
    assert list(folder.iterdir()) == []
    assert not AuditRow.objects.using(pair.nodes["beta"].alias).filter(act=Act.BACKUP_MADE).exists()


def test_a_backup_is_one_state_while_others_write(pair: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is released between the database's copy and the end of the backup is not half in it."""
    added = backup._add_file

    def add_and_write(*given: object) -> None:
        added(*given)  # type: ignore[arg-type]  # handed on as they came
        if given[1] == backup_stream.DATABASE:
            answer(pair, "Dossier 1")

    monkeypatch.setattr(backup, "_add_file", add_and_write)
    file = made(pair, tmp_path / "beta.backup")
    node = revive(pair, file, tmp_path / "restored")
    assert auditing.verify(node, None)["ok"]
    assert not Entry.objects.using(node.alias).filter(ours=True, kind="answer").exists()


def _contents(world: World, name: str) -> list[tuple[bool, int | None, str]]:
    rows = Entry.objects.using(world.nodes[name].alias).order_by("ours", "seq")
    return [(row.ours, row.seq, row.cid) for row in rows]


def _statement(world: World, name: str, subject: str) -> bytes:
    node = world.nodes[name]
    entry = Entry.objects.using(node.alias).select_related("partner", "batch").get(subject=subject)
    return threads.export(node, officers.find(node, "lia"), entry)


def _opened(folder: Path, data: bytes) -> bytes:
    (folder / "opened").write_bytes(data)
    with (folder / "opened").open("rb") as source:
        reader = backup_stream.OpeningReader(source, passphrase=PASSPHRASE)
        out = bytearray()
        while piece := reader.read(100_000):
            out += piece
        return bytes(out)


def _numbers_that_alpha_knows(world: World) -> list[str]:
    rows = Entry.objects.using(world.nodes["alpha"].alias).filter(ours=False, kind="evidence").order_by("seq")
    return [strict_json.parse(bytes(row.plaintext or b""))["payload"]["by"] for row in rows]


def _accept(world: World, subject: str, officer: str) -> None:
    node = world.nodes["beta"]
    entry = Entry.objects.using(node.alias).select_related("partner", "batch").get(ours=False, subject=subject)
    acting.accept(node, officers.find(node, officer), entry, until=world.clock() + timedelta(days=1))


def test_no_officer_gets_a_number_that_was_given_after_the_backup(pair: World, tmp_path: Path) -> None:
    file = made(pair, tmp_path / "beta.backup")
    _accept(pair, "Dossier 1", "omar")
    pair.settle("alpha", "beta")
    (given,) = {number for number in _numbers_that_alpha_knows(pair) if number}

    revive(pair, file, tmp_path / "restored")
    send(pair, "Dossier 2")
    pair.settle("alpha", "beta")
    _accept(pair, "Dossier 2", "lia")
    pair.settle("alpha", "beta")
    assert [number for number in _numbers_that_alpha_knows(pair) if number][-1] != given


def test_two_lives_of_one_backup_give_no_number_twice(pair: World, tmp_path: Path) -> None:
    file = made(pair, tmp_path / "beta.backup")
    numbers = []
    for life in ("one", "two"):
        pair.clock.advance(minutes=1)
        node = revive(pair, file, tmp_path / life)
        # Before the partner is reached: nothing was given back yet.
        numbers.append(officers.number_for(node, pair.partner("beta", "alpha"), officers.find(node, "omar")))
    assert len(set(numbers)) == 2


def test_numbers_go_on_above_what_the_partner_gives_back_even_if_the_clock_was_put_back(
    pair: World, tmp_path: Path
) -> None:
    file = made(pair, tmp_path / "beta.backup")
    _accept(pair, "Dossier 1", "omar")
    pair.settle("alpha", "beta")
    (given,) = {number for number in _numbers_that_alpha_knows(pair) if number}

    pair.clock.advance(days=-400)
    node = revive(pair, file, tmp_path / "restored")
    pair.settle("alpha", "beta")
    number = officers.number_for(node, pair.partner("beta", "alpha"), officers.find(node, "lia"))
    assert int(number.removeprefix("officer-")) > int(given.removeprefix("officer-"))
