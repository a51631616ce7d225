"""One pair of parties as its machines see it: who we are, who they are, whose keys hold where."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.party_id import PartyId
from detente.protocol.doc_marks import DocMarks
from detente.protocol.parcel import ENDS, FRAME, OBJECT_CAP
from detente.protocol.party_document import Chain


@dataclass(frozen=True)
class Pair:
    """`ours` and `theirs` are the document chains; the marks say which document holds at which place."""

    ours: Chain
    theirs: Chain
    our_marks: DocMarks = DocMarks()
    their_marks: DocMarks = DocMarks()
    confirmed: bool = False
    frozen: bool = False
    our_shown: int = 0
    """The highest of our documents that the partner named; after a restore it can be above our marks."""

    @property
    def us(self) -> PartyId:
        """Our party id."""
        return self.ours.party

    @property
    def our_control_doc(self) -> int:
        """The number of our document that signs control objects."""
        return max(self.our_marks.highest(), self.our_shown)

    @property
    def them(self) -> PartyId:
        """The partner's party id."""
        return self.theirs.party

    @property
    def room_for_entries(self) -> int:
        """How many bytes of entries one parcel to the partner may carry.

        A batch is never regrouped (DXP 6), so one above the partner's limit would block the direction for ever. Beside
        its entries there is the checkpoint, in a feed a receipt, and it may need our chain of documents in front.
        """
        chain = sum(len(document.record) + FRAME for document in self.ours.documents)
        return self.theirs.last.parcel_limit - chain - 2 * (OBJECT_CAP + FRAME) - ENDS
