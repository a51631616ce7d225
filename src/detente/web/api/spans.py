"""Lengths of time as seconds, below zero where something is overdue: the ISO form has no sign that readers agree on."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

from detente.web.api import problems


class Encoder(NinjaJSONEncoder):
    """Gives a length of time as its seconds, a set as a list in order, a sealed mapping as the mapping."""

    def default(self, o: Any) -> Any:
        """Give what JSON can say."""
        if isinstance(o, timedelta):
            return o.total_seconds()
        if isinstance(o, MappingProxyType):
            return dict(o)
        return sorted(o) if isinstance(o, frozenset) else super().default(o)


class Renderer(JSONRenderer):
    """Writes answers with `Encoder`."""

    encoder_class = Encoder

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        """Give the bytes of an answer."""
        return super().render(request, data, response_status=response_status)


class Described(NinjaAPI):
    """An interface whose description says of lengths of time what `Renderer` writes, and of every act its problems."""

    def get_openapi_schema(self, **values: Any) -> OpenAPISchema:
        """Give the description."""
        schema = super().get_openapi_schema(**values)
        problems.describe(schema)
        _in_seconds(schema)
        return schema


def _in_seconds(node: Any) -> None:
    if isinstance(node, dict):
        if node.get("format") == "duration":
            del node["format"]
            node["type"] = "number"
            node["description"] = "seconds"
        for value in node.values():
            _in_seconds(value)
    elif isinstance(node, list):
        for value in node:
            _in_seconds(value)
