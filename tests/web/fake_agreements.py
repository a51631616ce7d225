"""The agreements of the desk in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from detente.model.errors import NotFound, PolicyRefusal
from detente.node.queries.agreement_page import (
    AgreementAct,
    AgreementDeed,
    AgreementLine,
    AgreementsPage,
    Offered,
    Pause,
    Prepared,
    Terms,
    TopicLine,
)
from detente.node.queries.desk import Choice, Handling, Signing
from tests.web import fictional as tale

PERSONS = Choice("ct.persons", {"en": "Persons", "fr": "Personnes", "ru": "Лица", "ar": "الأشخاص"})
MONEY = Choice("ct.financing", {"en": "Financing", "fr": "Financement"})
WARNING = Choice("warning", {"en": "Warning", "fr": "Alerte"})
NOTIFICATION = Choice("notification", {"en": "Written notification"})
TERMS = Terms(
    topics=(PERSONS, MONEY),
    ours=(NOTIFICATION,),
    theirs=(NOTIFICATION, WARNING),
    purposes=(Choice("prevent-terrorism", {"en": "Prevent terrorism", "fr": "Prévenir le terrorisme"}),),
    law="Accord du 3 mars 2025",
    ref="article 4",
    ceiling=Handling("AMBER"),
    preset="detente-default",
    sends_opened=True,
    nil_after=timedelta(days=1),
    excluded=(Choice("ct.intelligence", {}),),
    review=timedelta(days=365),
    delete=timedelta(days=1825),
    run_off=timedelta(days=90),
    valid_from=tale.NOW - timedelta(days=300),
    valid_to=tale.NOW + timedelta(days=465),
)
IN_FORCE = AgreementLine(
    id="Ag1" + "x" * 40,
    full=True,
    stage="in-force",
    signed_by=(tale.VAL, tale.ZOR),
    terms=TERMS,
    topics=(TopicLine(PERSONS), TopicLine(MONEY, (tale.ZOR,), 14)),
    pauses=(
        Pause(tale.ZOR, False, MONEY, tale.NOW - timedelta(days=10), "hold", "révision <interne>"),
        Pause(tale.VAL, True, None, None, "mode-of-tomorrow", "x", ("life", "kind-of-tomorrow")),
        Pause(tale.VAL, True, PERSONS, None, "refuse", "y", ()),
    ),
    acts=("suspend", "lift", "notice", "certify"),
    can_suspend=(Choice("", {}), PERSONS),
    can_lift=(MONEY,),
)
PROPOSED = AgreementLine(
    id="Ag2" + "y" * 40,
    full=True,
    stage="proposed",
    signed_by=(tale.ZOR,),
    terms=replace(TERMS, valid_to=None, replaces=(IN_FORCE.id,)),
    topics=(TopicLine(PERSONS),),
    acts=("sign", "counter", "decline", "withdraw"),
)
OFFERED = Offered((PERSONS, MONEY), (NOTIFICATION, WARNING), ("GREEN", "AMBER"), ("detente-default", "sirene-12h"))


class FakeAgreements:
    """Answers the pages of agreements; `no_agreement` as on the day of the first contact."""

    signing: Signing
    refusal: PolicyRefusal | None
    no_agreement: bool = False
    waits: str = ""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def agreements(self, officer_id: int, code: str) -> AgreementsPage:
        party = {"ZOR": tale.ZOR, "QAM": tale.QAM}.get(code)
        if party is None:
            raise NotFound("no such partner")
        lines = () if self.no_agreement else (IN_FORCE, PROPOSED)
        return AgreementsPage(
            now=tale.NOW,
            us=tale.VAL,
            party=party,
            agreements=lines,
            offered=OFFERED,
            held=14,
            oldest=tale.NOW - timedelta(days=10),
            legal=(("hana", "Hana Brévent"),),
            acts=("draft",),
        )

    def agreement_prepare(
        self, officer_id: int, code: str, named: str, act: AgreementAct, deed: AgreementDeed
    ) -> Prepared:
        return Prepared(self.signing, PROPOSED.id, TERMS) if deed.heard else Prepared(self.signing)

    def agreement_act(
        self,
        officer_id: int,
        code: str,
        named: str,
        act: AgreementAct,
        deed: AgreementDeed,
        *,
        assertion: str | None,
    ) -> str:
        self._act("agreement", code=code, named=named, act=act, deed=deed, assertion=assertion)
        return self.waits
