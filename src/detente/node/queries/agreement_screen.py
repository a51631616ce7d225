"""The agreements with a partner, read from the node: terms, stage, who suspends what, and what may be done.

All of it follows from the two ledgers (`services.agreement_facts`), so the partner's page shows the same; what is held
and who may act is each side's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from detente.cases.kinds import TABLES
from detente.cases.presets import PRESETS
from detente.model.handling import TLP
from detente.model.party_id import PartyId
from detente.model.reach import within
from detente.node.context import Node
from detente.node.queries import agreement as agreed
from detente.node.queries import parties as shown
from detente.node.queries import phrases
from detente.node.queries.agreement_page import (
    AgreementAct,
    AgreementLine,
    AgreementsPage,
    Offered,
    Pause,
    Terms,
    TopicLine,
)
from detente.node.queries.desk import Choice
from detente.node.queries.parties import Parties
from detente.node.services import agreement_facts, agreements, duties
from detente.node.services.agreement_facts import Facts, Held, Suspension
from detente.node.services.agreements import Known
from detente.node.stores import partners as stored
from detente.node.stores.models import Officer, Partner
from detente.policy.agreement_text import REPLIES, SERVICE, FullAgreement, topics_under
from detente.policy.agreements import Stage
from detente.policy.founding import FoundingAgreement
from detente.policy.roles import Role
from detente.policy.topics import TOPICS
from detente.protocol.first_contact import ContactState
from detente.protocol.pair import Pair

EVENTS: Final[Mapping[AgreementAct, tuple[str, ...]]] = {
    "sign": ("countersign", "sign"),
    "counter": ("counter",),
    "decline": ("decline",),
    "withdraw": ("withdraw-draft",),
    "notice": ("give-notice",),
    "certify": ("certify",),
}
"""Which rows of the table `agreement` an act is, by its side; suspensions stand in two tables and are asked apart."""
_RUNS: Final = frozenset({Stage.IN_FORCE, Stage.NOTICE, Stage.RUN_OFF})
_ORDER: Final = (Stage.IN_FORCE, Stage.NOTICE, Stage.PROPOSED, Stage.RUN_OFF, Stage.DRAFTED, Stage.NONE, Stage.ENDED)
_WHOLE: Final = Choice("", {})


def page(node: Node, officer: Officer, partner: Partner) -> AgreementsPage:
    """Give all agreements with a partner, those in force first."""
    parties = shown.load(node)
    known = agreements.known(node.alias, partner)
    pair = stored.pair_of(node.alias, partner)
    held = agreement_facts.held_by_topic(node, partner)
    found = sorted(agreement_facts.all_of(node, partner), key=lambda facts: _ORDER.index(facts.stage))
    sure = partner.state == ContactState.CONFIRMED
    total = agreement_facts.total(held.values())
    return AgreementsPage(
        now=node.now(),
        us=parties.us,
        party=parties.by_row[partner.pk],
        agreements=tuple(_line(officer if sure else None, partner, each, known, held, parties, pair) for each in found),
        offered=_offered(),
        held=total.count,
        oldest=total.oldest,
        legal=_legal(node),
        acts=("draft",) if sure and duties.may(officer, "sign", kind="agreement") else (),
    )


def terms(pair: Pair, text: FoundingAgreement) -> Terms:
    """Give what a text says, as either side shows it."""
    full = text if isinstance(text, FullAgreement) else None
    return Terms(
        topics=_choices((text.topic,) if full is None else full.topics),
        excluded=() if full is None else _choices(full.excluded),
        ours=_kinds(_opened_by(text, pair.us)),
        theirs=_kinds(_opened_by(text, pair.them)),
        purposes=_choices(sorted(text.purposes)),
        law=text.basis.law,
        ref=text.basis.ref,
        ceiling=agreed.ceiling(text),
        preset=text.preset,
        sends_opened=text.opened,
        nil_after=text.nil_after["other"],
        review=None if full is None else full.retention.review,
        delete=None if full is None else full.retention.delete,
        run_off=None if full is None else full.run_off,
        valid_from=None if full is None else full.valid_from,
        valid_to=None if full is None else full.valid_to,
        replaces=() if full is None else tuple(sorted(full.replaces)),
    )


def _line(
    officer: Officer | None,
    partner: Partner,
    facts: Facts,
    known: Known,
    held: Mapping[tuple[str, str | None], Held],
    parties: Parties,
    pair: Pair,
) -> AgreementLine:
    them = parties.by_row[partner.pk]
    possible = facts.possible if facts.is_full else frozenset()
    can_suspend = _can_suspend(officer, facts, possible)
    can_lift = _can_lift(officer, facts, possible)
    acts = _acts(officer, facts, known, possible)
    flags: tuple[AgreementAct, ...] = (*(("suspend",) if can_suspend else ()), *(("lift",) if can_lift else ()))
    return AgreementLine(
        id=facts.text.id,
        full=facts.is_full,
        stage=facts.stage.value,
        signed_by=tuple(party for party, signed in zip((parties.us, them), facts.signed, strict=True) if signed),
        terms=terms(pair, facts.text),
        topics=tuple(_topic(topic, facts, held, parties, partner) for topic in facts.topics),
        pauses=tuple(_pause(each, parties, partner) for each in facts.suspensions),
        acts=(*acts, *flags),
        can_suspend=can_suspend,
        can_lift=can_lift,
    )


def _acts(officer: Officer | None, facts: Facts, known: Known, possible: frozenset[str]) -> tuple[AgreementAct, ...]:
    """Give the acts about one text: of several texts in one dialogue the last one of a side is the one at issue."""
    signed, theirs = facts.signed
    us = signed or facts.text.id in known.waiting
    theirs_at_issue = not us and _is_last(facts, known) and (theirs or facts.text.id in known.countered)
    mine = {
        "sign": theirs_at_issue,
        "counter": theirs_at_issue,
        "decline": theirs_at_issue,
        "withdraw": us and not theirs,
        "notice": us and theirs,
        "certify": us and theirs,
    }
    return tuple(
        act
        for act, events in EVENTS.items()
        if mine[act] and any(event in possible and _may(officer, event) for event in events)
    )


def _is_last(facts: Facts, known: Known) -> bool:
    """Whether no later text of the partner stands in the same dialogue."""
    name = facts.text.id
    if name in known.countered:
        return name == [each for each, root in known.countered.items() if root == facts.root][-1]
    place = known.places.get((False, name), -1)
    return all(
        root != facts.root or known.places.get((False, other), -1) <= place for other, root in known.roots.items()
    )


def _can_suspend(officer: Officer | None, facts: Facts, possible: frozenset[str]) -> tuple[Choice, ...]:
    if not all(facts.signed) or facts.stage not in _RUNS:
        return ()
    ours = {each.topic for each in facts.suspensions if each.ours}
    whole = "suspend" in possible and None not in ours and _may(officer, "suspend")
    # A founding text has one topic, and is suspended as that.
    named = topics_under(facts.text) if facts.is_full else facts.topics
    topics = named if _may(officer, "suspend", "agreement-topic") else ()
    return (*((_WHOLE,) if whole else ()), *_choices(topic for topic in topics if topic not in ours))


def _can_lift(officer: Officer | None, facts: Facts, possible: frozenset[str]) -> tuple[Choice, ...]:
    ours = {each.topic for each in facts.suspensions if each.ours}
    whole = None in ours and "lift" in possible and _may(officer, "lift")
    topics = sorted(topic for topic in ours if topic is not None and _may(officer, "lift", "agreement-topic"))
    return (*((_WHOLE,) if whole else ()), *_choices(topics))


def _may(officer: Officer | None, event: str, kind: str = "agreement") -> bool:
    return officer is not None and duties.may(officer, event, kind=kind)


def _topic(
    topic: str,
    facts: Facts,
    held: Mapping[tuple[str, str | None], Held],
    parties: Parties,
    partner: Partner,
) -> TopicLine:
    by = {each.ours for each in facts.suspensions if each.topic is None or within(topic, each.topic)}
    sides = ((True, parties.us), (False, parties.by_row[partner.pk]))
    return TopicLine(
        topic=phrases.choice(topic),
        suspended_by=tuple(party for ours, party in sides if ours in by),
        held=sum(each.count for (name, about), each in held.items() if name == facts.text.id and within(about, topic)),
    )


def _pause(each: Suspension, parties: Parties, partner: Partner) -> Pause:
    return Pause(
        by=parties.us if each.ours else parties.by_row[partner.pk],
        ours=each.ours,
        topic=None if each.topic is None else phrases.choice(each.topic),
        since=each.since,
        mode=each.mode,
        reason=each.reason,
        exempt=each.exempt,
    )


def _offered() -> Offered:
    openable = [kind for kind in TABLES if kind not in REPLIES | SERVICE | _INTERNAL]
    return Offered(_choices(TOPICS), _kinds(openable), tuple(code for code in TLP if code != "RED"), tuple(PRESETS))


_INTERNAL: Final = frozenset({"contact", "contact-reconciliation", "handover-internal", "dispatch"})
"""Dialogues of the pair itself, or of one house: no text lists them."""


def _legal(node: Node) -> tuple[tuple[str, str], ...]:
    rows = Officer.objects.using(node.alias).filter(active=True).order_by("shown")
    return tuple((row.name, row.shown) for row in rows if Role.LEGAL in duties.HELD.get(row.role, frozenset()))


def _opened_by(text: FoundingAgreement, party: PartyId) -> Iterable[str]:
    opens = text.opens[party] if isinstance(text, FullAgreement) else text.kinds
    return sorted(opens)


def _kinds(kinds: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(kind, dict(TABLES[kind].title) if kind in TABLES else {}) for kind in kinds)


def _choices(codes: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(phrases.choice(code) for code in codes)
