"""Starting a child that reads foreign bytes: they lie in memory alone (memfd), and it ends by itself or is ended.

What it may use is bounded by itself before it looks at a byte (`sandbox`); the time on the clock is bounded here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import Final, Literal

Ending = Literal["", "limits", "unreadable"]
"""How a child ended: by itself; by a signal, out of time or out of memory; by an error that nobody foresaw."""
OUT_OF_MEMORY: Final = 3
"""With what a child ends that has no memory left even to say so."""


def fill(target: int, pieces: Iterable[bytes], *, most: int) -> bool:
    """Write the pieces to an open file and go back to its begin; False where they are more than `most` bytes."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            return False
        left = memoryview(piece)
        while left:
            left = left[os.write(target, left) :]
    os.lseek(target, 0, os.SEEK_SET)
    return True


def run(command: Sequence[str], source: int, target: int, seconds: float) -> Ending:
    """Give why the child did not come to an end, "" where it did. It inherits two files and where its code lies.

    An error that its decoders were not known to raise ends it by itself: the file is unreadable. A signal is the
    kernel's, for memory, time or a call that is not allowed.
    """
    try:
        ended = subprocess.run(  # noqa: S603 - our own module under our own interpreter, no shell
            command,
            stdin=source,
            stdout=target,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "limits"
    if ended.returncode < 0 or ended.returncode == OUT_OF_MEMORY:
        return "limits"
    return "unreadable" if ended.returncode else ""
