"""The Django application of the stores."""

from django.apps import AppConfig
from django.db.models import BooleanField


class StoresConfig(AppConfig):
    """Named `stores` in tables and migrations."""

    name = "detente.node.stores"
    label = "stores"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let questions about truths use the indexes of our tables."""
        from detente.node.stores.truths import Equals

        for model in self.get_models():
            for field in model._meta.concrete_fields:
                if isinstance(field, BooleanField):
                    field.register_lookup(Equals)
