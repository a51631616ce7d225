"""The presets of deadlines that an agreement may name, and the limit that one sets to a clock."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.cases.counting import Limit
from detente.cases.deadline import Deadline, Preset
from detente.cases.default_preset import DETENTE_DEFAULT, URGENT_LIMITS
from detente.cases.legal_presets import LEGAL_PRESETS
from detente.cases.table import ClockRule

PRESETS: Final[Mapping[str, Preset]] = MappingProxyType({each.id: each for each in (DETENTE_DEFAULT, *LEGAL_PRESETS)})


_BY_STEP: Final = {
    name: MappingProxyType({deadline.step: deadline for deadline in each.deadlines}) for name, each in PRESETS.items()
}


def preset(name: str) -> Preset:
    """Give the preset of that name; the default where this release does not know it."""
    return PRESETS.get(name, DETENTE_DEFAULT)


def limit(preset: Preset, rule: ClockRule, *, urgent: bool = False, urgency_rejected: bool = False) -> Limit | None:
    """Give how long the step of a clock may take; None where nothing sets it an end.

    What a preset does not name, the default does. `urgent`: the asker claims urgency; once it was rejected with
    reasons, the limits for others count.
    """
    if urgency_rejected and preset.falls_back_to:
        preset = PRESETS[preset.falls_back_to]
    if rule.step in preset.unlimited:
        return None
    named = _deadline(preset, rule)
    if named is not None and preset is not DETENTE_DEFAULT:
        return named.limit
    if urgent and not urgency_rejected and rule.step in URGENT_LIMITS:
        return URGENT_LIMITS[rule.step]
    usual = _deadline(DETENTE_DEFAULT, rule)
    return None if usual is None else usual.limit


def _deadline(preset: Preset, rule: ClockRule) -> Deadline | None:
    """Give the deadline of the step; else the one that begins and ends as the clock does, whatever it is called."""
    by_step = _BY_STEP[preset.id].get(rule.step)
    if by_step is not None or preset is DETENTE_DEFAULT:
        return by_step
    alike = (each for each in preset.deadlines if each.starts == rule.starts and {*each.done} <= {*rule.met_by})
    return next(alike, None)
