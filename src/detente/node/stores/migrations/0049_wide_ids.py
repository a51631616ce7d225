"""Two tables have the wide numbers that all others have: on PostgreSQL theirs were narrow."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stores", "0048_list_comparison")]

    operations = [
        migrations.AlterField(
            model_name=name,
            name="id",
            field=models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
        )
        for name in ("keptwatch", "keyingrow")
    ]
