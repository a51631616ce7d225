"""Slavic and Caucasian names as German, Polish, French, Italian and Dutch write them: how English would.

One letter stands for two sounds there, and only the custom tells which: "Zarnajew" is Царнаев, "Suworow" Суворов,
"Chodorkowski" Ходорковский, "Joukov" Жуков, "Poetin" Путин. What every custom writes in its own way without doubt
("tsch", "cz", "w") is left to `folded`. A name shows no custom by itself, so a reading stands beside the word, never
in its place; and only words are read that look Slavic or Caucasian, or Polish by their "rz".
"""

from __future__ import annotations

import re
from typing import Final

SHORTEST: Final = 5
"""Letters of a word that is read otherwise: shorter ones become another name too easily."""

_SLAVIC: Final = re.compile(
    r".*(?:[aeiouy]v(?:a|i|y|na)?|[eo]w(?:a|i|na)?|[eo]ff|sk(?:i|y|ij|yj|iy|yy|ii|a|aja|aya|aia)|[ei]nko"
    r"|(?:ts|sz)ch|[ou]witsch|itsch|icz|schwili|dse|gue[iy])|.*(?:tsch|dsch|szcz|tsj|dzj|chtch).*|z.*(?:eli|iani)"
    # Many a given name of the west ends in -in or -ine: only beside another sign of a custom.
    r"|.*(?:oe|ou|sch|tch|z).*[iy]n[ae]?"
)
_MAY_BE_READ: Final = re.compile(
    r"(?<![tdscrz])z(?![hz])|(?<![sct])ch|c(?=[ao][vw])|oe|tsj|dzj|dse$|ine$|gu(?=[ei])|sch|j|w|s(?=[aeiou])"
)
_POLISH_C: Final = re.compile(r"c(?=[ao][vw])")
_ANY: Final = (
    (re.compile(r"tsj"), "tch"),
    (re.compile(r"dzj"), "dzh"),
    (re.compile(r"dse$"), "dze"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"(?<=[ktnlsz])ine$"), "in"),
    (re.compile(r"oe"), "u"),
    (re.compile(r"w"), "v"),
)
_Z_OR_C: Final = ((re.compile(r"(?<![tdscrz])z(?![hz])"), "ts"),)
_HARD_CH: Final = ((re.compile(r"(?<![sct])ch"), "kh"), (re.compile(r"(?<!d)j"), "y"))
_FRENCH: Final = re.compile(r"ou|tch|ine$")
_OF_FRENCH: Final = ((re.compile(r"(?<![sct])ch"), "sh"), (re.compile(r"(?<!d)j"), "zh"))
_GERMAN: Final = re.compile(r"w|sch|sk[iy]j$|dse$")
_SOFT_SCH: Final = (re.compile(r"(?<![td])sch(?!t)"), "zh")
_SOFT_S: Final = (re.compile(r"^s(?=[aeiou])|(?<=[aeiou])s(?=[aeioubdglmnrvw])"), "z")
_POLISH: Final = re.compile(r"(?<=[bdgkpt])rz|rz(?=[ey])|(?<=o)rz$")
_AFTER_VOICELESS: Final = re.compile(r"(?<=[kpt])rz")


def readings(latin: str) -> tuple[str, ...]:
    """Give how English may write `latin` (letters a to z) if another custom wrote it: mostly nothing, at most four.

    >>> readings("zarnajew"), readings("joukov"), readings("krzysztof"), readings("garcia")
    (('tsarnayev',), ('zhoukov',), ('kshysztof',), ())
    """
    if len(latin) < SHORTEST:
        return ()
    found = [_POLISH.sub("zh", _AFTER_VOICELESS.sub("sh", latin))] if "rz" in latin else []
    if _MAY_BE_READ.search(latin) and _SLAVIC.fullmatch(latin):
        found += _of_slavic(latin)
    return tuple(form for form in dict.fromkeys(found) if form != latin)


def _of_slavic(latin: str) -> list[str]:
    plain = _rewritten(_POLISH_C.sub("ts", latin), _ANY)
    if not _POLISH_C.search(latin):
        plain = _rewritten(plain, _Z_OR_C)
    if _FRENCH.search(latin):
        return [plain, _rewritten(plain, _OF_FRENCH)]
    plain = _rewritten(plain, _HARD_CH)
    if not _GERMAN.search(latin):
        return [plain]
    return [plain, *(_rewritten(plain, rules) for rules in ((_SOFT_S,), (_SOFT_SCH,), (_SOFT_S, _SOFT_SCH)))]


def _rewritten(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for old, new in rules:
        text = old.sub(new, text)
    return text
