"""Writing in three steps: subject and basis, content, what leaves. Each step is kept as a draft."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries.books_page import TemplateLine
from detente.node.queries.desk import ComposePage, Correspondent, Draft, ReleasePreview
from detente.web.desk.errors import status_of
from detente.web.desk.forms import ContentForm, given_of, initial_of, typed
from detente.web.desk.gateway import desk
from detente.web.desk.officer import assertion, officer
from detente.web.desk.person_form import AboutPersons
from detente.web.desk.phrases import code_sentence, error_sentence
from detente.web.desk.request_fields import AskBeside
from detente.web.desk.subject_form import SubjectForm, begun_with, desk_of, initial_desk, language_names
from detente.web.desk.unfinished import correspondent_of, lacks, shape_of, written_in_steps
from detente.web.desk.views.files import change_files


@require_http_methods(["GET", "HEAD", "POST"])
def subject(request: HttpRequest, draft_id: str = "") -> HttpResponse:
    """Step 1: partner, topic, purpose, legal basis, subject."""
    page = desk().compose(officer(request), draft_id)
    template = None if draft_id else _template(request, page)
    if request.method != "POST":
        initial = initial_of(page.draft) | initial_desk(page.draft) | ({} if template is None else begun_with(template))
        initial |= {name: request.GET[name] for name in ("to", "kind") if name in request.GET}
        return _subject_page(request, page, SubjectForm(initial=initial, page=page), template)
    form = SubjectForm(request.POST, page=page)
    if not form.is_valid():
        return _subject_page(request, page, form, template, 400)
    try:
        written = form.draft(page.draft)
        if template is None:
            saved = desk().draft_save(officer(request), draft_id, written)
        else:
            saved = desk().draft_begin(officer(request), written, template=template.id)
    except (BadInput, PolicyRefusal) as error:
        form.add_error(None, error_sentence(error))
        return _subject_page(request, page, form, template, status_of(error))
    return redirect("content", saved)


@require_http_methods(["GET", "HEAD", "POST"])
def content(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Step 2: the words, their handling, attachments."""
    page = desk().compose(officer(request), draft_id)
    if page.draft is None:
        raise NotFound("this draft does not exist any more")
    if page.draft.act:
        return redirect("case-act", page.draft.answers, page.draft.act)
    if page.draft.answers:
        return redirect("refuse" if page.draft.kind == "refusal" else "answer", page.draft.answers)
    to = correspondent_of(page)
    if to is None:
        return redirect("draft-subject", draft_id)
    shape = shape_of(page.draft)
    if request.method != "POST":
        initial = {**page.draft.more, **initial_of(page.draft)}
        form = shape(initial=initial, correspondent=to, before=page.draft)
        return _content_page(request, page, to, form, AboutPersons(page.draft), AskBeside(page.draft, to))
    form, about = shape(request.POST, correspondent=to, before=page.draft), _about(request, page.draft)
    ask = AskBeside(page.draft, to, request.POST)
    if not all([form.is_valid(), about.is_valid(), ask.is_valid(form)]):
        return _content_page(request, page, to, form, about, ask, 400)
    written = ask.put(about.put(form.draft(page.draft)))
    try:
        if request.POST.get("go") == "copy":
            copied = desk().draft_copy(officer(request), draft_id, written)
            change_files(request, copied)
            return redirect("content", copied)
        desk().draft_save(officer(request), draft_id, written, seen=request.POST.get("seen"))
        stays = change_files(request, draft_id)
    except (BadInput, PolicyRefusal) as error:
        form.add_error(None, error_sentence(error))
        moved = getattr(error, "code", "") == "draft-newer"
        return _content_page(request, page, to, form, about, ask, status_of(error), moved=moved)
    return redirect("content" if stays else "leaves", draft_id)


@require_POST
def keep(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Keep what was typed so far, for the page's own script; what has no shape yet stays as it was before."""
    try:
        page = desk().compose(officer(request), draft_id)
    except NotFound:
        return _not_kept("draft-gone", code_sentence("draft-gone"))
    to = correspondent_of(page)
    if page.draft is None or page.draft.answers or to is None:
        return _not_kept("draft-gone", gettext("This draft is not written on this page any more."))
    shape = shape_of(page.draft)
    form, about = shape(request.POST, correspondent=to, before=page.draft), _about(request, page.draft)
    ask = AskBeside(page.draft, to, request.POST)
    before = {**page.draft.more, **initial_of(page.draft), **given_of(page.draft)}
    written = typed(form, before).draft(page.draft)
    seen = request.POST.get("seen", "")
    try:
        desk().draft_keep(officer(request), draft_id, about.put_so_far(ask.put_so_far(written)), seen=seen)
        mark = desk().compose(officer(request), draft_id).seen.partition(".")[0]
    except NotFound:
        return _not_kept("draft-gone", code_sentence("draft-gone"))
    except (BadInput, PolicyRefusal) as error:
        return _not_kept(error.code, error_sentence(error), status_of(error))
    return JsonResponse({"said": _kept(about), "seen": f"{mark}.{seen.partition('.')[2]}"})


@require_safe
def draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Go on with a draft where its words are written."""
    return redirect("content", draft_id)


@require_safe
def leaves(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Step 3: what leaves this node, element by element, and the release; of an unfinished draft, what is missing."""
    try:
        preview = desk().preview(officer(request), draft_id)
    except NotFound:
        raise
    except BadInput as error:
        return _unfinished_page(request, draft_id, error)
    return _leaves_page(request, preview)


@require_POST
def release(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Release exactly what was shown."""
    try:
        entry_id = desk().release(
            officer(request),
            draft_id,
            challenge=request.POST.get("challenge", ""),
            assertion=assertion(request),
        )
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
        return redirect("leaves", draft_id)
    notices.success(request, gettext("Released and sealed. It goes as soon as their node is reachable."))
    return redirect("notification", entry_id)


@require_POST
def submit(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Press send on exactly what was shown; a second person approves it."""
    challenge = request.POST.get("challenge", "")
    try:
        desk().submit(officer(request), draft_id, challenge=challenge, assertion=assertion(request))
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
        return redirect("leaves", draft_id)
    notices.success(request, gettext("Submitted. It leaves once a colleague has approved exactly this text."))
    return redirect("approval", draft_id)


@require_POST
def discard(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Throw a draft away."""
    desk().draft_discard(officer(request), draft_id)
    notices.success(request, gettext("The draft is discarded. Nothing was sent."))
    return redirect("my-work")


_MOVED = {
    "draft-gone": HTTPStatus.NOT_FOUND,
    "draft-newer": HTTPStatus.CONFLICT,
    "draft-waits": HTTPStatus.CONFLICT,
}
"""What happened to a draft while a page was keeping it: nothing is wrong with what was typed."""


def _not_kept(code: str, said: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> JsonResponse:
    return JsonResponse({"said": said, "code": code}, status=_MOVED.get(code, status))


def _kept(about: AboutPersons) -> str:
    """Say what was kept, and of how many persons not what was typed last."""
    if not about.unkept:
        return gettext("Kept by itself")
    said = ngettext(
        "Kept by itself, but not %(count)s person: name, category, and fact or assessment go together.",
        "Kept by itself, but not %(count)s persons: name, category, and fact or assessment go together.",
        about.unkept,
    )
    return said % {"count": about.unkept}


def _about(request: HttpRequest, draft: Draft) -> AboutPersons:
    return AboutPersons(draft, request.POST, window=request.POST.get("seen", "").partition(".")[2])


def _steps(here: str, draft_id: str, *, reply: str = "") -> list[tuple[str, str, bool]]:
    """Give the steps with their addresses; those ahead have none yet."""
    if reply:
        return [(gettext("Answer or refusal"), reply, False), (gettext("What leaves, and release"), "", True)]
    names = {
        "draft-subject": gettext("Subject and legal basis"),
        "content": gettext("Content"),
        "leaves": gettext("What leaves, and release"),
    }
    reached = list(names)[: list(names).index(here) + 1]
    return [
        (title, reverse(name, args=[draft_id]) if draft_id and name in reached else "", name == here)
        for name, title in names.items()
    ]


def _template(request: HttpRequest, page: ComposePage) -> TemplateLine | None:
    """Give the template with which a new draft begins, as the page that was chosen from or sent says."""
    named = (request.POST if request.method == "POST" else request.GET).get("template", "")
    return next((each for each in page.templates if each.id == named), None)


def _subject_page(
    request: HttpRequest, page: ComposePage, form: SubjectForm, template: TemplateLine | None, status: int = 200
) -> HttpResponse:
    context = {
        "page": page,
        "template": template,
        "now": page.now,
        "marking": page.marking,
        "title": gettext("Write to a partner"),
        "steps": _steps("draft-subject", page.draft_id),
        "correspondents": page.correspondents,
        "draft_id": "",
        "form": form,
    }
    return render(request, "desk/compose/subject.html", context, status=status)


def _content_page(
    request: HttpRequest,
    page: ComposePage,
    to: Correspondent,
    form: ContentForm,
    about: AboutPersons,
    ask: AskBeside,
    status: int = 200,
    *,
    moved: bool = False,
) -> HttpResponse:
    their_desk = desk_of(page)
    context = {
        "now": page.now,
        "marking": page.marking,
        "title": gettext("Content"),
        "steps": _steps("content", page.draft_id),
        "recipient": to.party,
        "about": about,
        "ask": ask,
        "moved": moved,
        # A form that was refused keeps the mark that it came with: what it read has not changed by that.
        "seen": request.POST.get("seen", page.seen),
        "their_desk": their_desk,
        "reads": [] if their_desk is None else language_names(their_desk.languages),
        "page": page,
        "draft_id": page.draft_id,
        "form": form,
    }
    return render(request, "desk/compose/content.html", context, status=status)


def _leaves_page(request: HttpRequest, preview: ReleasePreview) -> HttpResponse:
    back = _back(preview)
    context = {
        "now": preview.now,
        "marking": preview.handling,
        "title": gettext("What leaves this node"),
        "lede": _lede(preview),
        "steps": _steps("leaves", preview.draft_id, reply=back if preview.answers else ""),
        "recipient": preview.recipient,
        "preview": preview,
        "draft_id": preview.draft_id,
        "back": back,
    }
    return render(request, "desk/compose/leaves.html", context)


def _unfinished_page(request: HttpRequest, draft_id: str, error: BadInput) -> HttpResponse:
    page = desk().compose(officer(request), draft_id)
    if page.draft is None:
        raise error
    to = correspondent_of(page)
    in_steps = written_in_steps(page.draft)
    context = {
        "now": page.now,
        "marking": page.marking,
        "title": gettext("Not ready to leave"),
        "steps": _steps("leaves", draft_id, reply="" if in_steps else reverse("content", args=[draft_id])),
        "recipient": None if to is None else to.party,
        "sentence": error_sentence(error),
        "lacks": lacks(page, page.draft),
        "in_steps": in_steps,
        "draft_id": draft_id,
    }
    return render(request, "desk/compose/unfinished.html", context, status=status_of(error))


def _back(preview: ReleasePreview) -> str:
    if preview.answers:
        return reverse("refuse" if preview.kind == "refusal" else "answer", args=[preview.answers])
    return reverse("content", args=[preview.draft_id])


def _lede(preview: ReleasePreview) -> str:
    """Say in one sentence how much leaves and how much stays."""
    stays = sum(row.verdict == "stays" for row in preview.rows)
    going = len(preview.rows) - stays
    first = ngettext("%(count)s element leaves,", "%(count)s elements leave,", going) % {"count": going}
    second = ngettext("%(count)s stays.", "%(count)s stay.", stays) % {"count": stays}
    return f"{first} {second} " + gettext("Nothing else goes: no file of ours, no history, no name of an officer.")
