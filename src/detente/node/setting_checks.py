"""What a single setting of a node may be: addresses, names, languages, hues. Which there are says `configuration`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from detente.model import label

LANGUAGES: Final = ("fr", "en", "ru", "ar")
WORLDS: Final = ("production", "demo")
COLOURS: Final = (1, 2, 3, 4)
"""The hues that the desk's stylesheet has for parties."""
PATH: Final = "/dxp/1"

_CODE = re.compile(r"[A-Za-z]{3}", re.ASCII)
_ADDRESS = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(?P<port>\d{1,5})", re.ASCII)
_HOST = re.compile(r"\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.ASCII)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: a loopback address, or a name under localhost (RFC 6761)."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_colour(value: Any) -> bool:
    """Whether a value is one of the four hues; `true` is none, though Python takes it for 1."""
    return isinstance(value, int) and not isinstance(value, bool) and value in COLOURS


def is_address(value: Any) -> bool:
    """Whether it is host:port."""
    matched = _ADDRESS.fullmatch(value) if isinstance(value, str) else None
    return matched is not None and 1 <= int(matched["port"]) <= 65535


def is_address_or_none(value: Any) -> bool:
    """Whether it is host:port, or nothing."""
    return value == "" or is_address(value)


def is_url(value: Any) -> bool:
    """Whether partners can reach a node there: plain, and ending in `PATH`."""
    if not isinstance(value, str) or not value.isascii() or any(mark.isspace() for mark in value):
        return False
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    return parts.scheme in ("https", "http") and bool(parts.hostname) and plain and parts.path.endswith(PATH)


def is_hosts(value: Any) -> bool:
    """Whether it is a list of names of hosts, at least one."""
    return isinstance(value, list) and bool(value) and all(isinstance(h, str) and _HOST.fullmatch(h) for h in value)


def is_code(value: Any) -> bool:
    """Whether it is three letters."""
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def is_label(value: Any) -> bool:
    """Whether it names a party in languages of the desk, at least one."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(language in LANGUAGES and label.is_label(name) for language, name in value.items())
    )


def is_zone(value: Any) -> bool:
    """Whether it is a time zone that this machine knows."""
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def is_bool(value: Any) -> bool:
    """Whether it is true or false."""
    return isinstance(value, bool)


def one_of(values: tuple[str, ...]) -> Callable[[Any], bool]:
    """Give the check for one of some words."""
    return lambda value: value in values
