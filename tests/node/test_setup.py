"""A new node: its first document proves itself, and whatever fails, either all of the home is there or nothing."""

from __future__ import annotations

import secrets
import stat
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from detente.crypto import tree
from detente.model import b64
from detente.model.errors import BadInput
from detente.node import configuration as configurations
from detente.node import keyring
from detente.node.clock import system_now
from detente.node.peers import tls
from detente.node.services import setup
from detente.node.services.setup import NewNode
from detente.protocol import party_document
from tests.protocol import builders

PASSPHRASE = "correct horse battery staple"
CONFIGURATION = configurations.make(
    {
        "node": {"code": "VAL", "label": {"fr": "Valdorie", "ar": "فالدوريا"}},
        "desk": {"address": "127.0.0.1:8001", "hosts": ["desk.val.example"]},
        "peer": {"address": "0.0.0.0:8443", "url": "https://dxp.val.example/dxp/1"},
    }
)


def _make(path: Path, **changes: Any) -> NewNode:
    given = {"passphrase": PASSPHRASE, "now": builders.NOW, "entropy": secrets.token_bytes, **changes}
    certify = partial(tls.self_signed, entropy=secrets.token_bytes)
    return setup.make_home(path, given.pop("configuration", CONFIGURATION), certify=certify, **given)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> NewNode:
    return _make(tmp_path_factory.mktemp("node") / "home")


def test_the_first_document_proves_itself_and_names_our_keys(new: NewNode) -> None:
    (document,) = party_document.parse_chain([new.home.first_document.read_bytes()]).documents

    assert document.party == new.party
    assert document.sign == (keyring.unlock_sign(new.home, PASSPHRASE).newest.public,)
    assert [key.kid for key in document.seal] == list(keyring.unlock_seal(new.home, PASSPHRASE))
    assert document.labels == {"fr": "Valdorie", "ar": "فالدوريا"}
    assert document.url == CONFIGURATION.url
    assert len(document.tls) == 1


def test_the_keys_that_were_taken_away_can_replace_every_other_one(new: NewNode) -> None:
    roots = keyring.unlock_roots(new.home.roots_vault, PASSPHRASE)
    chain = party_document.parse_chain([new.record])
    content = {
        **chain.last.content,
        "seq": 1,
        "prev": b64.encode(chain.last.hash),
        "roots": [pair.public.to_wire() for pair in roots.next_roots],
        "next_roots": b64.encode(tree.root_of([])),
    }

    record = party_document.sign_document(content, roots.next_roots)
    assert party_document.extend(chain, record).last.seq == 1
    assert chain.last.archive == roots.archive.public


def test_everything_in_a_home_is_for_its_owner_alone(new: NewNode) -> None:
    found = list(new.home.path.rglob("*"))

    assert {stat.S_IMODE(path.stat().st_mode) for path in found if path.is_file()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in found if path.is_dir()} == {0o700}
    assert configurations.load(new.home) == CONFIGURATION


def test_no_two_homes_share_a_party_or_a_session_key(new: NewNode, tmp_path: Path) -> None:
    other = _make(tmp_path / "other")

    assert other.party != new.party
    assert other.fingerprint != new.fingerprint
    assert other.home.session_key.read_bytes() != new.home.session_key.read_bytes()
    assert len(other.home.session_key.read_text()) >= 32


@pytest.mark.parametrize("passphrase", ["", "too short"])
def test_a_short_passphrase_makes_nothing(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(BadInput, match="at least 12 characters"):
        _make(tmp_path / "home", passphrase=passphrase)
    assert not (tmp_path / "home").exists()


def test_wherever_entropy_fails_nothing_stays(tmp_path: Path) -> None:
    def failing_after(calls: int) -> Any:
        left = iter(range(calls))

        def draw(length: int) -> bytes:
            if next(left, None) is None:
                raise OSError(5, "no entropy")
            return secrets.token_bytes(length)

        return draw

    for calls in (0, 3, 8, 10, 13, 14):
        with pytest.raises(BadInput, match="no entropy"):
            _make(tmp_path / "home", entropy=failing_after(calls))
        assert not (tmp_path / "home").exists()


def test_development_has_no_certificate(tmp_path: Path) -> None:
    plain = replace(CONFIGURATION, development=True, url="http://localhost:8443/dxp/1", hosts=("localhost",))
    made = _make(tmp_path / "home", configuration=plain)

    assert not made.home.certificate.exists()
    assert party_document.parse_chain([made.record]).last.tls == ()


def test_the_clock_of_the_machine_is_aware() -> None:
    assert system_now().tzinfo is not None
