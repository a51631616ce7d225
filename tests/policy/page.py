"""Draw docs/reference/policy.md from the rules: `python -m tests.policy.page` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.node.services.fulfilled import FULFILLED
from detente.policy.acts import Act
from detente.policy.handling import FORBIDDEN
from detente.policy.obligations import OBLIGATIONS
from detente.policy.roles import DUTIES, Role
from detente.policy.rules.order import RULES
from tests.shared import PROJECT

PAGE: Final = PROJECT / "docs" / "reference" / "policy.md"

_HEAD: Final = """# Policy: acts, rules, obligations

Drawn from the code by `python -m tests.policy.page`; a test compares. `detente policy decide` asks it of a file.

Before every act the node asks one pure function: may this be done? Default is no. All rules are asked, in this order; \
the first that stands against the act is its **inner ground**, the others are told beside it. The inner ground is for \
the officer, the audit and oversight and never travels. What a partner may learn is the **sent ground**: `outside`, \
`form`, `law` or `rights`; `nil`, the neutral answer, which is the same whatever the reason and as if nothing were \
held; or nothing at all (–), where the own house can cure it.

`python -m tests.policy.removal` lists for each rule the tests that fail without it, in the pure room and on a node. \
Only the house as a whole may waive the rules of approval \
([decision 15](../decisions/0015-four-eyes-as-soon-as-there-are-two.md)).

What an entry that arrives is refused with on the wire stands in [codes](codes.md): the same rules, as far as they \
follow from entry and agreement alone.
"""


def render() -> str:
    """Give the page."""
    return "\n".join(
        [_HEAD, *_roles(), "", *_rules(), "", *_obligations(), "", *_forbidden(), ""],
    )


def _roles() -> Iterator[str]:
    yield "## Who may do what\n"
    yield "A person may hold several roles; they add up. `admit` is done by the node, whoever is on duty.\n"
    yield f"| act | {' | '.join(Role)} |"
    yield f"|--|{'--|' * len(Role)}"
    for act, allowed in DUTIES.items():
        yield f"| {act} | {' | '.join('yes' if role in allowed else '' for role in Role)} |"


def _rules() -> Iterator[str]:
    yield "## Rules, in their order\n"
    yield "| inner ground | stands against | where | sent | what changes it | source |"
    yield "|--|--|--|--|--|--|"
    for rule in RULES:
        acts = ", ".join(act for act in Act if act in rule.acts)
        sent = f"`{rule.sent}`" if rule.sent else "–"
        yield f"| `{rule.id}` | {acts} | {rule.sentence} | {sent} | {rule.cure} | {rule.source} |"


def _obligations() -> Iterator[str]:
    yield "## Obligations of a permit\n"
    yield "A permit is one only for whoever does what it obliges to: an act that would leave one out is not done, with \
the code `obligation-unfulfilled`.\n"
    yield "| obligation | of | what has to be done | on a node |"
    yield "|--|--|--|--|"
    for each in OBLIGATIONS:
        acts = ", ".join(act for act in Act if act in each.acts)
        yield f"| `{each.id}` | {acts} | {each.meaning} | {FULFILLED.get(each.id, 'not yet: the act is not done')} |"


def _forbidden() -> Iterator[str]:
    yield "## What each label forbids\n"
    yield "`publish` is an export or a passing-on to the public. `*` is every act of this table.\n"
    yield "| code | act | forbidden to, or for | rule |"
    yield "|--|--|--|--|"
    for each in FORBIDDEN:
        yield f"| {each.code} | {each.act} | {each.what} | `{each.rule}` |"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
