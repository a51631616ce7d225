"""What the house knows and never sends, over HTTP: protected persons, risks judged by two, assurances, quarantine."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import AwareDatetime

from detente.node.queries.desk import Signing
from detente.node.queries.risk_page import DraftRisk, RiskPage
from detente.node.queries.safeguards_page import ProtectedLine
from detente.web.api.administration import HouseAct
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Code, Id, person, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["safeguards"])

Item = Annotated[str, Field(max_length=64, pattern=NO_NUL)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL)]
Words = Annotated[str, Field(min_length=1, max_length=2000, pattern=NO_NUL)]
Level = Literal["none", "low", "medium", "substantial"]


class ProtectIn(Schema):
    """A person with a protected status: the name in each script, and the state fled from, where there is one."""

    names: list[Name] = Field(min_length=1, max_length=50)
    statuses: list[Item] = Field(min_length=1, max_length=20)
    fled_from: str = Field("", max_length=64, pattern=NO_NUL)
    category: Item = "other"
    until: AwareDatetime | None = None


class ProfileIn(Schema):
    """What the house holds of a partner; what is left out does not stand."""

    required: bool = False
    death_penalty: bool = False
    torture: bool = False


class BaselineIn(Schema):
    """The risk of one decision before anything is done about it; `matter` is our file number."""

    act: Literal["disclose", "request", "use"]
    matter: str = Field(min_length=1, max_length=64, pattern=NO_NUL)
    level: Level


class MitigateIn(Schema):
    """What is done about the risk."""

    text: Words


class ResidualIn(Schema):
    """What risk is left; `assertion`: the passkey's answer over the challenge of `risk_prepare` for this level."""

    level: Level
    assertion: str | None = Field(None, pattern=NO_NUL)


class AssuranceIn(Schema):
    """What a partner's state gave its word for, and until when."""

    against: list[Literal["death-penalty", "torture"]] = Field(min_length=1, max_length=2)
    text: Words
    until: AwareDatetime


class BecauseIn(Schema):
    """Why, in a sentence."""

    because: str = Field(max_length=300, pattern=NO_NUL)


@router.get("/persons", response=answers(list[ProtectedLine]), operation_id="persons")
def persons(request: HttpRequest) -> list[ProtectedLine]:
    """The protections that hold, for those who keep the register."""
    return list(desk().persons(who(request)))


@router.post("/persons", response=answers(Made, 201), operation_id="person_protect")
def person_protect(request: HttpRequest, given: ProtectIn) -> Status:
    """Enter a person with a protected status. No partner ever learns of it."""
    values = given.model_dump() | {"names": tuple(given.names), "statuses": tuple(given.statuses)}
    return Status(201, Made(id=desk().person_protect(who(request), **values)))


@router.delete("/persons/{person_id}", response=answers(Acknowledged), operation_id="person_end")
def person_end(request: HttpRequest, person_id: Id) -> Acknowledged:
    """End a protection now; that it held stays on record."""
    desk().person_end(who(request), person_id)
    return Acknowledged()


@router.put("/partners/{code}/risk", response=answers(Acknowledged), operation_id="risk_profile")
def risk_profile(request: HttpRequest, code: Code, given: ProfileIn) -> Acknowledged:
    """Set what the house holds of a partner."""
    desk().risk_profile(who(request), code, **given.model_dump())
    return Acknowledged()


@router.post("/partners/{code}/risk/forms", response=answers(Made, 201), operation_id="risk_baseline")
def risk_baseline(request: HttpRequest, code: Code, given: BaselineIn) -> Status:
    """Enter the risk of one decision; frozen from here on."""
    return Status(201, Made(id=desk().risk_baseline(who(request), code, **given.model_dump())))


@router.get("/risk/forms/{form_id}", response=answers(RiskPage), operation_id="risk_form")
def risk_form(request: HttpRequest, form_id: Id) -> RiskPage:
    """One form: the frozen baseline, what is done about it, and what was judged to be left."""
    return desk().risk_form(who(request), form_id)


@router.get("/drafts/{draft_id}/risk", response=answers(DraftRisk), operation_id="draft_risk")
def draft_risk(request: HttpRequest, draft_id: Id) -> DraftRisk:
    """The decisions that a draft is, each with the newest form of its risk."""
    return desk().draft_risk(who(request), draft_id)


@router.post("/risk/forms/{form_id}/mitigations", response=answers(Acknowledged), operation_id="risk_mitigate")
def risk_mitigate(request: HttpRequest, form_id: Id, given: MitigateIn) -> Acknowledged:
    """Enter what is done about the risk; the baseline stays as it is."""
    desk().risk_mitigate(who(request), form_id, text=given.text)
    return Acknowledged()


@router.get("/risk/forms/{form_id}/residual/{level}", response=answers(Signing), operation_id="risk_prepare")
def risk_prepare(request: HttpRequest, form_id: Id, level: Level) -> Signing:
    """What a passkey signs to judge that this risk is left. Nothing is stored."""
    return desk().risk_prepare(who(request), form_id, level=level)


@router.post("/risk/forms/{form_id}/residual", response=answers(Acknowledged), operation_id="risk_residual")
def risk_residual(request: HttpRequest, form_id: Id, given: ResidualIn) -> Acknowledged:
    """Judge what risk is left; another officer than who entered the baseline, with a passkey."""
    signed = person("risk_residual", given.assertion)
    desk().risk_residual(who(request), form_id, level=given.level, assertion=signed)
    return Acknowledged()


@router.post("/partners/{code}/assurances", response=answers(Made, 201), operation_id="assurance_add")
def assurance_add(request: HttpRequest, code: Code, given: AssuranceIn) -> Status:
    """Enter what a partner's state gave its word for."""
    against = tuple(given.against)
    found = desk().assurance_add(who(request), code, against=against, text=given.text, until=given.until)
    return Status(201, Made(id=found))


@router.post("/assurances/{assurance_id}/breach", response=answers(Acknowledged), operation_id="assurance_breach")
def assurance_breach(request: HttpRequest, assurance_id: Id) -> Acknowledged:
    """Set down that an assurance was broken: it holds no more."""
    desk().assurance_breach(who(request), assurance_id)
    return Acknowledged()


@router.put("/messages/{entry_id}/quarantine", response=answers(Acknowledged), operation_id="quarantine")
def quarantine(request: HttpRequest, entry_id: Id, given: BecauseIn) -> Acknowledged:
    """Put a message that mistreatment may have produced into quarantine."""
    desk().quarantine(who(request), entry_id, because=given.because)
    return Acknowledged()


@router.post("/messages/{entry_id}/quarantine/lift", response=answers(HouseAct), operation_id="quarantine_lift")
def quarantine_lift(request: HttpRequest, entry_id: Id, given: BecauseIn) -> HouseAct:
    """Lift a quarantine, or propose to: where there are two officers, another one confirms."""
    return HouseAct(proposal=desk().quarantine_lift(who(request), entry_id, because=given.because))
