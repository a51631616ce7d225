"""A recall: whoever got an item deletes it, and says so; its use is blocked from the moment the recall is held.

    item, and the copies by which it went on --> one recall a recipient --> one case each --> the table of completion

Only its writer recalls an item. What a holder passed on, it recalls from those who have it from there. What a recall
does where it is held stands in `recalled_items`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import beginning, correcting, dispatching
from detente.node.services.dispatching import Refused, Request
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry, Officer
from detente.protocol import header as headers

KIND: Final = "recall"


def recall(node: Node, officer: Officer, item: Entry, letter: Letter, reason: str) -> list[Entry | Refused]:
    """Release a recall of an item to everyone who has it from us; give what became of each, in order.

    Raises:
        BadInput: we did not send it to anybody, everyone was asked already, or the reason is none of the list.
    """
    return dispatching.release_all(node, officer, [request_of(*each) for each in prepared(node, item, letter, reason)])


def prepared(node: Node, item: Entry, letter: Letter, reason: str) -> list[tuple[Entry, Letter, dict[str, Any]]]:
    """Give who is to delete it, by the entry by which each has it from us, with the letter and the reason.

    Raises:
        BadInput: as `recall`.
    """
    if item.kind in (KIND, correcting.KIND):
        raise BadInput("This is a correction or a recall itself. Name the message that is to be deleted.")
    ours = [line for line in correcting.completion(node, item, KIND) if line.item.ours]
    if not ours:
        raise BadInput("Nobody has this message from you, so there is nobody to recall it from.")
    open_ones = [line.item for line in ours if line.correction is None or correcting.is_over(node, line.correction)]
    if not open_ones:
        raise BadInput("Everyone who has this was asked already. `detente recall status` shows who confirmed.")
    given = {"reason": reason}
    for each in open_ones:
        # What is missing is said before anything is sealed.
        beginning.payload_of(KIND, letter, given, concerning=each)
    return [(each, _about(each, letter), given) for each in open_ones]


def request_of(item: Entry, letter: Letter, given: Mapping[str, Any]) -> Request:
    """Give what is asked to be released: the recall of an item, to whom it went."""
    return beginning.request_of(item.partner, KIND, letter, given, concerning=item)


def _about(item: Entry, letter: Letter) -> Letter:
    """Give the letter for one recipient, under the item's own agreement, topic and, where none was chosen, label.

    It repeats nothing of the item, not its subject either: what is to be deleted does not stay in what asks for it.
    """
    label = headers.parse(bytes(item.header)).handling
    return replace(
        letter,
        agreement=item.agreement,
        topic=item.topic or letter.topic,
        codes=letter.codes or label.codes,
        orcon=letter.orcon or label.orcon,
    )
