"""Files of each kind, broken at random: no reader fails in a way that nobody foresaw, and none takes long.

`DETENTE_HYPOTHESIS=deep` tries fifty times as many.
"""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.intake.lists import carried, kinds
from detente.intake.lists.values import Outcome
from tests.intake.lists import files
from tests.intake.lists.test_kinds import IDENTITY, MAIL, MARKED, PERSON_OBJECT, bundle

LINE = '{"id":"p","schema":"Person","properties":{"name":["Аминат"],"birthDate":["1986-10"],"country":["fr"]}}\n'
SAMPLES: dict[str, bytes] = {
    "followthemoney": (LINE + LINE.replace('"p"', '"q"')).encode(),
    "plain": '{"id":"a","names":["Аминат Карам"],"birthDate":"1986-10","country":["fr"]}\n'.encode() * 2,
    "senzing": b'{"DATA_SOURCE":"T","RECORD_ID":"1","NAME_FULL":"Karim Fictif","DATE_OF_BIRTH":"1988-04-02"}\n' * 2,
    "un": files.UN.encode(),
    "ofac": files.ADVANCED.encode(),
    "ofac-csv": b'7,"FICTIF, Karim","individual","EX",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1963; a.k.a. K."\n' * 2,
    "uk": "\ufeffLast Updated,1\nName 6,Name 1,DOB,Group ID\nFICTIF,Karim,02/04/1988,1\n".encode(),
    "csv": "Nom;Prénom;Né le\nBelhadj;Hélène;02/04/1988\n".encode("cp1252"),
    "xlsx": files.workbook([["name", "birthDate"], ["Karim", "#32235"]]),
    "stix": bundle({**IDENTITY, "object_marking_refs": [MARKED]}).encode(),
    "misp": json.dumps({"Event": {"Object": [PERSON_OBJECT]}}, indent=1).encode(),
    "paxlst": files.paxlst(),
    "pnrgov": files.PNRGOV.encode(),
    "vcard": b"BEGIN:VCARD\nVERSION:3.0\nN:Fictif;Karim;;;\nTEL;TYPE=cell:+33\nBDAY:19880402\nEND:VCARD\n",
    "ofac-xml": b"<sdnList><sdnEntry><uid>7</uid><lastName>FICTIF</lastName><sdnType>Individual</sdnType>"
    b"<dateOfBirthList><dateOfBirthItem><dateOfBirth>circa 1963</dateOfBirth>"
    b"</dateOfBirthItem></dateOfBirthList></sdnEntry></sdnList>",
    "eu": b'<export><sanctionEntity logicalId="7"><subjectType code="person"/><nameAlias wholeName="Karim Fictif"/>'
    b'<birthdate birthdate="1963-04-02" city="Lyon" countryIso2Code="FR"/></sanctionEntity></export>',
    "niem": b'<a:x xmlns:a="http://release.niem.gov/niem/niem-core/5.0/"><a:Person><a:PersonName><a:PersonGivenName>Karim'
    b"</a:PersonGivenName></a:PersonName><a:PersonBirthDate><a:Date>1963-04-02</a:Date></a:PersonBirthDate></a:Person></a:x>",
    "goaml": b"<report><t_person><first_name>K</first_name><birthdate>1988-04-02</birthdate></t_person></report>",
    "mail": MAIL.encode(),
    "text": "Karim Fictif, né le 2 avril 1988, est arrivé.\n".encode(),
}
EDITS = st.lists(
    st.tuples(
        st.integers(0, 1 << 16),
        st.integers(0, 24),
        st.one_of(
            st.binary(max_size=6),
            st.sampled_from(
                [b"\x00", b"\xff\xfe", b'"', b"<", b"</", b"&x;", b"?", b"'", b"\r\n", b"\xe2\x80\xae", b"[" * 80]
            ),
        ),
    ),
    min_size=1,
    max_size=6,
)


def edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Put bytes in the place of others, where the numbers say."""
    for place, length, new in edits:
        at = place % (len(data) + 1)
        data = data[:at] + new + data[at + length :]
    return data


@pytest.mark.parametrize("kind", SAMPLES)
@given(edits=EDITS)
def test_a_broken_file_is_read_or_refused(kind: str, edits: list[tuple[int, int, bytes]]) -> None:
    began = time.monotonic()
    reading = kinds.read(edited(SAMPLES[kind], edits))
    assert time.monotonic() - began < 5
    assert (reading.outcome is Outcome.REFUSE) == (reading.reason is not None)
    assert reading.reason is None or not reading.entities
    # What it gives is what the parent of the child takes.
    assert carried.reading(each.encode() for each in carried.lines(reading)) == reading


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reading = kinds.read(data)
    assert carried.reading(each.encode() for each in carried.lines(reading)) == reading


@given(st.text(max_size=80))
def test_any_text_can_stand_in_a_list(text: str) -> None:
    line = json.dumps({"id": "p", "schema": "Person", "properties": {"name": [text or "x"], "birthDate": [text]}})
    reading = kinds.read(line.encode())
    assert carried.reading(each.encode() for each in carried.lines(reading)) == reading
