"""Records that are one: who said so and why, the category that each has by itself, and the dates that were asked for."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


def as_they_stand(apps: Any, schema_editor: Any) -> None:
    """Take what stands for what was said: of earlier statements nobody knows, so no date of theirs becomes later."""
    alias = schema_editor.connection.alias
    apps.get_model("stores", "RecordRow").objects.using(alias).update(own=F("category"))
    statements = apps.get_model("stores", "StatementRow").objects.using(alias)
    statements.update(review_said=F("review_by"), delete_said=F("delete_by"))


def undo(apps: Any, schema_editor: Any) -> None:
    """Nothing: the columns go."""


class Migration(migrations.Migration):
    dependencies = [("stores", "0043_matches")]

    operations = [
        migrations.AddField("recordrow", "own", models.CharField(default="", max_length=16), preserve_default=False),
        migrations.AddField(
            "recordrow",
            "merged_into",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="stores.recordrow",
            ),
        ),
        migrations.AddField("statementrow", "review_said", models.DateTimeField(null=True)),
        migrations.AddField("statementrow", "delete_said", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="RecordMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.CharField(blank=True, max_length=300)),
                ("last", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.CharField(blank=True, default="", max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.officer"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stores.officer",
                    ),
                ),
                (
                    "joined",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.recordrow"
                    ),
                ),
                (
                    "stands",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.recordrow"
                    ),
                ),
            ],
            options={"db_table": "record_merge"},
        ),
        migrations.AddConstraint(
            "recordmerge",
            models.UniqueConstraint(condition=Q(ended_at__isnull=True), fields=["joined"], name="one_merge_at_a_time"),
        ),
        migrations.RunPython(as_they_stand, undo),
    ]
