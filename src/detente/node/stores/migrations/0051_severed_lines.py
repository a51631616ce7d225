"""Lines that were cut, and what is to be done for those whom their nodes know."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stores", "0050_prelude"),
    ]

    operations = [
        migrations.CreateModel(
            name="SeverRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("because", models.CharField(max_length=300)),
                ("ended", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.officer"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="severs", to="stores.partner"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.officer"
                    ),
                ),
            ],
            options={
                "db_table": "sever",
            },
        ),
        migrations.CreateModel(
            name="SeverTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField(default=0)),
                ("also", models.JSONField(default=list)),
                ("state", models.CharField(default="open", max_length=16)),
                ("refused", models.CharField(default="", max_length=60)),
                ("note", models.CharField(default="", max_length=300)),
                ("at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.entry"),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.entry"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.officer"
                    ),
                ),
                (
                    "originator",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.partner"
                    ),
                ),
                (
                    "sever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="stores.severrow"
                    ),
                ),
            ],
            options={
                "db_table": "sever_task",
            },
        ),
        migrations.AddConstraint(
            model_name="severrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second__isnull", True), models.Q(("second", models.F("by")), _negated=True), _connector="OR"
                ),
                name="severed_by_two",
            ),
        ),
        migrations.AddIndex(
            model_name="severtask",
            index=models.Index(condition=models.Q(("state", "open")), fields=["state"], name="sever_task_open"),
        ),
    ]
