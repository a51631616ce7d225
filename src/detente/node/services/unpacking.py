"""`detente restore`, first half: the files of a backup, in a place where there is none. All of them, or nothing.

Needs no database and no framework; `restore` does what comes after it was started for the new home.
"""

from __future__ import annotations

import os
import tarfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, cast

from detente.model import b64, strict_json
from detente.model.errors import BadInput
from detente.node import home as homes
from detente.node import keyring
from detente.node.entropy import Entropy
from detente.node.home import Home
from detente.node.services.backup_stream import CHUNK, FACTS, FORMAT, IN_FILE, ON_SERVER, BadBackup, OpeningReader
from detente.node.services.setup import SESSION_KEY_BYTES

_FOREIGN: Final = "The backup holds what no backup of Détente holds. Nothing was restored."


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A home whose files are back; `facts` is what the backup says of itself."""

    home: Home
    facts: dict[str, Any]

    @property
    def has_database(self) -> bool:
        """Whether the database came along; else it lies on a server that has backups of its own."""
        return bool(self.facts["database"] == IN_FILE)


def unpack(file: Path, place: Path, *, passphrase: str, entropy: Entropy) -> Unpacked:
    """Put the files of a backup back.

    Raises:
        BadInput: the file cannot be read, or something lies at `place`.
        BadBackup: another passphrase, or any byte is missing or changed; nothing stays at `place`.
    """
    homes.check_free(place)
    try:
        source = file.open("rb")
    except OSError as error:
        raise BadInput(f"The backup {file} cannot be read: {error.strerror or error}. Check its name.") from error
    with closing(source):
        reader = OpeningReader(source, passphrase=passphrase)
        with homes.making(place) as home:
            facts = _unpack(reader, home)
            # Whoever was signed in when the backup was made is not signed in now.
            home.session_key.unlink(missing_ok=True)
            homes.write(home.session_key, b64.encode(entropy(SESSION_KEY_BYTES)).encode("ascii"))
            keyring.open_vault(home.sign_vault, passphrase)
            return Unpacked(home, facts)


def _unpack(reader: OpeningReader, home: Home) -> dict[str, Any]:
    facts: dict[str, Any] | None = None
    try:
        # A stream: of the file, tarfile calls `read` alone.
        with tarfile.open(fileobj=cast(IO[bytes], reader), mode="r|") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None:
                    raise BadBackup(_FOREIGN)
                if facts is None:
                    facts = _facts(member.name, content.read())
                    continue
                _put(home, member.name, content)
    except tarfile.TarError as error:
        raise BadBackup(_FOREIGN) from error
    # To the end: only there it shows that nothing was cut off.
    while reader.read(CHUNK):
        pass
    if facts is None or not home.configuration.is_file():
        raise BadBackup(_FOREIGN)
    return facts


def _put(home: Home, name: str, content: IO[bytes]) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts:
        raise BadBackup(_FOREIGN)
    target = home.path / path
    # One by one: `parents` would give the folders in between the mode of the umask.
    for folder in reversed(target.relative_to(home.path).parents):
        (home.path / folder).mkdir(mode=homes.FOLDER_MODE, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, homes.FILE_MODE)
    with os.fdopen(descriptor, "wb") as out:
        while piece := content.read(CHUNK):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())


def _facts(name: str, data: bytes) -> dict[str, Any]:
    try:
        facts = strict_json.parse(data)
    except strict_json.MalformedJson as error:
        raise BadBackup(_FOREIGN) from error
    known = name == FACTS and facts.get("format") == FORMAT
    if not known or facts.get("database") not in (IN_FILE, ON_SERVER) or "made" not in facts:
        raise BadBackup(
            "This backup is of a format that this release does not read. Restore it with the newer release."
        )
    return facts
