"""The words of risk for templates."""

from __future__ import annotations

from django import template

from detente.web.desk.risk_words import DECISIONS, LEVELS

register = template.Library()


@register.filter
def decision(act: str) -> str:
    """Name which decision it is."""
    return str(DECISIONS.get(act, act))


@register.filter
def level(code: str) -> str:
    """Name how great a risk is."""
    return str(LEVELS.get(code, code))
