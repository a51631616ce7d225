"""Ways in: password, six-digit code, passkey; and the doors that a closed house does not have."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed

GIVEN = {"login": "claire", "password": "quai-brume-sept-orge"}


@pytest.fixture(autouse=True)
def fresh(fake: FakeDesk, user: User) -> None:
    """Forget earlier attempts: too many lock the door."""
    cache.clear()


@pytest.fixture
def outside() -> Client:
    """Give a browser that is not signed in."""
    return Client(HTTP_ACCEPT_LANGUAGE="fr")


def test_where_there_is_a_trial_entrance_it_stands_first(outside: Client) -> None:
    said = Parsed(outside.get("/account/login/").content.decode()).text
    places = [said.index(words) for words in ("Entrée d’essai", "Claire Aubrennes", "ma clé", "Ou avec un mot")]
    assert places == sorted(places)


def test_a_password_leads_to_my_work(outside: Client) -> None:
    answer = outside.post("/account/login/", GIVEN)
    assert answer.headers["Location"] == "/"
    assert "Mon travail" in outside.get("/").content.decode()


def test_a_wrong_password_gets_one_sentence_that_names_neither_half(outside: Client) -> None:
    wrong = outside.post("/account/login/", {**GIVEN, "password": "x"})
    nobody = outside.post("/account/login/", {**GIVEN, "login": "nobody"})
    sentences = [Parsed(answer.content.decode()).text for answer in (wrong, nobody)]
    assert "Nom d’usage et mot de passe ne vont pas ensemble." in sentences[0]
    assert sentences[0] == sentences[1]


def test_no_second_factor_stands_in_the_clear(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    kept = {row.type: row.data for row in Authenticator.objects.filter(user=user)}
    # The desk of these tests locks by writing backwards: what matters is that it is asked.
    assert kept["totp"]["secret"] == secret[::-1]
    monkeypatch.setattr(FakeDesk, "unlock_secret", lambda _, stored: pytest.fail(stored))
    with pytest.raises(pytest.fail.Exception, match=kept["recovery_codes"]["seed"]):
        RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).generate_codes()


def test_too_many_attempts_close_the_door_for_a_while(outside: Client) -> None:
    answers = [outside.post("/account/login/", {**GIVEN, "password": "x"}) for _ in range(7)]
    assert "Trop d’essais." in Parsed(answers[-1].content.decode()).text
    assert outside.post("/account/login/", GIVEN).status_code != 302


def test_the_six_digit_code_is_asked_where_there_is_one(outside: Client, user: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    answer = outside.post("/account/login/", GIVEN)
    assert answer.headers["Location"].endswith("/account/mfa/authenticate/")
    assert outside.get("/").status_code == 302
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    done = outside.post("/account/mfa/authenticate/", {"code": code})
    assert done.headers["Location"] == "/"
    assert Authenticator.objects.filter(user=user).count() == 1


def test_a_passkey_is_offered_with_its_challenge(outside: Client) -> None:
    page = Parsed(outside.get("/account/login/").content.decode())
    assert any(one.get("id") == "passkey_login" for one in page.all("button"))
    asked = outside.get("/account/mfa/webauthn/login/", HTTP_ACCEPT="application/json").json()
    assert asked["request_options"]["publicKey"]["userVerification"] == "required"


@pytest.mark.parametrize("door", ["signup", "password/reset", "email", "login/code", "confirm-email"])
def test_nobody_signs_up_or_resets_by_letter(outside: Client, door: str) -> None:
    assert outside.get(f"/account/{door}/").status_code in (302, 404)
    assert outside.post(f"/account/{door}/", {"username": "x"}).status_code in (302, 403, 404)
    assert User.objects.count() == 1


def test_the_session_cookie_is_out_of_reach_and_carries_the_node(outside: Client) -> None:
    answer = outside.post("/account/login/", GIVEN)
    cookie = answer.cookies["detente-val-session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_language_is_chosen_before_sign_in_and_kept(outside: Client) -> None:
    answer = outside.post("/language/set/", {"language": "ar", "next": "/account/login/"})
    assert answer.headers["Location"] == "/account/login/"
    page = Parsed(outside.get("/account/login/").content.decode())
    assert page.all("html")[0]["dir"] == "rtl"


def test_the_way_back_never_leads_to_another_house(outside: Client) -> None:
    assert outside.post("/account/login/?next=https://evil.example/", GIVEN).headers["Location"] == "/"
    page = outside.get("/language/?next=https://evil.example/").content.decode()
    assert "evil" not in page
