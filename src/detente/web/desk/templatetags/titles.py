"""The title of a message, by which it is called and linked: its subject, or what it is where it has none.

Acts about agreements and replies carry no subject; a link without words leads nobody anywhere.
"""

from __future__ import annotations

from typing import Protocol

from django import template
from django.utils.safestring import SafeString

from detente.node.queries.desk import Text
from detente.web.desk import words
from detente.web.desk.templatetags.desk import own, plain

register = template.Library()


class Titled(Protocol):
    """Whatever has a subject and the code of its message or kind."""

    @property
    def subject(self) -> Text: ...
    @property
    def kind(self) -> str: ...


@register.filter
def titled(message: Titled) -> SafeString | str:
    """Give the subject in its own language, or the name of the kind in the reader's."""
    return own(message.subject) if message.subject.text.strip() else _kind(message)


@register.filter
def plain_title(message: Titled) -> str:
    """Give the title as bare words."""
    return plain(message.subject) if message.subject.text.strip() else _kind(message)


def _kind(message: Titled) -> str:
    return str(words.KINDS.get(message.kind, message.kind))
