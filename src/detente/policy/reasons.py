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

WAIVED: Final = _codes(
    aware_already=("they know of it already", "ils le savent déjà", "им уже известно", "يعلمون به مسبقاً"),
    endangers_source=(
        "it would endanger a source or an operation",
        "mettrait en danger une source ou une opération",
        "подвергло бы опасности источник или операцию",
        "قد يعرّض مصدراً أو عملية للخطر",
    ),
    no_way_to_warn=(
        "there is no way to warn in time",
        "aucun moyen d'alerter à temps",
        "нет возможности предупредить вовремя",
        "لا سبيل إلى الإنذار في الوقت المناسب",
    ),
    takes_part_in_fighting=(
        "whoever is in danger takes part in fighting",
        "la personne menacée prend part aux combats",
        "тот, кому угрожают, участвует в боевых действиях",
        "المهدَّد يشارك في القتال",
    ),
    comes_from_them=(
        "the danger comes from the service itself",
        "la menace vient du service lui-même",
        "угроза исходит от самой службы",
        "الخطر صادر عن الجهاز نفسه",
    ),
)
"""Why nobody is warned although the duty holds (Intelligence Community Directive 191 names grounds of this kind)."""
DROPPED: Final = _codes(
    not_credible=("not credible", "pas crédible", "недостоверно", "غير موثوق"),
    not_specific=("not specific", "pas précis", "неконкретно", "غير محدد"),
    not_impending=("not impending", "pas imminent", "угроза не близка", "غير وشيك"),
    told_otherwise=(
        "told in another message",
        "communiqué par un autre message",
        "сообщено другим сообщением",
        "أُبلغ برسالة أخرى",
    ),
)
STOOD_DOWN: Final = _codes(
    danger_over=("the danger is over", "le danger est passé", "опасность миновала", "زال الخطر"),
    unfounded=("unfounded", "sans fondement", "не подтвердилось", "لا أساس له"),
    mistake=("sent by mistake", "envoyée par erreur", "отправлено по ошибке", "أُرسل خطأ"),
)
ASSESSED: Final = _codes(
    real=("real", "réelle", "реальна", "حقيقي"),
    unclear=("unclear", "incertaine", "неясна", "غير واضح"),
    false=("false", "fausse", "ложна", "كاذب"),
)
NOT_ACTED: Final = _codes(
    unfounded=("unfounded", "sans fondement", "не подтвердилось", "لا أساس له"),
    came_too_late=("it came too late", "arrivée trop tard", "поступило слишком поздно", "وصل بعد فوات الأوان"),
    no_means=("no means to act", "aucun moyen d'agir", "нет средств для действий", "لا وسيلة للتصرف"),
    known_already=("known already", "déjà connu", "уже известно", "معروف مسبقاً"),
    not_competent=(
        "another body is competent",
        "un autre service est compétent",
        "компетентен другой орган",
        "جهة أخرى مختصة",
    ),
)
OUTCOMES: Final = _codes(
    prevented=("prevented", "empêché", "предотвращено", "مُنع"),
    arrests=("arrests", "arrestations", "задержания", "توقيفات"),
    unfounded=("unfounded", "sans fondement", "не подтвердилось", "لا أساس له"),
    unknown=("unknown", "inconnu", "неизвестно", "غير معروف"),
)
MEASURES: Final = _codes(
    arrests=("arrests", "arrestations", "задержания", "توقيفات"),
    protection=("protection of persons or places", "protection de personnes ou de lieux", "охрана", "حماية"),
    search=("search", "recherche ou fouille", "розыск или обыск", "بحث أو تفتيش"),
    alert_raised=("level of alert raised", "niveau d'alerte relevé", "повышен уровень угрозы", "رفع مستوى التأهب"),
    other_measures=("other measures", "autres mesures", "другие меры", "تدابير أخرى"),
)
PROTECTEE: Final = _codes(
    told=("whoever is in danger was told", "la personne menacée a été prévenue", "предупреждён", "أُبلغ المهدَّد"),
    told_by_others=("told by others", "prévenue par d'autres", "предупреждён другими", "أبلغته جهة أخرى"),
    not_told_source=(
        "not told: a source would be in danger",
        "non prévenue : une source serait en danger",
        "не предупреждён: опасность для источника",
        "لم يُبلَّغ: خطر على مصدر",
    ),
    not_told_unreachable=(
        "not told: cannot be reached",
        "non prévenue : impossible à joindre",
        "не предупреждён: связаться нельзя",
        "لم يُبلَّغ: تعذّر الوصول إليه",
    ),
    nobody_named=("nobody is named", "personne n'est désigné", "никто не назван", "لم يُسمَّ أحد"),
)

FEEDBACK: Final = _codes(
    led_to_action=("led to action", "a permis d'agir", "привело к действиям", "أدى إلى إجراء"),
    useful=("useful", "utile", "полезно", "مفيد"),
    known_already=("known already", "déjà connu", "уже известно", "معروف مسبقاً"),
    not_useful=("of no use", "sans utilité", "не пригодилось", "غير مفيد"),
    wrong_person=("the wrong person", "pas la bonne personne", "не то лицо", "الشخص الخطأ"),
)
"""The five choices of feedback. The wrong person begins a correction with whoever wrote the item."""
CONTESTED: Final = _codes(
    right_as_it_is=("it is right as it is", "exact en l'état", "сведения верны", "صحيح كما هو"),
    another_item=("another item is meant", "il s'agit d'un autre élément", "речь о другом", "المقصود عنصر آخر"),
    not_shown=("no proof is given", "aucune preuve fournie", "не доказано", "لم يُقدَّم دليل"),
)
RECALLED: Final = _codes(
    wrong=("wrong", "inexact", "неверно", "غير صحيح"),
    identity_mix_up=("two persons were mixed up", "confusion d'identité", "спутаны два лица", "خلط بين شخصين"),
    unlawful=("unlawful", "illicite", "незаконно", "غير قانوني"),
    withdrawn=("withdrawn by its source", "retiré par sa source", "отозвано источником", "سحبه المصدر"),
    retention_over=(
        "its time has run out",
        "durée de conservation échue",
        "срок хранения истёк",
        "انتهت مدة الحفظ",
    ),
)
REVOKED: Final = _codes(
    circumstances=("circumstances changed", "circonstances nouvelles", "обстоятельства изменились", "تغيرت الظروف"),
    no_longer_lawful=("no longer lawful", "plus licite", "больше не законно", "لم يعد قانونياً"),
    recipient_unsafe=("the recipient is not safe", "destinataire peu sûr", "получатель ненадёжен", "المتلقي غير مأمون"),
)

REASONS: Final[Mapping[tuple[str, str], Codes]] = MappingProxyType(
    {
        ("feedback", "contest"): CONTESTED,
        ("recall", "keep-partly"): KEPT,
        ("recall", "object"): OBJECTED,
        ("onward-consent", "revoke"): REVOKED,
        ("warning", "waive"): WAIVED,
        ("warning", "drop"): DROPPED,
        ("warning", "stand-down"): STOOD_DOWN,
        ("warning", "assess"): ASSESSED,
        ("warning", "not-act"): NOT_ACTED,
        ("warning", "send-outcome"): OUTCOMES,
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
    return next((codes[code] for codes in _KNOWN if code in codes), MappingProxyType({}))


YES_OR_NO: Final = _codes(yes=("yes", "oui", "да", "نعم"), no=("no", "non", "нет", "لا"))

_KNOWN: Final = (
    *(WITHDRAWN, FILED, UNUSED, EXTENDED, NOT_URGENT, USEFULNESS, HANDED, GIVEN_BACK, KEPT, OBJECTED),
    *(FEEDBACK, CONTESTED, RECALLED, REVOKED),
    *(YES_OR_NO, WAIVED, DROPPED, STOOD_DOWN, ASSESSED, NOT_ACTED, OUTCOMES, MEASURES, PROTECTEE),
)
