"""Partners: who they are, how first contact stands, and the acts that make a line sure."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.queries.desk import PartnersPage
from detente.web.desk.errors import status_of
from detente.web.desk.forms import AddForm, CompareForm, InviteForm
from detente.web.desk.gateway import desk
from detente.web.desk.officer import assertion, officer
from detente.web.desk.phrases import error_sentence


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Show all partners, open invitations, and the two ways to a new partner."""
    return _list_page(request, InviteForm(prefix="invite"), AddForm(prefix="add"))


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation, and show its ticket this once."""
    form = InviteForm(request.POST, prefix="invite")
    if not form.is_valid():
        return _list_page(request, form, AddForm(prefix="add"), 400)
    page = desk().partners(officer(request))
    invitation = desk().invite(officer(request), label=form.cleaned_data["label"])
    return render(request, "desk/partners/invitation.html", {"now": page.now, "invitation": invitation})


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Meet the party behind a ticket."""
    form = AddForm(request.POST, prefix="add")
    if not form.is_valid():
        return _list_page(request, InviteForm(prefix="invite"), form, 400)
    try:
        code = desk().partner_add(officer(request), **form.cleaned_data)
    except (BadInput, PolicyRefusal) as error:
        form.add_error(None, error_sentence(error))
        return _list_page(request, InviteForm(prefix="invite"), form, status_of(error))
    return redirect("partner", code)


@require_safe
def partner(request: HttpRequest, code: str) -> HttpResponse:
    """Show one partner."""
    return _partner_page(request, code, CompareForm())


@require_POST
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Take the digits that were heard."""
    form = CompareForm(request.POST)
    if not form.is_valid():
        return _partner_page(request, code, form, 400)
    try:
        desk().compare(officer(request), code, heard=form.cleaned_data["heard"])
    except (BadInput, PolicyRefusal) as error:
        form.add_error("heard", error_sentence(error))
        return _partner_page(request, code, form, status_of(error))
    notices.success(request, gettext("The digits agree. Another officer confirms now."))
    return redirect("partner", code)


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm what another officer compared."""
    return _act(
        request,
        code,
        lambda: desk().confirm(officer(request), code, assertion=assertion(request)),
        gettext("Confirmed. The founding agreement is on its way; the line is open once both have signed."),
    )


@require_POST
def mismatch(request: HttpRequest, code: str) -> HttpResponse:
    """Record that the digits differ; this attempt is over."""
    return _act(
        request,
        code,
        lambda: desk().mismatch(officer(request), code),
        gettext("Recorded: the digits differ. Tell the operator; a new try needs a new invitation."),
    )


def _act(request: HttpRequest, code: str, act: Callable[[], None], done: str) -> HttpResponse:
    try:
        act()
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
    else:
        notices.success(request, done)
    return redirect("partner", code)


def _list_page(request: HttpRequest, invite_form: InviteForm, add_form: AddForm, status: int = 200) -> HttpResponse:
    page = desk().partners(officer(request))
    context = {"now": page.now, "page": page, "lede": _lede(page), "invite_form": invite_form, "add_form": add_form}
    return render(request, "desk/partners/list.html", context, status=status)


def _partner_page(request: HttpRequest, code: str, form: CompareForm, status: int = 200) -> HttpResponse:
    page = desk().partner(officer(request), code)
    agreements = desk().agreements(officer(request), code)
    cut = page.state in ("frozen", "ended") or (page.agreement is not None and page.agreement.state == "suspended")
    context = {
        "now": page.now,
        "page": page,
        "agreements": agreements,
        "compare_form": form,
        "seam_line": "cut" if cut else "slack",
    }
    return render(request, "desk/partners/partner.html", context, status=status)


def _lede(page: PartnersPage) -> str:
    """Say in one sentence how many lines are sure and how many wait for someone."""
    if not page.partners:
        return gettext("No partner yet. Invite one, or use the ticket that one gave you.")
    sure = sum(row.state == "confirmed" for row in page.partners)
    begun = sum(row.state in ("met", "compared") for row in page.partners)
    first = ngettext("%(count)s partner is confirmed.", "%(count)s partners are confirmed.", sure) % {"count": sure}
    if not begun:
        return first
    second = ngettext(
        "%(count)s waits for the comparison by voice or its confirmation.",
        "%(count)s wait for the comparison by voice or its confirmation.",
        begun,
    ) % {"count": begun}
    return f"{first} {second}"
