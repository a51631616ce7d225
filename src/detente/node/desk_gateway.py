"""The desk on a real node: every read and act that a page may ask for, each for one officer (`queries.desk.Desk`).

No private key is needed for any of it but meeting a partner by its ticket: sealing takes public keys, and what is
released waits for the worker, who signs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http.request import split_domain_port, validate_host

from detente.cases.table import NoSuchStep
from detente.crypto.hashing import equal
from detente.model import b64
from detente.model.errors import BadInput, LocalError, NotFound
from detente.node import process
from detente.node.administration_gateway import AdministrationGateway
from detente.node.agreement_gateway import AgreementGateway
from detente.node.approvals_gateway import ApprovalsGateway
from detente.node.begin_gateway import BeginGateway
from detente.node.books_gateway import BooksGateway
from detente.node.case_gateway import CaseGateway
from detente.node.case_package_gateway import CasePackageGateway
from detente.node.context import Node
from detente.node.corrections_gateway import CorrectionsGateway
from detente.node.depends_gateway import DependsGateway
from detente.node.exports_gateway import ExportsGateway
from detente.node.further_gateway import FurtherGateway
from detente.node.lists_gateway import ListsGateway
from detente.node.matches_gateway import MatchesGateway
from detente.node.office_gateway import OfficeGateway
from detente.node.oversight_gateway import OversightGateway
from detente.node.paper_gateway import PaperGateway
from detente.node.peers import client
from detente.node.queries import compose_page, partner_page, release_page, thread_page, work
from detente.node.queries.desk import (
    Box,
    ComposePage,
    Desk,
    Frame,
    House,
    Invitation,
    Kind,
    MessageList,
    MyWork,
    NotificationPage,
    PartnerPage,
    PartnersPage,
    ReleasePreview,
    ReplyPage,
)
from detente.node.records_gateway import RecordsGateway
from detente.node.risk_gateway import RiskGateway
from detente.node.safeguards_gateway import SafeguardsGateway
from detente.node.search_gateway import SearchGateway
from detente.node.services import (
    acting,
    asserting,
    confirming,
    deciding,
    drafting,
    duties,
    fulfilled,
    meeting,
    officers,
    passkeys,
    reading,
    second_factors,
    threads,
    tokens,
)
from detente.node.services.asserting import Assertion
from detente.node.sight_gateway import SightGateway
from detente.node.stores import partners
from detente.node.stores.models import Invitation as InvitationRow
from detente.node.stores.models import Officer, Partner
from detente.node.upkeep_gateway import UpkeepGateway
from detente.node.warnings_gateway import WarningsGateway
from detente.node.watches_gateway import WatchesGateway
from detente.node.writing_gateway import WritingGateway
from detente.policy.acts import Act as PolicyAct
from detente.protocol.first_contact import ContactState
from detente.protocol.refusal import Refused


class AlreadyAccepted(BadInput):
    """The case has left the state in which it could be accepted."""

    code = "already-accepted"


class AlreadyAnswered(BadInput):
    """The case has no such step now."""

    code = "not-answerable"


class DigitsDiffer(BadInput):
    """What was heard is not what is shown: somebody may stand between the two parties."""

    code = "sas-differs"


class SameOfficer(BadInput):
    """Two persons are needed, and this is one."""

    code = "four-eyes"


class NoTicket(BadInput):
    """The line is no invitation."""

    code = "ticket-invalid"


class NoKeyHere(BadInput):
    """The act is signed, and this process has no key that signs."""

    code = "no-signing-key"


class NotMet(BadInput):
    """The partner's node could not be met with this ticket."""

    code = "not-met"


class NodeDesk(
    PaperGateway,
    SearchGateway,
    OfficeGateway,
    AdministrationGateway,
    ApprovalsGateway,
    AgreementGateway,
    CaseGateway,
    CasePackageGateway,
    OversightGateway,
    WritingGateway,
    SightGateway,
    UpkeepGateway,
    BooksGateway,
    CorrectionsGateway,
    ExportsGateway,
    SafeguardsGateway,
    FurtherGateway,
    RiskGateway,
    RecordsGateway,
    WatchesGateway,
    MatchesGateway,
    ListsGateway,
    WarningsGateway,
    BeginGateway,
    DependsGateway,
):
    """The desk of the node that `node` gives at each call."""

    def __init__(self, node: Callable[[], Node]) -> None:
        self._node = node

    # Signing in

    def lock_secret(self, secret: str) -> str:
        """See `Desk`."""
        return second_factors.lock(self._node(), secret)

    def unlock_secret(self, stored: str) -> str:
        """See `Desk`."""
        return second_factors.unlock(self._node(), stored)

    def user_of_token(self, token: str) -> int | None:
        """See `TokenDesk`."""
        return tokens.user_of(self._node(), token)

    # Around every page

    def house(self) -> House:
        """See `Desk`."""
        return work.house(self._node())

    def frame(self, officer_id: int) -> Frame:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return work.frame(node, officer)

    # Reading

    def my_work(self, officer_id: int) -> MyWork:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return work.my_work(node, officer)

    def messages(self, officer_id: int, *, box: Box, after: str) -> MessageList:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return work.messages(node, officer, box=box, after=after)

    def notification(self, officer_id: int, entry_id: str) -> NotificationPage:
        """See `Desk`. The first look of an officer at a content is put on record."""
        node, officer = self._who(officer_id)
        entry = thread_page.find(node, officer, entry_id)
        page = thread_page.notification_page(node, officer, entry)
        if page.content is not None:
            permit = deciding.require(node, officer, PolicyAct.OPEN, entry, fulfils=fulfilled.READING)
            reading.looked(node, officer, entry, permit)
        return page

    def confirm_limits(self, officer_id: int, entry_id: str) -> None:
        """See `LimitsDesk`."""
        node, officer = self._who(officer_id)
        confirming.limits(node, officer, thread_page.find(node, officer, entry_id))

    def thread_export(self, officer_id: int, entry_id: str) -> bytes:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return threads.export(node, officer, thread_page.find(node, officer, entry_id))

    # Acts on a message

    def open(self, officer_id: int, entry_id: str) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        duties.require(officer, "open")
        acting.open_entry(node, officer, thread_page.find(node, officer, entry_id))

    def accept(self, officer_id: int, entry_id: str, *, until: datetime, assertion: str | None) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        duties.require(officer, "register")
        entry = thread_page.find(node, officer, entry_id)
        if until <= node.now():
            raise BadInput("The estimate lies in the past. Say when you expect to answer.")
        signed = _asserted(node, officer, assertion, asserting.hash_of(entry))
        try:
            acting.accept(node, officer, entry, until=until, assertion=signed)
        except NoSuchStep as error:
            raise AlreadyAccepted("This message was accepted or refused already, or cannot be accepted.") from error

    # Writing and releasing

    def compose(self, officer_id: int, draft_id: str) -> ComposePage:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return compose_page.compose_page(node, officer, drafting.find(node, officer, draft_id) if draft_id else None)

    def reply(self, officer_id: int, entry_id: str, kind: Kind) -> ReplyPage:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        entry = thread_page.find(node, officer, entry_id)
        if entry.ours or entry.cid != entry.root:
            raise BadInput("Only a message that the partner opened a dialogue with can be answered.")
        page = compose_page.reply_page(node, officer, entry, kind)
        if page.target.content is None:
            raise BadInput("Open and accept the message first; then answer it.")
        return page

    def draft_attach(self, officer_id: int, draft_id: str, *, name: str, media_type: str, content: BinaryIO) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        row = drafting.find(node, officer, draft_id)
        drafting.attach(node, officer, row, name=name, media_type=media_type, content=content)

    def draft_detach(self, officer_id: int, draft_id: str, file_id: str) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        drafting.detach(node, officer, drafting.find(node, officer, draft_id), file_id)

    def draft_discard(self, officer_id: int, draft_id: str) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        drafting.discard(node, officer, drafting.find(node, officer, draft_id))

    def preview(self, officer_id: int, draft_id: str) -> ReleasePreview:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return release_page.release_page(node, officer, drafting.find(node, officer, draft_id))

    def release(self, officer_id: int, draft_id: str, *, challenge: str, assertion: str | None) -> str:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "release")
        row = drafting.find(node, officer, draft_id)
        drafting.check_files(node, row)
        ready = drafting.written(node, row)
        bound = drafting.challenge(ready)
        if not equal(_hash(challenge), bound):
            raise drafting.DraftChanged("The draft changed since it was shown. Look at the preview again.")
        signed = _asserted(node, officer, assertion, bound)
        try:
            entry = drafting.release(node, officer, row, ready, signed)
        except NoSuchStep as error:
            raise AlreadyAnswered(
                "This message was answered already, or was not accepted yet: accept it, then answer."
            ) from error
        return entry.uid if ready.target is None else ready.target.uid

    # Partners

    def partners(self, officer_id: int) -> PartnersPage:
        """See `Desk`."""
        node, _ = self._who(officer_id)
        return partner_page.partners_page(node)

    def partner(self, officer_id: int, code: str) -> PartnerPage:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return partner_page.partner_page(node, officer, _partner(node, code))

    def invite(self, officer_id: int, *, label: str) -> Invitation:
        """See `Desk`. The partner's letters are made from the label."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "release")
        ticket = meeting.invite(node, officer, code=_free_code(node, label), name=label)
        row = InvitationRow.objects.using(node.alias).order_by("-pk")[0]
        return Invitation(str(row.pk), label, row.expires, ticket.line())

    def partner_add(self, officer_id: int, *, code: str, ticket: str) -> str:
        """See `Desk`. Meeting is signed: a process without the signing key sends the officer to the operator."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "release")
        parsed = _ticket(ticket)
        if node.sign is None:
            raise NoKeyHere(
                "This desk holds no signing key, and a first contact is signed. "
                "Give the ticket to the operator: `detente party add` meets the partner."
            )
        try:
            with client.client_for(parsed.url, None, development=node.development) as http:
                post = client.MeetPoster(http, parsed.url)
                partner = meeting.add(node, officer, parsed, code=code, name=code, post=post)
        except Refused as error:
            raise NotMet(
                f"The partner's node did not prove that it is the party of the ticket ({error.code}). Ask anew."
            ) from error
        except BadInput:
            raise
        except LocalError as error:
            raise NotMet(str(error)) from error
        return partner.code

    def compare(self, officer_id: int, code: str, *, heard: str) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "release")
        partner = _partner(node, code)
        try:
            meeting.compare(node, officer, partner, digits=heard)
        except BadInput as error:
            if partner.state == ContactState.MET:
                raise DigitsDiffer(str(error)) from error
            raise

    def mismatch(self, officer_id: int, code: str) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "release")
        meeting.mismatch(node, officer, _partner(node, code))

    def confirm(self, officer_id: int, code: str, *, assertion: str | None) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "release")
        partner = _partner(node, code)
        if partner.compared_by == officer.name:
            raise SameOfficer("Whoever compared does not confirm. Another officer must do it.")
        pair = partners.pair_of(node.alias, partner)
        text = meeting.default_text(pair.us, pair.them)
        signed = _asserted(node, officer, assertion, meeting.subject_of_confirmation(node, partner, text))
        meeting.confirm(node, officer, partner, text=text, assertion=signed)

    def _asserted(self, node: Node, officer: Officer, text: str | None, challenge: bytes) -> Assertion | None:
        """Give the passkey's assertion over the challenge, verified; None where there is none."""
        return _asserted(node, officer, text, challenge)

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        """Give the node and the officer of a sign-in account; made at the first use.

        Raises:
            NotFound: no such account, or its officer is no longer active.
        """
        node = self._node()
        return node, officers.of_user(node, officer_id, name=lambda: _account_name(node, officer_id))


def _account_name(node: Node, user_id: int) -> str:
    user = get_user_model()._default_manager.using(node.alias).filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("This account is not known here any more. Sign in again.")
    return str(user.get_username())


def _asserted(node: Node, officer: Officer, text: str | None, challenge: bytes) -> Assertion | None:
    if text is None:
        return None
    return passkeys.verify(
        text,
        challenge=challenge,
        credentials=passkeys.credentials_of(node, officer),
        is_our_origin=is_our_origin,
    )


def is_our_origin(origin: str) -> bool:
    """Whether a browser's origin is one under which officers reach this desk; plain HTTP in development only."""
    parts = urlsplit(origin)
    if parts.scheme != "https" and not (parts.scheme == "http" and getattr(settings, "DETENTE_DEVELOPMENT", False)):
        return False
    domain, _ = split_domain_port(parts.netloc)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _hash(text: str) -> bytes:
    try:
        return b64.decode(text)
    except b64.BadBase64:
        return b""


def _partner(node: Node, code: str) -> Partner:
    row = Partner.objects.using(node.alias).filter(code__iexact=code).first()
    if row is None:
        raise NotFound("This partner is not known here.")
    return row


def _ticket(text: str) -> meeting.Ticket:
    try:
        return meeting.parse_ticket(text)
    except BadInput as error:
        raise NoTicket(str(error)) from error


def _free_code(node: Node, label: str) -> str:
    """Give three letters or digits for a partner to come: from its label, and taken by nobody."""
    plain = unicodedata.normalize("NFKD", label).upper()
    letters = "".join(letter for letter in plain if letter.isascii() and letter.isalpha())[:3]
    first = letters.ljust(3, "X") if letters else "PAR"
    known = Partner.objects.using(node.alias).values_list("code", flat=True)
    invited = InvitationRow.objects.using(node.alias).filter(used_at__isnull=True, expires__gt=node.now())
    taken = {code.upper() for code in (*known, *invited.values_list("code", flat=True))}
    others = (f"{first[:2]}{number}" if number < 10 else f"{first[0]}{number}" for number in range(2, 100))
    return next(code for code in (first, *others) if code not in taken)


desk: Desk = NodeDesk(process.current)
