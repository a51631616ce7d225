"""Lists compared as a whole with all whom a node holds: who asked, why, how far it came, whether it was stopped."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("stores", "0047_screening_in_turn")]

    operations = [
        migrations.CreateModel(
            name="ListComparison",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=36, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("because", models.CharField(max_length=300)),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("records_end", models.BigIntegerField(default=0)),
                ("messages_end", models.BigIntegerField(default=0)),
                ("records_to", models.BigIntegerField(default=0)),
                ("messages_to", models.BigIntegerField(default=0)),
                ("left_out", models.JSONField(default=list)),
                ("done_at", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.officer"
                    ),
                ),
                (
                    "held",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comparisons", to="stores.heldlist"
                    ),
                ),
                (
                    "stopped_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stores.officer",
                    ),
                ),
            ],
            options={
                "db_table": "list_comparison",
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("done_at__isnull", True), ("stopped_at__isnull", True)),
                        fields=("held",),
                        name="list_compared_once_at_a_time",
                    )
                ],
            },
        ),
    ]
