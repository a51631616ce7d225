"""Draw the pages of the reference that say what the tables say: dialogues, roles, deadlines.

    python -m tests.cases.draw        write them all anew

`tests/cases/test_pages.py` fails where a page is not what this draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from detente.cases.counting import Days, Limit, Months
from detente.cases.deadline import Deadline, Preset
from detente.cases.kinds import TABLES
from detente.cases.presets import PRESETS
from detente.cases.roles import CASE_ACTS
from detente.cases.table import Table
from detente.policy.languages import LANGUAGES
from detente.policy.roles import DUTIES, RULES, TITLES, WORK, Role
from tests.shared import PROJECT

REFERENCE: Final = PROJECT / "docs" / "reference"
_DRAWN: Final = "Drawn from the tables by `make pages`; `tests/cases/test_pages.py` compares."
_MARKS: Final = {"message": "‹", "node": "node: ", "clock": "clock: "}


def pages() -> dict[Path, str]:
    """Give every page with its text."""
    made = {REFERENCE / "dialogues" / f"{kind}.md": _dialogue(table) for kind, table in TABLES.items()}
    return {
        **made,
        REFERENCE / "dialogues" / "README.md": _index(),
        REFERENCE / "roles.md": _roles(),
        REFERENCE / "deadlines.md": _deadlines(),
    }


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _index() -> str:
    rows = [
        [f"[{table.title['en']}]({kind}.md)", table.title["fr"], " – ".join(table.sides), str(len(table.rows))]
        for kind, table in TABLES.items()
    ]
    return _page(
        "Dialogues",
        _DRAWN,
        "A dialogue is a table for both sides: in this state, on this event, by these roles, if this holds, to that "
        "state, with these effects. A message without a row in the present state cannot come from an honest partner: "
        "it is refused as a protocol error and kept as evidence. Silence is not a state: it is computed from clock "
        "and ledger, alike on both sides.",
        _table(["dialogue", "en français", "sides", "rows"], rows),
    )


def _dialogue(table: Table) -> str:
    held = "A suspension holds its messages in order." if table.held else "No suspension holds it."
    parts = [_DRAWN, f"In French: {table.title['fr']}. {held}"]
    for side in table.sides:
        parts += [f"## {side.capitalize()}", _diagram(table, side), *_steady(table, side), _acts(table, side)]
    parts += ["## Messages", _messages(table)]
    if table.clocks:
        parts += ["## Clocks", _clocks(table)]
    if table.invariants or table.notes:
        parts += ["## What always holds", _list((*table.invariants, *table.notes))]
    return _page(table.title["en"], *parts)


def _diagram(table: Table, side: str) -> str:
    edges: dict[tuple[str, str], list[str]] = {}
    for row in table.rows:
        if row.side == side and row.to != row.state:
            labels = edges.setdefault((row.state, row.to), [])
            label = _MARKS.get(row.how, "") + row.event
            if label not in labels:
                labels.append(label)
    lines = [f'    state "{state}" as {_id(state)}' for state in table.states[side]]
    lines.append(f"    [*] --> {_id(table.initial[side])}")
    lines += [f"    {_id(start)} --> {_id(end)}: {', '.join(labels)}" for (start, end), labels in edges.items()]
    lines += [f"    {_id(state)} --> [*]" for state in table.states[side] if state in table.terminal[side]]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _steady(table: Table, side: str) -> Iterator[str]:
    """Give, in a line, what is taken or done by rule and leaves the state as it is."""
    found: dict[str, list[str]] = {}
    for row in table.rows:
        if row.side == side and row.how != "act" and row.to == row.state:
            found.setdefault(_MARKS[row.how] + row.event, []).append(row.state)
    if found:
        steps = (f"{event} ({', '.join(dict.fromkeys(states))})" for event, states in found.items())
        yield f"Changes no state: {'; '.join(steps)}."


def _acts(table: Table, side: str) -> str:
    found: dict[tuple[str, tuple[str, ...], str, tuple[str, ...]], list[str]] = {}
    for row in table.rows:
        if row.side == side and row.how == "act":
            found.setdefault((row.event, row.by, row.guard or "", row.sends), []).append(row.state)
    rows = [
        [f"`{event}`", " ".join(by), ", ".join(states), guard, ", ".join(sends)]
        for (event, by, guard, sends), states in found.items()
    ]
    if not rows:
        return "Nobody acts here: the node does by rule what there is to do."
    return _table(["act", "roles", "in the states", "if", "sends"], rows)


def _messages(table: Table) -> str:
    rows = [
        [
            f"`{each.name}`",
            each.sender,
            each.envelope,
            "" if each.release == "none" else each.release,
            "yes" if each.about_person else "",
            "receipt" if each.receipt else "entry",
        ]
        for each in table.messages.values()
    ]
    return _table(["message", "from", "travels as", "released by", "about a person", "is"], rows)


def _clocks(table: Table) -> str:
    rows = [
        [
            rule.name,
            rule.obliged,
            rule.starts,
            ", ".join(rule.met_by),
            rule.step,
            f"`{rule.silence}`" if rule.silence in table.silences else "",
            "; ".join(filter(None, (rule.only_if, rule.note))),
        ]
        for rule in table.clocks
    ]
    return _table(["clock", "obliged", "starts", "met by", "step of the preset", "silence", "if"], rows)


def _roles() -> str:
    titles = [[role.value, TITLES[role]["en"], TITLES[role]["fr"], WORK[role]] for role in Role]
    policy = [[f"`{duty}`", *_ticks(roles)] for duty, roles in DUTIES.items()]
    acts = [[kind, side, f"`{act}`", *_ticks(roles)] for (kind, side, act), roles in sorted(CASE_ACTS.items())]
    codes = [role.value for role in Role]
    return _page(
        "Roles",
        _DRAWN,
        _table(["role", "title", "en français", "what it is there for"], titles),
        _list(RULES),
        "## Acts of policy",
        _table(["act", *codes], policy),
        "## Acts in dialogues",
        "In one state or another; the table of the dialogue may ask for fewer.",
        _table(["dialogue", "side", "act", *codes], acts),
    )


def _deadlines() -> str:
    rows = [
        [
            f"`{each.id}`",
            each.title["en"],
            each.legal_basis,
            f"{each.status}, {each.read}" if each.read else each.status,
            each.checked.isoformat(),
            each.binds,
            "<br>".join(f"{rule.step}: {_limit(rule)}" for rule in each.deadlines),
            "<br>".join(_remarks(each)),
        ]
        for each in PRESETS.values()
    ]
    head = ["preset", "title", "legal basis", "what was read", "checked", "binds", "limits", "remarks"]
    return _page(
        "Deadlines",
        _DRAWN,
        "An agreement names one preset; what it does not name, `detente-default` does. A preset that does not bind "
        "both parties is a proposal that they sign.",
        _table(head, rows),
        "## Titles on the screens",
        _table(["preset", *LANGUAGES], [[f"`{each.id}`", *each.title.values()] for each in PRESETS.values()]),
        "## How limits are counted",
        _list(COUNTING),
    )


COUNTING: Final = (
    "The time of a message is `held_at` in the receipt for it, stated by who receives; a clock whose start is not "
    "proved does not run, that of the delivery does.",
    "Hours run through nights, holidays and clock changes.",
    "Days and months end at 24:00 local time of the last day, in the zone of the obliged party; the day of the event "
    "is not counted. A month ends on the same day of the month, or on its last day.",
    "Working days leave out the weekend and the holidays of the obliged party. A limit in calendar days that ends on a "
    "free day ends there all the same.",
    "While the asker owes a clarification, the clock is stopped; while a suspension stands, it is paused. Hours get "
    "back the elapsed time, days the local days that were touched. Neither counts as late, and both figures are kept.",
    "What was met stays met. Else what is no longer asked for is void, else a suspension pauses, else a clarification "
    "stops, else the clock runs or is overdue.",
    "Urgency shortens the limits until it is rejected with reasons; then those for others count, from the same start.",
)


def _limit(rule: Deadline) -> str:
    if rule.limit is None:
        return "as told"
    text = _span(rule.limit) + (" (best effort)" if rule.best_effort else "")
    return text if rule.other_topics is None else f"{text} (other topics {_span(rule.other_topics)})"


def _span(limit: Limit) -> str:
    match limit:
        case Days(count, working=True):
            return f"{count} working days"
        case Days(count):
            return f"{count} days"
        case Months(count):
            return f"{count} months"
        case timedelta(days=days) if days < 0:
            return f"{-days} days before"
    minutes = int(limit.total_seconds()) // 60
    if not minutes:
        return "at once"
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"


def _remarks(preset: Preset) -> Iterator[str]:
    yield from preset.remarks.values()
    if preset.derogation:
        yield f"where a judicial authorisation is needed: `{preset.derogation}`"
    if preset.falls_back_to:
        yield f"once the urgency is rejected: `{preset.falls_back_to}`"


def _ticks(roles: Iterable[Role]) -> list[str]:
    return ["●" if role in {*roles} else "" for role in Role]


def _id(state: str) -> str:
    return f"s_{state.replace('-', '_')}"


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line[0].upper()}{line[1:].rstrip('.')}." for line in lines)


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'--|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", *parts]) + "\n"


if __name__ == "__main__":
    main()
