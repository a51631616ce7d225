"""Each sample of the design's data: read, with as many records as another way of counting finds, or refused."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.intake.lists import kinds
from detente.intake.lists.values import Outcome
from detente.node.foreign import pdf_text
from tests import shared

REFUSED = {
    "mail/pymisp_mail_3.msg": "kind.office",
    "misp/object-template_bank-account.json": "misp.template",
    "misp/object-template_person.json": "misp.template",
    "misp/object-template_phone.json": "misp.template",
    "misp/object-template_transaction.json": "misp.template",
    "misp/object-template_vehicle.json": "misp.template",
    # Their makers changed them by hand, and left the counts of the messages that they were.
    "paxlst/Test1.edi": "edi.count",
    "pnrgov/bigMessagePnr.edi": "edi.count",
    "pnrgov/danglingMetaCharacter.edi": "edi.count",
    "pnrgov/pnrAddressPhoneCTCM.edi": "edi.count",
    "pnrgov/pnrBadFormat.edi": "edi.count",
    "pnrgov/pnrMessage.edi": "edi.count",
    "pnrgov/pnrMessagePg75.edi": "edi.count",
    "pdf/libreoffice-writer-password.pdf": "pdf.locked",
    "stix/misp_event1_stix12.xml": "xml.stix1",
    "stix/oasis_interop-objectmarking-test.json": "stix.marking",
    "tables/zavod_book.xlsx": "table.no-headings",
    "umf/own_umf_like.xml": "xml.umf",
}


def marks(*patterns: bytes) -> Callable[[bytes], int]:
    return lambda data: sum(len(re.findall(each, data)) for each in patterns)


def below_headings(encoding: str, separator: str = ",", above: int = 1) -> Callable[[bytes], int]:
    return lambda data: sum(
        1 for row in list(csv.reader(io.StringIO(data.decode(encoding)), delimiter=separator))[above:] if row
    )


def first_columns(at: int) -> Callable[[bytes], int]:
    return lambda data: len({row[at] for row in csv.reader(io.StringIO(data.decode())) if row})


def objects(*types: str) -> Callable[[bytes], int]:
    def count(data: bytes) -> int:
        value: Any = json.loads(data)
        return sum(1 for each in value.get("objects", [value]) if each["type"] in types)

    return count


def sheet_rows(above: int) -> Callable[[bytes], int]:
    def count(data: bytes) -> int:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return book.read("xl/worksheets/sheet1.xml").count(b"<row ") - above

    return count


RECORDS: dict[str, Callable[[bytes], int]] = {
    "ftm/own_entities.ftm.json": marks(rb'"schema"'),
    "goaml/own_goaml_str.xml": marks(rb"<first_name>", rb"<account>"),
    "niem/own_niem_core_person.xml": marks(rb"<nc:PersonName>"),
    "paxlst/apisMessage.edi": marks(rb"NAD\+FL"),
    "sanctions/fincen314a_business.csv": below_headings("utf-8"),
    "sanctions/fincen314a_person.csv": below_headings("utf-8"),
    "sanctions/ofac_small_add.csv": first_columns(0),
    "sanctions/ofac_small_alt.csv": first_columns(0),
    "sanctions/ofac_small_sdn.csv": marks(rb"(?m)^\d+,"),
    "sanctions/ofac_small_sdn_comments.csv": marks(rb"(?m)^\d+,"),
    "sanctions/own_eu_fsf_style.xml": marks(rb"</sanctionEntity>"),
    "sanctions/own_ofac_style.xml": marks(rb"</sdnEntry>"),
    "sanctions/own_uk_conlist_style.csv": below_headings("utf-8-sig", above=2),
    "sanctions/un_consolidated_cut.xml": marks(rb"</INDIVIDUAL>", rb"</ENTITY>"),
    "sanctions/us_csl_small.csv": below_headings("utf-8"),
    "stix/misp_event1_stix21.json": objects("identity"),
    "stix/misp_events_collection_stix21.json": objects("identity"),
    "stix/oasis_indicator-to-campaign-relationship.json": objects("identity"),
    "stix/oasis_infrastructure.json": objects("identity"),
    "tables/own_accreditation.xlsx": sheet_rows(above=2),
    "tables/own_accreditation_cp1251_tab.csv": below_headings("cp1251", "\t"),
    "tables/own_accreditation_cp1252_semicolon.csv": below_headings("cp1252", ";"),
    "tables/own_accreditation_utf16.csv": below_headings("utf-16"),
    "tables/senzing_persons.jsonl": marks(rb'"RECORD_ID"'),
    "tables/zavod_testdataset1.csv": below_headings("utf-8"),
    "tables/zavod_testdataset_maritime.csv": below_headings("utf-8"),
    "tables/zavod_testdataset_securities.csv": below_headings("utf-8"),
    "vcard/own_contacts.vcf": marks(rb"BEGIN:VCARD"),
    "vcard/own_v21_qp.vcf": marks(rb"BEGIN:VCARD"),
    "vcard/vobject_radicale-1587.vcf": marks(rb"BEGIN:VCARD"),
}
"""How many entities there are, counted without a reader. Files of the kinds below have none."""
OF_TEXT = ("mail/", "pdf/")
OF_NOTHING = ("misp/",)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


FILES = [each for each in shared.files("data/imports/*/*") if each.is_file()]
HOSTILE = [each for each in shared.files("data/hostile/*") if each.name not in ("README.md", "manifest.json")]


@pytest.mark.shared
@pytest.mark.parametrize("path", FILES, ids=named)
def test_each_sample_is_read_whole_or_refused_with_its_reason(path: Path) -> None:
    data, name = path.read_bytes(), named(path)
    reading = kinds.read(data, pages=pdf_text.read)
    if name in REFUSED:
        assert (reading.outcome, reading.entities, reading.blocks) == (Outcome.REFUSE, (), ())
        assert reading.reason is not None
        assert reading.reason.code == REFUSED[name]
        return
    assert reading.outcome is not Outcome.REFUSE, reading.reason
    assert not reading.left_out
    count = RECORDS[name](data) if name in RECORDS else 0
    assert len(reading.entities) == count
    assert name in RECORDS or name.startswith((*OF_TEXT, *OF_NOTHING))
    assert bool(reading.blocks) == name.startswith(OF_TEXT)


@pytest.mark.shared
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_each_hostile_file_ends_as_it_must(path: Path) -> None:
    manifest = json.loads((path.parent / "manifest.json").read_text())
    wanted = next(each for each in manifest["files"] if each["file"] == path.name)
    reading = kinds.read(path.read_bytes(), pages=pdf_text.read)
    allowed = {wanted["required"], wanted.get("also")}
    if "accept_inert" in allowed:
        allowed.add("accept_flag")
    assert reading.outcome in allowed
    if reading.outcome is Outcome.REFUSE:
        assert reading.reason is not None
        assert not reading.entities
        assert not reading.blocks
    elif "rows" in wanted:
        assert reading.rows == wanted["rows"]
