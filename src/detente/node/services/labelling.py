"""The label goes with what leaves a screen: in the name of a file, where every system of the house shows it."""

from __future__ import annotations

from typing import Final

from detente.model.handling import Handling

LONGEST: Final = 255


def marking(handling: Handling) -> str:
    """Give a label in one line: TLP, restrictions, other codes, originator control.

    >>> from detente.model.handling import Handling
    >>> marking(Handling(("tlp:AMBER", "h:H2"), orcon=True))
    'TLP AMBER, H2, ORCON'
    """
    codes = [f"TLP {handling.tlp}"] if handling.tlp else []
    codes += sorted(handling.restrictions)
    codes += [code.replace(":", " ").upper() for code in handling.codes if code.partition(":")[0] not in {"tlp", "h"}]
    codes += ["REL"] if handling.rel is not None else []
    return ", ".join([*codes, *(["ORCON"] if handling.orcon else [])])


def file_name(name: str, handling: Handling) -> str:
    """Give the name under which a file leaves a screen: its label before its own name, which keeps its ending."""
    label = f"[{marking(handling)}] ".replace("/", "-")
    return label + name[-(LONGEST - len(label)) :]
