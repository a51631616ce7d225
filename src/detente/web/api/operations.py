"""The operations: each is one function of the desk, for the officer to whom the token belongs."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated, Final, Literal

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Query, Router, Status

from detente.node.queries.desk import (
    Frame,
    House,
    Invitation,
    MessageList,
    MyWork,
    NotificationPage,
    PartnerPage,
    PartnersPage,
    ReplyPage,
)
from detente.node.queries.search_page import SearchPage
from detente.node.services.searching import Question
from detente.web.api import inputs
from detente.web.api.inputs import Acknowledged, Look, Made
from detente.web.api.problems import answers
from detente.web.api.shapes import FILE, FILE_ANSWERS, NO_NUL, After, Code, Id, file, person, who
from detente.web.desk.gateway import desk

router: Final = Router()


# Reading


@router.get("/house", response=answers(House), operation_id="house", tags=["reading"])
def house(request: HttpRequest) -> House:
    """Whose node this is."""
    return desk().house()


@router.get("/frame", response=answers(Frame), operation_id="frame", tags=["reading"])
def frame(request: HttpRequest) -> Frame:
    """Who the token stands for, how much is due and unread."""
    return desk().frame(who(request))


@router.get("/work", response=answers(MyWork), operation_id="my_work", tags=["reading"])
def my_work(request: HttpRequest) -> MyWork:
    """Everything that waits for the officer: queues, drafts, news."""
    return desk().my_work(who(request))


@router.get("/messages", response=answers(MessageList), operation_id="messages", tags=["reading"])
def messages(request: HttpRequest, box: Literal["inbox", "sent"] = "inbox", after: After = "") -> MessageList:
    """One page of a box, newest first."""
    return desk().messages(who(request), box=box, after=after)


@router.get("/messages/{entry_id}", response=answers(NotificationPage), operation_id="message", tags=["reading"])
def message(request: HttpRequest, entry_id: Id) -> NotificationPage:
    """One message with its thread, clocks, receipts and proofs. The first look at a content is put on record."""
    return desk().notification(who(request), entry_id)


@router.get(
    "/messages/{entry_id}/files/{file_id}",
    response=FILE_ANSWERS,
    openapi_extra=FILE,
    operation_id="attachment",
    tags=["reading"],
)
def attachment(request: HttpRequest, entry_id: Id, file_id: Id) -> HttpResponse | StreamingHttpResponse:
    """An attachment."""
    found = desk().attachment(who(request), entry_id, file_id)
    return file(found.name, found.pieces)


@router.get("/messages/{entry_id}/files/{file_id}/look", response=answers(Look), operation_id="sight", tags=["reading"])
def sight(request: HttpRequest, entry_id: Id, file_id: Id) -> Look:
    """What an attachment shows, drawn anew by a closed process: a text or a picture, never the file itself."""
    seen = desk().sight(who(request), entry_id, file_id).sight
    png = b64encode(seen.png).decode("ascii")
    return Look(reason=seen.reason, text=seen.text, cut=seen.cut, png=png, pages=seen.pages)


@router.get(
    "/messages/{entry_id}/statement",
    response=FILE_ANSWERS,
    openapi_extra=FILE,
    operation_id="thread_export",
    tags=["reading"],
)
def statement(request: HttpRequest, entry_id: Id) -> StreamingHttpResponse:
    """The thread statement: the same bytes on both sides."""
    return file(f"thread-{entry_id}.json", [desk().thread_export(who(request), entry_id)])


@router.get(
    "/messages/{entry_id}/paper",
    response=FILE_ANSWERS,
    openapi_extra=FILE,
    operation_id="thread_paper",
    tags=["reading"],
)
def paper(request: HttpRequest, entry_id: Id, lang: Literal["en", "fr", "ru", "ar"] = "en") -> StreamingHttpResponse:
    """The thread as a numbered PDF."""
    return file(f"thread-{entry_id}.pdf", [desk().thread_paper(who(request), entry_id, lang=lang)])


# Searching


@router.get("/numbers", response=answers(SearchPage), operation_id="search_numbers", tags=["searching"])
def numbers(
    request: HttpRequest,
    words: Annotated[str, Query("", max_length=200, pattern=NO_NUL)] = "",
    after: After = "",
) -> SearchPage:
    """What a file number finds; no reason is needed, and nothing else is searched."""
    return desk().search_numbers(who(request), Question(words), after=after)


@router.post("/searches", response=answers(Made, 201), operation_id="search_ask", tags=["searching"])
def search_ask(request: HttpRequest, asked: inputs.SearchIn) -> Status:
    """Ask, with a reason where there are words; with a name the question is kept."""
    found = desk().search_ask(who(request), asked.question(), reason=asked.reason, name=asked.name)
    return Status(201, Made(id=found))


@router.get("/searches/{search_id}", response=answers(SearchPage), operation_id="search", tags=["searching"])
def search(request: HttpRequest, search_id: Id, after: After = "") -> SearchPage:
    """A page of what a question finds now."""
    return desk().search(who(request), search_id, after=after)


@router.delete(
    "/searches/{search_id}", response=answers(Acknowledged), operation_id="search_forget", tags=["searching"]
)
def search_forget(request: HttpRequest, search_id: Id) -> Acknowledged:
    """Forget a question; that it was asked stays on record."""
    desk().search_forget(who(request), search_id)
    return Acknowledged()


# Acting on a message


@router.post("/messages/{entry_id}/open", response=answers(Acknowledged), operation_id="open", tags=["acting"])
def open_message(request: HttpRequest, entry_id: Id) -> Acknowledged:
    """Open a message; the partner is told where the agreement has it."""
    desk().open(who(request), entry_id)
    return Acknowledged()


@router.post("/messages/{entry_id}/accept", response=answers(Acknowledged), operation_id="accept", tags=["acting"])
def accept(request: HttpRequest, entry_id: Id, given: inputs.AcceptIn) -> Acknowledged:
    """Take responsibility; the partner gets the estimate."""
    desk().accept(who(request), entry_id, until=given.until, assertion=given.assertion)
    return Acknowledged()


@router.get("/messages/{entry_id}/reply", response=answers(ReplyPage), operation_id="reply", tags=["writing"])
def reply(request: HttpRequest, entry_id: Id, kind: Literal["answer", "refusal"] = "answer") -> ReplyPage:
    """What may be answered to a message, and under which handling."""
    return desk().reply(who(request), entry_id, kind)


# Partners


@router.get("/partners", response=answers(PartnersPage), operation_id="partners", tags=["partners"])
def partners(request: HttpRequest) -> PartnersPage:
    """All partners, with open invitations."""
    return desk().partners(who(request))


@router.get("/partners/{code}", response=answers(PartnerPage), operation_id="partner", tags=["partners"])
def partner(request: HttpRequest, code: Code) -> PartnerPage:
    """One partner: contact, agreement, line."""
    return desk().partner(who(request), code)


@router.post("/invitations", response=answers(Invitation, 201), operation_id="invite", tags=["partners"])
def invite(request: HttpRequest, given: inputs.InviteIn) -> Status:
    """Invite a partner; the ticket is shown this once."""
    return Status(201, desk().invite(who(request), label=given.label))


@router.post("/partners", response=answers(Made, 201), operation_id="partner_add", tags=["partners"])
def partner_add(request: HttpRequest, given: inputs.TicketIn) -> Status:
    """Meet the partner behind a ticket."""
    return Status(201, Made(id=desk().partner_add(who(request), code=given.code, ticket=given.ticket)))


@router.post("/partners/{code}/compare", response=answers(Acknowledged), operation_id="compare", tags=["partners"])
def compare(request: HttpRequest, code: Code, given: inputs.HeardIn) -> Acknowledged:
    """Record that the digits heard by voice are ours."""
    desk().compare(who(request), code, heard=given.heard)
    return Acknowledged()


@router.post("/partners/{code}/mismatch", response=answers(Acknowledged), operation_id="mismatch", tags=["partners"])
def mismatch(request: HttpRequest, code: Code) -> Acknowledged:
    """Record that the digits differ."""
    desk().mismatch(who(request), code)
    return Acknowledged()


@router.post("/partners/{code}/confirm", response=answers(Acknowledged), operation_id="confirm", tags=["partners"])
def confirm(request: HttpRequest, code: Code, given: inputs.ConfirmIn) -> Acknowledged:
    """Confirm a compared contact, by another officer and with a passkey over the challenge of the partner's page."""
    desk().confirm(who(request), code, assertion=person("confirm", given.assertion))
    return Acknowledged()
