"""A list loaded by a command that is killed in the middle: nothing of it is in force, and the next one goes on."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.e2e.nodes import DETENTE, PASSPHRASE, clean_environment, wait_for

COUNT = 12_000


def run(home: Path, *arguments: str) -> list[dict[str, Any]]:
    """Run a command of the home that must succeed; give its JSON lines."""
    said = started(home, *arguments).communicate()[0]
    return [json.loads(line) for line in said.splitlines()]


def started(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Begin a command of the home."""
    environment = {**clean_environment(), "DETENTE_HOME": str(home), "DETENTE_PASSPHRASE": PASSPHRASE}
    return subprocess.Popen([DETENTE, *arguments, "--json"], stdout=subprocess.PIPE, env=environment)


def written(home: Path) -> int:
    """Give how many entries are written of the list."""
    with closing(sqlite3.connect(f"file:{home}/node.sqlite3?mode=ro", uri=True)) as store:
        return int(store.execute("SELECT COALESCE(MAX(done), 0) FROM list_version").fetchone()[0])


def test_a_loading_that_is_killed_goes_on_with_the_same_command(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "list.json"
    rows = [
        {"id": f"p-{number}", "schema": "Person", "properties": {"name": [f"Person Tolvan{number}"]}}
        for number in range(COUNT)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    house = ("--code", "VUL", "--name", "Vulovia", "--lang", "en", "--development")
    run(home, "init", "--home", str(home), *house, "--url", "http://127.0.0.1:1/dxp/1")
    run(home, "lists", "add", "vul-a", "--title", "A", "--publisher", "Council of Vulovia", "--basis", "Law 4")
    loading = started(home, "lists", "load", "vul-a", str(file))
    wait_for(lambda: written(home) > 0, "the first entries")
    os.kill(loading.pid, signal.SIGKILL)
    assert loading.wait() == -signal.SIGKILL
    (left,) = run(home, "lists", "show", "vul-a")
    assert (left["state"], left["in_force"]) == ("loading", None)
    assert run(home, "lists", "find", "Person Tolvan7", "--reason", "a test of it") == []
    (done,) = run(home, "lists", "load", "vul-a", str(file))
    assert (done["state"], done["version"], done["entries"], done["added"]) == ("in-force", 1, COUNT, COUNT)
    best = run(home, "lists", "find", "Person Tolvan7", "--reason", "a test of it", "--limit", "1")
    assert [each["key"] for each in best] == ["p-7"]
    (again,) = run(home, "lists", "load", "vul-a", str(file))
    assert again["again"]


def test_a_whole_list_is_compared_with_the_records_of_a_home(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "list.json"
    file.write_text(json.dumps({"id": "p-1", "schema": "Person", "properties": {"name": ["Тимур Толван"]}}) + "\n")
    house = ("--code", "VUL", "--name", "Vulovia", "--lang", "en", "--development")
    run(home, "init", "--home", str(home), *house, "--url", "http://127.0.0.1:1/dxp/1")
    run(home, "lists", "add", "vul-a", "--title", "A", "--publisher", "Council of Vulovia", "--basis", "Law 4")
    assert "no version that is searched" in refused(home, "lists", "compare", "vul-a", "--because", "Review")
    run(home, "lists", "load", "vul-a", str(file))
    assert "was not compared yet" in refused(home, "lists", "compared", "vul-a")
    for name in ("Timur Tolvan", "Mira Oss"):
        given = ("--value", f"name={name}", "--category", "suspect", "--source", "Police", "--because", "Case 7")
        run(home, "record", "add", *given)
    assert "Say why" in refused(home, "lists", "compare", "vul-a")
    (done,) = run(home, "lists", "compare", "vul-a", "--because", "Review")
    assert (done["state"], done["done"], done["total"], done["left_out"]) == ("done", 2, 2, 0)
    line, found = run(home, "lists", "compared", "vul-a")
    assert (line["id"], line["because"]) == (done["id"], "Review")
    assert (found["names"], found["listed"]) == ("Timur Tolvan", "Тимур Толван")
    table = started(home, "lists", "compared", "vul-a", "--csv").communicate()[0].decode()
    assert [row["listed_names"] for row in csv.DictReader(table.splitlines())] == ["Тимур Толван"]


def refused(home: Path, *arguments: str) -> str:
    """Give the sentence with which a command of the home is refused."""
    environment = {**clean_environment(), "DETENTE_HOME": str(home), "DETENTE_PASSPHRASE": PASSPHRASE}
    done = subprocess.run([DETENTE, *arguments], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode != 0
    return done.stderr
