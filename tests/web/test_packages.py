"""Case packages by plain forms: out as a file to save, in as drafts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from detente.model.errors import PolicyRefusal
from detente.node.queries.desk import Draft
from detente.web.desk import forms
from detente.web.desk.forms import ContentForm, initial_of
from tests.web.fake_desk import FakeDesk
from tests.web.fictional import TO_ZORIANE
from tests.web.pages import Parsed, faults
from tests.web.test_acts import said

TOKEN = {"HTTP_AUTHORIZATION": "Bearer dxt_claire"}


def package(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("case.zip", data)}


def test_the_page_of_a_case_gives_its_package_as_a_file_to_save(client: Client) -> None:
    page = Parsed(client.get("/messages/e-0417/case/").content.decode())
    assert "/messages/e-0417/package/" in [each.get("href") for each in page.all("a")]
    answer = client.get("/messages/e-0417/package/")
    assert b"".join(answer) == b"PK e-0417"  # type: ignore[arg-type]  # a streaming answer is iterable
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "case-e-0417.zip" in answer.headers["Content-Disposition"]


def test_one_draft_is_gone_on_with_at_once(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/compose/import/", package(b"PK one"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/compose/d-1/subject/")
    assert fake.acts == [("case_import", {"data": b"PK one", "way": "desk"})]


def test_several_drafts_and_what_was_dropped_are_told(client: Client) -> None:
    answer = client.post("/compose/import/", package(b"PK two"), follow=True)
    shown = said(answer)
    assert "2 brouillons sont commencés. Rien n’a été envoyé." in shown
    assert "religion" in shown
    assert "2 messages avaient été laissés de côté" in shown


def test_the_same_package_again_is_told(client: Client) -> None:
    answer = client.post("/compose/import/", package(b"PK again"), follow=True)
    assert "Ce paquet a déjà été importé. Rien n’a été fait." in said(answer)


def test_what_cannot_be_used_is_said_fault_by_fault(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/compose/import/", package(b"%PDF"))
    page = answer.content.decode()
    assert (answer.status_code, fake.acts, faults(Parsed(page))) == (400, [], [])
    assert page.count('<li lang="en" dir="ltr">') == 2
    assert "a Person needs &lt;name&gt;." in page


def test_no_file_and_no_right_are_said(client: Client, fake: FakeDesk) -> None:
    assert client.post("/compose/import/", {}).status_code == 400
    fake.refusal = PolicyRefusal("role", "Your role does not include this.")
    answer = client.post("/compose/import/", package(b"PK one"))
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (403, True)


def test_the_form_is_reached_from_writing(client: Client) -> None:
    page = Parsed(client.get("/compose/").content.decode())
    assert "/compose/import/" in [each.get("href") for each in page.all("a")]
    assert faults(Parsed(client.get("/compose/import/").content.decode())) == []


def test_the_interface_gives_and_takes_packages(fake: FakeDesk, db: None) -> None:
    assert b"".join(Client().get("/api/1/messages/e-0417/case-package", **TOKEN)) == b"PK e-0417"  # type: ignore[arg-type]  # a streaming answer is iterable
    answer = Client().post("/api/1/case-packages", package(b"PK two"), **TOKEN)  # type: ignore[arg-type]  # headers by their names
    assert (answer.status_code, answer.json()["drafts"], answer.json()["again"]) == (201, ["d-1", "d-2"], False)
    refused = Client().post("/api/1/case-packages", package(b"%PDF"), **TOKEN)  # type: ignore[arg-type]  # headers by their names
    assert (refused.status_code, refused.json()["code"]) == (400, "case-package-refused")
    assert refused.json()["sentence"] == "This is no case package: too short. Entity 1: a Person needs <name>."


IMPORTED = Draft(kind="notification", message="notification", to="ZOR", imported={"file": "ab"}, codes=("pap:GREEN",))
WRITTEN = {"text": "Il part.", "lang": "fr", "tlp": "AMBER"}


@pytest.mark.parametrize(
    ("typed", "codes"), [("pap:AMBER  cls:val.SECRET pap:AMBER", ("pap:AMBER", "cls:val.SECRET")), ("", ())]
)
def test_other_codes_of_what_was_imported_are_a_field(typed: str, codes: tuple[str, ...]) -> None:
    shown = ContentForm(initial=initial_of(IMPORTED), correspondent=TO_ZORIANE, before=IMPORTED)
    assert 'value="pap:GREEN"' in str(shown["codes"])
    form = ContentForm({**WRITTEN, "codes": typed}, correspondent=TO_ZORIANE, before=IMPORTED)
    assert form.is_valid()
    assert form.draft(IMPORTED).codes == codes


@pytest.mark.parametrize("typed", ["pap", "pap:PINK", "pap:RED pap:AMBER", "tlp:RED", "h:H3", "cls:SECRET"])
def test_a_code_of_another_form_is_asked_again_and_not_kept(typed: str) -> None:
    with translation.override("en"):
        form = ContentForm({**WRITTEN, "codes": typed}, correspondent=TO_ZORIANE, before=IMPORTED)
        assert form.errors["codes"] == ["Write each code as scheme:CODE, such as pap:AMBER."]
    kept = forms.typed(
        ContentForm({**WRITTEN, "codes": typed}, correspondent=TO_ZORIANE, before=IMPORTED), initial_of(IMPORTED)
    ).draft(IMPORTED)
    assert kept.codes == ("pap:GREEN",)


def test_a_draft_of_our_own_has_no_such_field_and_keeps_none() -> None:
    own = replace(IMPORTED, imported=None, codes=None)
    form = ContentForm(WRITTEN, correspondent=TO_ZORIANE, before=own)
    assert form.is_valid()
    assert ("codes" in form.fields, form.draft(own).codes) == (False, None)
