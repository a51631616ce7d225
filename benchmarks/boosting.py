"""Boosted symmetric trees for two classes, in numpy: every node of one depth asks the same question.

Newton steps on the logistic loss, histograms of at most 40 bins, leaves shrunk. A feature that may only speak one way
is held to it: leaves that break the rule are averaged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass
class Trees:
    """`features` and `thresholds`: trees x depth; `leaves`: trees x 2**depth. Bit d of a leaf: value >= threshold d."""

    features: NDArray[np.int64]
    thresholds: Floats
    leaves: Floats
    start: float
    gains: dict[int, float] = field(default_factory=dict)

    def odds(self, rows: Floats) -> Floats:
        bits = rows[:, self.features] >= self.thresholds
        leaf = bits @ (1 << np.arange(self.features.shape[1]))
        return self.start + self.leaves[np.arange(len(self.leaves)), leaf].sum(axis=1)


def cuts_of(rows: Floats, bins: int = 40) -> list[Floats]:
    found = []
    for column in rows.T:
        values = np.unique(column)
        if len(values) > bins:
            values = np.unique(np.quantile(column, np.linspace(0, 1, bins + 1)[1:-1]))
            found.append(values)
        else:
            found.append((values[1:] + values[:-1]) / 2)
    return found


def boosted(
    rows: Floats,
    truth: NDArray[Any],
    *,
    monotone: list[int],
    weights: Floats | None = None,
    trees: int = 150,
    depth: int = 4,
    rate: float = 0.1,
    shrink: float = 5.0,
) -> Trees:
    """Give trees fitted to `rows` (n x features) and `truth` (n, 0 or 1)."""
    n, width = rows.shape
    weight = np.ones(n) if weights is None else weights
    cuts = cuts_of(rows)
    binned = np.stack([np.searchsorted(cut, column, side="right") for cut, column in zip(cuts, rows.T, strict=True)])
    most = max(len(cut) for cut in cuts) + 1
    share = (weight * truth).sum() / weight.sum()
    start = float(np.log(share / (1 - share)))
    odds = np.full(n, start)
    found: list[tuple[list[int], list[float], Floats]] = []
    gains: dict[int, float] = {}
    for _ in range(trees):
        chance = 1 / (1 + np.exp(-odds))
        slope = weight * (truth - chance)
        curve = np.maximum(weight * chance * (1 - chance), 1e-6)
        leaf = np.zeros(n, dtype=np.int64)
        chosen: list[tuple[int, int]] = []
        for level in range(depth):
            count = 1 << level
            best: tuple[float, int, int] | None = None
            for feature in range(width):
                index = leaf * most + binned[feature]
                g = np.bincount(index, slope, count * most).reshape(count, most).cumsum(axis=1)
                h = np.bincount(index, curve, count * most).reshape(count, most).cumsum(axis=1)
                low_g, low_h = g[:, :-1], h[:, :-1]
                high_g, high_h = g[:, -1:] - low_g, h[:, -1:] - low_h
                gain = (low_g**2 / (low_h + shrink) + high_g**2 / (high_h + shrink)).sum(axis=0)
                sign = monotone[feature]
                if sign:
                    low, high = low_g / (low_h + shrink), high_g / (high_h + shrink)
                    wrong = ((high - low) * sign < 0).mean(axis=0)
                    gain = np.where(wrong > 0.5, 0.0, gain)
                at = int(gain[: len(cuts[feature])].argmax()) if len(cuts[feature]) else 0
                if len(cuts[feature]) and (best is None or gain[at] > best[0]) and (feature, at) not in chosen:
                    best = float(gain[at]), feature, at
            if best is None:
                raise ValueError("no feature has two values")
            _, feature, at = best
            gains[feature] = gains.get(feature, 0.0) + best[0]
            chosen.append((feature, at))
            leaf |= (binned[feature] > at).astype(np.int64) << level
        g = np.bincount(leaf, slope, 1 << depth)
        h = np.bincount(leaf, curve, 1 << depth)
        values = rate * g / (h + shrink)
        _hold(values, h, [(level, monotone[feature]) for level, (feature, _) in enumerate(chosen)])
        odds += values[leaf]
        found.append(([f for f, _ in chosen], [float(cuts[f][at]) for f, at in chosen], values))
    return Trees(
        np.array([f for f, _, _ in found]),
        np.array([t for _, t, _ in found]),
        np.array([v for _, _, v in found]),
        start,
        gains,
    )


def _hold(values: Floats, mass: Floats, rules: list[tuple[int, int]]) -> None:
    """Average pairs of leaves that differ in one question and stand in the wrong order, until none does."""
    everyone = np.arange(len(values))
    for _ in range(8):
        clean = True
        for level, sign in rules:
            if not sign:
                continue
            low = everyone[(everyone >> level) & 1 == 0]
            high = low | (1 << level)
            wrong = (values[high] - values[low]) * sign < 0
            if wrong.any():
                clean = False
                a, b = low[wrong], high[wrong]
                mean = (values[a] * mass[a] + values[b] * mass[b]) / (mass[a] + mass[b] + 1e-9)
                values[a] = values[b] = mean
        if clean:
            return
