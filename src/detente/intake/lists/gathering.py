"""Collecting what a reader finds in one file: entities, entries left out, remarks, each bounded.

Readers say what stands where; whether a value has the form of its property, whether its letters mislead, and that no
sensitive property is kept, is decided here once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from detente.crypto.hashing import sha256
from detente.intake import ftm_schemata
from detente.intake.lists import countries, dates, letters
from detente.intake.lists.mapping import ColumnMapping, Order
from detente.intake.lists.said import EntryRefused, FileRefused, Said, leave_out, say
from detente.intake.lists.values import (
    SENSITIVE,
    Entity,
    LeftOut,
    Outcome,
    Reading,
    Remark,
    Statement,
    TextBlock,
    outcome_of,
)

MOST_SAID: Final = 200
MOST_ENTITIES: Final = 3_000_000
_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,255}", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)*( ?[A-Za-z0-9%/³²]{1,16})?")
_GENDERS: Final = {
    **dict.fromkeys(("m", "male", "homme", "masculin", "masculine", "man", "мужской", "м", "ذكر", "1"), "male"),
    **dict.fromkeys(("f", "female", "femme", "féminin", "feminine", "woman", "женский", "ж", "أنثى", "2"), "female"),
    **dict.fromkeys(("other", "x", "o", "autre"), "other"),
}
_UNKNOWN: Final = frozenset({"", "u", "unknown", "n/a", "na", "none", "-", "--", "-0-", "unspecified", "not available"})
_NOTES: Final = ("notes", "description")


class Gathering:
    """What was found in one file so far. `source`: the list, as it names itself."""

    def __init__(self, kind: str, *, source: str = "") -> None:
        self.kind = kind
        self.source = source
        self.rows = 0
        self.entities: list[Entity] = []
        self.blocks: list[TextBlock] = []
        self.proposal: ColumnMapping | None = None
        self.preview: tuple[tuple[str, ...], ...] = ()
        self._left_out: list[LeftOut] = []
        self._remarks: dict[tuple[Said, str], Remark] = {}
        self._once: set[Said] = set()
        self._more = 0
        self._ids: dict[str, int] = {}
        self._flagged = False

    def remark(self, said: Said, *, where: str = "", inert: bool = False) -> None:
        """Say something that a person must see; the same of the same place once."""
        self._flagged |= not inert
        if (said, where) in self._remarks:
            return
        if len(self._remarks) >= MOST_SAID:
            self._more += 1
            return
        self._remarks[said, where] = Remark(said, where, inert)

    def remark_once(self, said: Said, *, inert: bool = False) -> None:
        """Say something of the whole file, however often it is met."""
        if said not in self._once:
            self._once.add(said)
            self.remark(said, inert=inert)

    def leave_out(self, where: str, said: Said) -> None:
        """Say why an entry is not read."""
        self._flagged = True
        if len(self._left_out) >= MOST_SAID:
            self._more += 1
            return
        self._left_out.append(LeftOut(where, said))

    @contextmanager
    def entry(self, where: str) -> Iterator[None]:
        """Read one entry: it counts as a row, and where it is refused, nothing of it stays."""
        self.rows += 1
        before = len(self.entities)
        try:
            yield
        except EntryRefused as error:
            for each in self.entities[before:]:
                self._ids.pop(each.id, None)
            del self.entities[before:]
            self.leave_out(where, error.said)

    def judge_text(self, name: str, text: str, *, where: str) -> None:
        """Say what misleads in a text of any length, which is kept as it is."""
        try:
            for said in letters.judge(text[: letters.MOST_LETTERS], field=name):
                self.remark(said, where=where)
        except EntryRefused as error:
            self.remark(error.said, where=where)
        if letters.inert(text[: letters.MOST_LETTERS]):
            self.remark(say("text.markup", name=name), where=where, inert=True)

    def day(self, text: str, *, order: Order | None = None) -> str:
        """Give a day of a list's own, such as since when it lists somebody; "" where it is none."""
        return next(iter(dates.parse(text.strip(), order=order)), "")

    def draft(self, schema: str, id_: str, *, where: str, since: str = "") -> Draft:
        """Begin an entity of a schema that is known."""
        return Draft(self, schema, usable_id(id_), where, since)

    def keep(self, entity: Entity, *, again: bool = False) -> None:
        """Take an entity in; a second one of the same id is the same entity, whose statements come together.

        Raises:
            EntryRefused: the other one is of another schema.
        """
        if len(self.entities) >= MOST_ENTITIES:
            raise FileRefused(say("list.many", most=MOST_ENTITIES))
        at = self._ids.get(entity.id)
        if at is None:
            self._ids[entity.id] = len(self.entities)
            self.entities.append(entity)
            return
        first = self.entities[at]
        if first.schema != entity.schema:
            raise leave_out("ftm.twice", id=entity.id)
        added = tuple(each for each in entity.statements if each not in first.statements)
        if not again:
            self.remark(say("list.twice", id=entity.id))
        self.entities[at] = Entity(first.id, first.schema, first.statements + added)

    def reading(self) -> Reading:
        """Give what became of the file.

        Where every entry was refused the file is, with the reason of the first.
        """
        left_out, remarks = tuple(self._left_out), tuple(self._remarks.values())
        if left_out and not self.entities and not self.blocks:
            return Reading(Outcome.REFUSE, self.kind, left_out[0].said, self.rows, left_out=left_out, more=self._more)
        if not self.entities and not self.blocks:
            remarks = (*remarks, Remark(say("list.nothing")))
        outcome = Outcome.ACCEPT_FLAG if self._flagged else outcome_of(left_out, remarks)
        return Reading(
            outcome,
            self.kind,
            rows=self.rows,
            entities=tuple(self.entities),
            blocks=tuple(self.blocks),
            left_out=left_out,
            remarks=remarks,
            more=self._more,
            proposal=self.proposal,
            preview=self.preview,
        )


class Draft:
    """One entity that is being read."""

    def __init__(self, gathering: Gathering, schema: str, id_: str, where: str, since: str) -> None:
        known = ftm_schemata.schema_of(schema)
        if known is None or known.abstract:
            raise LookupError(schema)
        self.id = id_
        self.where = where
        self._gathering = gathering
        self.schema = schema
        self.known = known.properties
        self._required = known.required
        self._since = since
        self._statements: dict[tuple[str, str], Statement] = {}

    def has(self, property_: str) -> bool:
        """Whether there is a value of a property yet."""
        return any(name == property_ for name, _ in self._statements)

    def add(self, property_: str, *values: str | None, order: Order | None = None) -> None:
        """Add values in the words of the file; empty ones are none. What this schema has no property for is a note.

        Raises:
            EntryRefused: the letters of one are beyond what is read.
        """
        if property_ in SENSITIVE:
            if any(values):
                self._gathering.remark_once(say("value.sensitive", name=property_))
            return
        kind = self.known.get(property_)
        for value in values:
            text = " ".join(value.split()) if value else ""
            if not text or text.casefold() in _UNKNOWN:
                continue
            if kind is None:
                # A file calls somebody a company, or says nothing of the kind, and gives a birth date all the same.
                self.note(f"{property_}: {text}")
            else:
                self._take(property_, kind, text, order)

    def add_raw(self, property_: str, value: str) -> None:
        """Add a text with its line ends, such as the comment of an entry."""
        if value.strip():
            self._judge(property_, value)
            self._put(property_, value.strip(), "")

    def note(self, text: str) -> None:
        """Keep something that has no property of its own."""
        name = next((each for each in _NOTES if each in self.known), None)
        if name:
            self.add(name, text)

    def name_from(self, *parts: str | None, property_: str = "name") -> None:
        """Add a name put together from its parts, in their order."""
        self.add(property_, " ".join(each.strip() for each in parts if each and each.strip()))

    def done(self, *, again: bool = False, partial: bool = False) -> Entity:
        """Give the entity to the file, and say what it lacks.

        `again`: it may stand in the file more than once. `partial`: the file knows only something about it.
        """
        for name in sorted(self._required):
            if not partial and not self.has(name):
                self._gathering.remark_once(say("ftm.needs", schema=self.schema, name=name))
        entity = Entity(self.id, self.schema, tuple(self._statements.values()))
        self._gathering.keep(entity, again=again)
        return entity

    def _take(self, name: str, kind: str, text: str, order: Order | None) -> None:
        self._judge(name, text)
        if kind == "date":
            self._dates(name, text, order)
        elif kind in _FORMS:
            form, read = _FORMS[kind]
            value = read(text)
            if value:
                self._put(name, value, text)
            else:
                self._odd(name, text, form)
        else:
            self._put(name, text, "")

    def _dates(self, name: str, text: str, order: Order | None) -> None:
        found = dates.parse(text, order=order)
        for each in found:
            self._put(name, each, text)
        if found:
            return
        if dates.ambiguous(text):
            self._odd(name, text, "date-order")
        elif dates.other_calendar(text):
            self._odd(name, text, "calendar")
        else:
            self._odd(name, text, "date")

    def _odd(self, name: str, text: str, form: str) -> None:
        self._gathering.remark(say(f"value.{form}", name=name, value=text), where=self.where)
        self.note(f"{name}: {text}")

    def _judge(self, name: str, text: str) -> None:
        for said in letters.judge(text, field=name):
            self._gathering.remark(said, where=self.where)
        if letters.inert(text):
            self._gathering.remark(say("text.markup", name=name), where=self.where, inert=True)

    def _put(self, name: str, value: str, original: str) -> None:
        if (name, value) not in self._statements:
            self._statements[name, value] = Statement(
                self.id,
                self.schema,
                name,
                value,
                original if original != value else "",
                self._gathering.source,
                self._since,
            )


def usable_id(text: str) -> str:
    """Give an id that FollowTheMoney takes: the text itself where it is one, else the hash of it.

    >>> usable_id("un-6907993"), usable_id("Ж 1")[:7]
    ('un-6907993', 'id-1745')
    """
    return text if _ID.fullmatch(text) else "id-" + sha256(text.encode("utf-8", "backslashreplace")).hex()[:24]


def _country(text: str) -> str:
    return countries.code_of(text)


def _gender(text: str) -> str:
    return _GENDERS.get(text.casefold(), "")


def _entity(text: str) -> str:
    return text if _ID.fullmatch(text) else ""


def _number(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else ""


_FORMS: Final[dict[str, tuple[str, Callable[[str], str]]]] = {
    "country": ("country", _country),
    "gender": ("gender", _gender),
    "entity": ("entity", _entity),
    "number": ("number", _number),
}
