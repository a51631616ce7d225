"""On PostgreSQL the cases that wait for an act of ours stand in an index of their own, in the order of My work."""

from typing import Any

from django.db import migrations

# The states of `queries.queues` at this migration. One that is not named here is found without the index.
_WAITING = """
CREATE INDEX case_waiting ON "case" (next_due, opened_at) WHERE state IN
('received', 'opened', 'cross-checked', 'registered', 'evaluated', 'linked', 'acting', 'accepted', 'tasked',
 'collected', 'part-sent')
"""


def make(apps: Any, schema_editor: Any) -> None:
    """Make the index; the planner of PostgreSQL otherwise sorts every case that waits."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_WAITING)


def undo(apps: Any, schema_editor: Any) -> None:
    """Drop it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX case_waiting")


class Migration(migrations.Migration):
    dependencies = [("stores", "0037_bodies_not_told")]

    operations = [migrations.RunPython(make, undo)]
