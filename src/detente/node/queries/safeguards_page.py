"""What the house knows and never sends, as frozen values, and all that may be asked of it (see `queries.desk`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.node.queries.desk import Signing


@dataclass(frozen=True, slots=True)
class ProtectedLine:
    """One person of the register of protected persons; `fled_from`: a party's id, "" where nobody said."""

    id: str
    names: tuple[str, ...]
    statuses: tuple[str, ...]
    fled_from: str
    category: str
    until: datetime | None


class SafeguardsDesk(Protocol):
    """Protected persons, risks, assurances and quarantine, for one officer; a partner is named by our letters."""

    def persons(self, officer_id: int) -> tuple[ProtectedLine, ...]: ...
    def person_protect(
        self,
        officer_id: int,
        *,
        names: tuple[str, ...],
        statuses: tuple[str, ...],
        fled_from: str,
        category: str,
        until: datetime | None,
    ) -> str:
        """Enter a person with a protected status, and give its number."""
        ...

    def person_end(self, officer_id: int, person_id: str) -> None: ...
    def risk_profile(
        self, officer_id: int, code: str, *, required: bool, death_penalty: bool, torture: bool
    ) -> None: ...
    def risk_baseline(self, officer_id: int, code: str, *, act: str, matter: str, level: str) -> str:
        """Enter the risk of one decision as it is before anything is done, and give the number of the form."""
        ...

    def risk_mitigate(self, officer_id: int, form_id: str, *, text: str) -> None: ...
    def risk_prepare(self, officer_id: int, form_id: str, *, level: str) -> Signing:
        """Give what a passkey signs to judge that this risk is left."""
        ...

    def risk_residual(self, officer_id: int, form_id: str, *, level: str, assertion: str | None) -> None: ...
    def assurance_add(
        self, officer_id: int, code: str, *, against: tuple[str, ...], text: str, until: datetime
    ) -> str: ...
    def assurance_breach(self, officer_id: int, assurance_id: str) -> None: ...
    def quarantine(self, officer_id: int, entry_id: str, *, because: str) -> None: ...
    def quarantine_lift(self, officer_id: int, entry_id: str, *, because: str) -> str:
        """Lift a quarantine, or propose to; give the id of the proposal, "" where it is done."""
        ...
