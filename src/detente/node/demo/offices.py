"""The desks of the three houses: their competence, who belongs to them, who is on duty today, and who is away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from detente.node.demo.stage import Stage
from detente.node.services import desks


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk and its members, each with a place there: member, deputy or head."""

    party: str
    code: str
    name: str
    members: tuple[tuple[str, str], ...]
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    main: bool = False


DESKS: Final = (
    Desk(
        "VAL",
        "liaison",
        "Bureau de liaison",
        (("mathieu.tevenard", "head"), ("claire.aubrennes", "member"), ("ines.corvalan", "deputy")),
        languages=("fr", "en", "ru"),
        main=True,
    ),
    Desk(
        "VAL",
        "finances",
        "Financement",
        (("mathieu.tevenard", "head"), ("ines.corvalan", "member")),
        topics=("ct.financing",),
        languages=("fr", "en"),
    ),
    Desk(
        "ZOR",
        "liaison",
        "Отдел связи",
        (("gleb.staroverski", "head"), ("olga.remezina", "member")),
        languages=("ru", "fr"),
        main=True,
    ),
    Desk(
        "QAM",
        "liaison",
        "مكتب الارتباط",
        (("noura.daghir", "head"), ("khaled.mundhiri", "member")),
        languages=("ar", "fr", "en"),
        main=True,
    ),
)
ROSTER: Final = (
    ("VAL", "liaison", "claire.aubrennes"),
    ("VAL", "finances", "ines.corvalan"),
    ("ZOR", "liaison", "olga.remezina"),
    ("QAM", "liaison", "khaled.mundhiri"),
)
"""On duty from a day before the demo is made until thirty days after it: whoever looks finds somebody there."""
AWAY: Final = (("VAL", "mathieu.tevenard", timedelta(days=9), timedelta(days=14)),)
"""Who is away, from when until when after the demo is made."""


def arrange(stage: Stage) -> None:
    """Make the desks, their members, the roster and the leave; the head of each service arranges them."""
    rows = {}
    for desk in DESKS:
        node, head = stage.nodes[desk.party], stage.holder(desk.party, "head")
        row = desks.arrange(
            node, head, desk.code, name=desk.name, topics=desk.topics, languages=desk.languages, main=desk.main
        )
        rows[desk.party, desk.code] = row
        for name, place in desk.members:
            desks.place(node, head, row, stage.officer(desk.party, name), place)
    for party, code, name in ROSTER:
        node, member = stage.nodes[party], stage.officer(party, name)
        begin, end = stage.start - timedelta(days=1), stage.start + timedelta(days=30)
        desks.set_duty(node, stage.holder(party, "head"), rows[party, code], member, begin=begin, end=end)
    for party, name, begins, ends in AWAY:
        node, away = stage.nodes[party], stage.officer(party, name)
        head = stage.holder(party, "head")
        desks.set_leave(node, head, away, begin=stage.start + begins, end=stage.start + ends)
