import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stores", "0004_met_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="RefusalCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("count", models.BigIntegerField(default=0)),
                (
                    "partner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="stores.partner"),
                ),
            ],
            options={
                "db_table": "refusal_count",
                "unique_together": {("partner", "code")},
            },
        ),
    ]
