"""What a digest says, in the officer's language: how many wait and how much they press. Nothing else stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.cases.escalation import Urgency

_SUBJECT: Final[Mapping[str, str]] = {
    "fr": "Détente {code} : en attente à votre bureau : {count}",
    "en": "Détente {code}: waiting at your desk: {count}",
    "ru": "Détente {code}: ожидает в вашей группе: {count}",
    "ar": "Détente {code}: ينتظر في مكتبكم: {count}",
}
_PRESSES: Final[Mapping[Urgency, Mapping[str, str]]] = {
    Urgency.SOON: {
        "fr": "Une échéance approche.",
        "en": "A deadline is near.",
        "ru": "Срок подходит к концу.",
        "ar": "تقترب مهلة من نهايتها.",
    },
    Urgency.LATE: {
        "fr": "Une échéance est passée.",
        "en": "A deadline has passed.",
        "ru": "Срок истёк.",
        "ar": "انقضت مهلة.",
    },
    Urgency.GRAVE: {
        "fr": "C’est urgent.",
        "en": "It is urgent.",
        "ru": "Срочно.",
        "ar": "الأمر عاجل.",
    },
}
_DO: Final[Mapping[str, str]] = {
    "fr": "Ouvrez votre bureau. Ce rappel cesse dès que quelqu’un accepte.",
    "en": "Open your desk. This reminder stops as soon as somebody accepts.",
    "ru": "Откройте своё рабочее место. Напоминание прекратится, как только кто-нибудь примет.",
    "ar": "افتحوا مكتبكم. يتوقف هذا التذكير حالما يقبل أحد.",
}


def digest(code: str, *, count: int, urgency: Urgency, language: str) -> tuple[str, str]:
    """Give subject and body. `code`: our own letters; in English where the language is not one of the desk's."""
    said = language if language in _DO else "en"
    return _SUBJECT[said].format(code=code, count=count), f"{_PRESSES[urgency][said]}\n{_DO[said]}\n"
