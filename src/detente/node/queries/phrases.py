"""Facts of the node as the desk's phrases and choices: what may be done with a message, names of topics and purposes.

The desk says a `Phrase` in the reader's language; the values in it are put into that language here, where labels are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.utils.translation import get_language

from detente.model import handling
from detente.node.queries.desk import Choice, Handling, Party, Phrase
from detente.node.queries.parties import Parties
from detente.policy.topics import TOPICS

PURPOSES: Final[Mapping[str, Mapping[str, str]]] = {
    "prevent-terrorism": {
        "en": "Prevent an act of terrorism",
        "fr": "Prévenir un acte de terrorisme",
        "ru": "Предотвращение теракта",
        "ar": "منع عمل إرهابي",
    },
    "investigate-terrorism": {
        "en": "Investigate an act of terrorism",
        "fr": "Enquêter sur un acte de terrorisme",
        "ru": "Расследование теракта",
        "ar": "التحقيق في عمل إرهابي",
    },
    "protect-persons": {
        "en": "Protect persons in danger",
        "fr": "Protéger des personnes en danger",
        "ru": "Защита лиц, находящихся в опасности",
        "ar": "حماية أشخاص معرضين للخطر",
    },
    "judicial-proceedings": {
        "en": "Use it in court",
        "fr": "Le produire en justice",
        "ru": "Использование в суде",
        "ar": "استعماله أمام القضاء",
    },
    "find-person": {
        "en": "Find a missing person",
        "fr": "Retrouver une personne disparue",
        "ru": "Розыск пропавшего без вести",
        "ar": "العثور على شخص مفقود",
    },
    "immigration": {
        "en": "Decide on entry or stay",
        "fr": "Décider d’une entrée ou d’un séjour",
        "ru": "Решение о въезде или пребывании",
        "ar": "البت في دخول أو إقامة",
    },
}


def choice(code: str) -> Choice:
    """Give a topic or a purpose with its labels; one that is not known here shows its code."""
    return Choice(code, _labels(code))


def word(code: str) -> str:
    """Give the label of a topic or a purpose in the reader's language, else in English, else the code."""
    labels = _labels(code)
    return labels.get(_language()) or labels.get("en") or code


def _labels(code: str) -> Mapping[str, str]:
    return TOPICS[code].label if code in TOPICS else PURPOSES.get(code, {})


def name(party: Party) -> str:
    """Give a party's name in the reader's language."""
    return party.label(_language()).text


def label(given: handling.Handling, parties: Parties) -> Handling:
    """Give a handling label as the desk shows it; an unknown scheme shows as it is and counts as H3 (DXP 5.4)."""
    return replace(
        codes(given), release_to=None if given.rel is None else tuple(parties.find(party) for party in given.rel)
    )


def codes(given: handling.Handling) -> Handling:
    """Give what a label says by its codes, without the parties to whom it may go."""
    return Handling(
        tlp=given.tlp or "",
        h=tuple(sorted(given.restrictions)),
        others=tuple(code for code in given.codes if code.partition(":")[0] not in {"tlp", "h"}),
        originator_control=given.orcon,
    )


def strictest(labels: list[Handling]) -> Handling | None:
    """Give the marking of a page: the strictest TLP on it, and every restriction on it; None where there is nothing.

    H0 says what is allowed anyway: it shows only where no other H code stands beside it.
    """
    if not labels:
        return None
    codes = {code for each in labels for code in each.h}
    ranked = [each.tlp for each in labels if each.tlp in handling.TLP]
    return Handling(
        tlp=max(ranked, key=handling.TLP.index, default=""),
        h=tuple(sorted(codes - {"H0"} or codes)),
        others=tuple(sorted({code for each in labels for code in each.others})),
        originator_control=any(each.originator_control for each in labels),
    )


def may(given: handling.Handling, sender: Party) -> tuple[Phrase, ...]:
    """Give what a reader may do with a message of `sender` under its label."""
    said = [] if given.purpose is None else [Phrase("may.purpose", {"purpose": word(given.purpose)})]
    said += [Phrase(f"may.{code.lower()}", {"party": name(sender)}) for code in sorted(given.restrictions)]
    if given.tlp is not None:
        said.append(Phrase(f"may.tlp-{given.tlp.lower()}"))
    if given.orcon:
        said.append(Phrase("may.orcon", {"party": name(sender)}))
    return tuple(said)


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
