"""What must be seen on both nodes: each key of an expectation has its check; a key without one is a failure."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from detente.audit.acts import Act
from detente.cases import clocks as timing
from detente.cases.kinds import TABLES
from detente.model import strict_json
from detente.node.queries import corrections, upkeep
from detente.node.services import corresponding, opening, purging, resembling, threads
from detente.node.stores.models import AuditRow, BatchRow, Delivery, Entry, OfficerNumber, Retention
from detente.node.stores.partners import own_chain
from tests.boston.acts import LABEL, Play, letter_of
from tests.boston.stage import Given, Stage, instant

ALL_NOTES = {"at", "on", "note", "after", "since", "held"}
"""Keys that are read with another one, or say something for the reader."""
RECEIPTS = ("delivered", "opened", "accepted")


@dataclass
class Checks:
    """The checks of one case."""

    stage: Stage
    play: Play

    def check(self, expected: Given) -> None:
        """Check one expectation, key by key."""
        for key in expected:
            if key not in ALL_NOTES:
                getattr(self, f"_{key}")(expected)

    def _parties(self, expected: Given) -> tuple[str, ...]:
        on = expected["on"]
        label = expected.get("thread", next(iter(self.stage.threads)))
        return self.stage.both(label) if on == "both" else (on,)

    # States

    def _state(self, expected: Given) -> None:
        for party in self._parties(expected):
            if "subject" in expected:
                self._matter_state(expected)
            elif "/" in expected["state"]:
                self._two_sides(expected)
            else:
                assert self.stage.case(party, expected["thread"]).state == expected["state"], expected

    def _matter_state(self, expected: Given) -> None:
        entry, found = self.stage.entry(expected["on"], expected["subject"]), self._kept(expected)
        assert found.state == expected["state"]
        assert (entry.plaintext, entry.body, entry.cek, entry.subject) == (None, None, None, "")
        assert entry.leaf
        assert entry.batch.receipt

    def _states(self, expected: Given) -> None:
        found = [self.stage.case(party, expected["thread"]).state for party in self.stage.both(expected["thread"])]
        assert found == expected["states"]

    def _thread(self, expected: Given) -> None:
        assert expected["thread"] in self.stage.threads

    def _receipt(self, expected: Given) -> None:
        case = self.stage.case(expected["on"], expected["thread"])
        (message,) = [name for receipt, name in TABLES[case.kind].receipts.items() if receipt == expected["receipt"]]
        assert f"held:{message}" in case.moments

    def _signed_by(self, expected: Given) -> None:
        entry = self.stage.entry(expected["on"], expected["thread"])
        receipt = strict_json.parse(bytes(entry.batch.receipt))
        import base64

        payload = json.loads(base64.urlsafe_b64decode(receipt["payload"] + "==="))
        assert payload["from"] == own_chain(self.stage.node(expected["signed_by"]).alias).party

    def _named_officer(self, expected: Given) -> None:
        """The sender sees a number; at home it is that of the officer."""
        here, actor = expected["on"], expected["named_officer"]
        there = self.stage.party(actor)
        rows = Entry.objects.using(self.stage.node(here).alias)
        opened = rows.get(ours=False, message="opened", re=self.stage.threads[expected["thread"]].cid)
        number = OfficerNumber.objects.using(self.stage.node(there).alias).get(
            officer=self.stage.officer(actor), partner=self.stage.partner(there, here)
        )
        assert opening.payload_of(opened)["by"] == f"officer-{number.number}"
        assert actor not in json.dumps(opening.payload_of(opened))

    def _receipt_for(self, expected: Given) -> None:
        node = self.stage.node(expected["on"])
        entry = Entry.objects.using(node.alias).get(
            root=self.stage.entry(expected["on"], expected["thread"]).root, ours=True, message=expected["receipt_for"]
        )
        assert (entry.batch is not None and entry.batch.receipt is not None) is expected["held"]

    # Clocks

    def _clock(self, expected: Given) -> None:
        for party in self._parties(expected):
            assert any(each.name == expected["clock"] for each in self.stage.case(party, expected["thread"]).clocks)

    def _each_clock(self, expected: Given) -> list[timing.Clock]:
        return [self.stage.clock(party, expected["thread"], expected["clock"]) for party in self._parties(expected)]

    def _status(self, expected: Given) -> None:
        for clock in self._each_clock(expected):
            assert self.stage.status(clock) == expected["status"], (clock, expected)
            if "since" in expected:
                assert clock.due == instant(expected["since"])

    def _shown(self, expected: Given) -> None:
        for party in self._parties(expected):
            silences = timing.silences(self.stage.case(party, expected["thread"]).clocks, now=self.stage.now())
            assert expected["shown"] in [each.what for each in silences]

    def _late_by(self, expected: Given) -> None:
        days, _, hours = expected["late_by"].removeprefix("P").partition("T")
        late = timedelta(days=int(days.removesuffix("D")), hours=int(hours.removesuffix("H") or 0))
        for clock in self._each_clock(expected):
            assert clock.met_at is not None
            assert clock.met_at - clock.due == late

    def _due(self, expected: Given) -> None:
        assert {clock.due for clock in self._each_clock(expected)} == {instant(expected["due"])}

    def _obliged(self, expected: Given) -> None:
        for party in self._parties(expected):
            case, clock = self.stage.case(party, expected["thread"]), None
            clock = self.stage.clock(party, expected["thread"], expected["clock"])
            sides = dict(zip(TABLES[case.kind].sides, self.stage.both(expected["thread"]), strict=True))
            assert sides[clock.obliged] == expected["obliged"]

    def _stopped_local_days(self, expected: Given) -> None:
        for clock in self._each_clock(expected):
            assert clock.due_unstopped is not None
            assert (clock.due - clock.due_unstopped).days == expected["stopped_local_days"]

    # Statements

    def _statement(self, expected: Given) -> None:
        labels = expected["statement"].split(" and ")
        roots = {self.stage.entry(party, label).root for label in labels for party in self._parties(expected)}
        assert len(roots) == 1, "both dialogues are one thread"

    def _comparable(self, expected: Given) -> None:
        first, second = self._parties(expected)
        for here, there in ((first, second), (second, first)):
            node, entry = self.stage.node(here), self.stage.entry(here, "T1")
            found = threads.compare(node, self.stage.liaison(here), entry, self.stage.statement(there, "T1"))
            assert set(found["differ"]) <= {"unproved", "documents", "batches", "proved", "facts"}
        for party in (first, second):
            ours = strict_json.parse(self.stage.statement(party, "T1"))
            theirs = strict_json.parse(self.stage.statement(second if party == first else first, "T1"))
            shared = {fact["cid"]: fact for fact in theirs["facts"]}
            assert all(shared[fact["cid"]] == fact for fact in ours["facts"] if fact["cid"] in shared)

    def _rows(self, expected: Given) -> None:
        if "table" in expected:
            return
        check: Callable[[str], None] | None = None
        for row in expected["rows"]:
            kind, _, says = row.partition(": ")
            if says == "the same":
                assert check is not None
            else:
                check = self._receipted if "held by both" in says else self._on_its_way
            check(kind)

    def _receipted(self, kind: str) -> None:
        for party in self.stage.both("T1"):
            (fact,) = [each for each in self._facts(party) if each["kind"] == kind]
            assert all(fact[name] is not None for name in RECEIPTS)

    def _on_its_way(self, message: str) -> None:
        """The writer says that the receipt is missing and goes on trying; the reader has nothing and misses nothing."""
        reader, writer = self.stage.both("T1")
        node = self.stage.node(writer)
        entry = Entry.objects.using(node.alias).get(root=self.stage.threads["T1"].cid, ours=True, message=message)
        unproved = strict_json.parse(self.stage.statement(writer, "T1"))["unproved"]
        assert (entry.seq, "receipt") in [(each["seq"], each["missing"]) for each in unproved]
        assert strict_json.parse(self.stage.statement(reader, "T1"))["unproved"] == []
        assert not Entry.objects.using(self.stage.node(reader).alias).filter(cid=entry.cid).exists()
        delivery = Delivery.objects.using(node.alias).get(partner=entry.partner)
        assert delivery.next_at is not None
        assert delivery.attempts > 0

    def _facts(self, party: str) -> list[Given]:
        return list(strict_json.parse(self.stage.statement(party, "T1"))["facts"])

    def _byte_identical(self, expected: Given) -> None:
        first, second = (self.stage.statement(party, "T1") for party in self._parties(expected))
        assert (first == second) is expected["byte_identical"]

    def _silences(self, expected: Given) -> None:
        for party in self._parties(expected):
            lines = corresponding.in_words(
                self.stage.node(party), self.stage.liaison(party).name, self.stage.threads["T1"].cid
            )
            told = [line.removeprefix("silence: ") for line in lines if line.startswith("silence: ")]
            other = next(each for each in self.stage.both("T1") if each != party)
            # Each says "we" of itself, and names the other by its short code.
            names = {"we": party, self.stage.partner(party, other).code: other}
            found = [f"{names[line.split(' ')[0]]} {line.partition(' ')[2]}" for line in told]
            told = [line.replace(" owe ", " owes ").replace(".000Z", "Z") for line in found]
            assert told == expected["silences"]

    # Lists

    def _at_draft(self, expected: Given) -> None:
        assert set(self.play.drafts[expected["thread"]].missing if "thread" in expected else self._missing()) >= {
            "purpose",
            "facts",
            "person-link",
        }

    def _missing(self) -> tuple[str, ...]:
        (draft,) = self.play.drafts.values()
        return draft.missing

    def _dialog(self, expected: Given) -> None:
        needs = self.play.needs
        assert needs is not None
        assert needs.closing.ways == ("offer-outcome", "close-without-outcome")
        assert "no-nexus" in needs.closing.reasons
        assert all(way in str(needs) for way in needs.closing.ways)

    def _proposes(self, expected: Given) -> None:
        needs = self.play.needs
        assert needs is not None
        text, entry = needs.closing.proposal, self.stage.entry(expected["on"], "T1")
        assert entry.subject in text
        # Nothing that was found here: neither how it was assessed nor in which file it lies.
        assert not any(word in text for word in ("nexus", "BOS-1", "X4", "suspect"))

    def _list(self, expected: Given) -> None:
        node = self.stage.node(expected["on"])
        name = expected["list"]
        if name.startswith("dissemination "):
            lines = upkeep.dissemination(node, self.stage.entry(expected["on"], name.split(" ")[1]))
            found = {line.recipient: line.words for line in lines}
            assert found == expected["row"]
        elif name == "reviews due":
            found_due = upkeep.reviews_due(node, self.stage.liaison(expected["on"]))
            uid = self.stage.entry(expected["on"], expected["contains"]).uid
            assert uid in [each.message for each in found_due]
        elif name == "My work of both desks and of the head":
            uid = self.stage.entry(expected["on"], expected["thread"]).uid
            for actor in ("b.l", "b.a", "b.c"):
                assert uid in [each.message for each in upkeep.between_desks(node, self.stage.officer(actor))]
        elif name.startswith("My work of the owner of "):
            self._prompt_of_owner(expected, name.rpartition(" ")[2])
        else:
            raise AssertionError(f"no check for the list {name}")

    def _alarm(self, expected: Given) -> None:
        node = self.stage.node(expected["on"])
        assert [each.alarm for each in upkeep.between_desks(node, self.stage.officer("b.c"))] == [expected["alarm"]]
        recorded = AuditRow.objects.using(node.alias).filter(act=Act.HANDOVER_OVERDUE.value)
        (said,) = [strict_json.parse(bytes(row.details))["details"] for row in recorded]
        assert said["alarm"] == expected["alarm"]
        assert {"b.a", "b.c", "b.l"} <= set(said["told"])

    def _two_sides(self, expected: Given) -> None:
        row = self.stage.handover(expected["on"], expected["thread"])
        assert row is not None
        assert f"{row.state}/{row.taker_state}" == expected["state"]

    def _prompt_of_owner(self, expected: Given, file: str) -> None:
        node = self.stage.node(expected["on"])
        newer, _, rest = expected["contains"].partition(" looks like closed ")
        older, _, ask = rest.partition(": ")
        first, second = (self.stage.entry(expected["on"], label) for label in (older, newer))
        assert file in upkeep.files(node, first)
        owners = upkeep.owners_of(node, {first.pk})[first.pk]
        assert owners
        for actor in self.stage.given["actors"]:
            if self.stage.party(actor) == expected["on"] and self.stage.officer(actor).pk in owners:
                prompts = upkeep.likenesses(node, self.stage.officer(actor))
                assert [(each.older, each.newer, each.closed) for each in prompts] == [(first.uid, second.uid, True)]
                assert prompts[0].words.endswith(f": {ask}")

    def _contains(self, expected: Given) -> None:
        assert "list" in expected

    def _row(self, expected: Given) -> None:
        assert expected["list"].startswith("dissemination ")

    def _oversight_list(self, expected: Given) -> None:
        found = upkeep.overrides(self.stage.node(expected["on"]))
        assert [each.words for each in found] == list(expected["row"].values())
        assert all(each.note for each in found)

    def _origin_counted(self, expected: Given) -> None:
        entry = self.stage.entry(expected["on"], "T5")
        assert len(resembling.origins(self.stage.node(expected["on"]), entry)) == expected["origin_counted"]

    def _linked(self, expected: Given) -> None:
        first, second = (self.stage.entry(expected["on"], label) for label in expected["linked"])
        assert upkeep.linked(self.stage.node(expected["on"]), first) == (second.uid,)

    def _merged(self, expected: Given) -> None:
        assert expected["merged"] is False
        assert {self.stage.case(expected["on"], label).state for label in ("T1", "T5")} == {"filed", "received"}

    # Corrections

    def _table(self, expected: Given) -> None:
        node = self.stage.node(expected["on"])
        entry = self.stage.entry(expected["on"], expected["table"].removeprefix("completion "))
        lines = corrections.completion(node, self.stage.liaison(expected["on"]), entry)
        codes = {self.stage.partner(expected["on"], party).code: party for party in expected["rows"]}
        assert {codes[line["partner"]]: line["stands"] for line in lines} == expected["rows"]

    def _shows(self, expected: Given) -> None:
        node, entry = self.stage.node(expected["on"]), self.stage.entry(expected["on"], expected["subject"])
        assert corrections.mark_of(node, entry) == expected["shows"]

    # Retention

    def _subject(self, expected: Given) -> None:
        assert expected["subject"] in self.stage.threads

    def _kept(self, expected: Given) -> upkeep.KeptMatter:
        node, entry = self.stage.node(expected["on"]), self.stage.entry(expected["on"], expected["subject"])
        found = upkeep.kept(node, self.stage.liaison(expected["on"]), entry)
        assert found is not None
        return found

    def _category_shown(self, expected: Given) -> None:
        assert self._kept(expected).category_in("en") == expected["category_shown"]

    def _review_on(self, expected: Given) -> None:
        assert self._kept(expected).review_on.isoformat() == expected["review_on"]

    def _delete_on(self, expected: Given) -> None:
        assert f"{self._kept(expected).delete_on.isoformat()} at the latest" == expected["delete_on"]

    def _certificate(self, expected: Given) -> None:
        node, entry = self.stage.node(expected["on"]), self.stage.entry(expected["on"], expected["subject"])
        said = purging.verify(purging.certificate(node, entry), chain=own_chain(node.alias))
        assert entry.cid in [line["cid"] for line in said["entries"]]

    def _reason(self, expected: Given) -> None:
        entry = self.stage.entry(expected["on"], expected["thread"])
        assert resembling.filed_code(self.stage.node(expected["on"]), entry) == expected["reason"]

    def _prompt(self, expected: Given) -> None:
        assert expected["prompt"].startswith("justify again")
        assert passes_with_the_prompt_alone(self.stage, expected["thread"])


def passes_with_the_prompt_alone(stage: Stage, label: str) -> bool:
    """Whether the sender is asked for a reason before the same leaves again, and nothing has left until then."""
    from detente.node.services import notifying

    thread = stage.threads[label]
    here, to = thread.sender, thread.receiver
    node, partner = stage.node(here), stage.partner(here, to)
    letter = letter_of(thread.subject, topic="ct.persons", handling=LABEL, now=stage.now())
    before = Entry.objects.using(node.alias).filter(ours=True).count()
    try:
        notifying.notify(node, stage.liaison(here), partner, letter)
    except resembling.JustifyAgain:
        return bool(Entry.objects.using(node.alias).filter(ours=True).count() == before)
    return False


def batches(stage: Stage) -> dict[tuple[str, bytes], bytes]:
    """Give every receipt that any node holds, by party and checkpoint."""
    return {
        (party, bytes(row.checkpoint_hash)): bytes(row.receipt)
        for party, node in stage.world.nodes.items()
        for row in BatchRow.objects.using(node.alias).filter(receipt__isnull=False)
    }


def retained(stage: Stage, party: str) -> list[Retention]:
    """Give the rows of closed matters of a party."""
    return list(Retention.objects.using(stage.node(party).alias))


__all__ = ["Checks", "batches", "passes_with_the_prompt_alone", "retained"]
