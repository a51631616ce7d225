"""The stage of a documented case: parties as whole nodes under a full agreement, in houses that work with two persons.

It stands on the stage of the acceptance cases, which has founding agreements alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations
from typing import Any

from detente.node.services import agreeing, approving, drafting, escalating, house, officers, waiting
from detente.node.services.conditions import Said
from detente.node.stores import partners
from detente.node.stores.models import DraftRow, Entry
from detente.policy import agreement_text
from tests.boston.stage import ROLES, Given, Stage, Thread
from tests.node.asking import KINDS

OPENS = [kind for kind in KINDS if kind not in ("answer", "refusal", "contact")] + ["correction", "recall"]


@dataclass
class Anchor(Stage):
    """The nodes of one documented case. `drafts`: whose draft a label names, and its key."""

    drafts: dict[str, tuple[str, int]] = field(default_factory=dict)

    def build(self, *, inside: tuple[tuple[str, str], ...] = ()) -> None:
        """Make the nodes, their officers and calendars; bring each agreement in force; let every house take two."""
        zones = {party["id"]: party["zone"] for party in self.given["parties"]}
        self.world.clock.at = self.starts - timedelta(days=1)
        for party in zones:
            self.world.add(party)
        for name, actor in self.given["actors"].items():
            (role,) = actor["roles"]
            officers.add(self.node(actor["party"]), name=name, shown=name, role=ROLES[role])
        for first, second in combinations(zones, 2):
            self.world.meet(first, second)
            self.world.settle(first, second)
        for here in zones:
            self._calendars(here, zones)
        for each in self.given["agreements"]:
            self.agree(each)
        for party in zones:
            house.set_four_eyes(self.node(party), self.officer(f"{party}.c"), wanted=True)

    def agree(self, given: Given) -> None:
        """Bring a full agreement in force, signed by the heads, the advisers heard."""
        first, second = given["parties"]
        here, there = self.node(first), self.node(second)
        text = self.text(first, second, given)
        agreeing.sign(
            here,
            self.officer(f"{first}.c"),
            self.partner(first, second),
            text,
            heard=self.officer(f"{first}.h"),
        )
        self.world.settle(first, second)
        named = agreeing.read(here, self.partner(first, second), text).id
        agreeing.countersign(
            there, self.officer(f"{second}.c"), self.partner(second, first), named, heard=self.officer(f"{second}.h")
        )
        self.world.settle(first, second)

    def text(self, first: str, second: str, given: Given) -> dict[str, Any]:
        """Give the text of an agreement between two parties."""
        pair = partners.pair_of(self.node(first).alias, self.partner(first, second))
        return agreement_text.draft(
            parties=(pair.us, pair.them),
            topics=given["topics"],
            excluded=given.get("excluded", []),
            opens={pair.us: OPENS, pair.them: OPENS},
            purposes=given.get("purposes", ["prevent-terrorism"]),
            law="Agreement on co-operation",
            ref="art. 3",
            ceiling=["tlp:AMBER+STRICT", "pap:AMBER"],
            valid_from=self.now() - timedelta(days=1),
            valid_to=self.now() + timedelta(days=3000),
            opened=True,
            preset=given["preset"],
        )

    def other(self, party: str) -> str:
        """Give the other party of a case between two."""
        return next(each for each in self.world.nodes if each != party)

    def began(self, label: str, entry: Entry, here: str, there: str) -> None:
        """Keep which entry opened a dialogue."""
        self.threads[label] = Thread(label, here, there, entry.cid)

    def released(self, step: Given, entry: Entry, event: str, said: Said) -> None:
        """Let an officer do an act; where the house wants a second person, whom the step names, or R, approves it."""
        here = self.party(step["by"])
        node = self.node(here)
        made = waiting.act(node, self.officer(step["by"]), entry, event, said)
        if not isinstance(made, Entry):
            self.approve(here, made["draft"], step.get("approved_by") or self.second(step["by"]))

    def approve(self, here: str, draft: str, by: str) -> Entry:
        """Let a second person approve a draft that waits; give what left."""
        node, officer = self.node(here), self.officer(by)
        row = approving.find(node, officer, draft)
        bound = drafting.challenge(drafting.written(node, row))
        left = approving.approve(node, officer, row, bound, None)
        assert left is not None
        return left

    def second(self, actor: str) -> str:
        """Give the second person of a party for what an officer releases: R, for R its head."""
        party = self.party(actor)
        return f"{party}.r" if actor != f"{party}.r" else f"{party}.c"

    def draft_of(self, here: str, key: int) -> DraftRow:
        """Give a draft as it stands."""
        return DraftRow.objects.using(self.node(here).alias).select_related("partner", "author").get(pk=key)

    def _work(self) -> None:
        super()._work()
        for node in self.world.nodes.values():
            escalating.run(node)
