"""Go through the ordeals of `script`, in several processes, and say what was found.

    python -m tests.crash.run --share 0/2          one process's part, as JSON
    python -m tests.crash.run --report FILE        all of them, every ordeal twice over; what `make crash` runs

The number of processes is that of the machine. A report holds counts and no names of machines.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter


def one_share(part: int, of: int, *, twice: bool, most: int | None) -> dict[str, object]:
    """Go through one part of the ordeals in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.node.settings.testing")
    import django

    django.setup()
    from tests.crash import shares

    with tempfile.TemporaryDirectory(prefix="detente-crash-") as folder:
        stage = shares.set_stage(Path(folder))
        return asdict(shares.share(stage, part, of, twice=twice, most=most))


def all_shares(*, twice: bool, most: int | None = None) -> dict[str, object]:
    """Go through all ordeals, a process for each processor; give the sum."""
    began = perf_counter()
    processes = os.cpu_count() or 1
    options = [*(["--twice"] if twice else []), *([] if most is None else ["--most", str(most)])]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.crash.run", "--share", f"{part}/{processes}", *options],
            stdout=subprocess.PIPE,
            text=True,
        )
        for part in range(processes)
    ]
    results = []
    for process in running:
        text, _ = process.communicate()
        if process.returncode:
            raise RuntimeError(f"a part ended with {process.returncode}")
        results.append(json.loads(text))
    seams: Counter[str] = Counter()
    for result in results:
        seams.update(result["seams"])
    return {
        "points": sum(result["points"] for result in results),
        "of": results[0]["of"],
        "broken": [line for result in results for line in result["broken"]],
        "seams": dict(sorted(seams.items())),
        "seconds": round(perf_counter() - began),
        "processes": processes,
    }


def report(total: dict[str, object]) -> str:
    """Give the page on a run."""
    seams = total["seams"]
    broken = total["broken"]
    assert isinstance(seams, dict)
    assert isinstance(broken, list)
    rows = "\n".join(f"| {name} | {count} |" for name, count in sorted(seams.items()))
    findings = "\n".join(f"- {line}" for line in broken) or "None."
    return f"""# Crash points

Written by `make crash`; what it does is on the page [faults](faults.md).

| | |
|--|--|
| ordeals | {total["points"]} of {total["of"]} |
| deaths | {sum(seams.values())} |
| lost, doubled, reordered, equivocated, unequal roots | {len(broken)} |
| seconds | {total["seconds"]}, in {total["processes"]} processes |
| seed | the ordeal itself: each is replayed by its name |

## Findings

{findings}

## Deaths by seam

| seam | deaths |
|--|--|
{rows}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 where an ordeal broke something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", help="part/of: go through one part in this process, print JSON")
    parser.add_argument("--twice", action="store_true", help="with second deaths")
    parser.add_argument("--most", type=int, help="no more ordeals than this")
    parser.add_argument("--report", type=Path, help="go through all and write a page")
    chosen = parser.parse_args(arguments)
    if chosen.share:
        part, of = map(int, chosen.share.split("/"))
        print(json.dumps(one_share(part, of, twice=chosen.twice, most=chosen.most)))
        return 0
    total = all_shares(twice=chosen.twice or chosen.report is not None, most=chosen.most)
    if chosen.report:
        chosen.report.write_text(report(total), encoding="utf-8")
    print(json.dumps({name: value for name, value in total.items() if name != "seams"}, indent=1))
    return 1 if total["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
