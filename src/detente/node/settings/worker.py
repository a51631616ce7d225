"""The worker: stores, and nothing that listens. It holds the seal keys; the web processes do not."""

from detente.node.settings.base import *  # noqa: F403 - a settings module is the base with changes

MIDDLEWARE: list[str] = []
