"""The page of the table, `docs/reference/adversarial.md`: made from the table, so that it says what is played."""

from __future__ import annotations

from typing import Final

from tests.adversarial.table import CASES

PATH: Final = "docs/reference/adversarial.md"
COMMAND: Final = ".venv/bin/python -m tests.adversarial.run --page"

HEAD: Final = f"""# Adversarial cases: the attack, what must come of it, and the guard

`make adversarial` plays each case against the real code and prints what came of it; `make test` plays the same. A case
is played twice: as the code is, where the outcome must be the one that is required, and with its guard taken out,
where the test must fail. So no test passes for another reason than its guard. Each guard is taken out alone.

The same attacks from outside a real process stand in `tests/e2e/test_hostile_peer.py` and `test_tls.py`; what a network
and a machine can do to two honest nodes, in [faults](faults.md).

The numbers are those of the project's research report on the protocol. 11, 42–48, 50–52 and 55 are left out: they
attack what is not built yet (witnesses, relays and couriers, recall, suspension, quotas under load; the quota of 53
comes with those of 52).

This page is made from `tests/adversarial/table.py`: `{COMMAND}`.

| case | attack | required outcome | guards | test |
|--|--|--|--|--|
"""


def text() -> str:
    """Give the page."""
    rows = (
        f"| {case.number} | {case.attack} | {case.outcome} | "
        f"{' · '.join(guard.where for guard in case.guards)} | `{case.shown_test}` |\n"
        for case in CASES
    )
    return HEAD + "".join(rows)
