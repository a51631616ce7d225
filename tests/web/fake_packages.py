"""The part of the desk in memory that takes and gives case packages."""

from __future__ import annotations

from typing import Any, Literal

from detente.node.queries.case_package_page import Taken
from detente.node.services.importing import CasePackageRefused


class FakePackages:
    """Takes what begins as a ZIP does."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def case_export(self, officer_id: int, entry_id: str) -> bytes:
        return f"PK {entry_id}".encode()

    def case_import(self, officer_id: int, data: bytes, *, way: Literal["desk", "interface"]) -> Taken:
        if not data.startswith(b"PK"):
            raise CasePackageRefused(["This is no case package: too short.", "Entity 1: a Person needs <name>."])
        self._act("case_import", data=data, way=way)
        if data == b"PK again":
            return Taken("VAL-7", ("d-1",), again=True)
        if data == b"PK two":
            return Taken("VAL-7", ("d-1", "d-2"), ("religion",), 2)
        return Taken("VAL-7", ("d-1",))
