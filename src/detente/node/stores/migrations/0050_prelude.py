"""Dialogues of which nothing has left yet: warnings under the test, contacts asked for, redress before an inquiry."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stores", "0049_wide_ids")]

    operations = [
        migrations.CreateModel(
            name="PreludeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("state", models.CharField(max_length=32)),
                ("moments", models.JSONField(default=list)),
                ("content", models.JSONField(default=dict)),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("look_at", models.DateTimeField(db_index=True, null=True)),
                (
                    "draft",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="prelude",
                        to="stores.draftrow",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stores.entry",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.officer"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="stores.partner"),
                ),
            ],
            options={"db_table": "prelude"},
        ),
        migrations.CreateModel(
            name="PreludeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("details", models.JSONField(default=dict)),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stores.officer",
                    ),
                ),
                (
                    "prelude",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="stores.preluderow"
                    ),
                ),
            ],
            options={"db_table": "prelude_step"},
        ),
    ]
