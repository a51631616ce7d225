"""One house of two at random: every way in and out, in any order, with a canary behind every rule at once.

Omar of beta tries what anybody can try of messages that rules close to him; Lia of alpha tries to release what a rule
keeps in, by every way, while roles, four eyes, the register and time change. No step gives a canary to either of them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from detente.model.errors import DetenteError
from detente.node.queries.further_page import UseGiven
from detente.node.services import (
    approving,
    corresponding,
    house,
    notifying,
    officers,
    protecting,
    second_person,
)
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.services.requesting import Form
from detente.node.stores.models import DraftRow, Entry, HandedOut, Officer, Partner, PassedOn, UseRow
from tests.node import leaks
from tests.node.desk_builders import OMAR, desk, draft_to_beta, give_accounts
from tests.node.leaks import CANARY, CHECKED, normalised, tried
from tests.node.servers import Postgres
from tests.node.world import Prepared, World

INSIDE: Final = tuple(
    plant
    for plant in leaks.PLANTS
    # These two close everything to Omar at once, so nothing else would be tried.
    if not plant.on_the_wire and plant.rule not in ("actor.role", "actor.inactive")
)
FORM: Final = Form(wanted=(f"Who is {CANARY}?",), necessary="n", purpose_facts="f", person_link="l", use_limits="u")


def prepare(folder: Path, store: Path | Postgres) -> Prepared:
    """Give two nodes where beta holds a canary behind each rule that closes it to Omar."""
    world = World(folder, store)
    try:
        for name in ("alpha", "beta"):
            world.add(name)
            officers.add(world.nodes[name], name="noor", shown="Noor", role="legal")
        world.meet("alpha", "beta", kinds=["notification", "answer", "refusal", "request-information", "correction"])
        world.settle("alpha", "beta")
        give_accounts(world)
        for plant in INSIDE:
            plant.put(world)
            world.clock.advance(minutes=3)
        return world.keep()
    finally:
        world.close()


def _defects(world: World) -> dict[str, dict[str, Any]]:
    """Give letters with a canary, each with what one rule forbids."""
    record = leaks.record_with_canary
    return {
        "unchecked": {**record(world), "character": None},
        "of character": {**record(world), "character": CHECKED | {"racial": True}},
        "no category": record(world, category=""),
        "no fact": record(world, nature=None),
        "no evaluation": record(world, evaluation=None),
        "sensitive": record(world, {"religion": [CANARY]}),
        "above the ceiling": {"text": CANARY, "codes": ["tlp:AMBER", "cls:x.SECRET"]},
        "another purpose": {"text": CANARY, "purpose": "tax"},
        "another topic": {"text": CANARY, "topic": "tax"},
        "red for nobody": {"text": CANARY, "codes": ["tlp:RED"]},
    }


TRIES: Final = 8
SENDING: Final[dict[str, Callable[[World, Letter], object]]] = {
    "desk": lambda world, letter: notifying.notify(*_from_alpha(world), letter),
    "command": lambda world, letter: corresponding.send(world.nodes["alpha"], "lia", "bet", letter),
    "many": lambda world, letter: corresponding.send_all(world.nodes["alpha"], "lia", [("bet", letter)] * 2),
    "request": lambda world, letter: corresponding.request(world.nodes["alpha"], "lia", "bet", letter, FORM),
    "both": lambda world, letter: corresponding.send_and_ask(
        world.nodes["alpha"], "lia", "bet", letter, FORM, as_it_is=True
    ),
}


def _from_alpha(world: World) -> tuple[Any, Officer, Partner]:
    alpha = world.nodes["alpha"]
    return alpha, officers.find(alpha, "lia"), world.partner("alpha", "beta")


class OneHouseOfTwo(RuleBasedStateMachine):
    """The machine; `prepared` and `template` are given by the test."""

    prepared: Prepared
    template: Path | Postgres

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name), self.template)
        self.world.lay_down(self.prepared)
        self.held = set(self._at_beta().values_list("pk", flat=True))
        self.heard = len(self.world.log)
        self.protected = False

    @initialize(way=st.sampled_from(sorted(SENDING)), number=st.integers(0, 10_000), stride=st.integers(1, 60))
    def begin(self, way: str, number: int, stride: int) -> None:
        """Everything stands where it was planted; first of all each side tries, before the house shuts more."""
        assert len(leaks.ways_of_omar(self.world)) > 100
        self.send(way)
        self.try_as_omar(number, stride)

    @rule(number=st.integers(0, 10_000), stride=st.integers(1, 60))
    def try_as_omar(self, number: int, stride: int) -> None:
        """Omar, or a machine of the house, tries some of all ways."""
        ways = leaks.ways_of_omar(self.world)
        names = sorted(ways)
        for place in range(number, number + stride * TRIES, stride):
            name = names[place % len(names)]
            self._gives_nothing(name, tried(ways[name]))
        self._went_nowhere()

    @rule(number=st.integers(0, 10_000), act=st.sampled_from(("hand on", "hand over", "case act", "link", "draft")))
    def act_as_omar(self, number: int, act: str) -> None:
        """Omar tries to move a case that is closed to him, or to write about it."""
        rows = list(self._at_beta().filter(kind="notification").order_by("pk"))
        uid, other = rows[number % len(rows)].uid, rows[(number // 7) % len(rows)].uid
        beta, here = self.world.nodes["beta"], desk(self.world, "beta")
        answer = draft_to_beta(kind="answer", message="answer", to="ALP", answers=uid, subject="", asks="")
        acts: dict[str, Callable[[], object]] = {
            "hand on": lambda: here.hand_on(OMAR, uid, desk="", who="lia", note="", anyway=True),
            "hand over": lambda: corresponding.hand_over(beta, "omar", uid, None, Said()),
            "case act": lambda: corresponding.act(beta, "omar", uid, "register", Said(until=None)),
            "link": lambda: corresponding.link(beta, "omar", uid, other),
            "draft": lambda: here.preview(OMAR, here.draft_save(OMAR, "", answer)),
        }
        self._gives_nothing(act, tried(acts[act]))

    @rule(
        number=st.integers(0, 10_000),
        act=st.sampled_from(("use", "hand out", "pass on")),
        measure=st.sampled_from(("look", "arrest")),
        purpose=st.sampled_from(("prevent-terrorism", "judicial-proceedings", "tax")),
        life=st.booleans(),
    )
    def go_further_as_omar(self, number: int, act: str, measure: Any, purpose: str, life: bool) -> None:
        """Omar tries to use what is closed to him, or to let it go on: nothing of it happens, whatever he says."""
        rows = list(self._at_beta().filter(kind="notification").order_by("pk"))
        uid = rows[number % len(rows)].uid
        here = desk(self.world, "beta")
        given = UseGiven(purpose, "L", "r", measure, life=life)
        draft = draft_to_beta(to="ALP", subject="S", asks="", passes=uid)
        acts: dict[str, Callable[[], object]] = {
            "use": lambda: here.use_content(OMAR, uid, given),
            "hand out": lambda: here.hand_out(OMAR, uid, to="body:X", purpose=purpose, basis="L", matter=""),
            "pass on": lambda: here.preview(OMAR, here.draft_save(OMAR, "", draft)),
        }
        self._gives_nothing(act, tried(acts[act]))
        self._went_nowhere()

    @rule(way=st.sampled_from(sorted(SENDING)))
    def send(self, way: str) -> None:
        """Lia of alpha tries to release by one way what each rule keeps in."""
        for defect in _defects(self.world).values():
            letter = Letter(**{"subject": "S", "text": "T", "lang": "en", "own_ref": "ALP-1", **defect})
            self._gives_nothing("refusal", tried(lambda letter=letter: SENDING[way](self.world, letter) and b""))
        self._reaches_nobody()

    @rule()
    def send_something_plain(self) -> None:
        """Lia sends what no rule keeps in: it leaves, or waits for a second person."""
        tried(lambda: corresponding.send(self.world.nodes["alpha"], "lia", "bet", Letter(subject="S", text="T")))
        self._reaches_nobody()

    @precondition(lambda self: self.protected)
    @rule(way=st.sampled_from(sorted(SENDING)))
    def name_the_protected(self, way: str) -> None:
        """Lia tries to name a protected person in plain words."""
        letter = Letter(subject="S", text=f"We saw {CANARY}.", character=CHECKED)
        self._gives_nothing("refusal", tried(lambda: SENDING[way](self.world, letter) and b""))
        self._reaches_nobody()

    @rule(fled=st.booleans())
    def protect(self, fled: bool) -> None:
        """The adviser enters the person into the register: a source, or somebody who fled from the partner's state."""
        alpha = self.world.nodes["alpha"]
        given: dict[str, Any] = {"statuses": ["refugee"], "fled_from": "bet"} if fled else {"statuses": ["source"]}
        protecting.protect(alpha, officers.find(alpha, "noor"), names=[CANARY], **given)
        self.protected = True

    @rule()
    def take_two(self) -> None:
        """The house of alpha asks for a second person, who is there."""
        alpha = self.world.nodes["alpha"]
        Officer.objects.using(alpha.alias).filter(name="omar").update(role="release")
        if not house.four_eyes(alpha):
            house.set_four_eyes(alpha, officers.find(alpha, "lia"), wanted=True)

    @rule(by=st.sampled_from(("lia", "omar", "noor")))
    def approve_what_waits(self, by: str) -> None:
        """Anybody approves whatever waits: no signature cures what another rule forbids."""
        alpha = self.world.nodes["alpha"]
        for row in DraftRow.objects.using(alpha.alias).filter(state=approving.SUBMITTED).order_by("pk"):
            try:
                shown = second_person.shown(alpha, by, str(row.pk))
                second_person.approve(alpha, by, str(row.pk), shown["hash"])
            except DetenteError:
                continue
        self._reaches_nobody()

    @rule(text=st.sampled_from((CANARY, f"We saw {CANARY}.")))
    def swap_under_the_approval(self, text: str) -> None:
        """What waits is edited in its row after it was submitted, past every service."""
        alpha = self.world.nodes["alpha"]
        for row in DraftRow.objects.using(alpha.alias).filter(state=approving.SUBMITTED):
            row.content = {**row.content, "text": text}
            row.save(using=alpha.alias, update_fields=["content"])
        self._reaches_nobody()

    @rule(hours=st.integers(1, 90))
    def wait(self, hours: int) -> None:
        """Time passes, approvals end, and both nodes talk."""
        self.world.clock.advance(hours=hours)
        self.world.settle("alpha", "beta")
        self._reaches_nobody()

    def teardown(self) -> None:
        """Close the world."""
        self.world.close()
        self.folder.cleanup()

    def _at_beta(self) -> Any:
        return Entry.objects.using(self.world.nodes["beta"].alias).filter(ours=False)

    def _went_nowhere(self) -> None:
        """No message that is closed to Omar was used by him or went on."""
        beta = self.world.nodes["beta"].alias
        assert not UseRow.objects.using(beta).filter(officer__name="omar", entry__in=self.held).exists()
        assert not HandedOut.objects.using(beta).filter(officer__name="omar", item__in=self.held).exists()
        assert not PassedOn.objects.using(beta).filter(officer__name="omar", item__in=self.held).exists()

    def _gives_nothing(self, name: str, given: bytes) -> None:
        assert CANARY.casefold() not in normalised(given), name

    def _reaches_nobody(self) -> None:
        """What left alpha since the beginning: opened, in its headers, in what lies on the wire."""
        self.world.settle("alpha", "beta")
        for row in self._at_beta().exclude(pk__in=self.held):
            self._gives_nothing(f"entry {row.pk}", bytes(row.plaintext or b"") + bytes(row.header))
        for data in self.world.log[self.heard :]:
            self._gives_nothing("parcel", data)
        self.heard = len(self.world.log)
