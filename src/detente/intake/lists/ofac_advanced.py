"""The lists of the US Treasury (OFAC), as the advanced XML: values by number, looked up in tables at its head.

The order of the file is used: tables, places, papers, parties, entries. What comes late (the programme of an entry)
is added before the party is handed on, so parties wait until the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from detente.intake.lists import identifiers, ofac
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.xmldoor import Element

KIND: Final = "ofac-advanced-xml"
CUT: Final = ("ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "SanctionsEntry")


@dataclass(slots=True)
class _Tables:
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    parents: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, Element] = field(default_factory=dict)
    papers: dict[str, list[Element]] = field(default_factory=dict)
    entries: dict[str, list[Element]] = field(default_factory=dict)

    def word(self, table: str, id_: str | None) -> str:
        return self.words.get((table, id_ or ""), "")


def read(pieces: Iterable[Element], into: Gathering) -> None:
    """Read the parties of the list."""
    tables = _Tables()
    parties: list[Element] = []
    for each in pieces:
        given = each.attributes
        if each.name == "ReferenceValueSets":
            _look_up(each, tables)
        elif each.name == "Location":
            tables.places[given.get("ID", "")] = each
        elif each.name == "IDRegDocument":
            tables.papers.setdefault(given.get("IdentityID", ""), []).append(each)
        elif each.name == "SanctionsEntry":
            tables.entries.setdefault(given.get("ProfileID", ""), []).append(each)
        else:
            parties.append(each)
    for party in parties:
        for profile in party.all("Profile"):
            id_ = profile.attributes.get("ID") or party.attributes.get("FixedRef", "")
            with into.entry(f"DistinctParty {id_}"):
                _profile(profile, id_, tables, into)


def _look_up(sets: Element, tables: _Tables) -> None:
    for table in sets.children:
        for value in table.children:
            key = (value.name, value.attributes.get("ID", ""))
            tables.words[key] = value.text.strip() or value.value("Description")
            tables.parents[key] = value.attributes.get("PartyTypeID", "")


def _profile(profile: Element, id_: str, tables: _Tables, into: Gathering) -> None:
    sub = profile.attributes.get("PartySubTypeID", "")
    named = tables.word("PartySubType", sub)
    if named.casefold() in ("", "unknown"):
        named = tables.word("PartyType", tables.parents.get(("PartySubType", sub), ""))
    schema = ofac.schema_of(named)
    entries = tables.entries.get(id_, [])
    listed = min(filter(None, (_of(each) for entry in entries for each in entry.within("Date"))), default="")
    draft = into.draft(schema, f"ofac-{id_}", where=f"DistinctParty {id_}", since=listed)
    for identity in profile.all("Identity"):
        _names(identity, tables, draft)
        for paper in tables.papers.get(identity.attributes.get("ID", ""), []):
            given = paper.attributes
            kind = tables.word("IDRegDocType", given.get("IDRegDocTypeID"))
            country = tables.word("Country", given.get("IssuedBy-CountryID"))
            identifiers.add(draft, kind or "ID", paper.value("IDRegistrationNo"), country=country)
    for feature in profile.all("Feature"):
        _feature(feature, tables, draft)
    draft.add("topics", "sanction")
    for entry in entries:
        for measure in entry.all("SanctionsMeasure"):
            draft.add("programId", measure.value("Comment"))
    draft.done()


def _names(identity: Element, tables: _Tables, draft: Draft) -> None:
    parts = {
        each.attributes.get("ID", ""): tables.word("NamePartType", each.attributes.get("NamePartTypeID"))
        for each in identity.within("NamePartGroup")
    }
    for alias in identity.all("Alias"):
        primary = alias.attributes.get("Primary", "").casefold() == "true"
        weak = alias.attributes.get("LowQuality", "").casefold() == "true"
        for name in alias.all("DocumentedName"):
            values = [each for each in name.within("NamePartValue") if each.text.strip()]
            _name(values, parts, draft, name="name" if primary else "weakAlias" if weak else "alias", primary=primary)


def _name(values: list[Element], parts: dict[str, str], draft: Draft, *, name: str, primary: bool) -> None:
    kinds = [parts.get(each.attributes.get("NamePartGroupID", ""), "").casefold() for each in values]
    # The list writes the family name first; a person is asked for by the given one.
    order = sorted(range(len(values)), key=lambda at: "last name" in kinds[at])
    draft.name_from(*(values[at].text for at in order), property_=name)
    if primary and draft.schema == "Person":
        for each, kind in zip(values, kinds, strict=True):
            target = {"last name": "lastName", "first name": "firstName", "middle name": "middleName"}.get(kind)
            if target:
                draft.add(target, each.text)


def _feature(feature: Element, tables: _Tables, draft: Draft) -> None:
    kind = tables.word("FeatureType", feature.attributes.get("FeatureTypeID"))
    low = kind.casefold()
    for version in feature.all("FeatureVersion"):
        places = [tables.places.get(each.attributes.get("LocationID", "")) for each in version.all("VersionLocation")]
        details = [
            each.text.strip() or tables.word("DetailReference", each.attributes.get("DetailReferenceID"))
            for each in version.all("VersionDetail")
        ]
        if low == "birthdate":
            for period in version.all("DatePeriod"):
                draft.add("birthDate", *_span(period))
        for place in filter(None, places):
            _place(low, place, tables, draft)
        for detail in filter(None, details):
            if low == "gender":
                draft.add("gender", detail)
            elif low == "place of birth":
                draft.add("birthPlace", detail)
            elif low.startswith("title"):
                draft.add("position" if "position" in draft.known else "notes", detail)
            else:
                identifiers.add(draft, kind, detail) if any(c.isdigit() for c in detail) else draft.note(
                    f"{kind}: {detail}"
                )


def _place(kind: str, place: Element, tables: _Tables, draft: Draft) -> None:
    country = ""
    for each in place.all("LocationCountry"):
        country = tables.word("Country", each.attributes.get("CountryID"))
    parts = [each.value("LocationPartValue", "Value") for each in place.all("LocationPart")]
    target = {"nationality country": "nationality", "citizenship country": "citizenship"}.get(kind)
    if kind == "place of birth":
        draft.add("birthPlace", ", ".join(filter(None, (*parts, country))))
    elif target:
        draft.add(target, country)
    else:
        identifiers.add_address(draft, *parts, country=country)


def _span(period: Element) -> tuple[str, ...]:
    """Give the dates of a period: one day, a whole year as that year, else its two ends."""
    first = _of(period.first("Start", "From") or period.first("Start"))
    last = _of(period.first("End", "To") or period.first("End"))
    if first[5:] == "01-01" and last[5:] == "12-31":
        return tuple(dict.fromkeys((first[:4], last[:4])))
    return tuple(dict.fromkeys(each for each in (first, last) if each))


def _of(point: Element | None) -> str:
    if point is None:
        return ""
    year, month, day = (point.value(each) for each in ("Year", "Month", "Day"))
    return "-".join(filter(None, (year, month.zfill(2) if month else "", day.zfill(2) if day else "")))
