"""How the messages of a dialogue travel: the kind of the wire of each, and which entry opens a dialogue (DXP 14).

An opening, and every message whose envelope is a notice, a request, a warning, a recall or a control, travels as a kind
of its table's name; answers, feedback and evidence as these; what refuses as a refusal. What is internal never travels.
"""

from __future__ import annotations

from typing import Final

from detente.cases.table import Message, Table
from detente.model.replies import GENERIC

OWN_NAME: Final = frozenset({"notice", "request", "warning", "recall", "control"})
"""Envelope kinds that travel as a kind of the table's name."""
REFUSING: Final = frozenset({"refused", "declined", "hop-refused", "separate-declined"})
"""Messages that refuse, whatever their table."""
REPLIES: Final = GENERIC
"""Kinds of the wire that name an entry which the other side wrote."""
SIDED: Final = frozenset({"agreement", "agreement-topic"})
"""Tables whose messages have a prefix that names the side and does not travel: `p-suspend` travels as `suspend`."""


def opening(table: Table) -> Message:
    """Give the message that opens a dialogue of this table: the first one that it lists."""
    return next(iter(table.messages.values()))


def kind_of(table: Table, message: str) -> str:
    """Give the kind of the wire under which a message of the table travels.

    >>> from detente.cases import request_information
    >>> [kind_of(request_information.TABLE, name) for name in ("clarification", "transferred", "refused", "accepted")]
    ['request-information', 'answer', 'refusal', 'evidence']
    """
    envelope = table.messages[message].envelope
    if message in REFUSING:
        return "refusal"
    return table.kind if envelope in OWN_NAME or message == opening(table).name else envelope


def travelling_name(table: Table, message: str) -> str:
    """Give the name that the payload carries: that of the table, without a prefix that names the side."""
    return message.partition("-")[2] if table.kind in SIDED and message[1:2] == "-" else message


def message_of(table: Table, name: str, *, sender: str) -> Message | None:
    """Give the message that side `sender` means by a travelling name; None where the table has no such message."""
    meant = (each for each in table.messages.values() if each.sender == sender)
    return next((each for each in meant if travelling_name(table, each.name) == name), None)


def opens(table: Table, kind: str, name: str | None) -> bool:
    """Whether an entry of that kind with that message is one that opens a dialogue of this table."""
    first = opening(table)
    return kind == kind_of(table, first.name) and name == travelling_name(table, first.name)


def side_of(table: Table, *, opened_here: bool) -> str:
    """Give our side: the first one where we opened the dialogue, the other where the partner did."""
    opener, other = table.sides
    return opener if opened_here else other
