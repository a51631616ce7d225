"""Each sentence that a reader of lists can say of a file is said in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from detente.intake.lists.sentences import TEMPLATES
from detente.web.desk import list_words


def test_each_sentence_has_its_words() -> None:
    with translation.override("en"):
        assert {code: str(said) for code, said in list_words.SAID.items()} == TEMPLATES


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Le fichier dépasse 16 Mio."),
        ("ru", "Файл больше 16 МиБ."),
        ("ar", "الملف أكبر من 16 ميبيبايت."),
    ],
)
def test_a_value_goes_into_its_place(language: str, said: str) -> None:
    with translation.override(language):
        assert list_words.in_words("kind.large", {"most": "16"}) == said
