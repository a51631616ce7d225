"""Who inside may be left out, and why: the coded reasons of a dissemination list (research/domain.md, B15).

Nobody is left out silently. A reason stands here and is read by oversight; none of it travels.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.policy.languages import named

WITHHELD: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "need-to-know": named(
            "has no need to know it", "n'a pas à en connaître", "нет служебной необходимости", "لا حاجة له بمعرفته"
        ),
        "originator-control": named(
            "the originator keeps control",
            "l'émetteur garde le contrôle",
            "распространение контролирует источник",
            "التحكم للجهة المُصدرة",
        ),
        "handling-label": named(
            "the label does not allow it",
            "le marquage ne le permet pas",
            "гриф этого не допускает",
            "علامة التداول لا تسمح",
        ),
        "source-protection": named(
            "it would endanger a source",
            "une source serait mise en danger",
            "это подвергло бы опасности источник",
            "يعرّض مصدراً للخطر",
        ),
        "running-operation": named(
            "an operation is under way", "une opération est en cours", "проводится операция", "عملية جارية"
        ),
        "not-competent": named("is not competent", "n'est pas compétent", "не входит в компетенцию", "غير مختص"),
        "knows-already": named("knows it already", "le sait déjà", "уже знает", "يعلم به مسبقاً"),
    }
)
"""Why somebody inside was not told, by code."""
