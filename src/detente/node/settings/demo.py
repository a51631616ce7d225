"""The desk of a demo node: the officers' desk with an entrance without a password. Nothing else may load it.

It loads only on a home that `detente demo` made, which listens on loopback alone and has its own database; the view
looks at the same marker again at each request.
"""

from django.core.exceptions import ImproperlyConfigured

from detente.node.demo import marker as _marker
from detente.node.settings.desk import *  # noqa: F403 - a settings module is the desk's with changes
from detente.node.settings.desk import DATABASES, HOME

try:
    _marker.read(HOME.path)
except _marker.NotADemo as error:
    raise ImproperlyConfigured(str(error)) from error
if DATABASES["default"]["NAME"] != str(HOME.path / "node.sqlite3"):
    raise ImproperlyConfigured("A demo has its own database: unset DETENTE_DATABASE")

ROOT_URLCONF = "detente.web.demo.urls"
DETENTE_DESK = "detente.node.demo.desk.desk"
