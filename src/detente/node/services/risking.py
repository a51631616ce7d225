"""Risks of a decision, and what was promised against them (ACMFEA 2019; NSIRA, review for 2022).

    profile of a partner --asks for--> baseline (entered, frozen) -> mitigations -> residual, by another officer
    assurance: entered, in force until a date, or breached

Disclose, request and use are three decisions, each with its own form, bound to the partner and to the own file number.
What was entered is not changed: a new form is a new row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from detente.audit.acts import Act
from detente.crypto.hashing import equal, sha256
from detente.model import label
from detente.model.canonical import canonical
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.context import Node
from detente.node.services import asserting, duties
from detente.node.services.asserting import Assertion
from detente.node.stores import partners
from detente.node.stores.models import AssuranceRow, DraftRow, Officer, Partner, RiskForm, RiskProfile
from detente.node.stores.unit import unit
from detente.policy.question import Assurance, Risk
from detente.policy.roles import Role

ACTS: Final = ("disclose", "request", "use")
LEVELS: Final = ("none", "low", "medium", "substantial")
"""The scale is fixed; the last one is not cured by anything."""
AGAINST: Final = ("death-penalty", "torture")
_LEGAL: Final = frozenset({Role.LEGAL, Role.HEAD})


class SameJudge(PolicyRefusal):
    """Baseline and residual risk are judged by two."""

    def __init__(self) -> None:
        super().__init__("risk.same-person", "You judged the baseline. Another officer judges the residual risk.")


def partner_named(node: Node, code: str) -> Partner:
    """Give the partner of that short code; NotFound where there is none."""
    return partners.find(node.alias, code)


def set_profile(
    node: Node, officer: Officer, partner: Partner, *, required: bool, death_penalty: bool, torture: bool
) -> None:
    """Set what the house holds of a partner; RoleRefused for anybody but the legal adviser and the head of service."""
    _require_legal(officer)
    values = {"required": required, "death_penalty": death_penalty, "torture": torture}
    with unit(node, "set risk profile") as work:
        RiskProfile.objects.using(node.alias).update_or_create(
            partner=partner, defaults={**values, "by": officer, "at": node.now()}
        )
        work.record(Act.RISK_ENTERED, actor=officer.name, refs={"party": partner.party}, details=values)


def baseline(node: Node, officer: Officer, partner: Partner, *, act: str, matter: str, level: str) -> RiskForm:
    """Enter the risk as it is before anything is done about it; from here on it is frozen."""
    duties.require_at_desk(officer, "keep-house")
    if act not in ACTS:
        raise BadInput(f"A form is for one of: {', '.join(ACTS)}.")
    if not label.is_file_number(matter):
        raise BadInput("Name the matter by its file number.")
    _check_level(level)
    with unit(node, "enter baseline risk") as work:
        row = RiskForm.objects.using(node.alias).create(
            partner=partner, act=act, matter=matter, baseline=level, baseline_by=officer, baseline_at=node.now()
        )
        details = {"act": act, "baseline": level}
        work.record(Act.RISK_ENTERED, actor=officer.name, refs=_refs(row), details=details)
    return row


def mitigate(node: Node, officer: Officer, row: RiskForm, text: str) -> None:
    """Enter what is done about the risk; BadInput where it was said already, or the residual risk was judged."""
    duties.require_at_desk(officer, "keep-house")
    if not text.strip() or len(text) > 2000:
        raise BadInput("Say in at most 2000 characters what is done about the risk.")
    with unit(node, "enter mitigations") as work:
        fresh = RiskForm.objects.using(node.alias).filter(pk=row.pk, mitigations="", residual="")
        if not fresh.update(mitigations=text, mitigations_at=node.now()):
            raise BadInput("This form is complete, or has its mitigations already. Begin a new one.")
        work.record(Act.RISK_ENTERED, actor=officer.name, refs=_refs(row), details={"mitigations": "entered"})


def residual(node: Node, officer: Officer, row: RiskForm, level: str, *, assertion: Assertion | None = None) -> None:
    """Judge what risk is left; SameJudge for whoever judged the baseline.

    `assertion`: verified over `subject_of_residual`; None for "password only".

    Raises:
        BadInput: it was judged already, or the form is another one than that which was signed.
    """
    duties.require_at_desk(officer, "keep-house")
    _check_level(level)
    if row.baseline_by_id == officer.pk:
        raise SameJudge
    with unit(node, "judge residual risk") as work:
        # What was signed is what is judged: mitigations that came meanwhile make it another form.
        if assertion is not None and not equal(
            assertion.subject_hash, subject_of_residual(find(node, officer, str(row.pk)), level)
        ):
            raise BadInput("This form changed since it was shown. Look at it again, then judge what risk is left.")
        open_ones = RiskForm.objects.using(node.alias).filter(pk=row.pk, residual="")
        if not open_ones.update(
            residual=level,
            residual_by=officer,
            residual_at=node.now(),
            residual_assertion=asserting.stored(assertion),
        ):
            raise BadInput("The residual risk was judged already. Begin a new form.")
        details = {"residual": level, **asserting.manner(assertion)}
        work.record(Act.RISK_ENTERED, actor=officer.name, refs=_refs(row), details=details)


def subject_of_residual(row: RiskForm, level: str) -> bytes:
    """Give the hash that stands for a judgement: the whole form, and the risk that is left."""
    said = {
        "form": row.pk,
        "partner": row.partner.party,
        "act": row.act,
        "matter": row.matter,
        "baseline": row.baseline,
        "mitigations": row.mitigations,
        "residual": level,
    }
    return sha256(canonical(said))


def lines(node: Node, officer: Officer) -> list[dict[str, str]]:
    """Give every form, the newest first; `residual` "" where nobody judged it yet.

    Raises:
        RoleRefused: the officer may enter none.
    """
    duties.require_at_desk(officer, "keep-house")
    rows = RiskForm.objects.using(node.alias).select_related("partner").order_by("-pk")
    return [
        {
            "form": str(row.pk),
            "partner": row.partner.code,
            "act": row.act,
            "matter": row.matter,
            "baseline": row.baseline,
            "mitigations": row.mitigations,
            "residual": row.residual,
        }
        for row in rows
    ]


def find(node: Node, officer: Officer, form_id: str) -> RiskForm:
    """Give a form by its number; NotFound where there is none, RoleRefused as in `lines`."""
    duties.require_at_desk(officer, "keep-house")
    rows = RiskForm.objects.using(node.alias).select_related("partner", "baseline_by", "residual_by")
    row = rows.filter(pk=int(form_id)).first() if form_id.isascii() and form_id.isdecimal() else None
    if row is None:
        raise NotFound(f"There is no risk form {form_id}. `detente risk list` lists them.")
    return row


def partner_of(row: DraftRow) -> Partner:
    """Give the partner to whom a draft goes; BadInput where it names none yet."""
    if row.partner is None:
        raise BadInput("The draft names no partner yet. Choose one in the first step.")
    return row.partner


def asks(node: Node, partner: Partner) -> bool:
    """Whether the house asks for a form before anything about a person goes to a partner."""
    return RiskProfile.objects.using(node.alias).filter(partner=partner, required=True).exists()


def newest(node: Node, officer: Officer, partner: Partner, *, act: str, matter: str) -> RiskForm | None:
    """Give the form by which a decision is judged now; RoleRefused for whoever may not read it."""
    duties.require_at_desk(officer, "keep-house")
    return _newest(node, partner, act=act, matter=matter)


def open_forms(node: Node, officer: Officer) -> list[RiskForm]:
    """Give the forms that wait for the judgement of what is left, longest first; none to whoever may not read them."""
    if not duties.may_at_desk(officer, "keep-house"):
        return []
    rows = RiskForm.objects.using(node.alias).select_related("partner", "baseline_by", "residual_by")
    return list(rows.filter(residual="").order_by("baseline_at", "pk"))


def _newest(node: Node, partner: Partner, *, act: str, matter: str | None) -> RiskForm | None:
    rows = RiskForm.objects.using(node.alias).select_related("baseline_by", "residual_by")
    return rows.filter(partner=partner, act=act, matter=matter or "").order_by("-baseline_at", "-pk").first()


def assure(
    node: Node, officer: Officer, partner: Partner, *, against: Sequence[str], text: str, until: datetime
) -> AssuranceRow:
    """Enter what a partner's state gave its word for, in force until then."""
    _require_legal(officer)
    if not against or set(against) - set(AGAINST):
        raise BadInput(f"An assurance is against: {', '.join(AGAINST)}.")
    if not text.strip() or len(text) > 2000:
        raise BadInput("Give the words of the assurance, at most 2000 characters.")
    if until <= node.now():
        raise BadInput("The assurance would be over already. Give a later end.")
    with unit(node, "enter assurance") as work:
        row = AssuranceRow.objects.using(node.alias).create(
            partner=partner, against=sorted(set(against)), text=text, by=officer, at=node.now(), until=until
        )
        refs = {"party": partner.party, "assurance": str(row.pk)}
        work.record(Act.ASSURANCE_ENTERED, actor=officer.name, refs=refs, details={"against": row.against})
    return row


def breach(node: Node, officer: Officer, assurance_id: str) -> None:
    """Set down that an assurance was broken: it holds no more, and none of this partner is taken by rule again."""
    _require_legal(officer)
    rows = AssuranceRow.objects.using(node.alias).filter(breached_at__isnull=True)
    row = rows.filter(pk=int(assurance_id)).first() if assurance_id.isascii() and assurance_id.isdecimal() else None
    if row is None:
        raise NotFound(f"There is no assurance {assurance_id} that was not broken already.")
    with unit(node, "breach of assurance") as work:
        rows.filter(pk=row.pk).update(breached_at=node.now())
        work.record(Act.ASSURANCE_BREACHED, actor=officer.name, refs={"assurance": assurance_id})


def risk_of(node: Node, partner: Partner, *, act: str, matter: str | None, persons: bool) -> tuple[Risk, Assurance]:
    """Give the risk of a decision and the assurance against it, as policy asks; both only where persons are in it."""
    profile = RiskProfile.objects.using(node.alias).filter(partner=partner).first()
    if not persons or profile is None:
        return Risk(), Assurance()
    form = _newest(node, partner, act=act, matter=matter)
    risk = Risk(
        required=profile.required,
        done=form is not None and bool(form.residual),
        # Nothing here changes a baseline; a form whose mitigations came first could not be entered.
        frozen=form is not None and (form.mitigations_at is None or form.baseline_at <= form.mitigations_at),
        baseline_by=None if form is None else form.baseline_by.name,
        residual_by=None if form is None or form.residual_by is None else form.residual_by.name,
        residual="" if form is None else form.residual,
        death_penalty=profile.death_penalty,
        torture=profile.torture,
    )
    needed = {name for name, seen in zip(AGAINST, (risk.death_penalty, risk.torture), strict=True) if seen}
    return risk, Assurance(required=bool(needed), state=_state(node, partner, needed))


def _state(node: Node, partner: Partner, needed: set[str]) -> str:
    """Give where the assurances stand that must cover all of `needed`: valid, expired, breached or none."""
    if not needed:
        return "none"
    rows = [row for row in AssuranceRow.objects.using(node.alias).filter(partner=partner) if needed & set(row.against)]
    if any(row.breached_at is not None for row in rows):
        return "breached"
    valid = set().union(*(row.against for row in rows if row.until > node.now()))
    if needed <= valid:
        return "valid"
    return "expired" if needed <= set().union(*(row.against for row in rows)) else "none"


def _check_level(level: str) -> None:
    if level not in LEVELS:
        raise BadInput(f"The scale is: {', '.join(LEVELS)}.")


def _require_legal(officer: Officer) -> None:
    if not duties.roles_of(officer) & _LEGAL:
        raise duties.RoleRefused


def _refs(row: RiskForm) -> dict[str, str]:
    return {"party": row.partner.party, "risk": str(row.pk)}
