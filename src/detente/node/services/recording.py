"""Records of a message as a person gives them: FollowTheMoney entities with what DXP 14 asks beside each.

A record says whom it is about, where it comes from, how the source is evaluated, fact or assessment, and which category
of person. What is not said stands as the house's default: nobody judged the source, so it cannot be judged.
"""

from __future__ import annotations

import json
from typing import Any, Final

from detente.model.errors import BadInput
from detente.policy import evaluations
from detente.policy.persons import CATEGORIES

NATURES: Final = ("fact", "assessment")
MOST: Final = 1000


def read(data: bytes) -> list[dict[str, Any]]:
    """Give the records of a JSON file: one record, a list of them, or entities alone.

    Raises:
        BadInput: it is no JSON, or a record is not of its form; the sentence says which.
    """
    try:
        found = json.loads(data)
    except ValueError as error:
        raise BadInput(f"The file of records is no JSON: {error}.") from error
    listed = found if isinstance(found, list) else [found]
    if len(listed) > MOST:
        raise BadInput(f"A message takes at most {MOST} records. Send a list as a file.")
    return [record(each, number) for number, each in enumerate(listed, 1)]


def record(given: Any, number: int = 1) -> dict[str, Any]:
    """Give one record in full, from a record or from an entity alone; BadInput where it is not of its form."""
    if not isinstance(given, dict):
        raise BadInput(f"Record {number} is no object. Give an entity, or a record that has one as `ftm`.")
    whole = given if "ftm" in given else {"ftm": given}
    entity = whole["ftm"]
    if not isinstance(entity, dict) or not isinstance(entity.get("schema"), str):
        raise BadInput(f"Record {number} names no schema. Give an entity such as a Person.")
    properties = entity.get("properties")
    if not isinstance(properties, dict) or not all(_texts(value) for value in properties.values()):
        raise BadInput(f"The properties of record {number} are not lists of texts. Write them as FollowTheMoney does.")
    made = {
        "source": None,
        "evaluation": dict(zip(("scheme", "code"), evaluations.DEFAULT, strict=True)),
        "nature": "assessment",
        "category": "other",
        "review_by": None,
        "handling": None,
        **whole,
    }
    if made["nature"] not in NATURES:
        raise BadInput(f"Record {number} is a fact or an assessment. Say which.")
    if made["category"] not in CATEGORIES:
        raise BadInput(f"Record {number} has no known category of person. Choose one of: {', '.join(CATEGORIES)}.")
    return made


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
