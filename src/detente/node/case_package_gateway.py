"""Case packages, for one officer (`queries.case_package_page.CasePackageDesk`), for the command and for the worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente.crypto.hashing import sha256
from detente.intake import case_package
from detente.intake.case_package import BadCasePackage
from detente.model import b64
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.queries import case_export, thread_page
from detente.node.queries.case_package_page import Taken
from detente.node.services import exporting, importing, officers, threads
from detente.node.services.importing import Imported, Way
from detente.node.stores.models import Entry, Officer


class CaseDoesNotFit(BadInput):
    """One file cannot hold the case: nobody could read it again."""

    code = "case-does-not-fit"

    def __init__(self, why: object) -> None:
        super().__init__(f"This case does not fit into one file: {why}. Divide the case, or print it.")


class CasePackageGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def case_export(self, officer_id: int, entry_id: str) -> bytes:
        """See `CasePackageDesk`."""
        node, officer = self._who(officer_id)
        return export(node, officer, thread_page.find(node, officer, entry_id))[0]

    def case_import(self, officer_id: int, data: bytes, *, way: Way) -> Taken:
        """See `CasePackageDesk`."""
        node, officer = self._who(officer_id)
        return _taken(importing.take(node, officer, data, way=way))


def export(node: Node, officer: Officer, entry: Entry) -> tuple[bytes, dict[str, Any]]:
    """Give the file of the case of an entry, and what it holds and leaves out; that it was made stands on record.

    Raises:
        CaseDoesNotFit: one file cannot hold it; nothing was given out.
    """
    made = case_export.exported(node, officer, entry)
    try:
        data = case_package.write(made.file)
    except BadCasePackage as error:
        raise CaseDoesNotFit(error) from error
    left_out = dict(sorted(made.file.left_out.items()))
    exporting.keep_record(
        node,
        officer,
        entry,
        data,
        disclosed=made.disclosed,
        attachments=made.attachments,
        left_out=left_out,
        signed=made.signed,
    )
    return data, {
        "case": made.file.case,
        "sha256": b64.encode(sha256(data)),
        "size": len(data),
        "messages": len(made.disclosed),
        "entities": len(made.file.entities),
        "files": len(made.file.files),
        "left_out": left_out,
    }


def export_named(node: Node, officer: str | None, message: str) -> tuple[bytes, dict[str, Any]]:
    """As `export`, for a message and an officer as a person types them."""
    who = officers.acting(node, officer)
    return export(node, who, thread_page.find(node, who, threads.find(node, who, message).uid))


def import_named(node: Node, officer: str | None, data: bytes) -> Imported:
    """Take a case package for an officer as a person types the name."""
    return importing.take(node, officers.acting(node, officer), data, way="command")


def _taken(found: Imported) -> Taken:
    return Taken(found.case, found.drafts, found.dropped, found.left_out, found.again)
