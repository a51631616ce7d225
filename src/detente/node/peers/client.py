"""HTTP towards a partner (DXP 11): TLS 1.3 pinned to the party document, or plain on loopback behind the switch."""

from __future__ import annotations

import ssl
from urllib.parse import urlsplit

import httpx

from detente.model import party_id
from detente.model.errors import LocalError
from detente.model.party_id import PartyId
from detente.node.lines import Unreachable
from detente.node.setting_checks import is_loopback
from detente.protocol.parcel import MAX_PARCEL

TIMEOUT = httpx.Timeout(30.0, connect=5.0)
TYPE = "application/dxp-parcel"


class PlainHttpRefused(LocalError):
    """A partner's address is plain HTTP and not on loopback, or the development switch is off."""

    code = "plain-http"


def context_for(certificates: tuple[bytes, ...]) -> ssl.SSLContext:
    """Give the TLS context that trusts exactly the certificates in the partner's document.

    Names are not checked: the certificate itself is pinned, and no decision rests on TLS.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    for der in certificates:
        context.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(der))
    return context


def context_for_first_contact() -> ssl.SSLContext:
    """Give a TLS context that authenticates nobody: the meeting's own commitment and digits do (DXP 4, 11)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def client_for(url: str, certificates: tuple[bytes, ...] | None, *, development: bool) -> httpx.Client:
    """Give a client for one partner; `certificates` None before a first contact, when none can be known.

    Raises:
        PlainHttpRefused.
    """
    if url.startswith("https://"):
        context = context_for(certificates) if certificates is not None else context_for_first_contact()
        return httpx.Client(verify=context, timeout=TIMEOUT, trust_env=False)
    if not (development and is_loopback(urlsplit(url).hostname or "")):
        raise PlainHttpRefused(
            "The partner's address is plain HTTP. It is used on loopback only, with development = true in detente.toml."
        )
    return httpx.Client(timeout=TIMEOUT, trust_env=False)


class HttpLine:
    """The way to one partner over HTTP; see `lines.Line`."""

    def __init__(self, client: httpx.Client, url: str, *, us: PartyId, them: PartyId) -> None:
        self._client = client
        self._base = f"{url.rstrip('/')}/{party_id.part(them)}/{party_id.part(us)}"

    def post(self, data: bytes) -> bytes:
        """Post a parcel; an answer without a parcel is no answer."""
        response = self._send("POST", self._base, data)
        body = response.content
        if body:
            return body
        if response.status_code == 404:
            raise Unreachable("the partner's node does not know this pair")
        code = response.headers.get("DXP-Code", "")
        raise Unreachable(f"refused with {code or response.status_code}", _retry_after(response), code=code)

    def put(self, path: str, data: bytes) -> int:
        """Put bytes; give the status."""
        return self._send("PUT", f"{self._base}/{path}", data).status_code

    def get(self, path: str) -> tuple[int, bytes]:
        """Get bytes; give status and body."""
        response = self._send("GET", f"{self._base}/{path}", None)
        return response.status_code, response.content

    def _send(self, method: str, url: str, data: bytes | None) -> httpx.Response:
        return send(self._client, method, url, data)


def send(client: httpx.Client, method: str, url: str, data: bytes | None) -> httpx.Response:
    """Send one request and read at most one parcel.

    Raises:
        Unreachable: no connection, no answer in time, or an answer above the cap.
    """
    headers = {} if data is None else {"Content-Type": TYPE}
    try:
        with client.stream(method, url, content=data, headers=headers) as response:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > MAX_PARCEL:
                    raise Unreachable("the answer is larger than a parcel may be")
            return httpx.Response(response.status_code, headers=response.headers, content=bytes(body))
    except httpx.HTTPError as error:
        # The class alone: the text of the library may hold addresses and paths.
        raise Unreachable(f"no connection ({type(error).__name__})") from error


class MeetPoster:
    """Posts the steps of a first contact under the address of an invitation; see `meeting.Post`."""

    def __init__(self, client: httpx.Client, url: str) -> None:
        self._client = client
        self._url = url.rstrip("/")

    def __call__(self, path: str, data: bytes) -> bytes:
        """Post one step; LocalError where the invitation is not taken or nobody answers."""
        try:
            response = send(self._client, "POST", f"{self._url}/{path}", data)
        except Unreachable as error:
            raise LocalError(
                f"The partner's node at {self._url} does not answer: {error}. Check the address and whether it runs."
            ) from error
        if response.status_code == 404:
            raise LocalError("The invitation is used, too old, or not of this node. Ask the partner for a new one.")
        if response.status_code != 200:
            raise LocalError(f"The partner's node refused the meeting ({response.headers.get('DXP-Code', '')}).")
        return response.content


def _retry_after(response: httpx.Response) -> float | None:
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isdigit() else None
