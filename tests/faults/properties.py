"""What must hold of two honest nodes, whatever befell them (DXP 19): P1 to P5, P9 and P10, read from stores and wire.

`at_any_time` holds after every step. `when_settled` holds once the network has healed and nobody has more to say.
Each raises AssertionError with a sentence that names the property.
"""

from __future__ import annotations

from collections import defaultdict

from detente.node.services import casework
from detente.node.stores import ledger, partners, queue
from detente.node.stores.models import AttachmentRow, CaseRow, DocMarkRow, Entry, PartnerDocument
from detente.protocol import header as headers
from detente.protocol import lanes
from detente.protocol.first_contact import ContactState
from tests.faults.two import NAMES, Two, held_by, other, party_of

GET_NO_EVIDENCE = ("evidence", "control", "party-doc", "contact")


def at_any_time(two: Two) -> None:
    """Check what no step may break."""
    for name in NAMES:
        _not_frozen(two, name)
        _no_duplicate(two, name)
        _in_order(two, name)
        _bound(two, name)
        _trust_grows(two, name)
    for contradiction in two.observer.equivocations():
        raise AssertionError(f"P5: {contradiction}")
    if not two.lost_memory:
        for doubled in two.observer.doubly_receipted():
            raise AssertionError(f"P7: {doubled}")


def when_settled(two: Two) -> None:
    """Check what holds once all is delivered."""
    at_any_time(two)
    receipted = two.observer.receipted_cids()
    for name in NAMES:
        ours, theirs = held_by(two, name, ours=True), held_by(two, other(name), ours=False)
        _nothing_lost(name, receipted[party_of(two, name)], {row.cid for row in ours}, {row.cid for row in theirs})
        left = [(row.seq, row.cid, bytes(row.leaf or b"")) for row in ours]
        right = [(row.seq, row.cid, bytes(row.leaf or b"")) for row in theirs]
        assert left == right, f"P4: the ledger of {name} differs: {len(left)} entries here, {len(right)} there"
        _roots_agree(two, name)
        _all_delivered(two, name)
        _cases_agree(two, name)
        _attachments_arrived(two, name)


def _not_frozen(two: Two, name: str) -> None:
    partner = two.partner(name)
    assert partner.state == ContactState.CONFIRMED, f"P6: {name} froze an honest partner: {partner.frozen_because}"


def _no_duplicate(two: Two, name: str) -> None:
    alias = two.world.nodes[name].alias
    for ours in (True, False):
        cids = list(Entry.objects.using(alias).filter(ours=ours, code="").exclude(cid="").values_list("cid", flat=True))
        assert len(cids) == len(set(cids)), f"P2: {name} has an entry twice"


def _in_order(two: Two, name: str) -> None:
    """Within a dialogue, and within a lane, the receiver has what the sender released, in that order."""
    place = {cid: index for index, cid in enumerate(two.released[other(name)])}
    rows = Entry.objects.using(two.world.nodes[name].alias).filter(ours=False, seq__isnull=False).order_by("seq")
    of_dialogue: dict[str, list[int]] = defaultdict(list)
    of_lane: dict[lanes.Lane, list[int]] = defaultdict(list)
    for cid, root, message, kind in rows.values_list("cid", "root", "message", "kind"):
        assert cid in place, f"P9: {name} holds an entry that {other(name)} never released"
        of_dialogue[root].append(place[cid])
        # A nil waits for its hour, and its lane does not wait for it (DXP 14).
        if message != "nil":
            of_lane[lanes.lane_of(kind, "notification")].append(place[cid])
    for root, places in of_dialogue.items():
        assert places == sorted(places), f"P3: {name} has the dialogue {root} in another order"
    for lane, places in of_lane.items():
        assert places == sorted(places), f"P3: {name} has the {lane} lane in another order: {places}"


def _bound(two: Two, name: str) -> None:
    """What reached a desk was written by this partner for us, under an agreement or of a kind that needs none."""
    rows = Entry.objects.using(two.world.nodes[name].alias).filter(ours=False, code="", judged=True)
    pair = (party_of(two, other(name)), party_of(two, name))
    for raw, kind, agreement in rows.values_list("header", "kind", "agreement"):
        header = headers.parse(bytes(raw))
        assert (header.sender, header.receiver) == pair, f"P9: {name} has an entry of another pair at its desk"
        assert agreement is not None or kind in GET_NO_EVIDENCE, f"P9: {name} has a {kind} without agreement"


def _trust_grows(two: Two, name: str) -> None:
    alias = two.world.nodes[name].alias
    numbers = list(PartnerDocument.objects.using(alias).order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(len(numbers))), f"P10: {name} has a gap in the documents of its partner"
    assert numbers, f"P10: {name} lost the documents of its partner"
    marks = list(DocMarkRow.objects.using(alias).order_by("ours", "size").values_list("ours", "number"))
    assert marks == sorted(marks), f"P10: {name} went back to an older document"


def _nothing_lost(name: str, receipted: set[str], here: set[str], there: set[str]) -> None:
    assert receipted <= there, f"P1: {len(receipted - there)} receipted entries of {name} are lost at the receiver"
    assert receipted <= here, f"P1: {len(receipted - here)} receipted entries of {name} are lost at the sender"


def _roots_agree(two: Two, name: str) -> None:
    here, there = two.world.nodes[name], two.world.nodes[other(name)]
    _, out = ledger.outgoing(here.alias, two.partner(name))
    _, incoming = ledger.incoming(there.alias, two.partner(other(name)))
    assert out.receipted.head() == out.stamped.head(), f"P11: {name} waits for a receipt"
    assert out.receipted.head() == incoming.held.head(), f"P4: the roots of the ledger of {name} differ"


def _all_delivered(two: Two, name: str) -> None:
    node = two.world.nodes[name]
    partner = two.partner(name)
    waiting = [row.kind for row in queue.front(node, partner)]
    assert not waiting, f"P11: {name} still holds {waiting}"
    theirs = Entry.objects.using(node.alias).filter(ours=False)
    assert not theirs.filter(judged=False).exists(), f"P11: {name} has not opened all that it holds"
    refused = theirs.exclude(code="")
    # An officer who forgot that he accepted may do it again; the first outcome stands (DXP 8).
    if other(name) in two.lost_memory or name in two.lost_memory:
        refused = refused.exclude(code="duplicate", kind="evidence")
        # Nor does one who forgot that he answered break the table on purpose: what he says again is out of turn.
        refused = refused.exclude(code=casework.OUT_OF_TURN)
    found = [(row.kind, row.message, row.code) for row in refused]
    assert not found, f"P1: {name} refused what an honest partner wrote: {found}"


def _cases_agree(two: Two, name: str) -> None:
    """An answer at the desk has moved the case of the one who asked."""
    alias = two.world.nodes[name].alias
    answered = Entry.objects.using(alias).filter(ours=False, code="", kind__in=("answer", "refusal"))
    for root in answered.values_list("root", flat=True):
        states = list(CaseRow.objects.using(alias).filter(entry__cid=root).values_list("state", flat=True))
        # A case whose entry came back sealed is a case that the archive key opens again, later.
        for state in states:
            assert state in ("answered", "refused", "closed", "answered-nil", "nil"), (
                f"P1: {name}: answered, but {state}"
            )


def _attachments_arrived(two: Two, name: str) -> None:
    alias = two.world.nodes[name].alias
    missing = AttachmentRow.objects.using(alias).filter(entry__ours=False, entry__code="", complete=False).count()
    assert not missing, f"P11: {missing} attachments never arrived whole at {name}"


def documents_of(two: Two, name: str) -> int:
    """Give how many documents of its partner a node knows: never fewer than before, in one run of its memory."""
    alias = two.world.nodes[name].alias
    return len(partners.partner_chain(alias, two.partner(name)).documents)
