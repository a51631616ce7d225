"""`python -m bench.pages`: how long My work, the boxes and searches take at a million messages, on both databases.

Beside each figure stands a bare indexed query of the same run on the same data: one entry by its id, without the
framework's objects. Times are of the node's own answer (`NodeDesk`), one after the other, as an officer's page asks;
that of a whole page is of the request, its template among it. The processor's time of this process stands beside the
clock's, which other work on the machine moves; what a PostgreSQL server computes is in the clock's alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

WORK_GOAL: Final = 50.0
SEARCH_GOAL: Final = 150.0
STORES: Final = ("sqlite", "postgresql")
SCRIPTS: Final = ("Latin", "Cyrillic", "Arabic")


@dataclass(frozen=True, slots=True)
class Took:
    """How long a question took, in milliseconds: of the clock on the wall, and of this process on the processor."""

    p50: float
    p95: float
    cpu_p50: float
    cpu_p95: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=200, help="how often each question is asked")
    parser.add_argument("--stores", default=",".join(STORES))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--folder", type=Path, default=Path("build"))
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.node.settings.testing")
    import django

    django.setup()
    report = {}
    for store in asked.stores.split(","):
        with tempfile.TemporaryDirectory(dir=asked.folder, prefix="bench-pages-") as name:
            report[store] = _measure(store, Path(name).resolve(), asked.messages, asked.times)
    if asked.json is not None:
        asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _measure(store: str, folder: Path, count: int, times: int) -> dict[str, Any]:
    from tests.node import servers
    from tests.node.world import World, make_template

    if store == "sqlite":
        return _on(World(folder, make_template(folder / "empty.sqlite3")), store, count, times)
    with servers.running() as server:
        return _on(World(folder, server), store, count, times)


def _on(world: Any, store: str, count: int, times: int) -> dict[str, Any]:
    from bench.invented import Vocabulary
    from bench.many_messages import fill
    from tests.node.desk_builders import LIA, desk, give_accounts

    try:
        began = time.monotonic()
        models = prepare(world)
        give_accounts(world)
        node = world.nodes["beta"]
        vocabulary = Vocabulary()
        fill(node.alias, models, vocabulary, count, now=world.clock())
        took = time.monotonic() - began
        print(f"{store}: {count:,} messages were made in {took:.0f} s")
        with open_page(desk(world, "beta"), LIA) as get:
            asked = questions(world, desk(world, "beta"), LIA, vocabulary, count)
            asked.insert(2, ("My work, the whole page", lambda _: get("/")))
            # What was invented for the bench is not the node's: its collector need not look through it.
            gc.collect()
            gc.freeze()
            rows = {name: times_of(ask, times) for name, ask in asked}
    finally:
        gc.unfreeze()
        world.close()
    show(rows)
    return {"seconds_to_make": took, "rows": {name: asdict(row) for name, row in rows.items()}}


def show(rows: dict[str, Took]) -> None:
    """Print a table of times."""
    print(f"{'':44}{'p50 ms':>9}{'p95 ms':>9}{'cpu p50':>9}{'cpu p95':>9}{'goal':>7}")
    for name, row in rows.items():
        goal = SEARCH_GOAL if name.startswith("search") else "" if name.startswith("bare") else WORK_GOAL
        print(f"{name:44}{row.p50:9.2f}{row.p95:9.2f}{row.cpu_p50:9.2f}{row.cpu_p95:9.2f}{goal:>7}")


def questions(
    world: Any, here: Any, officer: int, vocabulary: Any, count: int
) -> list[tuple[str, Callable[[int], object]]]:
    from detente.node.queries import search
    from detente.node.services.searching import Question
    from detente.node.stores.models import Entry, Officer
    from detente.node.stores.statements import fetch

    node = world.nodes["beta"]
    uids = list(Entry.objects.using(node.alias).filter(pk__gt=count // 2).values_list("uid", flat=True)[:500])
    chance = random.Random(3)
    lia = Officer.objects.using(node.alias).get(user=officer)
    common, rare = vocabulary.words[:30], vocabulary.words[3000:9000]
    persons = {name: vocabulary.persons[place::3] for place, name in enumerate(SCRIPTS)}
    today = world.clock().date()

    def asks(make: Callable[[], Question], **values: Any) -> Callable[[int], object]:
        return lambda _: search.page(node, lia, make(), **values)

    def phrase() -> str:
        return " ".join(vocabulary.take(2))

    return [
        ("bare: one entry by its id", lambda n: fetch(node.alias, _BARE, uids[n % len(uids)])),
        ("My work", lambda _: here.my_work(officer)),
        ("what stands around every page", lambda _: here.frame(officer)),
        ("inbox, first page", lambda _: here.messages(officer, box="inbox", after="")),
        ("inbox, in the middle", lambda _: here.messages(officer, box="inbox", after=str(chance.randrange(1, count)))),
        ("search: a common word", asks(lambda: Question(chance.choice(common)))),
        ("search: a rare word", asks(lambda: Question(chance.choice(rare)))),
        ("search: the beginning of a word", asks(lambda: Question(chance.choice(rare)[:3]))),
        ("search: two words", asks(lambda: Question(phrase()))),
        *(
            (f"search: a person in {name}", asks(lambda names=names: Question(f'"{chance.choice(names)}"')))
            for name, names in persons.items()
        ),
        ("search: a file number", asks(lambda: Question(f"alp 2025-{chance.randrange(count)}"), numbers_only=True)),
        ("search: a word, sent, one partner", asks(lambda: Question(chance.choice(common), partner="ALP", box="sent"))),
        (
            "search: a word, last month",
            asks(lambda: Question(chance.choice(rare), since=today - timedelta(30), until=today)),
        ),
        ("search: a word, overdue", asks(lambda: Question(chance.choice(common), overdue=True))),
        ("search: overdue, no word", asks(lambda: Question(overdue=True))),
        ("search: open, no word", asks(lambda: Question(state="open"))),
        ("search: ended, no word", asks(lambda: Question(state="ended"))),
        ("search: a word nobody wrote", asks(lambda: Question("qqqqq"))),
    ]


_BARE: Final = "SELECT id, subject FROM entry WHERE uid = %s AND partner_id = 1 AND ours = TRUE"


def times_of(ask: Callable[[int], object], times: int) -> Took:
    """Ask so often; give the median and the 95th of a hundred."""
    for number in range(5):
        ask(number)
    wall, cpu = [], []
    for number in range(times):
        began, used = time.perf_counter(), time.thread_time()
        ask(number)
        cpu.append((time.thread_time() - used) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    return Took(*_middle_and_most(wall), *_middle_and_most(cpu))


def _middle_and_most(took: list[float]) -> tuple[float, float]:
    return statistics.median(took), statistics.quantiles(took, n=20)[18]


@contextmanager
def open_page(here: Any, officer: int) -> Iterator[Callable[[str], object]]:
    """Give what asks for a page of the desk as a browser does that is signed in."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from detente.web.desk import gateway

    call_command("migrate", verbosity=0)
    user, _ = User.objects.get_or_create(pk=officer, defaults={"username": "lia"})
    browser = Client(HTTP_ACCEPT_LANGUAGE="fr")
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def get(path: str) -> object:
        answer = browser.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} was answered with {answer.status_code}")
        return answer

    with gateway.bound(here):
        yield get


def prepare(world: Any) -> Any:
    """Let two nodes exchange one of everything that is copied; give the rows."""
    from bench.many_messages import Models
    from detente.node.services import acting, notifying, officers
    from detente.node.services.notifying import Letter
    from detente.node.stores.models import BatchRow, CaseRow, Entry

    for name in ("alpha", "beta"):
        world.add(name)
    world.meet("alpha", "beta")
    world.settle("alpha", "beta")

    def send(here: str, there: str, subject: str) -> None:
        node = world.nodes[here]
        letter = Letter(subject=subject, text="Bonjour", asks="Où ?", answer_by=world.clock() + timedelta(days=3))
        notifying.notify(node, officers.find(node, "lia"), world.partner(here, there), letter)

    def reply(name: str, subject: str, *, answer: bool) -> None:
        node = world.nodes[name]
        lia = officers.find(node, "lia")
        entry = Entry.objects.using(node.alias).select_related("partner", "batch").get(ours=False, subject=subject)
        acting.accept(node, lia, entry, until=world.clock() + timedelta(days=1))
        if answer:
            notifying.answer(node, lia, entry, Letter(text="Rien."))

    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        for subject in ("ended", "open", "new"):
            send(here, there, subject)
    world.settle("alpha", "beta")
    for name in ("alpha", "beta"):
        reply(name, "ended", answer=True)
        reply(name, "open", answer=False)
    world.settle("alpha", "beta")
    alias = world.nodes["beta"].alias
    entries = Entry.objects.using(alias).filter(kind="notification")
    case = lambda ours, subject: CaseRow.objects.using(alias).get(entry__ours=ours, entry__subject=subject)  # noqa: E731 - a short name for a long question
    return Models(
        received=entries.get(ours=False, subject="ended"),
        sent=entries.get(ours=True, subject="ended"),
        evidence=Entry.objects.using(alias).filter(ours=False, kind="evidence")[0],
        ended={ours: case(ours, "ended") for ours in (True, False)},
        waiting=case(True, "open"),
        to_accept=case(False, "new"),
        to_answer=case(False, "open"),
        batches={
            ours: BatchRow.objects.using(alias).filter(ours=ours, held_at__isnull=False)[0] for ours in (True, False)
        },
    )


if __name__ == "__main__":
    main()
