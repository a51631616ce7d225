"""Our certificate and the partners' client together: TLS 1.3 that trusts exactly the pinned certificate (DXP 11)."""

from __future__ import annotations

import secrets
import socket
import ssl
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from detente.node.peers import tls
from detente.node.peers.client import context_for
from detente.node.services.setup import OwnCertificate


def _certificate(*hosts: str) -> OwnCertificate:
    return tls.self_signed(hosts or ("127.0.0.1",), entropy=secrets.token_bytes)


def test_a_certificate_is_valid_from_2000_to_9999_for_its_hosts() -> None:
    read = x509.load_der_x509_certificate(_certificate("dxp.val.example", "127.0.0.1", "[::1]").der)

    assert read.not_valid_before_utc == datetime(2000, 1, 1, tzinfo=UTC)
    assert read.not_valid_after_utc == datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    names = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["dxp.val.example"]
    assert [str(each) for each in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1", "::1"]
    read.verify_directly_issued_by(read)


def test_no_two_certificates_are_the_same() -> None:
    assert _certificate().der != _certificate().der


def test_a_host_longer_than_a_subject_may_be_is_named_whole_beside_it() -> None:
    host = "a" * 60 + ".example.org"
    read = x509.load_der_x509_certificate(_certificate(host).der)

    names = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == [host]


def _serve(folder: Path, certificate: OwnCertificate, *, newest: ssl.TLSVersion) -> int:
    """Start a server for one connection and give its port."""
    (folder / "cert.pem").write_bytes(certificate.certificate_pem)
    (folder / "key.pem").write_bytes(certificate.key_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = newest
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    listener = socket.create_server(("127.0.0.1", 0))

    def once() -> None:
        with listener:
            line, _ = listener.accept()
            try:
                with context.wrap_socket(line, server_side=True) as secure:
                    secure.sendall(b"hello")
            except OSError:
                line.close()

    threading.Thread(target=once, daemon=True).start()
    return int(listener.getsockname()[1])


def _connect(port: int, *pinned: bytes) -> tuple[bytes, str | None]:
    with (
        socket.create_connection(("127.0.0.1", port), timeout=120) as line,
        context_for(pinned).wrap_socket(line, server_hostname="anything.example") as secure,
    ):
        return secure.recv(5), secure.version()


def test_the_pinned_certificate_is_trusted_under_any_name(tmp_path: Path) -> None:
    ours = _certificate()

    assert _connect(_serve(tmp_path, ours, newest=ssl.TLSVersion.TLSv1_3), _certificate().der, ours.der) == (
        b"hello",
        "TLSv1.3",
    )


@pytest.mark.parametrize("pinned", [1, 0])
def test_another_certificate_is_refused(tmp_path: Path, pinned: int) -> None:
    port = _serve(tmp_path, _certificate(), newest=ssl.TLSVersion.TLSv1_3)

    with pytest.raises(ssl.SSLCertVerificationError):
        _connect(port, *[_certificate().der][:pinned])


def test_an_older_tls_is_refused(tmp_path: Path) -> None:
    ours = _certificate()
    port = _serve(tmp_path, ours, newest=ssl.TLSVersion.TLSv1_2)

    with pytest.raises(OSError, match=r"(?i)version|reset|eof"):
        _connect(port, ours.der)
