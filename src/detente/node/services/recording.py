"""Records of a message as a person gives them: FollowTheMoney entities with what DXP 14 asks beside each.

A record says whom it is about, where it comes from, how the source is evaluated, fact or assessment, and which category
of person. What is not said stands as the house's default: nobody judged the source, so it cannot be judged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from detente.model.errors import BadInput
from detente.model.instant import BadInstant, parse_instant
from detente.policy import evaluations
from detente.policy.persons import CATEGORIES

NATURES: Final = ("fact", "assessment")
MOST: Final = 1000
BESIDE: Final = frozenset({"source", "evaluation", "nature", "category", "review_by", "delete_by", "handling"})
"""What stands beside an entity in a record (DXP 14)."""


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
    _check_beside(made, number)
    if made["nature"] not in NATURES:
        raise BadInput(f"Record {number} is a fact or an assessment. Say which.")
    if made["category"] not in CATEGORIES:
        raise BadInput(f"Record {number} has no known category of person. Choose one of: {', '.join(CATEGORIES)}.")
    return made


def _check_beside(made: Mapping[str, Any], number: int) -> None:
    """Return if what stands beside the entity has its form; what rules look at must be what they expect."""
    evaluation, label = made["evaluation"], made["handling"]
    if not isinstance(evaluation, dict) or not all(
        isinstance(evaluation.get(each), str) for each in ("scheme", "code")
    ):
        raise BadInput(f"The evaluation of record {number} is not a scheme and a code.")
    if not all(isinstance(made[each], str) for each in ("nature", "category")):
        raise BadInput(f"The nature and the category of record {number} are words.")
    if made["source"] is not None and not isinstance(made["source"], str):
        raise BadInput(f"The source of record {number} is a text, or none.")
    if label is not None and not isinstance(label, dict):
        raise BadInput(f"The handling of record {number} is a label, or none.")
    for name in ("review_by", "delete_by"):
        if made.get(name) is not None and not _is_instant(made[name]):
            raise BadInput(f"{name} of record {number} is no instant such as 2027-11-22T00:00:00.000Z.")


def _is_instant(value: object) -> bool:
    try:
        parse_instant(value)
    except BadInstant:
        return False
    return True


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
