"""`detente request`: ask a partner for information, with all that a request must say."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.messages import AttachOption, HandlingOption, LangOption, RefOption, TextOption, tell, text_of
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node


def request(
    to: Annotated[str, typer.Option("--to", help="The partner's short code.")],
    subject: Annotated[str, typer.Option("--subject", help="One line that says what it is about.")],
    wanted: Annotated[list[str], typer.Option("--wanted", help="What exactly is asked for; once a thing.")],
    necessary: Annotated[str, typer.Option("--necessary", help="Why it is necessary, and why expected there.")] = "",
    facts: Annotated[str, typer.Option("--facts", help="The facts behind the purpose, the offence among them.")] = "",
    link: Annotated[str, typer.Option("--link", help="How the persons are linked to the purpose.")] = "",
    use_limits: Annotated[str, typer.Option("--use-limits", help="What the answer may be used for.")] = "",
    urgency: Annotated[str, typer.Option("--urgency", help="A reason for urgency, such as life-or-limb.")] = "",
    direct: Annotated[
        bool | None,
        typer.Option("--direct/--not-direct", help="Whether what the partner reaches itself is enough."),
    ] = None,
    text: TextOption = None,
    attach: AttachOption = None,
    answer_by: Annotated[str | None, typer.Option("--answer-by", help="+3d, +8h, or a date with a zone.")] = None,
    handling: HandlingOption = None,
    topic: Annotated[str | None, typer.Option("--topic", help="A topic under the agreement's.")] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", help="One of the agreement's purposes.")] = None,
    law: Annotated[str, typer.Option("--law", help="The law that it rests on; else the agreement's.")] = "",
    lang: LangOption = "",
    ref: RefOption = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a partner for information. What is missing is said, one sentence a thing, before anything leaves."""
    node = open_node(home)
    from detente.node.services import corresponding
    from detente.node.services.notifying import Letter
    from detente.node.services.requesting import Form

    letter = Letter(
        subject=subject,
        text=text_of(text),
        lang=lang,
        files=attach or [],
        answer_by=None if answer_by is None else moment(answer_by, now=node.now()),
        codes=handling or [],
        topic=topic,
        purpose=purpose,
        own_ref=ref,
        law=law,
    )
    form = Form(
        wanted=tuple(wanted),
        necessary=necessary,
        purpose_facts=facts,
        person_link=link,
        urgency=urgency,
        use_limits=use_limits,
        directly_available=direct,
    )
    tell(corresponding.request(node, officer, to, letter, form), as_json, "released")
