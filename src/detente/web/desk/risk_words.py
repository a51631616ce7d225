"""Words of the risk of a decision: which decision, and how great the risk."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DECISIONS: Final[dict[str, str | Promise]] = {
    "disclose": _("To disclose: they get to know something about a person"),
    "request": _("To request: they learn whom you ask about"),
    "use": _("To use what they sent"),
}
LEVELS: Final[dict[str, str | Promise]] = {
    "none": pgettext_lazy("risk", "none"),
    "low": pgettext_lazy("risk", "low"),
    "medium": pgettext_lazy("risk", "medium"),
    "substantial": pgettext_lazy("risk", "substantial"),
}
