"""Facts of the rows of `policy_cases.json` for `use` and `pass-on`, set up on a node: for `test_going_further`.

A row says what stands: the label, the item's state, the person, who acts, consent, risk, approval. Here each of these
is entered where a node keeps it, and the act goes through the node's own path.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from detente.node.services import concerned, house, notifying, officers, protecting, recording, risking
from detente.node.services.circumstances import Circumstances
from detente.node.services.going_further import Decided, Intent, decide
from detente.node.services.letters import Letter
from detente.node.stores.models import ConsentRow, Entry, Holding, Officer, Partner
from detente.policy.acts import Act
from detente.policy.question import Approval, Watch
from detente.policy.roles import Role
from tests.node.desk_builders import LIA, desk
from tests.node.world import World, canonical

CHECKED: Final = dict.fromkeys(concerned.QUESTIONS, False)
NAME: Final = "Zimar Togoev"
WORK: Final = {"A": "analyst", "L": "liaison", "C": "head", "H": "legal", "O": "oversight", "D": "duty", "R": "release"}
PEOPLE: Final = {"u2": "omar", "u3": "chloe", "u4": "noor"}
PARTIES: Final = {"B": "alpha", "C": "gamma", "D": "delta"}
SET_HERE: Final = frozenset(
    {
        *("act", "actor.role", "item.origin", "item.quarantine", "item.state", "risk.required", "life", "purpose"),
        *("handling.h", "handling.pap", "handling.tlp", "handling.orcon", "handling.rel", "handling.named"),
        *("consent.state", "consent.purpose", "consent.until", "measure", "destination", "toward", "aim"),
        *("approval.by", "approval.by_role", "approval.second_by", "approval.second_role"),
        *("person.protected", "person.fled_from", "watch.until", "watch.basis"),
    }
)
"""The members that this sets up; a row with another one fails loudly."""


def people(world: World) -> None:
    """Give beta a head, an adviser and a second releasing officer, and two partners that are only known by name."""
    beta = world.nodes["beta"]
    officers.add(beta, name="chloe", shown="Chloe", role="head")
    officers.add(beta, name="noor", shown="Noor", role="legal")
    Officer.objects.using(beta.alias).filter(name="omar").update(role="release")
    for number, name in enumerate(("gamma", "delta")):
        Partner.objects.using(beta.alias).create(
            party="urn:dxp:party:" + "ab"[number] * 52,
            code=name[:3].upper(),
            name=name,
            state="confirmed",
            met_at=beta.now(),
        )


def sent_about_a_person(world: World, **letter: Any) -> Entry:
    """Let alpha tell beta about a suspect; opened by Lia of beta. Give beta's entry."""
    alpha, beta = world.nodes["alpha"], world.nodes["beta"]
    record = recording.record({"ftm": {"schema": "Person", "properties": {"name": [NAME]}}, "category": "suspect"})
    given = {"subject": "Dossier 1", "text": "Bonjour", "lang": "fr", **letter}
    given |= {"records": concerned.dated([record], now=world.clock()), "character": CHECKED}
    sent = notifying.notify(alpha, officers.find(alpha, "lia"), world.partner("alpha", "beta"), Letter(**given))
    world.settle("alpha", "beta")
    desk(world, "beta").open(LIA, sent.uid)
    return Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=sent.uid)


def relabelled(world: World, row: Entry, **changes: Any) -> None:
    """Write another label on what came."""
    header = json.loads(bytes(row.header))
    header["handling"] |= changes
    row.header = canonical(header)
    row.save(using=world.nodes["beta"].alias, update_fields=["header"])


def party(world: World, letter: str) -> str:
    """Give the party that a row calls by a letter."""
    beta = world.nodes["beta"]
    return str(Partner.objects.using(beta.alias).get(code=PARTIES[letter][:3].upper()).party)


def destination(world: World, text: str) -> str:
    """Give a destination of a row with the parties of this world."""
    return f"party:{party(world, text[-1])}" if text.startswith("party:") else text


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: the base with what it sets."""

    base: Mapping[str, Any]
    set: Mapping[str, Any]

    def get(self, dotted: str) -> Any:
        """Give a member, that of the row where it sets it."""
        if dotted in self.set:
            return self.set[dotted]
        found: Any = self.base
        for name in dotted.split("."):
            found = found[name]
        return found


def decided(world: World, item: Entry, row: Row) -> Decided:
    """Set up what the row says, and ask the node."""
    unknown = set(row.set) - SET_HERE
    assert not unknown, f"nobody sets up {sorted(unknown)}"
    _label(world, item, row)
    _held(world, item, row)
    _risk(world, item, row)
    _person(world, row)
    _consent(world, item, row)
    house.set_four_eyes(world.nodes["beta"], officers.find(world.nodes["beta"], "omar"), wanted=True)
    return decide(
        Circumstances(world.nodes["beta"], _actor(world, row)), Act(row.get("act")), item, _intent(world, row)
    )


def _label(world: World, item: Entry, row: Row) -> None:
    codes = [f"tlp:{row.get('handling.tlp')}", *(f"h:{code}" for code in row.get("handling.h"))]
    codes += [f"pap:{row.get('handling.pap')}"] if row.get("handling.pap") else []
    named = row.get("handling.rel")
    rel = None if named is None else [party(world, each) for each in named]
    # Lia is the officer whom RED names: the number by which alpha knows her.
    numbered = [f"officer-{_number(world)}"] if row.get("handling.named") else []
    relabelled(world, item, codes=codes, orcon=row.get("handling.orcon"), rel=rel, named=numbered)


def _number(world: World) -> str:
    beta = world.nodes["beta"]
    return officers.number_for(beta, world.partner("beta", "alpha"), officers.find(beta, "lia")).removeprefix(
        "officer-"
    )


def _held(world: World, item: Entry, row: Row) -> None:
    state, quarantined = row.get("item.state"), row.get("item.quarantine")
    if state != "live" or quarantined:
        Holding.objects.using(world.nodes["beta"].alias).create(entry=item, state=state, quarantined=quarantined)


def _risk(world: World, item: Entry, row: Row) -> None:
    if row.get("risk.required"):
        beta = world.nodes["beta"]
        noor = officers.find(beta, "noor")
        risking.set_profile(beta, noor, item.partner, required=True, death_penalty=False, torture=False)


def _person(world: World, row: Row) -> None:
    if row.get("person.protected"):
        beta, fled = world.nodes["beta"], row.get("person.fled_from")
        protecting.protect(
            beta,
            officers.find(beta, "noor"),
            names=[NAME],
            statuses=row.get("person.protected"),
            fled_from=PARTIES[fled][:3] if fled else "",
        )


def _consent(world: World, item: Entry, row: Row) -> None:
    state = row.get("consent.state")
    if state == "none":
        return
    beta, act = world.nodes["beta"], row.get("act")
    now = beta.now()
    ConsentRow.objects.using(beta.alias).create(
        partner=item.partner,
        ours=False,
        entry=item,
        root=item.root,
        purpose=row.get("consent.purpose"),
        # The base has one destination for every act; a use is our own.
        recipients=["own-organisation" if act == "use" else destination(world, row.get("consent.to"))],
        answer="granted" if state == "revoked" else state,
        since=now - timedelta(days=60),
        until=_later(world, row, row.get("consent.until")),
        given_by="The legal service of alpha",
        paper="Letter 12",
        by=officers.find(beta, "lia"),
        second=officers.find(beta, "omar"),
        at=now - timedelta(days=60),
        withdrawn_at=now if state == "revoked" else None,
    )


def _actor(world: World, row: Row) -> Officer:
    beta = world.nodes["beta"]
    Officer.objects.using(beta.alias).filter(name="lia").update(role=WORK[row.get("actor.role")])
    return officers.find(beta, "lia")


def _later(world: World, row: Row, text: str | None) -> datetime | None:
    """Give a time of a row as far from now as it is from the row's."""
    if not text:
        return None
    return world.clock() + (datetime.fromisoformat(text) - datetime.fromisoformat(row.get("now")))


def _named(row: Row, member: str) -> str | None:
    """Give whom a row names, as this world calls them."""
    said = row.get(member)
    return None if said is None else PEOPLE.get(said, said)


def _intent(world: World, row: Row) -> Intent:
    beta, act = world.nodes["beta"], row.get("act")
    until = row.get("watch.until")
    destined = "own-organisation" if act == "use" else destination(world, row.get("destination"))
    toward = row.set.get("toward")
    receiver = Partner.objects.using(beta.alias).filter(party=destined.removeprefix("party:")).first()
    return Intent(
        purpose=row.get("purpose"),
        law=row.get("legal_basis"),
        reason=row.get("reason"),
        to=destined,
        receiver=receiver,
        measure=row.get("measure"),
        aim=row.get("aim"),
        toward=party(world, toward) if toward else None,
        life=row.get("life"),
        watch=Watch(until=_later(world, row, until), basis=row.get("watch.basis")),
        approval=Approval(
            given=True,
            by=_named(row, "approval.by"),
            by_role=Role(row.get("approval.by_role")),
            author="u0",
            same_content=True,
            age=timedelta(hours=2),
            second_by=_named(row, "approval.second_by"),
            second_role=row.get("approval.second_role"),
        ),
    )
