"""May it go on? What another party wrote came back in a file, and with it only its label: no agreement, no consent.

So the label decides alone, and as strictly as it reads (handling.json, `pass-on`). With the message itself at hand
`decide` is asked, which knows of consents; this is for what stands in a draft that was imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.model.handling import PAP, TLP, Handling
from detente.policy.decide import Refusal
from detente.policy.grounds import NIL

_BY_TLP: Final[Mapping[str | None, str]] = {
    "RED": "handling.tlp-red",
    "AMBER+STRICT": "handling.tlp-strict",
    "AMBER": "handling.tlp-amber",
    None: "handling.missing",
}
_BY_RESTRICTION: Final[Mapping[str, str]] = {"H2": "handling.h2", "H3": "handling.h3"}


def refusal(label: Handling, *, writer: str, to: str) -> Refusal | None:
    """Give what stands against passing on what `writer` wrote to the party `to`; None where nothing does.

    What goes back to its writer is not passed on.
    """
    if writer == to:
        return None
    found = [
        *(["handling.release"] if label.rel is not None and to not in label.rel else []),
        *([_BY_TLP[label.tlp]] if label.tlp in _BY_TLP else []),
        *(_BY_RESTRICTION[code] for code in sorted(label.restrictions) if code in _BY_RESTRICTION),
        *(["handling.orcon"] if label.orcon else []),
    ]
    return Refusal(found[0], NIL, tuple(found[1:])) if found else None


def is_looser(label: Handling, than: Handling, *, to: str) -> bool:
    """Whether a label lets through what another one keeps: lower TLP or PAP, a code less, a party more."""
    if than.tlp is not None and (label.tlp is None or TLP.index(label.tlp) < TLP.index(than.tlp)):
        return True
    if PAP.index(_pap(label)) < PAP.index(_pap(than)):
        return True
    # H0 says what is allowed anyway.
    kept = {code for code in than.codes if not code.startswith(("tlp:", "pap:")) and code != "h:H0"}
    return (
        not kept <= set(label.codes)
        or (than.orcon and not label.orcon)
        or (than.rel is not None and (to not in than.rel or label.rel is None or not set(label.rel) <= set(than.rel)))
    )


def _pap(label: Handling) -> str:
    # No code permits what CLEAR does.
    return next(iter(label.of_scheme("pap")), "CLEAR")
