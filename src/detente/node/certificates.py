"""The certificate of our endpoint, as a value: made in `peers`, named in the party document by `services.setup`."""

from __future__ import annotations

import ssl
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """The certificate of our endpoint and its key, PKCS #8 without a password. `der` goes into the document."""

    der: bytes
    certificate_pem: bytes
    key_pem: bytes


def der_in(pem: bytes) -> bytes:
    """Give the certificate in a PEM file, as a party document names it; ValueError where there is none."""
    return ssl.PEM_cert_to_DER_cert(pem.decode("ascii"))
