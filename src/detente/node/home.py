"""The home folder of a node: where each thing lies, and how the folder is made (docs/reference/home-folder.md).

Whoever has a copy of it and the passphrase has the node: folders are 0700, files 0600, nothing is ever overwritten.
What stands in `detente.toml` is read by `node.configuration`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from detente.model.errors import BadInput, LocalError, NotFound

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Home:
    """Where each thing of a node lies. Making it touches nothing."""

    path: Path

    @property
    def configuration(self) -> Path:
        """Who the node is and where it listens."""
        return self.path / "detente.toml"

    @property
    def session_key(self) -> Path:
        """The key of the officers' sessions."""
        return self.path / "secret.key"

    @property
    def database(self) -> Path:
        """The database, where no server is named."""
        return self.path / "node.sqlite3"

    @property
    def sign_vault(self) -> Path:
        """Keys that sign what leaves: for the partners' process and the worker."""
        return self.path / "keys" / "sign.vault"

    @property
    def seal_vault(self) -> Path:
        """Keys that open what arrives: for the worker alone."""
        return self.path / "keys" / "seal.vault"

    @property
    def keys_lock(self) -> Path:
        """Held, never written, while a command changes the key files."""
        return self.path / "keys" / "keys.lock"

    @property
    def desk_vault(self) -> Path:
        """The key that locks officers' second factors: for the desk alone."""
        return self.path / "keys" / "desk.vault"

    @property
    def offline(self) -> Path:
        """What the operator takes away."""
        return self.path / "offline"

    @property
    def roots_vault(self) -> Path:
        """Root keys, the next root keys, and the archive key."""
        return self.offline / "roots.vault"

    @property
    def certificate(self) -> Path:
        """The TLS certificate of the partners' endpoint."""
        return self.path / "tls" / "cert.pem"

    @property
    def tls_key(self) -> Path:
        """Its key. Not encrypted: no decision rests on TLS, and the server reads it by itself (docs/decisions/0010)."""
        return self.path / "tls" / "key.pem"

    @property
    def first_document(self) -> Path:
        """Our first party document, as it travels."""
        return self.path / "party-0.dxp"

    def document(self, number: int) -> Path:
        """Party document `number` of ours, as it travels."""
        return self.path / f"party-{number}.dxp"

    @property
    def blobs(self) -> Path:
        """Attachments, encrypted."""
        return self.path / "blobs"

    @property
    def logs(self) -> Path:
        """Logs; without content."""
        return self.path / "logs"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder of a home."""
        named = (self.sign_vault.parent, self.offline, self.certificate.parent, self.blobs, self.logs)
        return (self.path, *named)


def find(path: Path) -> Home:
    """Give the home at `path`.

    Raises:
        NotFound: there is none.
        LocalError: others than its owner may read it.
    """
    home = Home(path.expanduser().absolute())
    if not home.configuration.is_file():
        raise NotFound(f"There is no node in {home.path}. Make one with: detente init --home {home.path}")
    if home.path.stat().st_mode & 0o077:
        raise LocalError(f"Others may read {home.path}, and with it the keys. Close it with: chmod 700 {home.path}")
    return home


@contextmanager
def making(path: Path) -> Iterator[Home]:
    """Give a home with empty folders; on any failure inside, nothing of it stays.

    Raises:
        BadInput: something lies there already, or the folder cannot be made.
    """
    home = Home(path.expanduser().absolute())
    check_free(home.path)
    existed = home.path.exists()
    with ExitStack() as half_made:
        half_made.callback(_remove, home.path, keep_folder=existed)
        try:
            for folder in home.folders:
                folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=folder == home.path)
                # mkdir's mode passes through the umask, and an existing folder keeps its own.
                folder.chmod(FOLDER_MODE)
            yield home
        except OSError as error:
            raise BadInput(f"The home {home.path} cannot be made: {error.strerror or error}.") from error
        half_made.pop_all()


@contextmanager
def unmade_on_failure(home: Home) -> Iterator[None]:
    """Take a fresh home away again if what follows fails: nobody has met its party yet."""
    with ExitStack() as half_made:
        half_made.callback(_remove, home.path, keep_folder=False)
        yield
        half_made.pop_all()


def check_free(path: Path) -> None:
    """Return if a home can be made at `path`; BadInput where something lies there."""
    try:
        taken = path.exists() and (not path.is_dir() or any(path.iterdir()))
    except OSError as error:
        raise BadInput(f"The home {path} cannot be made: {error.strerror or error}.") from error
    if taken:
        raise BadInput(f"Something lies in {path} already. Choose an empty folder for the new node.")


def write(path: Path, data: bytes) -> None:
    """Write a new file that only its owner reads, durably; FileExistsError where there is one already."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, durably and at once: whoever reads it finds the old bytes or the new ones."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    write(fresh, data)
    os.replace(fresh, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _remove(path: Path, *, keep_folder: bool) -> None:
    for item in path.iterdir() if path.is_dir() else ():
        if item.is_dir() and not item.is_symlink():
            shutil.rmtree(item, ignore_errors=True)
        else:
            item.unlink(missing_ok=True)
    if not keep_folder and path.is_dir():
        path.rmdir()
