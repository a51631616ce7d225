"""What follows from bytes alone: identities, keys, places of documents, sizes (DXP 2, 4, 5.2, 12)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from detente.crypto import sealing
from detente.model import b64, party_id
from detente.model.canonical import canonical
from detente.node.services.conformance.checks import Check
from detente.node.services.conformance.vectors import VectorFile, VectorParty
from detente.policy import founding
from detente.protocol import first_contact, party_document
from detente.protocol.doc_marks import DocMark, DocMarks
from detente.protocol.party_document import Chain


def parties(vectors: VectorFile) -> Iterator[Check]:
    """Check ids, fingerprints, documents and the keys that the seeds make."""
    for name, party in vectors.parties.items():
        yield from _party(f"parties/{name}", party)


def _party(at: str, party: VectorParty) -> Iterator[Check]:
    given = party.given
    yield Check(f"{at}/party", given["party"], lambda: party.genesis.party)
    yield Check(f"{at}/fingerprint", given["fingerprint"], lambda: party_id.fingerprint(party.genesis.party))
    yield Check(f"{at}/from fingerprint", given["party"], lambda: party_id.from_fingerprint(given["fingerprint"]))
    yield Check(f"{at}/document_jcs_sha256", given["document_jcs_sha256"], lambda: b64.encode(party.genesis.last.hash))
    yield Check(f"{at}/kids", given["kids"], lambda: _kids_of_seeds(party))
    yield Check(f"{at}/document keys", True, lambda: _keys_stand_in_document(party))


def _kids_of_seeds(party: VectorParty) -> dict[str, str]:
    ed, ml = party.sign.public.kids
    kids = {
        "sign_ed25519": ed,
        "sign_mldsa65": ml,
        "seal": party.seal.public.kid,
        "archive": party.archive.public.kid,
    }
    return {name: kids[name] for name in party.given["kids"]}


def _keys_stand_in_document(party: VectorParty) -> bool:
    document = party.genesis.last
    return (
        party.root.public in document.roots
        and party.sign.public in document.sign
        and party.seal.public in document.seal
        and party.archive.public == document.archive
    )


def rotation(vectors: VectorFile) -> Iterator[Check]:
    """Check a chain of documents, and what genesis announced of the next roots."""
    given = vectors.given["rotation"]

    def chain() -> Chain:
        return party_document.parse_chain([record.encode("utf-8") for record in given["chain"]])

    yield Check("rotation/chain", list(range(len(given["chain"]))), lambda: [each.seq for each in chain().documents])
    if "next_roots_of_genesis" in given:
        yield Check("rotation/next_roots_of_genesis", given["next_roots_of_genesis"], lambda: _announced(chain()))


def _announced(chain: Chain) -> str:
    """Give the commitment to the roots that first replaced those of genesis, computed from them."""
    first = chain.documents[0]
    changed = next((each for each in chain.documents if each.content["roots"] != first.content["roots"]), None)
    if changed is None:
        return str(first.content["next_roots"])
    return party_document.roots_commitment(changed.content["roots"], changed.threshold)


def meeting(vectors: VectorFile) -> Iterator[Check]:
    """Check the commitment and the short authentication string of a first contact."""
    given = vectors.given["first_contact"]
    nonce_i, nonce_j = b64.decode(given["nonce_initiator"]), b64.decode(given["nonce_responder"])

    def initiator() -> Chain:
        return _chain_with(vectors, b64.decode(given["doc_initiator_jcs"]))

    def short_string() -> str:
        responder = _chain_with(vectors, b64.decode(given["doc_responder_jcs"]))
        return first_contact.short_string(initiator=initiator(), responder=responder, nonce_i=nonce_i, nonce_j=nonce_j)

    yield Check(
        "first_contact/commitment",
        given["commitment"],
        lambda: b64.encode(first_contact.commitment(nonce_i, initiator())),
    )
    yield Check("first_contact/sas", given["sas"], short_string)


def _chain_with(vectors: VectorFile, jcs: bytes) -> Chain:
    """Give the chain of a party of the file up to the document with these signed bytes."""
    for name in vectors.parties:
        documents = vectors.chain(name).documents
        for number, document in enumerate(documents):
            if document.jcs == jcs:
                return Chain(documents[: number + 1])
    raise LookupError("no party of the file has this document")


def padding(vectors: VectorFile) -> Iterator[Check]:
    """Check sizes after padding: pairs of a plaintext's length and the total."""
    for length, total in vectors.given["padding"]:
        yield Check(f"padding/{length}", total, partial(sealing.padded_length, length))


def padding_of_replies(vectors: VectorFile) -> Iterator[Check]:
    """Check the same for answers and refusals, which have a larger smallest size."""
    for length, total in vectors.given["padding_answer"]:
        compute = partial(sealing.padded_length, length, smallest=sealing.SMALLEST_REPLY)
        yield Check(f"padding_answer/{length}", total, compute)


def agreement(vectors: VectorFile) -> Iterator[Check]:
    """Check the canonical bytes and the id of a founding text."""
    given = vectors.given["agreement"]
    text = given["text"]

    def read() -> str:
        lower, higher = text["parties"]
        return founding.parse(text, parties=(lower, higher)).id

    if "jcs" in given:
        yield Check("agreement/jcs", given["jcs"], lambda: b64.encode(canonical(text)))
    yield Check("agreement/id", given["id"], read)


def doc_position(vectors: VectorFile) -> Iterator[Check]:
    """Check which document signs at which place, from the place of one party-doc entry."""
    given = vectors.given["doc_position"]
    entered = given["party_doc"]
    # A party-doc entry is the last of its batch, so its own place is where the batch ends.
    mark = DocMark(entered["seq"], given["seen_size_of_the_carrying_checkpoint"], entered["number"])
    marks = DocMarks(max(0, entered["number"] - 1), (mark,))
    for name, places in given.items():
        if name.startswith("checkpoints_"):
            for place in places:
                before = place["prev_size"]
                yield Check(f"doc_position/{name}/{before}", place["doc"], partial(marks.for_checkpoint, before))
        elif name.startswith("receipts_"):
            for place in places:
                size = place["size"]
                yield Check(f"doc_position/{name}/{size}", place["doc"], partial(marks.for_receipt, size))
