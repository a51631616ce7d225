"""Who may be the same one: screened in the background, judged by people, remembered, undone; nothing leaves by it."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.node.jobs.worker import Worker
from detente.node.queries import matches as shown
from detente.node.services import (
    concerned,
    forgetting,
    list_keeping,
    list_loading,
    list_versions,
    matches,
    notifying,
    officers,
    one_by_one,
    protecting,
    record_merging,
    recording,
    records,
    screening,
    screening_turns,
    standing_watches,
)
from detente.node.services.duties import RoleRefused
from detente.node.services.letters import Letter
from detente.node.services.list_versions import State
from detente.node.services.matches import Match
from detente.node.services.record_values import Beside
from detente.node.services.standing_watches import Asked
from detente.node.stores.models import (
    AuditRow,
    Entry,
    HeldList,
    JudgementRow,
    MatchRow,
    MentionKey,
    Officer,
    RecordRow,
    ScreeningRow,
    StatementRow,
)
from detente.node.stores.unit import unit
from tests.node import going
from tests.node.desk_builders import LIA, desk, give_accounts
from tests.node.world import World

THEIRS = {"name": ["Астаргиев Тимур"], "birthDate": ["1987-03-14"]}
OURS = (("name", "ASTARGUIEV Timur"), ("birthDate", "1986-03-14"))
WHY = "La fiche vient d’une demande de visa."


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact; beta has a head, an adviser and a second releasing officer."""
    give_accounts(pair)
    going.people(pair)
    officers.add(pair.nodes["beta"], name="ana", shown="Ana", role="analyst")
    return pair


def who(world: World, name: str = "lia") -> Officer:
    return officers.find(world.nodes["beta"], name)


def made(world: World, *values: tuple[str, str], category: str = "suspect", **beside: Any) -> RecordRow:
    source = Beside(**({"source": "Service des visas"} | beside))
    node = world.nodes["beta"]
    given = values or OURS
    return records.make(
        node, who(world), schema="Person", category=category, values=given, beside=source, because="ALP-7"
    )


def told(world: World, *people: dict[str, list[str]], opened: bool = True) -> Entry:
    """Let alpha tell beta about persons; give beta's entry."""
    alpha, beta = world.nodes["alpha"], world.nodes["beta"]
    found = [
        recording.record({"ftm": {"schema": "Person", "properties": each}, "category": "suspect"})
        for each in (people or (THEIRS,))
    ]
    letter = Letter(
        subject="Dossier 1",
        text="Bonjour",
        lang="fr",
        records=concerned.dated(found, now=world.clock()),
        character=going.CHECKED,
    )
    sent = notifying.notify(alpha, officers.find(alpha, "lia"), world.partner("alpha", "beta"), letter)
    world.settle("alpha", "beta")
    if opened:
        desk(world, "beta").open(LIA, sent.uid)
    return Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=sent.uid)


def screened(world: World) -> list[MatchRow]:
    node = world.nodes["beta"]
    while screening_turns.run(node):
        pass
    return list(MatchRow.objects.using(node.alias).order_by("pk"))


def waiting(world: World, name: str = "lia") -> list[Match]:
    return matches.waiting(world.nodes["beta"], who(world, name))


def judged(world: World, verdict: str, by: str = "lia", **given: Any) -> JudgementRow:
    node, officer = world.nodes["beta"], who(world, by)
    (found,) = waiting(world, by)
    return matches.judge(node, officer, found, verdict, WHY, **given)


def state(world: World, row: RecordRow, prop: str, value: str) -> None:
    beside = Beside(source="Police")
    records.state(world.nodes["beta"], who(world), row, prop=prop, value=value, beside=beside)


# Screening


def test_a_message_is_screened_by_the_worker_and_its_match_waits_when_it_is_opened(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, entry = made(pair), told(pair, opened=False)
    worker = Worker(pair.nodes["beta"], chance=lambda: 0.0)
    # The line to whom beta knows by name alone stays silent.
    monkeypatch.setattr(worker, "_confirmed", list)
    worker.tick()
    (found,) = MatchRow.objects.using(pair.nodes["beta"].alias).all()
    assert (found.left, found.right, found.state) == (str(entry.pk), row.uid, "open")
    assert waiting(pair) == []
    desk(pair, "beta").open(LIA, entry.uid)
    (match,) = waiting(pair)
    assert match.left.form["names"] == THEIRS["name"]
    assert match.right.form["names"] == ["ASTARGUIEV Timur"]
    assert {each.what for each in match.comparison.contributions} == {"names", "birthDate"}
    assert matches.of_entry(pair.nodes["beta"], who(pair), entry)[0].row == found


def test_screening_again_changes_nothing_and_nothing_leaves_by_it(pair: World) -> None:
    made(pair)
    entry = told(pair)
    beta = pair.nodes["beta"]
    before = Entry.objects.using(beta.alias).filter(ours=True).count()
    (first,) = screened(pair)
    assert matches.ask_anew(beta, who(pair), entry) == 1
    (again,) = screened(pair)
    assert (again.pk, again.found_at) == (first.pk, first.found_at)
    assert Entry.objects.using(beta.alias).filter(ours=True).count() == before


def test_what_is_cut_off_is_screened_by_the_next_turn(pair: World) -> None:
    made(pair)
    told(pair)
    beta = pair.nodes["beta"]

    def broken(place: str) -> None:
        if place == "before commit screen":
            raise KeyboardInterrupt

    whole, beta.seam = beta.seam, broken
    with pytest.raises(KeyboardInterrupt):
        screening_turns.run(beta)
    beta.seam = whole
    assert not MatchRow.objects.using(beta.alias).exists()
    assert len(screened(pair)) == 1
    assert not ScreeningRow.objects.using(beta.alias).filter(done_at=None).exists()


def test_a_record_that_is_made_later_is_compared_with_the_messages_of_open_cases(pair: World) -> None:
    entry = told(pair)
    assert screened(pair) == []
    made(pair)
    (found,) = screened(pair)
    assert (found.left_kind, found.left) == ("message", str(entry.pk))


def test_two_records_of_one_person_are_shown_as_a_match(pair: World) -> None:
    made(pair)
    made(pair, ("name", "Астаргиев Тимур"), ("birthDate", "1986-03-14"))
    (match,) = (screened(pair), waiting(pair))[1]
    assert {match.left.side.kind, match.right.side.kind} == {"record"}


def test_a_record_that_was_taken_from_the_message_is_no_match_of_it(pair: World) -> None:
    entry = told(pair)
    records.take(pair.nodes["beta"], who(pair), entry, 0, because=WHY)
    assert screened(pair) == []


def test_strangers_are_no_match(pair: World) -> None:
    made(pair, ("name", "Jorge Quiñones"), ("birthDate", "1987-03-14"))
    told(pair)
    assert screened(pair) == []


def test_a_match_is_shown_by_what_an_officer_may_see_of_both(pair: World) -> None:
    made(pair, handling=("tlp:RED",))
    entry = told(pair)
    (row,) = screened(pair)
    assert len(waiting(pair)) == 1
    assert waiting(pair, "chloe") == []
    with pytest.raises(NotFound):
        matches.find(pair.nodes["beta"], who(pair, "chloe"), row.uid)
    going.relabelled(pair, entry, codes=["tlp:RED"], named=["officer-99"])
    assert waiting(pair) == []


# Judging


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_person_judges_and_the_match_waits_no_more(pair: World, verdict: str) -> None:
    made(pair)
    told(pair)
    (row,) = screened(pair)
    found = judged(pair, verdict)
    row.refresh_from_db(using=pair.nodes["beta"].alias)
    assert (found.outcome, row.state, row.settled) == (verdict, "judged", found)
    assert waiting(pair) == []
    match = matches.find(pair.nodes["beta"], who(pair), row.uid)
    with pytest.raises(matches.MatchJudged):
        matches.judge(pair.nodes["beta"], who(pair), match, "same", WHY)


def test_who_was_judged_different_does_not_come_back_in_another_message(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    first = judged(pair, "different")
    told(pair)
    _, again = screened(pair)
    assert (again.state, again.settled) == ("judged", first)
    assert waiting(pair) == []


def test_who_was_judged_the_same_is_judged_for_each_message(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    judged(pair, "same")
    told(pair)
    screened(pair)
    assert len(waiting(pair)) == 1


def test_a_change_brings_it_back_beside_what_was_judged_before(pair: World) -> None:
    row = made(pair)
    told(pair)
    screened(pair)
    first = judged(pair, "different")
    state(pair, row, "birthDate", "1987-03-14")
    screened(pair)
    (match,) = waiting(pair)
    assert matches.history(pair.nodes["beta"], who(pair), match) == [first]
    second = judged(pair, "same")
    assert second.fingerprint != first.fingerprint


def test_what_is_no_part_of_the_comparison_does_not_bring_it_back(pair: World) -> None:
    row = made(pair)
    told(pair)
    screened(pair)
    judged(pair, "different")
    state(pair, row, "notes", "seen at the harbour")
    screened(pair)
    assert waiting(pair) == []


def test_a_change_that_is_taken_back_brings_the_judgement_back(pair: World) -> None:
    beta, row = pair.nodes["beta"], made(pair)
    told(pair)
    screened(pair)
    judged(pair, "different")
    state(pair, row, "birthDate", "1987-03-14")
    screened(pair)
    added = StatementRow.objects.using(beta.alias).get(record=row, value="1987-03-14")
    records.end(beta, who(pair), row, str(added.pk), because="wrong")
    screened(pair)
    assert waiting(pair) == []


def test_what_is_undone_is_judged_again(pair: World) -> None:
    made(pair)
    told(pair)
    (row,) = screened(pair)
    first = judged(pair, "same")
    beta = pair.nodes["beta"]
    found = matches.find(beta, who(pair), row.uid)
    with pytest.raises(RoleRefused):
        matches.undo(beta, who(pair, "ana"), found, "not so")
    with pytest.raises(BadInput):
        matches.undo(beta, who(pair), found, " \n")
    matches.undo(beta, who(pair), found, "wrong file")
    first.refresh_from_db(using=beta.alias)
    assert (first.undone_by, first.undone_because) == (who(pair), "wrong file")
    assert judged(pair, "different").outcome == "different"
    acts = AuditRow.objects.using(beta.alias).filter(act__in=["match-judged", "judgement-undone"])
    assert list(acts.order_by("index").values_list("act", flat=True)) == [
        "match-judged",
        "judgement-undone",
        "match-judged",
    ]


def test_nothing_is_undone_that_nobody_judged(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    (found,) = waiting(pair)
    with pytest.raises(BadInput):
        matches.undo(pair.nodes["beta"], who(pair), found, "wrong")


# The second person


def test_a_legal_consequence_takes_a_second_person_who_does_not_see_the_first_answer(pair: World) -> None:
    beta = pair.nodes["beta"]
    made(pair)
    told(pair)
    (row,) = screened(pair)
    first = judged(pair, "same", legal=True)
    assert (first.outcome, waiting(pair)) == ("", [])
    (match,) = waiting(pair, "ana")
    assert matches.history(beta, who(pair, "ana"), match) == []
    assert len(matches.history(beta, who(pair), match)) == 1
    with pytest.raises(matches.SamePerson):
        matches.judge(beta, who(pair), match, "same", WHY)
    assert judged(pair, "same", "ana").outcome == "same"
    row.refresh_from_db(using=beta.alias)
    assert row.state == "judged"


def test_two_who_judge_differently_leave_it_unsure(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    judged(pair, "same", legal=True)
    assert judged(pair, "different", "ana").outcome == "unsure"


def test_the_first_answer_stands_in_no_log_while_the_second_is_waited_for(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    judged(pair, "same", legal=True)
    details = AuditRow.objects.using(pair.nodes["beta"].alias).get(act="match-judged").details
    assert b"same" not in bytes(details)


def test_a_watch_that_stops_people_makes_the_consequence_legal(pair: World) -> None:
    made(pair)
    entry = told(pair)
    screened(pair)
    asked = Asked(
        person={"names": THEIRS["name"]},
        until=pair.clock() + timedelta(days=30),
        law="Act 7, section 2",
        basis="Act 9, section 4",
        purpose="prevent-terrorism",
        because="asked to be told if he travels",
        instruction="detain",
    )
    standing_watches.set_up(pair.nodes["beta"], who(pair), entry, asked)
    (match,) = waiting(pair)
    assert match.legal
    assert judged(pair, "same").outcome == ""


def test_the_database_takes_no_second_person_who_is_the_first(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    row = judged(pair, "same", legal=True)
    beta = pair.nodes["beta"]
    rows = JudgementRow.objects.using(beta.alias).filter(pk=row.pk)
    with pytest.raises(IntegrityError), transaction.atomic(using=beta.alias):
        rows.update(second=row.by_id, outcome="same")
    with pytest.raises(IntegrityError), transaction.atomic(using=beta.alias):
        rows.update(outcome="same")


# As the desk shows it


def test_a_match_is_shown_field_by_field_with_the_why_in_four_languages(pair: World) -> None:
    row = made(pair, *OURS, ("address", "4 quai des Forges"))
    entry = told(pair)
    (found,) = screened(pair)
    beta = pair.nodes["beta"]
    page = shown.page(beta, who(pair), matches.find(beta, who(pair), found.uid))
    fields = {each.prop: each for each in page.fields}
    assert (fields["birthDate"].left, fields["birthDate"].right) == (("1987-03-14",), ("1986-03-14",))
    assert fields["birthDate"].why["en"] == "same day and month, year \u22121"
    assert set(fields["names"].why) == {"fr", "en", "ru", "ar"}
    assert fields["names"].means == "supports"
    assert (fields["address"].means, fields["address"].why) == ("missing", {})
    assert (page.line.left.entry_id, page.line.right.id) == (entry.uid, row.uid)
    assert (page.may_judge, page.may_undo, page.tell) == (True, False, "")
    assert page.marking is not None


def test_what_was_judged_may_be_told_to_whoever_asked_by_an_officer(pair: World) -> None:
    made(pair)
    entry = told(pair)
    (found,) = screened(pair)
    beta = pair.nodes["beta"]
    judged(pair, "same")
    page = shown.page(beta, who(pair), matches.find(beta, who(pair), found.uid))
    assert (page.tell, page.may_judge, page.may_undo) == (entry.uid, False, True)
    assert [(each.verdict, each.by, each.now_other) for each in page.judgements] == [("same", "lia", False)]


def test_nothing_is_offered_to_be_told_to_the_state_that_somebody_fled_from(pair: World) -> None:
    beta = pair.nodes["beta"]
    made(pair)
    entry = told(pair)
    (found,) = screened(pair)
    party = entry.partner.party
    protecting.protect(beta, who(pair, "noor"), names=THEIRS["name"], statuses=["refugee"], fled_from=party)
    judged(pair, "same")
    page = shown.page(beta, who(pair), matches.find(beta, who(pair), found.uid))
    assert (page.protected, page.tell) == (True, "")


# Bad input


@pytest.mark.parametrize("because", ["", " \n ", "x" * 301, "a\0b", "a\ud800b", "a\u202eb"])
def test_a_judgement_takes_a_reason_that_can_be_kept(pair: World, because: str) -> None:
    made(pair)
    told(pair)
    screened(pair)
    (found,) = waiting(pair)
    with pytest.raises(BadInput):
        matches.judge(pair.nodes["beta"], who(pair), found, "same", because)


def test_only_the_three_verdicts_are_taken(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    (found,) = waiting(pair)
    with pytest.raises(BadInput):
        matches.judge(pair.nodes["beta"], who(pair), found, "maybe", WHY)


def test_who_does_not_use_contents_judges_nobody(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    (found,) = waiting(pair)
    with pytest.raises(RoleRefused):
        matches.judge(pair.nodes["beta"], who(pair, "noor"), found, "same", WHY)
    with pytest.raises(RoleRefused):
        waiting(pair, "noor")


@pytest.mark.parametrize("uid", ["", "0", "a\0b", "\ud800", "0" * 36])
def test_a_match_that_is_not_here_is_not_found(pair: World, uid: str) -> None:
    with pytest.raises(NotFound):
        matches.find(pair.nodes["beta"], who(pair), uid)


def test_a_match_that_changed_since_it_was_looked_at_is_not_judged(pair: World) -> None:
    row = made(pair)
    told(pair)
    screened(pair)
    (found,) = waiting(pair)
    state(pair, row, "birthDate", "1987-03-14")
    with pytest.raises(matches.MatchChanged):
        matches.judge(pair.nodes["beta"], who(pair), found, "same", WHY)
    assert judged(pair, "same").outcome == "same"


def test_a_match_whose_record_was_erased_is_not_judged(pair: World) -> None:
    beta = pair.nodes["beta"]
    made(pair, delete_by=pair.clock() + timedelta(days=2))
    told(pair)
    screened(pair)
    (found,) = waiting(pair)
    pair.clock.advance(days=3)
    assert records.erase_due(beta)
    with pytest.raises(matches.MatchChanged):
        matches.judge(beta, who(pair), found, "same", WHY)
    with pytest.raises(NotFound):
        matches.find(beta, who(pair), found.row.uid)


def test_what_was_judged_of_a_purged_message_stays_without_its_words(pair: World) -> None:
    beta = pair.nodes["beta"]
    made(pair)
    entry = told(pair)
    (row,) = screened(pair)
    judged(pair, "different")
    with unit(beta, "purge") as work:
        forgetting.forget(beta, entry, [entry])
        work.record(Act.CONTENT_PURGED)
    row.refresh_from_db(using=beta.alias)
    kept = JudgementRow.objects.using(beta.alias).get()
    assert (row.state, row.fingerprint, kept.because, kept.verdict) == ("lapsed", "", "", "different")
    assert not MentionKey.objects.using(beta.alias).exists()
    with pytest.raises(NotFound):
        matches.find(beta, who(pair), row.uid)


# Lists


def held(world: World, persons: dict[str, dict[str, list[str]]], name: str = "vul-a") -> HeldList:
    """Give beta a list, or a further version of it; what waits for a person is confirmed."""
    node, officer = world.nodes["beta"], who(world)
    rows = HeldList.objects.using(node.alias).filter(name=name)
    row = rows.first() or list_keeping.add(
        node, officer, name=name, title="List A", publisher="Council of Vulovia", basis="Open licence"
    )
    lines = [json.dumps({"id": key, "schema": "Person", "properties": said}) for key, said in persons.items()]
    content = io.BytesIO("".join(f"{line}\n" for line in lines).encode())
    version = list_versions.give(node, officer, row, name="list.json", content=content).version
    version = list_loading.go_on(node, version)
    if version.state == State.WAITS:
        list_versions.confirm(node, officer, version)
    row.refresh_from_db(using=node.alias)
    return row


LISTED = {"name": ["Astarguiev, Timur"], "birthDate": ["1988-03-14"]}
OTHERS = {"a-2": {"name": ["Amine Karam"]}, "a-3": {"name": ["Irena Vulović"]}, "a-4": {"name": ["Julien Orsel"]}}


def test_common_names_with_one_date_are_possible_and_no_match(pair: World) -> None:
    """Among many a date that agrees says little: names that speak against each other are no alarm."""
    made(pair, ("name", "Hussein Ali"), ("birthDate", "1980-05-01"))
    told(pair, {"name": ["Ali Hasan"], "birthDate": ["1980-05-01"]})
    (row,) = screened(pair)
    assert row.band == "possible"
    assert [each.comparison.band.value for each in waiting(pair)] == ["possible"]


def test_one_that_cannot_be_screened_holds_up_no_other(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made(pair)
    bad, good = told(pair), told(pair)
    real = screening.message_sides.of_entry

    def broken(entry: Entry) -> Any:
        if entry.pk == bad.pk:
            raise ValueError("a record of tomorrow")
        return real(entry)

    monkeypatch.setattr(screening.message_sides, "of_entry", broken)
    beta = pair.nodes["beta"]
    screened(pair)
    rows = MatchRow.objects.using(beta.alias)
    assert [row.left for row in rows] == [str(good.pk)]
    with pytest.raises(one_by_one.LeftOut):
        screening_turns.check(beta)
    # It is tried again, and is in the way of nothing meanwhile.
    monkeypatch.setattr(screening.message_sides, "of_entry", real)
    assert screening_turns.run(beta) == 0
    pair.clock.advance(minutes=10)
    assert {row.left for row in screened(pair)} == {str(bad.pk), str(good.pk)}
    screening_turns.check(beta)


def test_a_store_that_cannot_be_written_leaves_nothing_out(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made(pair)
    told(pair)
    beta = pair.nodes["beta"]

    def locked(*_: object) -> Any:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(screening.message_sides, "of_entry", locked)
        with pytest.raises(OperationalError):
            screening_turns.run(beta)
    assert len(screened(pair)) == 1


def test_whom_a_message_names_is_compared_with_the_lists_in_force(pair: World) -> None:
    held(pair, {"a-1": LISTED, **OTHERS})
    told(pair)
    (row,) = screened(pair)
    assert (row.left_kind, row.right_kind) == ("message", "listed")
    (match,) = waiting(pair)
    assert (match.right.source, match.right.form["names"]) == ("Council of Vulovia", ["Astarguiev, Timur"])
    assert shown.page(pair.nodes["beta"], who(pair), match).line.right.subject == "List A"


def test_a_new_version_is_compared_with_open_cases_records_and_what_was_judged(pair: World) -> None:
    record, entry = made(pair), told(pair)
    held(pair, OTHERS)
    (first,) = screened(pair)
    held(pair, {"a-1": LISTED, **OTHERS})
    found = {(each.left_kind, each.left, each.right_kind) for each in screened(pair)}
    assert found == {
        ("message", str(entry.pk), "record"),
        ("message", str(entry.pk), "listed"),
        ("record", record.uid, "listed"),
    }
    for match in waiting(pair):
        matches.judge(pair.nodes["beta"], who(pair), match, "different", WHY)
    held(pair, {"a-1": LISTED | {"notes": ["seen"]}, **OTHERS})
    screened(pair)
    assert waiting(pair) == []
    held(pair, {"a-1": LISTED | {"birthDate": ["1987-03-14"]}, **OTHERS})
    screened(pair)
    assert {each.row.right_kind for each in waiting(pair)} == {"listed"}
    assert len(waiting(pair)) == 2
    assert first.right_kind == "record"


def test_who_is_listed_no_more_waits_no_more(pair: World) -> None:
    held(pair, {"a-1": LISTED, **OTHERS})
    told(pair)
    assert len(screened(pair)) == 1
    held(pair, OTHERS)
    assert screened(pair) == []


def test_a_list_that_ends_takes_its_matches_out_of_the_queue(pair: World) -> None:
    row = held(pair, {"a-1": LISTED, **OTHERS})
    told(pair)
    assert len(screened(pair)) == 1
    list_keeping.end(pair.nodes["beta"], who(pair), row)
    assert screened(pair) == []


def test_a_long_version_compares_everybody_and_goes_on_after_a_break(pair: World) -> None:
    made(pair)
    told(pair)
    screened(pair)
    held(pair, {"a-1": LISTED} | {f"m-{number}": {"name": [f"Person N{number:04}"]} for number in range(600)})
    beta = pair.nodes["beta"]
    assert screening_turns.run(beta) == 1
    assert ScreeningRow.objects.using(beta.alias).filter(done_at=None).count() == 2
    assert len(screened(pair)) == 3


def test_two_records_that_were_judged_the_same_are_offered_to_be_merged_until_they_are_one(pair: World) -> None:
    node = pair.nodes["beta"]
    first, second = made(pair), made(pair)
    screened(pair)
    (match,) = waiting(pair)
    assert not shown.page(node, who(pair), match).merge
    judged(pair, "same")
    assert shown.page(node, who(pair), matches.find(node, who(pair), match.row.uid)).merge
    record_merging.merge(node, who(pair), first, second, because=WHY)
    assert not shown.page(node, who(pair), matches.find(node, who(pair), match.row.uid)).merge
