"""Box and body: published HPKE vectors, the law that what was sealed opens, and that nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import x25519
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.crypto import sealing
from detente.crypto.hashing import sha256, tagged, u32
from detente.crypto.sealing import ROLE_ARCHIVE, ROLE_RECIPIENT, SMALLEST, SMALLEST_REPLY, CannotOpen
from detente.model import b64, strict_json
from tests.crypto.keys_of_tests import sealer
from tests.vectors import read

ALPHA, BETA = sealer("alpha"), sealer("beta")
CEK, HEADER_HASH = sha256(b"cek"), sha256(b"header")
BOX = sealing.seal_box(CEK, to=ALPHA.public, role=ROLE_RECIPIENT, header_hash=HEADER_HASH)
PLAIN = b'{"v":"dxp/1"}'
BODY = sealing.seal_body(PLAIN, cek=CEK)
BODY_KEY = sealing.derive(CEK, "dxp/1 body")


def opens(act: Callable[[], object]) -> bool:
    """Whether `act` opens; any error but CannotOpen, or one that says more, fails the test."""
    try:
        act()
    except CannotOpen as error:
        said = (*error.args, str(error))
    else:
        return True
    assert said == ("",)
    return False


def open_alpha(box: bytes = BOX, *, role: int = ROLE_RECIPIENT, header_hash: bytes = HEADER_HASH) -> bytes:
    return sealing.open_box(box, key=ALPHA, role=role, header_hash=header_hash)


def open_body(body: bytes = BODY, *, cek: bytes = CEK, commit: bytes | None = None, body_hash: bytes | None = None,
              smallest: int = SMALLEST) -> bytes:  # fmt: skip
    return sealing.open_body(
        body,
        cek=cek,
        commit=sealing.commitment(cek) if commit is None else commit,
        body_hash=sha256(body) if body_hash is None else body_hash,
        smallest=smallest,
    )


def flipped(data: bytes, place: int) -> bytes:
    return bytes([*data[:place], data[place] ^ 1, *data[place + 1 :]])


# --- Published vectors. They carry an AAD, which the wire does not; so through the library's private call (DXP 3). ---

private_hpke = openssl.hpke
AEADS = {1: hpke.AEAD.AES_128_GCM, 2: hpke.AEAD.AES_256_GCM, 3: hpke.AEAD.CHACHA20_POLY1305}


def check_hpke(vector: dict[str, Any], kem: hpke.KEM, private: Any) -> None:
    """Open the first encryption (the single-shot form knows only sequence number 0), and refuse it changed."""
    suite = hpke.Suite(kem, hpke.KDF.HKDF_SHA256, AEADS[vector["aead_id"]])
    first, info = vector["encryptions"][0], bytes.fromhex(vector["info"])
    sealed, aad = bytes.fromhex(vector["enc"] + first["ct"]), bytes.fromhex(first["aad"])
    assert private_hpke._decrypt_with_aad(suite, sealed, private, info, aad).hex() == first["pt"]
    for wrong in ((flipped(sealed, 0), info, aad), (sealed, info + b"x", aad), (sealed, info, aad + b"x")):
        with pytest.raises(Exception, match="^$"):
            private_hpke._decrypt_with_aad(suite, wrong[0], private, wrong[1], wrong[2])


def x_wing_vectors(vectors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [vector for vector in vectors if (vector["kem_id"], vector["kdf_id"], vector["mode"]) == (0x647A, 1, 0)]


def test_x_wing_is_that_of_the_draft_from_seed_to_plaintext() -> None:
    vectors = x_wing_vectors(read.own("hpke/hpke-pq-x-wing.json"))
    assert len(vectors) == 1
    for vector in vectors:
        private = sealing.seal_private(bytes.fromhex(vector["skRm"]))
        assert private.public.raw.hex() == vector["pkRm"]
        check_hpke(vector, hpke.KEM.MLKEM768_X25519, private._key)


def test_hpke_base_is_that_of_rfc_9180() -> None:
    vectors = read.own("hpke/rfc9180-base-x25519.json")
    assert len(vectors) == 2
    for vector in vectors:
        private = x25519.X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["skRm"]))
        assert private.public_key().public_bytes_raw().hex() == vector["pkRm"]
        check_hpke(vector, hpke.KEM.X25519, private)


@pytest.mark.shared
def test_the_whole_hpke_suites_agree() -> None:
    hybrid = x_wing_vectors(read.whole("hpke/hpke-pq.json"))
    base = [vector for vector in read.whole("hpke/rfc9180-base.json") if vector["kem_id"] == 32]
    assert (len(hybrid), len(base)) == (1, 2)
    for vector in hybrid:
        check_hpke(vector, hpke.KEM.MLKEM768_X25519, sealing.seal_private(bytes.fromhex(vector["skRm"]))._key)


# --- Box ---


def test_a_box_opens_for_its_recipient_role_and_header() -> None:
    assert len(BOX) == sealing.BOX_BYTES == 1168
    assert open_alpha() == CEK


def test_a_box_opens_for_nobody_else() -> None:
    assert not opens(lambda: sealing.open_box(BOX, key=BETA, role=ROLE_RECIPIENT, header_hash=HEADER_HASH))
    assert not opens(lambda: open_alpha(role=ROLE_ARCHIVE))
    assert not opens(lambda: open_alpha(header_hash=sha256(b"another header")))


def test_every_flipped_byte_of_a_box_ends_in_the_same_error() -> None:
    """Flips in the ML-KEM part give another secret (implicit rejection, case 29): it must look like all the others."""
    assert [place for place in range(len(BOX)) if opens(lambda p=place: open_alpha(flipped(BOX, p)))] == []


def test_every_flipped_byte_of_the_header_hash_ends_in_the_same_error() -> None:
    assert not any(opens(lambda p=place: open_alpha(header_hash=flipped(HEADER_HASH, p))) for place in range(32))


@pytest.mark.parametrize("box", [
    b"", b"\x00", BOX[:31], BOX[:1119], BOX[:1120], BOX[:1135], BOX[:1136], BOX[:-1], BOX + b"\x00", BOX + BOX,
    bytes(len(BOX)), BOX[:1088] + bytes(32) + BOX[1120:], BOX[:1088] + b"\x01" + bytes(31) + BOX[1120:],
], ids=len)  # fmt: skip
def test_a_box_of_another_length_or_with_a_point_of_low_order_ends_in_the_same_error(box: bytes) -> None:
    assert not opens(lambda: open_alpha(box))


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_content_key_of_another_length_ends_in_the_same_error(length: int) -> None:
    box = sealing.seal_box(bytes(length), to=ALPHA.public, role=ROLE_RECIPIENT, header_hash=HEADER_HASH)
    assert not opens(lambda: open_alpha(box))


def test_sealing_twice_gives_two_boxes() -> None:
    assert sealing.seal_box(CEK, to=ALPHA.public, role=ROLE_RECIPIENT, header_hash=HEADER_HASH) != BOX


def test_the_archive_half_opens_for_the_sender_only_there() -> None:
    both = BOX + sealing.seal_box(CEK, to=BETA.public, role=ROLE_ARCHIVE, header_hash=HEADER_HASH)
    assert sealing.open_archive(both, key=BETA, header_hash=HEADER_HASH) == CEK
    assert not opens(lambda: sealing.open_archive(both, key=ALPHA, header_hash=HEADER_HASH))
    assert not opens(lambda: sealing.open_archive(BOX, key=BETA, header_hash=HEADER_HASH))
    assert not opens(lambda: sealing.open_archive(both[sealing.BOX_BYTES :], key=BETA, header_hash=HEADER_HASH))


# --- Body ---


@given(st.binary(max_size=2000), st.sampled_from([SMALLEST, SMALLEST_REPLY]))
def test_what_was_sealed_opens(plain: bytes, smallest: int) -> None:
    body = sealing.seal_body(plain, cek=CEK, smallest=smallest)
    assert open_body(body, smallest=smallest) == plain
    assert len(body) == sealing.padded_length(len(plain), smallest=smallest) + 16


@settings(max_examples=25)
@given(st.binary(max_size=600), st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_box_and_body_together_give_back_what_was_sealed(plain: bytes, cek: bytes, header_hash: bytes) -> None:
    box = sealing.seal_box(cek, to=BETA.public, role=ROLE_RECIPIENT, header_hash=header_hash)
    opened = sealing.open_box(box, key=BETA, role=ROLE_RECIPIENT, header_hash=header_hash)
    assert open_body(sealing.seal_body(plain, cek=cek), cek=opened) == plain


def test_a_body_depends_on_its_key_and_plaintext_only() -> None:
    assert sealing.seal_body(PLAIN, cek=CEK) == BODY


def test_every_flipped_byte_of_the_body_ends_in_the_same_error() -> None:
    real = sha256(BODY)
    assert not any(opens(lambda p=p: open_body(flipped(BODY, p))) for p in range(len(BODY)))
    assert not any(opens(lambda p=p: open_body(flipped(BODY, p), body_hash=real)) for p in range(len(BODY)))


def test_every_flipped_byte_of_commitment_and_body_hash_ends_in_the_same_error() -> None:
    commit = sealing.commitment(CEK)
    assert not any(opens(lambda p=p: open_body(commit=flipped(commit, p))) for p in range(32))
    assert not any(opens(lambda p=p: open_body(body_hash=flipped(sha256(BODY), p))) for p in range(32))


@pytest.mark.parametrize("body", [b"", b"\x00" * 15, b"\x00" * 16, BODY[:-1], BODY[1:], BODY + b"\x00"], ids=len)
def test_a_body_of_another_length_ends_in_the_same_error(body: bytes) -> None:
    assert not opens(lambda: open_body(body))


@pytest.mark.parametrize("value", [b"", sealing.commitment(CEK)[:31], sealing.commitment(CEK) + b"\x00"], ids=len)
def test_a_commitment_or_hash_of_another_length_ends_in_the_same_error(value: bytes) -> None:
    assert not opens(lambda: open_body(commit=value))
    assert not opens(lambda: open_body(body_hash=value))


def test_another_key_does_not_open() -> None:
    other = sha256(b"another key")
    assert not opens(lambda: open_body(cek=other))
    assert not opens(lambda: open_body(cek=other, commit=sealing.commitment(CEK)))


def seal_raw(padded: bytes, *, cek: bytes = CEK, commit: bytes | None = None) -> bytes:
    """Give a body with a padding of our choice, sealed as the real one."""
    aad = b"dxp/1 body\x00" + (sealing.commitment(cek) if commit is None else commit)
    return AESGCM(sealing.derive(cek, "dxp/1 body")).encrypt(bytes(12), padded, aad)


@pytest.mark.parametrize(("padded", "fits"), [
    ((u32(13) + PLAIN).ljust(256, b"\x00"), True),
    ((u32(0)).ljust(256, b"\x00"), True),
    (u32(252) + b"x" * 252, True),
    (u32(253) + b"x" * 252, False),                       # says more than there is
    (b"\xff\xff\xff\xff" + bytes(252), False),
    ((u32(13) + PLAIN).ljust(255, b"\x00") + b"\x01", False),  # a channel in the padding
    ((u32(12) + PLAIN).ljust(256, b"\x00"), False),
    ((u32(13) + PLAIN).ljust(272, b"\x00"), False),       # a size class of one's own choice tells something
    ((u32(13) + PLAIN).ljust(240, b"\x00"), False),
    (u32(13) + PLAIN, False),
    (u32(253) + b"x" * 253, False),
    (b"", False), (b"\x00" * 3, False), (b"\x00" * 4, False),
])  # fmt: skip
def test_the_padding_is_checked_to_the_byte(padded: bytes, fits: bool) -> None:
    assert opens(lambda: open_body(seal_raw(padded))) is fits


def test_an_answer_in_a_smaller_size_class_does_not_open_as_an_answer() -> None:
    assert opens(lambda: open_body(sealing.seal_body(PLAIN, cek=CEK, smallest=SMALLEST_REPLY), smallest=SMALLEST_REPLY))
    assert not opens(lambda: open_body(BODY, smallest=SMALLEST_REPLY))
    assert not opens(lambda: open_body(sealing.seal_body(PLAIN, cek=CEK, smallest=SMALLEST_REPLY)))


@given(st.integers(0, 1 << 40), st.sampled_from([SMALLEST, SMALLEST_REPLY]))
def test_padding_costs_less_than_twelve_percent_and_never_shrinks(length: int, smallest: int) -> None:
    total, needed = sealing.padded_length(length, smallest=smallest), max(smallest, length + 4)
    assert needed <= total < needed * 1.12
    assert sealing.padded_length(length + 1, smallest=smallest) >= total
    # A total is its own class: padding what is padded adds nothing.
    assert sealing.padded_length(total - 4, smallest=smallest) == total


def test_padding_leaves_few_classes() -> None:
    assert len({sealing.padded_length(length) for length in range(1 << 16)}) < 150


# --- Commitment (case 28) ---

# Found by trying: the key streams of these two content keys begin with the same four bytes, so that one text can carry
# the same length under both.
TWINS = (15764).to_bytes(32, "big"), (91243).to_bytes(32, "big")


def times(one: int, other: int) -> int:
    """Multiply in GF(2^128) as GCM does it: the first bit is the highest (NIST SP 800-38D, 6.3)."""
    product = 0
    for bit in range(127, -1, -1):
        if other >> bit & 1:
            product ^= one
        one = one >> 1 ^ (0xE1 << 120 if one & 1 else 0)
    return product


def power(base: int, exponent: int) -> int:
    result = 1 << 127
    while exponent:
        if exponent & 1:
            result = times(result, base)
        base, exponent = times(base, base), exponent >> 1
    return result


def body_for_two_keys(ceks: tuple[bytes, bytes], aad: bytes) -> bytes:
    """Give one AES-GCM text of 256 bytes that opens under the body keys of both: its block 1 makes the tags equal."""

    def encrypt(cek: bytes, block: bytes) -> bytes:
        return Cipher(algorithms.AES(sealing.derive(cek, "dxp/1 body")), modes.ECB()).encryptor().update(block)

    length = u32(252)
    start = bytes(a ^ b for a, b in zip(encrypt(ceks[0], bytes(12) + u32(2)), length.ljust(16, b"\x00"), strict=True))
    blocks = [start, bytes(16), *(bytes([number]) * 16 for number in range(14))]
    padded_aad = aad.ljust(-(-len(aad) // 16) * 16, b"\x00")
    hashed = [padded_aad[i : i + 16] for i in range(0, len(padded_aad), 16)] + blocks
    hashed.append((len(aad) * 8).to_bytes(8, "big") + (256 * 8).to_bytes(8, "big"))
    free = len(hashed) - 1 - 15  # where blocks[1] stands
    assert hashed[free] == bytes(16)

    def tag(cek: bytes) -> int:
        h, total = int.from_bytes(encrypt(cek, bytes(16)), "big"), 0
        for block in hashed:
            total = times(total ^ int.from_bytes(block, "big"), h)
        return total ^ int.from_bytes(encrypt(cek, bytes(12) + u32(1)), "big")

    weights = [power(int.from_bytes(encrypt(cek, bytes(16)), "big"), len(hashed) - free) for cek in ceks]
    inverse = power(weights[0] ^ weights[1], 2**128 - 2)
    hashed[free] = blocks[1] = times(tag(ceks[0]) ^ tag(ceks[1]), inverse).to_bytes(16, "big")
    assert tag(ceks[0]) == tag(ceks[1])
    return b"".join(blocks) + tag(ceks[0]).to_bytes(16, "big")


def test_one_text_that_opens_under_two_keys_opens_only_under_the_one_committed_to() -> None:
    """An invisible salamander: without the commitment sender and auditor could be shown two different contents."""
    commit = sealing.commitment(TWINS[0])
    aad = b"dxp/1 body\x00" + commit
    body = body_for_two_keys(TWINS, aad)
    plains = [AESGCM(sealing.derive(cek, "dxp/1 body")).decrypt(bytes(12), body, aad) for cek in TWINS]
    assert plains[0] != plains[1]
    assert [plain[:4] for plain in plains] == [u32(252), u32(252)]

    assert len(open_body(body, cek=TWINS[0], commit=commit)) == 252
    assert not opens(lambda: open_body(body, cek=TWINS[1], commit=commit))
    assert not opens(lambda: open_body(body, cek=TWINS[1]))


def test_commitment_and_identity_have_their_own_domains() -> None:
    assert sealing.commitment(CEK) == tagged("dxp/1 commit", CEK)
    assert sealing.cid_of(PLAIN) == b64.encode(tagged("dxp/1 cid", PLAIN))
    assert len({sealing.derive(CEK, tag) for tag in ("dxp/1 body", "dxp/1 att", "dxp/1 commit")}) == 3
    assert sealing.derive(CEK, "a", b"b") != sealing.derive(CEK, "ab")


# --- The protocol's vectors ---


@pytest.mark.shared
@pytest.mark.parametrize(
    ("ledger", "receiver", "sender", "count"), [("ledger_AB", "B", "A", 6), ("ledger_BA", "A", "B", 5)]
)
def test_every_entry_of_the_protocol_s_vectors_opens_for_receiver_and_archive(
    ledger: str, receiver: str, sender: str, count: int
) -> None:
    vectors = read.spec()
    seal = sealing.seal_private(b64.decode(vectors["parties"][receiver]["seeds"]["seal_xwing"]))
    archive = sealing.seal_private(b64.decode(vectors["parties"][sender]["seeds"]["archive_xwing"]))
    entries = vectors[ledger]["entries"]
    assert len(entries) == count
    for entry in entries:
        header, box, body = (b64.decode(entry[part]) for part in ("header", "box", "body"))
        parsed = strict_json.parse(header)
        assert parsed["seal"] == seal.public.kid
        assert parsed["archive"] in {archive.public.kid, None}
        first, header_hash = box[: sealing.BOX_BYTES], sha256(header)
        cek = sealing.open_box(first, key=seal, role=ROLE_RECIPIENT, header_hash=header_hash)
        assert cek == b64.decode(entry["cek"])
        if parsed["archive"] is None:
            assert len(box) == sealing.BOX_BYTES
        else:
            assert len(box) == 2 * sealing.BOX_BYTES
            assert sealing.open_archive(box, key=archive, header_hash=header_hash) == cek
        smallest = SMALLEST_REPLY if parsed["kind"] in {"answer", "refusal"} else SMALLEST
        plain = sealing.open_body(
            body,
            cek=cek,
            commit=b64.decode(parsed["commit"]),
            body_hash=b64.decode(parsed["body"]),
            smallest=smallest,
        )
        assert plain == b64.decode(entry["plaintext"])
        assert sealing.cid_of(plain) == entry["cid"] == parsed["cid"]
        assert b64.encode(sealing.commitment(cek)) == entry["commit"] == parsed["commit"]
        assert sealing.seal_body(plain, cek=cek, smallest=smallest) == body


@pytest.mark.shared
def test_the_protocol_s_paddings() -> None:
    vectors = read.spec()
    assert [[length, sealing.padded_length(length)] for length, _ in vectors["padding"]] == vectors["padding"]
    replies = [
        [length, sealing.padded_length(length, smallest=SMALLEST_REPLY)] for length, _ in vectors["padding_answer"]
    ]
    assert replies == vectors["padding_answer"]
    assert (len(vectors["padding"]), len(replies)) == (10, 5)
