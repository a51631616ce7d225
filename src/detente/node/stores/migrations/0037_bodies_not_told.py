"""That a body without a node must not be told of a correction; and from when its time to answer counts."""

from typing import Any

from django.db import migrations, models


def count_as_not_reached(apps: Any, schema_editor: Any) -> None:
    """On the way back, give what an earlier release does not know as what it counts alike."""
    rows = apps.get_model("stores", "BodyTold").objects.using(schema_editor.connection.alias)
    rows.filter(how="not-permitted").update(how="not-reached")


def no_time_to_answer(apps: Any, schema_editor: Any) -> None:
    """A body that nobody reached has no time to answer yet."""
    rows = apps.get_model("stores", "BodyTold").objects.using(schema_editor.connection.alias)
    rows.filter(how="not-reached").update(answer_by=None)


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("stores", "0036_consents_by_two")]

    operations = [
        migrations.AlterField(
            model_name="bodytold", name="how", field=models.CharField(blank=True, default="", max_length=16)
        ),
        migrations.RemoveConstraint(model_name="bodytold", name="answered_when_told"),
        migrations.AddConstraint(
            model_name="bodytold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer", ""),
                    models.Q(
                        ("told_at__isnull", False),
                        models.Q(("how__in", ["not-reached", "not-permitted"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="answered_when_told",
            ),
        ),
        migrations.RunPython(no_time_to_answer, count_as_not_reached),
    ]
