"""What the house keeps to help writing, as frozen values, and all that may be asked of it (see `queries.desk`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One template of the house; its texts have fields in double braces, filled when a draft begins."""

    id: str
    name: str
    kind: str
    lang: str
    subject: str = ""
    text: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One desk of the address book; `partner` by our letters for it, "" for our own desks."""

    partner: str
    name: str
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    notes: str


class BooksDesk(Protocol):
    """Templates and the address book, for one officer."""

    def templates(self, officer_id: int) -> tuple[TemplateLine, ...]: ...
    def template_keep(
        self, officer_id: int, name: str, *, kind: str, lang: str, subject: str, text: str, asks: str
    ) -> str:
        """Keep a template, or give the one of this name, kind and language other texts; give its id."""
        ...

    def template_begin(self, officer_id: int, template_id: str, *, to: str, own_ref: str) -> str:
        """Begin a draft with a template, and give the draft's id."""
        ...

    def template_forget(self, officer_id: int, template_id: str) -> None: ...
    def addresses(self, officer_id: int) -> tuple[AddressLine, ...]: ...
    def address_keep(
        self, officer_id: int, code: str, name: str, *, topics: tuple[str, ...], languages: tuple[str, ...], notes: str
    ) -> None: ...
    def address_forget(self, officer_id: int, code: str, name: str) -> None: ...
