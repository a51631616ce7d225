"""The desk's settings for tests, on a home folder of their own that goes away with the process.

A `DETENTE_HOME` of the developer is never touched. `DETENTE_TEST_DATABASE` names a PostgreSQL server to test on.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="detente-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
(_folder / "secret.key").write_text("only-for-tests-" + "0" * 32, encoding="ascii")
(_folder / "detente.toml").write_text('[node]\ncode = "VAL"\nworld = "demo"\n', encoding="utf-8")

_before = {name: os.environ.get(name) for name in ("DETENTE_HOME", "DETENTE_DEVELOPMENT", "DETENTE_DATABASE")}
os.environ["DETENTE_HOME"] = str(_folder)
os.environ["DETENTE_DEVELOPMENT"] = "1"
os.environ["DETENTE_DATABASE"] = os.environ.get("DETENTE_TEST_DATABASE", "")
try:
    from detente.node.settings.desk import *  # noqa: F403 - a settings module is the base with changes
    from detente.node.settings.desk import DATABASES
    from detente.node.settings.desk import MIDDLEWARE as DESK_MIDDLEWARE
finally:
    for _name, _value in _before.items():
        if _value is None:
            os.environ.pop(_name, None)
        else:
            os.environ[_name] = _value

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in real life: the write-ahead log and the locks are part of what is tested.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}

# WhiteNoise scans all static files anew for every test client: ten times the time of the suite.
MIDDLEWARE = [name for name in DESK_MIDDLEWARE if "whitenoise" not in name]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", ".localhost"]
