"""What somebody enters as allowed by a partner takes two: it permits nothing before a second officer confirms it.

    granted --four eyes; H2, H3, a protected person; a whole exchange-> proposed --another keeper or releaser--> entered
            `--a house of one, of one message--------------------------------------------------------> entered

By a paper or by a message: what a message says is read by whoever enters it. A word of ours is a releasing officer's
own; a refusal or an open question permits nothing. These enter by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.model.errors import NotFound
from detente.model.instant import format_instant, parse_instant
from detente.node.context import Node
from detente.node.services import consenting, duties, going_further, officers, proposing, protecting
from detente.node.services.circumstances import Circumstances
from detente.node.services.consenting import Word
from detente.node.services.deciding import Asking
from detente.node.stores.models import ConsentRow, Entry, Officer
from detente.node.stores.models import Proposal as ProposalRow
from detente.node.stores.unit import Unit
from detente.policy.roles import of_codes

ENTER: Final = "enter-consent"
_SECOND: Final = of_codes("L H C R")
"""Who confirms: whoever keeps the register, or releases."""


def enter(node: Node, officer: Officer, entry: Entry, word: Word) -> ConsentRow | ProposalRow:
    """Enter a word on a message; a proposal where it permits nothing before another officer confirms it.

    Raises:
        RoleRefused, BadInput: as `consenting.enter`.
    """
    permits = not entry.ours and word.answer == "granted"
    if not permits or not (word.dialogue or proposing.takes_two(node, officer) or _is_grave(node, officer, entry)):
        return consenting.enter(node, officer, entry, word)
    recipients = consenting.check(node, officer, entry, word)
    return proposing.set_down(
        node,
        officer,
        ENTER,
        {
            "message": entry.uid,
            "cid": entry.cid,
            "partner": entry.partner.party,
            "purpose": word.purpose,
            "recipients": recipients,
            "given_by": word.given_by,
            "paper": word.paper,
            "sha256": word.digest,
            "by_message": "" if word.message is None else word.message.cid,
            "dialogue": word.dialogue,
            "since": format_instant(word.since or node.now()),
            "until": "" if word.until is None else format_instant(word.until),
            "by": officer.name,
        },
    )


@proposing.checked(ENTER)
def _check(node: Node, content: Mapping[str, Any], by: str) -> None:
    """Ask once more, of the second person: may they confirm it, and can the word still stand.

    Raises:
        NotFound: whoever confirms may not know of all that it covers, or of the message by which it was given.
        RoleRefused, BadInput: as `enter`.
    """
    second, entry, word = officers.find(node, by), _entry(node, content), _word(node, content)
    read = [*_covered(node, entry, word), *(() if word.message is None else (word.message,))]
    if len(Asking(node, second).may_know(read)) < len(read):
        raise _unknown()
    if not duties.roles_of(second) & _SECOND:
        raise duties.RoleRefused
    consenting.check(node, officers.find(node, content["by"]), entry, word)


@proposing.effect(ENTER)
def _take_effect(node: Node, content: Mapping[str, Any], work: Unit, by: str) -> None:
    author, second = officers.find(node, content["by"]), officers.find(node, by)
    consenting.write(node, author, _entry(node, content), _word(node, content), work, second=second)


def _is_grave(node: Node, officer: Officer, entry: Entry) -> bool:
    _, label = Circumstances(node, officer).label(entry)
    return going_further.is_grave(entry, label, protecting.register(node))


def _covered(node: Node, entry: Entry, word: Word) -> list[Entry]:
    """Give the messages that a word covers now."""
    if not word.dialogue:
        return [entry]
    rows = Entry.objects.using(node.alias).select_related("partner", "batch")
    return list(rows.filter(partner=entry.partner_id, root=entry.root))


def _entry(node: Node, content: Mapping[str, Any], member: str = "cid") -> Entry:
    rows = Entry.objects.using(node.alias).select_related("partner", "batch")
    found = rows.filter(ours=False, partner__party=content["partner"], cid=content[member]).first()
    if found is None:
        raise _unknown()
    return found


def _unknown() -> NotFound:
    return NotFound("The message of this proposal is not here, or it is not for you to know.")


def _word(node: Node, content: Mapping[str, Any]) -> Word:
    return Word(
        purpose=content["purpose"],
        recipients=content["recipients"],
        answer="granted",
        given_by=content["given_by"],
        paper=content["paper"],
        digest=content["sha256"],
        message=_entry(node, content, "by_message") if content.get("by_message") else None,
        dialogue=content["dialogue"],
        since=parse_instant(content["since"]),
        until=parse_instant(content["until"]) if content["until"] else None,
    )
