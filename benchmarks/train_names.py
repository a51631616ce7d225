"""Train the model of `detente.matching.names` and write what came out: `trained.py` and the report in the docs.

    python -m benchmarks.train_names SHARED

Labelled pairs: `data/names/pairs.jsonl.gz` of the shared folder. Every figure of the report is cross-validated over
persons: a pair is scored by a model that saw no pair of either of its two persons, where a person is all records that
share an id or a name with two words or more. The thresholds of the two bands come from the same scores.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.boosting import Trees, boosted
from detente.matching.names import chance
from detente.matching.names.dates import Agreement
from detente.matching.names.evidence import evidence_of
from detente.matching.names.features import FEATURES, UNKNOWN_DATE, features_of
from detente.matching.names.prepared import Prepared, prepare
from detente.matching.names.scripts import Script

ROOT = Path(__file__).parents[1]
TRAINED = ROOT / "src/detente/matching/names/trained.py"
REPORT = ROOT / "docs/reference/name-model.md"
FOLDS = 5
GRADE = list(FEATURES).index("date")
TREES, DEPTH, RATE = 150, 4, 0.1
GENERATED = ("homonym_dob", "customer")
"""Categories that a simple generator made; a model can learn the generator, so all is reported without them too."""
OF_GENERATED = 0.5
"""Their weight in training."""
POSSIBLE_AT, MATCH_AT = 0.90, 0.99

Floats = NDArray[np.float64]


def read(shared: Path) -> list[dict[str, Any]]:
    with gzip.open(shared / "data/names/pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def persons(pairs: list[tuple[Prepared, Prepared]]) -> list[tuple[int, int]]:
    """Give each pair the numbers of its two persons: records are joined by id and by names of two words or more."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    keys = []
    for number, pair in enumerate(pairs):
        for side, record in enumerate(pair):
            mine = [f"id {record.id}"] if record.id and record.id != "nk" else [f"pair {number} {side}"]
            mine += [f"name {name.key}" for name in record.names if name.counting > 1]
            for key in mine[1:]:
                parent[root(key)] = root(mine[0])
            keys.append(mine[0])
    numbers: dict[str, int] = {}
    found = [numbers.setdefault(root(key), len(numbers)) for key in keys]
    return list(zip(found[::2], found[1::2], strict=True))


def fold_of(person: int) -> int:
    return hashlib.sha256(str(person).encode()).digest()[0] % FOLDS


def cross_validated(rows: Floats, truth: Floats, weights: Floats, clusters: list[tuple[int, int]]) -> Floats:
    """Give each pair's score by a model that saw neither of its persons."""
    folds = np.array([[fold_of(one), fold_of(other)] for one, other in clusters])
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        # The candidate's person decides the fold of a pair; whoever touches the fold on either side is not learnt from.
        held = folds[:, 1] == fold
        learnt = ~(folds == fold).any(axis=1)
        others = {person for pair, out in zip(clusters, held, strict=True) if out for person in pair}
        learnt &= np.array([not others & {*pair} for pair in clusters])
        model = fit(rows[learnt], truth[learnt], weights[learnt])
        undated = model.odds(np.array([chance.without_date(row) for row in rows[held].tolist()]))
        scores[held] = [
            chance.held(odds, bare, Agreement(int(grade)) if grade != UNKNOWN_DATE else Agreement.UNKNOWN)
            for odds, bare, grade in zip(model.odds(rows[held]), undated, rows[held, GRADE], strict=True)
        ]
    return 1 / (1 + np.exp(-scores))


def fit(rows: Floats, truth: Floats, weights: Floats) -> Trees:
    return boosted(rows, truth, weights=weights, monotone=list(FEATURES.values()), trees=TREES, depth=DEPTH, rate=RATE)


def threshold(scores: Floats, truth: Floats, precision: float) -> float:
    """Give the lowest score from which upwards at least `precision` of the pairs are true."""
    order = np.argsort(-scores)
    right = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    last = np.flatnonzero(right >= precision)[-1]
    return float(scores[order][last])


def at(scores: Floats, truth: Floats, where: float) -> tuple[float, float, float]:
    """Give F1, precision and recall at a threshold."""
    said = scores >= where
    hit = float((said & (truth == 1)).sum())
    precision, recall = hit / max(1, said.sum()), hit / max(1, truth.sum())
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def best(scores: Floats, truth: Floats) -> float:
    """Give the threshold with the best F1."""
    order = np.argsort(-scores)
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    return float(scores[order][f1.argmax()])


def interval(right: int, of: int) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share."""
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * ((share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5) / (1 + z * z / of)
    return middle - half, middle + half


def resampled(
    scores: Floats, truth: Floats, clusters: list[tuple[int, int]], where: float
) -> list[tuple[float, float]]:
    """Give 95 % intervals of F1 at a threshold and of recall at precision .99, by drawing persons anew 200 times."""
    owner = np.array([candidate for _, candidate in clusters])
    members = [np.flatnonzero(owner == person) for person in np.unique(owner)]
    rng = np.random.default_rng(4)
    f1, recall = [], []
    for _ in range(200):
        chosen = np.concatenate([members[i] for i in rng.integers(0, len(members), len(members))])
        f1.append(at(scores[chosen], truth[chosen], where)[0])
        recall.append(at(scores[chosen], truth[chosen], threshold(scores[chosen], truth[chosen], 0.99))[2])
    return [(float(np.quantile(each, 0.025)), float(np.quantile(each, 0.975))) for each in (f1, recall)]


def script_of_pair(pair: tuple[Prepared, Prepared]) -> str:
    """Give the scripts of a pair: of all names of the candidate, and of the query."""

    def scripts(record: Prepared) -> set[Script]:
        return {word.script for name in record.names for word in name.words}

    one, other = scripts(pair[0]), scripts(pair[1])
    for script in (
        Script.ARABIC,
        Script.HEBREW,
        Script.HANGUL,
        Script.HAN,
        Script.GREEK,
        Script.CYRILLIC,
        Script.OTHER,
    ):
        if script in one | other:
            across = "" if script in one & other else " across"
            return script.name.capitalize() + across
    return "Latin"


def write_model(model: Trees, possible: float, match: float, pairs: int) -> None:
    def table(name: str, note: str, rows: Any) -> list[str]:
        written = [f"    ({', '.join(f'{value:.6g}' for value in row)})," for row in rows]
        return [f"{name}: Final = (", *written, ")", f'"""{note}"""', ""]

    lines = [
        f'"""Trained by `python -m benchmarks.train_names` on {pairs:,} labelled pairs; not edited by hand."""',
        "",
        "# ruff: noqa: E501  # one line a tree",
        "# fmt: off",
        "from __future__ import annotations",
        "",
        "from typing import Final",
        "",
        f"START: Final = {model.start:.6g}",
        f"POSSIBLE: Final = {possible:.4f}",
        f'"""From this score upwards {POSSIBLE_AT:.0%} of the pairs were true, and a person should look."""',
        f"MATCH: Final = {match:.4f}",
        f'"""From this score upwards {MATCH_AT:.0%} were true."""',
        "",
        *table("FEATURES", "Trees x depth: which feature each depth asks for.", model.features),
        *table("THRESHOLDS", "Trees x depth: the answer is yes from this value upwards.", model.thresholds),
        *table("LEAVES", "Trees x 2 ** depth: log-odds; bit d of the column is the answer at depth d.", model.leaves),
    ]
    TRAINED.write_text("\n".join(lines), encoding="utf-8")


def write_report(
    pairs: list[dict[str, Any]],
    scores: Floats,
    truth: Floats,
    clusters: list[tuple[int, int]],
    scripts: list[str],
    model: Trees,
    possible: float,
    match: float,
) -> None:
    category = np.array([pair["category"] for pair in pairs])
    everyone = np.ones(len(pairs), dtype=bool)
    without = ~np.isin(category, GENERATED)
    plain = without & ~np.char.startswith(category, "nk_")
    where = best(scores, truth)
    generated = " and ".join(f"`{name}`" for name in GENERATED)
    lines = [
        "# How good the comparison of names is",
        "",
        "Written by `python -m benchmarks.train_names SHARED`, which trains the model; not edited by hand. What holds "
        "whatever the model says: [how names are compared](name-matching.md).",
        "",
        f"{len(pairs):,} labelled pairs of the development corpus (`data/names` of the shared folder), "
        f"{int(truth.sum()):,} true. Each figure is cross-validated over {FOLDS} groups of persons: a pair is scored "
        f"by a model that learnt from no pair of either person. {TREES} symmetric trees of depth {DEPTH}; each of the "
        f"{len(FEATURES)} features describes names or dates, none a list or a source, and most may speak one way only. "
        f"{generated} come from simple generators, weigh half in training, and the first table has lines without them.",
        "",
        f"A pair is *possible* from {possible:.3f} upwards and a *match* from {match:.3f}; there {POSSIBLE_AT:.0%} and "
        f"{MATCH_AT:.0%} of the pairs above were true. In brackets: 95 % intervals, for the first table by drawing "
        "persons anew, for the others Wilson's.",
        "",
        "| pairs | n | F1 at best | recall at precision .99 | recall, precision at possible | at match |",
        "|--|--|--|--|--|--|",
    ]
    kinds = (("all", everyone), (f"without {generated}", without), ("the same, without `nk_*`", plain))
    for name, mask in kinds:
        s, t = scores[mask], truth[mask]
        (f_low, f_high), (r_low, r_high) = resampled(s, t, [c for c, m in zip(clusters, mask, strict=True) if m], where)
        f1 = at(s, t, where)[0]
        recall = at(s, t, threshold(s, t, 0.99))[2]
        _, p_pos, r_pos = at(s, t, possible)
        _, p_match, r_match = at(s, t, match)
        lines.append(
            f"| {name} | {len(s):,} | {f1:.3f} ({f_low:.3f} to {f_high:.3f}) "
            f"| {recall:.3f} ({r_low:.3f} to {r_high:.3f}) "
            f"| {r_pos:.3f}, {p_pos:.3f} | {r_match:.3f}, {p_match:.3f} |"
        )
    lines += [
        "",
        f"One threshold for all, {where:.3f}, chosen on all pairs.",
        "",
        "## By category",
        "",
        "Share judged rightly at that threshold, and at *possible*.",
        "",
        "| category | n | right | at possible |",
        "|--|--|--|--|",
    ]
    said, shown = scores >= where, scores >= possible
    for name in sorted(set(category)):
        for value, mark in ((1, "true"), (0, "false")):
            mask = (category == name) & (truth == value)
            if mask.any():
                right, at_possible = said[mask] == truth[mask], shown[mask] == truth[mask]
                lines.append(f"| `{name}`, {mark} | {int(mask.sum()):,} | {_share(right)} | {_share(at_possible)} |")
    lines += ["", "Wikidata pairs, mean of true and false (balanced accuracy):", ""]
    for name in ("wd_ar", "wd_he", "wd_ko"):
        each = [float((said == truth)[(category == name) & (truth == value)].mean()) for value in (1, 0)]
        lines.append(f"- `{name}`: {sum(each) / 2:.3f}")
    lines += [
        "",
        "## By script",
        "",
        "The rarest script of a pair; *across*: only one side has it. Share judged rightly at the threshold above.",
        "",
        "| script | true | right | false | right |",
        "|--|--|--|--|--|",
    ]
    by: dict[str, list[int]] = defaultdict(list)
    for number, script in enumerate(scripts):
        by[script].append(number)
    for script in sorted(by):
        index = np.array(by[script])
        cells = []
        for value in (1, 0):
            chosen = index[truth[index] == value]
            cells.append(f"{len(chosen):,} | {_share(said[chosen] == truth[chosen]) if len(chosen) else '-'}")
        lines.append(f"| {script} | {' | '.join(cells)} |")
    total = sum(model.gains.values())
    lines += [
        "",
        "## What the trees look at",
        "",
        "Share of the gain in training.",
        "",
        "| feature | share |",
        "|--|--|",
    ]
    lines += [
        f"| {list(FEATURES)[feature]} | {gain / total:.3f} |"
        for feature, gain in sorted(model.gains.items(), key=lambda each: -each[1])
    ]
    REPORT.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _share(right: NDArray[np.bool_]) -> str:
    low, high = interval(int(right.sum()), len(right))
    return f"{right.mean():.3f} ({low:.3f} to {high:.3f})"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shared", type=Path)
    pairs = read(arguments.parse_args().shared)
    prepared = [(prepare(pair["query"]), prepare(pair["candidate"])) for pair in pairs]
    numbers = [features_of(evidence_of(*pair)) for pair in prepared]
    kept = [i for i, row in enumerate(numbers) if row is not None]  # a name in letters that nothing reads is no pair
    pairs, prepared = [pairs[i] for i in kept], [prepared[i] for i in kept]
    rows = np.array([numbers[i] for i in kept])
    truth = np.array([float(pair["match"]) for pair in pairs])
    weights = np.array([OF_GENERATED if pair["category"] in GENERATED else 1.0 for pair in pairs])
    clusters = persons(prepared)
    scores = cross_validated(rows, truth, weights, clusters)
    possible, match = threshold(scores, truth, POSSIBLE_AT), threshold(scores, truth, MATCH_AT)
    model = fit(rows, truth, weights)
    write_model(model, possible, match, len(pairs))
    write_report(pairs, scores, truth, clusters, [script_of_pair(pair) for pair in prepared], model, possible, match)
    print(
        "\n".join(REPORT.read_text(encoding="utf-8").splitlines()[:16]),
        f"\n{len(kept)} pairs, {len({c for _, c in clusters})} persons",
    )


if __name__ == "__main__":
    main()
