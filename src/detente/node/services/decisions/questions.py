"""One question of a file, read into the values that policy decides on (`policy.question`)."""

from __future__ import annotations

from detente.model.errors import BadInput
from detente.node.services.decisions.members import Members
from detente.policy.acts import Act
from detente.policy.agreements import NO_AGREEMENT, Agreement, Mode, Stage
from detente.policy.handling import Ceiling, Label
from detente.policy.question import (
    Actor,
    Approval,
    Assurance,
    Consent,
    Context,
    Item,
    Person,
    Question,
    Risk,
    Subject,
    Watch,
)


def question(given: Members) -> Question:
    """Give the question in an object with all members of the base.

    Raises:
        BadInput: a member is missing or of another form, or there is no such act.
    """
    return Question(_act(given), _subject(given), _context(given))


def _act(given: Members) -> Act:
    try:
        return Act(given.text("act"))
    except ValueError as error:
        raise BadInput(f"{given.where}act is none that policy decides. Give one of {', '.join(Act)}.") from error


def _subject(given: Members) -> Subject:
    item, person, watch = given.below("item"), given.maybe_below("person"), given.maybe_below("watch")
    return Subject(
        kind=given.text("kind"),
        label=_label(given.below("handling")),
        message=given.maybe_text("message"),
        opens_dialogue=given.flag("opens_dialogue"),
        opened_by_us=given.text("opened_by") == "us",
        release=given.text("release"),
        topic=given.maybe_text("topic"),
        purpose=given.maybe_text("purpose"),
        legal_basis=given.maybe_text("legal_basis"),
        life=given.flag("life"),
        item=Item(
            state=item.text("state"),
            ours=item.text("origin") == "own",
            quarantined=item.flag("quarantine"),
            legal_hold=item.flag("legal_hold"),
            agreement=item.maybe_text("agreement"),
        ),
        persons=() if person is None else (_person(person),),
        properties=given.below("content").texts("properties"),
        toward=given.maybe_text("toward"),
        aim=given.maybe_text("aim"),
        protects=given.flag("protects"),
        watch=Watch() if watch is None else _watch(watch),
        destination=given.text("destination"),
        measure=given.text("measure"),
        bulk=given.flag("bulk"),
        case=given.maybe_text("case"),
        list_class=given.maybe_text("list_class"),
        elements=given.number("elements"),
    )


def _watch(given: Members) -> Watch:
    return Watch(until=given.maybe_instant("until"), basis=given.maybe_text("basis"))


def _label(given: Members) -> Label:
    return Label(
        tlp=given.maybe_text("tlp") or None,
        pap=given.maybe_text("pap") or None,
        h=given.texts("h"),
        rel=given.maybe_texts("rel"),
        orcon=given.flag("orcon"),
        named=given.texts("named"),
        rank=given.maybe_number("cls"),
    )


def _person(given: Members) -> Person:
    return Person(
        category=given.maybe_text("category") or "",
        nature=given.maybe_text("fact"),
        dated=given.flag("dates"),
        evaluation=given.maybe_text("evaluation") or "",
        character=given.maybe_text("character") or "missing",
        protected=given.texts("protected"),
        fled_from=given.maybe_text("fled_from"),
    )


def _context(given: Members) -> Context:
    actor, agreement = given.below("actor"), given.maybe_below("agreement")
    approval, consent = given.maybe_below("approval"), given.maybe_below("consent")
    partner = given.text("partner")
    return Context(
        now=given.instant("now"),
        actor=Actor(
            id=actor.text("id"),
            roles=frozenset({actor.text("role")}),
            active=actor.text("status") == "active",
            clearance=actor.number("clearance"),
        ),
        own="" if agreement is None else _own(agreement, partner),
        partner=partner,
        contact=given.text("contact"),
        agreement=NO_AGREEMENT if agreement is None else _agreement(agreement),
        reason=given.maybe_text("reason"),
        approval=Approval() if approval is None else _approval(approval),
        consent=Consent() if consent is None else _consent(consent),
        risk=_risk(given.below("risk")),
        assurance=_assurance(given.below("assurance")),
        h3_confirmed=given.below("handling").flag("h3_confirmed"),
        second_person=given.flag("second_person"),
        oversight_scope=given.text("oversight_scope"),
    )


def _own(agreement: Members, partner: str) -> str:
    """Give our own party: the agreement's other one. An agreement of strangers has none, and its rule says so."""
    others = sorted(agreement.texts("parties") - {partner})
    return others[0] if others else ""


def _agreement(given: Members) -> Agreement:
    state = given.text("state")
    suspended = state == "suspended"
    return Agreement(
        id=given.text("id"),
        parties=given.texts("parties"),
        stage=Stage.IN_FORCE if suspended else _stage(state),
        suspended=suspended,
        topics_suspended=given.texts("topics_suspended"),
        # A mode that nobody knows keeps nothing for later: what cannot be held is refused.
        mode=Mode.HOLD if given.text("mode") == Mode.HOLD else Mode.REFUSE,
        exempt=given.texts("exempt"),
        topics=given.texts("topics"),
        excluded=given.texts("excluded"),
        kinds_us=given.texts("kinds_us"),
        kinds_them=given.texts("kinds_them"),
        purposes=given.texts("purposes"),
        ceiling=Ceiling(tlp=given.text("ceiling"), rank=given.maybe_number("ceiling_cls")),
        valid_to=given.maybe_instant("valid_to"),
        run_off_to=given.maybe_instant("run_off_to"),
        list_classes=given.texts("list_classes"),
        budget_left=given.number("budget_left"),
        rounds_left=given.number("rounds_left"),
        founding=given.text("form") == "founding",
        opened=given.flag("opened"),
    )


def _stage(state: str) -> Stage:
    # What a text may be besides (countered, declined, withdrawn) is not countersigned.
    return Stage(state) if state in set(Stage) else Stage.DRAFTED


def _approval(given: Members) -> Approval:
    return Approval(
        given=given.text("state") == "given",
        by=given.maybe_text("by"),
        by_role=given.maybe_text("by_role"),
        author=given.maybe_text("author"),
        same_content=given.text("hash") == "same",
        age=given.hours("age_hours"),
        second_by=given.maybe_text("second_by"),
        second_role=given.maybe_text("second_role"),
    )


def _consent(given: Members) -> Consent:
    return Consent(
        state=given.text("state"),
        to=given.maybe_text("to"),
        purpose=given.maybe_text("purpose"),
        until=given.maybe_instant("until"),
    )


def _risk(given: Members) -> Risk:
    return Risk(
        required=given.flag("required"),
        done=given.flag("done"),
        frozen=given.flag("frozen_before_mitigation"),
        baseline_by=given.maybe_text("baseline_by"),
        residual_by=given.maybe_text("residual_by"),
        residual=given.maybe_text("residual") or "",
        death_penalty=given.flag("death_penalty"),
        torture=given.flag("torture"),
    )


def _assurance(given: Members) -> Assurance:
    return Assurance(required=given.flag("required"), state=given.text("state"))
