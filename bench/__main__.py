"""`make bench`: protocol, crypto and a bare store, then the whole node, each beside the bound of the same run."""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from bench import floor, pure_rooms, rooms, sides, whole_node
from bench.sides import Cost

BATCHES: Final = (1, 64)
FLOOR: Final = "floor"
PURE: Final = "pure rooms, bare store"
ARCHIVED: Final = "the same, with the sender's archive box"
NODE: Final = "whole node"
GOALS: Final[Mapping[tuple[str, int], float]] = {(PURE, 64): 1.5, (NODE, 64): 4.0}

Found = dict[tuple[str, int], list[Cost]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="rounds; each measures every row once")
    parser.add_argument("--seconds", type=float, default=1.5, help="how long a row is measured in a round")
    parser.add_argument("--json", type=Path, help="where the figures go as JSON")
    parser.add_argument("--folder", type=Path, default=Path("build"), help="where stores lie while it runs")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=asked.folder, prefix="bench-") as name:
        folder = Path(name).resolve()
        found, profile = measure(folder, runs=asked.runs, seconds=asked.seconds)
    rows = table(found)
    report = {
        "floor": "shared script" if floor.shared_script() else "our own",
        "python": platform.python_version(),
        "machine": platform.machine(),
        "runs": asked.runs,
        "seconds": asked.seconds,
        "rows": rows,
        "where_the_time_goes": profile,
    }
    show(report)
    if asked.json is not None:
        asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def measure(folder: Path, *, runs: int, seconds: float) -> tuple[Found, list[dict[str, Any]]]:
    """Give the costs of every row in every round, and the profile of the whole node at the largest batch."""
    us, them = pure_rooms.Party("sender"), pure_rooms.Party("receiver")
    homes = folder / "homes"
    homes.mkdir()
    whole_node.make_homes(homes)
    found: Found = {}
    # One round after the other, so that what else the machine does weighs on all rows alike.
    for number in range(runs):
        at = folder / str(number)
        at.mkdir()
        for batch, cost in floor.measure(at, BATCHES, seconds=seconds).items():
            found.setdefault((FLOOR, batch), []).append(cost)
        for batch in BATCHES:
            for name, keeps in ((PURE, False), (ARCHIVED, True)):
                found.setdefault((name, batch), []).append(
                    _pure(at / f"{batch}-{keeps}", us, them, batch, keeps=keeps, seconds=seconds)
                )
            found.setdefault((NODE, batch), []).append(_node(at / f"node-{batch}", homes, batch, seconds=seconds))
    at = folder / "profile"
    _node(at, homes, max(BATCHES), seconds=seconds, profiles=at)
    return found, rooms.shares(at.glob("*.prof"))


def table(found: Found) -> list[dict[str, Any]]:
    """Give one row for each thing measured; ratios are made round by round, against the bound of the same round."""
    rows = []
    for (name, batch), costs in found.items():
        ratios = [cost.both / bound.both for cost, bound in zip(costs, found[FLOOR, batch], strict=True)]
        rows.append(
            {
                "what": name,
                "entries_per_checkpoint": batch,
                "sender_us": _spread(costs, lambda cost: cost.sender),
                "receiver_us": _spread(costs, lambda cost: cost.receiver),
                "both_us": _spread(costs, lambda cost: cost.both),
                "messages_per_second": _spread(costs, lambda cost: cost.rate),
                "ratio": {"median": statistics.median(ratios), "min": min(ratios), "max": max(ratios)},
                "goal": GOALS.get((name, batch)),
                "rounds": [asdict(cost) for cost in costs],
            }
        )
    return sorted(rows, key=lambda row: row["entries_per_checkpoint"])


def show(report: dict[str, Any]) -> None:
    """Print the table and the profile."""
    print(f"CPU per message in microseconds, user and system, both sides; {report['runs']} rounds, median (min to max)")
    print(f"2 KiB, hybrid signatures, durable on both sides; the floor is {report['floor']}\n")
    print(
        f"{'a checkpoint of':>16}  {'':40}{'sender':>8}{'receiver':>10}"
        f"{'both':>26}{'x floor':>20}{'goal':>6}{'msg/s':>8}"
    )
    for row in report["rows"]:
        both, ratio, goal = row["both_us"], row["ratio"], row["goal"]
        print(
            f"{row['entries_per_checkpoint']:>16}  {row['what']:40}{row['sender_us']['median']:8.0f}"
            f"{row['receiver_us']['median']:10.0f}"
            f"{both['median']:12.0f} ({both['min']:.0f} to {both['max']:.0f})".ljust(102)
            + f"{ratio['median']:7.2f} ({ratio['min']:.2f} to {ratio['max']:.2f})".ljust(22)
            + f"{'' if goal is None else goal:>4}{row['messages_per_second']['median']:8.0f}"
        )
    print("\nWhere the time of the whole node goes, 64 a checkpoint (profiled, so shares only)\n")
    for room in report["where_the_time_goes"]:
        print(f"{room['share']:6.1%}  {room['room']}")
        for item in room["functions"]:
            print(f"        {item['share']:6.1%}  {item['function']}")


def _spread(costs: list[Cost], take: Callable[[Cost], float]) -> dict[str, float]:
    values = [take(cost) for cost in costs]
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def _pure(at: Path, us: pure_rooms.Party, them: pure_rooms.Party, batch: int, *, keeps: bool, seconds: float) -> Cost:
    at.mkdir()
    archive = us.chain.last.archive if keeps else None
    return sides.run(
        lambda: pure_rooms.Sender(at, us, them, batch, archive=archive),
        lambda: pure_rooms.Receiver(at, them, us),
        seconds=seconds,
    )


def _node(at: Path, homes: Path, batch: int, *, seconds: float, profiles: Path | None = None) -> Cost:
    at.mkdir()
    whole_node.copy_homes(homes, at)
    return sides.run(
        lambda: whole_node.Sender(at, batch), lambda: whole_node.Receiver(at), seconds=seconds, profiles=profiles
    )


if __name__ == "__main__":
    main()
