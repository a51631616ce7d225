"""New keys for a party: a party document that follows the last one, signed by the roots, and told to every partner.

The operator brings the roots back for it. Key files are written before the document, so that no document ever names a
key that was lost in a crash; a key that no document names does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db.models import Max

from detente.audit.acts import Act
from detente.crypto import sealing
from detente.crypto.keys import SignPair
from detente.model import b64
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
from detente.protocol.first_contact import ContactState
from detente.protocol.party_document import Chain, PartyDocument

REASONS: Final = ("superseded", "compromised")
_TOLD: Final = (ContactState.CONFIRMED, ContactState.FROZEN)


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
    actor: str = "operator",
) -> Renewed:
    """Give the next document: fresh signing and seal keys, the address and certificate of the settings as they are.

    `revoke`: why the signing keys so far must not be trusted any more, None for a plain renewal. `new_roots`: the
    announced root keys take over, and others are announced. `unheard`: also where partners may hold a newer document
    of ours than a restored node knows.

    Raises:
        BadInput: an unknown reason.
        NotFound, WrongPassphrase, BadVault: a key file.
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
    chain = partners.own_chain(node.alias)
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
        nodes=[_address(last.content["nodes"][0], configuration, home), *last.content["nodes"][1:]],
    )
    record = party_document.sign_document(content, keys.roots)
    renewed = issue(node, record, revoke=revoke, actor=actor)
    homes.replace(home.document(renewed.document.seq), record)
    return renewed


def issue(node: Node, record: bytes, *, revoke: str | None = None, actor: str = "operator") -> Renewed:
    """Store the next document of ours and put it into the queue of every partner, as one unit of work.

    Raises:
        Refused: it does not follow our newest document.
        SwapLost: another renewal came in between.
    """
    document = party_document.extend(partners.own_chain(node.alias), record).last
    told = _partners(node)
    with unit(node, "renew keys") as work:
        _, created = OwnDocument.objects.using(node.alias).get_or_create(
            seq=document.seq, defaults={"record": document.record}
        )
        if not created:
            raise SwapLost("another renewal of the keys came in between")
        work.record(Act.KEY_MADE, actor=actor, details={"document": document.seq})
        if revoke is not None:
            work.record(Act.KEY_REVOKED, actor=actor, details={"document": document.seq, "reason": revoke})
        for partner in told:
            for sealed in announcing.sealed_for(node, partner):
                releasing.store(node, partner, sealed, message=announcing.KIND, root=None, work=work, actor=actor)
            deliveries.wake(node, partner)
    return Renewed(document, tuple(partner.code for partner in told))


def retire(node: Node, *, passphrase: str, actor: str = "operator") -> int:
    """Erase signing keys of earlier documents, and give how many: every partner holds the newest document.

    Raises:
        StillNeeded: a partner has not receipted it, and an old key may still have to sign for that one.
    """
    chain = partners.own_chain(node.alias)
    behind = [row.code for row in _partners(node) if not _holds(node, row, chain.last.seq)]
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
            "waiting": [row.code for row in _partners(node) if not _holds(node, row, document.seq)],
        }
        for document in chain.documents
    ]


def _roots(chain: Chain, path: Path, passphrase: str, *, new_roots: bool, node: Node) -> RootKeys:
    keys = keyring.unlock_roots(path, passphrase)
    if _is_next(chain.last, keys.roots):
        # An earlier try took the new roots and did not come to its document.
        return keys
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


def _address(before: Mapping[str, Any], configuration: Configuration, home: Home) -> Mapping[str, Any]:
    pinned = [] if configuration.development else [b64.encode(_certificate(home))]
    return {**before, "url": configuration.url, "tls": pinned}


def _certificate(home: Home) -> bytes:
    try:
        return certificates.der_in(home.certificate.read_bytes())
    except (OSError, ValueError) as error:
        raise BadInput(f"The certificate {home.certificate} cannot be read, so no document can name it.") from error


def _silent_since_restore(node: Node) -> list[str]:
    restored = AuditRow.objects.using(node.alias).filter(act=Act.BACKUP_RESTORED).aggregate(at=Max("at"))["at"]
    if restored is None:
        return []
    heard = Delivery.objects.using(node.alias).filter(last_success__gt=restored).values_list("partner_id", flat=True)
    return [row.code for row in _partners(node) if row.pk not in set(heard)]


def _partners(node: Node) -> list[Partner]:
    return list(Partner.objects.using(node.alias).filter(state__in=_TOLD).order_by("code"))


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
