"""What a caller gives: the members of the desk's forms, with their limits."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema
from pydantic import AwareDatetime

from detente.node.services.searching import Question
from detente.web.api.shapes import NO_NUL


class AcceptIn(Schema):
    """Take responsibility; `assertion` is a passkey's answer as JSON, for a caller that has one."""

    until: AwareDatetime
    assertion: str | None = Field(None, pattern=NO_NUL)


class SearchIn(Schema):
    """A question; see `Question`. Names and texts are searched for a reason only."""

    words: str = Field("", max_length=200, pattern=NO_NUL)
    partner: str = Field("", max_length=8, pattern=NO_NUL)
    kind: str = Field("", max_length=64, pattern=NO_NUL)
    box: Literal["", "inbox", "sent"] = ""
    state: Literal["", "open", "ended"] = ""
    overdue: bool = False
    since: date | None = None
    until: date | None = None
    reason: str = Field("", max_length=300, pattern=NO_NUL)
    name: str = Field("", max_length=80, pattern=NO_NUL)

    def question(self) -> Question:
        """Give it as the node takes it."""
        return Question(**self.model_dump(exclude={"reason", "name"}))


class InviteIn(Schema):
    """Invite a partner; `label` names it here."""

    label: str = Field(min_length=1, max_length=200, pattern=NO_NUL)


class TicketIn(Schema):
    """Meet the partner behind a ticket, under three letters of ours."""

    code: str = Field(pattern=r"^[A-Za-z0-9]{2,8}$")
    ticket: str = Field(max_length=2000, pattern=NO_NUL)


class HeardIn(Schema):
    """The digits that the partner read out."""

    heard: str = Field(max_length=64, pattern=NO_NUL)


class ConfirmIn(Schema):
    """Confirm a compared contact, by another officer than who compared; `assertion`: the answer of the passkey."""

    assertion: str | None = Field(None, pattern=NO_NUL)


class Made(Schema):
    """What was made, by its id."""

    id: str


class Acknowledged(Schema):
    """It was done; the record says so."""

    done: Literal[True] = True


class Look(Schema):
    """What a file shows: a text (`cut`: it goes on) or a picture as PNG in base64; or the `reason` why neither."""

    reason: str
    text: str
    cut: bool
    png: str
    pages: int
