"""The default of the house: how long each step may take where no other preset says so.

A proposal, without a law behind it: it binds whoever signs an agreement that names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from detente.cases.counting import Days, Limit
from detente.cases.deadline import LADDER, Deadline, Extension, Preset
from detente.cases.guards import OPENED_AGREED
from detente.policy.languages import named

_ANSWERS: Final = ("answer", "nil", "refused", "part-final", "transferred")

DETENTE_DEFAULT: Final = Preset(
    "detente-default",
    title=named(
        "Détente default",
        "Défaut Détente",
        "Сроки Détente по умолчанию",
        "الآجال الافتراضية في Détente",
    ),
    legal_basis="none: a proposal, agreed by countersigning the agreement that names it",
    sources=("research/domain.md section C, own inference; steps not in the report are decided here",),
    status="practice",
    checked=date(2026, 11, 22),
    binds="whoever signs an agreement that names it",
    applies_to=("*",),
    urgency="any",
    deadlines=(
        Deadline("delivered", "sent:*", timedelta(minutes=15), ("delivered", "rejected")),
        Deadline("opened", "held:*", timedelta(hours=24), ("opened", "accepted", "rejected"), only_if=OPENED_AGREED),
        Deadline("accepted", "held:*", timedelta(hours=72), ("accepted", "rejected")),
        Deadline(
            "interim",
            "held:accepted or held:interim",
            Days(14),
            ("interim", "answer", "nil", "refused", "part-final", "transferred"),
        ),
        Deadline(
            "answer",
            "held:request, or held:notification where it asks",
            Days(30),
            (
                "answer",
                "nil",
                "refused",
                "part-final",
                "transferred",
                "located",
                "not-located",
                "granted",
                "agreed",
                "declined",
            ),
        ),
        Deadline(
            "warning-opened",
            "held:warning",
            timedelta(hours=1),
            ("opened", "accepted", "rejected"),
            only_if=OPENED_AGREED,
        ),
        Deadline("warning-accepted", "held:warning", timedelta(hours=2), ("accepted", "rejected")),
        Deadline("outcome", "held:accepted", Days(90), ("outcome", "filed")),
        Deadline("clarification", "held:clarification-asked", Days(30), ("clarification", "withdraw")),
        Deadline("feedback", "held:answer", Days(60), ("feedback", "closed-unused")),
        Deadline("completion", "held:correction or held:recall", Days(7), ("done", "partly", "objected")),
        Deadline("onward-completion", "held:done", Days(30), ("onward-results",)),
        Deadline("consent", "held:ask", Days(7), ("granted", "refused")),
        Deadline(
            "handover-internal",
            "held:offer",
            timedelta(hours=24),
            ("taken", "returned"),
            other_topics=timedelta(hours=72),
        ),
        Deadline("access", "held:access-asked", Days(4), ("access",)),
        Deadline("aftercare", "held:handover-signed", Days(90), ("aftercare-report",)),
        Deadline("core-data", "confirmation of a hit", timedelta(hours=48), ("answer", "refused")),
        Deadline("hop", "held:hop-query", Days(7), ("hop-answer", "hop-yes-no", "hop-refused")),
        Deadline("deconfliction", "held:filing", timedelta(minutes=1), ("no-conflict", "conflict")),
        Deadline("site-review", "held:acknowledged", Days(180), ("site-corrected", "site-withdrawn", "act:review")),
        Deadline("purge", "held:closing", Days(14), ("purged", "partner-purged")),
        Deadline("return", "held:run-off", Days(90), ("p-certificate", "q-certificate")),
        Deadline("admissibility", "act:check-identity", Days(30), ("act:admit", "act:find-inadmissible")),
        Deadline("redress-reply", "held:inquiry", Days(30), ("holds", "holds-nothing", "cannot-say")),
        Deadline("review-after-duty-release", "act:warn-now", timedelta(hours=24), ("act:review",)),
        Deadline("approval-expiry", "act:release", timedelta(hours=72), ("sent",)),
        Deadline(
            "watch-warning",
            "watch.expiry",
            timedelta(days=-30),
            ("act:renew", "act:let-expire"),
            at=(timedelta(days=-30), timedelta(days=-7), timedelta(days=-1)),
            tells=("owner", "asker"),
        ),
    ),
    ladder=LADDER,
    extension=Extension(
        "L",
        1,
        ("reason code", "new time"),
        most=timedelta(days=30),
        then_by="C",
        then_needs=("reason in words", "new time"),
    ),
)

URGENT_LIMITS: Final[Mapping[str, Limit]] = MappingProxyType(
    {"opened": timedelta(hours=1), "accepted": timedelta(hours=4), "answer": Days(3)}
)
"""What the default allows while the asker's claim of urgency stands."""
