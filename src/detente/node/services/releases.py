"""Whether a home fits this release: one from the future is refused, one of an earlier release is brought here.

Tables only grow towards newer releases (`stores/migrations`), so their list tells which release used the home last.
"""

from __future__ import annotations

import pkgutil
from typing import Final

from django.core.management import call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from detente.audit.acts import Act
from detente.model.errors import LocalError
from detente.node.context import Node
from detente.node.services import retaining
from detente.node.stores import migrations
from detente.node.stores.unit import unit

_OURS: Final = "stores"


class HomeFromTheFuture(LocalError):
    """A newer release has used this home: what this one would write there, it might misread."""

    code = "home-newer"


class HomeFromThePast(LocalError):
    """An earlier release used this home last; its tables are not yet those of this one."""

    code = "home-older"


def require_current(alias: str = "default") -> None:
    """Return if the home's tables are those of this release.

    Raises:
        HomeFromTheFuture, HomeFromThePast: the sentence says what to do.
    """
    require_known(alias)
    missing = _here() - _applied(alias)
    if missing:
        raise HomeFromThePast(
            "This home was last used by an earlier release. Stop the node, make a backup with that release, "
            "then bring it here: detente upgrade"
        )


def require_known(alias: str = "default") -> None:
    """Return if no newer release has used the home; HomeFromTheFuture otherwise."""
    unknown = _applied(alias) - _here()
    if unknown:
        raise HomeFromTheFuture(
            f"This home was used by a newer release of Détente (it knows {max(unknown)}). "
            "Start that release, or restore a backup from before."
        )


def upgrade(node: Node) -> list[str]:
    """Bring the home's tables to this release; give what was added, in order. The framework was started for it."""
    require_known(node.alias)
    missing = sorted(_here() - _applied(node.alias))
    call_command("migrate", database=node.alias, verbosity=0, interactive=False)
    if missing:
        with unit(node, "upgrade") as work:
            work.record(Act.HOME_UPGRADED, actor="operator", details={"added": missing})
        # An earlier release set dates where an officer's own act ended a matter, and nowhere else.
        retaining.set_missing(node)
    return missing


def _here() -> set[str]:
    return {found.name for found in pkgutil.iter_modules(migrations.__path__)}


def _applied(alias: str) -> set[str]:
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return {name for app, name in applied if app == _OURS}
