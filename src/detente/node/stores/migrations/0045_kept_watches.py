"""Watches that partners keep for messages of ours: until when, what was said of their end, and who let them end."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("stores", "0044_record_merges")]

    operations = [
        migrations.CreateModel(
            name="KeptWatch",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("said", models.PositiveSmallIntegerField(null=True)),
                ("look_at", models.DateTimeField(db_index=True, null=True)),
                ("let_end_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kept_watch", to="stores.entry"
                    ),
                ),
                (
                    "let_end_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stores.officer",
                    ),
                ),
            ],
            options={
                "db_table": "kept_watch",
                "indexes": [models.Index(fields=["let_end_at", "until"], name="kept_watch_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("let_end_at__isnull", True), ("let_end_by__isnull", True))
                        | Q(("let_end_at__isnull", False), ("let_end_by__isnull", False)),
                        name="let_end_by_a_person",
                    )
                ],
            },
        ),
    ]
