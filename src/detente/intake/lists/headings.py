"""Headings of tables in the languages of the users, and which property each proposes; a person confirms it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

# ruff: noqa: E501 - a line of the tables is a property

IGNORE: Final = ""
ID, SCHEMA = "id", "schema"

# property: headings, without accents and in small letters, parted by commas.
_WORDS: Final = {
    ID: "id,رقم,номер,entity id,record id,uid,identifiant,no accreditation,no badge,numero badge,no,n,№,№ беиджа,номер беиджа,ref,reference,رقم الاعتماد,رقم البطاقة,accreditation number,badge number",
    SCHEMA: "schema,type,entity type,record type,kind,тип,النوع",
    "name": "name,full name,fullname,nom complet,nom et prenom,nom prenom,nom prenoms,names,caption,primary name,name full,фио,полное имя,имя и фамилия,الاسم,الاسم الكامل,اسم,person,holder,titulaire,beneficiary,business name,company name,raison sociale,company,name org,наименование",
    "lastName": "last name,lastname,surname,family name,familyname,nom,nom de famille,name last,фамилия,اللقب,اسم العائلة,apellido,apellidos,nachname,cognome,family",
    "firstName": "first name,firstname,given name,given names,givenname,forename,prenom,prenoms,name first,имя,الاسم الاول,الاسم الشخصي,nombre,vorname,given",
    "middleName": "middle name,middlename,deuxieme prenom,name middle,second name",
    "fatherName": "father name,fathers name,father's name,patronymic,отчество,nom du pere,اسم الاب",
    "alias": "alias,aliases,aka,a.k.a.,also known as,dit,псевдоним,الاسم المستعار,alternative name,other names,autres noms",
    "birthDate": "birth date,birthdate,birthday,date of birth,dob,d.o.b.,born,date de naissance,ne le,nee le,naissance,дата рождения,год рождения,تاريخ الميلاد,تاريخ الولادة,الميلاد,geburtsdatum,fecha de nacimiento",
    "birthPlace": "place of birth,birth place,birthplace,pob,lieu de naissance,место рождения,مكان الميلاد,مكان الولادة",
    "nationality": "nationality,nationalities,nationalite,citizenship,гражданство,национальность,الجنسية,nat",
    "country": "country,countries,pays,страна,البلد,الدولة,addr country,country code",
    "gender": "gender,sex,sexe,genre,пол,الجنس",
    "passportNumber": "passport,passport number,passport no,passeport,no passeport,numero de passeport,паспорт,номер паспорта,جواز السفر,رقم الجواز,رقم جواز السفر,الجواز",
    "idNumber": "id number,idnumber,id no,national id,national identification number,identity card,carte d'identite,cni,document,document number,no document,удостоверение,номер документа,رقم الهوية,dni,ssn number",
    "socialSecurityNumber": "ssn,social security number",
    "taxNumber": "tax number,tax id,tin,инн,siren,numero fiscal",
    "registrationNumber": "registration number,company number,siret,огрн,reg number,reg. no.",
    "imoNumber": "imo,imo number",
    "position": "position,function,fonction,job,role,title,poste,должность,الوظيفة,المهنة,profession,occupation",
    "address": "address,adresse,адрес,العنوان,street,addr full",
    "phone": "phone,phone number,telephone,tel,mobile,portable,телефон,الهاتف,رقم الهاتف",
    "email": "email,e-mail,mail,email address,courriel,почта,البريد الالكتروني",
    "website": "website,url,web,site web",
    "accountNumber": "account,account number,compte,no compte,номер счета,رقم الحساب",
    "iban": "iban",
    "notes": "note,notes,remarks,remark,comment,comments,remarque,remarques,observations,примечание,примечания,ملاحظات,description,summary",
    "topics": "topics",
    "programId": "program ids,program id",
}


_LONGEST: Final = 60
"""Longer than this is no heading, but a text."""
_WITHIN: Final = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (
            r"(?:lieu|place|city|town|country|pays|место|مكان).*(?:birth|naissance|рожд|ميلاد)|birth ?place",
            "birthPlace",
        ),
        (r"(?:date|year|jour|дата|год|تاريخ).*(?:birth|naissance|рожд|ميلاد|ولاد)|\bdob\b|birth ?date", "birthDate"),
        (r"(?:expir|issue|delivr|valid|срок|выда).*(?:passport|passeport|паспорт)", IGNORE),
        (r"(?:passport|passeport|паспорт).*(?:expir|issue|delivr|valid|country|pays|срок|выдан|тип|type)", IGNORE),
        (r"passport|passeport|паспорт|جواز", "passportNumber"),
        (r"national(?:ity|ite|ites)|citizenship|гражданств|جنسية", "nationality"),
        (r"\b(?:last|family|sur) ?name\b|nom de famille|фамилия", "lastName"),
        (r"\b(?:first|given|fore) ?names?\b|\bprenoms?\b", "firstName"),
        (r"\bfull ?name\b|nom complet|nom et prenom|\bфио\b", "name"),
        (r"e-?mail|courriel", "email"),
        (r"\b(?:tele)?phone\b|\bmobile\b|телефон|هاتف", "phone"),
    )
)


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """Give a heading without case, accents, stops and double blanks.

    >>> plain(" N° accréditation"), plain("Date_of_Birth")
    ('no accreditation', 'date of birth')
    """
    text = heading.casefold().replace("°", "o").replace("º", "o").replace("’", "'").replace("_", " ")
    bare = "".join(
        each for each in unicodedata.normalize("NFKD", text.replace("№", "\ue000")) if not unicodedata.combining(each)
    )
    return " ".join(re.sub(r"[:*.?\ufeff\"\u200f]+", " ", bare.replace("\ue000", "№")).split())


_KNOWN: Final = {plain(word): name for name, words in _WORDS.items() for word in words.split(",")}
_DAY_FIRST: Final = frozenset(
    {"nom", "prenom", "date de naissance", "geburtsdatum", "nachname", "apellidos", "cognome"}
)
_SENSITIVE: Final = {
    plain(word): name
    for name, words in {
        "ethnicity": "ethnicity,ethnic group,ethnie,race,origine ethnique,национальная принадлежность,этническая принадлежность,العرق",
        "religion": "religion,faith,religious affiliation,confession,религия,вероисповедание,الدين,الديانة",
        "political": "political,political affiliation,party,political party,parti politique,opinion politique,партия,политические взгляды,الانتماء السياسي,الحزب",
    }.items()
    for word in words.split(",")
}


def day_first(titles: Iterable[str]) -> bool:
    """Whether headings are of a language that writes the day before the month: any of the users' but English."""
    return any(not each.isascii() or plain(each) in _DAY_FIRST for each in titles)


def known(heading: str) -> bool:
    """Whether a text is a heading word for word."""
    return plain(heading) in _KNOWN or bool(sensitive(heading))


def property_of(heading: str) -> str:
    """Give the property that a heading proposes, "" where none is known.

    >>> [property_of(each) for each in ("N° de passeport", "Passenger date of birth", "Place of birth (city)", "Sum")]
    ['passportNumber', 'birthDate', 'birthPlace', '']
    """
    text = plain(heading)
    if text in _KNOWN or len(text) > _LONGEST:
        return _KNOWN.get(text, IGNORE)
    return next((name for pattern, name in _WITHIN if pattern.search(text)), IGNORE)


def sensitive(heading: str) -> str:
    """Give the sensitive property that a heading names, "" where it names none."""
    return _SENSITIVE.get(plain(heading), "")
