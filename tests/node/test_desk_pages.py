"""The real pages on real nodes: one letter from the pen of one desk to the answer on the other, and every page once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from pytest_django import Settings

from detente.web.desk import gateway
from tests.node.desk_builders import LIA, delivered, desk, give_accounts
from tests.node.world import World, connect, disconnect

ACCOUNTS = "world-accounts"


class SignIn:
    """Sends what belongs to signing in to a database of its own; the nodes name theirs themselves."""

    def db_for_read(self, model: type[Model], **hints: object) -> str | None:
        return None if model._meta.app_label == "stores" else ACCOUNTS

    db_for_write = db_for_read


@pytest.fixture
def browser(world: World, settings: Settings) -> Iterator[Client]:
    """A browser without scripts in which the officer is signed in."""
    shutil.copy(world.template, world.folder / "accounts.sqlite3")
    connect(ACCOUNTS, world.folder / "accounts.sqlite3")
    settings.DATABASE_ROUTERS = ["tests.node.test_desk_pages.SignIn"]
    user = User.objects.create_user("lia", password="quai-brume-sept-orge", pk=LIA)
    made = Client(HTTP_ACCEPT_LANGUAGE="en")
    made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    yield made
    disconnect(ACCOUNTS)


@pytest.fixture
def pair(browser: Client, pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


@contextmanager
def at(world: World, name: str) -> Iterator[None]:
    """Let the pages ask one node."""
    with gateway.bound(desk(world, name)):
        yield


def hidden(page: str, name: str) -> str:
    """Give the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def test_a_letter_goes_from_one_desk_to_the_other_and_the_answer_comes_back(pair: World, browser: Client) -> None:
    with at(pair, "alpha"):
        first = browser.post(
            "/compose/",
            {
                "to": "BET",
                "topic": "ct",
                "purpose": "prevent-terrorism",
                "law": "Loi 2024-18",
                "subject": "Déplacement annoncé",
                "own_ref": "ALP-7",
            },
        )
        assert first.status_code == 302, first.content.decode()
        content = first.headers["Location"]
        second = browser.post(
            content,
            {
                "text": "Il part demain.\n\nMerci.",
                "lang": "fr",
                "asks": "Sous quel nom ?",
                "answer_by": "2026-11-30T12:00",
                "tlp": "AMBER",
                "h": ["H2"],
                "go": "leaves",
                "file": SimpleUploadedFile("lettre.txt", b"bonjour"),
            },
        )
        assert second.status_code == 302, second.content.decode()
        leaves = browser.get(second.headers["Location"]).content.decode()
        assert "lettre.txt" in leaves
        released = browser.post(
            second.headers["Location"].replace("leaves", "release"),
            {"challenge": hidden(leaves, "challenge"), "assertion": ""},
        )
        message = released.headers["Location"]
        assert message.startswith("/messages/")
        assert "Déplacement annoncé" in browser.get(message).content.decode()
        assert browser.get("/").status_code == 200
    pair.settle("alpha", "beta")

    with at(pair, "beta"):
        assert "Déplacement annoncé" in browser.get("/").content.decode()
        assert "Il part demain." not in browser.get(message).content.decode()
        browser.post(message + "open/")
        opened = browser.get(message).content.decode()
        assert "Il part demain." in opened
        assert "Sous quel nom ?" in opened
        (file,) = re.findall(rf'href="({message}files/[^"]+)"', opened)[:1]
        assert b"".join(browser.get(file).streaming_content) == b"bonjour"
        browser.post(message + "accept/", {"until": "2026-11-25T12:00", "assertion": ""})
        replied = browser.post(
            message + "answer/",
            {"message": "answer", "text": "Sous le sien.", "lang": "fr", "tlp": "AMBER", "h": ["H2"], "go": "leaves"},
        )
        assert replied.status_code == 302, replied.content.decode()
        preview = browser.get(replied.headers["Location"]).content.decode()
        back = browser.post(
            replied.headers["Location"].replace("leaves", "release"), {"challenge": hidden(preview, "challenge")}
        )
        assert back.headers["Location"] == message
    pair.settle("alpha", "beta")

    with at(pair, "alpha"):
        answered = browser.get(message).content.decode()
        assert "Sous le sien." in answered
        ours = b"".join(browser.get(message + "thread/").streaming_content)
    with at(pair, "beta"):
        assert b"".join(browser.get(message + "thread/").streaming_content) == ours


def test_every_page_of_the_desk_stands_on_a_real_node(pair: World, browser: Client) -> None:
    uid = delivered(pair)
    for name, code in (("alpha", "BET"), ("beta", "ALP")):
        with at(pair, name):
            for address in (
                "/",
                "/messages/",
                "/messages/?box=sent&q=dossier",
                f"/messages/{uid}/",
                "/compose/",
                f"/compose/?to={code}",
                "/partners/",
                f"/partners/{code}/",
                "/me/",
                "/keys/",
            ):
                assert browser.get(address).status_code == 200, address


def test_a_new_node_shows_its_first_day(browser: Client, world: World) -> None:
    world.add("alpha")
    with at(world, "alpha"):
        User.objects.using(world.nodes["alpha"].alias).create(pk=LIA, username="claire")
        assert browser.get("/").status_code == 200
        assert browser.get("/compose/").status_code == 200
        invited = browser.post("/partners/invite/", {"invite-label": "Zoriane"})
        assert "#" in invited.content.decode()
        assert "claire" in browser.get("/").content.decode()


def test_what_is_not_there_is_a_page_and_no_traceback(pair: World, browser: Client) -> None:
    with at(pair, "alpha"):
        for address in ("/messages/nothing/", "/partners/ZZZ/", "/compose/77/content/", "/messages/nothing/answer/"):
            answer = browser.get(address)
            assert (answer.status_code, b"Traceback" in answer.content) == (404, False), address
        assert browser.get("/messages/?after=x").status_code == 400
