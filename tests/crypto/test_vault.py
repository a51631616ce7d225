"""The key file: it opens with its passphrase, and otherwise says in one sentence what to do."""

from __future__ import annotations

from typing import Any

import pytest

from detente.crypto import vault
from detente.crypto.vault import BadVault, WrongPassphrase
from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.errors import LocalError

PASSPHRASE = "correct horse battery staple"
SECRETS: dict[str, Any] = {"sign_ed25519": b64.encode(bytes(range(32))), "seal": {"newest": b64.encode(bytes(32))}}
SALT, NONCE = bytes(range(16)), bytes(range(12))
FILE = vault.lock(SECRETS, passphrase=PASSPHRASE, salt=SALT, nonce=NONCE)


def with_members(**members: Any) -> bytes:
    return canonical(strict_json.parse(FILE) | members)


def without(member: str) -> bytes:
    return canonical({name: value for name, value in strict_json.parse(FILE).items() if name != member})


def refusal(data: bytes, passphrase: str = PASSPHRASE) -> LocalError:
    with pytest.raises(LocalError) as caught:
        vault.unlock(data, passphrase=passphrase)
    text = str(caught.value)
    assert text.endswith(".")
    assert PASSPHRASE not in text
    assert "\n" not in text
    return caught.value


def test_the_passphrase_opens_the_file() -> None:
    assert vault.unlock(FILE, passphrase=PASSPHRASE) == SECRETS


def test_nothing_of_the_secrets_shows_in_the_file() -> None:
    assert b"sign_ed25519" not in FILE
    assert SECRETS["sign_ed25519"].encode() not in FILE


def test_other_salt_or_nonce_gives_another_file() -> None:
    others = [
        vault.lock(SECRETS, passphrase=PASSPHRASE, salt=bytes(16), nonce=NONCE),
        vault.lock(SECRETS, passphrase=PASSPHRASE, salt=SALT, nonce=bytes(12)),
    ]
    sealed = {strict_json.parse(data)["sealed"] for data in [FILE, *others]}
    assert len(sealed) == 3
    assert all(vault.unlock(data, passphrase=PASSPHRASE) == SECRETS for data in others)


@pytest.mark.parametrize("passphrase", ["", " ", PASSPHRASE + " ", PASSPHRASE.upper(), "\udcff", "x" * 10_000])
def test_another_passphrase_is_told_as_such(passphrase: str) -> None:
    error = refusal(FILE, passphrase)
    assert isinstance(error, WrongPassphrase)
    assert "Check the passphrase" in str(error)


def test_a_passphrase_is_the_same_in_either_normal_form() -> None:
    """One keyboard sends é as one character, another as two (RFC 8265, 4.2.2)."""
    data = vault.lock(SECRETS, passphrase="caf\u00e9", salt=SALT, nonce=NONCE)
    assert vault.unlock(data, passphrase="cafe\u0301") == SECRETS


def test_a_passphrase_that_is_no_text_locks_nothing() -> None:
    with pytest.raises(LocalError, match="passphrase"):
        vault.lock(SECRETS, passphrase="\udcff", salt=SALT, nonce=NONCE)


@pytest.mark.parametrize("members", [
    {"salt": b64.encode(bytes(16))},
    {"nonce": b64.encode(bytes(12))},
    {"sealed": b64.encode(bytes(200))},
    {"sealed": ""},
    {"sealed": b64.encode(b64.decode(strict_json.parse(FILE)["sealed"])[:-1])},
    {"memory_kib": vault.MEMORY_KIB + 1},
    {"passes": vault.PASSES + 1},
    {"lanes": vault.LANES - 1},
    {"later": 1},
])  # fmt: skip
def test_a_changed_header_or_text_does_not_open(members: dict[str, Any]) -> None:
    """The header is authenticated: even a member that nobody reads cannot be added."""
    assert isinstance(refusal(with_members(**members)), WrongPassphrase)


@pytest.mark.parametrize("members", [
    {"memory_kib": vault.MEMORY_KIB - 1}, {"memory_kib": 8}, {"memory_kib": (1 << 20) + 1}, {"memory_kib": 2**53 - 1},
    {"memory_kib": -1}, {"passes": vault.PASSES - 1}, {"passes": 0}, {"passes": 65}, {"lanes": 0}, {"lanes": 65},
    {"lanes": -1},
])  # fmt: skip
def test_costs_outside_the_bounds_are_refused_before_they_are_paid(members: dict[str, Any]) -> None:
    error = refusal(with_members(**members))
    assert isinstance(error, BadVault)
    assert "costs" in str(error)


@pytest.mark.parametrize("members", [
    {"format": "detente-vault/2"}, {"format": None}, {"kdf": "scrypt"}, {"kdf": None},
    {"memory_kib": "65536"}, {"passes": None}, {"lanes": [4]}, {"lanes": True},
])  # fmt: skip
def test_another_format_is_told_as_such(members: dict[str, Any]) -> None:
    error = refusal(with_members(**members))
    assert isinstance(error, BadVault)
    assert "format" in str(error)


@pytest.mark.parametrize("member", ["format", "kdf", "memory_kib", "passes", "lanes", "salt", "nonce", "sealed"])
def test_a_file_without_one_of_its_members_is_no_key_file(member: str) -> None:
    assert isinstance(refusal(without(member)), BadVault)


@pytest.mark.parametrize("data", [
    b"", b"\x00", b"{}", b"[]", b"null", b"not json", b"\xff\xfe", FILE[:-1], FILE[: len(FILE) // 2], FILE[1:],
    FILE + b"x", b"[" * 10_000, FILE.replace(b'"kdf"', b'"format":"x","kdf"'),
    with_members(salt="AAAA"), with_members(salt=None),
    with_members(nonce="AAAA"), with_members(nonce=b64.encode(bytes(16))),
    with_members(sealed=None), with_members(sealed="AB"), with_members(sealed=["AA"]),
])  # fmt: skip
def test_what_is_no_key_file_is_told_as_such(data: bytes) -> None:
    error = refusal(data)
    assert isinstance(error, BadVault)
    assert "Restore it from the backup" in str(error)


@pytest.mark.parametrize(
    ("salt", "nonce"), [(bytes(8), NONCE), (bytes(17), NONCE), (SALT, bytes(8)), (SALT, bytes(16))]
)
def test_no_file_is_written_that_could_not_be_read_for_its_salt_or_nonce(salt: bytes, nonce: bytes) -> None:
    with pytest.raises(ValueError, match="salt|nonce"):
        vault.lock(SECRETS, passphrase=PASSPHRASE, salt=salt, nonce=nonce)


@pytest.mark.parametrize("secrets", [{"x": 1.5}, {"x": 2**53}, {"x": "\x00"}, {"x": "\ud800"}])
def test_no_file_is_written_that_could_not_be_read_for_what_is_in_it(secrets: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which of the two rules speaks does not matter
        vault.lock(secrets, passphrase=PASSPHRASE, salt=SALT, nonce=NONCE)
