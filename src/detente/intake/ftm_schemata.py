"""The vocabulary of FollowTheMoney 4.11: each schema with what it extends, what it needs, and its own properties.

Names and types alone, from the published model (https://followthemoney.tech, MIT licence), so that reading a file of
records takes no library beside the keys (docs/decisions). A property that is not a plain text has its type after a
colon. `schema_of` gives a schema with the properties that it inherits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

VERSION: Final = "4.11.2"
TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of entity. `properties`: their types by name; `abstract`: nothing is of this kind alone."""

    extends: tuple[str, ...]
    required: frozenset[str]
    properties: Mapping[str, str]
    abstract: bool = False


@lru_cache
def schema_of(name: str) -> Schema | None:
    """Give a schema with the properties that it inherits, None where there is none of that name.

    What it needs is its own: a wallet is a thing and needs no name.

    >>> person = schema_of("Person")
    >>> person.properties["birthDate"], person.properties["name"], sorted(person.required)
    ('date', 'text', ['name'])
    """
    own = _SCHEMATA.get(name)
    if own is None:
        return None
    parents = [found for each in own.extends if (found := schema_of(each)) is not None]
    return Schema(
        own.extends,
        own.required,
        MappingProxyType({key: value for each in (*parents, own) for key, value in each.properties.items()}),
        own.abstract,
    )


def names() -> tuple[str, ...]:
    """Give the names of all schemata."""
    return tuple(_SCHEMATA)


def _schema(extends: str, required: str, properties: str, *, abstract: bool = False) -> Schema:
    typed = (each.partition(":") for each in properties.split())
    return Schema(
        tuple(extends.split()), frozenset(required.split()), {name: kind or TEXT for name, _, kind in typed}, abstract
    )


_SCHEMATA: Final[Mapping[str, Schema]] = {
    "Address": _schema(
        "Thing",
        "",
        "city full googlePlaceId latitude:number longitude:number osmId postOfficeBox postalCode region "
        "remarks state street street2",
    ),
    "Airplane": _schema("Vehicle", "", "icaoCode manufacturer serialNumber"),
    "Analyzable": _schema(
        "",
        "",
        "companiesMentioned detectedCountry:country detectedLanguage emailMentioned ibanMentioned ipMentioned "
        "locationMentioned namesMentioned peopleMentioned phoneMentioned",
        abstract=True,
    ),
    "Article": _schema("Document", "", ""),
    "Asset": _schema("Thing Value", "", ""),
    "Associate": _schema("Interval", "person associate", "associate:entity person:entity relationship"),
    "Audio": _schema("Document", "", "duration:number samplingRate:number"),
    "BankAccount": _schema(
        "Asset",
        "",
        "accountNumber accountType balance:number balanceDate:date bank:entity bankAddress bankName bic "
        "closingDate:date iban maxBalance:number maxBalanceDate:date openingDate:date",
    ),
    "Call": _schema("Interval", "", "caller:entity callerNumber duration:number receiver:entity receiverNumber"),
    "CallForTenders": _schema(
        "Thing Interval",
        "title authority",
        "authority:entity authorityReferenceId awardNoticeDate:date awardedInLots awardingDate:date callId "
        "certificationCheck clarificationDeadline:date contractNoticeDate:date cpvCode directive euFunding "
        "evaluationMechanism fallsUnderGPPScope involvesOutcome lotsNames maximumNumberOfLots:number "
        "multipleTenders numberOfLots:number nutsCode onBehalfOf:entity paymentOptions procedure "
        "procurementType publicationDate:date relationToThreshold reverseAuctionsIncluded "
        "submissionDeadline:date tedUrl tenderers:entity tendersForLots title",
    ),
    "Company": _schema(
        "Organization Asset",
        "name",
        "bikCode caemCode capital:number cikCode coatoCode fnsCode fssCode ipoCode irsCode isinCode jibCode "
        "kppCode mbsCode okopfCode oksmCode pfrNumber ricCode ticker voenCode",
    ),
    "Contract": _schema(
        "Asset",
        "title",
        "authority:entity cancelled classification contractDate:date criteria language method noticeId "
        "numberAwards procedure procedureNumber project:entity status title type",
    ),
    "ContractAward": _schema(
        "Value Interest",
        "supplier contract",
        "amended callForTenders:entity contract:entity cpvCode decisionReason documentNumber documentType "
        "lotNumber nutsCode supplier:entity",
    ),
    "Control": _schema(
        "Interest",
        "controller controlled",
        "controlType controlled:entity controller:entity legalBasis",
    ),
    "CourtCase": _schema("Thing", "name", "caseNumber category closeDate:date court fileDate:date status type"),
    "CourtCaseParty": _schema("Interest", "case party", "case:entity party:entity"),
    "CryptoWallet": _schema(
        "Thing Value",
        "",
        "accountId balance:number balanceDate:date blockchain creationDate:date cryptoAddress currencySymbol "
        "custodyType holder:entity managingExchange privateKey publicKey",
    ),
    "Debt": _schema("Interval Value", "debtor", "creditor:entity debtor:entity"),
    "Directorship": _schema("Interest", "director organization", "director:entity organization:entity secretary"),
    "Document": _schema(
        "Thing Analyzable",
        "fileName",
        "ancestors:entity author authoredAt:date bodyText contentHash crawler date:date encoding extension "
        "fileName fileSize:number generator language messageId mimeType parent:entity processedAt:date "
        "processingAgent processingError processingStatus publishedAt:date title translatedLanguage "
        "translatedText",
    ),
    "Documentation": _schema("Interest", "document entity", "document:entity entity:entity"),
    "EconomicActivity": _schema(
        "Interval",
        "",
        "bankAccount:entity bankForeign:entity bankRub:entity ccdNumber ccdValue contract:entity "
        "contractHolder:entity customsAmount customsProcedure declarant:entity departureCountry:country "
        "destinationCountry:country directionOfTransportation dollarExchRate goodsDescription invoiceAmount "
        "originCountry:country receiver:entity sender:entity tradingCountry:country transport:entity vedCode "
        "vedCodeDescription",
    ),
    "Email": _schema(
        "Folder PlainText HyperText",
        "",
        "bcc cc emitters:entity from headers inReplyTo inReplyToEmail:entity recipients:entity sender subject "
        "threadTopic to",
    ),
    "Employment": _schema("Interest", "employer employee", "employee:entity employer:entity"),
    "Event": _schema("Interval Analyzable Thing", "name", "important involved:entity location organizer:entity"),
    "Family": _schema("Interval", "person relative", "person:entity relationship relative:entity"),
    "Folder": _schema("Document", "", ""),
    "HyperText": _schema("Document", "", "bodyHtml"),
    "Identification": _schema("Interval", "holder number", "authority country:country holder:entity number type"),
    "Image": _schema("Document", "", "credit pictured:entity"),
    "Interest": _schema("Interval", "", "role status", abstract=True),
    "Interval": _schema(
        "",
        "",
        "alephUrl date:date description endDate:date indexText modifiedAt:date namesMentioned proof:entity "
        "publisher publisherUrl recordId retrievedAt:date sourceUrl startDate:date summary",
        abstract=True,
    ),
    "LegalEntity": _schema(
        "Thing",
        "name",
        "abbreviation brightQueryId brightQueryOrgId bvdId classification dissolutionDate:date dunsCode email "
        "icijId idNumber incorporationDate:date innCode jurisdiction:country legalForm leiCode licenseNumber "
        "mainCountry:country npiCode ogrnCode okpoCode okvedCode opencorporatesUrl parent:entity phone "
        "registrationNumber sayariId sector status swiftBic taxNumber taxStatus uniqueEntityId uscCode "
        "vatCode website",
    ),
    "License": _schema("Contract", "name authority", "area:number commodities reviewDate"),
    "Membership": _schema("Interest", "member organization", "member:entity organization:entity"),
    "Mention": _schema(
        "",
        "document name",
        "contextCountry:country contextEmail contextPhone detectedSchema document:entity name resolved:entity",
    ),
    "Message": _schema(
        "Interval Folder PlainText HyperText",
        "bodyText sender",
        "inReplyTo inReplyToMessage:entity metadata recipientAccount:entity recipients:entity sender:entity "
        "senderAccount:entity subject threadTopic",
    ),
    "Note": _schema("Thing Analyzable", "", "entity:entity"),
    "Occupancy": _schema(
        "Interval",
        "holder post",
        "constituency declarationDate:date electionDate:date holder:entity periodEnd:date periodStart:date "
        "politicalGroup post:entity status",
    ),
    "Organization": _schema("LegalEntity", "name", "cageCode giiNumber imoNumber permId"),
    "Ownership": _schema(
        "Interest",
        "owner asset",
        "asset:entity legalBasis owner:entity ownershipType percentage sharesCount sharesCurrency sharesType "
        "sharesValue",
    ),
    "Package": _schema("Folder", "", ""),
    "Page": _schema(
        "",
        "",
        "bodyText detectedLanguage document:entity index:number indexText translatedText translatedTextLanguage",
    ),
    "Pages": _schema("Document", "", "pdfHash"),
    "Passport": _schema(
        "Identification",
        "holder number",
        "birthDate:date birthPlace gender:gender givenName passportNumber personalNumber surname",
    ),
    "Payment": _schema(
        "Interval Value",
        "payer beneficiary",
        "beneficiary:entity beneficiaryAccount:entity contract:entity payer:entity payerAccount:entity "
        "programme project:entity purpose sequenceNumber transactionNumber",
    ),
    "Person": _schema(
        "LegalEntity",
        "name",
        "appearance biography birthCountry:country birthDate:date birthPlace citizenship:country "
        "deathDate:date education ethnicity eyeColor fatherName firstName gender:gender hairColor "
        "height:number lastName middleName motherName nameSuffix nationality:country passportNumber political "
        "position profession religion secondName socialSecurityNumber spokenLanguage title weight:number",
    ),
    "PlainText": _schema("Document", "", ""),
    "Position": _schema(
        "Thing",
        "name",
        "dissolutionDate:date inceptionDate:date numberOfSeats:number organization:entity subnationalArea",
    ),
    "Project": _schema("Interval Thing Value", "", "goal phase projectId status"),
    "ProjectParticipant": _schema("Interest", "", "participant:entity project:entity"),
    "PublicBody": _schema("Organization", "name", ""),
    "RealEstate": _schema(
        "Asset",
        "",
        "area:number cadastralCode censusBlock createDate:date encumbrance landType latitude:number "
        "longitude:number parent:entity propertyType registrationNumber tenure titleNumber",
    ),
    "Representation": _schema("Interest", "agent client", "agent:entity client:entity"),
    "Risk": _schema(
        "Interval",
        "entity",
        "authority country:country duration:number entity:entity listingDate:date program programId "
        "programUrl reason status topics",
    ),
    "Sanction": _schema(
        "Interval",
        "entity",
        "authority authorityId country:country duration:number entity:entity listingDate:date program "
        "programId programUrl provisions reason status unscId",
    ),
    "Security": _schema(
        "Asset",
        "",
        "classification collateral figiCode isin issueDate:date issuer:entity maturityDate:date "
        "registrationNumber ticker type",
    ),
    "Similar": _schema("", "", "candidate:entity confidenceScore:number criteria match:entity matcher"),
    "Succession": _schema("Interest", "predecessor successor", "predecessor:entity successor:entity"),
    "Table": _schema("Document", "", "columns csvHash rowCount:number"),
    "TaxRoll": _schema(
        "Interval",
        "taxee",
        "birthDate:date country:country givenName income surname taxPaid taxee:entity wealth",
    ),
    "Territory": _schema("Thing", "name", "fipsCode level nutsCode partOf:entity territoryCode zipCode"),
    "Thing": _schema(
        "",
        "name",
        "address addressEntity:entity alephUrl alias country:country createdAt:date description indexText "
        "keywords modifiedAt:date name notes previousName program programId proof:entity publisher "
        "publisherUrl retrievedAt:date riskSource:entity sourceUrl summary topics weakAlias wikidataId "
        "wikipediaUrl",
        abstract=True,
    ),
    "Trip": _schema(
        "Event",
        "name endLocation startLocation",
        "endLocation:entity startLocation:entity vehicle:entity",
    ),
    "UnknownLink": _schema("Interest", "subject object", "object:entity subject:entity"),
    "UserAccount": _schema("Thing", "username", "email ipAddress owner:entity password phone service username"),
    "Value": _schema("", "", "amount:number amountEur:number amountUsd:number currency", abstract=True),
    "Vehicle": _schema(
        "Asset",
        "",
        "buildDate:date deregistrationDate:date model operator:entity owner:entity registrationDate:date "
        "registrationNumber type",
    ),
    "Vessel": _schema(
        "Vehicle",
        "name",
        "callSign crsNumber deadweightTonnage:number flag:country grossRegisteredTonnage:number imoNumber "
        "mmsi nameChangeDate:date navigationArea pastFlags:country pastTypes registrationPort tonnage:number",
    ),
    "Video": _schema("Document", "", "duration:number"),
    "Workbook": _schema("Folder", "", ""),
}
