"""A printed thread: numbered pages, index, evidence; letters of three scripts; what may not leave is withheld."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from detente.cases.kinds import TABLES
from detente.model import party_id, strict_json
from detente.model.errors import NotFound
from detente.node.paper import sheet, thread, titles, words
from detente.node.paper.thread import PrintedThread, Sheet
from detente.node.queries import thread_print
from detente.node.services import notifying, officers
from detente.node.services.notifying import Letter
from detente.node.stores import partners
from detente.node.stores.models import AuditRow
from tests.node.asking import FORM, ask
from tests.node.desk_builders import LIA, accepted, delivered, desk, give_accounts
from tests.node.world import World


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def pages(data: bytes) -> list[str]:
    """Give the text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def flat(data: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(pages(data)))


def letter(world: World, subject: str, text: str, **values: object) -> str:
    node = world.nodes["alpha"]
    written = Letter(subject=subject, text=text, answer_by=world.clock() + timedelta(days=3), **values)  # type: ignore[arg-type]  # fields of the letter by name
    return notifying.notify(node, officers.find(node, "lia"), world.partner("alpha", "beta"), written).uid


def test_every_page_bears_its_number_and_the_index_names_it(pair: World) -> None:
    uid = accepted(pair)
    paper = desk(pair, "beta").thread_paper(LIA, uid, lang="en")
    found = pages(paper)
    prefix = re.search(r"BET-[\w-]{8}", found[0])
    assert prefix is not None
    assert [f"{prefix[0]}-{number:06d}" in text for number, text in enumerate(found, 1)] == [True] * len(found)
    assert f"{prefix[0]}-000002" in found[0].split("Index")[1]
    assert all(f"{number} / {len(found)}" in text for number, text in enumerate(found, 1))
    assert all("TLP:AMBER" in text for text in found)


def test_the_evidence_page_has_the_hashes_and_how_to_verify(pair: World) -> None:
    uid = accepted(pair)
    page = desk(pair, "beta").notification(LIA, uid)
    text = flat(desk(pair, "beta").thread_paper(LIA, uid, lang="en")).replace(" ", "")
    assert page.statement is not None
    assert page.statement.fingerprint in text
    assert [proof.record in text for proof in page.proofs] == [True] * 3
    assert "detenteverifythread.json\\--trust" in text
    assert "Noprotocolwithoutathirdparty" in text


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_three_scripts_stand_on_paper_in_each_language(pair: World, lang: str) -> None:
    uid = letter(pair, "Dossier — Царнаев", "L’été à l’œuvre. Тамерлан. الحمد ٢٠٢٦ 漢\u202e")
    text = flat(desk(pair, "alpha").thread_paper(LIA, uid, lang=lang))
    assert "Царнаев" in text
    assert "L’été à l’œuvre" in text
    assert "U+6F22" in text
    assert "U+202E" in text
    assert set("الحمد") <= set(text)
    if lang in ("en", "fr", "ru"):
        assert words.words_in(lang)["annexes"] in text


def test_each_language_has_each_word() -> None:
    assert {tuple(each) for each in words.LANGUAGES.values()} == {tuple(words.words_in("en"))}
    every = "".join(text for each in words.LANGUAGES.values() for text in each.values())
    assert sheet.visible(every) == every


def test_every_message_of_a_thread_and_every_silence_has_a_name_on_paper() -> None:
    tables = [TABLES[kind] for kind in ("notification", "request-information", "feedback", "correction")]
    unnamed = {
        message.name
        for table in tables
        for message in table.messages.values()
        if message.envelope not in ("evidence", "receipt") and titles.message(message.name, "xx") == message.name
    }
    assert unnamed == set()
    clocks = {clock.name for table in tables for clock in table.clocks}
    assert {name for name in clocks if titles.silence(name, "fr") == name} == set()
    assert titles.titled("nil", "Port", "fr") == "Réponse « néant »\u00a0: Port"


def test_what_nobody_opened_is_not_printed(pair: World) -> None:
    uid = delivered(pair)
    text = flat(desk(pair, "beta").thread_paper(LIA, uid, lang="en"))
    assert "Not printed. No officer has opened this message yet." in text
    assert "Bonjour" not in text
    desk(pair, "beta").open(LIA, uid)
    assert "Bonjour" in flat(desk(pair, "beta").thread_paper(LIA, uid, lang="en"))


def test_what_its_writer_keeps_control_of_is_not_printed_by_another(pair: World) -> None:
    uid = letter(pair, "Sous contrôle", "Le voyage secret", orcon=True, own_ref="ALP-77")
    pair.settle("alpha", "beta")
    desk(pair, "beta").open(LIA, uid)
    node = pair.nodes["beta"]
    from detente.node.queries import thread_page

    officer = officers.find(node, "lia")
    made = thread_print.printed(node, officer, thread_page.find(node, officer, uid), lang="en")
    text = flat(desk(pair, "beta").thread_paper(LIA, uid, lang="en"))
    assert ("Le voyage secret" in text, "ALP-77" in text) == (bool(made.disclosed), bool(made.disclosed))
    assert made.disclosed == ()
    assert made.thread.sheets[0].withheld


def test_the_annexes_name_each_attachment_with_its_hash(pair: World, tmp_path: Path) -> None:
    file = tmp_path / "отчёт.txt"
    file.write_bytes(b"attached")
    uid = letter(pair, "Avec pièce", "Voir pièce", files=[file])
    text = flat(desk(pair, "alpha").thread_paper(LIA, uid, lang="fr"))
    assert "отчёт.txt" in text
    assert "Octets 8" in text


def test_what_was_printed_stands_on_record(pair: World) -> None:
    uid = accepted(pair)
    log = AuditRow.objects.using(pair.nodes["beta"].alias).filter(actor="lia")
    paper = desk(pair, "beta").thread_paper(LIA, uid, lang="en")
    details = strict_json.parse(bytes(log.filter(act="thread-exported").latest("index").details))["details"]
    assert details["paper"] == thread_print.hash_of(paper)
    assert len(details["disclosed"]) == log.filter(act="content-disclosed").count() == 1
    with pytest.raises(NotFound):
        desk(pair, "beta").thread_paper(LIA, "nothing", lang="en")


def test_the_command_on_the_evidence_page_runs_as_it_stands(pair: World) -> None:
    uid = accepted(pair)
    text = " ".join(pages(desk(pair, "beta").thread_paper(LIA, uid, lang="en")))
    command = text[text.index("detente verify") :].split("No protocol")[0].replace("\r\n", "\n")
    # A shell goes on after a backslash at the end of a line; `shlex` does not know that.
    words = shlex.split(command.replace("\\\n", " "))
    assert words[:3] == ["detente", "verify", "thread.json"]
    assert words[3::2] == ["--trust", "--trust"]
    of = partners.pair_of(pair.nodes["beta"].alias, pair.partner("beta", "alpha"))
    assert [party_id.from_fingerprint(word) for word in words[4::2]] == [of.us, of.them]


def test_what_a_message_says_besides_its_text_is_printed_once(asking: World) -> None:
    give_accounts(asking)
    text = flat(desk(asking, "alpha").thread_paper(LIA, ask(asking).uid, lang="en"))
    for said in (*FORM.wanted, FORM.necessary, FORM.purpose_facts, FORM.person_link, FORM.use_limits):
        assert text.count(said) == 1, said


def test_a_refusal_says_its_ground_and_its_explanation_once() -> None:
    payload = {"ground": "outside", "explained": "Ce n’est pas de notre ressort."}
    assert thread_print._texts(payload) == ("Ce n’est pas de notre ressort.",)
    assert thread_print._said(payload, "fr") == (("Motif", "Hors de l'accord ou de son droit"),)


def test_records_are_printed_without_what_none_may_carry() -> None:
    person = {"schema": "Person", "properties": {"name": ["Аминат"], "religion": ["x"], "birthDate": ["1986", 7]}}
    lines = thread_print._said({"records": [{"ftm": person, "category": "missing"}, 7, {"ftm": []}]}, "en")
    assert [said for _, said in lines] == ["Person", "name: Аминат", "birthDate: 1986", "category: missing"]


def test_the_index_names_the_pages_on_which_the_messages_begin() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    one = Sheet("T", "A", "B", at, "1", "TLP AMBER", (), ("text",))
    wide = PrintedThread("S", "t", ("A", "B"), "TLP:AMBER", "x", at, "WWW-WWWWWWWW", (one,) * 45, (), (), "", 0, ("1",))
    found = pages(thread.draw(wide, lang="en"))
    index = re.findall(r"WWW-WWWWWWWW-(\d{6})\s+(?=\d+\. T|Annexes|Evidence)", " ".join(found[:2]))
    begins = [number for number, text in enumerate(found, 1) if "\nFrom" in text.replace("\r", "")]
    assert [int(number) for number in index] == [*begins, len(found) - 1, len(found)]
