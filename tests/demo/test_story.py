"""The story holds together whenever the demo is made, and nothing in it is real."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import assert_never

import pytest

from detente.node.demo import letters, story
from detente.node.demo.letters import Words
from detente.node.demo.steps import (
    Accept,
    Agree,
    Answer,
    Ask,
    AskBack,
    Contact,
    CrossCheck,
    Hold,
    Keep,
    Open,
    Send,
    Submit,
    Suspend,
    Write,
)

START = datetime(2026, 11, 22, tzinfo=UTC)
LETTERS = [value for value in vars(letters).values() if isinstance(value, Words)]
INVENTED = {"fr": "entièrement fictif", "ru": "полностью вымышлен", "ar": "خيالية بالكامل"}


def test_it_is_told_in_four_scripts_and_four_languages() -> None:
    said = [*(words.subject + words.text for words in LETTERS)]
    said += [label for party in story.PARTIES for label in party.labels.values()]
    scripts = {unicodedata.name(letter).split()[0] for letter in "".join(said) if letter.isalpha()}
    assert {"LATIN", "CYRILLIC", "ARABIC", "GREEK"} <= scripts
    assert {words.lang for words in LETTERS} == {"fr", "en", "ru", "ar"}
    assert [party.language for party in story.PARTIES] == ["fr", "ru", "ar"]


def test_each_attachment_says_that_it_is_invented() -> None:
    papers = [(words.lang, paper.text) for words in LETTERS for paper in words.papers]
    assert len(papers) >= 4
    assert [text for lang, text in papers if INVENTED[lang] not in text] == []


def test_every_party_can_meet_others_and_is_found_on_this_machine_alone() -> None:
    for party in story.PARTIES:
        assert party.host.endswith(".localhost")
        assert party.compares != party.confirms
    assert [party.colour for party in story.PARTIES] == [1, 2, 3]
    assert len({party.host for party in story.PARTIES}) == len({party.code for party in story.PARTIES}) == 3


@pytest.mark.parametrize("hour", range(24))
def test_every_step_comes_after_what_it_needs_at_any_hour(hour: int) -> None:
    start = START + timedelta(hours=hour, minutes=7)
    met: set[frozenset[str]] = set()
    agreed: set[frozenset[str]] = set()
    states: dict[str, str] = {}
    for at, step in story.in_order(start):
        assert at < start
        match step:
            case Contact():
                met.add(frozenset((step.first, step.second)))
            case Send():
                assert frozenset((step.sender, step.to)) in met
                assert step.answer_by is None or step.answer_by.before(start) > at
                states[step.key] = "sent"
            case Ask():
                assert frozenset((step.sender, step.to)) in met
                states[step.key] = "sent"
            case Open():
                assert states[step.key] == "sent"
                states[step.key] = "opened"
            case Accept():
                assert states[step.key] == "opened"
                assert step.until.before(start) > at
                states[step.key] = "accepted"
            case Answer():
                assert states[step.key] == "accepted"
                states[step.key] = "answered"
            case CrossCheck():
                assert states[step.key] == "opened"
            case AskBack():
                assert states[step.key] == "accepted"
                states[step.key] = "asked back"
            case Agree():
                assert frozenset((step.first, step.second)) in met
                agreed.add(frozenset((step.first, step.second)))
            case Suspend():
                assert frozenset((step.party, step.partner)) in agreed
            case Write() | Submit():
                assert frozenset((step.party, step.to)) in met
            case Keep() | Hold():
                assert step.officer in {each.name for each in story.party(step.party).officers}
            case _:
                assert_never(step)
    assert set(states.values()) == {"sent", "opened", "accepted", "answered", "asked back"}
