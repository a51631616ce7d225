"""Templates of the house, per kind and language: a draft begun with their text, and fields filled from what is known.

A field is a name in double braces, such as {{partner}}. Only the names of `FIELDS` are filled, each once and as text:
nothing in a template is run, and what a filled value holds is never read as a field again. Any other stays as typed,
for the officer to fill.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import coded_lists, drafting, duties
from detente.node.stores.models import DraftRow, Officer, Partner, TemplateRow
from detente.node.stores.unit import unit

FIELDS: Final = ("partner", "today", "own_ref")
TEXTS: Final = ("subject", "text", "asks")
KINDS: Final = {"notification": "notification", "request-information": "request"}
LONGEST: Final = 100_000
_FIELD: Final = re.compile(r"\{\{ ?([a-z_]+) ?\}\}")


def keep(node: Node, officer: Officer, name: str, *, kind: str, lang: str, texts: Mapping[str, str]) -> TemplateRow:
    """Keep a template, or give the one of this name, kind and language another text. `texts`: by `TEXTS`.

    Raises:
        RoleRefused: the officer keeps nothing of the house.
        BadInput: the name, kind or language cannot be one, there is no text, or it is too long.
    """
    duties.require_at_desk(officer, "keep-house")
    if not label.is_label(name, longest=80):
        raise BadInput("The name of a template has at most 80 characters on one line, without hidden ones.")
    if kind not in KINDS:
        raise BadInput(f"There are templates for {' and '.join(KINDS)}. Choose one of them.")
    coded_lists.check_languages([lang])
    content = {member: text for member in TEXTS if (text := texts.get(member, ""))}
    if not content or sum(map(len, content.values())) > LONGEST:
        raise BadInput(f"A template has a text, of at most {LONGEST} characters.")
    with unit(node, "keep template") as work:
        row, _ = TemplateRow.objects.using(node.alias).update_or_create(
            name=name, kind=kind, lang=lang, defaults={"content": content, "changed": node.now()}
        )
        work.record(Act.TEMPLATE_KEPT, actor=officer.name, refs={"template": str(row.pk)}, details={"name": name})
    return row


def all_of(node: Node, officer: Officer) -> list[TemplateRow]:
    """Give every template of the house, by kind, language and name; RoleRefused for whoever may not keep one."""
    duties.require_at_desk(officer, "keep-house")
    return list(TemplateRow.objects.using(node.alias).order_by("kind", "lang", "name"))


def find(node: Node, officer: Officer, template: str) -> TemplateRow:
    """Give a template by its number; NotFound where there is none, RoleRefused as in `all_of`."""
    duties.require_at_desk(officer, "keep-house")
    rows = TemplateRow.objects.using(node.alias)
    row = rows.filter(pk=int(template)).first() if template.isascii() and template.isdecimal() else None
    if row is None:
        raise NotFound("There is no such template. `detente template list` names them.")
    return row


def forget(node: Node, officer: Officer, row: TemplateRow) -> None:
    """Throw a template away; drafts that began with it stay."""
    duties.require_at_desk(officer, "keep-house")
    key, name = str(row.pk), row.name
    with unit(node, "forget template") as work:
        row.delete(using=node.alias)
        work.record(Act.TEMPLATE_FORGOTTEN, actor=officer.name, refs={"template": key}, details={"name": name})


def begin(node: Node, officer: Officer, row: TemplateRow, partner: Partner | None, *, own_ref: str = "") -> DraftRow:
    """Begin a draft with the template's text, its fields filled; RoleRefused for whoever may not send."""
    duties.require_duty(officer, "send")
    to = "" if partner is None else partner.code
    content = {
        "kind": row.kind,
        "message": KINDS[row.kind],
        "to": to,
        "lang": row.lang,
        "own_ref": own_ref,
        **filled(node, row.content, to=to, own_ref=own_ref),
    }
    return drafting.save(node, officer, None, content, partner)


def filled(node: Node, texts: Mapping[str, str], *, to: str, own_ref: str) -> dict[str, str]:
    """Give texts of a template with what is known: the partner by our letters, the day, our file number."""
    known = {"today": f"{node.now():%Y-%m-%d}", "own_ref": own_ref, "partner": to}
    return {member: fill(text, known) for member, text in texts.items()}


def fill(text: str, values: Mapping[str, str]) -> str:
    """Give a text with its known fields filled, in one pass.

    >>> fill("To {{partner}}, {{ today }}: {{name}}", {"partner": "{{today}}", "today": "2026-11-22"})
    'To {{today}}, 2026-11-22: {{name}}'
    """
    return _FIELD.sub(lambda found: values.get(found[1]) or found[0] if found[1] in FIELDS else found[0], text)
