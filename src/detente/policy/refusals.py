"""What an officer may choose when a request is not met, in plain words (DXP 14; rules of the grounds).

Two ways, never mixed: a `refused` message carries a coarse sent ground; a `nil` carries nothing at all. A ground that
depends on what is held leads to `nil` only. Grounds of a law are offered only where the agreement rests on that law;
those of human rights and of Détente always. A founding agreement names no family, so it offers these alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from detente.policy.grounds import GROUNDS, NIL, Ground

ALWAYS: Final = frozenset({"human-rights", "detente"})
"""Families that need no agreement of their own law."""


def for_refusal(families: Collection[str] = ()) -> tuple[Ground, ...]:
    """Give the inner grounds that may stand behind a `refused` message, under an agreement of these families of law."""
    return tuple(each for each in _offered(families) if each.sent != NIL)


def for_nil(families: Collection[str] = ()) -> tuple[Ground, ...]:
    """Give the inner grounds that may stand behind a `nil`. None of them is needed: nothing found is a reason, too."""
    return tuple(each for each in _offered(families) if each.sent == NIL)


def may_refuse_with(inner: str, families: Collection[str] = ()) -> bool:
    """Whether an officer may choose `inner` for a `refused` message."""
    return any(each.code == inner for each in for_refusal(families))


def sentence(inner: str, language: str) -> str:
    """Give one plain sentence for the officer's choice; English where the language has none, else the label.

    Raises:
        KeyError: no such ground.
    """
    words = SENTENCES.get(inner, GROUNDS[inner].label)
    return words.get(language, words["en"])


def _offered(families: Collection[str]) -> tuple[Ground, ...]:
    allowed = ALWAYS | set(families)
    return tuple(each for each in GROUNDS.values() if each.current and each.family in allowed)


def _said(en: str, fr: str) -> Mapping[str, str]:
    return MappingProxyType({"en": en, "fr": fr})


SENTENCES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "hr-mistreatment": _said(
            "Meeting the request could expose a person to mistreatment.",
            "Donner suite à la demande exposerait une personne à de mauvais traitements.",
        ),
        "hr-death-penalty": _said(
            "The person could face the death penalty, and no assurance is in force.",
            "La personne encourt la peine de mort et aucune garantie n'est en vigueur.",
        ),
        "hr-person-declined": _said(
            "The person concerned does not wish it. The partner receives a neutral answer.",
            "La personne concernée ne le souhaite pas. Le partenaire reçoit une réponse neutre.",
        ),
        "dxp-unclarified": _said(
            "We asked what was meant, and no answer came.",
            "Nous avons demandé une précision, elle n'est pas venue.",
        ),
        "dxp-not-covered": _said(
            "The agreement does not cover what is asked.",
            "L'accord ne couvre pas ce qui est demandé.",
        ),
        "dxp-undisclosed": _said(
            "We decline before any search and do not say why. The true reason stays in our record.",
            "Nous refusons avant toute recherche, sans dire pourquoi. Le vrai motif reste dans notre registre.",
        ),
        "dxp-protected": _said(
            "A protected status stands against it. The partner receives a neutral answer.",
            "Un statut protégé s'y oppose. Le partenaire reçoit une réponse neutre.",
        ),
    }
)
"""What the officer reads beside each ground that a founding agreement offers. None of it travels."""
