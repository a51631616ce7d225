"""Escalation on a node: each step once, to whom it belongs; calls without content that stop when somebody accepts."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from detente.cases.escalation import Urgency
from detente.model.errors import BadInput
from detente.node.channels import Hook, Mail
from detente.node.services import acting, call_words, calling, desks, escalating, officers
from detente.node.stores.models import AuditRow, CallRow, CaseRow, Entry, EscalationRow, Officer
from tests.node.desk_builders import delivered
from tests.node.world import World


@dataclass
class Ways:
    """The settings of a node, as far as calls go."""

    mail: Mail | None = None
    hook: Hook | None = None
    code: str = "BET"


@pytest.fixture
def staffed(pair: World) -> World:
    """Beta with a main desk: lia is its member, omar its deputy, a third officer its head."""
    return staff(pair)


def staff(pair: World) -> World:
    """Give beta its desk and who belongs to it."""
    node = pair.nodes["beta"]
    lia, omar = officers.find(node, "lia"), officers.find(node, "omar")
    chief = officers.add(node, name="chief", shown="Chief", role="head")
    desk = desks.arrange(node, chief, "duty", name="Permanence", main=True)
    for officer, place in ((lia, "member"), (omar, "deputy"), (chief, "head")):
        desks.place(node, chief, desk, officer, place)
    desks.set_duty(node, lia, desk, lia, begin=pair.clock(), end=pair.clock() + timedelta(days=60))
    return pair


def arrived(world: World, subject: str = "Dossier 1") -> str:
    """Let alpha ask beta something, and lia open it: what is awaited next is acceptance. Give the id."""
    uid = delivered(world, subject, days=60)
    node = world.nodes["beta"]
    acting.open_entry(node, officers.find(node, "lia"), Entry.objects.using(node.alias).get(uid=uid))
    world.settle("alpha", "beta")
    return uid


def steps(world: World) -> list[tuple[str, int, list[str]]]:
    """Give the steps that beta took for acceptance."""
    rows = EscalationRow.objects.using("world-beta").filter(clock="acceptance").order_by("percent", "pk")
    return [(row.do, row.percent, row.told) for row in rows]


def accept(world: World, uid: str) -> None:
    """Let lia accept a message at beta."""
    node = world.nodes["beta"]
    acting.accept(node, officers.find(node, "lia"), Entry.objects.using(node.alias).get(uid=uid), until=None)


def calls(world: World) -> list[tuple[str, str, int, str]]:
    """Give the calls of beta: way, to whom, how many, how urgent."""
    rows = CallRow.objects.using("world-beta").select_related("officer").order_by("pk")
    return [(row.channel, "" if row.officer is None else row.officer.name, row.count, row.urgency) for row in rows]


# Steps


def test_each_step_is_taken_once_and_tells_whom_it_names(staffed: World) -> None:
    node = staffed.nodes["beta"]
    arrived(staffed)
    assert escalating.run(node) == 0
    for hours in (55, 18, 18, 60):
        staffed.clock.advance(hours=hours)
        escalating.run(node)
        assert escalating.run(node) == 0
    assert steps(staffed) == [
        ("remind", 75, ["lia"]),
        ("remind", 100, ["lia", "omar"]),
        ("escalate", 125, ["chief"]),
        ("tell-partner-silence", 150, ["lia", "omar"]),
        ("other-channel", 200, ["lia"]),
    ]
    assert (
        AuditRow.objects.using(node.alias).filter(act="escalated").count()
        == EscalationRow.objects.using(node.alias).count()
    )


def test_a_worker_that_was_away_takes_all_steps_that_it_missed(staffed: World) -> None:
    arrived(staffed)
    staffed.clock.advance(hours=100)
    escalating.run(staffed.nodes["beta"])
    assert [percent for _, percent, _ in steps(staffed)] == [75, 100, 125]


def test_the_head_is_told_where_nobody_of_the_desk_is_there(staffed: World) -> None:
    node = staffed.nodes["beta"]
    lia = officers.find(node, "lia")
    arrived(staffed)
    for name in ("lia", "omar"):
        away = officers.find(node, name)
        desks.set_leave(node, lia, away, begin=staffed.clock(), end=staffed.clock() + timedelta(days=30))
    staffed.clock.advance(hours=91)
    escalating.run(node)
    assert steps(staffed)[-1] == ("escalate", 125, ["chief"])


def test_a_case_at_no_desk_reminds_those_whose_role_it_is(pair: World) -> None:
    arrived(pair)
    pair.clock.advance(hours=91)
    escalating.run(pair.nodes["beta"])
    told = EscalationRow.objects.using("world-beta").get(clock="acceptance", percent=75).told
    assert told == ["lia", "omar"]


def test_acceptance_ends_the_reminders(staffed: World) -> None:
    node = staffed.nodes["beta"]
    uid = arrived(staffed)
    staffed.clock.advance(hours=73)
    escalating.run(node)
    assert escalating.standing_for(node)["lia"] == escalating.Standing(1, Urgency.LATE)
    assert escalating.close_met(node) == 0
    accept(staffed, uid)
    assert escalating.close_met(node) > 0
    assert escalating.standing_for(node) == {}
    staffed.clock.advance(hours=30)
    escalating.run(node)
    assert not EscalationRow.objects.using(node.alias).filter(clock="acceptance", closed_at=None).exists()


def test_the_sender_is_reminded_of_a_silence_only_once_it_is_one(staffed: World) -> None:
    arrived(staffed)
    node = staffed.nodes["alpha"]
    staffed.clock.advance(hours=71)
    assert escalating.run(node) == 0
    staffed.clock.advance(hours=2)
    escalating.run(node)
    found = EscalationRow.objects.using(node.alias).values_list("clock", "do", "percent")
    assert ("acceptance", "remind", 100) in set(found)
    assert not [percent for _, _, percent in found if percent < 100]


def test_looking_is_planned_and_a_case_without_clocks_is_never_looked_at(staffed: World) -> None:
    uid = arrived(staffed)
    row = CaseRow.objects.using("world-beta").get(entry__uid=uid)
    assert row.look_at is not None
    assert row.look_at > staffed.clock()
    staffed.clock.advance(days=600)
    for _ in range(3):
        escalating.run(staffed.nodes["beta"])
    row.refresh_from_db(using="world-beta")
    assert row.look_at is None


# Calls


def test_a_digest_goes_to_who_was_reminded_and_stops_when_somebody_accepts(staffed: World) -> None:
    node = staffed.nodes["beta"]
    lia = officers.find(node, "lia")
    uid = arrived(staffed, "Dossier secret")
    with mail_server() as server:
        ways = Ways(mail=Mail("127.0.0.1", server.port, "detente@beta.example", tls="none"))
        calling.reach(node, lia, lia, address="lia@beta.example")
        staffed.clock.advance(hours=73)
        escalating.run(node)
        assert calling.plan(node, ways) == 1
        assert calling.plan(node, ways) == 0
        assert calling.send_due(node, ways) == 1
        staffed.clock.advance(minutes=31)
        assert calling.plan(node, ways) == 1
        accept(staffed, uid)
        escalating.close_met(node)
        assert calling.send_due(node, ways) == 0
        staffed.clock.advance(minutes=31)
        assert calling.plan(node, ways) == 0
    [(to, text)] = server.taken
    assert to == "lia@beta.example"
    for secret in ("Dossier", "secret", "alpha", "ALP", "Lia", uid):
        assert secret not in text.replace("lia@beta.example", "")
    assert "Subject:" in text
    assert CallRow.objects.using(node.alias).filter(ended_at=None).count() == 0


def test_who_was_not_reminded_gets_no_digest(staffed: World) -> None:
    node = staffed.nodes["beta"]
    chief = Officer.objects.using(node.alias).get(name="chief")
    calling.reach(node, chief, chief, address="chief@beta.example")
    arrived(staffed)
    staffed.clock.advance(hours=73)
    escalating.run(node)
    ways = Ways(mail=Mail("127.0.0.1", 1, "detente@beta.example", tls="none"))
    assert calling.plan(node, ways) == 0
    staffed.clock.advance(hours=18)
    escalating.run(node)
    assert calling.plan(node, ways) == 1
    assert calls(staffed) == [("mail", "chief", 1, "late")]


def test_a_server_that_is_down_loses_no_digest(staffed: World) -> None:
    node = staffed.nodes["beta"]
    lia = officers.find(node, "lia")
    calling.reach(node, lia, lia, address="lia@beta.example")
    arrived(staffed)
    staffed.clock.advance(hours=73)
    escalating.run(node)
    with mail_server() as server:
        port = server.port
    calling.plan(node, Ways(mail=Mail("127.0.0.1", port, "detente@beta.example", tls="none")))
    assert calling.send_due(node, Ways(mail=Mail("127.0.0.1", port, "d@beta.example", tls="none"))) == 0
    row = CallRow.objects.using(node.alias).get()
    assert (row.attempts, row.ended_at, row.next_at) == (1, None, staffed.clock() + calling.FIRST_PAUSE)
    with mail_server() as server:
        ways = Ways(mail=Mail("127.0.0.1", server.port, "detente@beta.example", tls="none"))
        assert calling.send_due(node, ways) == 0
        staffed.clock.advance(minutes=2)
        assert calling.send_due(node, ways) == 1


def test_the_hook_gets_a_count_and_an_urgency_and_nothing_else(staffed: World, tmp_path: Path) -> None:
    node = staffed.nodes["beta"]
    told = tmp_path / "told"
    script = tmp_path / "page"
    script.write_text(f'#!/bin/sh\n/usr/bin/env > {told}.env\nprintf "%s|" "$@" > {told}\n', encoding="utf-8")
    script.chmod(0o700)
    ways = Ways(hook=Hook(command=(str(script), "--to; rm -rf /", "$(id)")))
    arrived(staffed)
    staffed.clock.advance(hours=55)
    escalating.run(node)
    assert calling.plan(node, ways) == 0
    staffed.clock.advance(hours=18)
    escalating.run(node)
    assert calling.plan(node, ways) == 1
    assert calling.send_due(node, ways) == 1
    assert told.read_text() == "--to; rm -rf /|$(id)|1|late|"
    assert "DETENTE" not in (tmp_path / "told.env").read_text()
    staffed.clock.advance(minutes=4)
    assert calling.plan(node, ways) == 0
    staffed.clock.advance(minutes=1)
    assert calling.plan(node, ways) == 1


def test_the_hook_may_be_an_address_on_this_machine(staffed: World) -> None:
    node = staffed.nodes["beta"]
    arrived(staffed)
    staffed.clock.advance(hours=73)
    escalating.run(node)
    with hook_server() as server:
        ways = Ways(hook=Hook(url=f"http://127.0.0.1:{server.port}/page"))
        calling.plan(node, ways)
        assert calling.send_due(node, ways) == 1
    assert server.taken == [("/page", {"count": 1, "urgency": "late"})]


def test_a_hook_that_fails_is_tried_again(staffed: World, tmp_path: Path) -> None:
    node = staffed.nodes["beta"]
    arrived(staffed)
    staffed.clock.advance(hours=73)
    escalating.run(node)
    ways = Ways(hook=Hook(command=(str(tmp_path / "nothing"),)))
    calling.plan(node, ways)
    assert calling.send_due(node, ways) == 0
    row = CallRow.objects.using(node.alias).get()
    assert (row.attempts, row.failure) == (1, "The hook did not call anybody (FileNotFoundError).")


@pytest.mark.parametrize("address", ["nobody", "a@b\r\nBcc: c@d.example", "Liä@beta.example", "x" * 260 + "@b.example"])
def test_what_is_no_address_is_refused(pair: World, address: str) -> None:
    node = pair.nodes["beta"]
    lia = officers.find(node, "lia")
    with pytest.raises(BadInput, match="address"):
        calling.reach(node, lia, lia, address=address)


@pytest.mark.parametrize("language", ["fr", "en", "ru", "ar", "xx"])
@pytest.mark.parametrize("urgency", list(Urgency))
def test_a_digest_says_the_same_in_every_language(language: str, urgency: Urgency) -> None:
    subject, body = call_words.digest("BET", count=3, urgency=urgency, language=language)
    assert "BET" in subject
    assert "3" in subject
    assert len(body.splitlines()) == 2


# Servers on loopback


@dataclass
class Taken:
    """What a server on loopback took."""

    port: int
    taken: list[tuple[str, object]] = field(default_factory=list)


@contextmanager
def mail_server() -> Iterator[Taken]:
    """A mail server that takes everything."""
    found = Taken(0)

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            to = ""
            for line in iter(self.rfile.readline, b""):
                word = line[:4].upper()
                if word == b"RCPT":
                    to = line.decode().split("<")[1].split(">")[0]
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    text = b"".join(iter(self.rfile.readline, b".\r\n"))
                    found.taken.append((to, text.decode()))
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
                if word == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        found.port = server.server_address[1]
        with _running(server):
            yield found


@contextmanager
def hook_server() -> Iterator[Taken]:
    """An HTTP server that takes what a hook posts."""
    found = Taken(0)

    class Page(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.taken.append((self.path, json.loads(body)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        found.port = server.server_address[1]
        with _running(server):
            yield found


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
