"""The operator of the command holds the role of that name, too: arranging desks asks for it (docs/reference/desks.md)."""

from typing import Any

from django.db import migrations


def give(apps: Any, schema_editor: Any) -> None:
    """Give the role to the operator of a home that was made before the role was asked for."""
    rows = apps.get_model("stores", "Officer").objects.using(schema_editor.connection.alias)
    for row in rows.filter(name="operator"):
        if "operator" not in (row.role, *row.also):
            rows.filter(pk=row.pk).update(also=[*row.also, "operator"])


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("stores", "0026_upkeep_indexes")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
