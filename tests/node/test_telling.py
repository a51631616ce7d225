"""The webhook: one signed notice an entry, without content, at least once, and nothing of the time before."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.node.channels import Webhook
from detente.node.context import Node
from detente.node.services import agreeing, feeding, stamping, telling
from detente.node.stores.models import AuditRow, Entry, WebhookRow
from tests.node import agreed
from tests.node.desk_builders import delivered, send
from tests.node.world import World

SECRET = b"brume-quai-orge-sept-brume-quai-orge"


@dataclass
class CaseSystem:
    """What the party's own system was told; `status` is what it answers."""

    url: str = ""
    status: int = 204
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@dataclass
class Ways:
    webhook: Webhook | None


@pytest.fixture
def system() -> Iterator[CaseSystem]:
    made = CaseSystem()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.got.append((dict(self.headers), body))
            self.send_response(made.status)
            self.send_header("Location", made.url)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing in the output of the tests."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/in"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def ways(pair: World, system: CaseSystem) -> Ways:
    """Beta tells its case system, from now on."""
    node = pair.nodes["beta"]
    (node.home / "keys").mkdir(exist_ok=True)
    (node.home / "keys" / "webhook.secret").write_bytes(SECRET + b"\n")
    made = Ways(Webhook(system.url, "webhook.secret"))
    assert telling.plan(node, made) == 0
    return made


def test_what_arrives_is_told_once_signed_and_without_content(pair: World, ways: Ways, system: CaseSystem) -> None:
    node = pair.nodes["beta"]
    uid = delivered(pair, "Voyage de Rouslan")
    assert (telling.plan(node, ways), telling.plan(node, ways)) == (1, 0)
    assert (telling.send_due(node, ways), telling.send_due(node, ways)) == (1, 0)
    ((headers, body),) = system.got
    signed = headers["Detente-Timestamp"].encode() + b"." + body
    assert headers["Detente-Signature"] == "v1=" + hmac.new(SECRET, signed, hashlib.sha256).hexdigest()
    assert int(headers["Detente-Timestamp"]) == int(pair.clock().timestamp())
    row = WebhookRow.objects.using(node.alias).get(entry__uid=uid)
    said = json.loads(body)
    assert (said.pop("id"), said.pop("at")[:10]) == (row.uid, pair.clock().date().isoformat())
    assert said == {"typ": "detente.notice", "event": "arrived", "entry": uid}
    acts = AuditRow.objects.using(node.alias).filter(act__startswith="webhook-").order_by("pk")
    assert list(acts.values_list("act", flat=True)) == ["webhook-planned", "webhook-planned", "webhook-sent"]


def test_what_was_there_before_is_not_told(pair: World, system: CaseSystem) -> None:
    node = pair.nodes["beta"]
    delivered(pair, "Ancien")
    made = Ways(Webhook(system.url, "webhook.secret"))
    assert [telling.plan(node, made) for _ in range(2)] == [0, 0]
    delivered(pair, "Nouveau")
    assert telling.plan(node, made) == 1


@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_failure_is_tried_again_later_under_the_same_id(
    pair: World, ways: Ways, system: CaseSystem, status: int
) -> None:
    node = pair.nodes["beta"]
    for subject in ("Un", "Deux"):
        delivered(pair, subject)
    telling.plan(node, ways)
    system.status = status
    assert telling.send_due(node, ways) == 0
    assert len(system.got) == 1, "the second waits for the first"
    assert telling.send_due(node, ways) == 0
    system.status = 200
    pair.clock.advance(seconds=telling.FIRST_PAUSE.total_seconds() + 1)
    assert telling.send_due(node, ways) == 2
    ids = [json.loads(body)["id"] for _, body in system.got]
    assert ids[0] == ids[1] != ids[2]
    stamps = [headers["Detente-Timestamp"] for headers, _ in system.got]
    assert stamps[0] != stamps[1], "a repeat is signed anew"


def test_a_crash_after_sending_repeats_it(
    pair: World, ways: Ways, system: CaseSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = pair.nodes["beta"]
    delivered(pair)
    telling.plan(node, ways)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(telling, "unit", killed)
        with pytest.raises(KeyboardInterrupt):
            telling.send_due(node, ways)
    assert telling.send_due(node, ways) == 0, "its lease still runs"
    pair.clock.advance(seconds=telling.LEASE.total_seconds() + 1)
    assert telling.send_due(node, ways) == 1
    assert system.got[0][1] == system.got[1][1]


@pytest.mark.parametrize("secret", [None, b"short"])
def test_without_a_real_secret_nothing_goes_and_nothing_is_lost(
    pair: World, ways: Ways, system: CaseSystem, secret: bytes | None
) -> None:
    node = pair.nodes["beta"]
    path = node.home / "keys" / "webhook.secret"
    path.unlink()
    if secret is not None:
        path.write_bytes(secret)
    delivered(pair)
    telling.plan(node, ways)
    assert (telling.send_due(node, ways), system.got) == (0, [])
    row = WebhookRow.objects.using(node.alias).get(attempts=1)
    assert "secret" in row.failure
    path.write_bytes(SECRET)
    pair.clock.advance(minutes=1)
    assert telling.send_due(node, ways) == 1


def test_what_reached_no_desk_is_not_told(pair: World, ways: Ways) -> None:
    node = pair.nodes["beta"]
    uid = delivered(pair)
    Entry.objects.using(node.alias).filter(uid=uid).update(code="malformed")
    assert telling.plan(node, ways) == 0


def test_waits_grow_and_have_an_end(pair: World, ways: Ways, system: CaseSystem) -> None:
    node = pair.nodes["beta"]
    delivered(pair)
    telling.plan(node, ways)
    system.status = 500
    waits = []
    for _ in range(9):
        telling.send_due(node, ways)
        due = WebhookRow.objects.using(node.alias).get(next_at__isnull=False).next_at
        assert due is not None
        waits.append(due - pair.clock())
        pair.clock.advance(seconds=waits[-1].total_seconds())
    assert waits[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert waits[-2:] == [telling.LONGEST_PAUSE] * 2


def _told_long_after(node: Node, uid: str) -> None:
    """Let an entry be told of whose key is far beyond that of every other one."""
    far = Entry.objects.using(node.alias).order_by("-pk")[0]
    far.pk, far.uid, far.cid, far.seq, far.batch = far.pk + 20_000, uid, "far", None, None
    far.save(using=node.alias, force_insert=True)
    WebhookRow.objects.using(node.alias).create(entry=far, uid=uid, made_at=node.now())


def test_what_a_suspension_held_back_for_long_is_told_once_it_leaves(pair: World, ways: Ways) -> None:
    node = pair.nodes["beta"]
    agreed.people(pair)
    named = agreed.agree(pair)
    values = (node, agreed.head(pair, "beta"), pair.partner("beta", "alpha"), named)
    agreeing.suspend(*values, reason="the talks are interrupted")
    held = [agreed.notify(pair, "beta", "alpha", f"n{number}", named).uid for number in range(3)]
    pair.settle("alpha", "beta")
    telling.plan(node, ways)
    assert not WebhookRow.objects.using(node.alias).filter(entry__uid__in=held).exists(), "it is held"
    _told_long_after(node, "019a8f6e-0000-7000-8000-000000000000")
    pair.clock.advance(days=30)
    agreeing.lift(*values)
    pair.settle("alpha", "beta")
    telling.plan(node, ways)
    rows = WebhookRow.objects.using(node.alias).filter(entry__uid__in=held)
    assert list(rows.order_by("pk").values_list("entry__uid", flat=True)) == held
    assert telling.plan(node, ways) == 0


def test_what_is_judged_long_after_it_came_is_told_then(pair: World, ways: Ways) -> None:
    node = pair.nodes["beta"]
    uid, later = delivered(pair, "Un"), delivered(pair, "Deux")
    waits = Entry.objects.using(node.alias).filter(uid=uid)
    waits.update(judged=False)
    telling.plan(node, ways)
    assert not WebhookRow.objects.using(node.alias).filter(entry__uid=uid).exists()
    _told_long_after(node, "019a8f6e-0000-7000-8000-000000000000")
    waits.update(judged=True)
    telling.plan(node, ways)
    told = WebhookRow.objects.using(node.alias).filter(entry__uid__in=(uid, later))
    assert sorted(told.values_list("entry__uid", flat=True)) == sorted((uid, later))


def test_more_than_a_turn_takes_is_told_in_several(pair: World, ways: Ways, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST", 2)
    node = pair.nodes["beta"]
    uids = [send(pair, f"n{number}").uid for number in range(5)]
    pair.settle("alpha", "beta")
    assert [telling.plan(node, ways) for _ in range(9)][:4] == [2, 2, 1, 0]
    told = WebhookRow.objects.using(node.alias).filter(entry__isnull=False).exclude(next_at=None).order_by("pk")
    assert list(told.values_list("entry__uid", flat=True)) == uids


def test_a_place_that_was_given_anew_is_told(pair: World) -> None:
    """A closed epoch takes back the places after the last receipt; what then stands there may be another entry."""
    node, made = pair.nodes["alpha"], Ways(Webhook("https://cases.example/in", "webhook.secret"))
    partner = pair.partner("alpha", "beta")
    telling.plan(node, made)
    first = send(pair, "Un")
    stamping.stamp_ready(node, partner)
    telling.plan(node, made)
    place = Entry.objects.using(node.alias).get(pk=first.pk).seq
    second = send(pair, "Deux")
    # The second is the more urgent one.
    Entry.objects.using(node.alias).filter(pk=second.pk).update(order=0)
    feeding.close_out(node, partner, "test")
    pair.settle("alpha", "beta")
    telling.plan(node, made)
    assert Entry.objects.using(node.alias).get(pk=second.pk).seq == place
    for entry in (first, second):
        assert WebhookRow.objects.using(node.alias).filter(entry=entry).count() == 1


def test_reading_what_is_new_does_not_grow_with_what_was_told(pair: World, ways: Ways) -> None:
    node = pair.nodes["beta"]
    reads = []
    for number in range(3):
        delivered(pair, f"n{number}")
        telling.plan(node, ways)
        with CaptureQueriesContext(connections[node.alias]) as idle:
            assert telling.plan(node, ways) == 0
        reads.append(len(idle.captured_queries))
    assert reads[0] == reads[1] == reads[2] <= 5


def _check_of_the_page() -> Callable[..., dict[str, str] | None]:
    """Give the function that the reference page shows to whoever writes the other side."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "webhook.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    check: Callable[..., dict[str, str] | None] = names["notice_in"]
    return check


def test_the_check_that_the_page_shows_takes_a_notice_once_and_nothing_else(
    pair: World, ways: Ways, system: CaseSystem
) -> None:
    node, check = pair.nodes["beta"], _check_of_the_page()
    uid = delivered(pair)
    telling.plan(node, ways)
    telling.send_due(node, ways)
    ((headers, body),) = system.got
    now = int(pair.clock().timestamp())
    given: dict[str, Any] = {"secret": SECRET + b"\n", "now": now, "known": set()}
    notice = check(body, headers, **given)
    assert notice is not None
    assert (notice["event"], notice["entry"]) == ("arrived", uid)
    assert check(body, headers, **given | {"known": {notice["id"]}}) is None
    stamp, signed = headers["Detente-Timestamp"], headers["Detente-Signature"]
    for refused in (
        (body + b" ", headers, given),
        (body, {**headers, "Detente-Timestamp": str(int(stamp) + 1)}, given),
        (body, {**headers, "Detente-Signature": signed[:-1] + ("0" if signed[-1] != "0" else "1")}, given),
        (body, {**headers, "Detente-Signature": signed.removeprefix("v1=")}, given),
        (body, headers, given | {"secret": b"another secret of thirty-two characters"}),
        (body, headers, given | {"now": now + 301}),
        (body, headers, given | {"now": now - 301}),
    ):
        with pytest.raises(ValueError, match=r"signed|old"):
            check(refused[0], refused[1], **refused[2])
