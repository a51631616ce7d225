"""The acts of the documented cases, each as the service that desk and command call for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from detente.cases.warning import LIFE
from detente.node.queries.desk import Draft
from detente.node.queries.drafts import content_of
from detente.node.services import acting, approving, drafting, duty_to_warn, preludes
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.stores.models import PreludeRow
from tests.anchors.stage import Anchor
from tests.boston.stage import Given

TEXT = Letter(text="What was found.", lang="en")
MEASURES = {"arrests": "arrests"}
WHO = {"open": "D", "accept": "L", "cross-check": "A", "collect": "A"}
"""Who does what is only named to have been done before."""


@dataclass
class Acts:
    """The acts of one case on its stage."""

    stage: Anchor

    def do(self, step: Given) -> None:
        """Play one step, what was done before it first."""
        for event in step.get("after", ()):
            by = f"{self.stage.party(step['by'])}.{WHO[event].lower()}"
            self.do({**{name: step[name] for name in ("at", "thread")}, "by": by, "act": event})
        play: Callable[[Given], None] = getattr(self, f"_{step['act'].replace('-', '_')}", self._act)
        play(step)
        self.stage.left()

    # A warning

    def _draft(self, step: Given) -> None:
        stage, here = self.stage, self.stage.party(step["by"])
        there = stage.other(here)
        latest = (stage.now() + timedelta(days=6)).isoformat(timespec="milliseconds")
        urgency = LIFE if step.get("life") else "public-security"
        draft = Draft(
            kind=step["kind"],
            message=step["kind"],
            to=stage.partner(here, there).code,
            topic=step["topic"],
            purpose="prevent-terrorism",
            law="Agreement on co-operation",
            subject="An attack is prepared",
            text="Three persons prepare explosions in a place of worship.",
            lang="en",
            tlp="AMBER",
            more={"given": {"urgency": urgency, "place": "The cathedral of the capital", "latest": latest}},
        )
        row = drafting.save(
            stage.node(here), stage.officer(step["by"]), None, content_of(draft), stage.partner(here, there)
        )
        stage.drafts[step["thread"]] = (here, row.pk)

    def _test(self, step: Given) -> None:
        here, row = self.drafted(step["thread"])
        node, officer = self.stage.node(here), self.stage.officer(step["by"])
        given = {name: step[name] for name in duty_to_warn.QUESTIONS}
        duty_to_warn.answer(node, officer, self.prelude(step["thread"]), given)
        ready = drafting.written(node, row)
        approving.submit(node, officer, row, drafting.challenge(ready), None)

    def _warn_now(self, step: Given) -> None:
        self._warn(step)

    def _warn(self, step: Given) -> None:
        here, row = self.drafted(step["thread"])
        entry = self.stage.approve(here, str(row.pk), step["by"])
        self.stage.began(step["thread"], entry, here, self.stage.other(here))

    def prelude(self, label: str) -> PreludeRow:
        """Give what stands before a warning that was drafted."""
        here, row = self.drafted(label)
        found = preludes.of_draft(self.stage.node(here), row)
        assert found is not None
        return found

    def drafted(self, label: str) -> tuple[str, Any]:
        """Give whose draft a label names, and the draft."""
        here, key = self.stage.drafts[label]
        return here, self.stage.draft_of(here, key)

    def _assess(self, step: Given) -> None:
        self._say(step, code=step["result"])

    def _send_outcome(self, step: Given) -> None:
        self._say(step, code=step["outcome"], letter=TEXT)

    # In any dialogue

    def _open(self, step: Given) -> None:
        node, officer, entry = self._at(step)
        acting.open_entry(node, officer, entry)

    def _accept(self, step: Given) -> None:
        self._say(step, until=self.stage.now() + timedelta(days=1))

    def _act(self, step: Given) -> None:
        given = {"measures": step["measure"], "protectee": "nobody-named"} if "measure" in step else {}
        self._say(step, given=given)

    def _say(self, step: Given, **said: Any) -> None:
        _, _, entry = self._at(step)
        self.stage.released(step, entry, step["act"], Said(**{"confirmed": True, **said}))

    def _at(self, step: Given) -> tuple[Any, Any, Any]:
        here = self.stage.party(step["by"])
        return self.stage.node(here), self.stage.officer(step["by"]), self.stage.entry(here, step["thread"])
