"""`detente upgrade`: bring the home of an earlier release to this one, once, while the node stands still."""

from __future__ import annotations

from detente.cli import bootstrap, output
from detente.cli.session import HomeOption, JsonOption


def upgrade(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Bring a home that an earlier release used to this one. Make a backup first; the way back is that backup."""
    found, _ = bootstrap.begin(home, settings=bootstrap.DESK)
    from detente.node.context import Node
    from detente.node.services import releases

    added = releases.upgrade(Node(home=found.path))
    if as_json:
        output.line({"added": added})
    elif added:
        output.say(f"The home is of this release now: {len(added)} changes of its tables.")
    else:
        output.say("The home was of this release already.")
