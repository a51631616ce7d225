"""Interchanges, contacts, reports and mails as other programs write them, or as whoever means harm does."""

from __future__ import annotations

import pytest

from detente.intake.lists import kinds, mail
from detente.intake.lists.values import Outcome, Reading

BEGIN = "UNB+UNOA:4+AIR1+DHS+260218:1545+1'"
END = "UNZ+1+1'"
CARD = "BEGIN:VCARD\r\nVERSION:2.1\r\n{}END:VCARD\r\n"
HEADS = "From: a@example.org\r\nTo: b@example.net\r\n"


def message(given: str = "KARIM", *, more: str = "", segments: str = "4") -> str:
    return f"UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'NAD+FL+++FICTIF:{given}{more}'UNT+{segments}+1'"


def read(data: str | bytes) -> Reading:
    return kinds.read(data.encode() if isinstance(data, str) else data)


def names(reading: Reading) -> list[str]:
    return [name for each in reading.entities for name in each.to_json()["properties"]["name"]]


# Interchanges


@pytest.mark.parametrize("between", ["", "\r\n", "\nUNA:+.? '"])
def test_two_interchanges_of_one_file_are_counted_by_themselves(between: str) -> None:
    reading = read("UNA:+.? '" + BEGIN + message() + END + between + BEGIN + message("AMINAT") + END)
    assert (reading.outcome, names(reading)) == (Outcome.ACCEPT, ["KARIM FICTIF", "AMINAT FICTIF"])


def test_groups_of_messages_are_counted() -> None:
    group = "UNG+PAXLST+A+B+260218:1545+{0}+UN+D:05B'" + message("K{0}") + "UNE+1+{0}'"
    reading = read(BEGIN + group.format(1) + group.format(2) + "UNZ+2+1'")
    assert (reading.outcome, reading.rows) == (Outcome.ACCEPT, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # A message that somebody put behind the end that counted.
        (BEGIN + message() + END + message("AMINAT"), "edi.stray"),
        (BEGIN + message() + BEGIN + message("AMINAT") + "UNZ+2+1'", "edi.no-interchange-end"),
        (BEGIN + "UNG+PAXLST'" + message() + END, "edi.cut"),
        (BEGIN + "UNG+PAXLST'" + message() + "UNE+2+1'" + END, "edi.count"),
        (BEGIN + message() + "UNE+1+1'" + END, "edi.stray"),
        (BEGIN + message(segments="\u00b2") + END, "edi.count"),
        (BEGIN + message(segments="\u0664") + END, "edi.count"),
        (BEGIN + message(segments="") + END, "edi.count"),
        (BEGIN + message().replace("UNT+4+1'", "") + END, "edi.cut"),
        (BEGIN + message(), "edi.no-interchange-end"),
    ],
)
def test_an_interchange_with_more_or_less_than_it_counts_is_refused(text: str, code: str) -> None:
    reading = read(text)
    assert reading.reason is not None
    assert (reading.reason.code, reading.entities) == (code, ())


def test_counts_may_have_zeros_before_them() -> None:
    assert read(BEGIN + message(segments="000000000004") + "UNZ+001+1'").outcome is Outcome.ACCEPT


def test_the_address_of_a_traveller_is_read() -> None:
    (person,) = read(BEGIN + message(more="+1 RUE FICTIVE+PARIS++75001+FRA") + END).entities
    facts = person.to_json()["properties"]
    assert (facts["address"], facts["country"]) == (["1 RUE FICTIVE, PARIS, 75001, FRA"], ["fr"])


# Contacts


def test_a_card_within_a_card_is_a_contact_of_its_own() -> None:
    agent = CARD.format("N:Fiktiva;Aminat\r\n")
    reading = read(CARD.format("N:Fictif;Karim\r\nAGENT:\r\n" + agent + "TEL:+33 6\r\n"))
    assert sorted(names(reading)) == ["Aminat Fiktiva", "Karim Fictif"]
    assert [each.to_json()["properties"].get("phone") for each in reading.entities] == [None, ["+33 6"]]


def test_cards_are_not_nested_without_end_nor_reason() -> None:
    for text in (CARD.format("N:Fictif;Karim\r\n" + CARD.format("N:A;B\r\n")), "BEGIN:VCARD\nAGENT:\n" * 50):
        reading = read(text)
        assert reading.reason is not None
        assert reading.reason.code == "vcard.no-end"


@pytest.mark.parametrize("charset", ["RAW_UNICODE_ESCAPE", "HEX", "NONE-SUCH", "UNDEFINED", "IDNA"])
def test_a_name_in_an_encoding_that_hides_is_said(charset: str) -> None:
    reading = read(CARD.format(f"N:Fictif;Karim\r\nFN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:=5Cud800=FF\r\n"))
    assert names(reading) == ["Karim Fictif"]
    assert [each.said.code for each in reading.remarks] == ["vcard.line"]


@pytest.mark.parametrize(("charset", "bytes_"), [("windows-1251", "=C0=ED=E0"), ("UTF-8", "=D0=90=D0=BD=D0=B0")])
def test_quoted_names_are_read_in_their_own_encoding(charset: str, bytes_: str) -> None:
    assert names(read(CARD.format(f"N;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:;{bytes_}\r\n"))) == ["Ана"]


# Reports


def test_a_body_does_not_get_what_its_director_or_an_employer_has() -> None:
    phones = "<phones><phone><tph_number>{}</tph_number></phone></phones>"
    places = "<addresses><address><address>{}</address></address></addresses>"
    director = f"<first_name>Karim</first_name><last_name>Fictif</last_name>{phones.format(2)}{places.format('Rue 2')}"
    employer = "<employer_phone_id><tph_number>3</tph_number></employer_phone_id>"
    body, person = read(
        f"<report><t_entity><name>Fonds Fictif</name><incorporation_number>9</incorporation_number>{phones.format(1)}"
        f"{places.format('Rue 1')}<director_id>{director}{employer}</director_id></t_entity></report>"
    ).entities
    found = [each.to_json()["properties"] for each in (body, person)]
    assert [each["phone"] for each in found] == [["1"], ["2"]]
    assert [each["address"] for each in found] == [["Rue 1"], ["Rue 2"]]


# Mails


@pytest.mark.parametrize(
    "heads",
    [
        'Content-Type: text/plain; charset="utf\0-8"',
        "Content-Type: text/plain; charset*=utf-8'",
        "Content-Type: text/plain; charset=unicode_escape",
        "Content-Type: text/plain; charset=hex",
        "Content-Type: ;;;",
        "Content-Transfer-Encoding: x-uuencode",
        "Content-Transfer-Encoding: none-such",
    ],
)
def test_heads_that_lie_do_not_hide_the_words(heads: str) -> None:
    reading = read(f"{HEADS}{heads}\r\n\r\nKarim \u00e9crit \\ud800.\r\n")
    assert reading.outcome is not Outcome.REFUSE
    assert reading.blocks[-1].text.startswith("Karim")
    assert all(each.text.encode() for each in reading.blocks)


def test_a_mail_within_a_mail_tells_who_wrote_it() -> None:
    inner = "From: karim@example.org\r\nSubject: inner\r\n\r\nwords"
    reading = read(f"{HEADS}Content-Type: message/rfc822\r\n\r\n{inner}")
    assert [each.text for each in reading.blocks][1:] == ["From: karim@example.org\nSubject: inner", "words"]


@pytest.mark.parametrize(
    "mark", ["<![ foo>", "<![x[y]]>", "<![if !mso]>", "<!DOCTYPE [<!FOO>", "<!--[if mso]><![endif]-->"]
)
def test_words_behind_an_odd_mark_are_seen(mark: str) -> None:
    assert mail.shown(f"<title>t</title><p>Karim</p>{mark}<p>Fictif</p>").replace("]>", "").split() == [
        "t",
        "Karim",
        "Fictif",
    ]
