"""Small files of the kinds that readers know, for tests: fictional persons, written by hand."""

from __future__ import annotations

# ruff: noqa: E501 - lines of the formats
import io
import zipfile
from collections.abc import Mapping

UN = """<?xml version="1.0"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><FIRST_NAME>AMINAT</FIRST_NAME><SECOND_NAME>FIKTIVA</SECOND_NAME><UN_LIST_TYPE>EX</UN_LIST_TYPE>
<REFERENCE_NUMBER>EXi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><GENDER>Female</GENDER>
<NAME_ORIGINAL_SCRIPT>Аминат Фиктива</NAME_ORIGINAL_SCRIPT>
<NATIONALITY><VALUE>Russian Federation</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Amina</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Aminat F.</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1985</FROM_YEAR><TO_YEAR>1987</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>99XX1</NUMBER></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NUMBER>77</NUMBER></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>EXERCISE FUND</FIRST_NAME>
<ENTITY_ADDRESS><CITY>Nowhere</CITY><COUNTRY>France</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES></CONSOLIDATED_LIST>
"""

ADVANCED = """<?xml version="1.0"?><Sanctions xmlns="http://www.un.org/sanctions/1.0">
<ReferenceValueSets><AliasTypeValues><AliasType ID="1403">Name</AliasType></AliasTypeValues>
<CountryValues><Country ID="11" ISO2="RU">Russia</Country></CountryValues>
<DetailReferenceValues><DetailReference ID="91526">Male</DetailReference></DetailReferenceValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="9">Place of Birth</FeatureType>
<FeatureType ID="10">Nationality Country</FeatureType><FeatureType ID="224">Gender</FeatureType>
<FeatureType ID="25">Location</FeatureType></FeatureTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType></PartyTypeValues></ReferenceValueSets>
<Locations><Location ID="5"><LocationCountry CountryID="11"/><LocationPart><LocationPartValue><Value>Nalchik</Value></LocationPartValue></LocationPart></Location></Locations>
<IDRegDocuments><IDRegDocument ID="3" IDRegDocTypeID="1571" IdentityID="70" IssuedBy-CountryID="11"><IDRegistrationNo>99XX1</IDRegistrationNo></IDRegDocument></IDRegDocuments>
<DistinctParties><DistinctParty FixedRef="7"><Profile ID="7" PartySubTypeID="4"><Identity ID="70" Primary="true">
<Alias FixedRef="7" AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="1">
<DocumentedNamePart><NamePartValue NamePartGroupID="100">FIKTIVNY</NamePartValue></DocumentedNamePart>
<DocumentedNamePart><NamePartValue NamePartGroupID="101">Ruslan</NamePartValue></DocumentedNamePart></DocumentedName>
<DocumentedName ID="2"><DocumentedNamePart><NamePartValue NamePartGroupID="100">Фиктивный</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="100" NamePartTypeID="1520"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="101" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1"><DatePeriod><Start><From><Year>1963</Year><Month>1</Month><Day>1</Day></From></Start>
<End><To><Year>1963</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature ID="2" FeatureTypeID="9"><FeatureVersion ID="2"><VersionDetail>Nalchik</VersionDetail></FeatureVersion></Feature>
<Feature ID="3" FeatureTypeID="10"><FeatureVersion ID="3"><VersionLocation LocationID="5"/></FeatureVersion></Feature>
<Feature ID="4" FeatureTypeID="224"><FeatureVersion ID="4"><VersionDetail DetailReferenceID="91526"/></FeatureVersion></Feature>
</Profile></DistinctParty></DistinctParties>
<SanctionsEntries><SanctionsEntry ID="7" ProfileID="7" ListID="1550"><EntryEvent><Date><Year>2014</Year><Month>3</Month><Day>20</Day></Date></EntryEvent>
<SanctionsMeasure ID="1"><Comment>EXERCISE</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries></Sanctions>
"""

PAXLST = (
    "UNA:+.? 'UNB+UNOA:4+AIR1+DHS+070218:1545+1'UNH+PAX1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+EX12+++EX'"
    "NAD+FL+++O?'FICTIF:KARIM:J'ATT+2++M'DTM+329:720907'NAT+2+FRA'DOC+P:110:111+99XX1'LOC+91+FRA'"
    "NAD+FM+++ФИКТИВА:АМИНАТ'ATT+2++F'DTM+329:030407'CNT+42:2'UNT+{segments}+PAX1'UNZ+{messages}+1'"
)

PNRGOV = (
    "UNB+IATA:1+EX++180928:1120+1'UNH+1+PNRGOV:13:1:IA+1'MSG+:22'ORG+EX'TVL+280918:1220+FRA+IAD+EX+988'EQN+2'"
    "SRC'RCI+EX:86C92D'TIF+FICTIF+KARIMMR:A:1'SSR+DOCS:HK::EX:::::/P/FRA/99XX1/FRA/12JUL64/M/23AUG29/FICTIF/KARIM/J'"
    "TIF+FIKTIVA+AMINATMRS:A:2'IFT+4:28::YY+CTCE A.B//EXAMPLE.ORG'TVL+280918:1220+FRA+IAD+EX+988:B'"
    "TIF+FICTIF+KARIMMR:A:1'SSD+38E'UNT+15+1'UNZ+1+1'"
)


def paxlst(segments: int = 14, messages: int = 1) -> bytes:
    return PAXLST.format(segments=segments, messages=messages).encode()


def archive(members: Mapping[str, str], *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, text in members.items():
            made.writestr(name, text)
    return out.getvalue()


def workbook(rows: list[list[str]], **more: str) -> bytes:
    """A workbook with its texts in its cells; a value that begins with `=` is a formula, `#` a date by its number."""

    def cell(value: str) -> str:
        if value.startswith("="):
            return f"<c><f>{value[1:]}</f><v>1</v></c>"
        if value.startswith("#"):
            return f'<c s="1"><v>{value[1:]}</v></c>'
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f"<workbook {space}/>",
            "xl/styles.xml": f'<styleSheet {space}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
            "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{lines}</sheetData></worksheet>",
            **more,
        }
    )
