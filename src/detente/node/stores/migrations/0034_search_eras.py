"""On PostgreSQL the search index knows the era of each entry, so that it can be asked for the newest alone."""

from typing import Any

from django.db import migrations

from detente.node.stores import search_index

_WORDS_ALONE = "CREATE INDEX search_words_words ON search_words USING gin (words)"


def make(apps: Any, schema_editor: Any) -> None:
    """Put the index with eras in the place of that of the words alone; the table stays as it is."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(search_index.BY_ERAS)
        schema_editor.execute("DROP INDEX search_words_words")


def undo(apps: Any, schema_editor: Any) -> None:
    """Put the index of the words alone back."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_WORDS_ALONE)
        schema_editor.execute("DROP INDEX search_words_eras")


class Migration(migrations.Migration):
    dependencies = [("stores", "0033_owed_author")]

    operations = [migrations.RunPython(make, undo)]
