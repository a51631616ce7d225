"""What must be seen in the documented cases: each key of an expectation has its check, as in the acceptance cases."""

from __future__ import annotations

from dataclasses import dataclass

from detente.cases import reciprocity
from detente.cases.kinds import TABLES
from detente.node.queries import oversight
from detente.node.services import opening, owing
from detente.node.stores.models import Entry, OwedRow
from tests.anchors.acts import Acts
from tests.anchors.stage import Anchor
from tests.boston.expectations import Checks
from tests.boston.stage import Given, instant


@dataclass
class Expectations(Checks):
    """The checks of one documented case."""

    stage: Anchor
    play: Acts  # type: ignore[assignment]  # the acts of these cases are others

    def _byte_identical(self, expected: Given) -> None:
        assert expected["byte_identical"]
        statements = {self.stage.statement(party, "W1") for party in self.stage.both("W1")}
        assert len(statements) == 1

    def _obligation(self, expected: Given) -> None:
        what, _, until = expected["obligation"].partition(" by R before ")
        node, entry = self.stage.node(expected["on"]), self.stage.entry(expected["on"], expected["thread"])
        (row,) = OwedRow.objects.using(node.alias).filter(entry=entry, done_at=None)
        assert (what, row.obligation) == ("review", owing.REVIEW)
        assert row.due_at == instant(until)
        assert self.stage.clock(expected["on"], expected["thread"], "review").due == instant(until)

    def _oversight_list(self, expected: Given) -> None:
        node = self.stage.node(expected["on"])
        assert expected["oversight_list"] == "review-overdue"
        page = oversight.oversight_page(node, verify=False)
        (line,) = [each for each in page.owed if each.obligation == owing.REVIEW]
        assert line.due_at < node.now()
        assert [each.act for each in page.waivers] == ["warn-now"]

    def _reciprocity(self, expected: Given) -> None:
        found = [self._figures(party) for party in self.stage.world.nodes]
        assert all(each == found[0] for each in found)
        assert {
            name: found[0][name.rpartition(" ")[2] if "→" in name else name] for name in expected["reciprocity"]
        } == (expected["reciprocity"])

    def _figures(self, party: str) -> dict[str, int]:
        """Count what both hold of the one warning of the case."""
        case = self.stage.case(party, "W1")
        counted = reciprocity.figures(TABLES[case.kind], case.ledger, case.clocks, now=self.stage.now())
        rows = Entry.objects.using(self.stage.node(party).alias).filter(message="outcome")
        codes = [opening.payload_of(row)["code"] for row in rows]
        accepted = self.stage.clock(party, "W1", "acceptance")
        return {
            "warnings": counted.opened,
            "accepted in time": int(accepted.met_at is not None and not accepted.met_late),
            "outcome prevented": codes.count("prevented"),
            "thanks": counted.thanks,
        }
