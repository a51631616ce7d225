"""A reading as lines of JSON, from the child that read to the parent that believes nothing; and back, checked.

A line an entity, then one line with the rest, which counts them: an answer that was cut is out of form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from detente.intake import ftm_schemata
from detente.intake.lists.letters import MOST_LETTERS
from detente.intake.lists.mapping import ColumnMapping
from detente.intake.lists.said import CODES, LONGEST_VALUE, Said
from detente.intake.lists.values import (
    SENSITIVE,
    Entity,
    LeftOut,
    Outcome,
    Reading,
    Remark,
    Statement,
    TextBlock,
)

LONGEST_LINE: Final = 64 * 1024 * 1024
MOST_NOTED: Final = 1_000
LONGEST_WHERE: Final = 400
MOST_CELLS: Final = 20_000
_LONGEST_TEXT: Final = 8_000_000
_ESCAPES: Final = 10


class OutOfForm(ValueError):
    """The answer is not what a child that was not taken over writes."""


def lines(reading: Reading) -> Iterator[str]:
    """Give the lines of a reading."""
    for each in reading.entities:
        told = [[s.property, s.value, s.original, s.source, s.since] for s in each.statements]
        yield json.dumps([each.id, each.schema, told], ensure_ascii=True, separators=(",", ":")) + "\n"
    yield end(reading, len(reading.entities))


def end(reading: Reading, entities: int) -> str:
    """Give the last line: everything but the entities."""
    told = {
        "outcome": reading.outcome.value,
        "kind": reading.kind,
        "reason": _said(reading.reason) if reading.reason else None,
        "rows": reading.rows,
        "blocks": [[each.where, each.text] for each in reading.blocks],
        "left_out": [[each.where, _said(each.said)] for each in reading.left_out],
        "remarks": [[each.where, _said(each.said), each.inert] for each in reading.remarks],
        "more": reading.more,
        "proposal": mapping_json(reading.proposal),
        "preview": [list(row) for row in reading.preview],
        "entities": entities,
    }
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")) + "\n"


def reading(given: Iterable[bytes]) -> Reading:
    """Give the reading of some lines.

    Raises:
        OutOfForm: they are not exactly in the form of this module.
    """
    entities: list[Entity] = []
    last: Any = None
    for line in given:
        if last is not None or len(line) > LONGEST_LINE:
            raise OutOfForm("lines after the end, or one too long")
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise OutOfForm("no JSON") from error
        if isinstance(value, list):
            entities.append(_entity(value))
        else:
            last = value
    if not isinstance(last, dict):
        raise OutOfForm("no end")
    return _reading(last, tuple(entities))


def mapping_json(mapping: ColumnMapping | None) -> dict[str, Any] | None:
    """Give a mapping as JSON."""
    if mapping is None:
        return None
    return {
        "first": mapping.first,
        "headings": list(mapping.headings),
        "columns": list(mapping.columns),
        "schema": mapping.schema,
        "order": mapping.order,
    }


def mapping(given: Any) -> ColumnMapping | None:
    """Give the mapping in a JSON value, None for none.

    Raises:
        OutOfForm: it has another form, or a property that the vocabulary does not know.
    """
    if given is None:
        return None
    match given:
        case {
            "first": int(first),
            "headings": list(headings),
            "columns": list(columns),
            "schema": str(schema),
            "order": None | "dmy" | "mdy" as order,
            **more,
        } if not more and 0 <= first < 10_000 and not isinstance(first, bool):
            known = ftm_schemata.schema_of(schema)
            texts = all(isinstance(each, str) and len(each) <= MOST_LETTERS for each in (*headings, *columns))
            if known and not known.abstract and texts and len(headings) == len(columns) <= MOST_CELLS:
                return ColumnMapping(first, tuple(headings), tuple(columns), schema, order)
    raise OutOfForm("no mapping")


def _entity(value: list[Any]) -> Entity:
    match value:
        case [str(id_), str(schema), list(told)] if 0 < len(id_) <= 255 and id_.isascii():
            known = ftm_schemata.schema_of(schema)
            if known is not None and not known.abstract:
                return Entity(id_, schema, tuple(_statement(id_, schema, known.properties, each) for each in told))
    raise OutOfForm("no entity")


def _statement(id_: str, schema: str, known: Mapping[str, str], told: Any) -> Statement:
    match told:
        case [str(name), str(value), str(original), str(source), str(since)]:
            short = max(len(value), len(original)) <= MOST_LETTERS and len(source) <= LONGEST_WHERE and len(since) <= 10
            if name in known and name not in SENSITIVE and value and short:
                return Statement(id_, schema, name, value, original, source, since)
    raise OutOfForm("no statement")


def _reading(told: dict[str, Any], entities: tuple[Entity, ...]) -> Reading:
    match told:
        case {
            "outcome": str(outcome),
            "kind": str(kind),
            "reason": reason,
            "rows": int(rows),
            "blocks": list(blocks),
            "left_out": list(left_out),
            "remarks": list(remarks),
            "more": int(more),
            "proposal": proposal,
            "preview": list(preview),
            "entities": int(counted),
            **others,
        } if not others and counted == len(entities) and rows >= 0 and more >= 0:
            if outcome not in set(Outcome) or len(kind) > 40 or not kind.isascii():
                raise OutOfForm("no outcome")
            if max(len(left_out), len(remarks)) > MOST_NOTED or (reason is None) == (outcome == "refuse"):
                raise OutOfForm("no reason, or too many notes")
            if outcome == "refuse" and (entities or blocks):
                raise OutOfForm("refused, and something was read")
            return Reading(
                Outcome(outcome),
                kind,
                None if reason is None else _read_said(reason),
                rows,
                entities,
                tuple(_block(each) for each in blocks),
                tuple(_left_out(each) for each in left_out),
                tuple(_remark(each) for each in remarks),
                more,
                mapping(proposal),
                tuple(_row(each) for each in preview),
            )
    raise OutOfForm("no end")


def _said(said: Said) -> list[Any]:
    return [said.code, dict(said.values)]


def _read_said(told: Any) -> Said:
    match told:
        case [str(code), dict(values)] if code in CODES and len(values) <= 8:
            if all(isinstance(each, str) and len(each) <= LONGEST_VALUE * _ESCAPES for each in values.values()):
                found = Said(code, tuple(sorted(values.items())))
                try:
                    _ = found.text
                except (KeyError, ValueError, TypeError) as error:
                    raise OutOfForm("a sentence without its values") from error
                return found
    raise OutOfForm("no sentence")


def _where(where: Any) -> str:
    if isinstance(where, str) and len(where) <= LONGEST_WHERE:
        return where
    raise OutOfForm("no place")


def _block(told: Any) -> TextBlock:
    match told:
        case [where, str(text)] if len(text) <= _LONGEST_TEXT and "\0" not in text:
            return TextBlock(_where(where), text)
    raise OutOfForm("no block")


def _left_out(told: Any) -> LeftOut:
    match told:
        case [where, said]:
            return LeftOut(_where(where), _read_said(said))
    raise OutOfForm("nothing left out")


def _remark(told: Any) -> Remark:
    match told:
        case [where, said, bool(inert)]:
            return Remark(_read_said(said), _where(where), inert)
    raise OutOfForm("no remark")


def _row(told: Any) -> tuple[str, ...]:
    if isinstance(told, list) and len(told) <= MOST_CELLS and all(isinstance(each, str) for each in told):
        return tuple(told)
    raise OutOfForm("no row")
