"""The settings for mail and hook: what is refused, and that they come back from their own text."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from detente.model.errors import BadInput
from detente.node import configuration

BASE: dict[str, Any] = {
    "node": {"code": "VAL", "label": {"en": "Valdorie"}},
    "desk": {"address": "127.0.0.1:8001"},
    "peer": {"address": "127.0.0.1:8002", "url": "https://val.example/dxp/1"},
}
MAIL = {"server": "mail.val.example:587", "sender": "detente@val.example"}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"mail": MAIL},
        {"mail": {**MAIL, "user": "node", "password_file": "mail.secret", "tls": "tls", "every_minutes": 60}},
        {"mail": {"server": "127.0.0.1:25", "sender": "d@val.example", "tls": "none"}},
        {"hook": {"command": ["/usr/local/bin/page", "--group", "duty"]}},
        {"hook": {"url": "http://127.0.0.1:9000/page", "every_minutes": 1}},
        {"webhook": {"url": "https://cases.val.example/in?d=1", "secret_file": "webhook.secret"}},
        {"webhook": {"url": "http://127.0.0.1:9000/in", "secret_file": "webhook.secret"}},
        {"watch": {"folder": "/srv/detente/in", "officer": "lia"}},
    ],
)
def test_settings_come_back_from_their_own_text(given: dict[str, Any]) -> None:
    made = configuration.make({**BASE, **given})
    assert configuration.make(tomllib.loads(configuration.dump(made))) == made
    found = [name for name in ("mail", "hook", "webhook", "watch") if getattr(made, name) is not None]
    assert found == list(given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mail": {"server": "mail.val.example:587"}}, "sender is missing"),
        ({"mail": {**MAIL, "tls": "none"}}, "not this machine"),
        ({"mail": {**MAIL, "tls": "maybe"}}, "not usable"),
        ({"mail": {**MAIL, "sender": "a@b\nBcc: c@d"}}, "not usable"),
        ({"mail": {**MAIL, "user": "node"}}, "belong together"),
        ({"mail": {**MAIL, "password_file": "../seal.vault", "user": "node"}}, "not usable"),
        ({"mail": {**MAIL, "every_minutes": 0}}, "not usable"),
        ({"mail": {**MAIL, "content": True}}, "no setting"),
        ({"hook": {"command": ["page"]}}, "not usable"),
        ({"hook": {"command": "/usr/bin/page"}}, "not usable"),
        ({"hook": {"url": "http://pager.example/page"}}, "beyond this machine"),
        ({"hook": {"url": "https://127.0.0.1/page"}}, "beyond this machine"),
        ({"webhook": {"url": "http://cases.example/in", "secret_file": "s"}}, "beyond this machine"),
        ({"webhook": {"url": "ftp://127.0.0.1/in", "secret_file": "s"}}, "beyond this machine"),
        ({"webhook": {"url": "https://a:b@cases.example/in", "secret_file": "s"}}, "more or less"),
        ({"webhook": {"url": "https:///in", "secret_file": "s"}}, "more or less"),
        ({"webhook": {"url": "https://cases.example:x/in", "secret_file": "s"}}, "no address"),
        ({"webhook": {"url": "https://cases.example/in"}}, "belong together"),
        ({"webhook": {"secret_file": "s"}}, "belong together"),
        ({"watch": {"folder": "/srv/in"}}, "belong together"),
        ({"watch": {"officer": "lia"}}, "belong together"),
        ({"watch": {"folder": "in", "officer": "lia"}}, "not usable"),
        ({"webhook": {"url": "https://cases.example/in", "secret_file": "../sign.vault"}}, "not usable"),
        ({"hook": {"command": ["/bin/true"], "url": "http://127.0.0.1/"}}, "give one"),
    ],
)
def test_what_would_call_beyond_this_machine_or_in_the_clear_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        configuration.make({**BASE, **given})
