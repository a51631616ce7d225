"""List each rule with the tests that fail without it: `python -m tests.policy.removal`.

Two kinds of proof: in the pure room the rule's own breach goes through without it, and rows of `policy_cases.json` come
out otherwise; on a real node its canary comes out by some exit (`tests/node/test_nothing_leaks.py`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from tests.policy.breaches import BREACHES


def listed() -> Iterator[tuple[str, list[str]]]:
    """Give each rule, in their order, with the names of its tests."""
    canaries = _canaries()
    for breach in BREACHES:
        name = "test_the_act_is_refused_by_this_rule_and_without_it_permitted"
        tests = [f"tests/policy/test_removal.py::{name}[{breach.rule}]"]
        if breach.rule in canaries:
            tests.append(f"tests/node/test_nothing_leaks.py::test_without_the_rule_it_comes_out[{breach.rule}]")
        yield breach.rule, tests


def _canaries() -> frozenset[str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.node.settings.testing")
    import django

    django.setup()
    from tests.node.leaks import PLANTS

    return frozenset(plant.rule for plant in PLANTS)


def main() -> None:
    """Print the list."""
    for rule, tests in listed():
        print(f"{rule} -> {', '.join(tests)}")


if __name__ == "__main__":
    main()
