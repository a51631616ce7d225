"""The worker: opens what arrived, carries what waits, keeps the lease of the run, counts strangers once a minute."""

from __future__ import annotations

import logging
import random
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Protocol

import httpx
from django.db import DatabaseError, close_old_connections

from detente.model.errors import DetenteError, LocalError
from detente.model.party_id import PartyId
from detente.node import configuration
from detente.node.context import Node
from detente.node.home import Home
from detente.node.jobs.guarding import Guard
from detente.node.jobs.list_loader import ListLoader
from detente.node.peers.client import HttpLine, client_for
from detente.node.services import (
    agreement_cases,
    between_desks,
    calling,
    delivering,
    elapsing,
    escalating,
    failures,
    keying,
    line_asking,
    line_testing,
    list_comparing,
    opening,
    owing_reminders,
    pausing,
    purging,
    records,
    refusing,
    runs,
    screening_turns,
    sever_tasks,
    telling,
    watch_reminders,
    watching,
)
from detente.node.stores import deliveries, partners
from detente.node.stores.models import Partner
from detente.node.stores.pauses import Pause
from detente.node.stores.unit import RunLost
from detente.protocol.first_contact import ContactState

SHORTEST_TICK_SECONDS = 0.1
LONGEST_TICK_SECONDS = 0.8
COUNT_EVERY_SECONDS = 60.0
TEST_EVERY_SECONDS = 60.0
PURGE_EVERY_SECONDS = 900.0
ESCALATE_EVERY_SECONDS = 20.0
LISTS_EVERY_SECONDS = 2.0

log = logging.getLogger("detente.worker")


def _chance() -> float:
    return random.SystemRandom().random()


class Ways(calling.Ways, telling.Ways, watching.Ways, Protocol):
    """The settings of the node, as far as anything goes out of the house but to partners."""


class Worker:
    """One worker of a node; several may run, a lease keeps them out of each other's way."""

    def __init__(self, node: Node, *, chance: Callable[[], float] = _chance, ways: Ways | None = None) -> None:
        self.node = node
        self.stopping = threading.Event()
        self._chance = chance
        self._ways = ways
        self._clients: dict[str, tuple[tuple[bytes, ...], str, httpx.Client]] = {}
        self._pauses: dict[int, tuple[Pause, ...]] = {}
        self._guard = Guard(node)
        self._met = escalating.Round()
        self._looks = watching.Looks()
        self._lists = ListLoader(node)
        self._renewed = self._counted = self._tested = self._purged = self._escalated = float("-inf")
        self._looked = float("-inf")
        self._keyed = False

    def run(self) -> None:
        """Work until `stopping` is set. A start resets every back-off (DXP 11).

        Raises:
            RunLost: another run has begun; the process must end.
        """
        for partner in self._confirmed():
            deliveries.wake(self.node, partner)
        tick = SHORTEST_TICK_SECONDS
        while not self.stopping.is_set():
            try:
                busy = self.tick()
            except DatabaseError as error:
                # A full disk or a lock: nothing was committed. Health shows it; the next turn tries again.
                log.warning("the database does not answer (%s)", type(error).__name__)
                close_old_connections()
                busy = False
                self.stopping.wait(1.0)
            # An idle node looks up less and less often; whoever wakes it waits for one long tick at the most.
            tick = SHORTEST_TICK_SECONDS if busy else min(LONGEST_TICK_SECONDS, tick * 2)
            if not busy:
                self.stopping.wait(tick)

    def tick(self) -> bool:
        """Do one turn of everything; whether anything moved."""
        self._periodic()
        moved = False
        for partner in self._confirmed():
            moved = self._open(partner) or moved
        moved = self._key_names() or moved
        screened = self._guard.do("screen", lambda: screening_turns.run(self.node) > 0, otherwise=False)
        if not screened:
            # Whom messages name as they come, and what changes, is compared before whole lists are.
            moved = self._guard.do("compare a list", lambda: list_comparing.turn(self.node), otherwise=False) or moved
        moved = screened or moved
        self._guard.do("screen each", lambda: screening_turns.check(self.node), otherwise=None)
        self._escalate()
        for partner in self._to_test():
            moved = self._test(partner) or moved
        for partner in deliveries.due(self.node):
            if deliveries.claim(self.node, partner):
                moved = self._turn(partner) or moved
        return moved

    def _key_names(self) -> bool:
        """Once done it is done for this process: only another release keys in another way."""
        if self._keyed:
            return False
        left = self._guard.do("key names", lambda: keying.run(self.node), otherwise=None)
        self._keyed = left is False
        return bool(left)

    def _open(self, partner: Partner) -> bool:
        return self._guard.do(
            f"open/{partner.code}", lambda: opening.open_waiting(self.node, partner) > 0, otherwise=False
        )

    def _turn(self, partner: Partner) -> bool:
        return self._guard.do(f"deliver/{partner.code}", lambda: self._deliver(partner), otherwise=False)

    def _deliver(self, partner: Partner) -> bool:
        try:
            return delivering.turn(self.node, partner, self._line(partner), chance=self._chance())
        except RunLost:
            raise
        except DetenteError as error:
            deliveries.failed(self.node, partner, error.code, chance=1.0)
            raise

    def _do(self, job: str, what: Callable[[Node], object]) -> None:
        self._guard.do(job, lambda: what(self.node), otherwise=None)

    def _escalate(self) -> None:
        """Remind who is to be reminded, and call people out; often enough for the shortest clocks."""
        now = time.monotonic()
        if now - self._escalated < ESCALATE_EVERY_SECONDS:
            return
        self._escalated = now
        self._do("move what clocks move", elapsing.run)
        self._do("escalate", escalating.run)
        self._do("end escalation", lambda node: escalating.close_met(node, self._met))
        self._do("alarm between desks", between_desks.ring)
        self._do("tell originators of a cut line", sever_tasks.tell_originators)
        self._do("remind of what is owed", owing_reminders.run)
        self._do("look at watches", watch_reminders.run)
        ways = self._ways
        if ways is not None:
            self._do("plan calls", lambda node: calling.plan(node, ways))
            self._do("call", lambda node: calling.send_due(node, ways))
            self._do("plan notices", lambda node: telling.plan(node, ways))
            self._do("tell", lambda node: telling.send_due(node, ways))
            self._do("look into the watch folder", lambda node: watching.look(node, ways, self._looks))

    def _to_test(self) -> list[Partner]:
        """Give the partners whose line is to be tested, looked up once a minute: a test is due once an hour."""
        now = time.monotonic()
        if now - self._tested < TEST_EVERY_SECONDS:
            return []
        self._tested = now
        self._do("note missed line tests", line_testing.note_missed)
        return [partner for partner in self._confirmed() if line_testing.due(self.node, partner)]

    def _test(self, partner: Partner) -> bool:
        try:
            return line_asking.ask(self.node, partner, self._line(partner))
        except LocalError as error:
            log.warning("the line test could not be made (%s)", error.code)
            return False

    def _periodic(self) -> None:
        now = time.monotonic()
        if now - self._renewed >= runs.RENEW_EVERY.total_seconds():
            runs.renew(self.node)
            self._renewed = now
        if now - self._counted >= COUNT_EVERY_SECONDS:
            self._do("count failures", failures.record_counts)
            self._do("count refusals", refusing.record_counts)
            self._do("end agreements", agreement_cases.end_terms)
            self._do("follow suspensions", lambda node: pausing.follow(node, self._pauses))
            self._counted = now
        if now - self._looked >= LISTS_EVERY_SECONDS:
            self._do("load lists", lambda _: self._lists.look())
            self._looked = now
        if now - self._purged >= PURGE_EVERY_SECONDS:
            # A day of deletion ends at midnight; a quarter of an hour later it is done at the latest.
            self._do("purge", purging.purge_due)
            self._do("erase statements", records.erase_due)
            self._purged = now

    def _confirmed(self) -> list[Partner]:
        return list(Partner.objects.using(self.node.alias).filter(state=ContactState.CONFIRMED))

    def _line(self, partner: Partner) -> HttpLine:
        last = partners.partner_chain(self.node.alias, partner).last
        known = self._clients.get(partner.party)
        if known is None or known[:2] != (last.tls, last.url):
            if known is not None:
                known[2].close()
            client = client_for(last.url, last.tls, development=self.node.development)
            known = (last.tls, last.url, client)
            self._clients[partner.party] = known
        us = partners.own_chain(self.node.alias).party
        return HttpLine(known[2], last.url, us=us, them=PartyId(partner.party))


def main(node: Node) -> int:
    """Run a worker in this process until it is told to stop; give the exit code (3: the run is over)."""
    worker = Worker(node, ways=configuration.load(Home(node.home)))

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        worker.stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        worker.run()
    except RunLost as error:
        log.error("%s", error)
        return 3
    return 0
