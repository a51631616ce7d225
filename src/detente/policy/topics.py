"""The tree of topics: what each covers, and what it is called (topics.json).

A topic covers its sub-topics, by its code alone: `a` covers `a.b`, known or not. An unknown topic is kept and shown as
unknown, and cannot be sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from detente.model.reach import within
from detente.policy.languages import named


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. `life`: it is about danger to life; `alarm_handover`: how soon an alarm changes hands."""

    code: str
    label: Mapping[str, str]
    life: bool = False
    alarm_handover: timedelta | None = None


def within_any(topic: str | None, roots: Iterable[str]) -> bool:
    """Whether one of `roots` covers `topic`."""
    return any(within(topic, root) for root in roots)


_ALL: Final = (
    Topic(
        "ct",
        named("Counter-terrorism", "Lutte contre le terrorisme", "Борьба с терроризмом", "مكافحة الإرهاب"),
        alarm_handover=timedelta(hours=24),
    ),
    Topic(
        "ct.persons",
        named(
            "Persons involved or suspected",
            "Personnes impliquées ou soupçonnées",
            "Причастные и подозреваемые лица",
            "أشخاص متورطون أو مشتبه بهم",
        ),
    ),
    Topic(
        "ct.financing",
        named("Financing of terrorism", "Financement du terrorisme", "Финансирование терроризма", "تمويل الإرهاب"),
    ),
    Topic("ct.financing.chains", named("Chains", "Chaînes", "Цепочки", "السلاسل")),
    Topic("ct.financing.sources", named("Sources", "Sources", "Источники", "المصادر")),
    Topic(
        "ct.threat",
        named("Threats and warnings", "Menaces et alertes", "Угрозы и предупреждения", "تهديدات وتحذيرات"),
        life=True,
    ),
    Topic(
        "ct.travel",
        named("Travel of fighters", "Déplacements de combattants", "Поездки боевиков", "سفر المقاتلين"),
    ),
    Topic(
        "ct.intelligence",
        named("Intelligence and targets", "Renseignement et cibles", "Разведданные и цели", "معلومات استخبارية وأهداف"),
    ),
    Topic("event", named("Event security", "Sécurité d'événements", "Безопасность мероприятий", "أمن الفعاليات")),
    Topic("event.lists", named("Screening lists", "Listes de criblage", "Проверочные списки", "قوائم التدقيق")),
    Topic("event.incidents", named("Incidents", "Incidents", "Инциденты", "الحوادث")),
    Topic(
        "missing",
        named(
            "Missing and detained persons",
            "Personnes disparues et détenues",
            "Пропавшие и задержанные",
            "مفقودون ومحتجزون",
        ),
    ),
    Topic(
        "missing.citizen",
        named("Search for a citizen", "Recherche d'un ressortissant", "Поиск гражданина", "البحث عن مواطن"),
    ),
    Topic(
        "missing.handover",
        named("Release and hand-over", "Libération et remise", "Освобождение и передача", "إفراج وتسليم"),
    ),
    Topic("deconfliction", named("Deconfliction", "Déconfliction", "Предотвращение инцидентов", "تفادي الاشتباك")),
    Topic("deconfliction.air", named("Air", "Air", "Воздух", "الجو")),
    Topic(
        "deconfliction.sites",
        named("Protected sites", "Sites protégés", "Защищённые объекты", "مواقع محمية"),
    ),
    Topic("proliferation", named("Proliferation", "Prolifération", "Распространение ОМУ", "الانتشار")),
    Topic("crime", named("Serious crime", "Criminalité grave", "Тяжкие преступления", "الجرائم الخطيرة")),
    Topic(
        "cyber",
        named(
            "Attacks on information systems",
            "Attaques contre les systèmes d'information",
            "Кибератаки",
            "هجمات على نظم المعلومات",
        ),
    ),
    Topic(
        "contacts",
        named("Contacts and oversight", "Contacts et contrôle", "Контакты и надзор", "الاتصالات والرقابة"),
    ),
    Topic("redress", named("Redress", "Recours", "Средства защиты", "الانتصاف")),
)

TOPICS: Final[Mapping[str, Topic]] = MappingProxyType({topic.code: topic for topic in _ALL})
"""Every known topic by its code, a parent before its sub-topics."""
