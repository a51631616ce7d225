"""The home folder: whole or not at all, closed to others, and its settings read strictly."""

from __future__ import annotations

import stat
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import label
from detente.model.errors import BadInput, LocalError, NotFound
from detente.node import configuration as configurations
from detente.node import home as homes
from detente.node import setting_checks
from detente.node.configuration import Address, Configuration
from detente.node.home import Home

GOOD: dict[str, Any] = {
    "node": {"code": "val", "label": {"fr": "Valdorie"}, "language": "fr"},
    "desk": {"address": "127.0.0.1:8001", "hosts": ["desk.val.example"]},
    "peer": {"address": "0.0.0.0:8443", "url": "https://dxp.val.example/dxp/1"},
}
TEXT = configurations.dump(configurations.make(GOOD))


def _written(folder: Path, text: str) -> Home:
    folder.chmod(0o700)
    (folder / "detente.toml").write_text(text, encoding="utf-8")
    return Home(folder)


# ---- the folder


def test_a_new_home_is_closed_to_others(tmp_path: Path) -> None:
    with homes.making(tmp_path / "deep" / "home") as home:
        homes.write(home.session_key, b"secret")

    assert {stat.S_IMODE(folder.stat().st_mode) for folder in home.folders} == {0o700}
    assert stat.S_IMODE(home.session_key.stat().st_mode) == 0o600


@pytest.mark.parametrize("leave", ["a file", "a folder"])
def test_a_home_is_not_made_where_something_lies(tmp_path: Path, leave: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "old").mkdir() if leave == "a folder" else (home / "old").write_text("precious")

    with pytest.raises(BadInput, match="Choose an empty folder"), homes.making(home):
        pytest.fail("it must not begin")
    assert (home / "old").exists()


def test_a_home_is_not_made_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("precious")

    with pytest.raises(BadInput), homes.making(tmp_path / "home"):
        pytest.fail("it must not begin")
    assert (tmp_path / "home").read_text() == "precious"


@pytest.mark.parametrize("existed", [True, False])
def test_a_failure_leaves_nothing_behind(tmp_path: Path, existed: bool) -> None:
    place = tmp_path / "home"
    if existed:
        place.mkdir()

    def fail() -> None:
        with homes.making(place) as home:
            homes.write(home.sign_vault, b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert place.exists() == existed
    assert not existed or not any(place.iterdir())


def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No space left"), homes.making(tmp_path / "home"):
        raise OSError(28, "No space left on device")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    homes.write(tmp_path / "file", b"first")

    with pytest.raises(FileExistsError):
        homes.write(tmp_path / "file", b"second")
    assert (tmp_path / "file").read_bytes() == b"first"


def test_a_home_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="detente init"):
        homes.find(tmp_path)


def test_a_home_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    home = _written(tmp_path, TEXT)
    assert homes.find(tmp_path) == home

    tmp_path.chmod(0o750)
    with pytest.raises(LocalError, match="chmod 700"):
        homes.find(tmp_path)


# ---- the settings


def test_settings_come_back_as_they_were_written(tmp_path: Path) -> None:
    configuration = configurations.load(_written(tmp_path, TEXT))

    assert configuration == configurations.make(GOOD)
    assert configuration.code == "VAL"
    assert configuration.peer == Address("0.0.0.0", 8443)
    assert not configuration.development


LABELS = st.text(min_size=1, max_size=40).filter(label.is_label)


@given(st.dictionaries(st.sampled_from(setting_checks.LANGUAGES), LABELS, min_size=1))
def test_any_name_comes_back_as_it_was_written(labels: dict[str, str]) -> None:
    configuration = replace(configurations.make(GOOD), label=labels, colour=3)

    assert configurations.make(tomllib.loads(configurations.dump(configuration))) == configuration


def _changed(table: str, **members: Any) -> dict[str, Any]:
    return {**GOOD, table: {**GOOD[table], **members}}


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no code": (_changed("node", code=None), "node.code is missing"),
    "a code of four letters": (_changed("node", code="VALD"), "node.code is not usable: give three letters"),
    "a code in Cyrillic": (_changed("node", code="ВАЛ"), "node.code is not usable"),
    "no label": (_changed("node", label={}), "node.label is not usable"),
    "a label in a language without screens": (_changed("node", label={"de": "Waldorien"}), "node.label"),
    "a label with a bidi control": (_changed("node", label={"fr": "Val\u202edorie"}), "node.label"),
    "a language without screens": (_changed("node", language="de"), "node.language is not usable: give one of fr"),
    "a time zone that nobody has": (_changed("node", time_zone="Mars/Olympus"), "node.time_zone"),
    "a time zone outside its folder": (_changed("node", time_zone="../../etc/passwd"), "node.time_zone"),
    "another world": (_changed("node", world="test"), "node.world is not usable: give one of production, demo"),
    "development as a word": (
        _changed("node", development="yes"),
        "node.development is not usable: give true or false",
    ),
    "a desk without port": (_changed("desk", address="127.0.0.1"), "desk.address is not usable: give host:port"),
    "port 0": (_changed("desk", address="127.0.0.1:0"), "desk.address"),
    "port 65536": (_changed("peer", address="127.0.0.1:65536"), "peer.address"),
    "no hosts": (_changed("desk", hosts=[]), "desk.hosts"),
    "hosts as a word": (_changed("desk", hosts="localhost"), "desk.hosts"),
    "a host with a path": (_changed("desk", hosts=["a/b"]), "desk.hosts"),
    "no address for partners": (_changed("peer", url=None), "peer.url is missing: give https://host/dxp/1"),
    "another path": (_changed("peer", url="https://dxp.val.example/"), "peer.url is not usable"),
    "an address with a password": (_changed("peer", url="https://a:b@c/dxp/1"), "peer.url"),
    "an address with a query": (_changed("peer", url="https://c/dxp/1?x=/dxp/1"), "peer.url"),
    "another scheme": (_changed("peer", url="ftp://c/dxp/1"), "peer.url"),
    "an address with a port that is none": (_changed("peer", url="https://c:x/dxp/1"), "peer.url"),
    "a colour that is none of the four": (_changed("node", colour=5), "node.colour"),
    "a colour that is a switch": (_changed("node", colour=True), "node.colour"),
    "plain HTTP": (_changed("peer", url="http://localhost/dxp/1"), "peer.url is plain HTTP"),
    "a misspelt setting": (_changed("desk", adress="x"), "desk.adress is no setting"),
    "a table too many": ({**GOOD, "disk": {"path": "x"}}, "disk.path is no setting"),
    "a setting outside a table": ({**GOOD, "code": "VAL"}, "code is no setting"),
    "a table that is a word": ({**GOOD, "peer": "x"}, "peer.address is missing"),
}


@pytest.mark.parametrize(("given", "sentence"), WRONG.values(), ids=WRONG)
def test_a_setting_that_cannot_be_used_is_named(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        configurations.make(given)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "members",
    [
        {"url": "https://dxp.val.example/dxp/1", "address": "127.0.0.1:1"},
        {"url": "http://localhost:2/dxp/1", "address": "0.0.0.0:1"},
        {"url": "http://localhost.example/dxp/1", "address": "127.0.0.1:1"},
    ],
)
def test_development_does_not_reach_beyond_this_machine(members: dict[str, str]) -> None:
    given_tables = {**_changed("node", development=True), "peer": members, "desk": {"address": "[::1]:8001"}}

    with pytest.raises(BadInput, match="loopback only"):
        configurations.make(given_tables)


def test_development_speaks_plain_http_on_loopback() -> None:
    given_tables = {
        **_changed("node", development=True),
        "peer": {"url": "http://a.localhost:8002/dxp/1", "address": "127.0.0.1:8002"},
        "desk": {"address": "[::1]:8001", "hosts": ["a.localhost"]},
    }

    assert configurations.make(given_tables).development


def test_the_sentence_names_the_line(tmp_path: Path) -> None:
    lines = TEXT.splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("address") and "8443" in line)
    lines[number - 1] = 'address = "nowhere"'

    with pytest.raises(BadInput, match=rf"line {number}, peer\.address is not usable"):
        configurations.load(_written(tmp_path, "\n".join(lines)))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"[node\n", "line 1"), (b"\xff", "not UTF-8"), (b"", "node.label is missing")],
    ids=["no TOML", "no UTF-8", "nothing"],
)
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "detente.toml").write_bytes(content)

    with pytest.raises(BadInput, match=sentence):
        configurations.load(Home(tmp_path))


def test_the_framework_reads_what_init_writes() -> None:
    assert isinstance(configurations.make(GOOD), Configuration)
    written = tomllib.loads(TEXT)
    assert set(written) == {"node", "desk", "peer"}
    assert written["desk"]["hosts"] == ["desk.val.example"]
