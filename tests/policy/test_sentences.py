"""Each rule has its sentence in the four languages of the screens."""

from __future__ import annotations

from detente.policy import sentences
from detente.policy.languages import LANGUAGES
from detente.policy.rules.order import ORDER


def test_each_inner_ground_is_said_in_every_language() -> None:
    assert list(sentences.SENTENCES) == sorted(sentences.SENTENCES, key=list(ORDER).index)
    assert set(sentences.SENTENCES) == set(ORDER)
    for ground, said in sentences.SENTENCES.items():
        assert set(said) == set(LANGUAGES), ground
        assert all(text.strip().endswith((".", "؟")) for text in said.values()), ground
        assert len(set(said.values())) == len(LANGUAGES), ground


def test_a_ground_without_a_sentence_names_itself() -> None:
    assert all("x.y" in said for said in sentences.of("x.y").values())
