"""Templates and the address book on a real node."""

from __future__ import annotations

import pytest

from detente.model.errors import BadInput, NotFound
from detente.node.services import address_book, desks, officers, templates
from detente.node.stores.models import Officer
from tests.node.desk_builders import LIA, desk, draft_to_beta, give_accounts
from tests.node.world import World

TEXTS = {"subject": "Dossier {{own_ref}}", "text": "To {{ partner }}, {{today}}: {{name}} {{__class__}} {% now %}"}


def test_a_draft_begins_with_the_template_and_only_known_fields_are_filled(pair: World) -> None:
    a = pair.nodes["alpha"]
    lia = officers.find(a, "lia")
    row = templates.keep(a, lia, "Travel", kind="notification", lang="fr", texts=TEXTS)
    draft = templates.begin(a, lia, row, pair.partner("alpha", "beta"), own_ref="{{today}}")
    today = f"{pair.clock():%Y-%m-%d}"
    assert draft.content["subject"] == "Dossier {{today}}"
    assert draft.content["text"] == f"To BET, {today}: {{{{name}}}} {{{{__class__}}}} {{% now %}}"
    assert (draft.content["lang"], draft.partner) == ("fr", pair.partner("alpha", "beta"))


def test_a_template_is_one_for_each_name_kind_and_language(pair: World) -> None:
    a = pair.nodes["alpha"]
    lia = officers.find(a, "lia")
    for lang in ("fr", "ru", "fr"):
        templates.keep(a, lia, "Travel", kind="notification", lang=lang, texts={"text": lang})
    assert [(row.lang, row.content["text"]) for row in templates.all_of(a, lia)] == [("fr", "fr"), ("ru", "ru")]
    templates.forget(a, lia, templates.all_of(a, lia)[0])
    with pytest.raises(NotFound):
        templates.find(a, lia, "999")
    assert [row.lang for row in templates.all_of(a, lia)] == ["ru"]


@pytest.mark.parametrize(
    ("name", "kind", "lang", "text"),
    [
        ("", "notification", "fr", "x"),
        ("a", "evidence", "fr", "x"),
        ("a", "notification", "FR", "x"),
        ("a", "notification", "fr", ""),
    ],
)
def test_what_can_be_no_template_is_refused(pair: World, name: str, kind: str, lang: str, text: str) -> None:
    a = pair.nodes["alpha"]
    with pytest.raises(BadInput):
        templates.keep(a, officers.find(a, "lia"), name, kind=kind, lang=lang, texts={"text": text})


def test_the_book_has_their_desks_with_the_most_competent_first_and_ours_at_the_end(pair: World) -> None:
    a, beta = pair.nodes["alpha"], pair.partner("alpha", "beta")
    lia = officers.find(a, "lia")
    address_book.keep(a, lia, beta, "Archive", topics=["money"])
    address_book.keep(a, lia, beta, "Counter-terrorism", topics=["ct"], languages=["ru"], notes="Calls back.")
    address_book.keep(a, lia, beta, "Travel", topics=["ct.travel"], languages=["fr"])
    head = officers.add(a, name="chief", shown="Chief", role="head")
    desks.arrange(a, head, "duty", name="Duty", main=True)
    assert [row.name for row in address_book.of_partner(a, lia, beta, topic="ct.travel")][0:2] == [
        "Travel",
        "Counter-terrorism",
    ]
    assert [(row["partner"], row["name"]) for row in address_book.facts(a, lia)][-1] == ("", "Duty")
    address_book.forget(a, lia, beta, "Archive")
    with pytest.raises(NotFound):
        address_book.forget(a, lia, beta, "Archive")


def test_what_can_be_no_desk_is_refused(pair: World) -> None:
    a, beta = pair.nodes["alpha"], pair.partner("alpha", "beta")
    lia = officers.find(a, "lia")
    for values in ({"topics": ["C T"]}, {"languages": ["français"]}, {"notes": "x" * 1001}):
        with pytest.raises(BadInput):
            address_book.keep(a, lia, beta, "Duty", **values)  # type: ignore[arg-type]  # one value of each kind


def test_the_desk_begins_a_draft_with_a_template_and_what_was_typed_already(pair: World) -> None:
    give_accounts(pair)
    a, here = pair.nodes["alpha"], desk(pair, "alpha")
    lia, beta = officers.find(a, "lia"), pair.partner("alpha", "beta")
    row = templates.keep(a, lia, "Travel", kind="notification", lang="ru", texts={**TEXTS, "asks": "{{own_ref}}?"})
    address_book.keep(a, lia, beta, "Archive", topics=["money"])
    address_book.keep(a, lia, beta, "Travel", topics=["ct"], languages=["fr"], notes="Calls back.")
    page = here.compose(LIA, "")
    assert [(each.id, each.name) for each in page.templates] == [(str(row.pk), "Travel")]
    assert [each.name for each in page.desks] == ["Archive", "Travel"]
    begun = draft_to_beta(text="", subject="Dossier {{own_ref}}, vol", desk="Travel")
    key = here.draft_begin(LIA, begun, template=str(row.pk))
    found = here.compose(LIA, key)
    assert found.draft is not None
    assert (found.draft.subject, found.draft.lang, found.draft.desk) == ("Dossier ALP-2026-7, vol", "ru", "Travel")
    assert found.draft.text.startswith("To BET, ")
    assert found.draft.asks == "ALP-2026-7?"
    assert [each.name for each in found.desks] == ["Travel", "Archive"]
    assert "Travel" not in str(here.preview(LIA, key).rows)


def test_whoever_may_not_read_the_books_writes_without_them(pair: World) -> None:
    give_accounts(pair)
    a = pair.nodes["alpha"]
    lia = officers.find(a, "lia")
    templates.keep(a, lia, "Travel", kind="notification", lang="fr", texts=TEXTS)
    address_book.keep(a, lia, pair.partner("alpha", "beta"), "Archive", topics=["money"])
    Officer.objects.using(a.alias).filter(name="lia").update(role="oversight")
    page = desk(pair, "alpha").compose(LIA, "")
    assert (page.templates, page.desks) == ((), ())
