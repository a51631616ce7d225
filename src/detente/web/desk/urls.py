"""The addresses of the desk. Every object has one; nothing is reached by script alone."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from detente.web.desk.views import (
    administration,
    agreements,
    approvals,
    cases,
    compose,
    me,
    messages,
    offices,
    partners,
    replies,
    search,
    together,
    work,
)

urlpatterns = [
    path("", work.my_work, name="my-work"),
    path("messages/", messages.messages, name="messages"),
    path("messages/<str:entry_id>/", messages.notification, name="notification"),
    path("messages/<str:entry_id>/open/", messages.open_message, name="open"),
    path("messages/<str:entry_id>/limits/", messages.confirm_limits, name="confirm-limits"),
    path("messages/<str:entry_id>/accept/", messages.accept, name="accept"),
    path("messages/<str:entry_id>/case/", cases.case, name="case"),
    path("messages/<str:entry_id>/case/<slug:event>/", cases.act, name="case-act"),
    path("messages/<str:entry_id>/answer/", replies.answer, name="answer"),
    path("messages/<str:entry_id>/refuse/", replies.refuse, name="refuse"),
    path("messages/<str:entry_id>/files/<str:file_id>/", messages.attachment, name="attachment"),
    path("messages/<str:entry_id>/paper/", messages.paper, name="paper"),
    path("messages/<str:entry_id>/thread/", messages.thread, name="thread"),
    path("search/", search.search, name="search"),
    path("search/<str:search_id>/", search.kept, name="search-kept"),
    path("search/<str:search_id>/forget/", search.forget, name="search-forget"),
    path("compose/", compose.subject, name="compose"),
    path("compose/together/", together.release, name="release-together"),
    path("compose/<str:draft_id>/", compose.draft, name="draft"),
    path("compose/<str:draft_id>/subject/", compose.subject, name="draft-subject"),
    path("compose/<str:draft_id>/content/", compose.content, name="content"),
    path("compose/<str:draft_id>/leaves/", compose.leaves, name="leaves"),
    path("compose/<str:draft_id>/release/", compose.release, name="release"),
    path("compose/<str:draft_id>/discard/", compose.discard, name="discard"),
    path("compose/<str:draft_id>/submit/", compose.submit, name="submit"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/together/", together.approve, name="approve-together"),
    path("approvals/<str:draft_id>/", approvals.approval, name="approval"),
    path("approvals/<str:draft_id>/approve/", approvals.approve, name="approve"),
    path("approvals/<str:draft_id>/back/", approvals.give_back, name="give-back"),
    path("approvals/house/<str:proposal_id>/", approvals.decide_proposal, name="proposal"),
    path("partners/", partners.partners, name="partners"),
    path("partners/invite/", partners.invite, name="invite"),
    path("partners/add/", partners.add, name="partner-add"),
    path("partners/<str:code>/", partners.partner, name="partner"),
    path("partners/<str:code>/compare/", partners.compare, name="compare"),
    path("partners/<str:code>/confirm/", partners.confirm, name="confirm"),
    path("partners/<str:code>/mismatch/", partners.mismatch, name="mismatch"),
    path("partners/<str:code>/agreements/<slug:act>/", agreements.act, name="agreement-new"),
    path("partners/<str:code>/agreements/<str:named>/<slug:act>/", agreements.act, name="agreement-act"),
    path("alarm/", offices.alarm, name="alarm"),
    path("desks/", offices.desks, name="desks"),
    path("desks/<slug:code>/", offices.office, name="office"),
    path("desks/<slug:code>/roster/", offices.roster, name="roster"),
    path("desks/<slug:code>/shift/", offices.sheet_make, name="sheet-make"),
    path("desks/<slug:code>/shift/<str:sheet_id>/", offices.sheet, name="sheet"),
    path("desks/<slug:code>/shift/<str:sheet_id>/sign/", offices.sheet_sign, name="sheet-sign"),
    path("messages/<str:entry_id>/hand-on/", offices.hand_on, name="hand-on"),
    path("administration/", administration.administration, name="administration"),
    path("administration/calendars/<str:code>/", administration.calendar, name="calendar"),
    path("administration/deadlines/", administration.deadlines, name="deadlines"),
    path("oversight/", include("detente.web.oversight.urls")),
    path("me/", me.me, name="me"),
    path("keys/", me.keys, name="keys"),
    path("language/", me.language, name="language"),
    path("language/set/", me.set_language, name="set_language"),
    # Of allauth only what a closed house needs: no sign-up, no e-mail, no reset by letter.
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    path("account/mfa/", include("allauth.mfa.urls")),
]

handler400 = "detente.web.desk.errors.bad_request"
handler403 = "detente.web.desk.errors.forbidden"
handler404 = "detente.web.desk.errors.not_found"
handler500 = "detente.web.desk.errors.failed"
