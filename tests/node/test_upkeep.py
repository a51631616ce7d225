"""Upkeep of cases between two whole nodes: dissemination inside, review and deletion, the same tip twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from detente.audit.acts import Act
from detente.cases import retention
from detente.model import strict_json
from detente.model.errors import BadInput, NotFound
from detente.node.queries import parties, search, upkeep
from detente.node.services import (
    acting,
    concerned,
    conversing,
    disseminating,
    legal_hold,
    notifying,
    officers,
    opening,
    purging,
    recording,
    resembling,
    retaining,
    threads,
    working_calendars,
)
from detente.node.services.conditions import Said
from detente.node.services.disseminating import Told
from detente.node.services.duties import RoleRefused
from detente.node.services.letters import Letter
from detente.node.services.searching import Question
from detente.node.stores import partners
from detente.node.stores.models import AuditRow, Entry, MatterKey, Officer
from detente.protocol import header as headers
from detente.protocol import verify
from tests.node.world import World

NEW_YORK = working_calendars.place_of(zone="America/New_York", now=datetime(2026, 11, 22, tzinfo=UTC))


def person(*names: str, source: str | None = None, **properties: list[str]) -> dict[str, Any]:
    return {
        "ftm": {"schema": "Person", "properties": {"name": list(names), **properties}},
        "source": source,
        "evaluation": {"scheme": "europol-4x4", "code": "X4"},
        "nature": "assessment",
        "category": "suspect",
    }


@pytest.fixture
def office(pair: World) -> World:
    """Two nodes in contact; beta lives in New York and has every role."""
    return office_of(pair)


def office_of(pair: World) -> World:
    """Give beta every role, and let it live in New York."""
    beta = pair.nodes["beta"]
    for role in ("analyst", "release", "head", "legal"):
        officers.add(beta, name=role, shown=role.title(), role=role)
    working_calendars.choose(beta, officers.find(beta, "lia"), None, NEW_YORK)
    return pair


def who(world: World, name: str, here: str = "beta") -> Officer:
    return officers.find(world.nodes[here], name)


def tip(world: World, *records: dict[str, Any], here: str = "alpha", **said: Any) -> Entry:
    """Let a node send a notification; give the entry as its partner has it."""
    there = "beta" if here == "alpha" else "alpha"
    whole = concerned.dated([recording.record(each) for each in records], now=world.clock())
    checked = dict.fromkeys(concerned.QUESTIONS, False) if records else None
    given = {"subject": "A traveller", "text": "Please look.", "lang": "en", "records": whole, "character": checked}
    letter = Letter(**{**given, **said})
    sent = notifying.notify(world.nodes[here], who(world, "lia", here), world.partner(here, there), letter)
    world.settle("alpha", "beta")
    return at(world, there, sent)


def at(world: World, here: str, entry: Entry) -> Entry:
    return Entry.objects.using(world.nodes[here].alias).select_related("partner", "batch").get(cid=entry.cid)


def do(world: World, opener: Entry, event: str, by: str = "lia", **said: Any) -> None:
    conversing.act(world.nodes["beta"], who(world, by), opener, event, Said(confirmed=True, **said))


def acting_on(world: World, opener: Entry, **said: Any) -> None:
    """Take a notification up to `acting`."""
    acting.accept(world.nodes["beta"], who(world, "lia"), opener, until=None)
    do(world, opener, "evaluate", "analyst")
    do(world, opener, "link", "analyst", file="BOS-1")
    do(world, opener, "decide", code="assessed-no-nexus", **said)


def closed(world: World, opener: Entry, code: str = "no-nexus") -> None:
    acting_on(world, opener)
    do(world, opener, "close-without-outcome", code=code)
    world.settle("alpha", "beta")


def recorded(world: World, act: Act, here: str = "beta") -> list[dict[str, Any]]:
    rows = AuditRow.objects.using(world.nodes[here].alias).filter(act=act.value).order_by("index")
    return [strict_json.parse(bytes(row.details)) for row in rows]


# Who was told inside


def test_whoever_is_left_out_stands_in_the_list_with_a_reason_until_the_head_overrides(office: World) -> None:
    opener, beta = tip(office), office.nodes["beta"]
    label = headers.parse(bytes(opener.header)).handling
    lines = (Told("local police", told=False, reason="need-to-know"), Told("border guard"))
    acting_on(office, opener, disseminated=lines)
    assert {line.recipient: line.words for line in upkeep.dissemination(beta, opener)} == {
        "local police": "not told: need-to-know, by lia",
        "border guard": "told, by lia",
    }
    office.clock.advance(days=1)
    disseminating.override(beta, who(office, "head"), opener, "local police", reason="resident of the city")
    (line, _) = upkeep.dissemination(beta, opener)
    assert (line.words, line.overridden) == ("told by override of head", "need-to-know")
    assert [each.note for each in upkeep.overrides(beta)] == ["resident of the city"]
    assert [each.recipient for each in upkeep.left_out(beta)] == ["local police"]
    assert headers.parse(bytes(at(office, "beta", opener).header)).handling == label
    assert recorded(office, Act.DISSEMINATION_OVERRIDDEN)[0]["details"] == {"was": "need-to-know"}


def test_nobody_is_left_out_without_a_reason_and_nothing_of_the_decision_stays(office: World) -> None:
    opener, beta = tip(office), office.nodes["beta"]
    with pytest.raises(disseminating.Unreasoned, match="Say why local police is not told"):
        acting_on(office, opener, disseminated=(Told("local police", told=False),))
    assert upkeep.dissemination(beta, opener) == ()
    assert at(office, "beta", opener).case.state == "linked"
    with pytest.raises(BadInput, match="stands twice"):
        disseminating.check([Told("a"), Told("a")])


def test_only_the_head_overrides_and_only_who_was_left_out(office: World) -> None:
    opener, beta = tip(office), office.nodes["beta"]
    acting_on(office, opener, disseminated=(Told("local police", told=False, reason="need-to-know"),))
    with pytest.raises(RoleRefused):
        disseminating.override(beta, who(office, "lia"), opener, "local police", reason="I think so")
    with pytest.raises(BadInput, match="Say why"):
        disseminating.override(beta, who(office, "head"), opener, "local police", reason=" ")
    with pytest.raises(NotFound):
        disseminating.override(beta, who(office, "head"), opener, "border guard", reason="why not")
    with pytest.raises(BadInput, match="head of service overrides"):
        disseminating.tell(beta, who(office, "lia"), opener, [Told("local police")])


# Review and deletion


def test_what_is_closed_without_nexus_has_its_dates_and_says_so_in_place_of_the_category(office: World) -> None:
    opener, beta = tip(office, person("Anna Boleyn")), office.nodes["beta"]
    closed(office, opener)
    found = upkeep.kept(beta, who(office, "lia"), opener)
    assert found is not None
    assert (found.category_in("en"), found.review_on, found.delete_on) == (
        "assessed, no nexus",
        date(2027, 11, 22),
        date(2031, 11, 22),
    )
    assert upkeep.reviews_due(beta, who(office, "lia")) == ()
    # The day of the review begins at midnight in New York.
    office.clock.at = datetime(2027, 11, 22, 4, 59, tzinfo=UTC)
    assert upkeep.reviews_due(beta, who(office, "lia")) == ()
    office.clock.at = datetime(2027, 11, 22, 5, 0, 1, tzinfo=UTC)
    assert [each.message for each in upkeep.reviews_due(beta, who(office, "lia"))] == [opener.uid]
    retaining.keep(beta, who(office, "lia"), opener, reason="a trial is under way")
    assert upkeep.reviews_due(beta, who(office, "lia")) == ()


def test_on_its_last_day_the_content_goes_and_the_proof_stays(office: World, tmp_path: Path) -> None:
    attached = tmp_path / "photo.txt"
    attached.write_text("a photograph")
    opener, beta = tip(office, person("Anna Boleyn"), files=[attached], own_ref="ALP-7"), office.nodes["beta"]
    closed(office, opener)
    before = statement(office, "alpha", opener)
    assert found_by(office, "Boleyn") == [opener.uid]
    office.clock.at = datetime(2031, 11, 23, 4, 59, tzinfo=UTC)
    assert purging.purge_due(beta) == []
    office.clock.at = datetime(2031, 11, 23, 5, 0, 1, tzinfo=UTC)
    (purged,) = purging.purge_due(beta)
    assert (purged.cid, purged.entries, purged.files) == (opener.cid, 1, 1)
    left = at(office, "beta", opener)
    assert (left.box, left.body, left.cek, left.plaintext, left.subject) == (None, None, None, None, "")
    assert (left.header, left.leaf, left.cid) == (opener.header, opener.leaf, opener.cid)
    assert found_by(office, "Boleyn") == found_by(office, "ALP-7") == []
    assert not MatterKey.objects.using(beta.alias).filter(entry=left).exists()
    assert not any(path.is_file() for path in (beta.home / "blobs").rglob("*"))
    # Both sides still export the same statement, and it verifies.
    assert statement(office, "beta", opener) == before == statement(office, "alpha", opener)
    pair = partners.pair_of(beta.alias, left.partner)
    assert verify.verify(before, trust=[pair.us, pair.them]).ok
    said = purging.verify(purging.certificate(beta, left), chain=partners.own_chain(beta.alias))
    assert [line["cid"] for line in said["entries"]] == [opener.cid]
    assert purging.purge_due(beta) == []
    kept = upkeep.kept(beta, who(office, "lia"), left)
    assert kept is not None
    assert kept.state == "purged, proof kept"
    with pytest.raises(purging.NotVerified):
        purging.verify(purging.certificate(beta, left), chain=partners.own_chain(office.nodes["alpha"].alias))


def statement(world: World, here: str, opener: Entry) -> bytes:
    return threads.export(world.nodes[here], who(world, "lia", here), at(world, here, opener))


def found_by(world: World, words: str) -> list[str]:
    beta = world.nodes["beta"]
    known = parties.load(beta)
    found = search.find(beta, who(world, "lia"), Question(words), known, before=None, numbers_only=False)
    return [entry.uid for entry in found.entries]


def test_a_legal_hold_stops_the_purge_until_it_is_lifted(office: World) -> None:
    opener, beta = tip(office, person("Anna Boleyn")), office.nodes["beta"]
    closed(office, opener)
    with pytest.raises(RoleRefused):
        legal_hold.lay(beta, who(office, "lia"), opener, reason="inquiry")
    legal_hold.lay(beta, who(office, "legal"), opener, reason="inquiry 4/2031")
    office.clock.at = datetime(2032, 1, 1, tzinfo=UTC)
    assert purging.purge_due(beta) == []
    assert purging.held_by(beta, opener) == "purge.hold"
    assert at(office, "beta", opener).plaintext is not None
    legal_hold.lift(beta, who(office, "head"), opener, reason="inquiry over")
    assert [each.cid for each in purging.purge_due(beta)] == [opener.cid]


def test_what_is_let_go_goes_at_the_end_of_the_day_and_a_repeat_of_it_restores_nothing(office: World) -> None:
    opener, beta = tip(office), office.nodes["beta"]
    closed(office, opener)
    retaining.let_go(beta, who(office, "lia"), opener, reason="nothing in it")
    assert purging.purge_due(beta) == []
    office.clock.advance(days=1)
    assert len(purging.purge_due(beta)) == 1
    office.settle("alpha", "beta")
    opening.open_waiting(beta, opener.partner)
    assert at(office, "beta", opener).plaintext is None
    with pytest.raises(NotFound):
        retaining.keep(beta, who(office, "lia"), opener, reason="too late")


def test_an_agreement_shortens_the_dates_and_never_lengthens_them() -> None:
    day, way = date(2026, 11, 22), retention.Kept
    short = retention.dates(closed=day, received=date(2026, 11, 1), kept=way(_days(90), _days(365)))
    assert (short.review_on, short.delete_on) == (date(2027, 1, 30), date(2027, 11, 1))
    long = retention.dates(closed=day, received=day, kept=way(_days(3650), _days(7300)))
    assert (long.review_on, long.delete_on) == (date(2027, 11, 22), date(2031, 11, 22))
    over = retention.dates(closed=day, received=date(2020, 1, 1), kept=way(_days(90), _days(365)))
    assert (over.review_on, over.delete_on) == (day, day)


def _days(count: int) -> Any:
    from datetime import timedelta

    return timedelta(days=count)


def test_the_same_person_after_no_nexus_is_sent_again_with_a_reason_alone(office: World) -> None:
    closed(office, tip(office, person("Anna Boleyn", passportNumber=["X 123"])))
    with pytest.raises(resembling.JustifyAgain, match="Say why you send it again"):
        tip(office, person("Boleyn, ANNA"))
    with pytest.raises(resembling.JustifyAgain):
        tip(office, person("Somebody Else", passportNumber=["x123"]))
    tip(office, person("Jane Seymour"))
    again = tip(office, person("Anna Boleyn"), again="She was seen with the group on Monday.")
    assert again.case.state == "received"
    assert recorded(office, Act.LIKENESS_SETTLED, "alpha")[0]["details"] == {"outcome": "justified"}


def test_what_was_filed_for_another_reason_may_be_sent_again(office: World) -> None:
    closed(office, tip(office, person("Anna Boleyn")), code="known-already")
    assert tip(office, person("Anna Boleyn")).case.state == "received"


# The same tip twice


def test_the_same_tip_is_linked_with_the_closed_one_and_nothing_is_reopened(office: World) -> None:
    first, beta = tip(office, person("Anna Boleyn")), office.nodes["beta"]
    closed(office, first)
    second = tip(office, person("Anna Boleyn"), again="once more")
    (prompt,) = upkeep.likenesses(beta, who(office, "lia"))
    assert prompt.words == f"{second.uid[:8]} looks like closed {first.uid[:8]}: reopen?"
    assert (prompt.ways, prompt.origins, prompt.closed) == (("name",), 1, True)
    assert upkeep.linked(beta, first) == (second.uid,)
    assert (at(office, "beta", first).case.state, second.case.state) == ("filed", "received")
    resembling.settle(beta, who(office, "lia"), first, second, outcome="apart", reason="another person")
    assert upkeep.likenesses(beta, who(office, "lia")) == () == upkeep.linked(beta, first)
    with pytest.raises(NotFound):
        resembling.settle(beta, who(office, "lia"), first, second, outcome="apart", reason="again")


def test_the_owner_is_asked_and_who_passes_a_source_on_is_no_second_one(office: World) -> None:
    first = tip(office, person("Anna Boleyn"))
    closed(office, first)
    beta = office.nodes["beta"]
    second = tip(office, person("Anna Boleyn", source=first.partner.party), again="relayed")
    third = tip(office, person("Anna Boleyn", source="urn:dxp:party:" + "a" * 52), again="another source")
    assert {each.newer for each in upkeep.likenesses(beta, who(office, "analyst"))} == {second.uid, third.uid}
    assert {each.newer for each in upkeep.likenesses(beta, who(office, "omar")) if each.older == first.uid} == set()
    assert len(resembling.origins(beta, third)) == 2


def test_a_message_without_person_or_number_has_no_key_and_a_single_name_is_none(office: World) -> None:
    beta = office.nodes["beta"]
    tip(office)
    tip(office, person("Anna"))
    assert MatterKey.objects.using(beta.alias).count() == 0
    tip(office, own_ref="ALP-7")
    assert MatterKey.objects.using(beta.alias).count() == 1
