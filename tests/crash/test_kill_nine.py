"""Twenty-four seeded `kill -9` of real processes while two nodes exchange: nothing lost, doubled or reordered."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e import nodes
from tests.e2e.nodes import Commands, RealNode, wait_for

SEED = 20261122
KILLS = 24
Pair = tuple[RealNode, RealNode]


@pytest.fixture(scope="module")
def killed_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Two nodes of their own: what is killed here must not be anybody else's."""
    folder = tmp_path_factory.mktemp("killed")
    commands = Commands(tmp_path_factory.mktemp("commands"))
    pair = RealNode(folder / "val", "VAL", commands), RealNode(folder / "zor", "ZOR", commands)
    nodes.make(*pair)
    try:
        nodes.start(*pair)
        nodes.meet(*pair)
        yield pair
    finally:
        for node in pair:
            node.stop()
        commands.close()


def _below(pid: int) -> list[int]:
    """Give all processes below one, from what the kernel says."""
    children = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        children += [int(child) for child in task.read_text().split()]
    return children + [deeper for child in children for deeper in _below(child)]


def _subjects(node: RealNode, *, ours: bool) -> list[str]:
    with sqlite3.connect(f"file:{node.home / 'node.sqlite3'}?mode=ro", uri=True) as database:
        rows = database.execute(
            "select subject from entry where kind = 'notification' and ours = ? and seq is not null and code = '' "
            "and judged order by seq",
            (ours,),
        )
        return [subject for (subject,) in rows]


def _all_receipted(node: RealNode) -> bool:
    with sqlite3.connect(f"file:{node.home / 'node.sqlite3'}?mode=ro", uri=True) as database:
        (waiting,) = database.execute(
            "select count(*) from entry left join batch on entry.batch_id = batch.id "
            "where entry.ours and batch.receipt is null"
        ).fetchone()
        return not waiting


def test_killed_processes_lose_double_and_reorder_nothing(
    killed_pair: Pair, say_at_the_end: Callable[..., None]
) -> None:
    sender, receiver = killed_pair
    chance = random.Random(SEED)
    killed: list[str] = []
    for number in range(KILLS):
        sender.ask("send", "--to", receiver.code, "--subject", f"{number:02d}")
        time.sleep(chance.random() * 0.4)
        victim = chance.choice((sender, receiver))
        assert victim.process is not None
        if number % 8 == 7:
            os.kill(victim.process.pid, signal.SIGKILL)
            victim.process.wait(nodes.PATIENCE)
            victim.process = None
            # A new start begins a new run as soon as the lease of the dead one is over.
            wait_for(lambda node=victim: _serves_again(node), "a new start")
            killed.append("node")
            continue
        processes = sorted(_below(victim.process.pid))
        os.kill(chance.choice(processes), signal.SIGKILL)
        killed.append("process")
    expected = [f"{number:02d}" for number in range(KILLS)]
    wait_for(lambda: _subjects(receiver, ours=False) == expected, lambda: f"all: {_subjects(receiver, ours=False)}")
    wait_for(lambda: _all_receipted(sender) and _all_receipted(receiver), "all receipts")
    assert _subjects(sender, ours=True) == expected
    for node in (sender, receiver):
        assert node.run("audit", "verify").code == 0
    say_at_the_end(
        f"kill -9: {len(killed)} in all, {killed.count('node')} of them of a whole node; {KILLS} arrived once"
    )


def _serves_again(node: RealNode) -> bool:
    if node.process is None or node.process.poll() is not None:
        node.serve()
    time.sleep(0.5)
    return "partners reach" in node.said()
