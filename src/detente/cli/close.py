"""`detente close`: close a matter that a partner told us of, with an outcome or with the reason why there is none."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from detente.cli import output
from detente.cli.messages import Message, tell
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node


def close(
    message: Message,
    outcome: Annotated[str | None, typer.Option("--outcome", help="What they are to read; - reads input.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="The code, where no outcome is told.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the text: fr, en, ru, ar …")] = "",
    untold: Annotated[bool, typer.Option("--untold", help="Do not tell them that a watch stands.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Close a matter: the partner is told the outcome, or the reason why there is none. Never in silence."""
    node = open_node(home)
    from detente.node.services import corresponding
    from detente.node.services.closing import NeedsOutcome
    from detente.node.services.letters import Letter

    text = sys.stdin.read() if outcome == "-" else outcome
    letter = None if text is None else Letter(text=text, lang=lang)
    try:
        done = corresponding.close(node, officer, message, letter, reason=reason, untold=untold)
    except NeedsOutcome as needs:
        if as_json:
            closing = needs.closing
            output.line({"ways": list(closing.ways), "reasons": list(closing.reasons), "proposal": closing.proposal})
        else:
            output.say(f"A text that may be released: {needs.closing.proposal}")
        raise
    if as_json or "draft" in done:
        tell(done, as_json, "closed")
    else:
        output.say(f"Closed. The partner is told: {done['id']}")
    if not as_json:
        for number in done.get("watches", ()):
            output.say(f"Watch {number} goes on. Leave it, renew it, or end it: detente watch end {number} --because …")
