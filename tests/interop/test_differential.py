"""Both readers judge alike whatever is done to a statement: its parts moved about, and what is signed changed first.

`second_verifier` was written from the specification alone. Where the two disagree the specification decides; what it
leaves open is in docs/decisions/0012, and these tests leave out: one code or attachment id twice, no chunk, `by` null
of failed evidence, codes and names of messages of another form, common members of evidence, `suites` without X1, no
node, no label, chains that a fork proof does not need.
"""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from detente.node.services.verification import verify_file
from tests import shared
from tests.interop import second_verifier as second
from tests.interop.statement_writer import (
    ANSWER_BY,
    Batch,
    Exchange,
    Signer,
    Written,
    documented,
    entry,
    evidence,
    fixed,
)

pytestmark = pytest.mark.shared

JSON = dict[str, Any]
Path = tuple[str | int, ...]
ODD = second.b64(fixed("odd"))
EMPTY = second.b64(second.EMPTY_ROOT)
LATER = "2026-12-23T09:00:00.000Z"


@cache
def parties() -> tuple[Signer, Signer, str]:
    """Give the lower party, the higher one, and the id of a third."""
    vectors = json.loads((shared.LOCATION / "spec" / "vectors.json").read_bytes())
    said = vectors["parties"]
    return Signer(said["B"]), Signer(said["A"]), said["C"]["party"]


def verdicts(statement: JSON, trust: list[str]) -> tuple[list[Any], list[str]]:
    """Give the findings of the project's reader, and those of the second one."""
    data = rfc8785.dumps(statement)
    other = second.verify_fork_proof if statement.get("typ") == "dxp.fork" else second.verify
    return verify_file(data, trust=trust)["findings"], other(data, trust)


def judged_alike(statement: JSON, trust: list[str]) -> bool:
    """Fail where the readers disagree; whether the statement holds."""
    ours, theirs = verdicts(statement, trust)
    assert bool(ours) == bool(theirs), f"ours: {ours[:3]}, second: {theirs[:3]}"
    return not ours


def with_facts(statement: JSON) -> JSON:
    """Give the statement with the facts that the second reader finds in it; unchanged where it does not get so far."""
    reader = second.Reader(statement)
    try:
        reader.frame()
        reader.documents()
        reader.read_batches()
        reader.read_proved()
    except second.Broken:
        return statement
    entries = [one for one in reader.entries if one.header["kind"] not in ("evidence", "control")]
    facts = [] if statement["root"] is None else [stated(reader, one) for one in entries]
    return statement | {"facts": facts}


def stated(reader: second.Reader, one: second.Entry) -> JSON:
    """Give the fact of an entry as a statement says it whose day has passed."""
    fact = reader.fact(one)
    return fact | {"silent_since": None if fact["answered"] else reader.ends_at(one)}


# --- Parts moved about, nothing signed anew ---


@cache
def bases() -> tuple[JSON, ...]:
    """Give statements that hold, of each kind."""
    vectors = json.loads((shared.LOCATION / "spec" / "vectors.json").read_bytes())
    lower, higher, _ = parties()
    opening = entry(higher, lower, "opening")
    more = entry(higher, lower, "more", re=opening.cid)
    accepted = evidence(lower, higher, "accepted", opening.cid)
    answer = entry(lower, higher, "answer", "answer", opening.cid)
    exchange = Exchange(lower, higher, ([Batch([accepted]), Batch([answer])], [Batch([opening]), Batch([more])]))
    thread = with_facts(exchange.statement(opening, []))
    fork = {"v": "dxp/1", "typ": "dxp.fork", "objects": vectors["fork"]["proof"]}
    signer = vectors["parties"]["A"]
    fork["documents"] = {signer["party"]: [signer["document"]]}
    return (
        json.loads(vectors["thread"]["statement"]),
        thread,
        tail_unproved(thread),
        with_facts(exchange.statement(None, [])),
        fork,
    )


def tail_unproved(thread: JSON) -> JSON:
    """Give the statement of whoever lacks the receipt for the last batch of direction 1."""
    said = copy.deepcopy(thread)
    batch, row = said["batches"].pop(), said["proved"].pop()
    said["facts"].pop()
    epoch = json.loads(second.unb64(json.loads(batch["checkpoint"])["payload"], ""))["epoch"]
    unproved = {"dir": 1, "seq": row["seq"], "epoch": epoch, "header": row["header"], "missing": "receipt"}
    said["unproved"] = [unproved | {"checkpoint": batch["checkpoint"]}]
    return said


def paths_in(value: Any, here: Path = ()) -> list[Path]:
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [here] * bool(here) + [path for step, one in inner for path in paths_in(one, (*here, step))]


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def put(said: JSON, path: Path, value: Any) -> None:
    at(said, path[:-1])[path[-1]] = value


SCALARS: list[Any] = [
    None, True, False, 0, 1, 2, 3, 2**53 - 1, "", "x", ODD, EMPTY, ODD[:-1] + "_", "receipt", "content", "dxp.bundle",
    "dxp.thread", ANSWER_BY, LATER, "officer-7", [], {}, [0], {"x": 1},
]  # fmt: skip


def change(said: JSON, draw: st.DrawFn) -> None:
    """Do one thing to one part, or to two."""
    paths = paths_in(said)
    one, two = draw(st.sampled_from(paths)), draw(st.sampled_from(paths))
    match draw(st.sampled_from(["drop", "repeat", "swap", "copy", "put", "add", "turn", "edit", "rename"])):
        case "drop":
            del at(said, one[:-1])[one[-1]]
        case "repeat":
            holder = at(said, one[:-1])
            if isinstance(holder, list):
                holder.insert(int(one[-1]), copy.deepcopy(at(said, one)))
        case "swap" if one[: len(two)] != two and two[: len(one)] != one:
            first, other = at(said, one), at(said, two)
            put(said, one, other)
            put(said, two, first)
        case "copy":
            put(said, one, copy.deepcopy(at(said, two)))
        case "put":
            put(said, one, copy.deepcopy(draw(st.sampled_from(SCALARS))))
        case "add" if type(at(said, one)) is int:
            put(said, one, at(said, one) + draw(st.sampled_from([-1, 1, 256])))
        case "turn" if isinstance(at(said, one), list):
            at(said, one).reverse()
        case "edit" if isinstance(at(said, one), str) and at(said, one):
            text = at(said, one)
            place = draw(st.integers(0, len(text) - 1))
            put(said, one, text[:place] + draw(st.sampled_from('Aa0_-"\\ é')) + text[place + 1 :])
        case "rename":
            holder = at(said, one[:-1])
            if isinstance(holder, dict):
                holder[draw(st.sampled_from(["x", "dir", "seq", "root", "facts"]))] = holder.pop(one[-1])


@st.composite
def moved(draw: st.DrawFn) -> JSON:
    said = copy.deepcopy(draw(st.sampled_from(bases())))
    for _ in range(draw(st.integers(0, 3))):
        if paths_in(said):
            change(said, draw)
    return said


@given(moved())
def test_moved_parts_are_judged_alike(statement: JSON) -> None:
    lower, higher, _ = parties()

    judged_alike(statement, [lower.party, higher.party])


@pytest.mark.parametrize("number", range(5))
def test_the_statements_that_are_changed_hold(number: int) -> None:
    lower, higher, _ = parties()

    assert judged_alike(bases()[number], [lower.party, higher.party])


# --- What is signed changed, and signed again with the right keys ---

NUMBERS: list[Any] = [0, 1, 2, 3, 4, 5, 260, -1, None, True, "1", 2**53 - 1, ...]
ROOTS: list[Any] = [ODD, EMPTY, None, "", ODD[:-1], ...]
INSTANTS: list[Any] = [LATER, "2026-02-30T00:00:00.000Z", "2026-11-22T09:00:00Z", "0000-01-01T00:00:00.000Z", None, ...]
EPOCHS: list[Any] = [second.b64(fixed("odd", 16)), second.b64(fixed("odd", 15)), None, "", ...]
TEXTS: list[Any] = ["", "x", "a b", "É", "dxp/1", "a\nb", "a\u202eb", None, 1, [], {}, ...]
PARTIES = [lambda: parties()[0].party, lambda: parties()[1].party, lambda: parties()[2], lambda: "urn:dxp:party:x"]
party_ids = st.sampled_from(PARTIES).map(lambda give: give())
odd_party_ids = st.one_of(party_ids, st.sampled_from([None, 1, ...]))
heads = st.one_of(
    st.fixed_dictionaries({"size": st.integers(0, 5), "root": st.sampled_from([ODD, EMPTY])}),
    st.fixed_dictionaries({"size": st.sampled_from(NUMBERS[:-1]), "root": st.sampled_from(ROOTS[:-1])}),
    st.sampled_from([None, {}, [], ...]),
)
heads_in_epoch = st.one_of(
    st.fixed_dictionaries(
        {"epoch": st.sampled_from(EPOCHS[:-1]), "size": st.integers(0, 3), "root": st.sampled_from([ODD, EMPTY])}
    ),
    heads,
)
crits = st.sampled_from([[], ["size"], ["typ", "doc"], ["extra"], "size", None, [1], [{}], ["crit"]])
ALL: dict[str, st.SearchStrategy[Any]] = {
    "v": st.sampled_from(["dxp/2", None, ...]),
    "typ": st.sampled_from(["dxp.checkpoint", "dxp.receipt", "dxp.want", None, ...]),
    "from": odd_party_ids,
    "to": odd_party_ids,
    "doc": st.sampled_from(NUMBERS),
    "audit": st.sampled_from(ROOTS),
    "crit": crits,
    "extra": st.just(1),
    "epoch": st.sampled_from(EPOCHS),
    "size": st.sampled_from(NUMBERS),
    "root": st.sampled_from(ROOTS),
}
CHECKPOINT = ALL | {"base": heads, "prev": heads, "seen": heads_in_epoch, "at": st.sampled_from(INSTANTS)}
refusals = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {"seq": st.integers(0, 6), "code": st.sampled_from(["expired", "agreement.none", "cannot-open"])}
        ),
        st.fixed_dictionaries({"seq": st.sampled_from(NUMBERS[:-1]), "code": st.just("expired")}),
        st.sampled_from([{"seq": 1}, {"code": "expired"}, 1, {"seq": 1, "code": None}]),
    ),
    max_size=3,
)
RECEIPT = ALL | {
    "checkpoint": st.sampled_from(ROOTS),
    "held_at": st.sampled_from(INSTANTS),
    "own": heads_in_epoch,
    "refused": st.one_of(refusals, st.sampled_from([None, {}, ...])),
}
CODES = ["tlp:AMBER", "tlp:RED", "tlp:PURPLE", "pap:RED", "pap:GREEN", "h:H1", "h:H4", "cls:x.SECRET", "cls:x", "own:x"]
handlings = st.fixed_dictionaries(
    {
        "codes": st.one_of(
            st.lists(st.sampled_from([*CODES, "x", 1, "A:b", "a:" + "b" * 49]), max_size=3, unique=True),
            st.sampled_from([None, [f"own:x{n}" for n in range(32)], [f"own:x{n}" for n in range(33)]]),
        ),
        "rel": st.one_of(st.none(), st.lists(party_ids, max_size=2), st.just("x")),
        "orcon": st.sampled_from([True, False, None, 1]),
        "named": st.sampled_from([[], ["officer-7"], ["officer-1234567890"], ["Smith"], None]),
        "purpose": st.sampled_from([None, "prevent-terrorism", "Über", "", 1]),
    },
    optional={"extra": st.just(1)},
)
sizes = st.sampled_from([0, 1, 1 << 20, (1 << 20) + 1, -1, None, True])
chunks = st.sampled_from([1, 2, -1, None, True])
attachments = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from([EPOCHS[0], EPOCHS[1], second.b64(fixed("two", 16))]), "size": sizes, "chunks": chunks,
         "root": st.sampled_from(ROOTS[:-1])}
    ),
    max_size=2,
    unique_by=lambda one: one["id"],
)  # fmt: skip
HEADER: dict[str, st.SearchStrategy[Any]] = {
    "v": ALL["v"],
    "typ": st.sampled_from(["dxp.entries", None, ...]),
    "suite": st.sampled_from(["X2", "x1", 1, None, ...]),
    "from": odd_party_ids,
    "to": odd_party_ids,
    "id": st.sampled_from(["d3f48d6c-0952-476a-9eff-b5a788184984", "D3F48D6C-0952-776A-9EFF-B5A788184984", None, ...]),
    "cid": st.sampled_from(ROOTS),
    "kind": st.sampled_from(["answer", "control", "evidence", "later.kind", "Kind", "x" * 65, "", None, ...]),
    "agreement": st.sampled_from([ODD, "x", ...]),
    "topic": st.sampled_from([None, "ct", "CT", "", "a" * 65, 1, ...]),
    "handling": st.one_of(handlings, st.sampled_from([None, {}, ...])),
    "created": st.sampled_from(INSTANTS),
    "expires": st.sampled_from(INSTANTS),
    "answer_by": st.sampled_from(INSTANTS),
    "re": st.sampled_from([ODD, "x", ...]),
    "seal": st.sampled_from(ROOTS),
    "archive": st.sampled_from([ODD, "x", ...]),
    "commit": st.sampled_from(ROOTS),
    "body": st.sampled_from(ROOTS),
    "att": st.one_of(attachments, st.sampled_from([None, {}, ...])),
    "crit": st.sampled_from([[], ["topic"], ["extra"], "x", None, [1], ...]),
    "extra": st.just(1),
}
INNER: dict[str, st.SearchStrategy[Any]] = {
    "v": ALL["v"],
    "from": odd_party_ids,
    "to": st.one_of(st.lists(party_ids, max_size=2), st.sampled_from([None, "x", [1], ...])),
    "kind": HEADER["kind"],
    "salt": st.sampled_from(EPOCHS),
    "payload": st.sampled_from([[], None, "x", ...]),
    "extra": st.just(1),
}
SAID: dict[str, st.SearchStrategy[Any]] = {
    "dialogue": st.sampled_from([None, "warning", 1, ...]),
    "message": st.sampled_from(["opened", "accepted", "rejected", "custody", None, ...]),
    "ref": st.one_of(
        st.fixed_dictionaries(
            {"own": st.sampled_from(TEXTS[:-1]), "yours": st.sampled_from([None, "7/2026", "x" * 65])}
        ),
        st.sampled_from([None, {}, {"own": None}, ...]),
    ),
    "outcome": st.sampled_from(["done", "failed", "maybe", None, ...]),
    "by": st.sampled_from(["officer-7", "officer-0123456789", "Smith", 7, ...]),
    "at": st.sampled_from(INSTANTS),
    "code": st.sampled_from([None, "expired", 1, ...]),
    "until": st.sampled_from(INSTANTS),
    "extra": st.just(1),
}


def some(members: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[JSON]:
    """Give other values for some of the members, mostly for none."""
    one = st.sampled_from(sorted(members)).flatmap(lambda name: members[name].map(lambda value: {name: value}))
    return st.one_of(st.just({}), st.just({}), one, st.tuples(one, one).map(lambda pair: pair[0] | pair[1]))


@st.composite
def written(draw: st.DrawFn) -> JSON:
    """Write a thread of up to six entries in up to three batches a side, with things wrong with it."""
    lower, higher, _ = parties()
    spoiled = draw(st.sampled_from(["header", "inner", "said", "checkpoint", "receipt", "protected", "nothing"]))

    def of(what: str, members: Mapping[str, st.SearchStrategy[Any]]) -> JSON:
        return draw(some(members)) if what == spoiled else {}

    opening = entry(higher, lower, "opening", header=of("header", HEADER), inner=of("inner", INNER))
    sides: tuple[list[Batch], list[Batch]] = ([], [])
    targets = [opening]
    first = True
    for side in draw(st.lists(st.sampled_from([1, 0, 0]), min_size=1, max_size=4)):
        writer, reader = (lower, higher) if side == 0 else (higher, lower)
        rows: list[Written] = [] if side == 0 or not first else [opening]
        first = first and side == 0
        for number in range(draw(st.integers(0 if rows else 1, 2))):
            name = f"entry {side} {len(sides[side])} {number}"
            target = draw(st.sampled_from(targets)).cid
            match draw(st.sampled_from(["accepted", "opened", "rejected", "answer", "refusal", "notification"])):
                case "accepted" | "opened" | "rejected" as message:
                    by = None if message == "rejected" else "officer-7"
                    said = {"message": message, "by": by} | of("said", SAID)
                    rows.append(evidence(writer, reader, name, target, **said))
                case kind:
                    header, inner = of("header", HEADER), of("inner", INNER)
                    rows.append(entry(writer, reader, name, kind, target, header=header, inner=inner))
        sides[side].append(
            Batch(
                rows,
                epoch=draw(st.sampled_from(["one", "one", "two"])),
                refused=draw(st.one_of(st.just([]), refusals)) if spoiled == "receipt" else [],
                checkpoint=of("checkpoint", CHECKPOINT),
                receipt=of("receipt", RECEIPT),
                header=draw(some({"alg": st.just("none"), "typ": ALL["typ"], "extra": st.just(1)}))
                if spoiled == "protected"
                else {},
            )
        )
        targets += rows
    if first:
        sides[1].append(Batch([opening]))
    said = with_facts(Exchange(lower, higher, sides).statement(draw(st.sampled_from([opening, opening, None])), []))
    disclosed = draw(st.sampled_from([None, *range(len(said["proved"]))]))
    if disclosed is not None:
        rows = {second.b64(one.header): one for one in targets}
        said["proved"][disclosed]["disclosed"] = rows[said["proved"][disclosed]["header"]].disclosed()
    for fact in said["facts"]:
        if draw(st.integers(0, 3)) == 0:
            fact["silent_since"] = None
    return said


@given(written())
def test_what_is_signed_anew_is_judged_alike(statement: JSON) -> None:
    lower, higher, _ = parties()

    judged_alike(statement, [lower.party, higher.party])


# --- A bundle with an attachment beside it ---


@cache
def attached() -> dict[str, bytes]:
    """Give the files of a bundle whose one attachment has three chunks."""
    lower, higher, _ = parties()
    chunks = [fixed(f"chunk {number}", 40) for number in range(3)]
    name = second.b64(fixed("attachment", 16))
    root = second.b64(second.tree_head([second.sha(b"\0" + chunk) for chunk in chunks]))
    att = [{"id": name, "size": (2 << 20) + 8, "chunks": 3, "root": root}]
    exchange = Exchange(lower, higher, ([], [Batch([entry(higher, lower, "with a file", header={"att": att})])]))
    files = {"bundle.json": rfc8785.dumps(exchange.statement(None, []))}
    return files | {f"att/{name}/{number}": chunk for number, chunk in enumerate(chunks)}


@st.composite
def zipped(draw: st.DrawFn) -> bytes:
    files = dict(attached())
    for _ in range(draw(st.integers(0, 2))):
        name, other = draw(st.sampled_from(sorted(files))), draw(st.sampled_from(sorted(attached())))
        match draw(st.sampled_from(["drop", "swap", "edit", "rename", "only"])):
            case "drop" if len(files) > 1:
                del files[name]
            case "swap" if other in files:
                files[name], files[other] = files[other], files[name]
            case "edit":
                files[name] = files[name][:-1] + b"x"
            case "rename":
                files[draw(st.sampled_from([f"{name}0", f"{name}/", f"/{name}", name[:-1] + "7", "x"]))] = files.pop(
                    name
                )
            case "only":
                files = {"bundle.json": attached()["bundle.json"]}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in draw(st.permutations(sorted(files))):
            packed = draw(st.sampled_from([zipfile.ZIP_STORED] * 9 + [zipfile.ZIP_DEFLATED]))
            archive.writestr(zipfile.ZipInfo(name), files[name], compress_type=packed)
    return out.getvalue()


@given(zipped())
def test_bundles_with_attachments_are_judged_alike(data: bytes) -> None:
    lower, higher, _ = parties()
    trust = [lower.party, higher.party]

    ours, theirs = verify_file(data, trust=trust)["findings"], second.verify(data, trust)
    assert bool(ours) == bool(theirs), f"ours: {ours[:3]}, second: {theirs[:3]}"


# --- Party documents changed, and signed again by their roots ---

dated = st.sampled_from(INSTANTS)


def spoil(pool: list[Any]) -> Callable[[Any], st.SearchStrategy[Any]]:
    return lambda value: st.sampled_from([value, *pool])


DOCUMENT: dict[str, Callable[[Any], st.SearchStrategy[Any]]] = {
    "v": spoil(["dxp/2", None]),
    "typ": spoil(["dxp.checkpoint", None, ...]),
    "seq": spoil([1, -1, None, True, ...]),
    "prev": spoil([ODD, "x", ...]),
    "created": spoil(INSTANTS),
    "label": lambda value: st.sampled_from([*({"en": text} for text in TEXTS[1:-1]), value, None, [], ...]),
    "roots": lambda value: st.sampled_from([value * 2, [], None, [{}], [value[0] | {"x": 1}], ...]),
    "threshold": spoil([0, 2, True, None, ...]),
    "next_roots": spoil(ROOTS),
    "sign": lambda value: st.sampled_from(
        [value * 2, [], None, [{}], [value[0] | {"from": None}], [{"ed": value[0]["ed"], "ml": value[0]["ml"]}],
         [value[0] | {"x": 1}], [value[0] | {"ed": value[0]["ml"]}], ...]
    ),
    "seal": lambda value: st.sampled_from(
        [value * 2, [], None, [{}], [{"jwk": value[0]["jwk"]}], [{"jwk": {}, "from": value[0]["from"]}], ...]
    ),
    "archive": spoil([None, {}, {"jwk": {}}, ...]),
    "nodes": lambda value: st.sampled_from(
        [value * 2, None, [{}], *([{name: one for name, one in value[0].items() if name != gone}] for gone in value[0]),
         [value[0] | {"modes": [1]}], [value[0] | {"modes": []}], [value[0] | {"id": 1}], ...]
    ),
    "suites": spoil([None, [1], ["X1", "X2"], ...]),
    "limits": spoil([{"body": 65535, "parcel": 1 << 20}, {"body": 65536, "parcel": 1 << 20}, {"body": 65536}, {}, ...]),
    "revoked": spoil(
        [[{"kid": ODD, "reason": "superseded"}], [{"kid": ODD, "reason": "lost"}], [{"kid": ODD}], [1], None, ...]
    ),
    "crit": spoil([[], ["limits"], ["extra"], "x", [1], None]),
    "extra": spoil([1]),
}  # fmt: skip


@st.composite
def redocumented(draw: st.DrawFn) -> tuple[JSON, list[str]]:
    lower, higher, _ = parties()
    said = higher.document()
    names = draw(st.lists(st.sampled_from(sorted(DOCUMENT)), max_size=2, unique=True))
    changes = {name: draw(DOCUMENT[name](said.get(name))) for name in names}
    changed = documented(higher, changes, roots=draw(st.sampled_from([1, 1, 1, 0, 2])))
    writer, reader = sorted((lower, changed), key=lambda one: one.party)
    opening = entry(changed, lower, "opening")
    sides: tuple[list[Batch], list[Batch]] = ([], [Batch([opening])])
    if writer is changed:
        sides = (sides[1], sides[0])
    return with_facts(Exchange(writer, reader, sides).statement(opening, [])), [writer.party, reader.party]


@given(redocumented())
def test_documents_that_are_signed_anew_are_judged_alike(made: tuple[JSON, list[str]]) -> None:
    statement, trust = made

    judged_alike(statement, trust)
