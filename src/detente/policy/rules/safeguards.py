"""Rules on risk, assurances and watches. Disclose, request and use are three decisions, each with its own form."""

from __future__ import annotations

from typing import Final

from detente.policy.acts import DECISIONS, Act
from detente.policy.question import Question
from detente.policy.rules.rule import FORM, LAW, RIGHTS, Rule, blank

_BEARABLE: Final = frozenset({"none", "negligible", "low", "medium", "moderate"})
_WATCHING: Final = DECISIONS | {Act.ADMIT}


def without_form(question: Question) -> bool:
    """The form of another act does not serve."""
    return question.context.risk.required and not question.context.risk.done


def baseline_changed(question: Question) -> bool:
    """Mitigations mixed into the baseline make every risk look small (NSIRA, review for 2022)."""
    return question.context.risk.done and not question.context.risk.frozen


def judged_by_one_person(question: Question) -> bool:
    """Two names, and two different ones."""
    risk = question.context.risk
    return risk.done and (blank(risk.residual_by) or risk.residual_by == risk.baseline_by)


def substantial(question: Question) -> bool:
    """The scale is fixed: a word that is not on its lower half counts as substantial."""
    risk = question.context.risk
    return risk.done and risk.residual not in _BEARABLE


def assurance_missing(question: Question) -> bool:
    """A state that nobody knows is no assurance."""
    return question.context.assurance.required and question.context.assurance.state not in {
        "valid",
        "expired",
        "breached",
    }


def assurance_expired(question: Question) -> bool:
    """It was given for a time."""
    return question.context.assurance.required and question.context.assurance.state == "expired"


def assurance_breached(question: Question) -> bool:
    """A word that was broken once is not taken again by rule."""
    return question.context.assurance.required and question.context.assurance.state == "breached"


def death_penalty(question: Question) -> bool:
    """The risk asks for an assurance by itself, whether the form did or not."""
    return question.context.risk.death_penalty and not question.context.assurance.in_force


def torture(question: Question) -> bool:
    """As the death penalty; with an assurance the residual risk still decides."""
    return question.context.risk.torture and not question.context.assurance.in_force


def endless_watch(question: Question) -> bool:
    """Without an end nobody would ever ask again whether it is still right."""
    until = question.subject.watch.until
    return question.subject.aim == "watch" and (until is None or question.context.now > until)


def watch_without_basis(question: Question) -> bool:
    """The agreement's law lets parties exchange, and nobody be watched."""
    return question.subject.aim == "watch" and blank(question.subject.watch.basis)


RULES: Final = (
    Rule(
        "risk.missing",
        "the risk form of this act (disclose, request or use) is missing",
        "fill it in",
        sent=None,
        acts=DECISIONS,
        holds_against=without_form,
        source="ACMFEA 2019",
    ),
    Rule(
        "risk.not-frozen",
        "baseline was changed after mitigations",
        "a new form",
        sent=None,
        acts=DECISIONS,
        holds_against=baseline_changed,
        source="NSIRA, review for 2022",
    ),
    Rule(
        "risk.same-person",
        "baseline and residual risk by one person",
        "a second person",
        sent=None,
        acts=DECISIONS,
        holds_against=judged_by_one_person,
        source="NSIRA, review for 2022",
    ),
    Rule(
        "risk.substantial",
        "residual risk substantial; no assurance cures it",
        "nothing",
        sent=RIGHTS,
        acts=DECISIONS,
        holds_against=substantial,
        source="ACMFEA 2019; Convention against Torture, art. 3",
    ),
    Rule(
        "assurance.missing",
        "assurance needed",
        "obtain it",
        sent=RIGHTS,
        acts=DECISIONS,
        holds_against=assurance_missing,
        source="DESIGN 13, assurances register",
    ),
    Rule(
        "assurance.expired",
        "expired",
        "renew it",
        sent=RIGHTS,
        acts=DECISIONS,
        holds_against=assurance_expired,
        source="DESIGN 13, assurances register",
    ),
    Rule(
        "assurance.breached",
        "breached before",
        "C and H decide anew",
        sent=RIGHTS,
        acts=DECISIONS,
        holds_against=assurance_breached,
        source="DESIGN 13, assurances register",
    ),
    Rule(
        "risk.death-penalty",
        "risk of the death penalty and no assurance in force, whether a form asked for one or not",
        "an assurance in force",
        sent=RIGHTS,
        acts=DECISIONS,
        holds_against=death_penalty,
        source="DESIGN 13; practice of mutual assistance",
    ),
    Rule(
        "risk.torture",
        "risk of torture and no assurance in force; with one, risk.substantial still decides",
        "an assurance in force",
        sent=RIGHTS,
        acts=DECISIONS,
        holds_against=torture,
        source="DESIGN 13; Convention against Torture, art. 3",
    ),
    Rule(
        "watch.expiry",
        "a watch without an end, or after it",
        "set an end",
        sent=FORM,
        acts=_WATCHING,
        holds_against=endless_watch,
        source="DESIGN 13",
    ),
    Rule(
        "watch.basis",
        "a watch without a legal basis of its own (that of the agreement is not enough)",
        "name it",
        sent=LAW,
        acts=_WATCHING,
        holds_against=watch_without_basis,
        source="DESIGN 13",
    ),
)
