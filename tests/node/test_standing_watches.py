"""Watches: who may be looked for and how long; each event alarms; none ends in silence (Boston B7 to B12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from detente.audit.acts import Act
from detente.matching.names import compare_in_list
from detente.model.errors import BadInput, NotFound
from detente.node.queries import watches
from detente.node.queries.watches_page import WatchGiven
from detente.node.services import (
    alerts,
    corresponding,
    escalating,
    forgetting,
    kept_watches,
    officers,
    protecting,
    standing_watches,
    watch_firing,
    watch_reminders,
)
from detente.node.services.alerts import AlertTaken
from detente.node.services.conditions import Said
from detente.node.services.deciding import Forbidden
from detente.node.services.duties import RoleRefused
from detente.node.services.kept_watches import WatchLetEnd
from detente.node.services.standing_watches import Asked, WatchEnded
from detente.node.services.watch_firing import Event
from detente.node.stores.models import AlertRow, AuditRow, Holding, Officer, UseRow, WatchRow
from detente.node.stores.unit import unit
from tests.node import going
from tests.node.desk_builders import LIA, desk, give_accounts
from tests.node.world import World

PERSON = {"names": ["Зимар Тогоев", "Zimar Togoyev"], "birthDate": ["1987-10-21", "1988-10-21"]}
SEEN = {"names": ["Zimar Togoev"], "birthDate": ["1986-10-21"]}


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact; beta has a head, an adviser and a second releasing officer."""
    give_accounts(pair)
    going.people(pair)
    return pair


def lia(world: World) -> Officer:
    return officers.find(world.nodes["beta"], "lia")


def asked(world: World, **values: Any) -> Asked:
    given: dict[str, Any] = {
        "person": PERSON,
        "until": world.clock() + timedelta(days=365),
        "law": "Act 7, section 2",
        "basis": "Act 9, section 4",
        "purpose": "prevent-terrorism",
        "because": "asked to be told if he travels",
    }
    return Asked(**given | values)


def watched(world: World, **values: Any) -> WatchRow:
    entry = going.sent_about_a_person(world)
    return standing_watches.set_up(world.nodes["beta"], lia(world), entry, asked(world, **values))


def crossing(world: World, **values: Any) -> Event:
    given: dict[str, Any] = {"what": "crossing", "person": SEEN, "happened_at": world.clock(), "source": "border desk"}
    return Event(**given | values)


def fire(world: World, *events: Event) -> list[AlertRow]:
    return watch_firing.take(world.nodes["beta"], lia(world), events)


def acts(world: World, name: str) -> list[AuditRow]:
    return [row for row in AuditRow.objects.using(world.nodes["beta"].alias).order_by("pk") if row.act == name]


def remind(world: World) -> None:
    watch_reminders.run(world.nodes["beta"])


def test_a_watch_stands_on_a_use_that_policy_permitted(pair: World) -> None:
    row = watched(pair, owner="chloe")
    use = UseRow.objects.using(pair.nodes["beta"].alias).get()
    assert (use.aim, use.toward) == ("watch", pair.partner("beta", "alpha").party)
    assert (use.basis, row.basis, row.use_id) == ("Act 7, section 2", "Act 9, section 4", use.pk)
    (line,) = watches.standing(pair.nodes["beta"], lia(pair))
    assert (line.state, line.owner, line.asker, line.names) == ("standing", "chloe", "ALP", tuple(PERSON["names"]))


@pytest.mark.parametrize("values", [{"basis": ""}, {"until": datetime(2000, 1, 1, tzinfo=UTC)}])
def test_no_watch_without_an_end_ahead_and_a_law_of_its_own(pair: World, values: dict[str, Any]) -> None:
    with pytest.raises(Forbidden):
        watched(pair, **values)
    assert not WatchRow.objects.using(pair.nodes["beta"].alias).exists()


def test_nobody_is_watched_toward_the_state_that_they_fled_from(pair: World) -> None:
    entry = going.sent_about_a_person(pair)
    node = pair.nodes["beta"]
    row = standing_watches.set_up(node, lia(pair), entry, asked(pair))
    fled_from = pair.partner("beta", "alpha").party
    protecting.protect(node, lia(pair), names=[going.NAME], statuses=["refugee"], fled_from=fled_from)
    with pytest.raises(Forbidden):
        standing_watches.renew(node, lia(pair), row, pair.clock() + timedelta(days=300), "still asked")
    with pytest.raises(Forbidden):
        standing_watches.set_up(node, lia(pair), entry, asked(pair))
    (alert,) = fire(pair, crossing(pair))
    assert alert.ground == "protected.fled"


def test_who_is_protected_is_not_watched_by_a_message_about_somebody_else(pair: World) -> None:
    entry, node = going.sent_about_a_person(pair), pair.nodes["beta"]
    row = standing_watches.set_up(node, lia(pair), entry, asked(pair, person={"names": ["Mira Voss"]}))
    fled_from = pair.partner("beta", "alpha").party
    protecting.protect(node, lia(pair), names=["Mira Voss"], statuses=["refugee"], fled_from=fled_from)
    with pytest.raises(Forbidden):
        standing_watches.set_up(node, lia(pair), entry, asked(pair, person={"names": ["Mira Voss"]}))
    with unit(node, "purge") as work:
        forgetting.forget(node, entry, [entry])
        work.record(Act.CONTENT_PURGED)
    row.refresh_from_db()
    with pytest.raises(Forbidden):
        standing_watches.renew(node, lia(pair), row, pair.clock() + timedelta(days=300), "still asked")


@pytest.mark.parametrize("days", [0, 367])
def test_a_watch_ends_ahead_and_within_a_year(pair: World, days: int) -> None:
    row = watched(pair)
    until = pair.clock() + timedelta(days=days)
    with pytest.raises(BadInput):
        standing_watches.renew(pair.nodes["beta"], lia(pair), row, until, "still asked")


def test_what_a_rule_closes_is_not_named_by_a_watch(pair: World) -> None:
    node, row = pair.nodes["beta"], watched(pair)
    fire(pair, crossing(pair, place="Porte 3"))
    Holding.objects.using(node.alias).update_or_create(entry=row.entry, defaults={"quarantined": True})
    assert [(line.names, line.because) for line in watches.standing(node, lia(pair))] == [((), "")]
    (alert,) = watches.alerts(node, lia(pair))
    assert (alert.names, alert.looked_for, alert.place) == ((), (), "")


def test_an_open_alert_rings_for_those_who_were_told_of_it(pair: World) -> None:
    watched(pair)
    (row,) = fire(pair, crossing(pair))
    remind(pair)
    assert escalating.standing_for(pair.nodes["beta"])["lia"].count == 1
    alerts.acknowledge(pair.nodes["beta"], lia(pair), row)
    assert escalating.standing_for(pair.nodes["beta"]) == {}


@pytest.mark.parametrize(
    "person",
    [
        {},
        {"names": []},
        {"names": ["—"]},
        {"names": [7]},
        {"names": ["A"], "religion": ["x"]},
        {"names": ["a" * 301]},
        {"names": ["a\0b"]},
        {"names": ["a\ud800"]},
    ],
)
def test_a_person_is_described_by_what_can_be_compared(pair: World, person: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        watched(pair, person=person)


def test_who_may_not_keep_watches_sets_up_none(pair: World) -> None:
    entry = going.sent_about_a_person(pair)
    node = pair.nodes["beta"]
    officers.add(node, name="ova", shown="Ova", role="oversight")
    with pytest.raises(RoleRefused):
        standing_watches.set_up(node, officers.find(node, "ova"), entry, asked(pair))
    with pytest.raises(RoleRefused):
        standing_watches.set_up(node, lia(pair), entry, asked(pair, owner="ova"))


def test_b12_the_return_is_a_new_event(pair: World) -> None:
    watched(pair)
    (out,) = fire(pair, crossing(pair, direction="out"))
    pair.clock.advance(days=178)
    (back,) = fire(pair, crossing(pair, direction="in"))
    lines = watches.alerts(pair.nodes["beta"], lia(pair))
    assert [(line.id, line.proposes) for line in lines] == [(str(out.pk), "travelled"), (str(back.pk), "returned")]
    assert lines[0].looked_for == tuple(PERSON["names"])
    assert "birthDate" in lines[0].why


def test_the_same_number_of_the_same_source_alarms_once(pair: World) -> None:
    watched(pair)
    again = crossing(pair, direction="out", reference="T-1")
    assert len(fire(pair, again, again)) == 1
    assert fire(pair, again) == []
    assert len(fire(pair, crossing(pair, direction="in", reference="T-1", source="another desk"))) == 1


def test_who_is_somebody_else_alarms_nobody(pair: World) -> None:
    watched(pair)
    other = {"names": ["Ivan Petrenko"], "birthDate": ["1987-10-21"]}
    assert fire(pair, crossing(pair, person=other)) == []


def test_an_event_that_cannot_stand_takes_none_of_its_call(pair: World) -> None:
    watched(pair)
    for bad in (
        crossing(pair, what="rumour"),
        crossing(pair, direction="up"),
        crossing(pair, source=""),
        crossing(pair, happened_at=pair.clock() + timedelta(days=1)),
        crossing(pair, place="two\nlines"),
    ):
        with pytest.raises(BadInput):
            fire(pair, crossing(pair), bad)
    assert not AlertRow.objects.using(pair.nodes["beta"].alias).exists()


def test_b8_a_watch_says_30_7_and_1_days_before_that_it_ends_and_goes_on_firing(pair: World) -> None:
    row = watched(pair, until=pair.clock() + timedelta(days=31))
    seen = []
    for _ in range(33):
        pair.clock.advance(days=1)
        remind(pair)
        remind(pair)
        seen.append(len(acts(pair, "watch-warned")))
    assert [day for day, (one, other) in enumerate(zip([0, *seen], seen, strict=False), 1) if one != other] == [
        1,
        24,
        30,
        31,
    ]
    node = pair.nodes["beta"]
    assert [line.id for line in watches.undecided(node)] == [str(row.pk)]
    assert len(fire(pair, crossing(pair))) == 1
    standing_watches.renew(node, lia(pair), row, pair.clock() + timedelta(days=5), "still asked")
    assert watches.undecided(node) == ()
    before = len(acts(pair, "watch-warned"))
    pair.clock.advance(days=5)
    remind(pair)
    assert len(acts(pair, "watch-warned")) - before == 2


def test_b9_an_alert_that_nobody_takes_goes_to_the_duty_desk_and_its_head(pair: World) -> None:
    node = pair.nodes["beta"]
    officers.add(node, name="dora", shown="Dora", role="duty")
    watched(pair, owner="lia")
    (row,) = fire(pair, crossing(pair))
    told = []
    for _ in range(4):
        remind(pair)
        row.refresh_from_db()
        told.append((row.taken, "dora" in row.told, "chloe" in row.told))
        pair.clock.advance(hours=1)
    assert told == [(1, False, False), (2, True, False), (3, True, True), (3, True, True)]
    alerts.acknowledge(node, lia(pair), row)
    assert watches.alerts(node, lia(pair)) == ()


def test_b10_a_word_of_mouth_ends_nothing(pair: World) -> None:
    node = pair.nodes["beta"]
    watched(pair)
    (row,) = fire(pair, crossing(pair))
    pair.clock.advance(minutes=10)
    alerts.told(node, lia(pair), row, to="chloe", at=pair.clock() - timedelta(minutes=5), words="passed on by note")
    (line,) = watches.alerts(node, lia(pair))
    assert (line.told_to, line.acknowledged_by) == ("chloe", "")
    pair.clock.advance(hours=1)
    remind(pair)
    row.refresh_from_db()
    assert row.taken == 2
    alerts.acknowledge(node, officers.find(node, "chloe"), row, note="called the field office")
    with pytest.raises(AlertTaken):
        alerts.acknowledge(node, lia(pair), row)
    with pytest.raises(AlertTaken):
        alerts.told(node, lia(pair), row, to="chloe", at=pair.clock(), words="again")
    with pytest.raises(BadInput):
        alerts.told(node, lia(pair), row, to="chloe", at=pair.clock() + timedelta(days=1), words="too early")


def test_b11_no_instruction_hides_another(pair: World) -> None:
    watched(pair, instruction="notify")
    watched(pair, instruction="detain", because="a second record, spelt otherwise")
    fire(pair, crossing(pair))
    lines = watches.alerts(pair.nodes["beta"], lia(pair))
    assert [line.instruction for line in lines] == ["detain", "notify"]


def test_b7_only_a_person_ends_a_watch_and_says_why(pair: World) -> None:
    node = pair.nodes["beta"]
    row = watched(pair)
    standing_watches.hand_on(node, lia(pair), row, "chloe")
    with pytest.raises(BadInput):
        standing_watches.end(node, lia(pair), row, "")
    assert [each.pk for each in standing_watches.open_of(node, row.entry)] == [row.pk]
    standing_watches.end(node, lia(pair), row, "not asked any more")
    assert fire(pair, crossing(pair)) == []
    for act in (
        lambda: standing_watches.end(node, lia(pair), row, "again"),
        lambda: standing_watches.hand_on(node, lia(pair), row, "lia"),
        lambda: standing_watches.renew(node, lia(pair), row, pair.clock() + timedelta(days=1), "again"),
    ):
        with pytest.raises(WatchEnded):
            act()
    (line,) = watches.standing(node, lia(pair), ended=True)
    assert (line.state, line.ended_because) == ("ended", "not asked any more")


def test_what_was_erased_with_its_message_is_not_kept_by_a_watch_that_ended(pair: World) -> None:
    node = pair.nodes["beta"]
    ended, stands = watched(pair), watched(pair, because="another file")
    fire(pair, crossing(pair, place="Porte 3"))
    standing_watches.end(node, lia(pair), ended, "not asked any more")
    entries = [ended.entry, stands.entry]
    with unit(node, "purge") as work:
        forgetting.forget(node, entries[0], entries[:1])
        forgetting.forget(node, entries[1], entries[1:])
        work.record(Act.CONTENT_PURGED)
    rows = {row.pk: row for row in WatchRow.objects.using(node.alias)}
    assert (rows[ended.pk].person, rows[ended.pk].because) == ({}, "")
    assert rows[stands.pk].person == stands.person
    standing_watches.end(node, lia(pair), stands, "not asked any more")
    for row in AlertRow.objects.using(node.alias):
        assert (row.record, row.why, row.place, row.watch.person) == ({}, [], "", {})
    assert [line.names for line in watches.standing(node, lia(pair), ended=True)] == [(), ()]
    assert len(watches.alerts(node, lia(pair))) == 2


def test_the_desk_shows_a_watch_its_alert_with_the_why_and_what_a_message_begins_with(pair: World) -> None:
    beta, row = pair.nodes["beta"], watched(pair)
    watch_firing.take(beta, lia(pair), [crossing(pair, direction="in")])
    here = desk(pair, "beta")
    page = here.watches(LIA)
    assert [line.id for line in page.watches] == [str(row.pk)]
    assert page.may_keep
    assert page.marking is not None
    (alert,) = page.alerts
    assert (alert,) == here.watch(LIA, str(row.pk)).alerts
    # My work says who and what; why takes a comparison, and stands on the page.
    assert here.alerts_open(LIA) == (replace(alert, reasons={}),)
    assert set(alert.reasons) == {"fr", "en", "ru", "ar"}
    assert "year" in " ".join(alert.reasons["en"])
    offer = here.watch_offer(LIA, row.entry.uid)
    assert going.NAME in offer.names
    assert (
        [line.id for line in offer.standing]
        == [str(row.pk)]
        == [each.id for each in here.watches_left(LIA, row.entry.uid)]
    )
    assert "lia" in offer.owners
    given = WatchGiven(
        names=("Zimar Togoev",),
        until=pair.clock() + timedelta(days=30),
        law="Act 7, section 2",
        basis="Act 9, section 4",
        purpose="prevent-terrorism",
        because="asked",
    )
    second = here.watch_set(LIA, row.entry.uid, given)
    here.watch_renew(LIA, second, until=pair.clock() + timedelta(days=60), because="still asked")
    here.watch_hand(LIA, second, to="omar")
    assert here.watch(LIA, second).line.owner == "omar"
    here.watch_end(LIA, second, because="came back")
    assert here.watch(LIA, second).line.state == "ended"
    here.alert_told(LIA, alert.id, to="omar", at=pair.clock(), words="by telephone")
    here.alert_take(LIA, alert.id, note="calls them")
    assert here.alerts_open(LIA) == ()


def test_whose_message_is_closed_to_the_reader_shows_no_name_on_the_page(pair: World) -> None:
    row = watched(pair)
    watch_firing.take(pair.nodes["beta"], lia(pair), [crossing(pair)])
    going.relabelled(pair, row.entry, codes=["tlp:RED"], named=["officer-99"])
    page = desk(pair, "beta").watches(LIA)
    assert not [name for line in page.watches for name in line.names]
    assert not [name for alert in page.alerts for name in (*alert.names, *alert.reasons)]
    with pytest.raises(NotFound):
        desk(pair, "beta").watches_left(LIA, row.entry.uid)


def test_who_closes_a_matter_is_told_the_watches_that_go_on(pair: World) -> None:
    row = watched(pair)
    here = desk(pair, "beta")
    here.accept(LIA, row.entry.uid, until=pair.clock() + timedelta(days=1), assertion=None)
    officers.add(pair.nodes["beta"], name="ana", shown="Ana", role="analyst")
    corresponding.act(pair.nodes["beta"], "ana", row.entry.uid, "evaluate", Said(confirmed=True))
    done = corresponding.close(pair.nodes["beta"], "lia", row.entry.uid, None, reason="no-nexus")
    assert done["watches"] == [str(row.pk)]
    row.refresh_from_db(using=pair.nodes["beta"].alias)
    assert row.ended_at is None


@pytest.mark.parametrize("untold", [False, True])
def test_b7_whoever_asked_is_told_until_when_the_watch_stands_when_the_matter_is_filed(
    pair: World, *, untold: bool
) -> None:
    row = watched(pair)
    beta = pair.nodes["beta"]
    desk(pair, "beta").accept(LIA, row.entry.uid, until=pair.clock() + timedelta(days=1), assertion=None)
    officers.add(beta, name="ana", shown="Ana", role="analyst")
    corresponding.act(beta, "ana", row.entry.uid, "evaluate", Said(confirmed=True))
    page = desk(pair, "beta").case(LIA, row.entry.uid)
    assert {act.event for act in page.acts if "untold" in act.fields} == {"file"}
    corresponding.close(beta, "lia", row.entry.uid, None, reason="no-nexus", untold=untold)
    pair.settle("alpha", "beta")
    (told,) = (step for step in desk(pair, "alpha").notification(LIA, row.entry.uid).thread if step.what == "filed")
    assert told.until == (None if untold else row.until)
    # Nothing else of the watch has left: neither its owner nor whom it looks for.
    assert told.code == "no-nexus"


def test_of_several_watches_the_last_end_is_told_and_of_one_that_ended_none(pair: World) -> None:
    row, node = watched(pair), pair.nodes["beta"]
    later = standing_watches.set_up(node, lia(pair), row.entry, asked(pair, until=row.until + timedelta(hours=1)))
    assert standing_watches.stands_until(node, row.entry) == later.until
    standing_watches.end(node, lia(pair), later, "not asked any more")
    assert standing_watches.stands_until(node, row.entry) == row.until
    pair.clock.advance(days=366)
    assert standing_watches.stands_until(node, row.entry) is None


def kept_for_alpha(world: World) -> WatchRow:
    """Let beta file a matter of alpha whose watch goes on; give the watch."""
    row, beta = watched(world), world.nodes["beta"]
    desk(world, "beta").accept(LIA, row.entry.uid, until=world.clock() + timedelta(days=1), assertion=None)
    officers.add(beta, name="ana", shown="Ana", role="analyst")
    corresponding.act(beta, "ana", row.entry.uid, "evaluate", Said(confirmed=True))
    corresponding.close(beta, "lia", row.entry.uid, None, reason="no-nexus")
    world.settle("alpha", "beta")
    return row


def test_b7_whoever_asked_is_warned_30_7_and_1_days_before_the_watch_ends(pair: World) -> None:
    row, alpha = kept_for_alpha(pair), pair.nodes["alpha"]
    here = desk(pair, "alpha")
    page = here.watches(LIA)
    (line,) = page.kept
    # The page shows the subject of our own message, and so has its label.
    assert page.marking is not None
    assert (line.entry_id, line.until, line.over, line.warned) == (row.entry.uid, row.until, False, False)
    seen = []
    for days in (31, 30, 8, 7, 2, 1, 0):
        pair.clock.advance(seconds=(row.until - timedelta(days=days) - pair.clock()).total_seconds())
        watch_reminders.run(alpha)
        watch_reminders.run(alpha)
        said = AuditRow.objects.using(alpha.alias).filter(act="watch-warned").count()
        seen.append((said, len(here.watches_kept_ending(LIA))))
    assert seen == [(0, 0), (1, 1), (1, 1), (2, 1), (2, 1), (3, 1), (4, 1)]
    assert "" in escalating.standing_for(alpha)
    (line,) = here.watches(LIA).kept
    assert line.over
    here.watch_let_end(LIA, row.entry.uid)
    assert (here.watches(LIA).kept, here.watches_kept_ending(LIA), escalating.standing_for(alpha)) == ((), (), {})
    with pytest.raises(WatchLetEnd):
        here.watch_let_end(LIA, row.entry.uid)


def test_who_keeps_no_watches_lets_none_end_and_nobody_finds_what_is_not_kept(pair: World) -> None:
    row, alpha = kept_for_alpha(pair), pair.nodes["alpha"]
    officers.add(alpha, name="kai", shown="Kai", role="oversight")
    kept = kept_watches.find(alpha, officers.find(alpha, "lia"), row.entry.uid)
    with pytest.raises(RoleRefused):
        kept_watches.let_end(alpha, officers.find(alpha, "kai"), kept)
    with pytest.raises(NotFound):
        desk(pair, "alpha").watch_let_end(LIA, "nothing")
    # Whoever keeps the watch has nothing kept for it.
    assert desk(pair, "beta").watches(LIA).kept == ()


@pytest.mark.parametrize("said", [Said(code="no-nexus", untold=True), Said(code="no-nexus")])
def test_what_somebody_types_never_leaves_as_the_end_of_a_watch(pair: World, said: Said) -> None:
    row, beta = watched(pair), pair.nodes["beta"]
    if not said.untold:
        standing_watches.end(beta, lia(pair), row, "not asked any more")
    desk(pair, "beta").accept(LIA, row.entry.uid, until=pair.clock() + timedelta(days=1), assertion=None)
    officers.add(beta, name="ana", shown="Ana", role="analyst")
    corresponding.act(beta, "ana", row.entry.uid, "evaluate", Said(confirmed=True))
    typed = replace(said, until=pair.clock() + timedelta(days=30))
    corresponding.act(beta, "lia", row.entry.uid, "file", typed)
    pair.settle("alpha", "beta")
    assert desk(pair, "alpha").watches(LIA).kept == ()
    (told,) = (step for step in desk(pair, "alpha").notification(LIA, row.entry.uid).thread if step.what == "filed")
    assert told.until is None


def test_the_most_pressing_alert_stands_first_however_many_came_after_it(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched(pair)
    fire(pair, crossing(pair, place="Porte 0"))
    newest = fire(pair, *(crossing(pair, place=f"Porte {number}") for number in range(1, 6)))[-1]
    monkeypatch.setattr(watches, "MOST", 4)
    node = pair.nodes["beta"]
    page = watches.listing(node, lia(pair))
    assert page.alerts[0].place == "Porte 0"
    assert (len(page.alerts), page.more, page.cut) == (4, 0, True)
    # Who reported it is told of it all the same.
    assert [each.id for each in watches.alerts(node, lia(pair), ids=[newest.pk])] == [str(newest.pk)]


def test_the_page_of_watches_explains_only_the_alerts_that_it_shows(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched(pair)
    fire(pair, *(crossing(pair, place=f"Porte {number}") for number in range(4)))
    compared = []

    def counted(*sides: Any) -> Any:
        compared.append(sides)
        return compare_in_list(*sides)

    monkeypatch.setattr(watches, "compare_in_list", counted)
    monkeypatch.setattr(watches, "MOST_ALERTS", 2)
    page = watches.listing(pair.nodes["beta"], lia(pair))
    assert [bool(each.reasons) for each in page.alerts] == [True, True]
    assert page.more == 2
    assert len(compared) == 2
    assert len(watches.alerts(pair.nodes["beta"], lia(pair))) == 4
