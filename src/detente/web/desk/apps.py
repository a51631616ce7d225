"""The Django application of the desk: templates and checks, no models."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Names the application and registers its system checks."""

    name = "detente.web.desk"
    label = "desk"

    def ready(self) -> None:
        """Import the checks, which register themselves."""
        from detente.web.desk import checks  # noqa: F401 - registers on import, once the apps are loaded
