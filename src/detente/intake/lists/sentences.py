"""Each sentence that a reader of lists says of a file, by its code. English; the desk has the other languages."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    # Letters and encodings
    "text.empty": "The file is empty.",
    "text.encoding": "No encoding that is read here fits the text: %(position)s.",
    "text.long": "%(name)s has more than %(most)s characters.",
    "text.marks": "In %(name)s one letter carries %(number)s marks. No script does that.",
    "text.many-marks": "In %(name)s letters carry unusually many marks: %(value)s",
    "text.controls": "%(name)s holds control characters.",
    "text.bidi": "%(name)s holds characters that turn the direction of writing, so it may not read as it is: %(value)s",
    "text.unseen": "%(name)s holds invisible characters: %(value)s",
    "text.wide": "%(name)s holds wide digits: %(value)s",
    "text.mixed": "In %(name)s one word mixes letters of two scripts that look alike: %(value)s",
    "text.markup": "%(name)s holds markup or a script. It stays text.",
    # JSON
    "json.broken": "This is no JSON from character %(position)s on, in line %(line)s. It may be cut or damaged.",
    "json.deep": "The JSON is nested deeper than %(most)s levels.",
    "json.twice": "One object names the member '%(name)s' twice. Two readers would read it in two ways.",
    "json.number": "A number is out of range.",
    "json.constant": "%(name)s is no JSON number.",
    "json.surrogate": "A text holds half of a character or a NUL.",
    "json.no-object": "This entry is no JSON object.",
    # FollowTheMoney
    "ftm.no-id": "The entity has no usable id: letters, digits and . _ : - , at most 255.",
    "ftm.no-schema": "FollowTheMoney has no schema '%(name)s'.",
    "ftm.abstract": "Nothing is of the schema %(name)s alone.",
    "ftm.no-properties": "The entity has no properties.",
    "ftm.no-list": "The values of %(name)s are not a list of texts.",
    "ftm.too-many": "%(name)s has too many values, or one that is too long.",
    "ftm.twice": "The id %(id)s stands in the file before, with another schema.",
    "ftm.more-nested": "Entities are nested deeper than %(most)s levels.",
    "ftm.unknown-property": "A %(schema)s has no property %(name)s in the vocabulary; its values were left out.",
    "ftm.needs": "A %(schema)s needs %(name)s, which is missing.",
    # Values
    "value.sensitive": "Values of %(name)s are never kept; they were left out.",
    "value.date": "'%(value)s' in %(name)s is no date that can be. It was kept as a note only.",
    "value.date-order": "In '%(value)s' (%(name)s) day and month could change places. It was kept as a note only.",
    "value.calendar": "'%(value)s' in %(name)s looks like a date of another calendar. It was kept as a note only.",
    "value.country": "'%(value)s' in %(name)s is no country that is known here. It was kept as a note only.",
    "value.gender": "'%(value)s' in %(name)s is no gender that is known here. It was kept as a note only.",
    "value.entity": "'%(value)s' in %(name)s is not the id of an entity. It was kept as a note only.",
    "value.number": "'%(value)s' in %(name)s is no number. It was kept as a note only.",
    # Lists
    "list.many": "The file holds more than %(most)s entities.",
    "list.twice": "The id %(id)s stands in the file more than once; what it says was put together.",
    "list.nothing": "Nothing in the file is a person, a body or an account.",
}
