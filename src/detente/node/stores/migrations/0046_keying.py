"""How far names are keyed as this release keys them. What an earlier release keyed is keyed anew by the worker."""

from typing import Any

from django.db import migrations, models


def as_of_an_earlier_release(apps: Any, schema_editor: Any) -> None:
    """Say that what is held here was keyed by another release; where nothing is held, nothing has to be said."""
    alias = schema_editor.connection.alias
    held = ("RecordRow", "ScreeningRow")
    if any(apps.get_model("stores", name).objects.using(alias).exists() for name in held):
        apps.get_model("stores", "KeyingRow").objects.using(alias).create(pk=1, version="")


def undo(apps: Any, schema_editor: Any) -> None:
    """Nothing: the table goes."""


class Migration(migrations.Migration):
    dependencies = [("stores", "0045_kept_watches")]

    operations = [
        migrations.CreateModel(
            name="KeyingRow",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=16)),
                ("records_to", models.BigIntegerField(default=0)),
                ("screenings_to", models.BigIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "keying"},
        ),
        migrations.RunPython(as_of_an_earlier_release, undo),
    ]
