"""Which party document holds at which place of a ledger (DXP 4, "Order").

A `party-doc` entry is the last of its batch. From the next batch on checkpoints are signed under the new document;
receipts are from the first whose size lies above what the carrying checkpoint had seen. So the place decides, never a
clock, and what was signed before stays valid while an old key signs nothing later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocMark:
    """A document entered the ledger in the batch that ends at `size` and had seen `seen` of the other one.

    `number` is None while the partner's entry is held and not opened yet: the place is known, and that its document is
    higher than those before.
    """

    size: int
    seen: int
    number: int | None


@dataclass(frozen=True, slots=True)
class DocMarks:
    """The marks of one signer, ascending; before the first one document `first` holds."""

    first: int = 0
    marks: tuple[DocMark, ...] = ()

    def for_checkpoint(self, prev_size: int) -> int:
        """Give the document that signs the checkpoint whose batch begins after `prev_size`."""
        return self._highest_of(mark for mark in self.marks if mark.size <= prev_size)

    def for_receipt(self, size: int) -> int:
        """Give the document that signs the receipt for `size` of the other direction."""
        return self._highest_of(mark for mark in self.marks if mark.seen < size)

    def highest(self) -> int:
        """Give the highest stamped document: the one for control objects."""
        return self._highest_of(self.marks)

    def allow_checkpoint(self, prev_size: int, number: int) -> bool:
        """Whether document `number` may sign the checkpoint after `prev_size`, a place that we hold."""
        return self._allow(number, [mark for mark in self.marks if mark.size <= prev_size])

    def allow_receipt(self, size: int, number: int) -> bool:
        """Whether document `number` may sign the receipt for `size`.

        One above all that we hold is let through: its entry is still on the way to us, and so is its place.
        """
        return number > self.highest() or self._allow(number, [mark for mark in self.marks if mark.seen < size])

    def allow_control(self, number: int) -> bool:
        """Whether document `number` may sign a control object: never one below what the ledger brought already."""
        return number > self.highest() or self._allow(number, self.marks)

    def with_mark(self, mark: DocMark) -> DocMarks:
        """Give the marks with one more."""
        return DocMarks(self.first, (*self.marks, mark))

    def _allow(self, number: int, marks: Sequence[DocMark]) -> bool:
        highest = self._highest_of(marks)
        waits = any(mark.number is None for mark in marks)
        return number > highest if waits else number == highest

    def _highest_of(self, marks: Iterable[DocMark]) -> int:
        return max((mark.number for mark in marks if mark.number is not None), default=self.first)
