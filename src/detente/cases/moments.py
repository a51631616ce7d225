"""When something was so in a dialogue: the moments from which its clocks are computed, in the order of the ledger.

`held:M`: the receipt says that message M was held (stated by who receives). `sent:M`: it left here. `act:E`: a person
did E here. So start and end of a deadline are each stated by the party that does not gain by moving it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from detente.cases.table import Table


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment. `until`: the time that the message itself names, a promise, an extension, the end of something.

    `proved`: False where it only stands in for what the partner's receipt has still to state.
    """

    name: str
    at: datetime
    until: datetime | None = None
    proved: bool = field(default=True, kw_only=True)


Ledger = tuple[Moment, ...]


def with_held(ledger: Ledger, message: str, at: datetime) -> Ledger:
    """Give the ledger once a receipt covers the next `message` that this side sent; a repeat adds nothing."""
    sent = [moment for moment in ledger if moment.name == f"sent:{message}"]
    held = sum(moment.name == f"held:{message}" for moment in ledger)
    if held and held >= len(sent):
        return ledger
    until = sent[held].until if sent else None
    return (*ledger, Moment(f"held:{message}", at, until))


def history(ledger: Sequence[Moment], table: Table) -> Ledger:
    """Give the moments as the clocks read them, in the order of time.

    What was sent here counts as held from its leaving on, until the partner's receipt states better; the message that
    opens the dialogue does not, because a clock whose start is not proved does not run. A receipt is proved by the
    message that it covers.
    """
    found = [*ledger, *_not_yet_receipted(ledger, table)]
    names = {moment.name for moment in found}
    for receipt, message in table.receipts.items():
        if f"held:{receipt}" not in names:
            covered = (moment.at for moment in found if moment.name == f"held:{message}")
            found.extend(Moment(f"held:{receipt}", at) for at in covered)
    # Its receipt may come after those of later messages: in the same instant the opening one was held first.
    openings = {f"held:{message}" for message in table.receipts.values()}
    return tuple(sorted(found, key=lambda moment: (moment.at, moment.name not in openings)))


def promised(ledger: Iterable[Moment]) -> datetime | None:
    """Give the time by which the other side last said it would answer, with its acceptance or an interim."""
    told = [m.until for m in ledger if m.name in ("held:accepted", "held:interim") and m.until is not None]
    return told[-1] if told else None


def _not_yet_receipted(ledger: Sequence[Moment], table: Table) -> Iterable[Moment]:
    held = Counter(moment.name for moment in ledger if moment.name.startswith("held:"))
    for moment in ledger:
        kind, _, message = moment.name.partition(":")
        if kind != "sent" or message in table.receipts.values():
            continue
        if held[f"held:{message}"]:
            held[f"held:{message}"] -= 1
        else:
            yield Moment(f"held:{message}", moment.at, moment.until, proved=False)
