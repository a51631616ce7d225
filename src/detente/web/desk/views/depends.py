"""What depends on a partner; the act that cuts the line, and what is to be done after it."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries.depends_page import DependsPage
from detente.web.desk.depends_forms import EndForm, SeverForm, TaskForm
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.views.messages import download


@require_http_methods(["GET", "HEAD", "POST"])
def depends(request: HttpRequest, code: str) -> HttpResponse:
    """Show what depends on a partner; propose to cut the line."""
    page = desk().depends(officer(request), code)
    form = SeverForm(request.POST if request.method == "POST" else None)
    status: int = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            try:
                cut = desk().sever(officer(request), code, because=form.cleaned_data["because"])
            except (BadInput, PolicyRefusal) as error:
                form.add_error(None, error_sentence(error))
                status = status_of(error)
            else:
                said = gettext("The line is cut.") if cut else gettext("A colleague confirms it; then the line is cut.")
                notices.success(request, said)
                return redirect("depends", code)
    return _page(request, page, form, _forms(page), status)


@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Propose to end the contact."""
    page = desk().depends(officer(request), code)
    form = EndForm(request.POST, prefix="end")
    status: int = HTTPStatus.BAD_REQUEST
    if form.is_valid():
        try:
            ended = desk().contact_end(officer(request), code, because=form.cleaned_data["because"])
        except (BadInput, PolicyRefusal) as error:
            form.add_error(None, error_sentence(error))
            status = status_of(error)
        else:
            said = gettext("The contact has ended.") if ended else gettext("A colleague confirms it; then it ends.")
            notices.success(request, said)
            return redirect("depends", code)
    return _page(request, page, SeverForm(), _forms(page), status, form)


@require_safe
def certificate(request: HttpRequest, code: str, entry_id: str) -> StreamingHttpResponse:
    """Give a certificate as the file that anybody verifies offline."""
    found = desk().return_certificate(officer(request), code, entry_id)
    return download(f"certificate-{entry_id}.json", [found], len(found))


@require_POST
def done(request: HttpRequest, code: str, task_id: str) -> HttpResponse:
    """Set down how a task was done."""
    page = desk().depends(officer(request), code)
    shown = _forms(page)
    task = next((each for each in page.cut.tasks if each.task_id == task_id), None) if page.cut else None
    if task is None or not task.ways:
        raise NotFound("This task does not stand open.")
    form = shown[task_id] = TaskForm(request.POST, task=task)
    status: int = HTTPStatus.BAD_REQUEST
    if form.is_valid():
        try:
            desk().sever_task_done(officer(request), task_id, **form.cleaned_data)
        except (BadInput, PolicyRefusal) as error:
            form.add_error(None, error_sentence(error))
            status = status_of(error)
        else:
            notices.success(request, gettext("It is set down."))
            return redirect("depends", code)
    return _page(request, page, SeverForm(), shown, status)


def _forms(page: DependsPage) -> dict[str, forms.Form]:
    tasks = page.cut.tasks if page.cut else ()
    return {task.task_id: TaskForm(task=task) for task in tasks if task.ways}


def _page(
    request: HttpRequest,
    page: DependsPage,
    form: forms.Form,
    shown: dict[str, forms.Form],
    status: int,
    end_form: forms.Form | None = None,
) -> HttpResponse:
    tasks = [(task, shown.get(task.task_id)) for task in page.cut.tasks] if page.cut else []
    context = {"now": page.now, "page": page, "form": form, "tasks": tasks}
    context["end_form"] = end_form or EndForm(prefix="end")
    return render(request, "desk/partners/depends.html", context, status=status)
