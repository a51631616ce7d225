"""Agreements, over HTTP: what stands with a partner, what an act would send, and doing it by the head of service.

A signature under an agreement binds the service: it takes the passkey of whoever signs (`tokens.BINDING`).
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema
from pydantic import AwareDatetime

from detente.node.queries.agreement_page import (
    AgreementAct,
    AgreementDeed,
    AgreementsPage,
    Passing,
    Prepared,
    Wording,
)
from detente.web.api.inputs import Acknowledged
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Code, person, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["agreements"])

Item = Annotated[str, Field(max_length=64, pattern=NO_NUL)]
Items = Annotated[tuple[Item, ...], Field(max_length=200)]
Days = Annotated[int, Field(ge=0, le=36_500)]
Named = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class WordingIn(Schema):
    """A text by codes; `ours` and `theirs`: kinds that each side may open; lengths in days."""

    topics: Items
    ours: Items
    theirs: Items
    purposes: Items
    law: str = Field(max_length=200, pattern=NO_NUL)
    tlp: Item
    preset: Item
    begins: AwareDatetime
    ends: AwareDatetime | None = None
    ref: str = Field("", max_length=200, pattern=NO_NUL)
    excluded: Items = ()
    opened: bool = False
    review: Days = 365
    delete: Days = 1825
    run_off: Days = 90
    replaces: Items = ()

    def wording(self) -> Wording:
        """Give it as the node takes it."""
        return Wording(**self.model_dump())


class TermsIn(Schema):
    """What an act is given; an act reads what is its own. `topic` "": the whole. `heard`: the legal officer."""

    heard: str = Field("", max_length=64, pattern=NO_NUL)
    reason: str = Field("", max_length=2000, pattern=NO_NUL)
    topic: str = Field("", max_length=64, pattern=NO_NUL)
    mode: Literal["hold", "refuse"] = "hold"
    passing: Passing = ""
    end: AwareDatetime | None = None
    plan: str = Field("", max_length=2000, pattern=NO_NUL)
    data: Literal["", "returned", "destroyed", "kept"] = ""
    ground: str = Field("", max_length=2000, pattern=NO_NUL)
    wording: WordingIn | None = None

    def deed(self) -> AgreementDeed:
        """Give it as the node takes it."""
        said = self.model_dump(exclude={"wording", "assertion"})
        return AgreementDeed(**said, wording=None if self.wording is None else self.wording.wording())


class SignedTermsIn(TermsIn):
    """The same, with the passkey's answer over the challenge that `agreement_prepare` gave for these values."""

    assertion: str | None = Field(None, pattern=NO_NUL)


@router.get("/partners/{code}/agreements", response=answers(AgreementsPage), operation_id="agreements")
def agreements(request: HttpRequest, code: Code) -> AgreementsPage:
    """All agreements with a partner: terms, stage, who has suspended what, what is held, what the officer may do."""
    return desk().agreements(who(request), code)


@router.post("/partners/{code}/agreements/prepare/{act}", response=answers(Prepared), operation_id="agreement_prepare")
def agreement_prepare(request: HttpRequest, code: Code, act: Literal["draft"], given: TermsIn) -> Prepared:
    """What signing a new text would send, and what a passkey signs for it. Nothing is stored."""
    return desk().agreement_prepare(who(request), code, "", act, given.deed())


@router.post("/partners/{code}/agreements", response=answers(Acknowledged), operation_id="agreement_draft")
def agreement_draft(request: HttpRequest, code: Code, given: SignedTermsIn) -> Acknowledged:
    """Sign a new text of our own and send it; the partner countersigns, counters or declines."""
    signed = person("agreement_draft", given.assertion)
    desk().agreement_act(who(request), code, "", "draft", given.deed(), assertion=signed)
    return Acknowledged()


@router.post(
    "/partners/{code}/agreements/{named}/prepare/{act}",
    response=answers(Prepared),
    operation_id="agreement_act_prepare",
)
def agreement_act_prepare(
    request: HttpRequest, code: Code, named: Named, act: AgreementAct, given: TermsIn
) -> Prepared:
    """What an act about one agreement would send, and what a passkey signs for it. Nothing is stored."""
    return desk().agreement_prepare(who(request), code, named, act, given.deed())


@router.post("/partners/{code}/agreements/{named}/{act}", response=answers(Acknowledged), operation_id="agreement_act")
def agreement_act(
    request: HttpRequest, code: Code, named: Named, act: AgreementAct, given: SignedTermsIn
) -> Acknowledged:
    """Do an act about one agreement: sign, counter, decline, withdraw, suspend, lift, give notice, certify."""
    signed = person("agreement_act", given.assertion, act=act)
    desk().agreement_act(who(request), code, named, act, given.deed(), assertion=signed)
    return Acknowledged()
