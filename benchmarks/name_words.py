"""Count words of names: how common they are, and how Arabic, Hebrew and Korean ones are written in Latin letters.

Writes `src/detente/matching/names/words_known.py` from the names of Wikidata (CC0) in `data/names/xscript_*.tsv.gz`;
words only, never a person: a word must stand in several names.

    python -m benchmarks.name_words SHARED

A name that a labelled pair of `data/names/pairs.jsonl.gz` uses is left out: no measurement meets its own answer.
"""

from __future__ import annotations

import gzip
import json
import sys
import textwrap
from collections import Counter, defaultdict
from pathlib import Path

from detente.matching.names import words_known

words_known.COMMON = words_known.SPELLED = ""  # counted without what was counted before

from detente.matching.names.likeness import likeness  # noqa: E402  # after the tables are emptied
from detente.matching.names.prepared import name_of  # noqa: E402  # after the tables are emptied

OUT = Path(__file__).parents[1] / "src/detente/matching/names/words_known.py"
IN_NAMES = 4
"""So many names must hold a word before its count is kept; and `TOGETHER` names a pair of words."""
TOGETHER = 2
SPELLINGS = 4


def rows(shared: Path) -> list[tuple[str, str]]:
    used = set()
    with gzip.open(shared / "data/names/pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            if pair["category"].startswith("wd_"):
                used |= {*pair["query"]["names"], *pair["candidate"]["names"]}
    found = []
    for script in ("ar", "he", "ko"):
        with gzip.open(shared / f"data/names/xscript_{script}.tsv.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                latin, _, native = line.rstrip("\n").partition("\t")
                if latin not in used and native not in used:
                    found.append((latin, native))
    return found


def count(names: list[tuple[str, str]]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    commons: Counter[str] = Counter()
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for text in {latin for latin, _ in names}:
        name = name_of(text)
        if name:
            commons.update({word.forms[0] for word in name.words if word.counts and word.text.isalpha()})
    for latin, native in names:
        one, other = name_of(latin), name_of(native)
        if not one or not other:
            continue
        left = [word for word in one.words if word.counts and word.text.isalpha()]
        right = [word for word in other.words if word.counts and word.text.isalpha() and not word.text.isascii()]
        found = sorted(
            ((likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), key=lambda each: -each[0]
        )
        gone: set[tuple[str, int]] = set()
        for alike, i, j in found:
            if alike >= 0.5 and ("l", i) not in gone and ("r", j) not in gone:
                gone |= {("l", i), ("r", j)}
                together[right[j].text][left[i].forms[0]] += 1
        rest_left = [word for i, word in enumerate(left) if ("l", i) not in gone]
        rest_right = [word for j, word in enumerate(right) if ("r", j) not in gone]
        # One word left on each side, in a name of as many words: they answer each other, however unlike they look.
        if len(left) == len(right) and len(rest_left) == len(rest_right) == 1:
            together[rest_right[0].text][rest_left[0].forms[0]] += 1
    return commons, together


def main(shared: Path) -> None:
    names = rows(shared)
    commons, together = count(names)
    counted = sorted((word, n) for word, n in commons.items() if n >= IN_NAMES and len(word) > 1)
    spelled = []
    for word, forms in sorted(together.items()):
        kept = [form for form, n in forms.most_common(SPELLINGS) if n >= TOGETHER and n * 12 >= forms.total()]
        if kept:
            spelled.append(f"{word}={','.join(kept)}")
    by_count: dict[int, list[str]] = defaultdict(list)
    for word, n in counted:
        by_count[n].append(word)
    common_lines = [f"{n} {' '.join(words)}" for n, words in sorted(by_count.items())]
    body = [
        '"""Words of names, counted in names of Wikidata (CC0) by `benchmarks.name_words`; not edited by hand."""',
        "",
        "# ruff: noqa: E501  # an ideograph or a Hangul syllable counts as two columns",
        "from __future__ import annotations",
        "",
        "from typing import Final",
        "",
        f"NAMES: Final = {len({latin for latin, _ in names})}",
        '"""So many names in Latin letters were counted."""',
        "",
        "# One line a count: the count, and the folded words that so many names hold.",
        'COMMON: Final = """\\',
        *[line for each in common_lines for line in _wrapped(each)],
        '"""',
        "",
        "# word=folded spellings, the most frequent first.",
        'SPELLED: Final = """\\',
        *_wrapped(" ".join(spelled)),
        '"""',
        "",
    ]
    OUT.write_text("\n".join(body), encoding="utf-8")
    print(
        len(names), "names;", len(counted), "common words;", len(spelled), "words spelled;", OUT.stat().st_size, "bytes"
    )


def _wrapped(text: str) -> list[str]:
    lines = textwrap.wrap(text, 100, break_long_words=False, break_on_hyphens=False)
    return [lines[0], *[f" {line}" for line in lines[1:]]] if lines else []


if __name__ == "__main__":
    main(Path(sys.argv[1]))
