"""Each role's token against each operation: given exactly where the roles' matrix has it, and nothing of others.

`RIGHTS` names for every operation the right of the matrix (docs/reference/roles.md, desks.md) that it takes.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args

import pytest

from detente.node.queries.agreement_page import AgreementAct
from detente.node.services import duties, officers, tokens
from detente.node.stores.models import ApiToken, AuditRow, Entry, Officer
from detente.policy.roles import Role
from detente.web.api.urls import api
from detente.web.desk import gateway
from tests.node.desk_builders import LIA, delivered, desk, draft_to_beta, give_accounts
from tests.node.furnishing import furnished
from tests.node.test_machine_interface import ask, theirs_question, token_of
from tests.node.test_rights import hidden
from tests.node.world import World

EVERYBODY = "everybody"
KEEPERS = "register"
LEGAL = "legal-or-head"
OVERSIGHT = "oversight"
RIGHTS: dict[str, str] = {
    **dict.fromkeys(("house", "frame", "my_work", "messages", "partners", "partner", "deadlines"), EVERYBODY),
    **dict.fromkeys(("approvals", "approvals_due", "administration", "desks", "alarm", "agreements"), EVERYBODY),
    **dict.fromkeys(("search_forget", "upkeep_due", "consents", "owed", "exports_waiting"), EVERYBODY),
    **dict.fromkeys(("desk_page", "sheet"), "policy open"),
    "open": "notification open",
    "accept": "notification register",
    **dict.fromkeys(("draft_save", "template_begin"), "policy send"),
    **dict.fromkeys(
        ("invite", "partner_add", "compare", "mismatch", "confirm", "sever", "contact_end"), "policy release"
    ),
    **dict.fromkeys(("search_ask", "search_numbers", "records_latest", "records_search"), "policy search"),
    **dict.fromkeys(("record_make", "matches"), "policy use"),
    **dict.fromkeys(("lists_search", "person_search"), "policy search"),
    **dict.fromkeys(("list_add",), "desk keep-lists"),
    **dict.fromkeys(("lists", "watches"), EVERYBODY),
    **dict.fromkeys(("calendar", "calendar_choose", "partner_calendar", "partner_calendar_choose"), "policy configure"),
    **dict.fromkeys(("desk_arrange", "desk_place"), "desk arrange-desks"),
    **dict.fromkeys(("roster_add", "leave_set", "reach_set"), "desk keep-roster"),
    **dict.fromkeys(("hand_page", "hand_on", "warnings", "depends", "return_certificate"), "desk hand-on"),
    **dict.fromkeys(("sheet_make", "sheet_sign"), "desk sign-shift"),
    **dict.fromkeys(("templates", "template_keep", "template_forget"), "desk keep-house"),
    **dict.fromkeys(("addresses", "address_keep", "address_forget"), "desk keep-house"),
    **dict.fromkeys(
        ("risk_form", "risk_baseline", "risk_mitigate", "risk_prepare", "risk_residual"), "desk keep-house"
    ),
    **dict.fromkeys(("four_eyes", "proposal_decline"), "desk keep-house"),
    **dict.fromkeys(("persons", "person_protect", "person_end"), KEEPERS),
    **dict.fromkeys(("risk_profile", "assurance_add", "assurance_breach"), LEGAL),
    **dict.fromkeys(
        ("oversight_ready", "oversight", "oversight_sample", "oversight_log", "oversight_export"), OVERSIGHT
    ),
}
"""The operations whose right does not hang on what they are asked about; the others are tried below by what is seen."""
OF_THE_OWNER = {
    *("draft", "draft_change", "draft_discard", "draft_attach", "draft_detach", "preview", "release", "submit"),
    "draft_risk",
    *("search", "together", "release_together"),
}
"""What is another officer's own: 404, whatever the role."""
OF_A_MESSAGE = {
    *("message", "attachment", "sight", "thread_export", "thread_paper", "reply", "case", "case_acts", "case_act"),
    *("confirm_limits", "case_upkeep", "told", "told_override", "review", "legal_hold", "purge_certificate", "alike"),
    *("case_export", "handover", "completion", "correction_issue", "body_told", "quarantine", "quarantine_lift"),
    *("export_page", "export_ask", "uses", "use_content", "consent_enter", "onward", "hand_out"),
    *("record_offers", "record_take", "matches_of", "match_screen", "watch_offer", "watch_set"),
    *("watch_let_end", "begin_page", "begin_draft", "recall_issue"),
}
"""What hangs on one message: its table, its label and its agreement say who may."""
OF_A_LINE = {
    *("consent_withdraw", "owed_done", "record", "record_state", "record_end"),
    *("match", "match_judge", "match_undo"),
    *("warning_before", "warning_test", "warning_end", "sever_task_done"),
    *("watch", "watch_renew", "watch_hand", "watch_end", "alert_take", "alert_told"),
    *("list_page", "list_version", "list_load", "list_confirm", "list_drop", "list_end", "list_entry"),
    *("list_compare", "list_comparison", "list_comparison_stop", "list_comparison_go_on"),
    *("records_beside", "record_merge", "record_splitting", "record_split"),
}
"""What hangs on a line of a register, on records or a list; the tests of each try who may."""
FURTHER = {
    **{"purpose": "prevent-terrorism", "basis": "Loi 1", "measure": "look", "to": "body:Douanes"},
    **{"recipients": ["client"], "answer": "granted", "given_by": "Zorande", "paper": "Lettre 12", "index": 0},
}
OF_A_SECOND_PERSON = {"approval", "approve", "give_back", "export_approval", "export_approve", "export_refuse"}
OF_THE_HEAD = {"agreement_draft", "agreement_prepare", "agreement_act_prepare", "agreement_act"}
AT = "2026-11-23T09:00:00Z"
LATER = "2026-11-24T09:00:00Z"
BODIES: dict[str, dict[str, Any]] = {
    "watch_set": {
        **{"names": ["A"], "until": LATER, "law": "Loi 1", "basis": "Loi 2"},
        **{"purpose": "prevent-terrorism", "because": "asked"},
    },
    "recall_issue": {"reason": "wrong"},
    "sever": {"because": "Taken by storm."},
    "contact_end": {"because": "They withdrew."},
    "sever_task_done": {"how": "warned", "note": "By phone."},
    "body_told": {"to": "body:Douanes", "how": "phone", "answer": "done"},
    "accept": {"until": AT},
    "draft_save": {"kind": "notification", "message": "notification", "to": "ALP"},
    "template_begin": {},
    "invite": {"label": "Zoriane"},
    "partner_add": {"code": "ZOR", "ticket": "none"},
    "compare": {"heard": "1"},
    "confirm": {"assertion": "{}"},
    "search_ask": {"words": "dossier", "reason": "dossier ALP-1"},
    "calendar_choose": {"zone": "Europe/Paris"},
    "partner_calendar_choose": {"zone": "Europe/Paris"},
    "desk_arrange": {"name": "Permanence", "main": True},
    "desk_place": {"place": "member"},
    "roster_add": {"who": "lia", "begin": AT, "end": LATER},
    "leave_set": {"begin": AT, "end": LATER},
    "reach_set": {"address": "a@b.org"},
    "hand_on": {"who": "lia"},
    "sheet_make": {"notes": ""},
    "sheet_sign": {"assertion": "{}"},
    "template_keep": {"name": "Voyage", "lang": "fr", "text": "Le {{today}}"},
    "address_keep": {"name": "Permanence"},
    "risk_baseline": {"act": "disclose", "matter": "ALP-1", "level": "low"},
    "risk_mitigate": {"text": "Rien."},
    "risk_residual": {"level": "low", "assertion": "{}"},
    "four_eyes": {"wanted": True},
    "records_search": {"name": "Astarguiev", "reason": "Dossier ALP-1"},
    "lists_search": {"name": "Astarguiev", "reason": "Dossier ALP-1"},
    "person_search": {"names": ["Astarguiev"], "reason": "Dossier ALP-1"},
    "list_add": {"name": "vul-a", "title": "A", "publisher": "B", "basis": "C"},
    "record_make": {"category": "suspect", "values": {"name": ["A"]}, "source": "Police", "because": "Dossier ALP-1"},
    "person_protect": {"names": ["Tadeusz Astarguiev"], "statuses": ["refugee"]},
    "risk_profile": {},
    "assurance_add": {"against": ["torture"], "text": "Paroles.", "until": LATER},
    "oversight": {"reason": "Contrôle annuel"},
    "oversight_sample": {"count": 1, "reason": "Contrôle annuel"},
    "oversight_log": {"passphrase": "x"},
    "oversight_export": {"reason": "Contrôle annuel"},
}


@pytest.fixture
def beta(pair: World) -> Iterator[World]:
    """The interface of beta, where a desk stands and a message has arrived."""
    give_accounts(pair)
    with gateway.bound(desk(pair, "beta")):
        yield pair


@functools.cache
def operations() -> dict[str, tuple[str, str]]:
    """Give every operation with its method and its path below `/api/1`."""
    paths = json.loads(json.dumps(api.get_openapi_schema(path_prefix="")))["paths"]
    return {
        operation["operationId"]: (method, path)
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def filled(path: str, known: dict[str, str]) -> str:
    """Give a path with the ids of what there is."""
    for name, value in {"way": "package", **known}.items():
        path = path.replace("{" + name + "}", value)
    return path.replace("{", "").replace("}", "")


def may(role: str, right: str) -> bool:
    """Whether the matrix gives a right to a role, in the words of `detente user`."""
    held = duties.HELD[role]
    match right.split():
        case ["everybody"]:
            return True
        case ["policy", duty]:
            return duties.has(Officer(name="x", role=role), duty)
        case ["desk", act]:
            return bool(held & duties.DESK[act])
        case ["register"]:
            return bool(held & {Role.LEGAL, Role.HEAD, Role.LIAISON, Role.DUTY_DESK})
        case ["legal-or-head"]:
            return bool(held & {Role.LEGAL, Role.HEAD})
        case ["oversight"]:
            return Role.OVERSIGHT in held
        case [kind, event]:
            return duties.may(Officer(name="x", role=role), event, kind=kind)
    raise AssertionError(right)


def test_every_operation_has_its_right() -> None:
    named = [
        set(RIGHTS),
        OF_THE_OWNER,
        OF_A_MESSAGE,
        OF_A_SECOND_PERSON,
        OF_A_LINE,
        OF_THE_HEAD,
        {"compose", "case_import"},
    ]
    assert set().union(*named) == set(operations())
    assert sum(map(len, named)) == len(operations())


def test_a_role_s_token_gives_exactly_what_the_matrix_gives_the_role(beta: World) -> None:
    uid = delivered(beta)
    furnished(beta)
    # Those first that undo least: what one may, the next must still find.
    for role in ("oversight", "operator", "legal", "analyst", "release", "liaison", "duty", "head"):
        _tried(beta, role, uid)


def _tried(beta: World, role: str, uid: str) -> None:
    node = beta.nodes["beta"]
    ApiToken.objects.using(node.alias).all().delete()
    Officer.objects.using(node.alias).filter(name="omar").update(role=role)
    token = token_of(beta, "beta", "omar")
    ones = dict.fromkeys(("sheet_id", "template_id", "form_id", "person_id", "assurance_id", "proposal_id"), "1") | {
        "level": "low"
    }
    known = {"entry_id": uid, "code": "ALP", "name": "lia", **ones}
    found, expected = {}, {}
    for operation, (method, path) in operations().items():
        right = RIGHTS.get(operation)
        if right is None:
            continue
        here = known | ({"code": "duty"} if path.startswith("/desks/") else {})
        path += {"address_forget": "?name=Permanence", "search_numbers": "?words=ALP-1"}.get(operation, "")
        answer = ask(token, method, filled(path, here), BODIES.get(operation))
        assert answer.status_code < 500, operation
        expected[operation] = may(role, right)
        found[operation] = answer.status_code != 403
    assert {name: found[name] for name in found if found[name] != expected[name]} == {}


def test_what_is_another_officer_s_own_is_not_there(beta: World) -> None:
    node, uid = beta.nodes["beta"], delivered(beta)
    own = desk(beta, "beta")
    draft = own.draft_save(LIA, "", draft_to_beta(to="ALP"))
    token = token_of(beta, "beta", "omar")
    kept = own.search_ask(LIA, theirs_question(), reason="dossier 4711", name="Boston")
    for role in sorted(duties.HELD):
        Officer.objects.using(node.alias).filter(name="omar").update(role=role)
        _looked_for(beta, token, uid, draft, kept)


def _looked_for(beta: World, token: str, uid: str, draft: str, kept: str) -> None:
    node = beta.nodes["beta"]
    acts = AuditRow.objects.using(node.alias).count()
    known = {"entry_id": uid, "draft_id": draft, "search_id": kept, "file_id": "x"}
    challenge = {"challenge": "x", "assertion": "{}", "because": "x", "kind": "notification", "message": "notification"}
    for operation in (OF_THE_OWNER | OF_A_SECOND_PERSON) - {"together", "release_together", "draft_attach"}:
        method, path = operations()[operation]
        said = None if method == "get" else challenge
        answer, absent = (
            ask(token, method, filled(path, each), said)
            for each in (known, known | {"draft_id": "987654", "search_id": "987654"})
        )
        assert answer.status_code == 404 or answer.json()["code"] == "role", (operation, answer.content)
        assert (answer.status_code, answer.content) == (absent.status_code, absent.content), operation
    listed = ask(token, "get", f"/together?draft={draft}").json()["drafts"]
    assert [(each["hash"], each["party"]) for each in listed] == [("", None)]
    chosen = {"drafts": [{"draft_id": draft, "hash": "x"}]}
    became = ask(token, "post", "/together", chosen)
    assert became.status_code == 403 or became.json()[0]["problem"]["code"] == "not-found"
    assert AuditRow.objects.using(node.alias).count() == acts


@pytest.mark.parametrize("role", ["oversight", "operator"])
def test_who_moves_no_case_moves_none_by_a_token(beta: World, role: str) -> None:
    node, uid = beta.nodes["beta"], delivered(beta)
    Officer.objects.using(node.alias).filter(name="omar").update(role=role)
    token = token_of(beta, "beta", "omar")
    before = Entry.objects.using(node.alias).filter(ours=True).count()
    given = {"reason": "parce que", "because": "parce que", "recipient": "Douanes", "keep": True, "held": True}
    given |= {"text": "Faux.", "older": uid, "newer": uid, "outcome": "apart", **FURTHER}
    for operation in OF_A_MESSAGE:
        method, path = operations()[operation]
        if method == "get":
            continue
        answer = ask(token, method, filled(path, {"entry_id": uid, "event": "register", "kind": "feedback"}), given)
        if operation == "confirm_limits" and role == "oversight":
            assert answer.status_code == 200, "oversight reads, and keeps to what a label states"
        elif operation == "correction_issue" and answer.status_code == 200:
            assert all(each["refused"] and not each["entry_id"] for each in answer.json())
        else:
            assert answer.status_code in (400, 403, 404, 422), (operation, answer.content)
    assert Entry.objects.using(node.alias).filter(ours=True).count() == before


def test_a_message_that_an_officer_may_not_know_of_is_in_no_operation(beta: World) -> None:
    """A wrong id and a hidden one are answered alike, byte for byte."""
    node, uid = beta.nodes["beta"], hidden(beta)
    token = token_of(beta, "beta", "omar")
    bodies = {"reason": "parce que", "because": "parce que", "recipient": "Douanes", "keep": True, "held": True}
    bodies |= FURTHER | {"text": "Faux.", "who": "lia", "until": (beta.clock() + timedelta(days=1)).isoformat()}
    assert officers.find(node, "omar").role
    for operation in (OF_A_MESSAGE - {"alike"}) | {"open", "accept", "hand_page", "hand_on"}:
        method, path = operations()[operation]
        said = (
            None if method == "get" else bodies | (BODIES[operation] if operation in ("body_told", "watch_set") else {})
        )
        answers = [
            ask(
                token,
                method,
                filled(path, {"entry_id": each, "event": "offer", "file_id": "x", "kind": "feedback"}),
                said,
            )
            for each in (uid, "01a2027b-0000-7000-8000-000000000000")
        ]
        assert [each.status_code for each in answers] == [404, 404], (operation, answers[0].content)
        assert answers[0].content == answers[1].content, operation


WORDING = {"topics": ["ct"], "ours": [], "theirs": [], "purposes": [], "law": "x", "tlp": "AMBER", "preset": "x"}
ALONE: dict[str, dict[str, Any]] = {
    "release": {"challenge": "x"},
    "submit": {"challenge": "x"},
    "approve": {"challenge": "x"},
    "export_approve": {"challenge": "x"},
    "agreement_draft": {"wording": {**WORDING, "begins": AT}},
    "agreement_prepare": {"wording": {**WORDING, "begins": AT}},
}
"""What an operation takes of a caller that has no passkey, where it is not in `BODIES`."""
BY_ACT: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {
    "agreement_act": {act: (act, {}) for act in get_args(AgreementAct)},
    "release_together": {
        act: ("", {"drafts": [{"draft_id": "1", "hash": "x"}], "approves": act == "approve"})
        for act in ("release", "approve")
    },
}
"""The acts of the operations that have several: what stands in the path for each, and what is given."""


def test_of_all_operations_exactly_the_binding_acts_refuse_a_token_alone(beta: World) -> None:
    """A token is a system, and no system is a second person or binds the house: `tokens.BINDING` says which acts."""
    uid = delivered(beta)
    furnished(beta)
    token = token_of(beta, "beta")
    known = {"entry_id": uid, "code": "ALP", "named": "abcdef", "draft_id": "1", "name": "lia", "level": "low"}
    known |= dict.fromkeys(("sheet_id", "template_id", "form_id", "person_id", "assurance_id", "proposal_id"), "1")
    refused, expected = {}, {}
    for operation, (method, path) in operations().items():
        here = known | ({"code": "duty"} if path.startswith("/desks/") else {})
        for act, (in_path, given) in BY_ACT.get(operation, {"": ("", {})}).items():
            body = {**BODIES.get(operation, {}), **ALONE.get(operation, {}), **given}
            body.pop("assertion", None)
            answer = ask(token, method, filled(path, here | {"act": in_path}), None if method == "get" else body)
            said = answer.json() if answer.headers["Content-Type"].startswith("application/json") else {}
            refused[operation, act] = isinstance(said, dict) and said.get("code") == "passkey-needed"
            bound = tokens.BINDING.get(operation, frozenset())
            expected[operation, act] = bound is tokens.EVERY_ACT or act in bound
            assert answer.status_code < 500, operation
    assert {name for name in refused if refused[name] != expected[name]} == set()
    assert {name for name, _ in refused if expected[name, _]} == set(tokens.BINDING)


def test_what_takes_the_answer_of_a_passkey_was_thought_about() -> None:
    """Who adds an operation that an assertion may stand under decides whether one must."""
    schemas = api.get_openapi_schema(path_prefix="")
    text = json.loads(json.dumps(schemas))
    taking = set()
    for methods in text["paths"].values():
        for operation in methods.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            named = body.get("$ref", "").rpartition("/")[2]
            if "assertion" in text["components"]["schemas"].get(named, {}).get("properties", {}):
                taking.add(operation["operationId"])
    # The acts of the author, whom the token stands for: what they do alone, a second person approves.
    assert taking - set(tokens.BINDING) == {"accept", "release", "submit"}
    assert set(tokens.BINDING) <= taking
