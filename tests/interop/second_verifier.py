"""A second reader of DXP/1 thread statements, written from the specification alone.

It imports nothing of detente and shares no code with it: what this module and the project's own verifier both say of a
statement, the specification says. Numbers in brackets are the clauses of `dxp-1.md` that a check rests on. One member
is the project's own: `pauses`, read from the page of the reference (docs/reference/thread-statement.md).

    python second_verifier.py statement.json --trust "57364 06057 …" --trust urn:dxp:party:…
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import re
import struct
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PublicKey, MLDSA87PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

KIB = 1024
PARTY = r"urn:dxp:party:[a-z2-7]{52}"
OFFICER = r"officer-[0-9]{1,9}"
SLUG = r"[a-z0-9][a-z0-9.-]{0,63}"
UUID7 = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
CODE = r"[a-z][a-z0-9-]{0,15}:[A-Za-z0-9][A-Za-z0-9+_.-]{0,47}"
EMPTY_ROOT = hashlib.sha256(b"").digest()
PUBLIC_ML = {"ML-DSA-65": (MLDSA65PublicKey, 1952), "ML-DSA-87": (MLDSA87PublicKey, 2592)}


class Broken(Exception):
    """One thing that does not hold: the member's path, the code of the specification where there is one, the reason."""

    def __init__(self, where: str, code: str, why: str) -> None:
        super().__init__(f"{where}: {code}: {why}")
        self.code = code


def need(holds: object, where: str, code: str, why: str) -> None:
    if not holds:
        raise Broken(where, code, why)


# --- Bytes and identifiers (2) ---


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: object, where: str, size: int | None = None) -> bytes:
    """Canonical base64url without padding: re-encoding gives the same text."""
    need(isinstance(text, str) and re.fullmatch(r"[A-Za-z0-9_-]*", text), where, "bad-object", "not base64url")
    need(len(text) % 4 != 1, where, "bad-object", "not base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    need(b64(data) == text, where, "bad-object", "base64url is not canonical")
    need(size is None or len(data) == size, where, "bad-object", f"not {size} bytes")
    return data


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def tagged(tag: str, *parts: bytes) -> bytes:
    return sha(tag.encode("ascii") + b"\0" + b"".join(parts))


def strict_json(data: bytes, where: str) -> dict[str, Any]:
    """Strict JSON (2)."""

    def refuse(text: str) -> Any:
        raise ValueError(f"number {text[:20]}")

    def integer(text: str) -> int:
        if text == "-0" or len(text) > 17 or abs(int(text)) > 2**53 - 1:
            raise ValueError(f"number {text[:20]}")
        return int(text)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({name for name, _ in pairs}) != len(pairs):
            raise ValueError("a member stands twice")
        return dict(pairs)

    def walk(value: Any, depth: int) -> None:
        if isinstance(value, str):
            if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
                raise ValueError("U+0000 or a lone surrogate")
        elif isinstance(value, (dict, list)):
            if depth > 16:
                raise ValueError("deeper than 16")
            for inner in [*value, *value.values()] if isinstance(value, dict) else value:
                walk(inner, depth + 1)

    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=unique,
            parse_int=integer,
            parse_float=refuse,
            parse_constant=refuse,
        )
        walk(value, 1)
    except (ValueError, RecursionError) as error:
        raise Broken(where, "bad-json", str(error)) from None
    need(isinstance(value, dict), where, "bad-json", "the top level is not an object")
    return value


Check = Callable[[Any], bool]


def text(pattern: str) -> Check:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def one_of(*values: Any) -> Check:
    return lambda value: any(type(value) is type(v) and value == v for v in values)


def either(*checks: Check) -> Check:
    return lambda value: any(check(value) for check in checks)


def list_of(check: Check, least: int = 0, most: int = 2**31) -> Check:
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(check, value))


def whole(least: int = 0) -> Check:
    return lambda value: type(value) is int and value >= least


def shape(**members: Check) -> Check:
    return lambda value: (
        isinstance(value, dict) and all(name in value and ok(value[name]) for name, ok in members.items())
    )


def coded(size: int) -> Check:
    def check(value: Any) -> bool:
        try:
            unb64(value, "", size)
        except Broken:
            return False
        return True

    return check


def instant(value: Any) -> bool:
    if not text(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def label(value: Any) -> bool:
    """A name that is shown (2)."""
    return (
        isinstance(value, str)
        and len(value) <= 200
        and unicodedata.is_normalized("NFC", value)
        and not any(unicodedata.category(c) in ("Cc", "Cn") for c in value)
        and not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", value)
    )


def number_or_null(value: Any) -> bool:
    """A file number in `ref` (14): one line of 1 to 64 characters, or null."""
    if value is None:
        return True
    return (
        isinstance(value, str)
        and 1 <= len(value) <= 64
        and value == value.strip()
        and unicodedata.is_normalized("NFC", value)
        and not any(unicodedata.category(c) in ("Cc", "Cf", "Cn", "Zl", "Zp") for c in value)
    )


null = one_of(None)
boolean = one_of(True, False)


def string(value: Any) -> bool:
    return isinstance(value, str)


def anything(value: Any) -> bool:
    return True


def members(value: Any, where: str, refusal: str, exact: bool, /, **wanted: Check) -> None:
    need(isinstance(value, dict), where, refusal, "not an object")
    for name, ok in wanted.items():
        need(name in value, f"{where}.{name}", refusal, "missing")
        need(ok(value[name]), f"{where}.{name}", refusal, "not as the specification has it")
    if exact:
        for name in value:
            need(name in wanted, f"{where}.{name}", refusal, "a member that has no place here")


# --- Keys and signatures (2, 3) ---


def thumbprint(jwk: dict[str, Any]) -> str:
    """RFC 7638 (RFC 9964 for kty AKP)."""
    names = ("alg", "kty", "pub") if jwk["kty"] == "AKP" else ("crv", "kty", "x")
    return b64(sha(rfc8785.dumps({name: jwk[name] for name in names})))


def key_pair(alg: str) -> dict[str, Check]:
    return {
        "ed": shape(kty=one_of("OKP"), crv=one_of("Ed25519"), x=coded(32)),
        "ml": shape(kty=one_of("AKP"), alg=one_of(alg), pub=coded(PUBLIC_ML[alg][1])),
    }


def kids(pair: dict[str, Any]) -> tuple[str, str]:
    return thumbprint(pair["ed"]), thumbprint(pair["ml"])


@dataclass
class Signed:
    payload: bytes
    pairs: list[tuple[tuple[str, str], list[tuple[str, bytes, bytes]]]]  # kids; (alg, signed bytes, signature)


def open_record(record: Any, typ: str, cap: int, where: str) -> Signed:
    """The outer object and its headers (3), up to and with `typ` of the headers."""
    need(isinstance(record, str), where, "bad-object", "not a record")
    data = record.encode("utf-8")
    need(len(data) <= cap, where, "too-large", f"more than {cap} bytes")
    outer = strict_json(data, where)
    members(outer, where, "bad-object", True, payload=string, signatures=list_of(lambda v: isinstance(v, dict)))
    payload = unb64(outer["payload"], f"{where}.payload")
    opened: list[tuple[dict[str, Any], tuple[str, bytes, bytes]]] = []
    for n, signature in enumerate(outer["signatures"]):
        here = f"{where}.signatures[{n}]"
        members(signature, here, "bad-object", True, protected=string, signature=string)
        header = strict_json(unb64(signature["protected"], f"{here}.protected"), f"{here}.protected")
        members(header, f"{here}.protected", "bad-object", True, alg=string, kid=string, typ=string)
        covered = f"{signature['protected']}.{outer['payload']}".encode("ascii")
        opened.append((header, (header["alg"], covered, unb64(signature["signature"], f"{here}.signature"))))
    need(rfc8785.dumps(outer) == data, where, "bad-object", "the record is not JCS")
    need(opened and len(opened) % 2 == 0, where, "bad-signature", "odd or zero signatures")
    need(all(h["typ"] == typ for h, _ in opened), where, "wrong-type", f"header typ is not {typ}")
    halves = list(zip(opened[::2], opened[1::2], strict=True))
    return Signed(payload, [((one["kid"], two["kid"]), [a, b]) for (one, a), (two, b) in halves])


def verify_pair(pair: dict[str, Any], signatures: list[tuple[str, bytes, bytes]], where: str) -> None:
    """Ed25519, then ML-DSA with empty context; `alg` is that of the pinned key (3)."""
    for (alg, covered, signature), pinned in zip(signatures, ("Ed25519", pair["ml"]["alg"]), strict=True):
        need(alg == pinned, where, "bad-signature", f"alg {alg[:20]} is not {pinned}")
        try:
            if pinned == "Ed25519":
                Ed25519PublicKey.from_public_bytes(unb64(pair["ed"]["x"], where)).verify(signature, covered)
            else:
                PUBLIC_ML[pinned][0].from_public_bytes(unb64(pair["ml"]["pub"], where)).verify(signature, covered)
        except (InvalidSignature, ValueError):
            raise Broken(where, "bad-signature", f"{pinned} does not verify") from None


HEAD = {"size": whole(), "root": coded(32)}
OTHER_WAY = {"epoch": either(null, coded(16)), **HEAD}
OWN_MEMBERS: dict[str, dict[str, Check]] = {
    "dxp.checkpoint": {
        "epoch": coded(16),
        "base": shape(**HEAD),
        "prev": shape(**HEAD),
        "size": whole(1),
        "root": coded(32),
        "seen": shape(**OTHER_WAY),
        "at": instant,
        "audit": coded(32),
    },
    "dxp.receipt": {
        "epoch": coded(16),
        "size": whole(1),
        "root": coded(32),
        "checkpoint": coded(32),
        "held_at": instant,
        "own": shape(**OTHER_WAY),
        "refused": list_of(shape(seq=whole(1), code=string)),
        "audit": coded(32),
    },
}


def open_signed(record: Any, typ: str, chain: list[dict[str, Any]], to: str | None, where: str) -> dict[str, Any]:
    """A checkpoint or receipt of the party that `chain` describes, in the verification order of section 3."""
    signed = open_record(record, typ, 64 * KIB, where)
    known = [(n, kids(pair), pair) for n, document in enumerate(chain) for pair in document["sign"]]
    used = signed.pairs[0][0]
    found = [pair for _, names, pair in known if names == used]
    need(len(signed.pairs) == 1 and found, where, "unknown-key", "the kids are no sign pair of this signer")
    verify_pair(found[0], signed.pairs[0][1], where)
    here = f"{where}.payload"
    payload = strict_json(signed.payload, here)
    need(payload.get("typ") == typ, here, "wrong-type", f"payload typ is not {typ}")
    common: dict[str, Check] = {"v": one_of("dxp/1"), "from": text(PARTY), "to": text(PARTY), "doc": whole()}
    members(payload, here, "bad-object", False, **common, **OWN_MEMBERS[typ])
    crit = payload.get("crit", [])
    understood = {"typ", *common, *OWN_MEMBERS[typ]}
    need(list_of(string)(crit) and understood.issuperset(crit), f"{here}.crit", "bad-object", "names what is not known")
    need(payload["from"] == chain[0]["party"], f"{here}.from", "wrong-party", "not the signer")
    need(to is None or payload["to"] == to, f"{here}.to", "wrong-party", "not the other party")
    need(payload["doc"] < len(chain), f"{here}.doc", "doc-needed", "no such document in the chain")
    good = any(n == payload["doc"] and names == used for n, names, _ in known)
    need(good, f"{here}.doc", "doc-stale", "that document does not have these keys")
    return payload


# --- Party documents (4) ---


def open_chain(records: Any, party: str, where: str) -> list[dict[str, Any]]:
    need(isinstance(records, list) and records, where, "bad-party-doc", "no chain")
    chain: list[dict[str, Any]] = []
    before = b""
    for n, record in enumerate(records):
        here = f"{where}[{n}]"
        signed = open_record(record, "dxp.party", 128 * KIB, here)
        document = strict_json(signed.payload, here)
        need(document.get("typ") == "dxp.party", here, "wrong-type", "payload typ is not dxp.party")
        members(document, here, "bad-party-doc", False, **DOCUMENT)
        # Of what every payload begins with (3) a document lacks `from`, `to` and `doc` (4), and not `crit`.
        crit = document.get("crit", [])
        need(list_of(string)(crit) and set(DOCUMENT).issuperset(crit), here, "bad-object", "names what is not known")
        need(rfc8785.dumps(document) == signed.payload, here, "bad-party-doc", "the document is not JCS")
        need(document["threshold"] <= len(document["roots"]), f"{here}.threshold", "bad-party-doc", "above the roots")
        need(document["seq"] == n, f"{here}.seq", "bad-party-doc", "not the next number")
        need(document["party"] == party, f"{here}.party", "bad-party-doc", "of another party")
        if n == 0:
            need(document["prev"] is None, f"{here}.prev", "bad-party-doc", "the first has no predecessor")
            rest = {name: value for name, value in document.items() if name != "party"}
            name = base64.b32encode(sha(rfc8785.dumps(rest))).decode().lower().rstrip("=")
            need(party == f"urn:dxp:party:{name}", f"{here}.party", "bad-party-doc", "not the hash of the genesis")
        else:
            last = chain[-1]
            need(document["prev"] == b64(sha(before)), f"{here}.prev", "bad-party-doc", "not the hash of the last")
            same = all(document[name] == last[name] for name in ("roots", "threshold", "next_roots"))
            roots = rfc8785.dumps({name: document[name] for name in ("roots", "threshold")})
            foreseen = b64(tagged("dxp/1 roots", roots)) == last["next_roots"]
            need(same or foreseen, f"{here}.roots", "bad-party-doc", "neither the same roots nor those committed to")
        pairs = {kids(pair): pair for pair in document["roots"]}
        need(len(pairs) == len(document["roots"]), f"{here}.roots", "bad-party-doc", "one root stands twice")
        signers = [names for names, _ in signed.pairs]
        need(all(names in pairs for names in signers), here, "bad-party-doc", "signed by a key that is no root pair")
        need(len(set(signers)) == len(signers), here, "bad-party-doc", "one root signs twice")
        need(len(signers) >= document["threshold"], here, "bad-party-doc", "fewer signatures than the threshold")
        for names, signatures in signed.pairs:
            verify_pair(pairs[names], signatures, here)
        chain.append(document)
        before = signed.payload
    return chain


SEAL_KEY = shape(kty=one_of("AKP"), alg=one_of("DXP-X1-SEAL"), pub=coded(1184 + 32))
DOCUMENT: dict[str, Check] = {
    "v": one_of("dxp/1"),
    "typ": one_of("dxp.party"),
    "party": text(PARTY),
    "seq": whole(),
    "prev": either(null, coded(32)),
    "created": instant,
    "label": lambda value: isinstance(value, dict) and all(map(label, value.values())),
    "roots": list_of(shape(**key_pair("ML-DSA-87")), 1, 5),
    "threshold": whole(1),
    "next_roots": coded(32),
    "sign": list_of(shape(**key_pair("ML-DSA-65"), **{"from": instant}), 1),
    "seal": list_of(shape(jwk=SEAL_KEY, **{"from": instant}), 1),
    "archive": shape(jwk=SEAL_KEY),
    "nodes": list_of(shape(id=string, modes=list_of(string), url=string, tls=list_of(string))),
    "suites": list_of(string),
    "limits": shape(body=whole(64 * KIB), parcel=whole(1024 * KIB)),
    "revoked": list_of(shape(kid=coded(32), reason=one_of("superseded", "compromised"))),
}


def fingerprint(party: str) -> str:
    """The 32 bytes of the party id as 16 groups of 5 digits (4)."""
    numbers = struct.unpack(">16H", base64.b32decode(party.removeprefix("urn:dxp:party:").upper() + "===="))
    return " ".join(f"{number:05}" for number in numbers)


# --- The entry (5) ---

LEVELS = {
    "tlp": ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"),
    "pap": ("CLEAR", "GREEN", "AMBER", "RED"),
    "h": ("H0", "H1", "H2", "H3"),
}


def codes(value: Any) -> bool:
    """Handling codes (5.4): known schemes have the values named there, `tlp` and `pap` one at most."""
    if not list_of(text(CODE), 0, 32)(value):
        return False
    pairs = [one.split(":", 1) for one in value]
    known = all(name in LEVELS.get(scheme, (name,)) for scheme, name in pairs)
    issued = all(all(name.partition(".")[::2]) for scheme, name in pairs if scheme == "cls")
    return known and issued and all([scheme for scheme, _ in pairs].count(one) <= 1 for one in ("tlp", "pap"))


HEADER: dict[str, Check] = {
    "v": one_of("dxp/1"),
    "typ": one_of("dxp.entry"),
    "suite": one_of("X1"),
    "from": text(PARTY),
    "to": text(PARTY),
    "id": text(UUID7),
    "cid": coded(32),
    "kind": text(r"[a-z][a-z0-9.-]{0,63}"),
    "agreement": either(null, coded(32)),
    "topic": either(null, text(SLUG)),
    "handling": shape(
        codes=codes,
        rel=either(null, list_of(text(PARTY))),
        orcon=boolean,
        named=list_of(text(OFFICER)),
        purpose=either(null, text(SLUG)),
    ),
    "created": instant,
    "expires": either(null, instant),
    "answer_by": either(null, instant),
    "re": either(null, coded(32)),
    "seal": coded(32),
    "archive": either(null, coded(32)),
    "commit": coded(32),
    "body": coded(32),
    "att": list_of(shape(id=coded(16), size=whole(), chunks=whole(), root=coded(32))),
    "crit": list_of(string),
}


def open_header(value: Any, sender: str, receiver: str, where: str) -> tuple[bytes, dict[str, Any]]:
    data = unb64(value, where)
    need(len(data) <= 16 * KIB, where, "bad-header", "more than 16 KiB")
    header = strict_json(data, where)
    members(header, where, "bad-header", False, **HEADER)
    need(header["from"] == sender, f"{where}.from", "wrong-party", "not the writer of this direction")
    need(header["to"] == receiver, f"{where}.to", "wrong-party", "not the reader of this direction")
    return data, header


def padded_size(length: int, kind: str) -> int:
    """Padmé over 4 + length, with the least size of the kind (5.2)."""
    total = max(1024 if kind in ("answer", "refusal") else 256, 4 + length)
    exponent = total.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-total // step) * step


def open_disclosed(disclosed: Any, header: dict[str, Any], where: str) -> dict[str, Any]:
    """Commit, body hash, AEAD, padding, cid, inner members (5.2, 10); the plaintext."""
    members(disclosed, where, "bad-object", True, cek=coded(32), body=string)
    cek, body = unb64(disclosed["cek"], where), unb64(disclosed["body"], f"{where}.body")
    commit = tagged("dxp/1 commit", cek)
    need(b64(commit) == header["commit"], f"{where}.cek", "cannot-open", "not the key that the header commits to")
    need(b64(sha(body)) == header["body"], f"{where}.body", "cannot-open", "not the body that the header names")
    key = HKDFExpand(SHA256(), 32, b"dxp/1 body\0").derive(cek)
    try:
        padded = AESGCM(key).decrypt(bytes(12), body, b"dxp/1 body\0" + commit)
    except (InvalidTag, ValueError):
        raise Broken(f"{where}.body", "cannot-open", "does not decrypt") from None
    length = int.from_bytes(padded[:4], "big")
    good = len(padded) == padded_size(length, header["kind"]) and not any(padded[4 + length :])
    need(good, f"{where}.body", "cannot-open", "padding")
    plain = padded[4 : 4 + length]
    need(b64(tagged("dxp/1 cid", plain)) == header["cid"], f"{where}.body", "inner-mismatch", "another cid")
    inner = strict_json(plain, f"{where}.body")
    wanted = {"v": one_of("dxp/1"), "from": text(PARTY), "to": list_of(text(PARTY), 1), "kind": string}
    wanted |= {"salt": coded(16), "payload": lambda value: isinstance(value, dict)}
    members(inner, f"{where}.body", "bad-body", False, **wanted)
    same = (inner["from"], inner["kind"]) == (header["from"], header["kind"]) and header["to"] in inner["to"]
    need(same, f"{where}.body", "inner-mismatch", "from, to or kind are not those of the header")
    return inner


def leaf_hash(epoch: bytes, seq: int, header: bytes, box: bytes) -> bytes:
    return sha(b"\0dxp/1 leaf\0" + epoch + struct.pack(">Q", seq) + sha(header) + box)


def root_from_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """RFC 9162, 2.1.3.2: the head that this path leads to; None where its length is wrong."""
    node, last, here = leaf, size - 1, index
    for step in path:
        if last == 0:
            return None
        if here & 1 or here == last:
            node = sha(b"\1" + step + node)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            node = sha(b"\1" + node + step)
        here, last = here >> 1, last >> 1
    return node if last == 0 else None


# --- Thread statement and bundle (10) ---


@dataclass
class Entry:
    where: str
    dir: int
    seq: int
    header: dict[str, Any]
    receipt: dict[str, Any]
    payload: dict[str, Any] | None = None

    @property
    def refused(self) -> str | None:
        """The code under which the receipt refused this entry: it reached no desk (6)."""
        return next((row["code"] for row in self.receipt["refused"] if row["seq"] == self.seq), None)


@dataclass
class Reader:
    statement: dict[str, Any]
    findings: list[str] = field(default_factory=list)
    chains: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    batches: dict[tuple[int, int], tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    acts: list[Entry] = field(default_factory=list)
    exempt: dict[str, set[str]] = field(default_factory=dict)  # what an agreement lets pass, by its id
    waiting: list[dict[str, Any]] = field(default_factory=list)  # headers of `unproved`
    highest: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def noting(self) -> Iterator[None]:
        try:
            yield
        except Broken as broken:
            self.findings.append(str(broken))

    def read(self, trust: list[str]) -> None:
        """Each step rests on those before it: what follows a failed one is not looked at."""
        steps = [self.frame, lambda: self.parties(trust), self.documents, self.read_batches, self.read_proved]
        for step in [*steps, self.read_unproved, self.closure, self.pauses, self.facts]:
            with self.noting():
                step()
            if self.findings:
                return

    def ends(self, direction: int) -> tuple[str, str]:
        parties = self.statement["parties"]
        return parties[direction], parties[1 - direction]

    def frame(self) -> None:
        wanted: dict[str, Check] = {
            "v": one_of("dxp/1"),
            "typ": one_of("dxp.thread", "dxp.bundle"),
            "parties": list_of(text(PARTY), 2, 2),
            "root": coded(32) if self.statement.get("typ") == "dxp.thread" else null,
            "documents": lambda value: isinstance(value, dict),
        }
        wanted |= dict.fromkeys(("proved", "batches", "facts", "unproved"), list_of(lambda v: isinstance(v, dict)))
        if self.statement.get("typ") == "dxp.thread" and "pauses" in self.statement:
            rows = list_of(lambda v: isinstance(v, dict))
            wanted["pauses"] = lambda value: (
                shape(acts=rows, texts=rows)(value) and set(value) == {"acts", "texts"} and value["acts"]
            )
        members(self.statement, "statement", "bad-object", True, **wanted)

    def parties(self, trust: list[str]) -> None:
        lower, higher = self.statement["parties"]
        need(lower < higher, "parties", "bad-object", "not the lower id first")
        expected = {" ".join(item.split()) for item in trust}
        for party in (lower, higher):
            need(
                {party, fingerprint(party)} & expected,
                "parties",
                "wrong-party",
                f"{party} is not one of those expected",
            )

    def documents(self) -> None:
        need(
            set(self.statement["documents"]) == set(self.statement["parties"]), "documents", "bad-object", "not of both"
        )
        for party in self.statement["parties"]:
            self.chains[party] = open_chain(self.statement["documents"][party], party, f"documents.{party}")

    def use(self, payload: dict[str, Any]) -> None:
        self.highest[payload["from"]] = max(payload["doc"], self.highest.get(payload["from"], 0))

    def open_checkpoint(self, record: Any, direction: int, where: str) -> dict[str, Any]:
        """Section 3, and what a checkpoint says about itself (6)."""
        sender, receiver = self.ends(direction)
        checkpoint = open_signed(record, "dxp.checkpoint", self.chains[sender], receiver, where)
        self.use(checkpoint)
        base, prev, size = checkpoint["base"], checkpoint["prev"], checkpoint["size"]
        need(1 <= size - prev["size"] <= 256, f"{where}.prev", "root-mismatch", "a batch has 1 to 256 entries")
        need(base["size"] <= prev["size"], f"{where}.base", "root-mismatch", "the epoch began after the batch")
        same = base["size"] != prev["size"] or base["root"] == prev["root"]
        need(same, f"{where}.base", "root-mismatch", "base and prev differ at one size")
        for name in ("base", "prev"):
            empty = checkpoint[name]["size"] != 0 or checkpoint[name]["root"] == b64(EMPTY_ROOT)
            need(empty, f"{where}.{name}", "root-mismatch", "not the root of the empty tree")
        return checkpoint

    def read_batches(self) -> None:
        for n, batch in enumerate(self.statement["batches"]):
            where = f"batches[{n}]"
            wanted = {"dir": one_of(0, 1), "size": whole(1), "checkpoint": string, "receipt": string}
            members(batch, where, "bad-object", True, **wanted)
            sender, receiver = self.ends(batch["dir"])
            checkpoint = self.open_checkpoint(batch["checkpoint"], batch["dir"], f"{where}.checkpoint")
            receipt = open_signed(batch["receipt"], "dxp.receipt", self.chains[receiver], sender, f"{where}.receipt")
            self.use(receipt)
            for name in ("epoch", "size", "root"):
                need(
                    receipt[name] == checkpoint[name],
                    f"{where}.receipt.{name}",
                    "root-mismatch",
                    "not the checkpoint's",
                )
            digest = b64(sha(batch["checkpoint"].encode()))
            need(
                receipt["checkpoint"] == digest, f"{where}.receipt.checkpoint", "root-mismatch", "of another checkpoint"
            )
            need(batch["size"] == checkpoint["size"], f"{where}.size", "root-mismatch", "not the checkpoint's")
            refused = [row["seq"] for row in receipt["refused"]]
            inside = all(checkpoint["prev"]["size"] < seq <= checkpoint["size"] for seq in refused)
            need(inside, f"{where}.receipt.refused", "bad-object", "names an entry of another batch")
            need(len(set(refused)) == len(refused), f"{where}.receipt.refused", "bad-object", "names an entry twice")
            place = (batch["dir"], batch["size"])
            need(
                not self.batches or max(self.batches) < place,
                where,
                "bad-object",
                "batches are not in order, once each",
            )
            self.batches[place] = (checkpoint, receipt)
        for direction in (0, 1):
            self.one_history(direction)

    def one_history(self, direction: int) -> None:
        """Batches of one direction never contradict one another (6, 7.3), nor does `doc` ever go back (4)."""
        rows = [pair for (side, _), pair in sorted(self.batches.items()) if side == direction]
        for (one, one_receipt), (two, two_receipt) in pairwise(rows):
            where = f"batches of direction {direction}, sizes {one['size']} and {two['size']}"
            need(one["doc"] <= two["doc"], where, "doc-stale", "a checkpoint goes back to an older document")
            need(
                one_receipt["doc"] <= two_receipt["doc"], where, "doc-stale", "a receipt goes back to an older document"
            )
            # Seq counts over all epochs of a direction (5.3), and an epoch begins where the ledger stands (6).
            if one["epoch"] == two["epoch"]:
                need(one["base"] == two["base"], where, "fork", "one epoch with two beginnings")
            else:
                base = two["base"]
                begins = base["size"] > one["size"] or (base["size"], base["root"]) == (one["size"], one["root"])
                need(begins, where, "root-mismatch", "an epoch began within an earlier one")
            need(one["size"] <= two["prev"]["size"], where, "fork", "a batch was regrouped")
            meets = one["size"] != two["prev"]["size"] or one["root"] == two["prev"]["root"]
            need(meets, where, "fork", "two roots at one size")

    def read_proved(self) -> None:
        used: set[tuple[int, int]] = set()
        self.read_entries("proved", self.statement["proved"], self.entries, used)
        self.read_entries("pauses.acts", self.statement.get("pauses", {}).get("acts", []), self.acts, used)
        for direction, size in set(self.batches) - used:
            need(False, "batches", "bad-object", f"that of direction {direction}, size {size} holds no proved entry")
        for party, chain in self.chains.items():
            exact = self.highest.get(party, len(chain) - 1) == len(chain) - 1
            need(exact, f"documents.{party}", "bad-object", "the chain goes beyond the highest document used")

    def read_entries(
        self, member: str, rows: list[dict[str, Any]], into: list[Entry], used: set[tuple[int, int]]
    ) -> None:
        for n, row in enumerate(rows):
            where = f"{member}[{n}]"
            wanted: dict[str, Check] = {"dir": one_of(0, 1), "seq": whole(1), "size": whole(1), "header": string}
            wanted |= {"box": coded(32), "path": list_of(coded(32)), "disclosed": anything}
            members(row, where, "bad-object", True, **wanted)
            place = (row["dir"], row["size"])
            need(place in self.batches, f"{where}.size", "bad-object", "no batch of that size")
            used.add(place)
            checkpoint, receipt = self.batches[place]
            data, header = open_header(row["header"], *self.ends(row["dir"]), f"{where}.header")
            inside = checkpoint["prev"]["size"] < row["seq"] <= row["size"]
            need(inside, f"{where}.seq", "root-mismatch", "not in that batch")
            leaf = leaf_hash(unb64(checkpoint["epoch"], where), row["seq"], data, unb64(row["box"], where))
            path = [unb64(step, where) for step in row["path"]]
            head = root_from_path(leaf, row["seq"] - 1, row["size"], path)
            need(
                head == unb64(checkpoint["root"], where), f"{where}.path", "root-mismatch", "does not lead to the root"
            )
            entry = Entry(where, row["dir"], row["seq"], header, receipt)
            last = into[-1] if into else None
            order = last is None or (last.dir, last.seq) < (entry.dir, entry.seq)
            need(order, where, "bad-object", "entries are not in order, once each")
            if row["disclosed"] is not None:
                entry.payload = open_disclosed(row["disclosed"], header, f"{where}.disclosed")["payload"]
            if header["kind"] == "evidence" and entry.refused is None:
                need(entry.payload is not None, f"{where}.disclosed", "bad-object", "evidence is always disclosed")
            into.append(entry)

    @staticmethod
    def says(entry: Entry) -> str | None:
        """The message of evidence that states a fact; None for what is refused or malformed: it states none (8, 14)."""
        payload = entry.payload
        if entry.refused is not None or payload is None:
            return None
        message = payload.get("message")
        wanted = {
            "dialogue": either(null, string),
            "message": string,
            "ref": shape(own=number_or_null, yours=number_or_null),
        }
        wanted |= {"by": null if message == "rejected" else text(OFFICER), "outcome": one_of("done", "failed")}
        wanted |= {"at": instant, "code": either(null, string), "until": either(null, instant)}
        return message if shape(**wanted)(payload) else None

    def read_unproved(self) -> None:
        for n, row in enumerate(self.statement["unproved"]):
            where = f"unproved[{n}]"
            wanted: dict[str, Check] = {"dir": one_of(0, 1), "seq": either(null, whole(1)), "header": string}
            wanted |= {
                "epoch": either(null, coded(16)),
                "checkpoint": either(null, string),
                "missing": one_of("receipt"),
            }
            members(row, where, "bad-object", True, **wanted)
            _, header = open_header(row["header"], *self.ends(row["dir"]), f"{where}.header")
            placed = [(entry.dir, entry.seq) for entry in self.entries]
            need((row["dir"], row["seq"]) not in placed, f"{where}.seq", "bad-object", "that place is proved")
            # Seq, epoch and checkpoint are made in one transaction (6).
            given = {row[name] is None for name in ("seq", "epoch", "checkpoint")}
            need(len(given) == 1, where, "bad-object", "seq, epoch and checkpoint come together")
            if row["checkpoint"] is not None:
                checkpoint = self.open_checkpoint(row["checkpoint"], row["dir"], f"{where}.checkpoint")
                need(checkpoint["epoch"] == row["epoch"], f"{where}.epoch", "root-mismatch", "not the checkpoint's")
                inside = checkpoint["prev"]["size"] < row["seq"] <= checkpoint["size"]
                need(inside, f"{where}.seq", "root-mismatch", "not in that batch")
            self.waiting.append(header)

    def closure(self) -> None:
        """A thread is its root and what leads to it by `re` (10)."""
        root = self.statement["root"]
        if root is None:
            return
        headers = [(entry.where, entry.header) for entry in self.entries]
        headers += [(f"unproved[{n}]", header) for n, header in enumerate(self.waiting)]
        need(any(header["cid"] == root for _, header in headers), "root", "bad-object", "is not among the entries")
        reached = {root}
        while grown := {header["cid"] for _, header in headers if header["re"] in reached} - reached:
            reached |= grown
        for where, header in headers:
            inside = header["cid"] == root or header["re"] in reached
            need(inside, f"{where}.header.re", "bad-object", "does not lead to the root of the thread")

    def facts(self) -> None:
        """Recomputed from what is proved, then compared (10)."""
        shown = self.statement["facts"]
        subjects = [entry for entry in self.entries if entry.header["kind"] not in ("evidence", "control")]
        if self.statement["typ"] == "dxp.bundle":
            subjects = []
        need(len(shown) == len(subjects), "facts", "bad-object", f"{len(subjects)} are proved, {len(shown)} stated")
        due: list[tuple[str, str | None, str]] = []
        for n, (entry, fact) in enumerate(zip(subjects, shown, strict=True)):
            own = self.fact(entry)
            silent = None if own["answered"] else self.ends_at(entry)
            where = f"facts[{n}]"
            members(fact, where, "bad-object", True, silent_since=either(null, instant), **dict.fromkeys(own, anything))
            for name, value in own.items():
                same = rfc8785.dumps(fact[name]) == rfc8785.dumps(value)
                need(same, f"{where}.{name}", "bad-object", "not what is proved")
            # Whether `answer_by` had passed at export cannot be known offline: null is possible.
            need(fact["silent_since"] in (None, silent), f"{where}.silent_since", "bad-object", "not what is proved")
            due += [(silent, fact["silent_since"], where)] if silent is not None else []
        # But one export has one time: an earlier day cannot be to come where a later one has passed.
        latest = max((claim for _, claim, _ in due if claim is not None), default="")
        for silent, claim, where in due:
            need(claim is not None or silent > latest, f"{where}.silent_since", "bad-object", "a later day has passed")

    def fact(self, entry: Entry) -> dict[str, Any]:
        header = entry.header
        replies = [e for e in self.entries if e.dir != entry.dir and e.header["re"] == header["cid"]]
        first: dict[str, dict[str, Any]] = {}
        for reply in replies:
            message = self.says(reply) if reply.header["kind"] == "evidence" else None
            if message is not None and reply.payload is not None:
                row = {name: reply.payload[name] for name in ("at", "by", "outcome", "code", "until")}
                first.setdefault(message, row | {"seq": reply.seq})
        # An answer that was refused or rejected still is one: that it reached no desk is told by its own fact.
        answers = [e for e in replies if e.header["kind"] in ("answer", "refusal")]
        answered = {"kind": answers[0].header["kind"], "seq": answers[0].seq} if answers else None
        code = entry.refused
        if code is None and "rejected" in first:
            code = first["rejected"]["code"]
        return {
            "cid": header["cid"],
            "kind": header["kind"],
            "dir": entry.dir,
            "seq": entry.seq,
            "answer_by": header["answer_by"],
            "delivered": {"at": entry.receipt["held_at"], "code": code},
            "opened": first.get("opened"),
            "accepted": first.get("accepted"),
            "answered": answered,
        }

    # --- Pauses (13): the member is the project's own, docs/reference/thread-statement.md ---

    def pauses(self) -> None:
        for act in self.acts:
            need(act.refused is None and self.is_act(act), act.where, "bad-object", "suspends and lifts nothing")
        leaning = [act for act in self.acts if self.suspends(act) and (act.payload or {}).get("exempt") is None]
        wanted = {act.header["agreement"] for act in leaning}
        texts = self.statement.get("pauses", {}).get("texts", [])
        names = [b64(sha(rfc8785.dumps(said))) for said in texts]
        need(names == sorted(wanted), "pauses.texts", "bad-object", "not the agreements that are needed, by id")
        for name, said in zip(names, texts, strict=True):
            passing = said.get("exempt") if "topics" in said else None
            need(passing is None or list_of(string)(passing), "pauses.texts", "bad-object", "exempt is no list")
            self.exempt[name] = USUALLY_EXEMPT if passing is None else set(passing)
        needed: set[int] = set()
        for entry in self.entries:
            if entry.header["kind"] in ("evidence", "control") or self.fact(entry)["answered"]:
                continue
            stood = self.stood(entry)
            _, met = run_down(entry.receipt["held_at"], entry.header["answer_by"], stood)
            for episode in self.episodes(self.opener(entry)):
                times = [self.acts[n].receipt["held_at"] for n in episode]
                begin, end = min(times), LASTS if self.suspends(self.acts[episode[-1]]) else max(times)
                if any(begin <= until and since <= end for since, until in met):
                    needed.update(episode)
        for n in range(len(self.acts)):
            need(n in needed, f"pauses.acts[{n}]", "bad-object", "moves no clock of the thread")

    @staticmethod
    def suspends(act: Entry) -> bool:
        return act.payload is not None and str(act.payload.get("message")).startswith("suspend")

    @staticmethod
    def is_act(act: Entry) -> bool:
        header, payload = act.header, act.payload
        tail = {"agreement": "", "agreement-topic": "-topic"}.get(header["kind"])
        if payload is None or tail is None or header["agreement"] is None:
            return False
        if tail and header["topic"] is None:
            return False
        common = shape(
            dialogue=one_of(header["kind"]),
            message=one_of("suspend" + tail, "lift" + tail),
            ref=shape(own=number_or_null, yours=number_or_null),
        )
        full = shape(mode=one_of("hold", "refuse"), reason=lambda v: isinstance(v, str) and 0 < len(v.strip()) <= 4000)
        passing = payload.get("exempt")
        kinds = passing is None or list_of(text(r"[a-z][a-z0-9.-]{0,63}"))(passing)
        return common(payload) and (payload["message"].startswith("lift") or (full(payload) and kinds))

    def opener(self, entry: Entry) -> Entry:
        """The entry that opened its dialogue, as far as the headers prove it (1, 14)."""
        by_name: dict[tuple[int, str], Entry] = {}
        for each in self.entries:
            by_name.setdefault((each.dir, each.header["cid"]), each)
        above = [entry]
        while True:
            below = above[-1]
            replies = below.header["kind"] in ("answer", "refusal", "feedback", "evidence")
            sides = (1 - below.dir, below.dir) if replies else (below.dir, 1 - below.dir)
            named = [by_name[side, below.header["re"]] for side in sides if (side, below.header["re"]) in by_name]
            if not named or named[0] in above:
                break
            above.append(named[0])
        found = above.pop()
        while above:
            below = above.pop()
            if below.header["kind"] not in ("answer", "refusal", "feedback", "evidence", found.header["kind"]):
                found = below
        return found

    def scope(self, act: Entry) -> tuple[int, str, str | None]:
        return act.dir, act.header["agreement"], act.header["topic"] if act.header["kind"].endswith("topic") else None

    def reaches(self, act: Entry, opener: Entry) -> bool:
        _, agreement, topic = self.scope(act)
        about = opener.header["topic"]
        below = topic is None or (about is not None and f"{about}.".startswith(f"{topic}."))
        return bool(agreement == opener.header["agreement"] and below)

    def stood(self, entry: Entry) -> list[tuple[str, str]]:
        """When the clock of an entry stood still: instants as text, which sorts as time does."""
        opener = self.opener(entry)
        kind = opener.header["kind"]
        life = kind == "warning" and (opener.payload or {}).get("urgency") == "life-or-limb"
        if kind in ("agreement", "agreement-topic", "party-doc", "control", "evidence"):
            return []
        single: list[tuple[str, str]] = []
        since: dict[tuple[int, str, str | None], str] = {}
        for act in self.acts:
            if not self.reaches(act, opener):
                continue
            passing: set[str] = set()
            if self.suspends(act) and act.payload is not None:
                own = act.payload.get("exempt")
                passing = self.exempt[act.header["agreement"]] if own is None else set(own)
            at = act.receipt["held_at"]
            if self.suspends(act) and kind not in passing and not (life and "life" in passing):
                since.setdefault(self.scope(act), at)
            elif self.scope(act) in since:
                begun = since.pop(self.scope(act))
                single.append((begun, max(begun, at)))
        single += [(begun, LASTS) for begun in since.values()]
        joined: list[tuple[str, str]] = []
        for begun, end in sorted(single):
            if joined and begun <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((begun, end))
        return joined

    def episodes(self, opener: Entry) -> list[list[int]]:
        """The acts of each flag that reaches a dialogue, from its first suspend to its lift."""
        found: list[list[int]] = []
        standing: dict[tuple[int, str, str | None], list[int]] = {}
        for n, act in enumerate(self.acts):
            flag = self.scope(act)
            if not self.reaches(act, opener) or (flag not in standing and not self.suspends(act)):
                continue
            if flag not in standing:
                standing[flag] = []
                found.append(standing[flag])
            standing[flag].append(n)
            if not self.suspends(act):
                del standing[flag]
        return found

    def ends_at(self, entry: Entry) -> str | None:
        """`answer_by`, moved by pauses; None where the clock still stands, or nothing was asked for."""
        return run_down(entry.receipt["held_at"], entry.header["answer_by"], self.stood(entry))[0]


LASTS = "9999-12-31T23:59:59.999Z"
USUALLY_EXEMPT = {"life", "correction", "recall", "redress"}


def run_down(since: str, until: str | None, stood: list[tuple[str, str]]) -> tuple[str | None, list[tuple[str, str]]]:
    """Let the time from `since` to `until` run, but for where it stood; give its end, and what it met on the way."""
    if until is None:
        return None, []
    met: list[tuple[str, str]] = []
    at, left = datetime.fromisoformat(since), datetime.fromisoformat(until) - datetime.fromisoformat(since)
    for begun, end in stood:
        if datetime.fromisoformat(end) <= at:
            continue
        run = max(datetime.fromisoformat(begun) - at, at - at)
        if run >= left:
            break
        met.append((begun, end))
        if end == LASTS:
            return None, met
        at, left = datetime.fromisoformat(end), left - run
    return (at + left).isoformat(timespec="milliseconds").replace("+00:00", "Z"), met


def open_canonical(data: bytes, where: str) -> dict[str, Any]:
    value = strict_json(data, where)
    need(rfc8785.dumps(value) == data, where, "bad-json", "the bytes are not JCS")
    return value


def verify(data: bytes, trust: list[str]) -> list[str]:
    """What does not hold in this statement or bundle; nothing where it holds."""
    try:
        if data[:2] == b"PK":
            return verify_zip(data, trust)
        reader = Reader(open_canonical(data, "statement"))
    except Broken as broken:
        return [str(broken)]
    reader.read(trust)
    return reader.findings


def verify_zip(data: bytes, trust: list[str]) -> list[str]:
    """A bundle with its attachments beside it, in a stored zip (10, 11)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows = archive.infolist()
            names = [row.filename for row in rows]
            need(len(set(names)) == len(names) and "bundle.json" in names, "zip", "bad-object", "names")
            for row in rows:
                stored = row.compress_type == zipfile.ZIP_STORED
                need(stored, f"zip {row.filename}", "bad-object", "is compressed")
            files = {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError) as error:
        raise Broken("zip", "bad-object", str(error)) from None
    reader = Reader(open_canonical(files.pop("bundle.json"), "bundle.json"))
    need(reader.statement.get("typ") == "dxp.bundle", "bundle.json", "wrong-type", "not a bundle")
    reader.read(trust)
    with reader.noting():
        for attachment in (att for entry in reader.entries for att in entry.header["att"]):
            chunks = [
                files.pop(f"att/{attachment['id']}/{i}", None) for i in range(min(attachment["chunks"], len(names)))
            ]
            if any(chunk is not None for chunk in chunks):
                complete = len(chunks) == attachment["chunks"] and None not in chunks
                need(complete, f"att/{attachment['id']}", "bad-object", "chunks are missing")
                head = tree_head([sha(b"\0" + chunk) for chunk in chunks if chunk is not None])
                need(b64(head) == attachment["root"], f"att/{attachment['id']}", "root-mismatch", "other chunks")
        need(reader.findings or not files, "zip", "bad-object", "names that have no place here")
    return reader.findings


def tree_head(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, over leaf hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha(b"\1" + tree_head(leaves[:split]) + tree_head(leaves[split:]))


# --- Fork proof (7.3) ---


def verify_fork(objects: list[str], documents: dict[str, list[str]]) -> list[str]:
    """Whether two signed objects contradict each other; `documents` holds the chain of each signer."""
    try:
        need(len(objects) == 2, "objects", "bad-object", "not two objects")
        chains = {party: open_chain(chain, party, f"documents.{party}") for party, chain in documents.items()}
        one, two = (open_by_anyone(record, chains, f"objects[{n}]") for n, record in enumerate(objects))
        need(contradict(one, two), "objects", "bad-object", "the two do not contradict each other")
    except Broken as broken:
        return [str(broken)]
    return []


def open_by_anyone(record: Any, chains: dict[str, list[dict[str, Any]]], where: str) -> dict[str, Any]:
    outer = strict_json(record.encode(), where)
    said = strict_json(unb64(outer.get("payload"), where), where)
    need(said.get("typ") in OWN_MEMBERS and said.get("from") in chains, where, "bad-object", "no checkpoint or receipt")
    return open_signed(record, said["typ"], chains[said["from"]], None, where)


def contradict(one: dict[str, Any], two: dict[str, Any]) -> bool:
    def ledger(item: dict[str, Any]) -> tuple[str, str, str]:
        writer, reader = ("from", "to") if item["typ"] == "dxp.checkpoint" else ("to", "from")
        return item[writer], item[reader], item["epoch"]

    if ledger(one) != ledger(two):
        return False
    if one["size"] == two["size"] and one["root"] != two["root"]:
        return True
    if one["typ"] == two["typ"] == "dxp.checkpoint" and one["prev"]["size"] == two["prev"]["size"]:
        return any(one[name] != two[name] for name in ("size", "root")) or one["prev"]["root"] != two["prev"]["root"]
    return False


def by_party(value: Any) -> bool:
    return isinstance(value, dict) and all(map(text(PARTY), value))


def verify_fork_proof(data: bytes, trust: list[str]) -> list[str]:
    """The whole proof, `dxp.fork`."""
    try:
        proof = open_canonical(data, "proof")
        wanted = {
            "v": one_of("dxp/1"),
            "typ": one_of("dxp.fork"),
            "documents": by_party,
            "objects": list_of(string, 2, 2),
        }
        members(proof, "proof", "bad-object", True, **wanted)
        expected = {" ".join(item.split()) for item in trust}
        for party in proof["documents"]:
            need(
                {party, fingerprint(party)} & expected,
                "documents",
                "wrong-party",
                f"{party} is not one of those expected",
            )
    except Broken as broken:
        return [str(broken)]
    return verify_fork(proof["objects"], proof["documents"])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Verify a DXP/1 thread statement, bundle or fork proof.")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--trust", action="append", default=[], help="party id, or fingerprint of 16 groups of 5 digits"
    )
    given = parser.parse_args(arguments)
    data = given.file.read_bytes()
    fork = b'"typ":"dxp.fork"' in data
    findings = (verify_fork_proof if fork else verify)(data, given.trust)
    print(json.dumps({"ok": not findings, "findings": findings}, ensure_ascii=False))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
