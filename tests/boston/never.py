"""What must not happen at any time of a case: each sentence has its watch; one without a watch is a failure.

A watch is called whenever time has passed, and once more at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from detente.cases import clocks as timing
from detente.cases.clocks import ClockState
from detente.model import strict_json
from detente.node.queries import corrections, search_lines, upkeep
from detente.node.services import disseminating, resembling
from detente.node.services.searching import Question
from detente.node.stores.models import CaseStep, Dissemination, Entry
from detente.protocol import header as headers
from tests.boston.expectations import batches, passes_with_the_prompt_alone, retained
from tests.boston.stage import Stage

Watch = Callable[[], None]


@dataclass
class Never:
    """The watches of one case."""

    stage: Stage
    seen: dict[Any, Any] = field(default_factory=dict)
    at_the_end: list[Watch] = field(default_factory=list)

    def watches(self, sentences: list[str]) -> list[Watch]:
        """Give the watch of each sentence."""
        return [_WATCHES[sentence].__get__(self) for sentence in sentences]

    def silent_for_what_never_came(self) -> None:
        stage = self.stage
        for label, thread in stage.threads.items():
            for party in (thread.sender, thread.receiver):
                if not (thread.cid and stage.holds(party, label)):
                    continue
                for clock in stage.case(party, label).clocks:
                    overdue = timing.clock_state(clock, now=stage.now()) is ClockState.OVERDUE
                    if overdue and clock.silence and not clock.obliged.startswith("N:"):
                        assert stage.holds(thread.receiver, label)
                        self._began_there(label, clock)

    def _began_there(self, label: str, clock: timing.Clock) -> None:
        """What the clock waits for an answer to has reached the party that owes it: both sides state its beginning."""
        begun = [
            each.started
            for party in self.stage.both(label)
            for each in self.stage.case(party, label).clocks
            if each.name == clock.name
        ]
        assert begun == [clock.started, clock.started], (label, clock, begun, self.stage.now())

    def statements_differ(self) -> None:
        stage = self.stage
        sender, receiver = stage.both("T1")
        if not (stage.holds(sender, "T1") and stage.holds(receiver, "T1")):
            return
        found = [strict_json.parse(stage.statement(party, "T1")) for party in (sender, receiver)]
        proved = [{(each["dir"], each["seq"]) for each in one["proved"]} for one in found]
        if proved[0] == proved[1] and not any(one["unproved"] for one in found):
            assert found[0] == found[1]

    def second_receipt(self) -> None:
        for key, receipt in batches(self.stage).items():
            assert self.seen.setdefault(key, receipt) == receipt

    def runs_while_clarification_is_owed(self) -> None:
        stage = self.stage
        label = "T1-RFI"
        if label not in stage.threads or not stage.holds(stage.threads[label].receiver, label):
            return
        for party in stage.both(label):
            if stage.case(party, label).state in ("clarification-asked", "clarifying"):
                clock = stage.clock(party, label, "answer")
                assert timing.clock_state(clock, now=stage.now()) is ClockState.STOPPED

    def closed_in_silence(self) -> None:
        stage = self.stage
        fbi = stage.threads["T1"].receiver
        if not stage.holds(fbi, "T1") or stage.case(fbi, "T1").state not in ("filed", "outcome-sent"):
            return
        told = Entry.objects.using(stage.node(fbi).alias).filter(ours=True, root=stage.entry(fbi, "T1").root)
        assert told.filter(message__in=("filed", "outcome")).exists()

    def left_out_without_a_reason(self) -> None:
        for node in self.stage.world.nodes.values():
            assert not Dissemination.objects.using(node.alias).filter(told=False, reason="").exists()

    def label_changed(self) -> None:
        stage = self.stage
        fbi = stage.threads["T1"].receiver
        if stage.holds(fbi, "T1"):
            entry = stage.entry(fbi, "T1")
            label = headers.parse(bytes(entry.header)).handling
            assert self.seen.setdefault("label", label) == label
            assert self.seen.setdefault("header", bytes(entry.header)) == bytes(entry.header)
            assert len(disseminating.current(stage.node(fbi), entry)) <= 1

    def left_out_of_the_table(self) -> None:
        stage = self.stage
        if not (stage.threads.get("T3") and stage.threads["T3"].cid):
            return
        lines = corrections.completion(stage.node("fbi"), stage.liaison("fbi"), stage.entry("fbi", "T3"))
        assert {line["partner"] for line in lines} == {stage.partner("fbi", to).code for to in ("fsb", "cia")}

    def old_date_without_the_mark(self) -> None:
        stage = self.stage
        node, officer = stage.node("fsb"), stage.liaison("fsb")
        if "T3" not in stage.threads or not stage.holds("fsb", "T3"):
            return
        if stage.case("fsb", "T3").state not in ("applied", "done"):
            return
        for date in stage.threads["T1"].subject["birth"]:
            found = search_lines.ask(node, officer.name, Question(words=f'"{date}"'), reason="Is the old date used?")
            # Once it is applied the old date is found nowhere; where it still is, it bears the mark.
            assert {row["mark"] for row in found["rows"]} <= {"changed, old version not used"}

    def stays_for_ever(self) -> None:
        stage = self.stage
        fbi = stage.threads["T1"].receiver
        for row in retained(stage, fbi):
            assert row.review_on <= row.delete_on
            last = row.closed_at.replace(year=row.closed_at.year + 5)
            assert row.purged_at is not None or (stage.now() - last).days <= 1

    def again_without_the_prompt(self) -> None:
        stage = self.stage
        if stage.holds("fsb", "T1") and stage.case("fsb", "T1").state == "filed":
            assert passes_with_the_prompt_alone(stage, "T1")

    def reopened_by_the_machine(self) -> None:
        state = self._state_of_t1()
        if self.seen.get("closed"):
            assert state == "filed"
        self.seen["closed"] = state == "filed"

    def _state_of_t1(self) -> str:
        stage = self.stage
        return stage.case("fbi", "T1").state if stage.holds("fbi", "T1") else ""

    def two_sources(self) -> None:
        stage = self.stage
        for label in ("T1", "T5"):
            if stage.holds("fbi", label):
                assert len(resembling.origins(stage.node("fbi"), stage.entry("fbi", label))) == 1

    def left_the_giver(self) -> None:
        stage = self.stage
        row = stage.handover("fbi", "T6")
        if row is not None and row.state not in ("theirs", "settled-here"):
            uid = stage.entry("fbi", "T6").uid
            listed = upkeep.between_desks(stage.node("fbi"), stage.officer("b.l"))
            assert uid in [each.message for each in listed]

    def evaluation_replaced(self) -> None:
        stage = self.stage
        if not stage.holds("fbi", "T1"):
            return
        entry = stage.entry("fbi", "T1")
        steps = CaseStep.objects.using(stage.node("fbi").alias).filter(case_id=entry.pk, event="evaluate")
        kept = (bytes(entry.plaintext), [(step.officer_id, step.at, step.details) for step in steps])
        if steps:
            assert self.seen.setdefault("evaluation", kept) == kept


_WATCHES: dict[str, Any] = {
    "a recipient is left out of the table": Never.left_out_of_the_table,
    "the old date still matches at fsb without the mark": Never.old_date_without_the_mark,
    "a party is called silent for a message that its node never got": Never.silent_for_what_never_came,
    "the two statements differ where both hold the evidence": Never.statements_differ,
    "a second delivery receipt for the same message": Never.second_receipt,
    "the clock runs against fbi while fsb owes the clarification": Never.runs_while_clarification_is_owed,
    "acting → closed without a message to the sender": Never.closed_in_silence,
    "a recipient is left out without a reason": Never.left_out_without_a_reason,
    "the override changes the handling label": Never.label_changed,
    "the record stays for ever": Never.stays_for_ever,
    "a new notification about the same person by the same sender passes without the prompt": (
        Never.again_without_the_prompt
    ),
    "T1 is reopened by the machine": Never.reopened_by_the_machine,
    "two sources are counted": Never.two_sources,
    "the hand-over leaves the list of the giver before it is taken": Never.left_the_giver,
    "T5 replaces the evaluation of T1": Never.evaluation_replaced,
}
