"""Oversight's pages of the desk in memory."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from detente.cases.watches import State
from detente.crypto.vault import WrongPassphrase
from detente.node.queries.desk import Choice, Text
from detente.node.queries.oversight_page import (
    ContactLine,
    LogProof,
    OversightPage,
    ReadingLine,
    RefusalLine,
    SampledMessage,
    SilenceLine,
    UnsignedLine,
    WaiverLine,
)
from detente.node.queries.upkeep_page import ToldLine
from detente.node.queries.watches_page import WatchLine
from tests.web import fictional as tale
from tests.web.fake_further import FakeFurther

PASSPHRASE = "brume-quai-septembre"


class FakeOversight:
    """Answers oversight's pages; `keyed` and `finding` are set by tests."""

    keyed: bool = True
    finding: str = ""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def oversight_ready(self, officer_id: int) -> bool:
        return self.keyed

    def oversight_key(self, officer_id: int, *, passphrase: str) -> None:
        self._act("oversight-key", passphrase=passphrase)

    def oversight(self, officer_id: int, *, reason: str, verify: bool = False) -> OversightPage:
        self._act("oversight", reason=reason, verify=verify)
        clock = tale.SILENT.clock
        assert clock is not None
        day = timedelta(days=1)
        ground = Choice("dxp-undisclosed", {"en": "Not disclosed", "fr": "Non divulgué"})
        became = FakeFurther()
        return OversightPage(
            now=tale.NOW,
            uses=became.uses(officer_id, "e-1"),
            onward=became.onward(officer_id, "e-1"),
            owed=became.owed(officer_id),
            silences=(
                SilenceLine(
                    "e-1",
                    "VAL-2026-0798",
                    tale.ZOR,
                    tale.ZOR,
                    False,
                    tale.SILENT.receipts,
                    clock,
                    3,
                    True,
                    tale.NOW - day,
                ),
                SilenceLine("e-2", "ZOR-2026-0402", tale.ZOR, tale.VAL, True, tale.SILENT.receipts, clock),
            ),
            contacts=(
                ContactLine(
                    tale.ZOR,
                    "confirmed",
                    tale.NOW - 30 * day,
                    "Claire Aubrennes",
                    tale.NOW - 29 * day,
                    "Omar Belvaux",
                    tale.NOW - 28 * day,
                ),
                ContactLine(tale.QAM, "met", tale.NOW - day),
            ),
            refusals=(
                RefusalLine("dxp-undisclosed", ground, 4, tale.NOW - day),
                RefusalLine("ground.of-tomorrow", Choice("ground.of-tomorrow", {}), 1, tale.NOW),
            ),
            waivers=(
                WaiverLine("warn-now", "Permanence", tale.NOW - 9 * day, "danger pour la vie"),
                WaiverLine("waiver-of-tomorrow", "Claire Aubrennes", tale.NOW),
            ),
            undecided=(
                WatchLine(
                    "1",
                    State.UNDECIDED,
                    ("Дамир Солтаев",),
                    "notify",
                    "ines",
                    "ZOR",
                    "e-0417",
                    "ct.persons",
                    "Loi 2024-18, art. 9",
                    "demande à être averti de ses voyages",
                    tale.NOW - 90 * day,
                    tale.NOW - day,
                    0,
                    "",
                ),
            ),
            unsigned=(
                UnsignedLine("accept", "Omar Belvaux", tale.NOW - day, "e-1"),
                UnsignedLine("act-of-tomorrow", "Omar Belvaux", tale.NOW),
            ),
            log=LogProof(
                48211,
                "ab" * 32,
                1306,
                (tale.ZOR, tale.QAM),
                tale.NOW if verify else None,
                (self.finding,) if self.finding and verify else (),
            ),
            left_out=(
                ToldLine("Police locale", False, "need-to-know", "claire", tale.NOW - day, message="e-9004-old"),
            ),
            overrides=(
                ToldLine("Douanes", True, "", "omar", tale.NOW, "source-protection", "Résidence connue", "e-9004-old"),
            ),
        )

    def oversight_sample(self, officer_id: int, *, count: int, reason: str) -> tuple[SampledMessage, ...]:
        self._act("oversight-sample", count=count, reason=reason)
        words = (Text("Il voyage.\n\nVérifiez.", "fr"),)
        made = SampledMessage(
            tale.NOW,
            "e-1",
            tale.ZOR,
            False,
            "notification",
            tale.RECEIVED.subject,
            ("tlp:RED", "h:H2"),
            tale.NOW,
            words,
        )
        return (made,) * min(count, 1)

    def oversight_log(self, officer_id: int, *, passphrase: str) -> tuple[ReadingLine, ...]:
        if passphrase != PASSPHRASE:
            raise WrongPassphrase
        return (
            ReadingLine(48210, tale.NOW, "ines", "sample", "Revue, point 4", 25),
            ReadingLine(48200, tale.NOW, "ines", "reading-of-tomorrow", "Revue", 0),
        )

    def oversight_export(self, officer_id: int, *, reason: str) -> bytes:
        self._act("oversight-export", reason=reason)
        return b'{"sequence": 0}\n'
