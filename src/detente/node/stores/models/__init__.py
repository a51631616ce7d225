"""The tables, a subject a module."""

from detente.node.stores.models.approvals import Approval, ExportAsked, Proposal
from detente.node.stores.models.calendar import CalendarRow
from detente.node.stores.models.contact import DocMarkRow, Invitation, KeyHead, Partner, PartnerDocument
from detente.node.stores.models.desk import Act, CaseLink, CaseRow, CaseStep, DraftRow, Officer, OfficerNumber, Seen
from detente.node.stores.models.desks import DeskRow
from detente.node.stores.models.files import AttachmentRow
from detente.node.stores.models.further import BodyTold, ConsentRow, HandedOut, OwedRow, UseRow
from detente.node.stores.models.handover import HandoverRow
from detente.node.stores.models.imported_file import ImportedFile
from detente.node.stores.models.jobs import FailingJob
from detente.node.stores.models.ledger import BatchRow, Direction, Entry, HandledWant, UsedEpoch
from detente.node.stores.models.line import LineTestRow
from detente.node.stores.models.lists import HeldList, ListComparison, ListEntry, ListVersion
from detente.node.stores.models.matches import JudgementRow, KeyingRow, MatchRow, MentionKey, ScreeningRow
from detente.node.stores.models.node import Delivery, NodeRow, OwnDocument
from detente.node.stores.models.office import DeskMember, DutyRow, HandingRow, LeaveRow, ShiftRow
from detente.node.stores.models.oversight import OversightKey
from detente.node.stores.models.passing import PassedOn
from detente.node.stores.models.preludes import PreludeRow, PreludeStep
from detente.node.stores.models.record import AuditHead, AuditOpening, AuditRow, FailureCount, KeptObject, RefusalCount
from detente.node.stores.models.records import RecordKey, RecordLink, RecordMerge, RecordRow, StatementRow
from detente.node.stores.models.safeguards import (
    AssuranceRow,
    Confirmation,
    Holding,
    ProtectedPerson,
    RiskForm,
    RiskProfile,
)
from detente.node.stores.models.search import SearchRow
from detente.node.stores.models.severing import SeverRow, SeverTask
from detente.node.stores.models.tokens import ApiToken
from detente.node.stores.models.upkeep import (
    CaseFile,
    CaseFileEntry,
    Dissemination,
    Likeness,
    MatterKey,
    Retention,
)
from detente.node.stores.models.watch import CallRow, EscalationRow, ReachRow
from detente.node.stores.models.watches import AlertRow, KeptWatch, WatchRow
from detente.node.stores.models.webhook import WebhookMark, WebhookRow
from detente.node.stores.models.writing import AddressRow, TemplateRow

__all__ = [
    "Act",
    "AddressRow",
    "AlertRow",
    "ApiToken",
    "Approval",
    "AssuranceRow",
    "AttachmentRow",
    "AuditHead",
    "AuditOpening",
    "AuditRow",
    "BatchRow",
    "BodyTold",
    "CalendarRow",
    "CallRow",
    "CaseFile",
    "CaseFileEntry",
    "CaseLink",
    "CaseRow",
    "CaseStep",
    "Confirmation",
    "ConsentRow",
    "Delivery",
    "DeskMember",
    "DeskRow",
    "Direction",
    "Dissemination",
    "DocMarkRow",
    "DraftRow",
    "DutyRow",
    "Entry",
    "EscalationRow",
    "ExportAsked",
    "FailingJob",
    "FailureCount",
    "HandedOut",
    "HandingRow",
    "HandledWant",
    "HandoverRow",
    "HeldList",
    "Holding",
    "ImportedFile",
    "Invitation",
    "JudgementRow",
    "KeptObject",
    "KeptWatch",
    "KeyHead",
    "KeyingRow",
    "LeaveRow",
    "Likeness",
    "LineTestRow",
    "ListComparison",
    "ListEntry",
    "ListVersion",
    "MatchRow",
    "MatterKey",
    "MentionKey",
    "NodeRow",
    "Officer",
    "OfficerNumber",
    "OversightKey",
    "OwedRow",
    "OwnDocument",
    "Partner",
    "PartnerDocument",
    "PassedOn",
    "PreludeRow",
    "PreludeStep",
    "Proposal",
    "ProtectedPerson",
    "ReachRow",
    "RecordKey",
    "RecordLink",
    "RecordMerge",
    "RecordRow",
    "RefusalCount",
    "Retention",
    "RiskForm",
    "RiskProfile",
    "ScreeningRow",
    "SearchRow",
    "Seen",
    "SeverRow",
    "SeverTask",
    "ShiftRow",
    "StatementRow",
    "TemplateRow",
    "UseRow",
    "UsedEpoch",
    "WatchRow",
    "WebhookMark",
    "WebhookRow",
]
