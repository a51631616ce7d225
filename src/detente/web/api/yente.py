"""The lists of this node in the form of yente, so that its clients work unchanged (docs/reference/yente.md).

One difference in kind: every question needs a token, acts as its officer, and goes on record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Body, Header, Path, Query, Router, Schema
from pydantic import Field

from detente.model.errors import BadInput
from detente.model.instant import format_instant
from detente.node.queries.lists_asked import EntityFound, Wanted
from detente.node.queries.lists_page import ListLine
from detente.web.api.shapes import NO_NUL, who
from detente.web.desk.gateway import desk

router: Final = Router()

ALGORITHM: Final = "detente"
REASON: Final = "a system asks over the interface of yente"
MOST_QUERIES: Final = 100
LIMIT: Final = 5
LONGEST: Final = 200
FEATURES: Final[Mapping[str, str]] = {
    "names": "which words of the names answer which, across scripts and customs of transliteration",
    "birthDate": "what the dates of birth say, as graded evidence",
    "country": "whether the countries agree",
    "gender": "whether the genders agree",
    "idNumber": "an identifier that both have",
    "rule": "a rule that raised the score: a shared identifier, or the same rare name",
}

Dataset = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9_.-]+$")]
EntityId = Annotated[str, Path(max_length=64, pattern=r"^[^/\x00]+$")]
Reason = Annotated[str, Header(REASON, alias="Detente-Reason", max_length=300, pattern=NO_NUL)]
Names = Annotated[list[str], Query(default_factory=list, max_length=100)]


class Limits(Schema):
    """Which entries are wanted, and how many; what yente takes besides has no effect here."""

    limit: int = Field(LIMIT, ge=0, le=LONGEST)
    offset: int = Field(0, ge=0, le=LONGEST)
    threshold: float | None = Field(None, ge=0, le=1)
    cutoff: float = Field(0.0, ge=0, le=1)
    algorithm: str = Field(ALGORITHM, max_length=64)
    schema_: str = Field("", alias="schema", max_length=64)
    include_dataset: list[str] = Field(default_factory=list, max_length=100)
    exclude_dataset: list[str] = Field(default_factory=list, max_length=100)
    exclude_schema: list[str] = Field(default_factory=list, max_length=100)
    exclude_entity_ids: list[str] = Field(default_factory=list, max_length=1000)
    countries: list[str] = Field(default_factory=list, max_length=300)
    topics: list[str] = Field(default_factory=list, max_length=100)
    changed_since: str = Field("", max_length=40)

    def wanted(self) -> Wanted:
        """Give it as the node takes it."""
        return Wanted(
            include=tuple(self.include_dataset),
            exclude=tuple(self.exclude_dataset),
            schema=self.schema_,
            exclude_schemata=tuple(self.exclude_schema),
            exclude_ids=tuple(self.exclude_entity_ids),
            countries=tuple(self.countries),
            topics=tuple(self.topics),
            changed_since=_instant(self.changed_since),
        )


class Questions(Schema):
    """Entities to match, each under a key of the asker's own."""

    queries: dict[Annotated[str, Field(max_length=255)], dict[str, Any]] = Field(min_length=1, max_length=MOST_QUERIES)


@router.get("/healthz", auth=None, operation_id="yente_health")
def health(request: HttpRequest) -> dict[str, str]:
    """That the process answers."""
    return {"status": "ok"}


@router.get("/readyz", auth=None, operation_id="yente_ready")
def ready(request: HttpRequest) -> dict[str, str]:
    """That the node answers behind it."""
    desk().house()
    return {"status": "ok"}


@router.get("/algorithms", operation_id="yente_algorithms")
def algorithms(request: HttpRequest) -> dict[str, Any]:
    """The one way in which names are compared here."""
    told = {"name": ALGORITHM, "description": "How names are compared on this node.", "docs": _docs()}
    return {"algorithms": [told], "default": ALGORITHM, "best": ALGORITHM}


@router.get("/catalog", operation_id="yente_catalog")
def catalog(request: HttpRequest) -> dict[str, Any]:
    """The lists that this officer may search, and all of them together as `default`."""
    lists = [each for each in desk().lists(who(request)).lists if each.in_force and each.ended_at is None]
    names = [each.name for each in lists]
    together = {"name": "default", "title": "All lists of this node", "load": False, "children": names}
    return {
        "datasets": [*map(_dataset, lists), together],
        "current": names,
        "outdated": [],
        "index_stale": False,
    }


@router.post("/match/{dataset}", operation_id="yente_match")
def match(
    request: HttpRequest,
    dataset: Dataset,
    limits: Annotated[Limits, Query()],
    given: Annotated[Questions, Body()],
    reason: Reason,
) -> dict[str, Any]:
    """Who may be meant by each entity, the likeliest first."""
    if limits.algorithm not in (ALGORITHM, "best"):
        raise BadInput(f"There is one algorithm here, {ALGORITHM}; best names it too.")
    found = desk().lists_match(who(request), dataset, given.queries, limits.wanted(), reason=reason)
    responses = {}
    for key, entities in found.items():
        kept = [each for each in entities if (each.score or 0.0) >= limits.cutoff]
        responses[key] = {
            "status": 200,
            "results": [_scored(each, limits.threshold) for each in kept[: limits.limit]],
            "total": _total(kept),
            "query": given.queries[key],
        }
    return {"responses": responses, "matcher": _docs(), "limit": limits.limit}


@router.get("/search/{dataset}", operation_id="yente_search")
def search(
    request: HttpRequest,
    dataset: Dataset,
    limits: Annotated[Limits, Query()],
    q: Annotated[str, Query(min_length=1, max_length=LONGEST, pattern=NO_NUL)],
    reason: Reason,
) -> dict[str, Any]:
    """Who may be meant by a name in any script, the likeliest first."""
    found = desk().lists_named(who(request), dataset, q, limits.wanted(), reason=reason)
    shown = found[limits.offset : limits.offset + limits.limit]
    return {
        "results": [_entity(each) for each in shown],
        "facets": {},
        "total": _total(found),
        "limit": limits.limit,
        "offset": limits.offset,
    }


@router.get("/entities/{entity_id}", operation_id="yente_entity")
def entity(request: HttpRequest, entity_id: EntityId, reason: Reason, nested: bool = True) -> dict[str, Any]:
    """One entry; that it was looked at goes on record."""
    return _entity(desk().list_entity(who(request), entity_id, nested=nested, reason=reason))


def _docs() -> dict[str, Any]:
    return {name: {"description": text, "coefficient": 1.0, "url": ""} for name, text in FEATURES.items()}


def _dataset(line: ListLine) -> dict[str, Any]:
    newest = line.newest
    at = None if newest is None or newest.in_force_at is None else format_instant(newest.in_force_at)
    return {
        "name": line.name,
        "title": line.title,
        "publisher": {"name": line.publisher},
        "version": str(line.in_force),
        "index_version": str(line.in_force),
        "index_current": True,
        "load": True,
        "entity_count": line.entries,
        "thing_count": line.entries,
        "updated_at": at,
        "last_export": at,
        "children": [],
    }


def _scored(found: EntityFound, threshold: float | None) -> dict[str, Any]:
    score = found.score or 0.0
    return _entity(found) | {
        "score": round(score, 6),
        # Without a threshold: whom a person should look at.
        "match": found.band != "none" if threshold is None else score >= threshold,
        "features": {each.what: round(each.weight, 6) for each in found.why},
        "explanations": {
            each.what: {"score": round(each.weight, 6), "detail": each.text, "query": None, "candidate": None}
            for each in found.why
        },
    }


def _entity(found: EntityFound) -> dict[str, Any]:
    properties: dict[str, list[Any]] = {name: list(values) for name, values in found.properties.items()}
    for name, others in (found.within or {}).items():
        inner = {each.key: _entity(each) for each in others}
        properties[name] = [inner.get(value, value) for value in properties[name]]
    return {
        "id": found.id,
        "caption": found.caption,
        "schema": found.schema,
        "properties": properties,
        "datasets": [found.dataset],
        "referents": [found.key],
        "target": True,
        "first_seen": _said(found.first_seen),
        "last_seen": _said(found.last_seen),
        "last_change": _said(found.last_change),
    }


def _said(at: datetime | None) -> str | None:
    return None if at is None else format_instant(at)


def _total(found: Sequence[EntityFound]) -> dict[str, Any]:
    return {"value": len(found), "relation": "eq"}


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput("changed_since is a day or an instant, such as 2026-11-01.") from error
    return found if found.tzinfo else found.astimezone()
