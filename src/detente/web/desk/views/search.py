"""Search: by file numbers at once, by names and texts for a reason, with filters; kept under a name where wanted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.model.errors import BadInput
from detente.node.queries.search_page import SearchPage
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.search_form import SearchForm, initial_of


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Show what file numbers find; a POST asks with a reason, which finds names and texts too."""
    given = request.POST if request.method == "POST" else request.GET
    form = SearchForm(given if given else None)
    if not given or not form.is_valid():
        status = 400 if given else 200
        empty = desk().search_numbers(officer(request), SearchForm.nothing(), after="")
        return _page(request, empty, form, status)
    if request.method == "POST":
        try:
            found = desk().search_ask(
                officer(request),
                form.question(),
                reason=form.cleaned_data["reason"],
                name=form.cleaned_data["name"],
            )
        except BadInput as error:
            form.add_error(None, error_sentence(error))
            empty = desk().search_numbers(officer(request), SearchForm.nothing(), after="")
            return _page(request, empty, form, status_of(error))
        return redirect("search-kept", found)
    shown = desk().search_numbers(officer(request), form.question(), after=request.GET.get("after", ""))
    return _page(request, shown, SearchForm(initial=initial_of(shown)))


@require_safe
def kept(request: HttpRequest, search_id: str) -> HttpResponse:
    """Show a page of what a kept search finds now."""
    shown = desk().search(officer(request), search_id, after=request.GET.get("after", ""))
    return _page(request, shown, SearchForm(initial=initial_of(shown)))


@require_POST
def forget(request: HttpRequest, search_id: str) -> HttpResponse:
    """Take a saved search away."""
    desk().search_forget(officer(request), search_id)
    return redirect("search")


def _page(request: HttpRequest, shown: SearchPage, form: SearchForm, status: int = 200) -> HttpResponse:
    form.offer(shown)
    address = request.GET.copy()
    address["after"] = shown.after
    context = {
        "now": shown.now,
        "marking": shown.marking,
        "page": shown,
        "form": form,
        "query": shown.question.words,
        "older": address.urlencode(),
    }
    return render(request, "desk/search.html", context, status=status)
