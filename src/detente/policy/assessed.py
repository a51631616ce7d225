"""What is shown of a person once the matter about them is closed: how it was assessed, in place of a category.

A person about whom nothing was found is not left standing as a suspect on our screens (research/domain.md, B16).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.policy.languages import named

ASSESSED: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "no-nexus": named("assessed, no nexus", "évalué, aucun lien", "проверено, связи нет", "جرى التقييم، لا صلة"),
        "insufficient": named(
            "assessed, too little to act on", "évalué, insuffisant", "проверено, данных мало", "جرى التقييم، غير كافٍ"
        ),
    }
)
"""The words by the code with which the matter was closed; other codes say nothing about a person."""
