"""Rules on the label: is there one, does it fit its audience and the agreement, what does it forbid (handling.json)."""

from __future__ import annotations

from typing import Final

from detente.policy import consents
from detente.policy.acts import EXCHANGE, LEAVING, READING, SESSION, Act
from detente.policy.grounds import NIL
from detente.policy.question import OWN_ORGANISATION, Question
from detente.policy.rules.rule import Rule

_FURTHER: Final = frozenset({Act.EXPORT, Act.PASS_ON})


def unlabelled(question: Question) -> bool:
    """No label is no label, and not CLEAR."""
    return question.needs_agreement and question.label.is_missing


def contradictory(question: Question) -> bool:
    """RED for nobody by name, CLEAR with a restriction, GREEN or CLEAR about a victim or a witness."""
    return question.needs_agreement and question.label.contradicts(question.subject.categories)


def above_ceiling(question: Question) -> bool:
    """The agreement says what may travel at all, by TLP, PAP and class."""
    return question.needs_agreement and not question.agreement.ceiling.admits(question.label)


def not_releasable(question: Question) -> bool:
    """The list names parties: the addressee, the party to which it is passed on, the one that lent the officer."""
    allowed = question.label.rel
    if allowed is None or not question.needs_agreement:
        return False
    return question.publishes or any(party not in allowed for party in _reached(question))


def red(question: Question) -> bool:
    """Only named persons have it; it goes nowhere from there. The third-party rule must not block oversight."""
    if question.label.tlp != "RED":
        return False
    if question.act in _FURTHER:
        return True
    return not question.may_have_red and not (question.act in READING and question.by_oversight)


def strict(question: Question) -> bool:
    """An export is for the own organisation, too."""
    return question.label.tlp == "AMBER+STRICT" and question.subject.destination != OWN_ORGANISATION


def amber(question: Question) -> bool:
    """Consent opens a further circle, never the public one."""
    return consents.beyond_amber(question) and (question.publishes or not consents.holds(question))


def green(question: Question) -> bool:
    """The community that the agreement names is not everybody."""
    return question.label.tlp == "GREEN" and question.publishes


def court(question: Question) -> bool:
    """What was given for intelligence becomes evidence only with permission."""
    return consents.into_court(question) and not consents.holds(question)


def beyond_permitted_action(question: Question) -> bool:
    """A question to data of others is seen from outside: PAP RED lets nobody ask it."""
    if question.act in SESSION:
        return not question.label.permits("passive")
    return not question.label.permits(question.subject.measure)


def unconfirmed_h3(question: Question) -> bool:
    """Its text is for a person to read; the confirmation is logged."""
    return "H3" in question.label.restrictions and not question.context.h3_confirmed


def _reached(question: Question) -> tuple[str, ...]:
    match question.act:
        case Act.SEND | Act.MATCH | Act.TRACE:
            return (question.context.partner,)
        case Act.ADMIT:
            return (question.context.own,)
        case Act.PASS_ON:
            return () if question.third_party is None else (question.third_party,)
        case _:
            lent_by = question.context.actor.seconded_from
            return () if lent_by is None else (lent_by,)


RULES: Final = (
    Rule(
        "handling.missing",
        "no label",
        "label it",
        sent=None,
        acts=EXCHANGE | LEAVING,
        holds_against=unlabelled,
        source="DXP 5.4, 12; handling.json, merge",
    ),
    Rule(
        "handling.contradiction",
        "label against audience: see handling.json",
        "correct the label",
        sent=None,
        acts=frozenset({Act.SEND, Act.ADMIT}),
        holds_against=contradictory,
        source="handling.json, contradictions",
    ),
    Rule(
        "handling.ceiling",
        "stricter than the agreement lets travel: TLP, or class (a ceiling without a class lets nothing classified go)",
        "a sanitised version",
        sent=NIL,
        acts=EXCHANGE,
        holds_against=above_ceiling,
        source="DXP 12",
    ),
    Rule(
        "handling.release",
        "addressee not in releasable-to; empty list means nobody; consent does not widen it",
        "the originator changes the list",
        sent=NIL,
        acts=EXCHANGE | READING | {Act.USE, Act.PASS_ON, Act.EXPORT},
        holds_against=not_releasable,
        source="handling.json, REL",
    ),
    Rule(
        "handling.tlp-red",
        "only named recipients; never exported or passed on; O reads",
        "ask the originator for a version",
        sent=NIL,
        acts=READING | {Act.USE, Act.EXPORT, Act.PASS_ON},
        holds_against=red,
        source="TLP 2.0; A/HRC/14/46, practices 33-34",
    ),
    Rule(
        "handling.tlp-strict",
        "stays in the organisation, consent or not",
        "ask the originator for a version",
        sent=NIL,
        acts=_FURTHER,
        holds_against=strict,
        source="TLP 2.0",
    ),
    Rule(
        "handling.tlp-amber",
        "organisation and clients, unless the originator consents",
        "ask for consent",
        sent=NIL,
        acts=_FURTHER,
        holds_against=amber,
        source="TLP 2.0",
    ),
    Rule(
        "handling.tlp-green",
        "not to the public",
        "ask the originator",
        sent=NIL,
        acts=_FURTHER,
        holds_against=green,
        source="TLP 2.0",
    ),
    Rule(
        "handling.h1",
        "not in court without permission",
        "ask for consent",
        sent=NIL,
        acts=frozenset({Act.USE, Act.PASS_ON}),
        holds_against=court,
        source="Europol handling codes, H1",
    ),
    Rule(
        "handling.pap",
        "the measure goes beyond the permitted action",
        "a softer measure",
        sent=NIL,
        acts=SESSION | {Act.USE},
        holds_against=beyond_permitted_action,
        source="MISP taxonomy PAP",
    ),
    Rule(
        "handling.h3",
        "the officer must confirm the text of H3",
        "confirm",
        sent=None,
        acts=READING | _FURTHER | {Act.USE},
        holds_against=unconfirmed_h3,
        source="Europol handling codes, H3",
    ),
)
