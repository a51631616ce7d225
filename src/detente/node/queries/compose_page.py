"""Writing: what there is to choose under the agreements in force, a draft under the pen, and the form of a reply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from detente.model import b64, handling
from detente.node.context import Node
from detente.node.queries import agreement as agreed
from detente.node.queries import asked_values, phrases, thread_page
from detente.node.queries import parties as shown
from detente.node.queries.books_page import AddressLine, TemplateLine
from detente.node.queries.desk import (
    Choice,
    ComposePage,
    Correspondent,
    Draft,
    File,
    Handling,
    Kind,
    Message,
    ReplyPage,
)
from detente.node.queries.drafts import draft_in
from detente.node.queries.parties import Parties
from detente.node.services import address_book, agreements, approving, drafting, templates
from detente.node.stores.models import DraftRow, Entry, Officer, Partner, TemplateRow
from detente.policy import grounds, refusals
from detente.policy.agreement_text import topics_under
from detente.policy.founding import FoundingAgreement
from detente.policy.urgencies import URGENCIES
from detente.protocol.first_contact import ContactState

ANSWERS: Final[tuple[Message, ...]] = ("answer", "part", "part-final", "nil")


def compose_page(node: Node, officer: Officer, row: DraftRow | None) -> ComposePage:
    """Give the page for a draft, or for a new one; whoever may not read the books of the house gets none of them."""
    parties = shown.load(node)
    draft = None if row is None else draft_in(row.content)
    known, reads = correspondents(node, parties), address_book.may_read(officer)
    return ComposePage(
        now=node.now(),
        marking=None if draft is None else marking(draft),
        correspondents=known,
        draft_id="" if row is None else str(row.pk),
        draft=draft,
        files=() if row is None else files_in(row),
        seen=drafting.seen_by(row, b64.encode(node.entropy(9))),
        waits=row is not None and row.state == approving.SUBMITTED,
        templates=tuple(template_line(each) for each in templates.all_of(node, officer)) if reads else (),
        desks=_desks(node, officer, known, "" if draft is None else draft.topic) if reads else (),
    )


def template_line(row: TemplateRow) -> TemplateLine:
    """Give a template for the desk."""
    return TemplateLine(str(row.pk), row.name, row.kind, row.lang, **row.content)


def _desks(node: Node, officer: Officer, known: Sequence[Correspondent], topic: str) -> tuple[AddressLine, ...]:
    """Give the desks of the partners whom one may write to, by partner; the most competent first."""
    codes = [each.party.code for each in known]
    found = [row for row in address_book.facts(node, officer, topic=topic) if row["partner"] in codes]
    return tuple(
        AddressLine(row["partner"], row["name"], tuple(row["topics"]), tuple(row["languages"]), row["notes"])
        for row in found
    )


def reply_page(node: Node, officer: Officer, target: Entry, kind: Kind) -> ReplyPage:
    """Give the form of an answer or a refusal, with the draft of it that this officer began.

    Raises:
        PolicyRefusal: the agreement of the message is not in force.
    """
    parties = shown.load(node)
    agreement = agreements.one_in_force(node.alias, target.partner, target.agreement)
    row = drafting.find_reply(node, officer, target.uid, kind)
    return ReplyPage(
        now=node.now(),
        target=thread_page.notification_page(node, officer, target),
        messages=ANSWERS if kind == "answer" else ("refused",),
        grounds=ground_choices(),
        correspondent=_correspondent(target.partner, [agreement], parties),
        draft_id="" if row is None else str(row.pk),
        draft=None if row is None else draft_in(row.content),
        files=() if row is None else files_in(row),
    )


def correspondents(node: Node, parties: Parties) -> tuple[Correspondent, ...]:
    """Give the partners whom one may write to now."""
    rows = Partner.objects.using(node.alias).filter(state=ContactState.CONFIRMED).order_by("code")
    found = [(row, agreements.in_force(node.alias, row)) for row in rows]
    return tuple(_correspondent(row, known, parties) for row, known in found if known)


def ground_choices() -> tuple[Choice, ...]:
    """Give the inner grounds of a refusal. Each says what the partner reads of it, which is always less."""
    return tuple(Choice(each.code, _ground_labels(each)) for each in refusals.for_refusal())


def files_in(row: DraftRow) -> tuple[File, ...]:
    """Give the files of a draft."""
    return tuple(File(each.id, each.name, each.type, each.size) for each in drafting.files_in(row))


def marking(draft: Draft) -> Handling | None:
    """Give the marking of a page that shows this draft, None before a code was chosen."""
    return Handling(draft.tlp, draft.h, draft.codes or (), draft.originator_control) if draft.tlp else None


def _correspondent(partner: Partner, known: Sequence[FoundingAgreement], parties: Parties) -> Correspondent:
    first = known[0]
    return Correspondent(
        party=parties.by_row[partner.pk],
        topics=tuple(
            phrases.choice(code) for code in dict.fromkeys(code for each in known for code in topics_under(each))
        ),
        purposes=tuple(phrases.choice(code) for code in sorted({code for each in known for code in each.purposes})),
        law=", ".join(filter(None, (first.basis.law, first.basis.ref))),
        tlp=agreed.tlp_within(first),
        h=handling.H,
        kinds=tuple(sorted({kind for each in known for kind in each.kinds})),
        urgencies=tuple(Choice(each.code, dict(each.label)) for each in URGENCIES.values()),
        asks=asked_values.of_openings(),
    )


def _ground_labels(ground: grounds.Ground) -> dict[str, str]:
    """Join what the officer chooses and what travels, in each language."""
    sent = grounds.SENT[ground.sent]
    said = {
        language: refusals.sentence(ground.code, language) if language in ("en", "fr") else own
        for language, own in ground.label.items()
    }
    return {language: f"{words} → {sent[language]}" for language, words in said.items()}
