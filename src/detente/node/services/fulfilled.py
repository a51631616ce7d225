"""What a permit obliges to, and what does it on a node. A permit with an obligation that nobody fulfils is none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

FULFILLED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "log-reason": "the act stands in the record with its reason (`deciding.reason_of`)",
        "log-to-oversight": "the record is the log of oversight, too: one chain, which nobody mutes",
        "mask-content": "the page leaves content, files and question out (`queries.withholding`)",
        "carry-dates": "in each record of a person, `review_by` and `delete_by` (`concerned.dated`)",
        "hold": "it stays in its lane, in order, until the suspension is lifted (DXP 13)",
        "mark-challenged": "the page says so above the content (`queries.withholding`)",
        "tell-oversight": "the act stands in the record with this obligation, which oversight's questions ask for",
        "carry-label": "in the header of what is sent (`letters.label_of`), in the name of a file (`labelling`)",
        "report-use": "it is owed until the originator was told, with a clock and reminders (`owing`)",
        "review-24h": "it is owed until a releasing officer looked at it, with a clock and reminders (`owing`)",
        "certificate": "a signed record of what was deleted is kept beside its dates (`purging`)",
        "keep-proof": "header, leaf, checkpoints, receipts and evidence stay (`purging`)",
    }
)
"""What fulfils each obligation that comes up on a node; a permit with another one is no permit (`Unfulfilled`)."""
READING: Final = frozenset({"log-reason", "log-to-oversight", "mask-content", "mark-challenged", "tell-oversight"})
"""What whoever shows a content fulfils: the record has the reason, the page masks and marks."""
PURGING: Final = frozenset({"certificate", "keep-proof"})
"""What whoever deletes a content fulfils."""
TAKING_OUT: Final = frozenset({"log-reason", "log-to-oversight", "carry-label", "carry-dates"})
"""What whoever gives a content out of the screen fulfils: records go with their dates; what is masked is not given."""
