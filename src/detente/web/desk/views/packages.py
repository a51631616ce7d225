"""Case packages: a case out of the node as one file, and a file in as drafts."""

from __future__ import annotations

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from detente.model.errors import PolicyRefusal
from detente.node.queries.case_package_page import Taken
from detente.node.services.importing import LARGEST, CasePackageRefused
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.views.messages import download


@require_safe
def export(request: HttpRequest, entry_id: str) -> StreamingHttpResponse:
    """Give the case of a message as a file to save."""
    data = desk().case_export(officer(request), entry_id)
    return download(f"case-{entry_id}.zip", [data], len(data))


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Make drafts of a case package, or say what is wrong with it."""
    if request.method != "POST":
        return _page(request)
    file = request.FILES.get("file")
    if file is None:
        return _page(request, said=gettext("Choose a case package first."), status=400)
    try:
        # One byte more than is read: the node says what is too large, not this page.
        found = desk().case_import(officer(request), file.read(LARGEST + 1), way="desk")
    except CasePackageRefused as refused:
        return _page(request, faults=refused.faults, status=400)
    except PolicyRefusal as refused:
        return _page(request, said=str(error_sentence(refused)), status=status_of(refused))
    _tell(request, found)
    return (
        redirect("draft-subject", found.drafts[0])
        if len(found.drafts) == 1 and not found.again
        else redirect("my-work")
    )


def _page(request: HttpRequest, *, said: str = "", faults: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    now = desk().compose(officer(request), "").now
    return render(request, "desk/cases/import.html", {"now": now, "said": said, "faults": faults}, status=status)


def _tell(request: HttpRequest, found: Taken) -> None:
    if found.again:
        notices.warning(request, gettext("This package was imported before. Nothing was done."))
        return
    count = len(found.drafts)
    begun = ngettext(
        "%(count)s draft is begun. Nothing was sent.", "%(count)s drafts are begun. Nothing was sent.", count
    )
    notices.success(request, begun % {"count": count})
    if found.dropped:
        left = gettext("Left out, because no record may carry it: %(names)s.")
        notices.warning(request, left % {"names": ", ".join(found.dropped)})
    if found.left_out:
        kept = ngettext(
            "%(count)s message had been left out when the package was written.",
            "%(count)s messages had been left out when the package was written.",
            found.left_out,
        )
        notices.warning(request, kept % {"count": found.left_out})
