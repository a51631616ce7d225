"""What must not leave, planted on two nodes, and every way by which anything leaves: for `test_nothing_leaks`.

A plant puts a canary, a word that stands nowhere else, where one rule alone keeps it from an officer or a partner. An
exit gives the bytes that somebody gets. What a refusal says counts as an exit, too.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any, Final
from unittest import mock

import pypdfium2
from django.test import Client

from detente.model.errors import DetenteError
from detente.node.channels import Hook, Mail, Webhook
from detente.node.context import Node
from detente.node.desk_gateway import NodeDesk
from detente.node.queries import corrections, dialogue, messages, upkeep
from detente.node.queries.further_page import ConsentGiven, UseGiven
from detente.node.services import (
    approving,
    calling,
    concerned,
    corresponding,
    escalating,
    house,
    notifying,
    officers,
    protecting,
    recording,
    risking,
    telling,
    threads,
)
from detente.node.services.letters import Letter
from detente.node.services.searching import Question
from detente.node.stores.models import AuditRow, Entry, Holding, Officer
from detente.web.api.urls import api
from detente.web.desk.gateway import bound
from tests.node.desk_builders import LIA, OMAR, desk, draft_to_beta, give_accounts
from tests.node.world import World, canonical

CANARY: Final = "Zephyrquill"
CHECKED: Final = dict.fromkeys(concerned.QUESTIONS, False)
USE: Final = UseGiven("prevent-terrorism", "L", "r", "look")
CONSENT: Final = ConsentGiven("prevent-terrorism", ("own-organisation", "client"), "granted", "X", paper="P")
Put = Callable[[World], None]


@dataclass(frozen=True, slots=True)
class Plant:
    """A canary behind one rule. `on_the_wire`: it must not reach the partner; else Omar of beta must not get it."""

    rule: str
    put: Put
    on_the_wire: bool = False


def normalised(data: bytes) -> str:
    """Give bytes as a reader could make words of them: any form of Unicode, any spacing, any case, escapes undone."""
    text = data.decode("utf-8", errors="replace")
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    folded = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]+", "", folded)


def leaked(exits: Mapping[str, bytes]) -> list[str]:
    """Give the exits by which a canary came out."""
    return [name for name, data in exits.items() if CANARY.casefold() in normalised(data)]


# Where canaries stand


def _arrived(world: World, **letter: Any) -> Entry:
    """Deliver a message with the canary in subject, text, question, file; opened by Lia of beta. Give beta's entry."""
    alpha = world.nodes["alpha"]
    path = alpha.home / "canary.txt"
    path.write_text(f"{CANARY} in a file", encoding="utf-8")
    given: dict[str, Any] = {
        "subject": f"Dossier {CANARY}",
        "text": f"{CANARY} voyage demain.",
        "asks": f"Qui est {CANARY} ?",
        "lang": "fr",
        "files": [path],
        "answer_by": world.clock() + timedelta(days=3),
        **letter,
    }
    sent = notifying.notify(alpha, officers.find(alpha, "lia"), world.partner("alpha", "beta"), Letter(**given))
    world.settle("alpha", "beta")
    beta = world.nodes["beta"]
    if "h:H3" in given.get("codes", ()):
        desk(world, "beta").confirm_limits(LIA, sent.uid)
    desk(world, "beta").open(LIA, sent.uid)
    return Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=sent.uid)


def _relabelled(world: World, row: Entry, **changes: Any) -> None:
    header = json.loads(bytes(row.header))
    header["handling"] |= changes
    row.header = canonical(header)
    row.save(using=world.nodes["beta"].alias, update_fields=["header"])


def red(world: World) -> None:
    _relabelled(world, _arrived(world), codes=["tlp:RED"], named=["officer-77"])


def released_to_others(world: World) -> None:
    row = _arrived(world)
    _relabelled(world, row, rel=[row.partner.party])
    Officer.objects.using(world.nodes["beta"].alias).filter(name="omar").update(
        seconded_from="urn:dxp:party:" + "a" * 52
    )


def classified(world: World) -> None:
    row = _arrived(world)
    # No row of the agreement has the marking: it is above everybody.
    _relabelled(world, row, codes=["tlp:AMBER", "cls:alp.SECRET"])


def stated_limits(world: World) -> None:
    _arrived(world, subject="Dossier", codes=["tlp:AMBER", "h:H3"])


def held_as(**state: Any) -> Put:
    def put(world: World) -> None:
        Holding.objects.using(world.nodes["beta"].alias).create(entry=_arrived(world), **state)

    return put


def without_role(world: World) -> None:
    _arrived(world)
    Officer.objects.using(world.nodes["beta"].alias).filter(name="omar").update(role="")


def inactive(world: World) -> None:
    _arrived(world)
    Officer.objects.using(world.nodes["beta"].alias).filter(name="omar").update(active=False)


def _send(world: World, **letter: Any) -> None:
    """Try to release from alpha by every way that an officer has; a lawful no is what is expected."""
    alpha, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    given: dict[str, Any] = {"subject": "S", "text": "T", "own_ref": "ALP-1", **letter}
    ways: tuple[Callable[[], object], ...] = (
        lambda: notifying.notify(alpha, officers.find(alpha, "lia"), partner, Letter(**given)),
        lambda: corresponding.send(alpha, "lia", "bet", Letter(**given)),
        lambda: corresponding.send_all(alpha, "lia", [("bet", Letter(**given))]),
    )
    for way in ways:
        try:
            way()
        except DetenteError as refused:
            _refused.append(str(refused).encode())


_refused: list[bytes] = []


def unapproved(world: World) -> None:
    alpha = world.nodes["alpha"]
    Officer.objects.using(alpha.alias).filter(name="omar").update(role="release")
    house.set_four_eyes(alpha, officers.find(alpha, "lia"), wanted=True)
    _send(world, text=CANARY)
    key = desk(world, "alpha").draft_save(LIA, "", draft_to_beta(text=CANARY))
    shown = desk(world, "alpha").preview(LIA, key)
    try:
        desk(world, "alpha").release(LIA, key, challenge=shown.signing.challenge, assertion=None)
    except DetenteError as refused:
        _refused.append(str(refused).encode())
    # Where the rule is taken out it has left; here it waits.
    left = Entry.objects.using(alpha.alias).filter(ours=True, kind="notification").exists()
    assert left or approving.waiting(alpha, officers.find(alpha, "omar"))


def protected(world: World, **given: Any) -> None:
    alpha = world.nodes["alpha"]
    officers.add(alpha, name="noor", shown="Noor", role="legal")
    protecting.protect(alpha, officers.find(alpha, "noor"), names=[CANARY], statuses=["source"], **given)
    _send(world, text=f"Nous avons vu {CANARY}.", character=CHECKED)


def fled(world: World) -> None:
    alpha = world.nodes["alpha"]
    officers.add(alpha, name="noor", shown="Noor", role="legal")
    values = {"names": [CANARY], "statuses": ["refugee"], "fled_from": "bet"}
    protecting.protect(alpha, officers.find(alpha, "noor"), **values)
    # Approved and assented: for this one nothing helps.
    _send(world, text=f"Nous avons vu {CANARY}.", character=CHECKED, approval=_both_signed())


def _both_signed() -> Any:
    from detente.policy.question import Approval

    return Approval(
        given=True, by="hana", by_role="C", author="lia", same_content=True, second_by="noor", second_role="H"
    )


def record_with_canary(
    world: World, properties: Mapping[str, list[str]] | None = None, **record: Any
) -> dict[str, Any]:
    entity = {"schema": "Person", "properties": {"name": [CANARY], **(properties or {})}}
    made = recording.record({"ftm": entity, "category": "suspect"})
    return {"records": [{**concerned.dated([made], now=world.clock())[0], **record}], "character": CHECKED}


def unchecked(world: World) -> None:
    _send(world, **{**record_with_canary(world), "character": None})


def failed(world: World) -> None:
    _send(world, **{**record_with_canary(world), "character": CHECKED | {"racial": True}})


def lacking(**record: Any) -> Put:
    return lambda world: _send(world, **record_with_canary(world, **record))


def undated(world: World) -> None:
    """By the desk's way alone: the command fills dates in."""
    alpha = world.nodes["alpha"]
    letter = Letter(subject="S", text="T", **record_with_canary(world, review_by=None))
    try:
        notifying.notify(alpha, officers.find(alpha, "lia"), world.partner("alpha", "beta"), letter)
    except DetenteError as refused:
        _refused.append(str(refused).encode())


def sensitive(world: World) -> None:
    _send(world, **record_with_canary(world, {"religion": [CANARY]}))


def risky(*, forms: str = "", **profile: bool) -> Put:
    def put(world: World) -> None:
        alpha, partner = world.nodes["alpha"], world.partner("alpha", "beta")
        noor = officers.add(alpha, name="noor", shown="Noor", role="legal")
        values = {"required": False, "death_penalty": False, "torture": False, **profile}
        risking.set_profile(alpha, noor, partner, **values)
        if forms:
            lia, omar = (officers.find(alpha, name) for name in ("lia", "omar"))
            row = risking.baseline(alpha, lia, partner, act="disclose", matter="ALP-1", level="low")
            risking.residual(alpha, omar, row, forms)
        _send(world, **record_with_canary(world))

    return put


def passed_on(*, aim: Mapping[str, Any] | None = None, **label: Any) -> Put:
    """Give a plant of what gamma told alpha, which Lia of alpha tries to pass on to beta; `aim`: of her letter."""

    def put(world: World) -> None:
        world.add("gamma")
        world.meet("gamma", "alpha")
        world.settle("gamma", "alpha")
        give_accounts(world)
        gamma, alpha = world.nodes["gamma"], world.nodes["alpha"]
        told = Letter(**{"subject": "S", "text": CANARY, **label})
        sent = notifying.notify(gamma, officers.find(gamma, "lia"), world.partner("gamma", "alpha"), told)
        world.settle("gamma", "alpha")
        desk(world, "alpha").open(LIA, sent.uid)
        item = Entry.objects.using(alpha.alias).select_related("partner", "batch").get(uid=sent.uid)
        letter = Letter(**{"subject": "S", "text": CANARY, **label, **(aim or {})})
        try:
            notifying.pass_on(alpha, officers.find(alpha, "lia"), item, world.partner("alpha", "beta"), letter)
        except DetenteError as refused:
            _refused.append(str(refused).encode())

    return put


PLANTS: Final = (
    Plant("handling.tlp-red", red),
    Plant("handling.release", released_to_others),
    Plant("actor.clearance", classified),
    Plant("handling.h3", stated_limits),
    Plant("item.recalled", held_as(state="recalled")),
    Plant("item.tombstone", held_as(state="tombstone")),
    Plant("item.expired", held_as(state="expired")),
    Plant("item.mistreatment", held_as(quarantined=True)),
    Plant("actor.role", without_role),
    Plant("approval.missing", unapproved, on_the_wire=True),
    Plant("protected.release", protected, on_the_wire=True),
    Plant("protected.fled", fled, on_the_wire=True),
    Plant("person.character-missing", unchecked, on_the_wire=True),
    Plant("person.character-failed", failed, on_the_wire=True),
    Plant("person.category", lacking(category=""), on_the_wire=True),
    Plant("person.fact", lacking(nature=None), on_the_wire=True),
    Plant("person.dates", undated, on_the_wire=True),
    Plant("person.evaluation", lacking(evaluation=None), on_the_wire=True),
    Plant("content.sensitive", sensitive, on_the_wire=True),
    Plant("handling.tlp-strict", passed_on(codes=["tlp:AMBER+STRICT"]), on_the_wire=True),
    Plant("handling.tlp-amber", passed_on(codes=["tlp:AMBER"]), on_the_wire=True),
    Plant("handling.h2", passed_on(codes=["tlp:GREEN", "h:H2"]), on_the_wire=True),
    Plant("handling.orcon", passed_on(codes=["tlp:GREEN"], orcon=True), on_the_wire=True),
    Plant("risk.missing", risky(required=True), on_the_wire=True),
    Plant("risk.substantial", risky(required=True, forms="substantial"), on_the_wire=True),
)


# Ways out


def exits(world: World, plant: Plant) -> dict[str, bytes]:
    """Give what comes out by every way there is, for whom the plant is closed to."""
    world.settle("alpha", "beta")
    found = {f"refusal {number}": said for number, said in enumerate(_refused)} if plant.on_the_wire else {}
    _refused.clear()
    if plant.on_the_wire:
        return found | _to_the_partner(world)
    return found | dict(_for_omar(world))


def _to_the_partner(world: World) -> dict[str, bytes]:
    """Give all that beta can read of alpha: sealed bytes opened, headers, names of files, and what lies on the wire."""
    rows = Entry.objects.using(world.nodes["beta"].alias).filter(ours=False)
    opened = {f"entry {row.pk}": bytes(row.plaintext or b"") + bytes(row.header) for row in rows}
    return opened | {f"parcel {number}": data for number, data in enumerate(world.log)}


def _for_omar(world: World) -> Iterator[tuple[str, bytes]]:
    for name, way in ways_of_omar(world).items():
        yield name, tried(way)


def tried(way: Callable[[], object]) -> bytes:
    """Give what somebody gets by a way: what it gives, or the words of its refusal."""
    try:
        given = way()
    except DetenteError as refused:
        # What the chain of causes says could be printed, too.
        given = f"{refused.code} {refused} {refused.__cause__} {refused.__context__}"
    return given if isinstance(given, bytes) else repr(given).encode()


def ways_of_omar(world: World) -> dict[str, Callable[[], object]]:
    """Give every way by which Omar of beta, or a machine of the house, gets or moves anything, by its name."""
    beta, here = world.nodes["beta"], desk(world, "beta")
    rows = Entry.objects.using(beta.alias).filter(ours=False, kind="notification").order_by("pk")
    ways: dict[str, Callable[[], object]] = {
        "my work": lambda: here.my_work(OMAR),
        "inbox": lambda: here.messages(OMAR, box="inbox", after=""),
        "frame": lambda: here.frame(OMAR),
        "approvals": lambda: here.approvals(OMAR),
        "upkeep": lambda: here.upkeep_due(OMAR),
        "consents": lambda: here.consents(OMAR),
        "owed": lambda: here.owed(OMAR),
        "together": lambda: here.together(OMAR, [], approves=False),
        "search by number": lambda: here.search_numbers(OMAR, Question(words="ALP-1"), after=""),
        "search by word": lambda: _searched(world, "Dossier"),
        "search by all": lambda: _searched(world, "voyage"),
        "command inbox": lambda: messages.inbox(beta, "omar"),
        "command told": lambda: upkeep.likenesses(beta, officers.named(beta, "omar"), mine=False),
        "alarm": lambda: here.alarm(OMAR),
        "digest and hook": lambda: called(world),
        "webhook": lambda: _told_to_the_case_system(world),
        "record": lambda: _record_of(beta),
    }
    for uid in [row.uid for row in rows]:
        ways |= _ways_of_message(world, uid)
    return ways


def _ways_of_message(world: World, uid: str) -> dict[str, Callable[[], object]]:
    beta, here = world.nodes["beta"], desk(world, "beta")
    tomorrow = world.clock() + timedelta(days=1)
    ways: dict[str, Callable[[], object]] = {
        "page": lambda: here.notification(OMAR, uid),
        "open": lambda: here.open(OMAR, uid),
        "accept": lambda: here.accept(OMAR, uid, until=tomorrow, assertion=None),
        "reply": lambda: here.reply(OMAR, uid, "answer"),
        "refuse": lambda: here.reply(OMAR, uid, "refusal"),
        "statement": lambda: here.thread_export(OMAR, uid),
        "case": lambda: here.case(OMAR, uid),
        "case upkeep": lambda: here.case_upkeep(OMAR, uid),
        "disclosed": lambda: _disclosed(world, uid),
        "command show": lambda: messages.show_named(beta, "omar", uid),
        "command open": lambda: corresponding.open_message(beta, "omar", uid),
        "command words": lambda: corresponding.in_words(beta, "omar", uid),
        "command compare": lambda: corresponding.compare(beta, "omar", uid, b"{}"),
        "command case": lambda: dialogue.show_named(beta, "omar", uid),
        "command correction": lambda: corrections.completion_named(beta, "omar", uid),
        "command begin": lambda: messages.show_named(beta, "omar", uid[:13]),
        "paper": lambda: _printed(world, uid),
        "file": lambda: _file(world, uid),
        "hand page": lambda: here.hand_page(OMAR, uid),
        "interface": lambda: _by_interface(world, uid),
        "use": lambda: here.use_content(OMAR, uid, USE),
        "hand out": lambda: here.hand_out(OMAR, uid, to="client:X", purpose="prevent-terrorism", basis="L", matter=""),
        "consent": lambda: here.consent_enter(OMAR, uid, CONSENT),
        "uses": lambda: here.uses(OMAR, uid),
        "onward": lambda: here.onward(OMAR, uid),
    }
    return {f"{name} {uid}": way for name, way in ways.items()}


def _record_of(node: Node) -> bytes:
    # The record is read by people who may not read what it is about.
    return b"".join(bytes(row.details or b"") for row in AuditRow.objects.using(node.alias).all())


@dataclass
class _Ways:
    """The calls and the own case system of beta, as its settings would name them."""

    mail: Mail | None = Mail("127.0.0.1", 25, "node@beta.example", tls="none")
    hook: Hook | None = Hook(url="http://127.0.0.1:9/")
    webhook: Webhook | None = Webhook("http://127.0.0.1:9/", "secret")
    code: str = "BET"


def called(world: World) -> list[object]:
    """Give what a digest and a pager would carry of beta now, whoever gets it."""
    beta = world.nodes["beta"]
    lia, omar = (officers.named(beta, name) for name in ("lia", "omar"))
    for each in (lia, omar):
        calling.reach(beta, lia, each, address=f"{each.name}@beta.example")
    escalating.run(beta)
    carried: list[object] = []
    with (
        mock.patch.object(calling.caller, "send_mail", lambda *_, **given: carried.append(given)),
        mock.patch.object(calling.caller, "ring", lambda *_, **given: carried.append(given)),
    ):
        calling.plan(beta, _Ways())
        calling.send_due(beta, _Ways())
    return carried


def _told_to_the_case_system(world: World) -> list[object]:
    beta = world.nodes["beta"]
    secret = beta.home / "keys" / "secret"
    secret.parent.mkdir(exist_ok=True)
    secret.write_text("s" * 40)
    carried: list[object] = []
    with mock.patch.object(telling.caller, "tell", lambda *_, **given: carried.append(given)):
        telling.plan(beta, _Ways())
        telling.send_due(beta, _Ways())
    return carried


class _OmarAlone(NodeDesk):
    """The desk for whom every token is Omar's."""

    def user_of_token(self, token: str) -> int | None:
        return OMAR


@cache
def _read_paths() -> tuple[str, ...]:
    """Give the paths of the interface that read; the paper is drawn by the same function as that of the desk."""
    found = api.get_openapi_schema(path_prefix="/api/1/")["paths"]
    return tuple(path for path, methods in found.items() if "get" in methods and not path.endswith("/paper"))


def _by_interface(world: World, uid: str) -> bytes:
    """Give every answer of the HTTP interface that reads, for one message."""
    beta = world.nodes["beta"]
    files = Entry.objects.using(beta.alias).get(uid=uid).attachments.values_list("att_id", flat=True)
    names = {"{entry_id}": uid, "{file_id}": files[0] if files else "x", "{draft_id}": "1", "{search_id}": "1"}
    answers = []
    with bound(_OmarAlone(lambda: beta)):
        for path in _read_paths():
            for name, value in {**names, "{code}": "ALP"}.items():
                path = path.replace(name, str(value))
            answer = Client().get(path, headers={"Authorization": "Bearer dxt_omar"})
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            answers.append(body)
    return b"\n".join(answers)


def _searched(world: World, words: str) -> object:
    here = desk(world, "beta")
    found = here.search(OMAR, here.search_ask(OMAR, Question(words=words), reason="case 17", name=""), after="")
    return found.rows


def _disclosed(world: World, uid: str) -> bytes:
    beta = world.nodes["beta"]
    row = Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=uid)
    threads.export(beta, officers.find(beta, "omar"), row, disclose={row.cid})
    # A disclosed content is sealed bytes with their key: whoever gets it reads it.
    return bytes(row.plaintext or b"")


def _printed(world: World, uid: str) -> bytes:
    return _words_of(desk(world, "beta").thread_paper(OMAR, uid, lang="fr"))


def _words_of(data: bytes) -> bytes:
    pages = pypdfium2.PdfDocument(BytesIO(data))
    return " ".join(page.get_textpage().get_text_range() for page in pages).encode()


def _file(world: World, uid: str) -> bytes:
    beta = world.nodes["beta"]
    row = Entry.objects.using(beta.alias).prefetch_related("attachments").get(uid=uid)
    held = [each.att_id for each in row.attachments.all()]
    # Of a message without files, one that might have been there.
    file = desk(world, "beta").attachment(OMAR, uid, held[0] if held else "A" * 22)
    return file.name.encode() + b"".join(file.pieces)
