"""Which party document holds at which place of a ledger (DXP 4, "Order").

A `party-doc` entry is the last of its batch. From the next batch on checkpoints are signed under the new document;
receipts are from the first whose size lies above what the carrying checkpoint had seen. So the place decides, never a
clock, and what was signed before stays valid while an old key signs nothing later.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocMark:
    """Document `number` entered the ledger in the batch that ends at `size` and had seen `seen` of the other one."""

    size: int
    seen: int
    number: int


@dataclass(frozen=True, slots=True)
class DocMarks:
    """The marks of one signer, ascending; before the first one document `first` holds."""

    first: int = 0
    marks: tuple[DocMark, ...] = ()

    def for_checkpoint(self, prev_size: int) -> int:
        """Give the document that signs the checkpoint whose batch begins after `prev_size`."""
        return max((mark.number for mark in self.marks if mark.size <= prev_size), default=self.first)

    def for_receipt(self, size: int) -> int:
        """Give the document that signs the receipt for `size` of the other direction."""
        return max((mark.number for mark in self.marks if mark.seen < size), default=self.first)

    def highest(self) -> int:
        """Give the highest stamped document: the one for control objects."""
        return max((mark.number for mark in self.marks), default=self.first)

    def with_mark(self, mark: DocMark) -> DocMarks:
        """Give the marks with one more."""
        return DocMarks(self.first, (*self.marks, mark))
