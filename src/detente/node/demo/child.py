"""A child of a demo node: that of every node, but its desk takes the settings of the demo."""

from __future__ import annotations

import os
import sys

from detente.node.jobs import child


def main() -> int:
    """Run one role until told to stop; give the exit code."""
    if sys.argv[1] != "desk":
        return child.main()
    child.end_with_the_supervisor()
    os.environ["DJANGO_SETTINGS_MODULE"] = "detente.node.settings.demo"
    child.serve("desk")
    return 0


if __name__ == "__main__":
    sys.exit(main())
