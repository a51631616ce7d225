"""Oversight's pages: silences, contacts, refusals, waivers, acts without a passkey, the log and its proof.

Only reads. Each page asks the node with a reason, which puts the reading down before it gives anything.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.model.errors import LocalError
from detente.node.queries.oversight_page import OversightPage
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.oversight.forms import KeyForm, PassphraseForm, ReasonForm, SampleForm

_REASON = "oversight-reason"


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what oversight looks at first; before that, ask for its key and its reason."""
    if not desk().oversight_ready(officer(request)):
        return render(request, "oversight/key.html", {"form": KeyForm()})
    said = request.session.get(_REASON, "")
    if not said:
        return render(request, "oversight/reason.html", {"form": ReasonForm()})
    return _page(request, desk().oversight(officer(request), reason=said), said)


@require_POST
def key(request: HttpRequest) -> HttpResponse:
    """Make oversight's own key."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return render(request, "oversight/key.html", {"form": form}, status=400)
    desk().oversight_key(officer(request), passphrase=form.cleaned_data["passphrase"])
    return redirect("oversight")


@require_POST
def reason(request: HttpRequest) -> HttpResponse:
    """Take the reason for what is read from now on."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "oversight/reason.html", {"form": form}, status=400)
    desk().oversight_ready(officer(request))
    request.session[_REASON] = form.cleaned_data["reason"]
    return redirect("oversight")


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Show the page with the whole record verified just now."""
    said = request.session.get(_REASON, "")
    return _page(request, desk().oversight(officer(request), reason=said, verify=True), said)


@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """Draw messages by lot and show them."""
    form = SampleForm(request.POST)
    if not form.is_valid():
        said = request.session.get(_REASON, "")
        return _page(request, desk().oversight(officer(request), reason=said), said, form, 400)
    messages = desk().oversight_sample(officer(request), **form.cleaned_data)
    now = messages[0].now if messages else None
    # Not "messages": by that name every page says what was done.
    context = {"now": now, "sampled": messages, "reason": form.cleaned_data["reason"]}
    return render(request, "oversight/sample.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Show what oversight itself read, against its passphrase."""
    desk().oversight_ready(officer(request))
    form = PassphraseForm(request.POST or None)
    readings, status = None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                readings = desk().oversight_log(officer(request), passphrase=form.cleaned_data["passphrase"])
                status = 200
            except LocalError as error:
                form.add_error("passphrase", error_sentence(error))
    now = readings[0].at if readings else None
    return render(request, "oversight/log.html", {"now": now, "form": form, "readings": readings}, status=status)


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Give the record for verifying it elsewhere."""
    data = desk().oversight_export(officer(request), reason=request.session.get(_REASON, ""))
    answer = HttpResponse(data, content_type="application/x-ndjson")
    answer["Content-Disposition"] = 'attachment; filename="record.jsonl"'
    return answer


def _page(
    request: HttpRequest, page: OversightPage, said: str, form: SampleForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "now": page.now,
        "page": page,
        "lede": _lede(page),
        "reason": said,
        "form": form or SampleForm(initial={"reason": said, "count": 25}),
    }
    return render(request, "oversight/page.html", context, status=status)


def _lede(page: OversightPage) -> str:
    """Say what matters most: a log that does not hold, then silences."""
    if page.log.findings:
        return gettext("The record does not hold. Tell the oversight bodies of your partners, too.")
    if page.silences:
        return ngettext(
            "%(count)s silence lasts. You read everything and change nothing; each reading goes into your own log.",
            "%(count)s silences last. You read everything and change nothing; each reading goes into your own log.",
            len(page.silences),
        ) % {"count": len(page.silences)}
    return gettext("Nothing is silent. You read everything and change nothing; each reading goes into your own log.")
