"""The states in which pages look as they do (`audited.State`): of the desk in memory, and of an officer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData
from playwright.sync_api import Page

from tests.web.audited import State
from tests.web.browser import go_on_with
from tests.web.fake_desk import FakeDesk

PASSWORD = "quai-brume-sept-orge"
_OF_THE_DESK: dict[State, dict[str, Any]] = {
    "first-day": {"new": True},
    "unopened": {"opened": False},
    "met": {"state": "met"},
    "compared": {"state": "compared"},
    "no-agreement": {"no_agreement": True},
    "keyless": {"keyed": False},
}


@contextmanager
def stand(fake: FakeDesk, user: User, state: State) -> Iterator[None]:
    """Put the house into a state, and back."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"inspects": True, **_OF_THE_DESK.get(state, {})}.items():
            patch.setattr(fake, name, value)
        if state == "failing":
            patch.setattr(fake, "partners", _fail)
        if state in ("second-factor", "protected"):
            _protect(user)
        yield
    Authenticator.objects.filter(user=user).delete()


def reach(page: Page, state: State) -> None:
    """Do what an officer does before the pages of a state can be met: say a reason, give the password."""
    if state == "usual":
        page.goto("/oversight/")
        page.fill("input[name=reason]", "Revue, point 4")
        go_on_with(page, page.locator("main form button.main"))
    if state == "second-factor":
        page.goto("/account/login/")
        page.fill("#id_login", "claire")
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/account/mfa/authenticate/**")
    if state in ("sure", "protected"):
        page.goto("/account/reauthenticate/?next=/me/")
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/me/")


def _protect(user: User) -> None:
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    key = {"name": "Clé de bureau", "credential": _credential()}
    Authenticator.objects.create(pk=4711, user=user, type=Authenticator.Type.WEBAUTHN, data=key)


def _credential() -> dict[str, Any]:
    """Give what a browser hands over when a passkey is made, as far as the pages read it."""
    number = bytes(16)
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(Aaguid.NONE, number, public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    seen = AttestationObject.create("none", AuthenticatorData.create(bytes(32), flags, 0, bytes(made)), {})
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, bytes(32), "http://localhost")
    answer = {"attestationObject": websafe_encode(bytes(seen)), "clientDataJSON": websafe_encode(bytes(client))}
    return {
        "id": websafe_encode(number),
        "rawId": websafe_encode(number),
        "type": "public-key",
        "response": answer,
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def _fail(*_: object) -> None:
    raise RuntimeError("the node fails")
