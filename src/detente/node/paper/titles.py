"""What a printed thread calls a message without a subject, and a silence, in four languages.

Only what a thread of this release can hold has a name; whatever else a newer partner sends goes by its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_LANGUAGES: Final = ("en", "fr", "ru", "ar")


def message(code: str, lang: str) -> str:
    """Give the name of a message in a language of the papers, in English where it is none of the four."""
    return _named(_MESSAGES, code, lang)


def silence(clock: str, lang: str) -> str:
    """Give what is missing once a clock has run out."""
    return _named(_SILENCES, clock, lang)


def titled(code: str, subject: str, lang: str) -> str:
    """Give the name of a message and its subject, with the colon that the language has."""
    colon = "\u00a0: " if lang.partition("-")[0] == "fr" else ": "
    return f"{message(code, lang)}{colon}{subject}" if subject else message(code, lang)


def _named(rows: Mapping[str, tuple[str, ...]], code: str, lang: str) -> str:
    words = dict(zip(_LANGUAGES, rows.get(code, ()), strict=False))
    return words.get(lang.partition("-")[0]) or words.get("en") or code


_MESSAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "notification": ("Written notification", "Notification écrite", "Письменное уведомление", "إخطار مكتوب"),
    "request": ("Request for information", "Demande d’informations", "Запрос информации", "طلب معلومات"),
    "answer": ("Full answer", "Réponse complète", "Полный ответ", "إجابة كاملة"),
    "part": ("Answer in part", "Réponse partielle", "Частичный ответ", "إجابة جزئية"),
    "part-final": (
        "Answer in part, nothing more follows",
        "Réponse partielle, rien ne suivra",
        "Частичный ответ, продолжения не будет",
        "إجابة جزئية، لا يتبعها شيء",
    ),
    "nil": ("Nil answer", "Réponse « néant »", "Ответ «нечего сообщить»", "إجابة «لا شيء للإبلاغ»"),
    "refused": ("Refusal", "Refus", "Отказ", "رفض"),
    "supplement": ("Supplement", "Complément", "Дополнение", "تكملة"),
    "outcome": ("Outcome", "Suite donnée", "Итог", "النتيجة"),
    "clarification": ("Clarification", "Précision", "Уточнение", "توضيح"),
    "clarification-asked": ("Question back", "Question en retour", "Встречный вопрос", "سؤال مضاد"),
    "returned": ("Sent back", "Renvoyé", "Возвращено", "أُعيد"),
    "withdraw": ("Withdrawal", "Retrait", "Отзыв запроса", "سحب الطلب"),
    "transferred": (
        "Passed to the competent body",
        "Transmise au service compétent",
        "Передано компетентному органу",
        "أُحيل إلى الجهة المختصة",
    ),
    "feedback": ("Feedback", "Retour d’utilité", "Отзыв о пользе", "إفادة بالفائدة"),
    "correction": ("Correction", "Rectification", "Исправление", "تصحيح"),
    "insist": (
        "Insistence on a correction",
        "Maintien d’une rectification",
        "Настояние на исправлении",
        "إصرار على تصحيح",
    ),
    "partly": (
        "Correction taken over in part",
        "Rectification reprise en partie",
        "Исправление принято частично",
        "تصحيح أُخذ به جزئياً",
    ),
    "contested": ("Contested", "Contestée", "Оспорено", "اعتُرض عليه"),
    "objected": (
        "Objection to a correction",
        "Contestation d’une rectification",
        "Возражение против исправления",
        "اعتراض على تصحيح",
    ),
}
_SILENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "delivery": ("not delivered", "non remis", "не доставлено", "لم تُسلّم"),
    "opening": ("not opened", "non ouvert", "не открыто", "لم تُفتح"),
    "acceptance": ("nobody accepted", "personne n’a accepté", "никто не принял", "لم يقبلها أحد"),
    "answer": ("no answer", "aucune réponse", "ответа нет", "لا إجابة"),
    "outcome": ("no outcome", "aucune suite connue", "результата нет", "لا نتيجة"),
    "interim": ("no word on how it stands", "aucun point", "нет сообщения о ходе", "لا إفادة بسير العمل"),
    "clarification": ("no clarification", "aucune précision", "нет уточнения", "لا توضيح"),
    "completion": ("not completed", "pas menée à terme", "не завершено", "لم يُستكمل"),
    "onward": (
        "no word of the onward recipients",
        "aucune nouvelle des destinataires suivants",
        "нет сведений о дальнейших получателях",
        "لا خبر عن المتلقين اللاحقين",
    ),
    "feedback": ("no feedback", "aucun retour d’utilité", "нет отзыва", "لا إفادة"),
}
