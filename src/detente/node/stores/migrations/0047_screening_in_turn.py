"""What came or changed is screened before what is only compared once more; what fails holds up neither."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("stores", "0046_keying")]

    operations = [
        migrations.AddField(
            model_name="screeningrow",
            name="later",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="screeningrow",
            name="failed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="keyingrow",
            name="left_out",
            field=models.JSONField(default=list),
        ),
        migrations.RemoveIndex(model_name="screeningrow", name="screening_to_do"),
        migrations.AddIndex(
            model_name="screeningrow",
            index=models.Index(
                condition=Q(("done_at__isnull", True), ("failed_at__isnull", True)),
                fields=["later", "id"],
                name="screening_in_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="screeningrow",
            index=models.Index(
                condition=Q(("done_at__isnull", True), ("failed_at__isnull", False)),
                fields=["failed_at"],
                name="screening_left_out",
            ),
        ),
    ]
