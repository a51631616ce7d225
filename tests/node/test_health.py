"""Health and metrics: counts without names, red where something must be done; a red node receipts nothing."""

from __future__ import annotations

import errno
import http.client
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError

from detente.model.errors import BadInput
from detente.node import configuration
from detente.node.configuration import Address
from detente.node.jobs.health import HealthServer
from detente.node.services import delivering, health, notifying, officers, peering, runs
from detente.node.services.health import Health
from detente.node.services.notifying import Letter
from detente.node.stores import unit as units
from detente.node.stores.models import BatchRow, Entry
from detente.protocol import parcel
from tests.node.world import World


def send(world: World) -> None:
    """Send a notification from alpha to beta."""
    node = world.nodes["alpha"]
    letter = Letter(subject="Dossier 1", text="Bonjour", answer_by=world.clock() + timedelta(days=3))
    notifying.notify(node, officers.find(node, "lia"), world.partner("alpha", "beta"), letter)


def look(world: World, name: str) -> Health:
    """Look at a node whose lease was just renewed."""
    runs.renew(world.nodes[name])
    return health.look(world.nodes[name], processes={"peer": True, "worker": True})


def test_a_node_with_nothing_to_do_is_well(pair: World) -> None:
    found = look(pair, "alpha")
    assert (found.ok, found.trouble) == (True, ())
    assert found.database_writable
    assert found.lease_seconds == runs.LEASE.total_seconds()
    assert (found.counts["waiting"], found.counts["unread"], found.ages["oldest_waiting"]) == (0, 0, None)
    assert found.partners == {"confirmed": 1}


def test_what_waits_is_counted_with_the_age_of_the_oldest(pair: World) -> None:
    send(pair)
    pair.clock.advance(minutes=2)
    found = look(pair, "alpha")
    assert (found.counts["waiting"], found.ages["oldest_waiting"]) == (1, 120.0)
    pair.settle("alpha", "beta")
    pair.clock.advance(minutes=1)
    assert look(pair, "alpha").counts["waiting"] == 0
    there = look(pair, "beta")
    assert (there.counts["unread"], there.ages["oldest_unread"]) == (1, 60.0)


def test_a_partner_out_of_reach_and_strangers_show_as_counts(pair: World) -> None:
    send(pair)
    pair.cut = lambda sender, receiver: "request"
    pair.turn("alpha", "beta")
    peering.answer(pair.nodes["beta"], pair.partner("beta", "alpha"), b"hello")
    assert look(pair, "alpha").counts["troubled"] == 1
    assert look(pair, "beta").strangers == {"bad-frame": 1}


def test_no_name_of_anybody_is_told(pair: World) -> None:
    send(pair)
    pair.settle("alpha", "beta")
    node = pair.nodes["beta"]
    partner = pair.partner("beta", "alpha")
    found = look(pair, "beta")
    for text in (json.dumps(found.to_json()), health.metrics(found)):
        for name in (partner.party, partner.code, partner.name, "lia", "omar", "Dossier", str(node.home)):
            assert name not in text


def test_metrics_are_lines_that_prometheus_reads(pair: World) -> None:
    lines = health.metrics(look(pair, "alpha")).splitlines()
    names = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    samples = [line for line in lines if not line.startswith("#")]
    assert samples
    for sample in samples:
        name, value = sample.rsplit(" ", 1)
        float(value)
        assert name.partition("{")[0] in names
    assert "detente_ok 1" in samples
    assert 'detente_process_up{role="worker"} 1' in samples


def test_a_lease_that_nobody_renews_and_a_dead_process_are_red(pair: World) -> None:
    pair.clock.advance(seconds=runs.LEASE.total_seconds() + 1)
    found = health.look(pair.nodes["alpha"], processes={"worker": False})
    assert not found.ok
    assert any("lease" in sentence for sentence in found.trouble)
    assert any("worker does not run" in sentence for sentence in found.trouble)


def test_a_disk_almost_full_is_red_before_anything_fails(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(pair.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=health.LEAST_FREE - 1))
    found = look(pair, "alpha")
    assert not found.ok
    assert "almost full" in found.trouble[0]


@pytest.mark.parametrize(
    "failure",
    [OperationalError("database or disk is full"), OSError(errno.ENOSPC, "full"), OSError(errno.EIO, "broken")],
    ids=["database", "ENOSPC", "EIO"],
)
def test_where_nothing_can_be_committed_nothing_is_receipted_and_health_is_red(
    pair: World, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    send(pair)
    beta = pair.nodes["beta"]
    held = BatchRow.objects.using(beta.alias).filter(ours=False).count()
    data = _posted(pair)
    with pair_that_cannot_write(monkeypatch, failure):
        answer = peering.answer(beta, pair.partner("beta", "alpha"), data)
        assert (answer.status, answer.body, answer.code) == (503, b"", "unavailable")
        assert answer.retry_after
        found = health.look(beta)
        assert not found.ok
        assert not found.database_writable
        assert "takes no writes" in found.trouble[0]
    assert BatchRow.objects.using(beta.alias).filter(ours=False).count() == held
    pair.settle("alpha", "beta")
    assert Entry.objects.using(beta.alias).filter(kind="notification").count() == 1
    assert look(pair, "beta").ok


def test_the_server_answers_on_loopback_names_alone(pair: World) -> None:
    pair.turn("alpha", "beta")
    found = look(pair, "alpha")
    red = health.Health(("Free the disk.",), False, 0, 0.0, {})
    given = [found, found, red]
    server = HealthServer(Address("127.0.0.1", 0), lambda: given.pop(0))
    try:
        assert _get(server.port, "/health")[::2] == (200, found.to_json())
        status, kind, _ = _get(server.port, "/metrics")
        assert (status, kind.partition(";")[0]) == (200, "text/plain")
        assert _get(server.port, "/health")[::2] == (503, red.to_json())
        for path, host in (("/", "localhost"), ("/admin", "localhost"), ("/health", "evil.example")):
            assert _get(server.port, path, host)[0] == 404
    finally:
        server.close()


def test_health_is_off_unless_the_settings_name_an_address_on_this_machine() -> None:
    given = {
        "node": {"code": "VAL", "label": {"en": "Valdorie"}},
        "desk": {"address": "127.0.0.1:8001"},
        "peer": {"address": "127.0.0.1:8002", "url": "https://node.example/dxp/1"},
    }
    assert configuration.make(given).health is None
    made = configuration.make({**given, "health": {"address": "127.0.0.1:8003"}})
    assert made.health == Address("127.0.0.1", 8003)
    assert "[health]" in configuration.dump(made)
    with pytest.raises(BadInput, match="loopback only"):
        configuration.make({**given, "health": {"address": "0.0.0.0:8003"}})


@contextmanager
def pair_that_cannot_write(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> Iterator[None]:
    """Let every unit of work fail at its commit, and every other write at once, as a full disk does."""

    def fail(*_: object, **__: object) -> None:
        raise failure

    with monkeypatch.context() as patched:
        patched.setattr(units, "_append", fail)
        patched.setattr("django.db.models.query.QuerySet.update", fail)
        yield


def _posted(world: World) -> bytes:
    """Give the parcel that alpha sends next, without bringing it."""
    return parcel.build(delivering.next_items(world.nodes["alpha"], world.partner("alpha", "beta")))


def _get(port: int, path: str, host: str = "localhost") -> tuple[int, str, object]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("GET", path, headers={"Host": host})
    answer = line.getresponse()
    body = answer.read()
    kind = answer.headers["Content-Type"]
    line.close()
    return answer.status, kind, json.loads(body) if kind == "application/json" else body
