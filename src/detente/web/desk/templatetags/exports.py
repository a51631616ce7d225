"""What became of an export that was asked for, for the templates."""

from __future__ import annotations

from django import template

from detente.web.desk import labels
from detente.web.desk.words import EXPORT_ENDS

register = template.Library()
register.filter("export_end", labels.name_in(EXPORT_ENDS))
