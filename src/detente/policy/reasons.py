"""Coded reasons that an act of a dialogue gives, and what may be missing in a request, in four languages.

Codes travel, words do not: a statement shows evidence to everyone who verifies it, so it says why in a code. A code of
a newer release is kept and shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from detente.policy.languages import named
from detente.policy.urgencies import URGENCIES

Labels = Mapping[str, str]
Codes = Mapping[str, Labels]


def _codes(**each: tuple[str, str, str, str]) -> Codes:
    return MappingProxyType({code.replace("_", "-"): named(*labels) for code, labels in each.items()})


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a request may lack. `sentence`: what to do about it, for the officer who writes it."""

    code: str
    labels: Labels
    sentence: str


_MISSING: Final = (
    Missing(
        "purpose",
        named("the purpose", "la finalité", "цель", "الغرض"),
        "Say why the information is necessary and why it is expected there.",
    ),
    Missing(
        "legal-basis",
        named("the legal basis", "la base légale", "правовое основание", "الأساس القانوني"),
        "Name the law that the request rests on.",
    ),
    Missing(
        "facts",
        named("the facts", "les faits", "факты", "الوقائع"),
        "Describe the facts behind the purpose, the offence among them.",
    ),
    Missing(
        "person-link",
        named(
            "how the person is linked to the purpose",
            "le lien entre la personne et la finalité",
            "связь лица с целью",
            "صلة الشخص بالغرض",
        ),
        "Say how the persons asked about are linked to the purpose; where it is about nobody, say so.",
    ),
    Missing(
        "identity-data",
        named("identity data", "les données d'identité", "данные о личности", "بيانات الهوية"),
        "Give what identifies the person: names in their script, date and place of birth, documents.",
    ),
    Missing(
        "what-exactly",
        named(
            "what exactly is asked for",
            "ce qui est demandé précisément",
            "что именно запрашивается",
            "المطلوب تحديداً",
        ),
        "Say what exactly is asked for, one thing a line.",
    ),
    Missing(
        "period",
        named("the period", "la période", "период", "الفترة"),
        "Say which period the question is about.",
    ),
    Missing(
        "urgency-reason",
        named("the reason for urgency", "le motif d'urgence", "основание срочности", "سبب الاستعجال"),
        "Choose one of the reasons for urgency, or none; another code means nothing to the partner.",
    ),
    Missing(
        "use-limits",
        named("limits on use", "les limites d'utilisation", "ограничения на использование", "حدود الاستخدام"),
        "Say what the answer may be used for; where the agreement says it all, say so.",
    ),
    Missing(
        "evaluation",
        named("the evaluation of sources", "l'évaluation des sources", "оценка источников", "تقييم المصادر"),
        "Give the evaluation of the source beside each record.",
    ),
    Missing(
        "language",
        named("the language of the answer", "la langue de la réponse", "язык ответа", "لغة الرد"),
        "Say in which language the text is written.",
    ),
)

MISSING: Final[Mapping[str, Missing]] = MappingProxyType({each.code: each for each in _MISSING})
"""What may be missing in a request, by code, in the order of `urgencies.MAY_BE_MISSING`."""

WITHDRAWN: Final = _codes(
    settled=("settled meanwhile", "réglé entre-temps", "вопрос решён", "حُلّ الأمر"),
    answered_elsewhere=(
        "answered through another channel",
        "réponse par une autre voie",
        "ответ получен иначе",
        "ورد الرد بطريق آخر",
    ),
    duplicate=("sent twice", "envoyée deux fois", "отправлено дважды", "أُرسل مرتين"),
    mistake=("sent by mistake", "envoyée par erreur", "отправлено по ошибке", "أُرسل خطأ"),
    no_longer_lawful=("no longer lawful", "plus licite", "больше не законно", "لم يعد قانونياً"),
)
FILED: Final = _codes(
    no_nexus=("no link to a matter here", "aucun lien avec une affaire ici", "нет связи с делом", "لا صلة بقضية هنا"),
    known_already=("known already", "déjà connu", "уже известно", "معروف مسبقاً"),
    insufficient=("too little to act on", "insuffisant pour agir", "недостаточно данных", "غير كافٍ للتصرف"),
    not_competent=(
        "another body is competent",
        "un autre service est compétent",
        "компетентен другой орган",
        "جهة أخرى مختصة",
    ),
)
UNUSED: Final = _codes(
    not_useful=("of no use", "sans utilité", "не пригодилось", "غير مفيد"),
    too_late=("came too late", "arrivée trop tard", "слишком поздно", "وصل متأخراً"),
    known_already=("known already", "déjà connu", "уже известно", "معروف مسبقاً"),
    superseded=("superseded", "dépassée", "утратило значение", "تجاوزه الزمن"),
)
EXTENDED: Final = _codes(
    volume=("much material", "volume important", "большой объём", "حجم كبير"),
    third_party=(
        "a third party must agree",
        "l'accord d'un tiers est nécessaire",
        "нужно согласие третьей стороны",
        "يلزم موافقة طرف ثالث",
    ),
    judicial_authorisation=(
        "a court must authorise it",
        "autorisation judiciaire nécessaire",
        "нужно разрешение суда",
        "يلزم إذن قضائي",
    ),
    translation=("translation", "traduction", "перевод", "الترجمة"),
)
NOT_URGENT: Final = _codes(
    no_threat_shown=("no threat is shown", "aucune menace établie", "угроза не показана", "لم يثبت تهديد"),
    not_bound_in_time=(
        "nothing depends on the time",
        "rien ne dépend du délai",
        "срок не важен",
        "لا شيء يتوقف على الوقت",
    ),
    reason_missing=("no reason was given", "aucun motif donné", "основание не указано", "لم يُذكر سبب"),
)
USEFULNESS: Final = _codes(
    led_to_action=("led to action", "a permis d'agir", "привело к действиям", "أدى إلى إجراء"),
    useful=("useful", "utile", "полезно", "مفيد"),
    not_useful=("not useful", "pas utile", "не полезно", "غير مفيد"),
    wrong=("wrong", "inexact", "неверно", "غير صحيح"),
)

KEPT: Final = _codes(
    own_source=(
        "an own source says so",
        "une source propre l'indique",
        "по данным собственного источника",
        "مصدر خاص يؤكده",
    ),
    court_file=(
        "it stands in a court file",
        "figure au dossier judiciaire",
        "содержится в судебном деле",
        "مدرج في ملف قضائي",
    ),
    proof_of_what_was=(
        "kept as proof of what was known",
        "conservé comme preuve de ce qui était su",
        "хранится как доказательство",
        "محفوظ كإثبات لما كان معروفاً",
    ),
)
OBJECTED: Final = _codes(
    right_as_it_is=("it is right as it is", "exact en l'état", "сведения верны", "صحيح كما هو"),
    not_shown=("no proof is given", "aucune preuve fournie", "не доказано", "لم يُقدَّم دليل"),
    another_person=("another person is meant", "il s'agit d'une autre personne", "другое лицо", "المقصود شخص آخر"),
    not_held=("it is not held here", "pas détenu ici", "здесь не хранится", "غير محفوظ هنا"),
)

HANDED: Final = _codes(
    competence=("that desk is competent", "ce bureau est compétent", "компетентен другой отдел", "ذلك المكتب مختص"),
    languages=("it knows the language", "il connaît la langue", "знает язык", "يعرف اللغة"),
    workload=("too much work here", "charge de travail", "перегрузка", "ضغط العمل"),
    leave=("whoever had it is away", "absence du titulaire", "исполнитель отсутствует", "غياب المكلف"),
)
GIVEN_BACK: Final = _codes(
    not_competent=("not competent", "pas compétent", "не в компетенции", "غير مختص"),
    incomplete=("incomplete", "incomplet", "неполно", "غير مكتمل"),
    workload=("too much work here", "charge de travail", "перегрузка", "ضغط العمل"),
)

REASONS: Final[Mapping[tuple[str, str], Codes]] = MappingProxyType(
    {
        ("request-information", "withdraw"): WITHDRAWN,
        ("request-information", "close-unused"): UNUSED,
        ("request-information", "extend"): EXTENDED,
        ("request-information", "extend-again"): EXTENDED,
        ("request-information", "reject-urgency"): NOT_URGENT,
        ("request-information", "send-feedback"): USEFULNESS,
        ("correction", "apply-partly"): KEPT,
        ("correction", "object"): OBJECTED,
        ("handover-internal", "offer"): HANDED,
        ("handover-internal", "offer-elsewhere"): HANDED,
        ("handover-internal", "return"): GIVEN_BACK,
        ("notification", "file"): FILED,
        ("notification", "close-without-outcome"): FILED,
    }
)
"""The codes that an act offers, by (kind of dialogue, act); an act that is not listed takes any code."""


def labels_of(code: str) -> Labels:
    """Give the words for a code by language, those of a reason for urgency among them; empty where it is not known."""
    if code in URGENCIES:
        return URGENCIES[code].label
    if code in MISSING:
        return MISSING[code].labels
    known = (WITHDRAWN, FILED, UNUSED, EXTENDED, NOT_URGENT, USEFULNESS, HANDED, GIVEN_BACK, KEPT, OBJECTED)
    return next((codes[code] for codes in known if code in codes), MappingProxyType({}))
