from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_first_documents(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Say of each meeting so far what it said: that it was made with the first documents of the ledger."""
    partner = apps.get_model("stores", "Partner")
    partner.objects.using(editor.connection.alias).update(
        met_our_doc=models.F("our_first_doc"), met_their_doc=models.F("their_first_doc")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("stores", "0003_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="partner",
            name="met_our_doc",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="partner",
            name="met_their_doc",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(take_first_documents, migrations.RunPython.noop),
    ]
