"""What stands in the place of a guard that is more than a text in one function."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from detente.crypto import keys
from detente.model import identifiers, strict_json
from detente.node.context import Node
from detente.node.services import exchange, peering
from detente.node.stores import partners
from detente.node.stores.models import Partner
from detente.protocol import bundle, header, schema, verify
from detente.protocol.statement import THREAD
from tests.adversarial.cases import cut

Patch = pytest.MonkeyPatch


def nothing(*_: object, **__: object) -> None:
    """Check nothing, do nothing."""


def the_same(value: object) -> object:
    """Give what was given."""
    return value


def unguarded(work: Callable[[], object]) -> object:
    """Do the work and let rise what rises."""
    return work()


def no_signature_is_checked(patch: Patch) -> None:
    """Take every signature for good."""
    for name in ("verify_ed", "verify_ml"):
        patch.setattr(keys.VerifyPair, name, nothing)


def any_suite(patch: Patch) -> None:
    """Take an entry of any suite: the check, and the table behind it."""
    cut(header.parse, 'if isinstance(value.get("suite"), str) and value["suite"] != SUITE:', "if False:")(patch)
    patch.setitem(header._MEMBERS, "suite", lambda value: isinstance(value, str))


def early_no(patch: Patch) -> None:
    """Answer an unknown receiver without looking for the writer."""

    def early(node: Node, to_part: str, from_part: str) -> Partner | None:
        own = partners.own_chain(node.alias).party
        if own.rpartition(":")[2] != to_part:
            return None
        return partners.by_party(node.alias, own[: -len(to_part)] + from_part)

    patch.setattr(exchange, "partner_for", early)
    patch.setattr(peering, "partner_for", early)


def a_zip_is_believed(patch: Patch) -> None:
    """Unpack whatever a zip holds, of whatever size it says it is."""
    patch.setattr(bundle, "_refusal", nothing)
    patch.setattr(bundle, "_check_names", nothing)


def lenient_numbers(patch: Patch) -> None:
    """Read numbers as Python's own decoder does."""
    patch.setattr(strict_json, "_DECODER", json.JSONDecoder(object_pairs_hook=strict_json._object))


def last_member_wins(patch: Patch) -> None:
    """Read a member that stands twice as every common parser does."""
    decoder: dict[str, Any] = {
        "parse_int": strict_json._integer,
        "parse_float": strict_json._no_float,
        "parse_constant": strict_json._no_constant,
    }
    patch.setattr(strict_json, "_DECODER", json.JSONDecoder(object_pairs_hook=dict, **decoder))


def no_word_is_named(patch: Patch) -> None:
    """Report on a statement without saying what in it is only its exporter's word."""
    real = verify._CHECKS[THREAD]
    patch.setitem(verify._CHECKS, THREAD, lambda value, beside: replace(real(value, beside), has_word_only=False))


def any_letters(patch: Patch) -> None:
    """Match identifiers by Unicode's letters, as `\\w` does."""
    patch.setattr(identifiers, "KIND", re.compile(r"[\w.-]{1,64}"))
    patch.setattr(identifiers, "SLUG", re.compile(r"[\w.-]{1,64}"))
    patch.setattr(schema, "PARTY", re.compile(r"urn:dxp:\w+:\w{52}"))
