"""A row for each job that fails now, filled from the record; and the passkey of whoever judged what risk is left."""

import json
from typing import Any

from django.db import migrations, models

_FAILED, _MENDED = "job-failed", "job-mended"


def fill(apps: Any, schema_editor: Any) -> None:
    """Let what failed when it was last tried fail on, as the record has it."""
    alias = schema_editor.connection.alias
    rows = apps.get_model("stores", "AuditRow").objects.using(alias)
    failing: dict[str, Any] = {}
    for row in rows.filter(act__in=(_FAILED, _MENDED), details__isnull=False).order_by("index").iterator():
        said = json.loads(bytes(row.details))["details"]
        if row.act == _MENDED:
            failing.pop(said["job"], None)
        else:
            since = failing[said["job"]][1] if said["job"] in failing else row.at
            failing[said["job"]] = said["code"], since
    jobs = apps.get_model("stores", "FailingJob").objects.using(alias)
    for job, (code, since) in sorted(failing.items()):
        jobs.create(job=job, code=code, since=since)


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("stores", "0030_further_use")]

    operations = [
        migrations.CreateModel(
            name="FailingJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("job", models.CharField(max_length=80, unique=True)),
                ("code", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
            ],
            options={"db_table": "failing_job"},
        ),
        migrations.AddField(model_name="riskform", name="residual_assertion", field=models.JSONField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
