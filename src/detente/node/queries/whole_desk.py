"""Everything that the pages of a desk may ask: the desk of messages, and each further subject with its own protocol."""

from __future__ import annotations

from typing import Protocol

from detente.node.queries.administration_page import AdministrationDesk
from detente.node.queries.agreement_page import AgreementDesk
from detente.node.queries.approvals import ApprovalsDesk
from detente.node.queries.begin_page import BeginDesk
from detente.node.queries.books_page import BooksDesk
from detente.node.queries.case_package_page import CasePackageDesk
from detente.node.queries.case_page import CaseDesk
from detente.node.queries.corrections_page import CorrectionsDesk
from detente.node.queries.depends_page import DependsDesk
from detente.node.queries.desk import Desk
from detente.node.queries.exports_page import ExportsDesk
from detente.node.queries.further_page import FurtherDesk
from detente.node.queries.keeping_page import KeepingDesk
from detente.node.queries.lists_asked import ListsAskedDesk
from detente.node.queries.lists_page import ListsDesk
from detente.node.queries.matches_page import MatchesDesk
from detente.node.queries.office_page import OfficeDesk
from detente.node.queries.oversight_page import OversightDesk
from detente.node.queries.paper_page import PaperDesk
from detente.node.queries.person_page import PersonDesk
from detente.node.queries.records_page import RecordsDesk
from detente.node.queries.risk_page import RiskDesk
from detente.node.queries.safeguards_page import SafeguardsDesk
from detente.node.queries.search_page import SearchDesk
from detente.node.queries.sight_page import SightDesk
from detente.node.queries.together_page import TogetherDesk
from detente.node.queries.token_page import TokenDesk
from detente.node.queries.upkeep_page import UpkeepDesk
from detente.node.queries.warnings_page import WarningsDesk
from detente.node.queries.watches_page import WatchesDesk


class WholeDesk(
    Desk,
    PaperDesk,
    SearchDesk,
    OfficeDesk,
    AdministrationDesk,
    ApprovalsDesk,
    AgreementDesk,
    CaseDesk,
    CasePackageDesk,
    TokenDesk,
    OversightDesk,
    TogetherDesk,
    KeepingDesk,
    SightDesk,
    UpkeepDesk,
    BooksDesk,
    CorrectionsDesk,
    ExportsDesk,
    SafeguardsDesk,
    FurtherDesk,
    RiskDesk,
    RecordsDesk,
    WatchesDesk,
    MatchesDesk,
    PersonDesk,
    ListsDesk,
    ListsAskedDesk,
    WarningsDesk,
    BeginDesk,
    DependsDesk,
    Protocol,
):
    """All of them; a part is a base class of `desk_gateway.NodeDesk`."""
