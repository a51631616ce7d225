"""Why a request is not met: the inner ground stays here, a coarse one travels (DXP 14, Sent grounds).

An inner ground is for the officer, the audit and oversight. What travels says no more than request and agreement
already show; where the ground depends on what is held, it is `nil`, the neutral answer, whatever the reason.
Labels are in the four languages of the screens. Which grounds an officer may choose is in `policy.refusals`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from detente.policy.languages import named

NIL: Final = "nil"
"""The neutral answer: nothing to communicate, never: nothing held. No refusal on the wire."""


class UnknownGround(LookupError):
    """No such inner ground: a slip of the caller, never to be sent."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One inner ground. `family`: the law that it belongs to; `current` False: no longer law, read in old records only.

    `in_part`: it may cover a part of a request; `may_withhold`: its reasons may be kept back inside an explanation.
    """

    code: str
    sent: str
    family: str
    label: Mapping[str, str]
    in_part: bool = True
    may_withhold: bool = False
    current: bool = True


def sent_ground(inner: str) -> str:
    """Give what travels for an inner ground: one of `SENT`, or `NIL`.

    Raises:
        UnknownGround: `inner` is in no table, and nothing may be made up for it.
    """
    return ground(inner).sent


def ground(inner: str) -> Ground:
    """Give the inner ground of that code; UnknownGround where there is none."""
    try:
        return GROUNDS[inner]
    except KeyError as error:
        raise UnknownGround(f"there is no ground {inner}") from error


def is_sent_ground(value: object) -> bool:
    """Whether a `refused` message may carry `value`; an inner ground, or `nil`, may not."""
    return isinstance(value, str) and value in SENT


SENT: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "outside": named(
            "Outside the agreement or its law",
            "Hors de l'accord ou de son droit",
            "Вне соглашения или его права",
            "خارج الاتفاق أو قانونه",
        ),
        "form": named("The request is incomplete", "Demande incomplète", "Запрос неполон", "الطلب غير مكتمل"),
        "law": named("Contrary to our law", "Contraire à notre droit", "Противоречит нашему праву", "مخالف لقانوننا"),
        "rights": named("Human rights", "Droits de l'homme", "Права человека", "حقوق الإنسان"),
        "undisclosed": named(
            "Ground not disclosed, decided before any search",
            "Motif non communiqué, décidé avant toute recherche",
            "Основание не раскрывается, решено до поиска",
            "السبب غير معلن، تقرر قبل أي بحث",
        ),
    }
)
"""The grounds that travel, with their labels (DXP 14)."""

_ALL: Final = (
    Ground(
        "eu977-a", "nil", "eu-2023-977", named("Not available", "Non disponible", "Нет в распоряжении", "غير متاحة")
    ),
    Ground(
        "eu977-b",
        "form",
        "eu-2023-977",
        named(
            "Request does not meet art. 4",
            "Demande non conforme à l'art. 4",
            "Запрос не отвечает ст. 4",
            "الطلب لا يستوفي المادة 4",
        ),
        in_part=False,
    ),
    Ground(
        "eu977-c",
        "law",
        "eu-2023-977",
        named(
            "Judicial authorisation refused",
            "Autorisation judiciaire refusée",
            "Отказ в судебном разрешении",
            "رفض الإذن القضائي",
        ),
    ),
    Ground(
        "eu977-d",
        "outside",
        "eu-2023-977",
        named(
            "Category of personal data outside scope",
            "Catégorie de données hors champ",
            "Категория данных вне сферы действия",
            "فئة بيانات خارج النطاق",
        ),
    ),
    Ground(
        "eu977-e",
        "nil",
        "eu-2023-977",
        named(
            "Inaccurate, incomplete or out of date",
            "Inexactes, incomplètes ou périmées",
            "Неточно, неполно или устарело",
            "غير دقيقة أو ناقصة أو قديمة",
        ),
    ),
    Ground(
        "eu977-f1",
        "nil",
        "eu-2023-977",
        named(
            "Essential national security interests",
            "Intérêts essentiels de sécurité nationale",
            "Важнейшие интересы национальной безопасности",
            "مصالح أساسية للأمن الوطني",
        ),
        may_withhold=True,
    ),
    Ground(
        "eu977-f2",
        "nil",
        "eu-2023-977",
        named(
            "Ongoing investigation or safety of a person",
            "Enquête en cours ou sécurité d'une personne",
            "Идущее расследование или безопасность лица",
            "تحقيق جارٍ أو سلامة شخص",
        ),
        may_withhold=True,
    ),
    Ground(
        "eu977-f3",
        "nil",
        "eu-2023-977",
        named(
            "Undue harm to a legal person",
            "Préjudice indu à une personne morale",
            "Неоправданный вред юридическому лицу",
            "ضرر غير مبرر بشخص اعتباري",
        ),
        may_withhold=True,
    ),
    Ground(
        "eu977-g",
        "outside",
        "eu-2023-977",
        named(
            "Offence of at most one year, or no offence here",
            "Infraction d'un an au plus, ou pas d'infraction ici",
            "Не более года лишения свободы либо не преступление",
            "جريمة لا تتجاوز سنة أو لا تشكل جريمة",
        ),
        in_part=False,
    ),
    Ground(
        "eu977-h",
        "nil",
        "eu-2023-977",
        named(
            "From another state that does not consent",
            "D'un autre État qui n'y consent pas",
            "От другого государства без его согласия",
            "من دولة أخرى لم توافق",
        ),
        may_withhold=True,
    ),
    Ground(
        "fiu-outside-aml",
        "outside",
        "fiu-consent",
        named(
            "Outside anti-money-laundering law",
            "Hors du droit anti-blanchiment",
            "Вне норм ПОД/ФТ",
            "خارج أحكام مكافحة غسل الأموال",
        ),
    ),
    Ground(
        "fiu-impairs-investigation",
        "nil",
        "fiu-consent",
        named(
            "Could impair an investigation",
            "Pourrait nuire à une enquête",
            "Может повредить расследованию",
            "قد يضر بتحقيق",
        ),
    ),
    Ground(
        "fiu-fundamental-principles",
        "law",
        "fiu-consent",
        named(
            "Contrary to fundamental principles of national law",
            "Contraire aux principes fondamentaux du droit national",
            "Противоречит основам национального права",
            "مخالف للمبادئ الأساسية للقانون",
        ),
    ),
    Ground(
        "fiu-disproportionate",
        "form",
        "fiu-consent",
        named(
            "Manifestly disproportionate (earlier wording)",
            "Manifestement disproportionné (ancien texte)",
            "Явно несоразмерно (прежняя редакция)",
            "غير متناسب بشكل واضح (نص سابق)",
        ),
        current=False,
    ),
    Ground(
        "interpol-art3",
        "law",
        "interpol",
        named(
            "Political, military, religious or racial character",
            "Caractère politique, militaire, religieux ou racial",
            "Политический, военный, религиозный или расовый характер",
            "طابع سياسي أو عسكري أو ديني أو عنصري",
        ),
    ),
    Ground(
        "interpol-no-warrant",
        "form",
        "interpol",
        named("No valid warrant", "Pas de mandat valable", "Нет действительного ордера", "لا توجد مذكرة سارية"),
        in_part=False,
    ),
    Ground(
        "interpol-data-standards",
        "form",
        "interpol",
        named(
            "Data fail the standards",
            "Données non conformes aux normes",
            "Данные не отвечают требованиям",
            "البيانات لا تستوفي المعايير",
        ),
    ),
    Ground(
        "hr-mistreatment",
        "rights",
        "human-rights",
        named(
            "Substantial risk of mistreatment",
            "Risque sérieux de mauvais traitements",
            "Серьёзный риск жестокого обращения",
            "خطر جدي لسوء المعاملة",
        ),
    ),
    Ground(
        "hr-death-penalty",
        "rights",
        "human-rights",
        named(
            "Death penalty without assurance",
            "Peine de mort sans assurances",
            "Смертная казнь без гарантий",
            "عقوبة الإعدام دون ضمانات",
        ),
    ),
    Ground(
        "hr-person-declined",
        "nil",
        "human-rights",
        named("The person declines", "La personne refuse", "Лицо отказывается", "الشخص يرفض"),
        in_part=False,
    ),
    Ground(
        "mlat-dual-criminality",
        "outside",
        "mlat",
        named(
            "No dual criminality",
            "Absence de double incrimination",
            "Нет двойной криминальности",
            "انتفاء ازدواجية التجريم",
        ),
    ),
    Ground(
        "mlat-ne-bis-in-idem",
        "nil",
        "mlat",
        named("Ne bis in idem", "Ne bis in idem", "Ne bis in idem (уже судим)", "عدم جواز المحاكمة مرتين"),
        in_part=False,
    ),
    Ground(
        "mlat-political-offence",
        "law",
        "mlat",
        named("Political offence", "Infraction politique", "Политическое преступление", "جريمة سياسية"),
        in_part=False,
    ),
    Ground(
        "dxp-unclarified",
        "form",
        "detente",
        named("Clarification never came", "Précision jamais reçue", "Уточнение не поступило", "لم يرد الإيضاح"),
        in_part=False,
    ),
    Ground(
        "dxp-not-covered",
        "outside",
        "detente",
        named(
            "Not covered by the agreement",
            "Non couvert par l'accord",
            "Не предусмотрено соглашением",
            "غير مشمول بالاتفاق",
        ),
    ),
    Ground(
        "dxp-undisclosed",
        "undisclosed",
        "detente",
        named("Ground not disclosed", "Motif non communiqué", "Основание не раскрывается", "السبب غير معلن"),
        may_withhold=True,
    ),
    Ground(
        "dxp-protected",
        "nil",
        "detente",
        named("Protected status", "Statut protégé", "Защищённый статус", "وضع محمي"),
        may_withhold=True,
    ),
)

GROUNDS: Final[Mapping[str, Ground]] = MappingProxyType({each.code: each for each in _ALL})
"""Every inner ground by its code."""
