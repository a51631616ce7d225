"""Why a request is urgent, what may be missing in one, and when no copy goes to the own contact point (urgency.json).

Without a code a request is not urgent. The answerer may reject the urgency once, with reasons; the clock then falls
back to the normal one from the same start. Only danger to life passes a suspension, and only in a warning, unless the
agreement exempts more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from detente.policy.languages import named


@dataclass(frozen=True, slots=True)
class Urgency:
    """One reason. `life`: it is danger to life or limb."""

    code: str
    label: Mapping[str, str]
    level: Literal["urgent", "normal"] = "urgent"
    life: bool = False


_ALL: Final = (
    Urgency(
        "public-security",
        named(
            "Immediate and serious threat to public security",
            "Menace immédiate et grave pour la sécurité publique",
            "Непосредственная серьёзная угроза общественной безопасности",
            "تهديد وشيك وخطير للأمن العام",
        ),
    ),
    Urgency(
        "life-or-limb",
        named(
            "Imminent threat to life or limb",
            "Menace imminente pour la vie ou l'intégrité physique",
            "Непосредственная угроза жизни или здоровью",
            "تهديد وشيك للحياة أو السلامة",
        ),
        life=True,
    ),
    Urgency(
        "liberty-decision",
        named(
            "Decision on restrictive measures, up to detention",
            "Décision sur des mesures restrictives, jusqu'à la privation de liberté",
            "Решение об ограничительных мерах вплоть до лишения свободы",
            "قرار بشأن تدابير مقيدة قد تصل إلى الحرمان من الحرية",
        ),
    ),
    Urgency(
        "loses-relevance",
        named(
            "Would lose relevance and is important",
            "Perdrait son intérêt et est importante",
            "Утратит значение, важно для расследования",
            "ستفقد أهميتها وهي مهمة للتحقيق",
        ),
    ),
    Urgency("none", named("Not urgent", "Non urgente", "Не срочно", "غير عاجل"), level="normal"),
)

URGENCIES: Final[Mapping[str, Urgency]] = MappingProxyType({urgency.code: urgency for urgency in _ALL})
"""Every reason by its code (German IRG § 92f(3), which transposes art. 4 of Directive (EU) 2023/977)."""

MAY_BE_MISSING: Final = (
    "purpose",
    "legal-basis",
    "facts",
    "link person to purpose",
    "identity data",
    "what exactly",
    "period",
    "urgency reason",
    "limits on use",
    "evaluation",
    "language",
)
"""What the answerer may ask back for, as the request for clarification names it."""

NO_COPY_BECAUSE: Final = (
    "highly sensitive investigation",
    "terrorism case that is no emergency",
    "safety of a person",
)
"""Reasons to leave out the copy to the own contact point, which else is sent (Directive (EU) 2023/977, art. 4(2))."""


def is_urgent(code: str | None) -> bool:
    """Whether a request with this code is urgent; not without a code, nor with one that nobody knows."""
    known = URGENCIES.get(code or "none")
    return known is not None and known.level == "urgent"
