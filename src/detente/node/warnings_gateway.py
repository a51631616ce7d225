"""Warnings, for one officer (`queries.warnings_page.WarningsDesk`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from detente.cases.table import NoSuchStep, NotInRole
from detente.model.errors import BadInput
from detente.node.case_gateway import NotNow
from detente.node.context import Node
from detente.node.queries import warnings_given
from detente.node.queries.warnings_page import PreludePage, WarningsPage
from detente.node.services import duty_to_warn, preludes
from detente.node.services.conditions import Said
from detente.node.services.duties import RoleRefused
from detente.node.stores.models import Officer, PreludeRow

_ENDS: Final[Mapping[str, Callable[[Node, Officer, PreludeRow, Said], None]]] = MappingProxyType(
    {"waive": duty_to_warn.waive, "drop": duty_to_warn.drop}
)


class WarningsGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def warnings(self, officer_id: int) -> WarningsPage:
        """See `WarningsDesk`."""
        return warnings_given.page(*self._who(officer_id))

    def warning_before(self, officer_id: int, prelude_id: str) -> PreludePage:
        """See `WarningsDesk`."""
        return warnings_given.before(*self._who(officer_id), prelude_id)

    def warning_test(self, officer_id: int, prelude_id: str, given: Mapping[str, str]) -> None:
        """See `WarningsDesk`."""
        node, officer = self._who(officer_id)
        row = preludes.find(node, prelude_id, kind=duty_to_warn.KIND)
        try:
            duty_to_warn.answer(node, officer, row, given)
        except NoSuchStep as error:
            raise NotNow(str(error)) from error
        except NotInRole as error:
            raise RoleRefused from error

    def warning_end(self, officer_id: int, prelude_id: str, act: str, *, code: str, note: str) -> None:
        """See `WarningsDesk`."""
        node, officer = self._who(officer_id)
        if act not in _ENDS:
            raise BadInput("A warning that is not sent is waived or dropped. Choose one of the two.")
        row = preludes.find(node, prelude_id, kind=duty_to_warn.KIND)
        try:
            _ENDS[act](node, officer, row, Said(code=code, note=note))
        except NoSuchStep as error:
            raise NotNow(str(error)) from error
        except NotInRole as error:
            raise RoleRefused from error
