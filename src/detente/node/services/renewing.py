"""New keys for a party: a party document that follows the last one, signed by the roots, and told to every partner.

The operator brings the roots back for it. Key files are written before the document, so that no document ever names a
key that was lost in a crash; a key that no document names does no harm.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.db.models import Max

from detente.audit.acts import Act
from detente.crypto import sealing
from detente.crypto.keys import SignPair
from detente.model import b64, strict_json
from detente.model.errors import BadInput, LocalError
from detente.model.instant import format_instant
from detente.node import certificates, keyring
from detente.node import home as homes
from detente.node.configuration import Configuration
from detente.node.context import Node
from detente.node.home import Home
from detente.node.keyring import PairSeeds, RootKeys
from detente.node.services import announcing, releasing
from detente.node.stores import deliveries, partners
from detente.node.stores.models import AuditRow, Delivery, DocMarkRow, OwnDocument, Partner
from detente.node.stores.unit import SwapLost, unit
from detente.protocol import party_document
from detente.protocol.entry import SealedEntry
from detente.protocol.first_contact import ContactState
from detente.protocol.party_document import Chain, PartyDocument

REASONS: Final = ("superseded", "compromised")
_TOLD: Final = (ContactState.CONFIRMED, ContactState.FROZEN)
# Who was met under an earlier document is confirmed under it, and told the later ones then.
_NEEDING: Final = (*_TOLD, ContactState.MET, ContactState.COMPARED)


class NotOurRoots(LocalError):
    """The root keys are not those that may sign the next document."""

    code = "not-our-roots"


class StillNeeded(LocalError):
    """A partner has not receipted the document that replaces a key."""

    code = "still-needed"


class NotHeardSince(LocalError):
    """A restored node has not heard from a partner yet, and cannot know its own newest document."""

    code = "not-heard-since"


@dataclass(frozen=True, slots=True)
class Renewed:
    """The document that was made, and the codes of the partners whose queue it stands in."""

    document: PartyDocument
    told: tuple[str, ...]


def renew(
    node: Node,
    configuration: Configuration,
    *,
    roots: Path,
    passphrase: str,
    roots_passphrase: str,
    revoke: str | None = None,
    new_roots: bool = False,
    unheard: bool = False,
    certificate: Path | None = None,
    actor: str = "operator",
) -> Renewed:
    """Give the next document: fresh signing and seal keys, the address and certificate of the settings as they are.

    `revoke`: why the signing keys so far must not be trusted any more, None for a plain renewal. `new_roots`: the
    announced root keys take over, and others are announced. `unheard`: also where partners may hold a newer document
    of ours than a restored node knows. `certificate`: a PEM file with the one that partners see, where a proxy ends
    TLS; it stays until another one is given (docs/decisions/0010).

    Raises:
        BadInput: an unknown reason, no certificate, or roots that need `new_roots`.
        NotFound, WrongPassphrase, BadVault: a key file.
        KeysBusy: another command works on the key files.
        NotOurRoots: the roots are not those of the last document, nor those that it announced.
        NotHeardSince: the node was restored, and a partner has not given back yet what was lost.
        SwapLost: another renewal came in between; run it again.
    """
    silent = _silent_since_restore(node)
    if silent and not unheard:
        raise NotHeardSince(
            f"This node was restored from a backup, and {', '.join(silent)} has not answered since. If keys were "
            "renewed after that backup, a second renewal would look like a fork. Start the node and wait until it was "
            "heard; or give --unheard where you know that nothing was renewed."
        )
    if revoke is not None and revoke not in REASONS:
        raise BadInput(f"A key is revoked as {' or '.join(REASONS)}; {revoke} is neither.")
    home = Home(node.home)
    with keyring.alone(home):
        # All that can be wrong here comes before the file of the roots is written anew.
        keyring.unlock_sign(home, passphrase)
        keyring.unlock_seal(home, passphrase)
        chain = partners.own_chain(node.alias)
        address = _address(node, chain, configuration, certificate)
        keys = _roots(chain, roots, roots_passphrase, new_roots=new_roots, node=node)
        sign, seal = PairSeeds(node.entropy(keyring.SEED), node.entropy(keyring.SEED)), node.entropy(keyring.SEED)
        keyring.add_sign(home, sign, passphrase=passphrase, entropy=node.entropy)
        keyring.add_seal(home, seal, passphrase=passphrase, entropy=node.entropy)
        last = chain.last
        content = next_content(
            last,
            roots=keys,
            sign=sign.pair(),
            seal=sealing.seal_private(seal),
            since=format_instant(node.now()),
            revoke=revoke,
            label=dict(configuration.label),
            nodes=[address, *last.content["nodes"][1:]],
        )
        record = party_document.sign_document(content, keys.roots)
        keyring.check_held(home, sign.pair().public, sealing.seal_private(seal).public.kid, passphrase=passphrase)
        renewed = issue(node, record, revoke=revoke, actor=actor)
        homes.replace(home.document(renewed.document.seq), record)
        return renewed


def issue(node: Node, record: bytes, *, revoke: str | None = None, actor: str = "operator") -> Renewed:
    """Store the next document of ours and put it into the queue of every partner, as one unit of work.

    Raises:
        Refused: it does not follow our newest document.
        SwapLost: another renewal came in between.
    """
    chain = party_document.extend(partners.own_chain(node.alias), record)
    sealed: dict[int, list[SealedEntry]] = {}
    while True:
        # Sealed before the unit (releasing); again only for partners that were confirmed meanwhile.
        sealed |= {
            row.pk: announcing.sealed_for(node, row, chain) for row in _partners(node, _TOLD) if row.pk not in sealed
        }
        try:
            return _issue(node, chain, sealed, revoke=revoke, actor=actor)
        except _PartnerAdded:
            continue


class _PartnerAdded(SwapLost):
    """A partner was confirmed after the announcements were sealed."""


def _issue(
    node: Node, chain: Chain, sealed: Mapping[int, Sequence[SealedEntry]], *, revoke: str | None, actor: str
) -> Renewed:
    document = chain.last
    own_certificate = document.content["nodes"][0]["tls"] == _served(node)
    with unit(node, "renew keys") as work:
        if partners.own_chain(node.alias).last.hash != chain.documents[-2].hash:
            raise SwapLost("Another renewal of the keys came in between. Run it again.")
        told = _partners(node, _TOLD)
        if any(partner.pk not in sealed for partner in told):
            raise _PartnerAdded("A partner was confirmed while the keys were renewed.")
        OwnDocument.objects.using(node.alias).create(seq=document.seq, record=document.record)
        work.record(Act.KEY_MADE, actor=actor, details={"document": document.seq, "own_certificate": own_certificate})
        if revoke is not None:
            work.record(Act.KEY_REVOKED, actor=actor, details={"document": document.seq, "reason": revoke})
        for partner in told:
            for entry in sealed[partner.pk]:
                releasing.store(node, partner, entry, message=announcing.KIND, root=None, work=work, actor=actor)
            deliveries.wake(node, partner)
    return Renewed(document, tuple(partner.code for partner in told))


def retire(node: Node, *, passphrase: str, actor: str = "operator") -> int:
    """Erase signing keys of earlier documents, and give how many: every partner holds the newest document.

    Raises:
        StillNeeded: a partner has not receipted it, and an old key may still have to sign for that one.
        KeyNotHere: the newest key is not in the key file.
        KeysBusy: another command works on the key files.
    """
    with keyring.alone(Home(node.home)):
        chain = partners.own_chain(node.alias)
        behind = [row.code for row in _partners(node, _NEEDING) if not _holds(node, row, chain.last.seq)]
        if behind:
            raise StillNeeded(
                f"The earlier keys stay: {', '.join(behind)} has not receipted party document {chain.last.seq} yet."
            )
        gone = keyring.drop_sign(Home(node.home), chain.last.sign, passphrase=passphrase, entropy=node.entropy)
        with unit(node, "retire keys") as work:
            work.record(Act.KEYS_RETIRED, actor=actor, details={"document": chain.last.seq, "keys": gone})
        return gone


def standing(node: Node) -> list[dict[str, Any]]:
    """Give our documents, oldest first, each with its keys and with the partners that do not hold it yet."""
    chain = partners.own_chain(node.alias)
    revoked = {item["kid"]: item["reason"] for item in chain.last.content["revoked"]}
    return [
        {
            "document": document.seq,
            "created": document.content["created"],
            "sign": [pair.kids[0] for pair in document.sign],
            "seal": [key.kid for key in document.seal],
            "revoked": [revoked[pair.kids[0]] for pair in document.sign if pair.kids[0] in revoked],
            "url": document.url,
            "waiting": [row.code for row in _partners(node, _NEEDING) if not _holds(node, row, document.seq)],
        }
        for document in chain.documents
    ]


def _roots(chain: Chain, path: Path, passphrase: str, *, new_roots: bool, node: Node) -> RootKeys:
    keys = keyring.unlock_roots(path, passphrase)
    if _is_next(chain.last, keys.roots):
        # An earlier try took the new roots and did not come to its document.
        if new_roots:
            return keys
        raise BadInput(
            "These are the root keys that the newest document announced: an earlier try with --new-roots did not come "
            "to its document. Give --new-roots again to let them take over."
        )
    if _public(keys.roots) != [dict(root) for root in chain.last.content["roots"]]:
        raise NotOurRoots(
            "These root keys are not those of this party's newest document. Bring the file that `detente init` or the "
            "last `detente keys renew --new-roots` wrote."
        )
    if not new_roots:
        return keys
    following = PairSeeds(node.entropy(keyring.SEED), node.entropy(keyring.SEED))
    return keyring.advance_roots(path, following, passphrase=passphrase, entropy=node.entropy)


def _is_next(last: PartyDocument, roots: Sequence[SignPair]) -> bool:
    return party_document.roots_commitment(_public(roots), last.threshold) == last.content["next_roots"]


def _public(pairs: Sequence[SignPair]) -> list[dict[str, Any]]:
    return [pair.public.to_wire() for pair in pairs]


def next_content(
    last: PartyDocument,
    *,
    roots: RootKeys,
    sign: SignPair,
    seal: sealing.SealPrivate,
    since: str,
    revoke: str | None = None,
    **changes: Any,
) -> Mapping[str, Any]:
    """Give the members of the document after `last`; those that we do not know stay as they are (DXP 17).

    `changes`: other members of a document, such as `label` and `nodes`.

    Raises:
        LocalError: the last document has members that whoever makes the next one must understand.
    """
    if last.content.get("crit"):
        raise LocalError(
            "The newest party document has members that this release must understand and does not. Update Détente."
        )
    revoked = list(last.content["revoked"])
    if revoke is not None:
        done = {item["kid"] for item in revoked}
        revoked += [{"kid": pair.kids[0], "reason": revoke} for pair in last.sign if pair.kids[0] not in done]
    return {
        **last.content,
        **changes,
        "seq": last.seq + 1,
        "prev": b64.encode(last.hash),
        "created": since,
        "roots": _public(roots.roots),
        "next_roots": party_document.roots_commitment(_public(roots.next_roots), last.threshold),
        "sign": [{**sign.public.to_wire(), "from": since}],
        "seal": [{"jwk": sealing.jwk(seal.public), "from": since}],
        "revoked": revoked,
    }


def _address(node: Node, chain: Chain, configuration: Configuration, given: Path | None) -> Mapping[str, Any]:
    before = chain.last.content["nodes"][0]
    return {**before, "url": configuration.url, "tls": _pinned(node, chain, configuration, given)}


def _pinned(node: Node, chain: Chain, configuration: Configuration, given: Path | None) -> list[str]:
    """Give the certificates for the next document; one that this node did not make stays, as that of a proxy."""
    before: list[str] = list(chain.last.content["nodes"][0]["tls"])
    if urlsplit(configuration.url).scheme != "https":
        return []
    if given is None and before and not _own_certificate(node, chain.last):
        return before
    return [b64.encode(_certificate(Home(node.home).certificate if given is None else given))]


def _own_certificate(node: Node, document: PartyDocument) -> bool:
    """Whether a document names the certificate that this home had then: as `init` made it, or as a renewal recorded."""
    if document.seq == 0:
        return True
    made = AuditRow.objects.using(node.alias).filter(act=Act.KEY_MADE).values_list("details", flat=True)
    acts = (strict_json.parse(bytes(row))["details"] for row in made if row is not None)
    return any(act["document"] == document.seq and act.get("own_certificate") is True for act in acts)


def _served(node: Node) -> list[str] | None:
    """Give what a document says that names the certificate in the home; None where there is none."""
    path = Home(node.home).certificate
    return [b64.encode(_certificate(path))] if path.is_file() else None


def _certificate(path: Path) -> bytes:
    try:
        return certificates.der_in(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BadInput(f"The certificate {path} cannot be read, so no document can name it.") from error


def _silent_since_restore(node: Node) -> list[str]:
    restored = AuditRow.objects.using(node.alias).filter(act=Act.BACKUP_RESTORED).aggregate(at=Max("at"))["at"]
    if restored is None:
        return []
    heard = Delivery.objects.using(node.alias).filter(last_success__gt=restored).values_list("partner_id", flat=True)
    return [row.code for row in _partners(node, _TOLD) if row.pk not in set(heard)]


def _partners(node: Node, states: Collection[ContactState]) -> list[Partner]:
    return list(Partner.objects.using(node.alias).filter(state__in=states).order_by("code"))


def _holds(node: Node, partner: Partner, number: int) -> bool:
    """Whether the partner receipted the entry that brought document `number`, or met us with it."""
    if number <= partner.our_first_doc:
        return True
    receipted = partner.directions.using(node.alias).get(ours=True).receipted_size
    return (
        DocMarkRow.objects.using(node.alias)
        .filter(partner=partner, ours=True, number__gte=number, size__lte=receipted)
        .exists()
    )
