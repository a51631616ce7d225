"""What the columns of a table mean: proposed by its reader, corrected and confirmed by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from detente.intake import ftm_schemata
from detente.intake.lists import carried, headings
from detente.intake.lists.mapping import ColumnMapping, Order
from detente.intake.lists.values import SENSITIVE
from detente.model.errors import BadInput

OFFERED: Final = (
    *("id", "name", "firstName", "lastName", "middleName", "fatherName", "alias", "previousName", "birthDate"),
    *("birthPlace", "gender", "nationality", "country", "passportNumber", "idNumber", "position", "address", "notes"),
)
"""What a form offers for a column; a command may name any property of the kind of entry."""
_NAMING: Final = {"name", "firstName", "lastName", "alias"}


def mapping_with(
    asked: Mapping[str, Any], columns: Mapping[str, str], *, schema: str | None = None, order: str | None = None
) -> ColumnMapping:
    """Give the mapping that was proposed of a table, with other meanings for some headings.

    Raises:
        BadInput: it waits for no mapping, has no such heading, or there is no such property.
    """
    proposed = _proposed(asked)
    unknown = sorted(set(columns) - set(proposed.headings))
    if unknown:
        raise BadInput(f"The file has no column {unknown[0][:60]}.")
    pairs = zip(proposed.headings, proposed.columns, strict=True)
    return mapping_of(asked, [columns.get(title, name) for title, name in pairs], schema=schema, order=order)


def mapping_of(
    asked: Mapping[str, Any], columns: Sequence[str] | None, *, schema: str | None = None, order: str | None = None
) -> ColumnMapping:
    """Give the mapping of a table by the meaning of each of its columns, None as they were proposed.

    Raises:
        BadInput: it waits for no mapping, has more or fewer columns, or there is no such property.
    """
    proposed = _proposed(asked)
    meant, schema = tuple(proposed.columns if columns is None else columns), schema or proposed.schema
    if len(meant) != len(proposed.headings):
        raise BadInput("Say of each column of this file what it means.")
    found = ftm_schemata.schema_of(schema)
    if found is None or found.abstract:
        raise BadInput(f"There is no kind of entry {schema[:60]}. Choose Person, Organization or Company.")
    if order not in (None, "", "dmy", "mdy"):
        raise BadInput("In dates dmy or mdy stands first.")
    for prop in meant:
        if prop and prop not in (headings.ID, headings.SCHEMA) and (prop not in found.properties or prop in SENSITIVE):
            raise BadInput(f"A {schema} has no property {prop[:60]} that is kept.")
    if not _NAMING & set(meant):
        raise BadInput("Say which column has the names.")
    return ColumnMapping(
        proposed.first, proposed.headings, meant, schema, cast("Order | None", order or None) or proposed.order
    )


def fitting(asked: Mapping[str, Any], mapping: ColumnMapping | None) -> ColumnMapping:
    """Give what a person confirmed of a table: what was proposed where nothing else was said.

    Raises:
        BadInput: the file is another one by now, or no column has names.
    """
    proposed = _proposed(asked)
    if mapping is not None and mapping.headings != proposed.headings:
        raise BadInput("Say of each column of this file what it means.")
    if mapping is None and not _NAMING & set(proposed.columns):
        raise BadInput("Say which column has the names.")
    return mapping or proposed


def _proposed(asked: Mapping[str, Any]) -> ColumnMapping:
    proposed = carried.mapping(asked.get("mapping"))
    if proposed is None:
        raise BadInput("This version does not wait for what its columns mean.")
    return proposed
