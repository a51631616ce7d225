"""All rules in the order of rules.json: the first that stands against an act is its ground, the rest are told too.

The order goes from what is cheapest to cure and tells least (who acts) to what lies in the matter itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.policy.rules import (
    actors,
    agreement,
    approval,
    consent,
    handling,
    items,
    persons,
    protection,
    safeguards,
    sessions,
)
from detente.policy.rules.rule import Rule

ORDER: Final = (
    "actor.inactive",
    "actor.role",
    "actor.clearance",
    "reason.missing",
    "item.tombstone",
    "item.recalled",
    "item.expired",
    "item.challenged",
    "item.mistreatment",
    "purge.hold",
    "recipient.unverified",
    "recipient.withdrawn",
    "kind.unknown",
    "agreement.none",
    "agreement.draft",
    "agreement.mismatch",
    "agreement.ended",
    "agreement.expired",
    "agreement.run-off",
    "agreement.suspended",
    "topic.unknown",
    "topic.excluded",
    "topic.not-covered",
    "topic.suspended",
    "kind.direction",
    "purpose.not-covered",
    "basis.missing",
    "handling.missing",
    "handling.contradiction",
    "handling.ceiling",
    "handling.release",
    "handling.tlp-red",
    "handling.tlp-strict",
    "handling.tlp-amber",
    "handling.tlp-green",
    "handling.h1",
    "handling.pap",
    "consent.pending",
    "consent.refused",
    "consent.revoked",
    "consent.expired",
    "consent.limits",
    "handling.h2",
    "handling.orcon",
    "purpose.incompatible",
    "handling.h3",
    "protected.fled",
    "protected.set",
    "protected.release",
    "person.category",
    "person.fact",
    "person.dates",
    "person.evaluation",
    "person.character-missing",
    "person.character-failed",
    "content.sensitive",
    "person.protected",
    "risk.missing",
    "risk.not-frozen",
    "risk.same-person",
    "risk.substantial",
    "assurance.missing",
    "assurance.expired",
    "assurance.breached",
    "risk.death-penalty",
    "risk.torture",
    "watch.expiry",
    "watch.basis",
    "approval.missing",
    "approval.author",
    "approval.role",
    "approval.edited",
    "approval.expired",
    "search.bulk",
    "match.case",
    "match.list-class",
    "match.budget",
    "match.sealed",
    "trace.rounds",
    "not-agreed",
)

_FAMILIES: Final = (
    actors,
    items,
    agreement,
    handling,
    consent,
    protection,
    persons,
    safeguards,
    approval,
    sessions,
)

BY_ID: Final[Mapping[str, Rule]] = MappingProxyType({rule.id: rule for family in _FAMILIES for rule in family.RULES})
"""Every rule by its id."""

RULES: Final[tuple[Rule, ...]] = tuple(BY_ID[name] for name in ORDER)
"""Every rule, in order."""
