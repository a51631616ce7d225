"""The certificate of our endpoint, as a value: made in `peers`, named in the party document by `services.setup`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """The certificate of our endpoint and its key, PKCS #8 without a password. `der` goes into the document."""

    der: bytes
    certificate_pem: bytes
    key_pem: bytes
