"""Two readers that share no code, the project's and `second_verifier`, judge the same statements alike."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from detente.node.services.verification import verify_file
from tests.interop import second_verifier as second
from tests.interop.statement_writer import (
    ANSWER_BY,
    HELD_AT,
    Batch,
    Exchange,
    Signer,
    Written,
    did,
    entry,
    evidence,
    fact,
    fixed,
)

pytestmark = pytest.mark.shared

LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
JSON = dict[str, Any]


@pytest.fixture
def vectors(shared_dir: Path) -> JSON:
    said: JSON = json.loads((shared_dir / "spec" / "vectors.json").read_bytes())
    return said


@pytest.fixture
def parties(vectors: JSON) -> list[str]:
    return [vectors["parties"]["B"]["party"], vectors["parties"]["A"]["party"]]


def both(statement: JSON | bytes, trust: list[str]) -> tuple[bool, bool]:
    """Give what the project says, and what the second reader says."""
    data = statement if isinstance(statement, bytes) else rfc8785.dumps(statement)
    return verify_file(data, trust=trust)["ok"], not second.verify(data, trust)


# --- The vectors ---


def test_the_vector_statement_holds_for_both_readers(vectors: JSON, parties: list[str]) -> None:
    assert both(vectors["thread"]["statement"].encode(), parties) == (True, True)


def test_fingerprints_do_as_well_as_party_ids(vectors: JSON) -> None:
    printed = [vectors["parties"][name]["fingerprint"] for name in "AB"]

    assert both(vectors["thread"]["statement"].encode(), printed) == (True, True)


@pytest.mark.parametrize("expected", [[], [0], [1], [0, 0]], ids=str)
def test_a_party_that_nobody_expects_is_a_finding_for_both_readers(
    vectors: JSON, parties: list[str], expected: list[int]
) -> None:
    assert both(vectors["thread"]["statement"].encode(), [parties[n] for n in expected]) == (False, False)


def attempt(case: JSON, signer: JSON) -> None:
    if case["op"] == "json":
        second.strict_json(second.unb64(case["bytes"], ""), "")
    elif case["op"] == "party_docs":
        second.open_chain(case["chain"], signer["party"], "")
    else:
        chain = second.open_chain([signer["document"]], signer["party"], "")
        second.open_signed(case["jws"], case["typ"], chain, None, "")


def test_the_second_reader_gives_the_refusals_of_the_vectors(vectors: JSON) -> None:
    cases = [case for case in vectors["negative"] if case["op"] in ("json", "verify", "party_docs")]
    assert len(cases) > 20
    for case in cases:
        with pytest.raises(second.Broken) as refusal:
            attempt(case, vectors["parties"][case.get("signer", "A")])
        assert refusal.value.code == case["expect"]["refusal"], case["name"]


def test_the_fork_of_the_vectors_is_proved_for_both_readers(vectors: JSON) -> None:
    signer = vectors["parties"]["A"]
    proof = {"v": "dxp/1", "typ": "dxp.fork", "objects": vectors["fork"]["proof"]}
    proof["documents"] = {signer["party"]: [signer["document"]]}
    data = rfc8785.dumps(proof)

    assert second.verify_fork_proof(data, [signer["party"]]) == []
    assert verify_file(data, trust=[signer["party"]])["ok"]


def test_one_checkpoint_twice_is_no_fork(vectors: JSON) -> None:
    signer = vectors["parties"]["A"]

    assert second.verify_fork([vectors["fork"]["proof"][0]] * 2, {signer["party"]: [signer["document"]]})


def test_a_flipped_byte_is_a_finding_for_both_readers(vectors: JSON, parties: list[str]) -> None:
    data = vectors["thread"]["statement"].encode()
    chance = random.Random(20261122)
    for n in range(150):
        at = chance.randrange(len(data))
        # Half of the flips stay within base64url, so that they reach the checks behind the form.
        byte = chance.choice(LETTERS) if n % 2 and data[at] in LETTERS else chance.randrange(256)
        byte = byte if byte != data[at] else data[at] ^ 1
        flipped = data[:at] + bytes([byte]) + data[at + 1 :]
        assert both(flipped, parties) == (False, False), f"byte {at} from {data[at]} to {byte}"


# --- Changes that need no key ---


def without_answer(said: JSON) -> None:
    del said["proved"][1], said["facts"][0]
    said["facts"][0]["answered"] = None


def as_bundle(said: JSON) -> None:
    said.update(typ="dxp.bundle", root=None, facts=[])


def swap_receipts(said: JSON) -> None:
    one, two = said["batches"]
    one["receipt"], two["receipt"] = two["receipt"], one["receipt"]


def swap_documents(said: JSON) -> None:
    (one, a), (two, b) = said["documents"].items()
    said["documents"] = {one: b, two: a}


def turn(*names: str) -> Callable[[JSON], None]:
    def change(said: JSON) -> None:
        for row in (row for name in names for row in said[name]):
            row["dir"] = 1 - row["dir"]

    return change


def put(value: Any, *path: Any) -> Callable[[JSON], None]:
    def change(said: JSON) -> None:
        here: Any = said
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = value

    return change


def drop(*path: Any) -> Callable[[JSON], None]:
    def change(said: JSON) -> None:
        here: Any = said
        for step in path[:-1]:
            here = here[step]
        del here[path[-1]]

    return change


def also(*changes: Callable[[JSON], None]) -> Callable[[JSON], None]:
    def change(said: JSON) -> None:
        for one in changes:
            one(said)

    return change


CHANGES: dict[str, tuple[Callable[[JSON], Any], bool]] = {
    "an answer taken out with all its traces cannot be missed": (without_answer, True),
    "silence since the day by which it was due": (
        also(without_answer, put(ANSWER_BY, "facts", 0, "silent_since")),
        True,
    ),
    "silence since another day": (
        also(without_answer, put("2026-12-21T09:00:00.000Z", "facts", 0, "silent_since")),
        False,
    ),
    "silence although an answer is proved": (put(ANSWER_BY, "facts", 1, "silent_since"), False),
    "silence where nothing was due": (put(ANSWER_BY, "facts", 0, "silent_since"), False),
    "evidence taken out": (drop("proved", 0), False),
    "an answer taken out": (drop("proved", 1), False),
    "the root taken out": (drop("proved", 2), False),
    "the directions of entries swapped": (turn("proved"), False),
    "all directions swapped": (turn("proved", "batches", "facts"), False),
    "a direction that is false instead of 0": (put(False, "proved", 0, "dir"), False),
    "another day of delivery": (put("2026-11-22T09:00:02.501Z", "facts", 0, "delivered", "at"), False),
    "a code of delivery": (put("expired", "facts", 0, "delivered", "code"), False),
    "another officer accepted": (put("officer-8", "facts", 1, "accepted", "by"), False),
    "nobody accepted": (put(None, "facts", 1, "accepted"), False),
    "nobody answered": (put(None, "facts", 1, "answered"), False),
    "somebody opened": (put(did(3), "facts", 1, "opened"), False),
    "a fact without a member": (drop("facts", 0, "opened"), False),
    "a fact taken out": (drop("facts", 0), False),
    "a fact with one member more": (put(1, "facts", 0, "extra"), False),
    "a path cut": (lambda said: said["proved"][0]["path"].pop(), False),
    "a path with one step more": (lambda said: said["proved"][0]["path"].append(said["proved"][0]["box"]), False),
    "a path turned round": (lambda said: said["proved"][0]["path"].reverse(), False),
    "another box": (lambda said: said["proved"][0].update(box=said["proved"][1]["box"]), False),
    "another place": (put(2, "proved", 0, "seq"), False),
    "another size": (put(3, "proved", 0, "size"), False),
    "a document dropped": (lambda said: said["documents"].pop(said["parties"][0]), False),
    "an empty chain": (lambda said: said["documents"].update({said["parties"][0]: []}), False),
    "a chain that repeats itself": (
        lambda said: [chain.append(chain[0]) for chain in said["documents"].values()],
        False,
    ),
    "documents swapped": (swap_documents, False),
    "evidence not disclosed": (put(None, "proved", 0, "disclosed"), False),
    "evidence not disclosed and its fact gone": (
        also(put(None, "proved", 0, "disclosed"), put(None, "facts", 1, "accepted")),
        False,
    ),
    "the key of evidence for another entry": (
        lambda said: put(said["proved"][0]["disclosed"], "proved", 1, "disclosed")(said),
        False,
    ),
    "one member more": (put(1, "extra"), False),
    "one member more of an entry": (put(1, "proved", 0, "extra"), False),
    "one member more of a batch": (put(1, "batches", 0, "extra"), False),
    "one member more of a disclosure": (put(1, "proved", 0, "disclosed", "extra"), False),
    "entries in another order": (lambda said: said["proved"].reverse(), False),
    "batches in another order": (lambda said: said["batches"].reverse(), False),
    "facts in another order": (lambda said: said["facts"].reverse(), False),
    "parties in another order": (lambda said: said["parties"].reverse(), False),
    "an entry twice": (lambda said: said["proved"].append(said["proved"][-1]), False),
    "a batch twice": (lambda said: said["batches"].append(said["batches"][-1]), False),
    "a batch that nothing needs": (also(as_bundle, drop("proved", 2)), False),
    "receipts swapped": (swap_receipts, False),
    "another root": (lambda said: said.update(root=said["facts"][0]["cid"]), False),
    "a bundle": (as_bundle, True),
    "a bundle of some entries": (also(as_bundle, drop("proved", 1)), True),
    "a bundle with facts": (put("dxp.bundle", "typ"), False),
    "a bundle with a root": (also(put("dxp.bundle", "typ"), put([], "facts")), False),
    "another version": (put("dxp/2", "v"), False),
    "another type": (put("dxp.other", "typ"), False),
}


@pytest.mark.parametrize(("change", "holds"), CHANGES.values(), ids=CHANGES)
def test_both_readers_judge_a_changed_statement_alike(
    change: Callable[[JSON], Any], holds: bool, vectors: JSON, parties: list[str]
) -> None:
    said = json.loads(vectors["thread"]["statement"])
    change(said)

    assert both(copy.deepcopy(said), parties) == (holds, holds)


OTHER_BYTES: dict[str, Callable[[bytes], bytes]] = {
    "a line end more": lambda data: data + b"\n",
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "spaces": lambda data: json.dumps(json.loads(data)).encode(),
    "nothing": lambda data: b"",
    "an empty object": lambda data: b"{}",
    "a list": lambda data: b"[]",
}


@pytest.mark.parametrize("write", OTHER_BYTES.values(), ids=OTHER_BYTES)
def test_other_bytes_of_the_same_statement_hold_for_no_reader(
    write: Callable[[bytes], bytes], vectors: JSON, parties: list[str]
) -> None:
    assert both(write(vectors["thread"]["statement"].encode()), parties) == (False, False)


# --- Statements that are signed as they should be ---


class Thread:
    """A notification by the higher party (direction 1), and what follows."""

    def __init__(self, vectors: JSON) -> None:
        self.lower, self.higher = Signer(vectors["parties"]["B"]), Signer(vectors["parties"]["A"])
        self.third = vectors["parties"]["C"]["party"]
        self.opening = self.entry("opening")
        self.answer = entry(self.lower, self.higher, "answer", "answer", self.opening.cid)

    def entry(self, name: str, re: str | None = None, **said: Any) -> Written:
        return entry(self.higher, self.lower, name, re=re, **said)

    def evidence(self, name: str, message: str = "accepted", **said: Any) -> Written:
        return evidence(self.lower, self.higher, name, self.opening.cid, message, **said)

    def rejection(self, of: Written, **said: Any) -> Written:
        said = {"by": None, "outcome": "failed", "code": "cannot-open"} | said
        return evidence(self.higher, self.lower, "rejection", of.cid, "rejected", **said)

    def fact(self, **said: Any) -> JSON:
        return fact(self.opening, 1, 1, **said)

    def written(self, from_lower: list[Batch], from_higher: list[Batch], facts: list[JSON], root: Any = ...) -> JSON:
        exchange = Exchange(self.lower, self.higher, (from_lower, from_higher))
        return exchange.statement(self.opening if root is ... else root, facts)

    def alone(self, facts: JSON | None = None, **batch: Any) -> JSON:
        return self.written([], [Batch([self.opening], **batch)], [facts or self.fact()])

    def answered(self, from_lower: list[Batch], facts: list[JSON], *after: Written) -> JSON:
        return self.written(from_lower, [Batch([self.opening, *after])], facts)


def refused(seq: int, code: str = "duplicate") -> list[JSON]:
    return [{"seq": seq, "code": code}]


def not_delivered(code: str) -> JSON:
    return {"delivered": {"at": HELD_AT, "code": code}}


def with_header(**header: Any) -> Callable[[Thread], JSON]:
    def write(thread: Thread) -> JSON:
        one = thread.entry("changed", header=header)
        return thread.written([], [Batch([one])], [fact(one, 1, 1)], one)

    return write


def with_plaintext(**inner: Any) -> Callable[[Thread], JSON]:
    def write(thread: Thread) -> JSON:
        one = thread.entry("changed", inner=inner)
        said = thread.written([], [Batch([one])], [fact(one, 1, 1)], one)
        return said | {"proved": [said["proved"][0] | {"disclosed": one.disclosed()}]}

    return write


def with_second_batch(**second_batch: Any) -> Callable[[Thread], JSON]:
    def write(thread: Thread) -> JSON:
        more = thread.entry("more", thread.opening.cid)
        batches = [Batch([thread.opening]), Batch([more], **second_batch)]
        return thread.written([], batches, [thread.fact(), fact(more, 1, 2)])

    return write


def with_evidence(
    *said: JSON, refuse: list[JSON] | None = None, accepted: JSON | None = None
) -> Callable[[Thread], JSON]:
    def write(thread: Thread) -> JSON:
        rows = [thread.evidence(f"evidence {n}", **one) for n, one in enumerate(said)]
        return thread.answered([Batch(rows, refused=refuse or [])], [thread.fact(accepted=accepted)])

    return write


ODD = second.b64(fixed("odd"))
NONE = second.b64(second.EMPTY_ROOT)
LATER = "2026-11-22T11:00:00.000Z"
ANSWERED = {"kind": "answer", "seq": 1}

SIGNED: dict[str, tuple[Callable[[Thread], JSON], bool]] = {
    "one entry": (lambda t: t.alone(), True),
    "an answer": (lambda t: t.answered([Batch([t.answer])], [fact(t.answer, 0, 1), t.fact(answered=ANSWERED)]), True),
    "an answer that was refused is an answer": (
        lambda t: t.answered(
            [Batch([t.answer], refused=refused(1, "agreement.none"))],
            [fact(t.answer, 0, 1, **not_delivered("agreement.none")), t.fact(answered=ANSWERED)],
        ),
        True,
    ),
    "an answer that was rejected later is an answer": (
        lambda t: t.answered(
            [Batch([t.answer])],
            [fact(t.answer, 0, 1, **not_delivered("cannot-open")), t.fact(answered=ANSWERED)],
            t.rejection(t.answer),
        ),
        True,
    ),
    "a rejection that the facts leave out": (
        lambda t: t.answered(
            [Batch([t.answer])], [fact(t.answer, 0, 1), t.fact(answered=ANSWERED)], t.rejection(t.answer)
        ),
        False,
    ),
    "an entry refused": (lambda t: t.alone(t.fact(**not_delivered("expired")), refused=refused(1, "expired")), True),
    "a refusal that the facts leave out": (lambda t: t.alone(refused=refused(1, "expired")), False),
    "a refusal under a code of a newer release": (
        lambda t: t.alone(t.fact(**not_delivered("newer")), refused=refused(1, "newer")),
        True,
    ),
    "accepted": (with_evidence({}, accepted=did(1)), True),
    "accepted, failed": (
        with_evidence({"outcome": "failed", "code": "expired"}, accepted=did(1, outcome="failed", code="expired")),
        True,
    ),
    "accepted twice, the first stands": (with_evidence({}, {"at": LATER}, accepted=did(1)), True),
    "accepted twice, the second does not": (with_evidence({}, {"at": LATER}, accepted=did(2, at=LATER)), False),
    "accepted twice, the second refused": (with_evidence({}, {"at": LATER}, refuse=refused(2), accepted=did(1)), True),
    "accepted twice, the first refused": (
        with_evidence({}, {"at": LATER}, refuse=refused(1), accepted=did(2, at=LATER)),
        True,
    ),
    "evidence of a name states nothing": (with_evidence({"by": "Smith"}), True),
    "evidence of a name taken for a fact": (with_evidence({"by": "Smith"}, accepted=did(1, by="Smith")), False),
    "evidence of no instant states nothing": (with_evidence({"at": "2026-02-30T10:00:00.000Z"}), True),
    "evidence of an odd outcome states nothing": (with_evidence({"outcome": "maybe"}), True),
    "evidence of another message states no fact": (with_evidence({"message": "custody"}), True),
    "evidence on an own entry states nothing": (
        lambda t: t.answered([], [t.fact()], evidence(t.higher, t.lower, "own", t.opening.cid)),
        True,
    ),
    "an own answer answers nothing": (
        lambda t: t.answered(
            [],
            [t.fact(), fact(own := entry(t.higher, t.lower, "own", "answer", t.opening.cid), 1, 2)],
            own,
        ),
        True,
    ),
    "an entry that leads elsewhere": (
        lambda t: t.answered([], [t.fact(), fact(stray := t.entry("stray", ODD), 1, 2)], stray),
        False,
    ),
    "a member more of a checkpoint": (lambda t: t.alone(checkpoint={"extra": 1}), True),
    "a checkpoint that names what must be known": (
        lambda t: t.alone(checkpoint={"extra": 1, "crit": ["extra"]}),
        False,
    ),
    "a receipt that names what must be known": (lambda t: t.alone(receipt={"crit": ["extra"]}), False),
    "crit that names what is known": (lambda t: t.alone(checkpoint={"crit": ["size", "typ"]}), True),
    "a checkpoint without audit head": (lambda t: t.alone(checkpoint={"audit": ...}), False),
    "a checkpoint by an instant that is none": (
        lambda t: t.alone(checkpoint={"at": "2026-02-30T00:00:00.000Z"}),
        False,
    ),
    "a checkpoint to a third party": (lambda t: t.alone(checkpoint={"to": t.third}), False),
    "a checkpoint from a third party": (lambda t: t.alone(checkpoint={"from": t.third}), False),
    "a checkpoint under an unknown document": (lambda t: t.alone(checkpoint={"doc": 1}), False),
    "a checkpoint of an empty batch": (lambda t: t.alone(checkpoint={"prev": {"size": 1, "root": NONE}}), False),
    "a checkpoint with another payload type": (lambda t: t.alone(checkpoint={"typ": "dxp.receipt"}), False),
    "a signature header with one member more": (lambda t: t.alone(header={"extra": 1}), False),
    "a signature header of another type": (lambda t: t.alone(header={"typ": "dxp.receipt"}), False),
    "a signature header of another algorithm": (lambda t: t.alone(header={"alg": "none"}), False),
    "a receipt of another epoch": (lambda t: t.alone(receipt={"epoch": second.b64(fixed("odd", 16))}), False),
    "a receipt of another size": (lambda t: t.alone(receipt={"size": 2}), False),
    "a receipt of another root": (lambda t: t.alone(receipt={"root": ODD}), False),
    "a receipt of another checkpoint": (lambda t: t.alone(receipt={"checkpoint": ODD}), False),
    "a second batch": (with_second_batch(), True),
    "a batch regrouped": (with_second_batch(checkpoint={"prev": {"size": 0, "root": NONE}}), False),
    "two roots at one size": (with_second_batch(checkpoint={"prev": {"size": 1, "root": ODD}}), False),
    "a member more of a header": (with_header(extra=1), True),
    "a header that names what must be known has its place": (with_header(crit=["extra"], extra=1), True),
    "a header without member": (with_header(topic=...), False),
    "a header of another suite": (with_header(suite="X2"), False),
    "a header of another version of the id": (with_header(id="d3f48d6c-0952-476a-9eff-b5a788184984"), False),
    "a header with a wrong day": (with_header(created="2026-02-30T00:00:00.000Z"), False),
    "a header to a third party": (lambda t: with_header(to=t.third)(t), False),
    "a header above 16 KiB": (with_header(extra="x" * 17000), False),
    "a disclosure": (with_plaintext(), True),
    "a disclosure with one member more": (with_plaintext(extra=1), True),
    "a disclosure from another": (lambda t: with_plaintext(**{"from": t.lower.party})(t), False),
    "a disclosure to another": (lambda t: with_plaintext(to=[t.third])(t), False),
    "a disclosure to many": (lambda t: with_plaintext(to=[t.third, t.lower.party])(t), True),
    "a disclosure of another kind": (with_plaintext(kind="answer"), False),
    "a disclosure of no object": (with_plaintext(payload=[]), False),
    "a bundle of what does not belong together": (
        lambda t: t.written([], [Batch([t.opening, t.entry("stray", ODD)])], [], None),
        True,
    ),
}


@pytest.mark.parametrize(("write", "holds"), SIGNED.values(), ids=SIGNED)
def test_both_readers_judge_a_signed_statement_alike(
    write: Callable[[Thread], JSON], holds: bool, vectors: JSON, parties: list[str]
) -> None:
    assert both(write(Thread(vectors)), parties) == (holds, holds)
