"""What a caller gives: the members of the desk's forms, with their limits."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema
from pydantic import AwareDatetime

from detente.node.queries.desk import Draft, Kind, Message
from detente.node.services.searching import Question

NO_NUL = r"^[^\x00]*$"


class AcceptIn(Schema):
    """Take responsibility; `assertion` is a passkey's answer as JSON, for a caller that has one."""

    until: AwareDatetime
    assertion: str | None = Field(None, pattern=NO_NUL)


class DraftIn(Schema):
    """A message under the pen; see `Draft`."""

    kind: Kind
    message: Message
    to: str = Field("", max_length=8, pattern=NO_NUL)
    answers: str = Field("", max_length=64, pattern=NO_NUL)
    topic: str = Field("", max_length=64, pattern=NO_NUL)
    purpose: str = Field("", max_length=64, pattern=NO_NUL)
    law: str = Field("", max_length=200, pattern=NO_NUL)
    law_ref: str = Field("", max_length=200, pattern=NO_NUL)
    subject: str = Field("", max_length=200, pattern=NO_NUL)
    own_ref: str = Field("", max_length=64, pattern=NO_NUL)
    text: str = Field("", max_length=500_000, pattern=NO_NUL)
    lang: Literal["", "fr", "en", "ru", "ar"] = ""
    asks: str = Field("", max_length=2000, pattern=NO_NUL)
    tlp: Literal["", "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] = ""
    h: list[Literal["H0", "H1", "H2", "H3"]] = Field([], max_length=4)
    originator_control: bool = False
    answer_by: AwareDatetime | None = None
    ground: str = Field("", max_length=64, pattern=NO_NUL)
    rest_by: AwareDatetime | None = None

    def draft(self) -> Draft:
        """Give it as the node takes it."""
        values = self.model_dump()
        return Draft(**{**values, "h": tuple(dict.fromkeys(values["h"]))})


class ReleaseIn(Schema):
    """Release what the preview showed: `challenge` binds to exactly that."""

    challenge: str = Field(max_length=64, pattern=NO_NUL)
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
    """Confirm a compared contact, by another officer than the one who compared."""

    assertion: str | None = Field(None, pattern=NO_NUL)


class Made(Schema):
    """What was made, by its id."""

    id: str


class Done(Schema):
    """It was done; the record says so."""

    done: Literal[True] = True
