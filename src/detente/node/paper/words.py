"""The words of a printed thread, in four languages. They stand here, not with the desk's: the command prints too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Words = Mapping[str, str]

_EN: Final[Words] = {
    "parties": "Parties",
    "thread": "Thread",
    "printed": "Printed",
    "handling": "Handling",
    "numbered": "Every page bears a number of its own. A missing number is a missing page.",
    "index": "Index",
    "annexes": "Annexes",
    "evidence": "Evidence",
    "from": "From",
    "to": "To",
    "written": "Written",
    "place": "Place in the ledger",
    "reference": "File reference",
    "withheld": "Not printed.",
    "unopened": "No officer has opened this message yet.",
    "no-annexes": "No message of this thread has an attachment.",
    "message": "Of message",
    "type": "Said to be",
    "size": "Bytes",
    "statement": "SHA-256 of the thread statement",
    "no-statement": "none can be made yet: proofs are missing here",
    "missing": "Without the other side's receipt so far: {count}.",
    "verify": "How to verify",
    "how": (
        "This paper proves nothing by itself. Ask for the thread statement (thread.json), which "
        "both sides export alike; "
        "its SHA-256 must be the one above. Verify it with Détente on any machine, without a node:"
    ),
    "limit": (
        "No protocol without a third party proves that the other side did not answer. The "
        "statement proves what it held "
        "and when, and that no answer is proved; who claims one must show the receipt for it."
    ),
    "delivered": "Delivered",
    "opened": "Opened",
    "accepted": "Accepted",
    "answered": "Answered",
    "silence": "Silence: {what}, since {since}",
    "said.wanted": "What is wanted",
    "said.necessary": "Why it is necessary",
    "said.purpose_facts": "The facts",
    "said.person_link": "How the person is linked to it",
    "said.urgency": "Urgency",
    "said.use_limits": "What the answer may be used for",
    "said.missing": "What is missing",
    "said.competent": "The competent body",
    "said.usefulness": "Usefulness",
    "said.code": "Reason",
    "said.answer_by": "Answer asked by",
    "said.person": "Record",
    "said.ground": "Ground",
}
_FR: Final[Words] = {
    "parties": "Parties",
    "thread": "Fil",
    "printed": "Imprimé",
    "handling": "Traitement",
    "numbered": "Chaque page porte son propre numéro. Un numéro qui manque est une page qui manque.",
    "index": "Sommaire",
    "annexes": "Annexes",
    "evidence": "Preuves",
    "from": "De",
    "to": "À",
    "written": "Écrit",
    "place": "Place au registre",
    "reference": "Référence du dossier",
    "withheld": "Non imprimé.",
    "unopened": "Aucun officier n’a encore ouvert ce message.",
    "no-annexes": "Aucun message de ce fil n’a de pièce jointe.",
    "message": "Du message",
    "type": "Dit être",
    "size": "Octets",
    "statement": "SHA-256 du relevé de fil",
    "no-statement": "aucun ne peut encore être établi : des preuves manquent ici",
    "missing": "Sans accusé de l’autre côté à ce jour : {count}.",
    "verify": "Comment vérifier",
    "how": (
        "Ce papier ne prouve rien par lui-même. Demandez le relevé de fil (thread.json), que les "
        "deux côtés exportent à "
        "l’identique ; son SHA-256 doit être celui ci-dessus. Vérifiez-le avec Détente sur toute machine, sans nœud :"
    ),
    "limit": (
        "Aucun protocole sans tiers ne prouve que l’autre côté n’a pas répondu. Le relevé prouve ce qu’il détenait et "
        "quand, et qu’aucune réponse n’est prouvée ; qui en affirme une doit en montrer l’accusé."
    ),
    "delivered": "Remis",
    "opened": "Ouvert",
    "accepted": "Accepté",
    "answered": "Répondu",
    "silence": "Silence : {what}, depuis {since}",
    "said.wanted": "Ce qui est demandé",
    "said.necessary": "Pourquoi c’est nécessaire",
    "said.purpose_facts": "Les faits",
    "said.person_link": "Le lien avec la personne",
    "said.urgency": "Urgence",
    "said.use_limits": "À quoi la réponse peut servir",
    "said.missing": "Ce qui manque",
    "said.competent": "Le service compétent",
    "said.usefulness": "Utilité",
    "said.code": "Motif",
    "said.answer_by": "Réponse demandée pour le",
    "said.person": "Fiche",
    "said.ground": "Motif",
}
_RU: Final[Words] = {
    "parties": "Стороны",
    "thread": "Переписка",
    "printed": "Напечатано",
    "handling": "Обращение",
    "numbered": "У каждой страницы свой номер. Нет номера — нет страницы.",
    "index": "Опись",
    "annexes": "Приложения",
    "evidence": "Доказательства",
    "from": "От",
    "to": "Кому",
    "written": "Написано",
    "place": "Место в журнале",
    "reference": "Номер дела",
    "withheld": "Не напечатано.",
    "unopened": "Это сообщение ещё никто не открыл.",
    "no-annexes": "В этой переписке нет вложений.",
    "message": "К сообщению",
    "type": "Назван как",
    "size": "Байтов",
    "statement": "SHA-256 выписки о переписке",
    "no-statement": "пока составить нельзя: здесь нет части доказательств",
    "missing": "Пока без квитанции другой стороны: {count}.",
    "verify": "Как проверить",
    "how": (
        "Сама по себе эта бумага ничего не доказывает. Запросите выписку о переписке "
        "(thread.json), которую обе стороны "
        "выгружают одинаково; её SHA-256 должен совпасть с указанным выше. Проверьте её на любой машине, без узла:"
    ),
    "limit": (
        "Никакой протокол без третьей стороны не докажет, что другая сторона не ответила. Выписка "
        "доказывает, что и когда "
        "у неё было и что ответ не доказан; кто утверждает обратное, должен показать квитанцию."
    ),
    "delivered": "Доставлено",
    "opened": "Открыто",
    "accepted": "Принято",
    "answered": "Отвечено",
    "silence": "Молчание: {what}, с {since}",
    "said.wanted": "Что запрашивается",
    "said.necessary": "Почему это необходимо",
    "said.purpose_facts": "Факты",
    "said.person_link": "Связь лица с делом",
    "said.urgency": "Срочность",
    "said.use_limits": "Для чего можно использовать ответ",
    "said.missing": "Чего не хватает",
    "said.competent": "Компетентный орган",
    "said.usefulness": "Польза",
    "said.code": "Основание",
    "said.answer_by": "Ответить просим до",
    "said.person": "Запись",
    "said.ground": "Основание",
}
_AR: Final[Words] = {
    "parties": "الأطراف",
    "thread": "المراسلة",
    "printed": "طُبع",
    "handling": "التداول",
    "numbered": "لكل صفحة رقمها. إن غاب رقم فقد غابت صفحة.",
    "index": "الفهرس",
    "annexes": "الملاحق",
    "evidence": "الإثباتات",
    "from": "من",
    "to": "إلى",
    "written": "كُتب",
    "place": "الموضع في السجل",
    "reference": "رقم الملف",
    "withheld": "لم يُطبع.",
    "unopened": "لم يفتح أحد هذه الرسالة بعد.",
    "no-annexes": "لا مرفقات في هذه المراسلة.",
    "message": "من الرسالة",
    "type": "قيل إنه",
    "size": "بايت",
    "statement": "SHA-256 لبيان المراسلة",
    "no-statement": "لا يمكن إعداده بعد: تنقص إثباتات هنا",
    "missing": "من دون إيصال من الطرف الآخر حتى الآن: {count}.",
    "verify": "كيفية التحقق",
    "how": (
        "هذه الورقة لا تثبت شيئًا وحدها. اطلبوا بيان المراسلة (thread.json) الذي يصدّره الطرفان متطابقًا؛ ويجب أن يكون "
        "SHA-256 له هو المذكور أعلاه. تحققوا منه ببرنامج Détente على أي جهاز، من دون عقدة:"
    ),
    "limit": (
        "لا يثبت أي بروتوكول من دون طرف ثالث أن الطرف الآخر لم يُجب. يثبت البيان ما كان لديه ومتى، "
        "وأن لا جواب مثبتًا؛ ومن "
        "يدّعي جوابًا فعليه أن يُظهر إيصاله."
    ),
    "delivered": "سُلّم",
    "opened": "فُتح",
    "accepted": "قُبل",
    "answered": "أُجيب",
    "silence": "صمت: {what}، منذ {since}",
    "said.wanted": "المطلوب",
    "said.necessary": "سبب الضرورة",
    "said.purpose_facts": "الوقائع",
    "said.person_link": "صلة الشخص",
    "said.urgency": "الاستعجال",
    "said.use_limits": "فيمَ يجوز استعمال الرد",
    "said.missing": "الناقص",
    "said.competent": "الجهة المختصة",
    "said.usefulness": "الفائدة",
    "said.code": "السبب",
    "said.answer_by": "الإجابة مطلوبة قبل",
    "said.person": "سجل",
    "said.ground": "السبب",
}
LANGUAGES: Final[Mapping[str, Words]] = {"en": _EN, "fr": _FR, "ru": _RU, "ar": _AR}


def words_in(lang: str) -> Words:
    """Give the words in a language, in English where it is none of the four."""
    return LANGUAGES.get(lang.partition("-")[0], _EN)
