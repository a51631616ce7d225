"""The acts of the cases, each as the service that desk and command call for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from detente.node.services import (
    acting,
    agreements,
    asking,
    closing,
    concerned,
    consents_entered,
    conversing,
    correcting,
    disseminating,
    handing_over,
    letters,
    notifying,
    recording,
)
from detente.node.services.closing import NeedsOutcome
from detente.node.services.conditions import Said
from detente.node.services.consenting import Word
from detente.node.services.disseminating import Told
from detente.node.services.letters import Letter
from detente.node.services.requesting import Form
from detente.node.stores.models import Entry
from detente.node.stores.partners import own_chain
from tests.boston.stage import Given, Stage, Thread, instant

MISSING = {"link person to purpose": "person-link"}
OWN_FILE = "BOS-1"
LABEL = {"tlp": "AMBER", "h": ["H0"]}
WHO = {"open": "", "register": "L", "accept": "L", "evaluate": "A", "cross-check": "A", "link": "A", "decide": "L"}
"""Who does what is only named to have been done before: by role, or the same person."""
TEXT = Letter(text="Assessed; nothing was found.", lang="en")


@dataclass
class Draft:
    """What was written and has not left."""

    letter: Letter
    form: Form
    to: str
    missing: tuple[str, ...]


@dataclass
class Play:
    """The acts of one case on its stage."""

    stage: Stage
    drafts: dict[str, Draft] = field(default_factory=dict)
    needs: NeedsOutcome | None = None
    corrections: dict[str, Letter] = field(default_factory=dict)

    def do(self, step: Given) -> None:
        """Play one step, what was done before it first."""
        for event in step.get("after", ()):
            role = WHO[event]
            by = self.stage.colleague(step["by"], role) if role else step["by"]
            self.do({**{name: step[name] for name in ("at", "thread")}, "by": by, "act": event})
        play: Callable[[Given], None] = getattr(self, f"_{step['act'].replace('-', '_')}", self._act)
        play(step)
        self.stage.left()

    # What leaves

    def _draft(self, step: Given) -> None:
        stage, label, by = self.stage, step["thread"], step["by"]
        if step["kind"] == "correction":
            self._draft_correction(step)
            return
        here = stage.party(by)
        to = step.get("to") or next(party for party in stage.world.nodes if party != here)
        letter = letter_of(step["subject"], topic=step["topic"], handling=step["handling"], now=stage.now())
        form = Form(wanted=tuple(step["asks"]))
        partner = stage.partner(here, to)
        lacking = asking.missing(stage.node(here), partner, letter, form)
        self.drafts[label] = Draft(letter, form, to, tuple(each.code for each in lacking))
        stage.threads[label] = Thread(label, here, to, "", step["subject"])

    def _release(self, step: Given) -> None:
        label, by = step["thread"], self.stage.officer(step["by"])
        assert "R" in self.stage.given["actors"][step["by"]]["roles"]
        here = self.stage.party(step["by"])
        if here != self.stage.threads[label].sender:
            # What is approved of a reply leaves with the act that sends it, pressed by one who may release.
            return
        if label in self.corrections:
            self._correct(label, by)
            return
        draft = self.drafts[label]
        node, partner = self.stage.node(here), self.stage.partner(here, draft.to)
        if not self._asks_in_full(label):
            letter = Letter(**{**_fields(draft.letter), "asks": "; ".join(draft.form.wanted)})
            self.stage.threads[label].cid = notifying.notify(node, by, partner, letter).cid
            return
        told, asked = asking.notify(node, by, partner, draft.letter, draft.form, as_it_is=True)
        self.stage.threads[label].cid = told.cid
        self.stage.threads[f"{label}-RFI"] = Thread(f"{label}-RFI", here, draft.to, asked.cid)

    def _draft_correction(self, step: Given) -> None:
        stage, label, of = self.stage, step["thread"], step["of"]
        subject = {**stage.threads[of].subject, **step["new"]}
        letter = letter_of(subject, topic="ct.persons", handling=LABEL, now=stage.now())
        self.corrections[label] = replace(letter, text="He was born on another day: he said so himself.")
        stage.threads[label] = Thread(label, stage.party(step["by"]), stage.threads[of].sender, "", {"of": of})

    def _correct(self, label: str, by: Any) -> None:
        stage, thread = self.stage, self.stage.threads[label]
        item = stage.entry(thread.sender, thread.subject["of"])
        for made in correcting.correct(stage.node(thread.sender), by, item, self.corrections[label]):
            assert isinstance(made, Entry), made
            if made.partner == stage.partner(thread.sender, thread.receiver):
                thread.cid = made.cid

    def _pass_on(self, step: Given) -> None:
        """Another party gets what the first one told, as told by it."""
        stage, by = self.stage, step["by"]
        here = stage.party(by)
        first = stage.threads["T1"]
        origin = own_chain(stage.node(first.sender).alias).party
        letter = letter_of(first.subject, topic="ct.persons", handling=LABEL, now=stage.now(), source=origin)
        item, to = stage.entry(here, "T1"), stage.partner(here, step["to"])
        if "consent" in step:
            # The dialogue of consent went another way; what came of it stands in the register.
            word = Word(
                purpose=letters.label_of(letter, agreements.one_in_force(stage.node(here).alias, to)).purpose or "",
                recipients=[to.code],
                answer="granted",
                given_by=first.sender,
                paper=step["consent"],
            )
            consents_entered.enter(stage.node(here), stage.officer(by), item, word)
        notifying.pass_on(stage.node(here), stage.officer(by), item, to, letter)

    def _send(self, step: Given) -> None:
        """Whoever presses it, the node sends what was released: it waits in its lane."""
        entry = self.stage.entry(self.stage.party(step["by"]), step["thread"])
        assert entry.ours
        # A correction was released a minute before, and has left since.
        assert entry.batch is None or step["thread"] in self.corrections

    def _asks_in_full(self, label: str) -> bool:
        named = (*self.stage.given["steps"], *self.stage.given["expect"])
        return any(each.get("thread") == f"{label}-RFI" for each in named)

    def _relay_inside(self, step: Given) -> None:
        stage, label, by = self.stage, step["thread"], step["by"]
        here, to = stage.party(by), step["to"]
        origin = own_chain(stage.node(step["origin"]).alias).party
        letter = letter_of(step["subject"], topic="ct.persons", handling=LABEL, now=stage.now(), source=origin)
        entry = notifying.notify(stage.node(here), stage.officer(by), stage.partner(here, to), letter)
        stage.threads[label] = Thread(label, here, to, entry.cid, step["subject"])

    # What is done with what came

    def _open(self, step: Given) -> None:
        acting.open_entry(*self._at(step))

    def _register(self, step: Given) -> None:
        until = instant(f"{step['eta']}T00:00:00Z") if "eta" in step else None
        acting.accept(*self._at(step), until=until)

    def _accept(self, step: Given) -> None:
        at = self.stage.now() + timedelta(days=1)
        acting.accept(*self._at(step), until=instant(f"{step['eta']}T00:00:00Z") if "eta" in step else at)

    def _link(self, step: Given) -> None:
        self._say(step, file=step.get("case", OWN_FILE))

    def _decide(self, step: Given) -> None:
        lines = tuple(
            Told(each["to"], told=each["told"], reason=each.get("reason", "")) for each in step.get("dissemination", ())
        )
        self._say(step, code=step.get("code", ""), disseminated=lines)

    def _override(self, step: Given) -> None:
        node, officer, entry = self._at(step)
        disseminating.override(node, officer, entry, step["to"], reason=step["reason"])

    def _offer_outcome(self, step: Given) -> None:
        self._say(step, letter=TEXT)

    def _close_without_outcome(self, step: Given) -> None:
        self._say(step, code=step["reason"])

    def _close(self, step: Given) -> None:
        try:
            closing.close(*self._at(step))
        except NeedsOutcome as needs:
            self.needs = needs

    def _ask_clarification(self, step: Given) -> None:
        self._say(step, missing=tuple(MISSING.get(each, each) for each in step["missing"]))

    def _clarify(self, step: Given) -> None:
        # A releasing officer sends what an analyst wrote.
        self._say({**step, "by": step["approved_by"]}, letter=Letter(text="The purpose and the facts.", lang="en"))

    def _offer(self, step: Given) -> None:
        handing_over.offer(*self._at(step), Said(to=step["desk"], code="competence"))

    def _take(self, step: Given) -> None:
        node, officer, entry = self._at(step)
        row = handing_over.waiting(node, entry)
        assert row is not None
        handing_over.act(node, officer, row, "take", Said(confirmed=True))

    def _act(self, step: Given) -> None:
        self._say(step, confirmed=True)

    def _say(self, step: Given, **said: Any) -> None:
        node, officer, entry = self._at(step)
        conversing.act(node, officer, entry, step["act"], Said(**{"confirmed": True, **said}))

    def _at(self, step: Given) -> tuple[Any, Any, Any]:
        here = self.stage.party(step["by"])
        return self.stage.node(here), self.stage.officer(step["by"]), self.stage.entry(here, step["thread"])


def letter_of(subject: Given, *, topic: str, handling: Given, now: datetime, source: str | None = None) -> Letter:
    """Give the letter about the person of a step."""
    scheme, code = subject["evaluation"].split(" ")
    person = {
        "ftm": {
            "schema": "Person",
            "properties": {"name": [*subject["names"], *subject["translated"]], "birthDate": subject["birth"]},
        },
        "source": source,
        "evaluation": {"scheme": scheme, "code": code},
        "nature": subject["fact_or_assessment"],
        "category": subject["category"],
    }
    return Letter(
        subject=f"About {subject['translated'][0]}",
        text="Please look at this person.",
        lang="en",
        topic=topic,
        codes=[f"tlp:{handling['tlp']}", *(f"h:{each}" for each in handling["h"])],
        records=concerned.dated([recording.record(person)], now=now),
        character=dict.fromkeys(concerned.QUESTIONS, False),
    )


def _fields(letter: Letter) -> dict[str, Any]:
    return {name: getattr(letter, name) for name in Letter.__dataclass_fields__}
