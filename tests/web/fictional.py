"""Living fictional data for the desk's pages: three invented states and a network, one morning in November.

Nothing here is real: no state, no person, no file. Names come in Latin, Cyrillic and Arabic script on purpose.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from detente.node.queries.desk import (
    Agreement,
    Check,
    Choice,
    Clock,
    ClockName,
    ClockState,
    Correspondent,
    Event,
    Fact,
    File,
    Handling,
    Party,
    Person,
    Phrase,
    Proof,
    Receipt,
    ReceiptState,
    ReleaseRow,
    Row,
    Side,
    Signing,
    Silence,
    Statement,
    Text,
)

NOW = datetime(2026, 11, 12, 9, 42, tzinfo=UTC)

VAL = Party("VAL", {"fr": "Valdorie", "en": "Valdoria", "ru": "Вальдория", "ar": "فالدوريا"}, 1)
ZOR = Party("ZOR", {"ru": "Зоряна", "fr": "Zoriane", "en": "Zoriana", "ar": "زوريانا"}, 2)
QAM = Party("QAM", {"ar": "القمرين", "fr": "Qamarine", "en": "Qamarine", "ru": "Камарин"}, 3)
ALC = Party("ALC", {"fr": "Réseau Alcyon", "en": "Alcyon Network", "ru": "Сеть «Алкион»", "ar": "شبكة ألسيون"}, 4)

AMBER = Handling("AMBER", ("H2",))
RED = Handling("RED", ("H3",))
GREEN = Handling("GREEN", ("H0",))
STRICT = Handling("AMBER+STRICT", ("H1",))

PERSONS = Choice("persons", {"fr": "Personnes", "en": "Persons", "ru": "Лица", "ar": "الأشخاص"})
PREVENT = Choice(
    "prevent",
    {
        "fr": "Prévenir un acte de terrorisme",
        "en": "Prevent an act of terrorism",
        "ru": "Предотвращение теракта",
        "ar": "منع عمل إرهابي",
    },
)
GROUNDS = (
    Choice(
        "outside",
        {
            "en": "Outside the agreement or its law",
            "fr": "Hors de l’accord ou de son droit",
            "ru": "Вне соглашения или его права",
            "ar": "خارج الاتفاق أو قانونه",
        },
    ),
    Choice(
        "law",
        {
            "en": "Contrary to our law",
            "fr": "Contraire à notre droit",
            "ru": "Противоречит нашему праву",
            "ar": "مخالف لقانوننا",
        },
    ),
)
AGREEMENT = Agreement(
    id="pYq8mWn0Zr5l3dVtQeUaSxKcJhBgFoLiNuTyRwEzMpQ",
    state="in-force",
    topic=PERSONS,
    kinds=("notification", "answer", "refusal"),
    purposes=(PREVENT,),
    law="Loi 2024-18, article 9",
    ceiling=AMBER,
    preset="8 h / 3 j / 7 j",
    sends_opened=True,
    nil_after=timedelta(days=1),
    since=NOW - timedelta(days=20),
)
TO_ZORIANE = Correspondent(
    ZOR, (PERSONS,), (PREVENT,), "Loi 2024-18, article 9", ("CLEAR", "GREEN", "AMBER"), ("H0", "H1", "H2")
)

# A hash as the node renders it, and the number of a passkey, both base64url.
CHALLENGE = "3q2-796tvu_erb7v3q2-796tvu_erb7v3q2-796tvu8"
CREDENTIAL = "AQIDBAUGBwgJCgsMDQ4PEA"
SIGNING = Signing(CHALLENGE, (CREDENTIAL,))
PASSWORD_ONLY = Signing(CHALLENGE)

LETTER = Text(
    "Selon nos informations, l’intéressé entend quitter Toumansk dans les jours qui viennent, par Port-Clair, afin de "
    "rejoindre un groupe clandestin qui lui a remis de l’argent en septembre.\n\n"
    "Nous prions le Bureau de nous dire s’il voyage, sous quel nom, et ce que Valdorie détient sur lui et sur sa mère.",
    "fr",
)
PERSON = Person(
    names=(
        Text("Астаргиев Тимур Эльдарович", "ru"),
        Text("Astarguiev, Timour Eldarovitch", "fr"),
        Text("Astargiyev", "en"),
        Text("أستارغييف تيمور", "ar"),
    ),
    facts=(
        Fact("birth", Text("14 mars 1987, Toumansk", "fr")),
        Fact("document", Text("ZR 4471902", "")),
        Fact("category", Text("suspect")),
        Fact("nature", Text("assessment")),
    ),
)
FILE = File("f1", "lettre-0417.pdf", "application/pdf", 214_000)
COMING = File("f2", "annexe-0417.tar", "application/x-tar", 7_340_032, "coming", 3, 7)


def clock(name: ClockName, obliged: Side, state: ClockState, hours: float) -> Clock:
    """Give a clock whose end is so many hours away."""
    left = timedelta(hours=hours)
    return Clock(name, obliged, state, NOW + left, left)


def four(accepted: ReceiptState = "due", answered: ReceiptState = "later", side: Side = "us") -> tuple[Receipt, ...]:
    """Give the four receipts of a message that was delivered and opened."""
    officer = "Claire Aubrennes" if side == "us" else "7"
    ago = timedelta(0) if side == "us" else timedelta(days=37)
    late = timedelta(days=27, hours=4, minutes=18)
    return (
        Receipt("delivered", "held", side, at=NOW - timedelta(days=2, hours=19) - ago, proved=True),
        Receipt("opened", "held", side, at=NOW - timedelta(minutes=11) - ago, officer=officer, proved=True),
        Receipt(
            "accepted",
            accepted,
            side,
            at=NOW - timedelta(minutes=5) - ago if accepted == "held" else None,
            officer=officer if accepted == "held" else "",
            due=NOW + timedelta(hours=4, minutes=18),
            until=NOW - timedelta(days=23) if accepted == "held" else None,
            proved=accepted == "held",
        ),
        Receipt("answered", answered, side, due=NOW + timedelta(days=4, hours=4) - (late if side == "them" else ago)),
    )


RECEIVED = Row(
    entry_id="e-0417",
    party=ZOR,
    subject=Text("Déplacement annoncé d’une personne liée à une filière de recrutement", "fr"),
    kind="notification",
    handling=AMBER,
    clock=clock("acceptance", "us", "urgent", 4.3),
    new=True,
    files=1,
)
THREAT = Row(
    entry_id="e-0031",
    party=QAM,
    subject=Text("تهديد لسوق بور-كلير المسقوف", "ar"),
    kind="notification",
    handling=RED,
    clock=clock("acceptance", "us", "urgent", 1.3),
    new=True,
)
TRANSFERS = Row(
    entry_id="e-0090",
    party=ALC,
    subject=Text("Virements fractionnés vers trois comptes neufs", "fr"),
    kind="notification",
    handling=STRICT,
    clock=clock("acceptance", "us", "soon", 47.3),
)
TO_ANSWER = Row(
    entry_id="e-0400",
    party=ZOR,
    subject=Text("Владелец линии +000 44 17 902", "ru"),
    kind="notification",
    handling=AMBER,
    clock=clock("answer", "us", "overdue", -15.7),
    assigned="Claire Aubrennes",
)
TO_SIGN = Row(
    entry_id="",
    party=ZOR,
    subject=Text("Projet à signer", "fr"),
    kind="notification",
    handling=AMBER,
    clock=None,
    assigned="Omar Belvaux",
    draft_id="d-7",
)
SILENT = Row(
    entry_id="e-9004",
    party=ZOR,
    subject=Text("Second prénom et date de naissance de Zimar Togoïev", "fr"),
    kind="notification",
    handling=AMBER,
    clock=clock("answer", "them", "overdue", -23 * 24),
    receipts=four("held", "late", "them"),
    assigned="Mathieu Tévenard",
)
PAUSED = Row(
    entry_id="e-9010",
    party=QAM,
    subject=Text("Comptes liés au transporteur Sarhaoui Fret", "fr"),
    kind="notification",
    handling=AMBER,
    clock=Clock("answer", "them", "paused", None, timedelta(days=4)),
    receipts=four("due", "later", "them"),
    notes=(Phrase("note.clarification"),),
)
STATEMENT = Statement("9f2c41aa07be5d3386e0c4d1f7b2a9583c6e10d4b8f75a2290cd61ee4b37af08")
PROOFS = (
    Proof("delivered", VAL, NOW - timedelta(days=2, hours=19), 17, 17, "4b1d" * 16),
    Proof("opened", VAL, NOW - timedelta(minutes=11), 18, 18, "77c0" * 16),
)


def thread() -> tuple[Event, ...]:
    """Give the steps of the thread of a received message."""
    at = NOW - timedelta(days=2, hours=19)
    return (
        Event(at, ZOR, "them", "notification", files=(FILE,)),
        Event(at, VAL, "us", "delivered"),
        Event(NOW - timedelta(minutes=11), VAL, "us", "opened", officer="Claire Aubrennes"),
    )


def silent_thread() -> tuple[Event | Silence, ...]:
    """Give a thread that they left without an answer, and one reminder that met silence too."""
    sent = NOW - timedelta(days=40)
    due = NOW - timedelta(days=23)
    return (
        Event(sent, VAL, "us", "notification"),
        Event(sent + timedelta(seconds=9), ZOR, "them", "delivered"),
        Event(sent + timedelta(days=1), ZOR, "them", "opened", officer="7"),
        Event(sent + timedelta(days=2), ZOR, "them", "accepted", officer="7", until=due),
        Silence("answer", "them", due, None, timedelta(days=23)),
    )


MAY = (
    Phrase("may.purpose", {"purpose": PREVENT}),
    Phrase("may.h2", {"party": ZOR}),
    Phrase("may.tlp-amber"),
)
RELEASE_ROWS = (
    ReleaseRow(
        Phrase("element.subject"),
        (Text("Voyage de T. Astarguiev", "fr"),),
        "leaves",
        Phrase("why.agreement", {"topic": PERSONS}),
    ),
    ReleaseRow(Phrase("element.text"), (Text("Entré à Port-Clair le 10 nov.", "fr"),), "leaves", Phrase("why.sealed")),
    ReleaseRow(
        Phrase("element.file"),
        (Text("lettre-0417.pdf"),),
        "leaves",
        Phrase("why.ceiling", {"ceiling": "TLP:AMBER"}),
    ),
    ReleaseRow(Phrase("element.author"), (Text("agent 7", "fr"),), "masked", Phrase("why.officer-number")),
    ReleaseRow(Phrase("element.file-name"), (), "stays", Phrase("why.never-sent")),
)
CHECKS = (
    Check(Phrase("check.agreement"), True),
    Check(Phrase("check.contact"), True),
    Check(Phrase("check.basis", {"law": "Loi 2024-18, article 9"}), True),
    Check(Phrase("check.handling"), True),
    Check(Phrase("check.reachable"), True, warn=True),
)
