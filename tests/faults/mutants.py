"""The guards that the specification names as mutants (19), taken out of the real code one at a time.

A guard is taken out by its text: the function is compiled again without it. Where the text is no longer there the
mutant fails loudly, so that none is quietly left untested.
"""

from __future__ import annotations
import __future__

import inspect
import sys
import textwrap
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

import pytest


def without(patch: pytest.MonkeyPatch, function: Callable[..., Any], guards: Mapping[str, str]) -> None:
    """Put for each text in a function what stands in its place, wherever the project names that function."""
    source = textwrap.dedent(inspect.getsource(function))
    for guard, instead in guards.items():
        assert guard in source, f"{function.__qualname__} has no such guard any more: {guard}"
        source = source.replace(guard, instead)
    made: dict[str, Any] = {}
    code = compile(source, f"<{function.__qualname__}, mutated>", "exec", __future__.annotations.compiler_flag)
    home = sys.modules[function.__module__]
    exec(code, vars(home), made)
    of_class, _, name = function.__qualname__.rpartition(".")
    if of_class:
        patch.setattr(attrgetter(of_class)(home), name, made[name])
        return
    for module in [found for name, found in sys.modules.items() if name.startswith("detente.")]:
        for name, value in list(vars(module).items()):
            if value is function:
                patch.setattr(module, name, made[function.__name__])
