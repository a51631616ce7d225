"""What the fictional officers wrote, in their own languages, with what they attached.

No state, person, address, ship, company, account or flight in these texts exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from detente.node.demo import persons


@dataclass(frozen=True, slots=True)
class Paper:
    """An attachment: a short text file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A letter as its author wrote it; `asks` is the question that it puts, if any."""

    lang: str
    text: str
    subject: str = ""
    asks: str | None = None
    ref: str | None = None
    codes: tuple[str, ...] = ("tlp:AMBER", "h:H2")
    papers: tuple[Paper, ...] = ()
    topic: str | None = None
    records: tuple[Mapping[str, Any], ...] = ()
    character: Mapping[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What a request for information says besides its letter, as `services.requesting.Form` takes it."""

    wanted: tuple[str, ...]
    necessary: str
    purpose_facts: str
    person_link: str
    use_limits: str


BIRTH: Final = Words(
    lang="fr",
    subject="Second prénom et date de naissance de Зимар Тогоев (Zimar Togoïev)",
    text=(
        "Le Bureau a relevé à deux reprises, en août et en septembre, le passage à Port-Clair d’un homme qui se fait "
        "appeler Zimar Togoïev et qui présente des papiers de Zoriane. Il a rencontré deux personnes suivies pour "
        "recrutement, et s’est fait remettre un plan du marché couvert.\n\n"
        "Nos fichiers ne permettent pas de le distinguer d’un homonyme né la même année. Nous vous prions de nous dire "
        "son second prénom, sa date de naissance exacte, et s’il est connu de vos services.\n\n"
        "Nous vous écrivons pour que ce signalement ne reste pas sans suite : l’intéressé a annoncé qu’il reviendrait."
    ),
    asks="Second prénom, date de naissance, et ce que Zoriane détient sur lui",
    ref="VAL-2026-0731",
    papers=(
        Paper(
            "fiche-togoiev.txt",
            "VALDORIE, BUREAU DE LIAISON. FICHE VAL-2026-0731\n\n"
            "Nom relevé : Togoïev, Zimar (Тогоев Зимар ; توغوييف زيمار)\n"
            "Naissance   : 1989, jour inconnu\n"
            "Passages    : Port-Clair, 14 août et 22 septembre\n"
            "Document    : passeport de Zoriane, ZR 5 083 117, non vérifié\n\n"
            "Document entièrement fictif.\n",
        ),
    ),
)

ADDRESS: Final = Words(
    lang="ru",
    subject="Проверка адреса: набережная Форж, 4, Порт-Клер",
    text=(
        "В бумагах задержанного 3-го числа в Туманске найден адрес: Порт-Клер, набережная Форж, 4. По его словам, там "
        "его ждал человек, имени которого он не знает.\n\n"
        "Просим сообщить, кто зарегистрирован по этому адресу и известен ли он вам в связи с вербовкой."
    ),
    asks="Кто зарегистрирован по этому адресу?",
    ref="ZOR-2026-0388",
)
ADDRESS_ANSWER: Final = Words(
    lang="fr",
    text=(
        "Au 4 quai des Forges est enregistré un atelier de réparation de bateaux, fermé depuis mars. Le bail est au "
        "nom de Basile Orvenac, sans lien connu avec une filière de recrutement. Deux voisins signalent des visites de "
        "nuit jusqu’en juin ; elles ont cessé.\n\n"
        "L’atelier reste sous observation jusqu’à la fin de l’année. Nous vous écrirons s’il rouvre."
    ),
    ref="VAL-2026-0795",
    papers=(
        Paper(
            "note-quai-des-forges.txt",
            "NOTE VAL-2026-0795\n\n4, quai des Forges, Port-Clair\n"
            "Bail        : Basile Orvenac, depuis 2019\n"
            "Activité    : réparation de bateaux, fermée depuis mars\n"
            "Observation : jusqu’au 31 décembre\n\nDocument entièrement fictif.\n",
        ),
    ),
)

SHIP: Final = Words(
    lang="ru",
    subject="Груз судна «Αλκυών», порт Марса-ан-Нур",
    text=(
        "Судно «Αλκυών» («Алкион») вышло из Туманска с грузом, который в декларации назван насосами. Отправитель "
        "существует только на бумаге; деньги за фрахт пришли со счёта, закрытого на следующий день.\n\n"
        "Судно шло в Марса-ан-Нур. Просим сообщить, разгрузилось ли оно, кто принял груз и осмотрен ли он."
    ),
    asks="Кто принял груз и осмотрен ли он?",
    ref="ZOR-2026-0402",
    codes=("tlp:AMBER", "h:H1"),
    papers=(
        Paper(
            "декларация-0402.txt",
            "ВЫПИСКА ИЗ ГРУЗОВОЙ ДЕКЛАРАЦИИ, ZOR-2026-0402\n\n"
            "Судно        : «Αλκυών» (Alkyon), порт приписки Νέα Μολυβή\n"
            "Груз         : насосы, 14 мест, 3 120 кг\n"
            "Получатель   : مستودعات الساحل (Склады побережья), Марса-ан-Нур\n\n"
            "Документ полностью вымышлен.\n",
        ),
    ),
)

FREIGHT: Final = Words(
    lang="fr",
    subject="Comptes liés au transporteur Sarhaoui Fret",
    text=(
        "Trois versements en espèces, de 9 800 couronnes chacun, ont été faits à Port-Clair au profit de Sarhaoui Fret "
        "(السرحاوي للشحن), enregistré à Marsa an-Nour. Chacun reste juste sous le seuil de déclaration.\n\n"
        "Le déposant est l’un des deux hommes que vous nous aviez signalés au printemps. Nous vous prions de nous dire "
        "où cet argent est parti."
    ),
    asks="Où l’argent est parti après son arrivée chez Sarhaoui Fret",
    ref="VAL-2026-0871",
)
FREIGHT_ANSWER: Final = Words(
    lang="ar",
    text=(
        "وصلت المبالغ الثلاثة إلى حساب شركة السرحاوي للشحن، وحُوّلت في اليوم نفسه إلى حسابين جديدين فُتحا باسم شخص واحد: "
        "طارق الصفدي، تاجر إطارات في مرسى النور.\n\n"
        "سُحب المال نقدًا خلال يومين. أوقفنا الحسابين بأمر قضائي، ولم يُستدعَ صاحبهما بعد حتى لا يتنبّه شركاؤه. "
        "نرجو ألا يُتخذ عندكم أي إجراء علني قبل نهاية الأسبوع.\n\n"
        "تجدون كشف الحركات في المرفق."
    ),
    ref="QAM-2026-0219",
    codes=("tlp:AMBER", "h:H2"),
    papers=(
        Paper(
            "كشف-الحركات-0219.txt",
            "القمرين، مكتب الارتباط. كشف QAM-2026-0219\n\n"
            "السرحاوي للشحن: ثلاثة مبالغ، 29 400 كرونة\n"
            "إلى: طارق الصفدي، حسابان جديدان، 29 100 كرونة\n"
            "سحب نقدي: 29 000 كرونة خلال يومين\n\n"
            "وثيقة خيالية بالكامل.\n",
        ),
    ),
)

FLIGHT: Final = Words(
    lang="en",
    subject="Passenger list of flight ZR 208",
    text=(
        "Two persons whom we follow for recruitment bought tickets for flight ZR 208 from Tumansk under names that we "
        "could not verify: Idris Marwal and Samir Kovane. The tickets were paid in cash, four hours before "
        "departure.\n\n"
        "Please tell us whether they boarded, with which documents, and who travelled beside them."
    ),
    asks="Did they board, with which documents, and who sat beside them?",
    ref="QAM-2026-0203",
)

JOURNEY: Final = Words(
    lang="ru",
    subject="Ожидаемая поездка лица, связанного с сетью вербовки: Астаргиев Тимур Эльдарович",
    text=(
        "По нашим сведениям, Астаргиев Тимур Эльдарович (Astarguiev; أستارغييف), 14 марта 1987 года рождения, Туманск, "
        "намерен в ближайшие дни выехать из Туманска через Порт-Клер, чтобы примкнуть к подпольной группе, которая в "
        "сентябре передала ему деньги.\n\n"
        "Просим Бюро сообщить, выезжает ли он, под каким именем, и что Вальдория знает о нём и о его матери.\n\n"
        "За последний год он оставил работу и учёбу, раздал вещи и купил билет в один конец."
    ),
    asks="Выезжает ли он, под каким именем, и что у вас о нём есть?",
    ref="ZOR-2026-0417",
    papers=(
        Paper(
            "письмо-0417.txt",
            "ЗОРЯНА, БЮРО СВЯЗИ. ПИСЬМО ZOR-2026-0417\n\n"
            "Астаргиев Тимур Эльдарович\n"
            "Латиницей : Astarguiev, Astargiyev, Astargijew\n"
            "По-арабски: أستارغييف تيمور\n"
            "Рождение  : 14 марта 1987 г., Туманск\n"
            "Паспорт   : ZR 4471902, действителен до 2 июня 2029 г.\n"
            "Мать      : Астаргиева Лейла\n\n"
            "Документ полностью вымышлен.\n",
        ),
    ),
    records=(persons.JOURNEY,),
    character=persons.OF_NO_CHARACTER,
)

CAR: Final = Words(
    lang="fr",
    subject="Véhicule aperçu deux fois devant le dépôt de Toumansk",
    text=(
        "Une fourgonnette grise immatriculée à Port-Clair, PC 3318, a été photographiée par un touriste devant le "
        "dépôt d’explosifs de la carrière de Toumansk, les deux derniers samedis. Son propriétaire a déclaré son vol "
        "ce matin.\n\n"
        "Nous vous le signalons sans attendre d’avoir vérifié ; aucune réponse n’est demandée."
    ),
    ref="VAL-2026-0904",
    codes=("tlp:AMBER", "h:H0"),
)

MARKET: Final = Words(
    lang="ar",
    subject="تهديد محتمل لسوق بور-كلير المسقوف",
    text=(
        "ورد إلى مكتبنا من مصدرين مستقلين أن مجموعة صغيرة تعدّ لعمل ضد السوق المسقوف في بور-كلير في أحد أيام السبت "
        "القادمة، وأن أحد أفرادها استطلع المكان مرتين.\n\n"
        "لا نعرف أسماءهم. نعرف أن الاتصال يجري عبر هاتف واحد، وأن صاحبه يتكلم الفرنسية بلكنة الساحل. "
        "تقديرنا: الخبر جدير بالثقة، والموعد غير مؤكد.\n\n"
        "نخبركم به فورًا، وسنكتب إليكم متى عرفنا المزيد."
    ),
    ref="QAM-2026-0224",
    codes=("tlp:AMBER+STRICT", "h:H1"),
)


ENTRIES: Final = Words(
    lang="fr",
    subject="Entrées en Zoriane d’un homme signalé à Port-Clair",
    text=(
        "L’homme que nous vous avons signalé le 12 octobre a dit, devant témoin, revenir « de chez son frère à "
        "Toumansk ». Nous vous prions de nous communiquer ses entrées sur votre territoire et les personnes qui "
        "l’accompagnaient."
    ),
    ref="VAL-2026-0871",
)
ENTRIES_FORM: Final = Form(
    wanted=("Entrées et sorties relevées à la frontière", "Personnes du même véhicule ou du même vol"),
    necessary="Sans ces dates nous ignorons s’il a rencontré le groupe que nous suivons ; seuls vos postes les ont.",
    purpose_facts="Préparation d’un attentat contre un marché ; dossier VAL-2026-0731.",
    person_link="Il est la personne suivie dans ce dossier.",
    use_limits="Pour l’enquête seulement.",
)
ENTRIES_BACK: Final = Words(
    lang="ru",
    text="За какой период? Архив пограничной службы хранится по месяцам; без дат поиск занимает недели.",
    ref="ZOR-2026-0455",
)
MONEY: Final = Words(
    lang="fr",
    subject="Deux virements vers un compte de la zone franche",
    text=(
        "Le compte que vous nous avez nommé a reçu deux virements le même jour, de deux agences de Port-Clair, chacun "
        "juste sous le seuil de déclaration. Nous tenons les avis d’opération à votre disposition."
    ),
    ref="VAL-2026-0912",
    topic="ct.financing",
)
