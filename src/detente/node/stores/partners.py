"""Partners and our own documents: rows to values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from detente.model import party_id
from detente.model.errors import NotFound
from detente.model.party_id import PartyId
from detente.node.stores.models import OwnDocument, Partner, PartnerDocument
from detente.node.stores.rows import Reader
from detente.node.stores.statements import fetch
from detente.protocol import party_document
from detente.protocol.doc_marks import DocMark, DocMarks
from detente.protocol.first_contact import ContactState
from detente.protocol.pair import Pair
from detente.protocol.party_document import Chain

_KNOWN: Final = (
    "SELECT partner.id, partner.party, partner.code, partner.name, partner.colour, partner.state, record "
    "FROM partner LEFT JOIN partner_document ON partner_document.partner_id = partner.id "
    "ORDER BY partner.id, partner_document.seq"
)
_READER: Final = Reader(Partner)
_PARTNER: Final = f"SELECT {_READER.columns} FROM partner"  # noqa: S608 - names of our own columns
_MARKS: Final = "SELECT size, seen, number FROM doc_mark WHERE partner_id = %s AND ours = %s ORDER BY size"


@dataclass(frozen=True, slots=True)
class Known:
    """A partner as pages name it. `chain` None: it has given us no document yet."""

    key: int
    party: str
    code: str
    name: str
    colour: int
    state: str
    chain: Chain | None


def known(alias: str) -> list[Known]:
    """Give every partner, in the order of their rows, in one read."""
    rows: dict[tuple[Any, ...], list[bytes]] = {}
    for *partner, record in fetch(alias, _KNOWN):
        documents = rows.setdefault(tuple(partner), [])
        documents += [] if record is None else [bytes(record)]
    return [_known(row, tuple(records)) for row, records in rows.items()]


def _known(row: tuple[Any, ...], records: tuple[bytes, ...]) -> Known:
    key, party, code, name, colour, state = row
    return Known(key, party, code, name, colour, state, chain_of(records) if records else None)


@lru_cache(maxsize=256)
def chain_of(records: tuple[bytes, ...]) -> Chain:
    """Give the verified chain of stored records; verified once a process."""
    return party_document.parse_chain(records)


def own_chain(alias: str) -> Chain:
    """Give our own chain.

    Raises:
        NotFound: the home was not initialised.
    """
    records = fetch(alias, "SELECT record FROM own_document ORDER BY seq")
    if not records:
        raise NotFound("This home has no party yet. Run `detente init` first.")
    return _chain(records)


def partner_chain(alias: str, partner: Partner) -> Chain:
    """Give the chain of a partner."""
    return _chain(fetch(alias, "SELECT record FROM partner_document WHERE partner_id = %s ORDER BY seq", partner.pk))


def _chain(rows: list[tuple[Any, ...]]) -> Chain:
    return chain_of(tuple(bytes(record) for (record,) in rows))


def keep_document(alias: str, partner: Partner, chain: Chain) -> None:
    """Keep documents of `chain` that are not kept yet."""
    have = PartnerDocument.objects.using(alias).filter(partner=partner).count()
    PartnerDocument.objects.using(alias).bulk_create(
        PartnerDocument(partner=partner, seq=document.seq, record=document.record)
        for document in chain.documents[have:]
    )


def keep_own_document(alias: str, chain: Chain) -> None:
    """Keep documents of our own `chain` that are not kept yet."""
    have = OwnDocument.objects.using(alias).count()
    OwnDocument.objects.using(alias).bulk_create(
        OwnDocument(seq=document.seq, record=document.record) for document in chain.documents[have:]
    )


def marks(alias: str, partner: Partner, *, ours: bool) -> DocMarks:
    """Give where documents of one signer entered the ledger with this partner."""
    rows = fetch(alias, _MARKS, partner.pk, ours)
    first = partner.our_first_doc if ours else partner.their_first_doc
    return DocMarks(first, tuple(DocMark(*row) for row in rows))


def pair_of(alias: str, partner: Partner) -> Pair:
    """Give the pair as the machines see it."""
    return Pair(
        own_chain(alias),
        partner_chain(alias, partner),
        marks(alias, partner, ours=True),
        marks(alias, partner, ours=False),
        confirmed=partner.state in (ContactState.CONFIRMED, ContactState.FROZEN),
        frozen=partner.state == ContactState.FROZEN,
        our_shown=partner.our_shown_doc,
    )


def by_party(alias: str, party: PartyId) -> Partner | None:
    """Give the partner, None where we never met."""
    for row in fetch(alias, f"{_PARTNER} WHERE party = %s", party):
        return _READER.make(alias, row)
    return None


def renew(alias: str, partner: Partner) -> None:
    """Read anew what stands of a partner: another process may have frozen it, or ended the contact."""
    (row,) = fetch(alias, f"{_PARTNER} WHERE id = %s", partner.pk)
    _READER.renew(partner, row)


def find(alias: str, text: str) -> Partner:
    """Give the partner that a person names by code, party id, its 52 characters, or fingerprint.

    Raises:
        NotFound: none, or more than one.
    """
    rows = list(Partner.objects.using(alias).filter(code__iexact=text))
    if len(rows) == 1:
        return rows[0]
    if len(rows) > 1:
        raise NotFound(f"Several partners have the code {text}. Give the party id.")
    for read in (party_id.parse, party_id.from_part, party_id.from_fingerprint):
        try:
            found = by_party(alias, read(text))
        except party_id.BadPartyId:
            continue
        if found is not None:
            return found
    raise NotFound(f"No partner {text} is known here. `detente party show` lists the partners.")
