"""Thirty days of suspension with a long queue: what waits, what passes meanwhile, and how it leaves after the lift.

Two whole nodes in one process, on two stores; time is simulated, so that thirty days are quick and clocks are those of
the nodes. The normal rate is that of a queue that was never suspended, on the same stores in the same run.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import tracemalloc
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from bench import whole_node
from bench.sides import Process
from detente.node.clock import system_now

if TYPE_CHECKING:  # Django reads its settings at the first import, and those name one home.
    from detente.node.context import Node
    from detente.node.stores.models import Officer, Partner

DAYS: Final = 30
AT_ONCE: Final = 256
WARNINGS: Final = 10


@dataclass
class Clock:
    """The one clock of both nodes."""

    at: datetime

    def __call__(self) -> datetime:
        """Give the simulated time."""
        return self.at

    def advance(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


class Ticking(Protocol):
    """The one clock of both nodes, as the measurement moves it."""

    def advance(self, **by: float) -> None:
        """Let time pass."""


@dataclass(frozen=True)
class Side:
    """One node, its row for the other, and the officers who act."""

    node: Node
    partner: Partner
    writer: Officer
    head: Officer
    legal: Officer


@dataclass
class Report:
    """What came out. Rates in messages a second of the clock on the wall, and of the processor.

    Memory is the most that a turn of the sender took, in KiB: with a short queue, with all held, after the lift.
    """

    queued: int
    lost: int = 0
    out_of_order: int = 0
    refused: int = 0
    passed_meanwhile: int = 0
    warnings: int = 0
    clocks_wrong: int = 0
    normal_rate: float = 0.0
    resumed_rate: float = 0.0
    normal_processor: float = 0.0
    resumed_processor: float = 0.0
    stamp_seconds_held: float = 0.0
    memory_normal: int = 0
    memory_held: int = 0
    memory_resumed: int = 0

    @property
    def ratio(self) -> float:
        """The rate after the lift beside the normal one."""
        return self.resumed_rate / self.normal_rate if self.normal_rate else 0.0

    @property
    def processor_ratio(self) -> float:
        """The same of the processor's time, which other work and pauses of the machine do not move."""
        return self.resumed_processor / self.normal_processor if self.normal_processor else 0.0

    def to_json(self) -> dict[str, Any]:
        """Give the figures."""
        return {**self.__dict__, "ratio": self.ratio, "processor_ratio": self.processor_ratio}


def play(here: Side, there: Side, clock: Ticking, *, queued: int, normal: int, days: int = DAYS) -> Report:
    """Give what came of a queue of `queued` notifications from `here`, which `there` suspends for `days`."""
    report = Report(queued)
    named = _agree(here, there)
    first = _release(here, named, 1, "before")[0]
    _settle(here, there)
    due_before = _answer_due(here, first)
    report.normal_rate, report.normal_processor = _rates(here, there, named, normal)
    _release(here, named, AT_ONCE, "normal")
    report.memory_normal = _most_memory(here, there)
    _drain(here, there)
    _suspend(there, named)
    _settle(there, here)
    arrived = _count(there)
    _fill(here, there, clock, named, report, days=days)
    report.passed_meanwhile = _count(there) - arrived - report.warnings
    begun = time.perf_counter()
    _turn(here, there)
    report.stamp_seconds_held = time.perf_counter() - begun
    _warn(here, named)
    report.memory_held = _most_memory(here, there)
    _open(there)
    report.warnings += 1
    _lift(there, named)
    _turn(there, here)
    _open(here)
    report.resumed_rate, report.resumed_processor = _drained(here, there, queued)
    _release(here, named, AT_ONCE, "normal")
    report.memory_resumed = _most_memory(here, there)
    _drain(here, there)
    _check(here, there, report, first, due_before, days)
    return report


def _most_memory(here: Side, there: Side) -> int:
    """Give the most memory that one turn took beside what stood before it, in KiB."""
    tracemalloc.start()
    try:
        _turn(here, there)
        return tracemalloc.get_traced_memory()[1] // 1024
    finally:
        tracemalloc.stop()


def _agree(here: Side, there: Side) -> str:
    from detente.node.services import agreeing
    from detente.node.stores import partners
    from detente.policy import agreement_text

    pair = partners.pair_of(here.node.alias, here.partner)
    kinds = ["notification", "warning"]
    text = agreement_text.draft(
        parties=(pair.us, pair.them),
        topics=["ct"],
        opens={pair.us: kinds, pair.them: kinds},
        purposes=["prevent-terrorism"],
        law="Agreement of the measurement",
        ref="",
        ceiling=["tlp:AMBER+STRICT", "pap:AMBER"],
        valid_from=here.node.now() - timedelta(days=1),
        valid_to=here.node.now() + timedelta(days=365),
    )
    agreeing.sign(here.node, here.head, here.partner, text, heard=here.legal)
    _settle(here, there)
    named = agreeing.read(here.node, here.partner, text).id
    agreeing.countersign(there.node, there.head, there.partner, named, heard=there.legal)
    _settle(there, here)
    return named


def _suspend(side: Side, named: str) -> None:
    from detente.node.services import agreeing

    agreeing.suspend(side.node, side.head, side.partner, named, reason="the talks are interrupted")


def _lift(side: Side, named: str) -> None:
    from detente.node.services import agreeing

    agreeing.lift(side.node, side.head, side.partner, named)


def _rates(here: Side, there: Side, named: str, count: int) -> tuple[float, float]:
    """Give the rates of a queue that no suspension ever held."""
    for start in range(0, count, AT_ONCE):
        _release(here, named, min(AT_ONCE, count - start), "normal")
    return _drained(here, there, count)


def _drained(here: Side, there: Side, count: int) -> tuple[float, float]:
    """Let a queue of so many leave; give its rates."""
    begun, used = time.perf_counter(), time.process_time()
    _drain(here, there)
    return count / (time.perf_counter() - begun), count / (time.process_time() - used)


def _fill(here: Side, there: Side, clock: Ticking, named: str, report: Report, *, days: int) -> None:
    """Release the queue over the days of the suspension; the node takes its turns, and warnings of danger pass."""
    written = 0
    chunks = -(-report.queued // AT_ONCE)
    warn_every = max(1, chunks // WARNINGS)
    for chunk in range(chunks):
        count = min(AT_ONCE, report.queued - written)
        _release(here, named, count, "queued", start=written)
        written += count
        clock.advance(days=days / chunks)
        if chunk % warn_every == 0:
            before = _count(there)
            _warn(here, named)
            _turn(here, there)
            _open(there)
            report.warnings += _count(there) - before


def _release(here: Side, named: str, count: int, what: str, *, start: int = 0) -> list[str]:
    """Release notifications, one act of an officer each; give their cids."""
    from detente.node.services import notifying
    from detente.node.services.notifying import Letter

    answer_by = here.node.now() + timedelta(days=60)
    written = [
        (
            here.partner,
            Letter(subject=f"{what} {start + n}", text="Bonjour", agreement=named, answer_by=answer_by),
            None,
        )
        for n in range(count)
    ]
    cids = []
    for outcome in notifying.notify_all(here.node, here.writer, written):
        if isinstance(outcome, Exception):
            raise outcome
        cids.append(outcome.cid)
    return cids


def _warn(here: Side, named: str) -> None:
    """Put a warning of danger to life into its lane."""
    from detente.model.handling import Handling
    from detente.node.services import releasing
    from detente.node.stores.unit import unit

    payload = {
        "dialogue": "warning",
        "message": "warning",
        "ref": {"own": None, "yours": None},
        "urgency": "life-or-limb",
        "subject": "danger",
    }
    handling = Handling(("tlp:AMBER",), purpose="prevent-terrorism")
    sealed = releasing.seal(
        here.node, here.partner, kind="warning", payload=payload, handling=handling, agreement=named, topic="ct"
    )
    with unit(here.node, "warn") as work:
        releasing.store(here.node, here.partner, sealed, message="warning", root=None, work=work)


class _Line:
    """`node.lines.Line` to the other node of this process."""

    def __init__(self, here: Side, there: Side) -> None:
        self._here, self._there = here, there

    def post(self, data: bytes) -> bytes:
        """Give the parcel that comes back."""
        from detente.node.services import exchange

        return exchange.answer(self._there.node, self._there.partner, data).body

    def put(self, path: str, data: bytes) -> int:
        raise RuntimeError(f"no message of the measurement has a file: {path}, {len(data)}")

    def get(self, path: str) -> tuple[int, bytes]:
        raise RuntimeError(f"no message of the measurement has a file: {path}")


def _turn(here: Side, there: Side) -> bool:
    from detente.node.services import delivering
    from detente.node.stores.models import Delivery

    Delivery.objects.using(here.node.alias).filter(partner=here.partner).update(lease_until=None)
    delivering.claim(here.node, here.partner)
    return delivering.turn(here.node, here.partner, _Line(here, there), chance=0.0)


def _open(side: Side) -> None:
    from detente.node.services import opening

    while opening.open_waiting(side.node, side.partner):
        pass


def _settle(here: Side, there: Side) -> None:
    """Let both nodes talk until neither has anything to say."""
    moved = True
    while moved:
        moved = False
        for one, other in ((here, there), (there, here)):
            moved = _turn(one, other) or moved
            _open(one)
            _open(other)


def _drain(here: Side, there: Side) -> None:
    while _turn(here, there):
        _open(there)


def _count(side: Side) -> int:
    from detente.node.stores.models import Entry

    return (
        Entry.objects.using(side.node.alias).filter(ours=False, kind__in=("notification", "warning"), code="").count()
    )


def _answer_due(side: Side, root: str) -> datetime | None:
    from detente.node.services import casework

    case = casework.case_of(side.node, side.partner, root)
    return next((clock.due for clock in case.clocks if clock.name == "answer"), None) if case is not None else None


def _check(here: Side, there: Side, report: Report, first: str, due: datetime | None, days: int) -> None:
    """Look at what arrived: every one, in its order, and at the clocks of both sides."""
    from detente.node.stores.models import Entry

    rows = Entry.objects.using(there.node.alias).filter(ours=False, kind="notification")
    report.refused = rows.exclude(code="").count()
    expected = 0
    for subject in (
        rows.filter(subject__startswith="queued ").order_by("seq").values_list("subject", flat=True).iterator()
    ):
        number = int(subject.partition(" ")[2])
        report.out_of_order += number != expected
        expected += 1
    report.lost = report.queued - expected
    if due is None:
        report.clocks_wrong += 1
        return
    # The limit is a date: it moves by the days that the pause touched.
    moved = due + timedelta(days=days + 1)
    report.clocks_wrong += sum(_answer_due(side, first) != moved for side in (here, there))
    late = Entry.objects.using(here.node.alias).filter(ours=True, subject__startswith="queued ").order_by("-seq")[:1]
    for row in late:
        report.clocks_wrong += not _delivery_is_met(here, row.root)


def _delivery_is_met(side: Side, root: str) -> bool:
    """Whether the clock of delivery began when the entry left, and was met in time."""
    from detente.node.services import casework

    case = casework.case_of(side.node, side.partner, root)
    clocks = () if case is None else case.clocks
    return all(not clock.met_late for clock in clocks if clock.name in ("delivery", "delivered"))


def measure(folder: Path, *, queued: int, normal: int) -> dict[str, Any]:
    """Give the figures of a run on two new homes in `folder`, in a process of its own."""
    homes = folder / "homes"
    homes.mkdir(parents=True)
    whole_node.make_homes(homes)
    given = folder / "report.json"
    process = Process(target=_measure, args=(homes, given, queued, normal))
    process.start()
    process.join()
    if process.exitcode != 0:
        raise RuntimeError("the suspension could not be measured; the error stands above")
    report: dict[str, Any] = json.loads(given.read_text(encoding="utf-8"))
    return report


def show(report: dict[str, Any]) -> None:
    """Print the figures."""
    print(f"\nA suspension of {DAYS} simulated days with {report['queued']} queued messages\n")
    print(
        f"  lost {report['lost']}, out of order {report['out_of_order']}, refused {report['refused']}, "
        f"clocks wrong {report['clocks_wrong']}, passed meanwhile {report['passed_meanwhile']}"
    )
    print(f"  warnings of danger to life that passed: {report['warnings']}")
    print(
        f"  after the lift {report['resumed_rate']:.0f} messages a second, without suspension "
        f"{report['normal_rate']:.0f}: {report['ratio']:.2f} (goal 0.6)"
    )
    print(
        f"  a second of the processor: {report['resumed_processor']:.0f} and {report['normal_processor']:.0f}: "
        f"{report['processor_ratio']:.2f}"
    )
    print(
        f"  most memory of a turn in KiB: {report['memory_normal']} with a short queue, {report['memory_held']} with "
        f"all held, {report['memory_resumed']} after the lift"
    )
    print(f"  a turn with all held took {report['stamp_seconds_held']:.3f} s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.suspension", description=__doc__)
    parser.add_argument("--queued", type=int, default=100_000, help="messages that wait")
    parser.add_argument("--normal", type=int, default=10_000, help="messages of the queue that is never suspended")
    parser.add_argument("--json", type=Path, help="where the figures go as JSON")
    parser.add_argument("--folder", type=Path, default=Path("build"), help="where stores lie while it runs")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=asked.folder, prefix="bench-") as name:
        report = measure(Path(name).resolve(), queued=asked.queued, normal=asked.normal)
    show(report)
    if asked.json is not None:
        asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _measure(homes: Path, given: Path, queued: int, normal: int) -> None:
    clock = Clock(system_now())
    boxes = whole_node.open_both(homes, now=clock)
    here, there = _side(boxes["sender"]), _side(boxes["receiver"])
    given.write_text(json.dumps(play(here, there, clock, queued=queued, normal=normal).to_json()), encoding="utf-8")


def _side(box: whole_node.Letterbox) -> Side:
    from detente.node.services import officers

    head = officers.add(box.node, name="head", shown="Head", role="head")
    legal = officers.add(box.node, name="legal", shown="Legal", role="legal")
    return Side(box.node, box.partner, box.officer, head, legal)


if __name__ == "__main__":
    main()
