"""The certificate of our own partners' endpoint (DXP 11): self-signed, pinned by the party document, no authority.

No decision rests on TLS: all authentication is in the objects. TLS keeps headers and sizes from the network. How we
connect to others is in `peers.client`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from detente.node.certificates import OwnCertificate
from detente.node.entropy import Entropy

# OpenSSL refuses an expired certificate even where it is pinned; the pin is what ends it, not the calendar.
NOT_BEFORE: Final = datetime(2000, 1, 1, tzinfo=UTC)
NOT_AFTER: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def self_signed(hosts: Sequence[str], *, entropy: Entropy) -> OwnCertificate:
    """Give a certificate for `hosts` (names or addresses, the first one its subject) over a fresh Ed25519 key."""
    key = Ed25519PrivateKey.from_private_bytes(entropy(32))
    # Positive and never zero (RFC 5280, 4.1.2.2).
    serial = int.from_bytes(entropy(16), "big") >> 1 or 1
    # The serial number makes the subject unique: OpenSSL looks a trusted certificate up by its subject, and of two
    # pinned ones (before and after a renewal) it would otherwise find one only.
    name = x509.Name(
        [
            # 64 characters at most (X.520); the alternative names are what is read.
            x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:64]),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, f"{serial:032x}"),
        ]
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(NOT_BEFORE)
        .not_valid_after(NOT_AFTER)
        .add_extension(x509.SubjectAlternativeName([_alternative(host) for host in hosts]), critical=False)
        .add_extension(identifier, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, algorithm=None)
    )
    return OwnCertificate(
        certificate.public_bytes(Encoding.DER),
        certificate.public_bytes(Encoding.PEM),
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host.strip("[]")))
    except ValueError:
        return x509.DNSName(host)
