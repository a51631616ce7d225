"""Why an attachment shows no preview, in the reader's language, and what to do instead."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from detente.node.foreign.bounds import Reason

NO_PREVIEW: Final[dict[Reason, Promise]] = {
    "empty": _("The file is empty."),
    "too-large": _("The file is larger than 16 MiB. Download it and open it apart."),
    "unknown-kind": _("By its content this is no text, image or PDF. Download it and open it apart."),
    "unreadable": _("The content does not hold together: damaged, or made to do harm. Have it examined apart."),
    "locked": _("The PDF asks for a password. Ask whoever sent it."),
    "limits": _("Reading it takes more memory or time than a foreign file is given. Have it examined apart."),
    "no-sandbox": _("This machine cannot close in the process that reads foreign files. Tell the operator."),
}
