"""The partners' endpoint: its own process and port, without sessions, sign-in, templates or the seal key."""

from detente.node.settings.base import *  # noqa: F403 - a settings module is the base with changes

ROOT_URLCONF = "detente.web.peer.urls"
MIDDLEWARE: list[str] = []
TEMPLATES: list[dict[str, object]] = []
# Partners reach the endpoint under whatever name their party document has; no answer depends on the Host header.
ALLOWED_HOSTS = ["*"]
# A parcel is read in pieces by the endpoint itself; Django's own limits never apply to it.
DATA_UPLOAD_MAX_MEMORY_SIZE = None
