"""The Django application of the stores."""

from django.apps import AppConfig


class StoresConfig(AppConfig):
    """Named `stores` in tables and migrations."""

    name = "detente.node.stores"
    label = "stores"
    default_auto_field = "django.db.models.BigAutoField"
