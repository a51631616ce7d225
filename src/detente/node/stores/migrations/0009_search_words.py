"""The search index, and in it everything that a home of an earlier release holds and its desks may read."""

from typing import Any

from django.db import migrations

from detente.model import strict_json
from detente.node.stores import search_index
from detente.node.stores.entry_words import NOT_MESSAGES, words_of

AT_ONCE = 500


def make(apps: Any, schema_editor: Any) -> None:
    """Make the table of this database's kind."""
    for statement in search_index.TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def fill(apps: Any, schema_editor: Any) -> None:
    """Keep the words of the messages that stand here, a few hundred at a time."""
    alias = schema_editor.connection.alias
    entries = apps.get_model("stores", "Entry").objects.using(alias)
    cases = apps.get_model("stores", "CaseRow").objects.using(alias)
    readable = entries.filter(judged=True, plaintext__isnull=False).exclude(kind__in=NOT_MESSAGES)
    readable = readable.exclude(ours=False, code__gt="").order_by("pk")
    last = 0
    while rows := list(readable.filter(pk__gt=last)[:AT_ONCE]):
        closed = cases.filter(entry__in=[row.pk for row in rows], side="receiver", state__in=("waiting", "received"))
        unopened = set(closed.values_list("pk", flat=True))
        search_index.add(
            alias,
            [
                (
                    row.pk,
                    words_of(row, strict_json.parse(bytes(row.plaintext))["payload"], content=row.pk not in unopened),
                )
                for row in rows
            ],
        )
        last = rows[-1].pk


def drop(apps: Any, schema_editor: Any) -> None:
    """Take the table away."""
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    dependencies = [("stores", "0008_search")]

    operations = [migrations.RunPython(make, drop), migrations.RunPython(fill, migrations.RunPython.noop)]
