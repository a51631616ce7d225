"""Every page that an officer can meet, and how to get to it: what axe, the content policy and the widths are tried on.

A page stands here by its address, by the form whose answer draws it, and by the state of the house in which it looks
as it does. `test_audited.py` holds that no address of the desk that draws a page is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.web.fake_agreements import IN_FORCE, PROPOSED

State = Literal[
    "usual", "first-day", "unopened", "met", "compared", "no-agreement", "keyless", "unsaid", "failing",
    "outside", "second-factor", "sure", "protected",
]  # fmt: skip
"""In which state of the house a page is looked at.

`keyless`, `unsaid`: oversight before it has its key, before it gave its reason. `sure`: the officer gave the password
just now; `protected`: and has second factors. `second-factor`: between password and code.
"""


@dataclass(frozen=True, slots=True)
class Audited:
    """One page. `sends`: the address of a form on it whose answer is looked at, with what is typed into it."""

    address: str
    state: State = "usual"
    sends: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def draws(self) -> str:
        """The address that draws what is looked at."""
        return self.sends or self.address

    def __str__(self) -> str:
        sends = f" -> {self.sends}" if self.sends else ""
        return f"{self.address}{sends}{'' if self.state == 'usual' else f' ({self.state})'}"


_USUAL: Final = (
    "/", "/messages/", "/messages/?box=sent", "/messages/e-0417/", "/messages/e-9004/", "/messages/e-0417/answer/",
    "/messages/e-0417/refuse/", "/messages/e-0417/hand-on/", "/messages/e-0417/files/f1/look/",
    "/messages/e-0417/case/", "/messages/e-0417/case/ask-clarification/", "/messages/e-0417/case/extend/",
    "/messages/e-0417/case/transfer/", "/messages/e-0417/case/task/", "/messages/e-0417/case/cross-check/",
    "/messages/e-0417/correct/", "/messages/e-0417/export/package/", "/approvals/exports/5/", "/messages/nothing/",
    "/search/", "/search/?q=voyage", "/search/7/",
    "/compose/", "/compose/?template=1", "/compose/d-1/subject/", "/compose/d-1/content/", "/compose/d-2/content/",
    "/compose/d-1/leaves/", "/compose/d-1/risk/", "/approvals/risks/5/",
    "/compose/import/",
    "/compose/together/", "/compose/together/?draft=d-1&draft=d-2&draft=d-3",
    "/approvals/", "/approvals/d-1/", "/approvals/together/", "/approvals/together/?draft=d-1",
    "/partners/", "/partners/ZOR/", "/partners/ZOR/agreements/draft/",
    *(f"/partners/ZOR/agreements/{IN_FORCE.id}/{act}/" for act in IN_FORCE.acts),
    *(f"/partners/ZOR/agreements/{PROPOSED.id}/{act}/" for act in PROPOSED.acts),
    "/desks/", "/desks/duty/", "/desks/duty/shift/3/",
    "/administration/", "/administration/calendars/ours/", "/administration/deadlines/",
    "/messages/e-0417/further/", "/messages/e-0417/bodies/", "/consents/", "/owed/",
    "/records/", "/records/new/", "/records/r-1/", "/records/r-2/",
    "/records/r-1/merge/", "/records/r-1/merge/r-2/", "/records/r-2/split/", "/messages/e-0417/records/",
    *(f"/partners/{code}/depends/" for code in ("ZOR", "QAM")),
    *(f"/messages/e-0417/begin/{kind}/" for kind in ("feedback", "onward-consent", "recall")),
    "/warnings/", "/warnings/4/", "/warnings/5/", "/compose/?kind=warning",
    "/watches/", "/watches/?ended", "/watches/4/", "/watches/2/", "/messages/e-0417/watch/",
    "/matches/", "/matches/m-1/", "/matches/m-2/",
    "/persons/", "/lists/", "/lists/new/", "/lists/vul-a/", "/lists/entries/e-1/",
    *(f"/lists/vul-a/comparisons/c-{number}/" for number in range(1, 5)),
    *(f"/lists/vul-a/versions/{number}/" for number in range(1, 7)), "/lists/vul-a/versions/1/?kind=changed",
    "/oversight/", "/oversight/log/",
    "/me/", "/keys/", "/language/", "/account/logout/", "/account/password/", "/account/reauthenticate/",
    "/account/inactive/", "/account/mfa/", "/account/mfa/webauthn/",
)  # fmt: skip

PAGES: Final = (
    *(Audited(address) for address in _USUAL),
    *(Audited(address, "first-day") for address in ("/", "/messages/", "/compose/", "/partners/")),
    Audited("/messages/e-0417/", "unopened"),
    Audited("/partners/ZOR/", "met"),
    Audited("/partners/ZOR/", "compared"),
    Audited("/partners/ZOR/", "no-agreement"),
    Audited("/oversight/", "keyless"),
    Audited("/oversight/", "unsaid"),
    Audited("/partners/", "failing"),
    Audited("/account/login/", "outside"),
    Audited("/language/", "outside"),
    Audited("/account/mfa/authenticate/", "second-factor"),
    Audited("/account/mfa/totp/activate/", "sure"),
    Audited("/account/mfa/webauthn/add/", "sure"),
    *(
        Audited(f"/account/mfa/{rest}", "protected")
        for rest in (
            "", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "webauthn/",
            "webauthn/keys/4711/edit/", "webauthn/keys/4711/remove/", "reauthenticate/", "webauthn/reauthenticate/",
        )
    ),
    # What a form answers with: its own page with what is missing, or a page that no other way leads to.
    Audited("/messages/e-0417/", sends="/messages/e-0417/accept/", typed={"until": ""}),
    Audited("/messages/e-0417/further/", sends="/messages/e-0417/further/use/", typed={"purpose": ""}),
    Audited("/messages/e-0417/bodies/", sends="/messages/e-0417/bodies/", typed={"to": "body:Douanes"}),
    Audited("/records/", sends="/records/", typed={"name": "Тимур", "reason": "Dossier VAL-7"}),
    Audited("/matches/m-1/", sends="/matches/m-1/", typed={"because": ""}),
    Audited("/records/new/", sends="/records/new/", typed={"name": "Timur"}),
    Audited("/records/r-1/", sends="/records/r-1/", typed={"prop": "alias"}),
    Audited("/records/r-1/merge/", sends="/records/r-1/merge/", typed={"name": "Тимур", "reason": "Dossier VAL-7"}),
    Audited("/records/r-1/merge/r-2/", sends="/records/r-1/merge/r-2/", typed={"because": ""}),
    Audited("/records/r-2/split/", sends="/records/r-2/split/", typed={"because": ""}),
    Audited("/watches/4/", sends="/watches/4/alerts/9/", typed={"act": "told", "words": ""}),
    Audited("/messages/e-0417/watch/", sends="/messages/e-0417/watch/", typed={"names": ""}),
    Audited("/messages/e-0417/case/", sends="/messages/e-0417/upkeep/told/"),
    Audited("/compose/d-1/content/", sends="/compose/d-1/content/", typed={"text": ""}),
    Audited("/compose/", sends="/compose/", typed={"subject": ""}),
    Audited("/messages/e-0417/answer/", sends="/messages/e-0417/answer/"),
    Audited("/partners/", sends="/partners/invite/", typed={"invite-label": "Bureau de Lysandre"}),
    Audited("/partners/", sends="/partners/add/", typed={"add-code": "12"}),
    Audited("/partners/ZOR/", "met", sends="/partners/ZOR/compare/", typed={"heard": "1"}),
    Audited("/persons/", sends="/persons/", typed={"name": "Тимур", "reason": "Dossier VAL-7"}),
    Audited("/lists/", sends="/lists/", typed={"name": "Тимур", "reason": "Dossier VAL-7"}),
    Audited("/lists/new/", sends="/lists/new/", typed={"title": "Liste A"}),
    Audited("/lists/vul-a/versions/5/", sends="/lists/vul-a/versions/5/", typed={"schema": "Nothing"}),
    Audited("/desks/duty/", sends="/desks/duty/roster/"),
    Audited("/partners/ZOR/depends/", sends="/partners/ZOR/end/"),
    Audited("/oversight/", "keyless", sends="/oversight/key/", typed={"passphrase": ""}),
    Audited("/oversight/", "unsaid", sends="/oversight/reason/", typed={"reason": ""}),
    Audited("/oversight/", sends="/oversight/verify/"),
    Audited("/oversight/", sends="/oversight/sample/"),
    Audited("/oversight/log/", sends="/oversight/log/", typed={"passphrase": "brume-quai-septembre"}),
)  # fmt: skip

SAMPLES: Final = {
    "entry_id": "e-0417", "draft_id": "d-1", "file_id": "f1", "search_id": "7", "proposal_id": "1", "sheet_id": "3",
    "consent_id": "8", "owed_id": "2", "way": "package", "export_id": "5", "form_id": "5",
    "what": "told", "event": "extend", "named": IN_FORCE.id, "act": "suspend", "pk": "4711",
    "record_id": "r-1", "other_id": "r-2", "statement_id": "12", "watch_id": "4", "alert_id": "9",
    "comparison_id": "c-1",
    "match_id": "m-1", "prelude_id": "4", "kind": "recall", "task_id": "1",
    "name": "vul-a", "number": "1",
}  # fmt: skip
"""What stands in an address for each of its parts; a desk and a partner are told by the address before them."""


def unlisted(client: Client, pages: tuple[Audited, ...] = PAGES) -> list[str]:
    """Give the names of the addresses that draw a page for an officer who is signed in, and that `pages` leaves out."""
    known = {resolve(page.draws.partition("?")[0]).url_name for page in pages}
    return [name for name, address in addresses() if name not in known and draws_a_page(client, address)]


def addresses() -> Iterator[tuple[str, str]]:
    """Give the name of each address of the desk, and one such address; the interfaces for programs draw no page."""
    for route, name in _walk(get_resolver()):
        if not route.startswith(("api/", "yente/")):
            yield name, "/" + re.sub(r"<(?:\w+:)?(\w+)>", partial(_sample, route), route)


def draws_a_page(client: Client, address: str) -> bool:
    """Whether a look at the address, or an empty form sent to it, is answered with a page of its own."""
    return _is_page(client.get(address)) or _is_page(client.post(address))


def _is_page(answer: HttpResponseBase) -> bool:
    assert answer.status_code < 500, f"the address fails: {answer.status_code}"
    drawn = [each.name for each in getattr(answer, "templates", []) if each.name]
    return bool(drawn) and not {"desk/error.html", "desk/failed.html"}.intersection(drawn)


def _sample(route: str, part: re.Match[str]) -> str:
    if part[1] == "code":
        return {"desks": "duty", "partners": "ZOR"}.get(route.partition("/")[0], "ours")
    return SAMPLES[part[1]]


def _walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route, str(each.name)
        else:
            yield from _walk(each, route)
