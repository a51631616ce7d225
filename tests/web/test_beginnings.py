"""Dialogues about a message on the desk: what each asks for, and what reaches the node."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.fake_desk import FakeDesk
from tests.web.test_further import shown

PAGE = "/messages/e-0417/begin"


@pytest.mark.parametrize("kind", ["feedback", "onward-consent", "recall"])
def test_each_asks_for_the_values_of_its_table(client: Client, kind: str) -> None:
    page = shown(client, f"{PAGE}/{kind}/")
    names = {"feedback": "given-usefulness", "onward-consent": "given-to_whom", "recall": "given-reason"}
    assert names[kind] in client.get(f"{PAGE}/{kind}/").content.decode()
    assert "Voyage annoncé" in page.text


def test_feedback_becomes_a_draft_to_be_read_once_more(client: Client, fake: FakeDesk) -> None:
    answer = client.post(f"{PAGE}/feedback/", {"given-usefulness": "wrong-person", "text": "Un homonyme."})
    assert (answer.status_code, answer["Location"]) == (302, "/compose/d-1/leaves/")
    values = {"entry_id": "e-0417", "kind": "feedback", "given": {"usefulness": "wrong-person"}, "text": "Un homonyme."}
    assert fake.acts == [("begin_draft", values)]


def test_a_recall_says_of_each_recipient_what_became_of_it(client: Client, fake: FakeDesk) -> None:
    answer = client.post(
        f"{PAGE}/recall/", {"given-reason": "wrong", "text": "Faux."}, follow=True, headers={"accept-language": "en"}
    )
    text = answer.content.decode()
    for words in (
        "ZOR: the recall is released.",
        "BET: it waits for a second officer.",
        "GAM: The agreement has ended",
    ):
        assert words in text, words
    assert fake.acts == [("recall_issue", {"entry_id": "e-0417", "reason": "wrong", "text": "Faux."})]


def test_what_is_refused_stays_typed_and_a_missing_value_is_asked(client: Client, fake: FakeDesk) -> None:
    answer = client.post(f"{PAGE}/recall/", {"given-reason": "wrong", "text": "refuse me"})
    assert answer.status_code == 400
    assert "refuse me" in answer.content.decode()
    assert client.post(f"{PAGE}/recall/", {"text": "x"}).status_code == 400
    assert client.get(f"{PAGE}/warning/").status_code == 404
    assert fake.acts == []
