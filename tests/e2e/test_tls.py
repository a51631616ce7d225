"""Two nodes as in production: no plain HTTP anywhere, TLS 1.3 pinned to the certificates in the party documents."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from detente.node.entropy import system_entropy
from detente.node.peers import tls
from tests.e2e import nodes
from tests.e2e.conftest import Pair


def test_contact_is_made_and_the_agreement_comes_into_force_over_tls(secure_pair: Pair) -> None:
    for node, other in (secure_pair, secure_pair[::-1]):
        facts = node.partner(other.code)
        assert (facts["state"], facts["agreement_state"], facts["trouble"]) == ("confirmed", "in force", None)
        assert node.url.startswith("https://")


def test_the_endpoint_serves_the_pinned_certificate_over_tls_1_3_only(secure_pair: Pair) -> None:
    zor = secure_pair[1]
    for port in (zor.peer_port, zor.desk_port):
        pinned = ssl.PEM_cert_to_DER_cert((zor.home / "tls" / "cert.pem").read_text())
        assert _handshake(port, ssl.TLSVersion.TLSv1_3) == pinned
        with pytest.raises(ssl.SSLError):
            _handshake(port, ssl.TLSVersion.TLSv1_2)


def test_no_private_key_stands_in_the_environment_or_the_arguments_of_a_process(secure_pair: Pair) -> None:
    val = secure_pair[0]
    assert val.process is not None
    for process in _family(val.process.pid):
        for name in ("environ", "cmdline"):
            said = Path(f"/proc/{process}/{name}").read_bytes()
            assert b"PRIVATE KEY" not in said
            if process != val.process.pid:
                assert nodes.PASSPHRASE.encode() not in said


def test_another_certificate_is_refused_before_a_byte_is_said(secure_pair: Pair, tmp_path: Path) -> None:
    val, zor = secure_pair
    assert zor.stop() == 0
    with _impostor(zor.peer_port, tmp_path) as heard:
        val.ask("send", "--to", "ZOR", "--subject", "Dossier 49")
        nodes.wait_for(lambda: heard["refused"], "the handshake that fails")
        facts = nodes.wait_for(lambda: (f := val.partner("ZOR"))["trouble"] and f, "the trouble to show")
        assert facts["waiting"] == 1
        assert facts["trouble"].startswith("no connection")
        assert heard["bytes"] == b""


@contextmanager
def _impostor(port: int, folder: Path) -> Iterator[dict[str, object]]:
    """A TLS server with a fresh certificate for the same address; what it heard."""
    made = tls.self_signed(("127.0.0.1",), entropy=system_entropy)
    (folder / "cert.pem").write_bytes(made.certificate_pem)
    (folder / "key.pem").write_bytes(made.key_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    heard: dict[str, object] = {"refused": False, "bytes": b""}
    server = socket.create_server(("127.0.0.1", port))

    def serve() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            line.settimeout(nodes.PATIENCE)
            try:
                # With TLS 1.3 the server's side of the handshake may end before the client has refused.
                with context.wrap_socket(line, server_side=True) as secure:
                    heard["bytes"] = secure.recv(4096)
            except OSError:
                heard["refused"] = True

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield heard
    finally:
        server.close()


def _handshake(port: int, version: ssl.TLSVersion) -> bytes | None:
    """Give the certificate that the server shows to whoever checks nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.maximum_version = version
    with (
        socket.create_connection(("127.0.0.1", port), timeout=nodes.PATIENCE) as line,
        context.wrap_socket(line) as secure,
    ):
        return secure.getpeercert(binary_form=True)


def _family(top: int) -> list[int]:
    """Give a process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    family = [top]
    for process in family:
        family += children.get(process, [])
    return family
