"""What the tests of the desk share: a desk in memory, and an officer who is signed in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client

from detente.web.desk import gateway
from tests.web.fake_desk import FakeDesk


@pytest.fixture
def fake() -> Iterator[FakeDesk]:
    """Give a desk in memory that every page asks while the test runs."""
    with gateway.bound(made := FakeDesk()):
        yield made


@pytest.fixture
def user(db: None) -> User:
    """Give an officer with a password."""
    return User.objects.create_user("claire", password="quai-brume-sept-orge")


@pytest.fixture
def client(fake: FakeDesk, user: User) -> Client:
    """Give a browser without scripts in which the officer is signed in, in French."""
    made = Client(HTTP_ACCEPT_LANGUAGE="fr")
    made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made
