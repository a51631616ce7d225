"""A file of a list, from when it was given until it is in force, or gone.

    given --> LOADING --read, written, indexed--> IN_FORCE --the next one is--> PAST
                |  ^
                |  '-- an officer: go on
                |--> WAITS --an officer: no--> DROPPED
                '--> REFUSED (it cannot be read)

A process may die at any point: LOADING goes on with the next one that looks (`list_loading`). Until a version is in
force, the one before it is what everybody finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Final

from detente.audit.acts import Act
from detente.intake.lists import carried
from detente.intake.lists.mapping import ColumnMapping
from detente.intake.lists.said import CODES, Said
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties, list_columns, list_entries, list_files, screening_asked
from detente.node.services.list_keeping import DUTY
from detente.node.services.match_side import LIST
from detente.node.stores.models import HeldList, ListVersion, Officer
from detente.node.stores.unit import Unit, unit

LONGEST_NAME: Final = 200


class State(StrEnum):
    """Where a version is on its way."""

    LOADING = "loading"
    WAITS = "waits"
    IN_FORCE = "in-force"
    PAST = "past"
    DROPPED = "dropped"
    REFUSED = "refused"


class Question(StrEnum):
    """What a person is asked before a version goes on."""

    NONE = ""
    MAPPING = "mapping"
    SHRUNK = "shrunk"
    LEFT_OUT = "left-out"


OPEN: Final = (State.LOADING, State.WAITS)


@dataclass(frozen=True, slots=True)
class Given:
    """A version that was given. `again`: it is the very file that is in force, or on its way, already."""

    version: ListVersion
    again: bool


def give(node: Node, officer: Officer, held: HeldList, *, name: str, content: BinaryIO) -> Given:
    """Keep a file as the next version of a list, to be loaded; the same file again changes nothing.

    Raises:
        RoleRefused: the officer keeps no lists.
        BadInput: the list was ended, another file of it is on its way, or the file is empty or too large.
    """
    duties.require_at_desk(officer, DUTY)
    staged, sha256, size = list_files.stage(node, content)
    kept = False
    try:
        with unit(node, "give list") as work:
            held = HeldList.objects.using(node.alias).get(pk=held.pk)
            if held.ended_at is not None:
                raise BadInput(f"The list {held.name} was ended. Add another one.")
            rows = ListVersion.objects.using(node.alias).filter(held=held).select_related("held", "by")
            known = _same(rows.filter(state__in=(*OPEN, State.IN_FORCE)).order_by("-number"), sha256)
            version = known or _begun(node, officer, held, rows, name, staged, sha256, size)
            kept = known is None
            if known is not None and known.state != State.IN_FORCE and not list_files.is_staged(node, known.staged):
                # A restored node lacks the files that were on their way: here it is again.
                rows.filter(pk=known.pk).update(staged=staged)
                known.staged, kept = staged, True
            again = {} if known is None else {"again": True}
            details = {"sha256": sha256, "size": size, "version": version.number, **again}
            work.record(Act.LIST_GIVEN, actor=officer.name, refs={"list": held.name}, details=details)
    finally:
        if not kept:
            list_files.unstage(node, staged)
    return Given(version, again=known is not None)


def _same(rows: Any, sha256: str) -> ListVersion | None:
    """Give the version with these bytes.

    Raises:
        BadInput: another one is on its way.
    """
    for row in rows:
        if row.sha256 == sha256:
            return ListVersion.objects.using(rows.db).select_related("held", "by").get(pk=row.pk)
        if row.state in OPEN:
            if row.state == State.WAITS:
                raise BadInput(f"Version {row.number} of the list waits for an answer. Confirm or drop it first.")
            raise BadInput(f"Version {row.number} of the list is still being loaded. Wait for it, or drop it.")
    return None


def _begun(
    node: Node, officer: Officer, held: HeldList, rows: Any, name: str, staged: str, sha256: str, size: int
) -> ListVersion:
    newest = rows.order_by("-number").values_list("number", flat=True).first() or 0
    shown = "".join(letter for letter in Path(name).name if letter.isprintable())
    return ListVersion.objects.using(node.alias).create(
        held=held,
        number=newest + 1,
        state=State.LOADING,
        file_name=shown[:LONGEST_NAME],
        sha256=sha256,
        size=size,
        staged=staged,
        by=officer,
        at=node.now(),
    )


def waits(node: Node, version: ListVersion, question: Question, asked: dict[str, Any]) -> None:
    """Let a version wait for a person. No act: nothing of it holds."""
    version.state, version.question, version.asked = State.WAITS, question, asked
    version.save(using=node.alias, update_fields=["state", "question", "asked", "kind", "remarks", "left_out"])


def refuse(node: Node, version: ListVersion, said: Said) -> None:
    """Say that a file cannot be read; nothing of it stays."""
    list_entries.take_back(node, version)
    with unit(node, "refuse list") as work:
        version.state, version.reason = State.REFUSED, [said.code, dict(said.values)]
        version.question, version.asked = Question.NONE, {}
        staged, version.staged = version.staged, ""
        version.save(using=node.alias)
        details = {"version": version.number, "because": said.code}
        work.record(Act.LIST_REFUSED, refs={"list": version.held.name}, details=details)
    _clear(node, version, staged)


def put_in_force(node: Node, version: ListVersion, *, by: Officer | None = None) -> None:
    """Bring a version in force whose entries are written and whose index is built, in one transaction."""
    held = version.held
    with unit(node, "list in force") as work:
        rows = ListVersion.objects.using(node.alias).filter(held=held)
        rows.filter(state=State.IN_FORCE).update(state=State.PAST)
        HeldList.objects.using(node.alias).filter(pk=held.pk).update(in_force=version.number)
        before, held.in_force = held.in_force, version.number
        version.state, version.in_force_at = State.IN_FORCE, node.now()
        version.question, version.asked = Question.NONE, {}
        staged, version.staged = version.staged, ""
        version.save(using=node.alias)
        _recorded(work, version, Act.LIST_IN_FORCE, by)
        screening_asked.ask(node, LIST, [str(held.pk)])
    list_files.unstage(node, staged)
    list_files.drop_index(node, held, before)


def confirm(
    node: Node,
    officer: Officer,
    version: ListVersion,
    *,
    mapping: ColumnMapping | None = None,
    encoding: str = "",
) -> ListVersion:
    """Answer what a version waits for with yes. `mapping`, `encoding`: of its table; left out, as it was proposed.

    What a table means goes to loading once more, and is kept for the next file of the same headings. A list that
    shrank, or of which more could not be read than before, is in force at once.

    Raises:
        RoleRefused: the officer keeps no lists.
        BadInput: it waits for nothing, or the mapping does not fit its headings; ListBusy.
    """
    duties.require_at_desk(officer, DUTY)
    with list_files.working_on(node, version.held):
        version = _fresh(node, version)
        if version.state != State.WAITS:
            raise BadInput("This version waits for nothing.")
        if version.question != Question.MAPPING:
            version.decided_by = officer
            put_in_force(node, version, by=officer)
            return version
        chosen = list_columns.fitting(version.asked, mapping)
        with unit(node, "confirm list") as work:
            kept = {"mapping": carried.mapping_json(chosen), "encoding": encoding or version.asked["encoding"]}
            HeldList.objects.using(node.alias).filter(pk=version.held_id).update(**kept)
            version.state, version.question, version.decided_by = State.LOADING, Question.NONE, officer
            version.asked = {}
            version.save(using=node.alias)
            _recorded(work, version, Act.LIST_CONFIRMED, officer)
    return _fresh(node, version)


def drop(node: Node, officer: Officer, version: ListVersion) -> None:
    """Drop a version that is on its way; the one in force stays as it is.

    Raises:
        RoleRefused: the officer keeps no lists.
        BadInput: it is not on its way; ListBusy.
    """
    duties.require_at_desk(officer, DUTY)
    with list_files.working_on(node, version.held):
        version = _fresh(node, version)
        if version.state not in OPEN:
            raise BadInput("This version is not on its way: there is nothing to drop.")
        # First its state: whatever of its entries is left by a crash, nobody reads, and the next version takes away.
        with unit(node, "drop list") as work:
            version.state, version.question, version.asked = State.DROPPED, Question.NONE, {}
            version.decided_by = officer
            staged, version.staged = version.staged, ""
            version.save(using=node.alias)
            _recorded(work, version, Act.LIST_DROPPED, officer)
        list_entries.take_back(node, version)
        _clear(node, version, staged)


def open_version(node: Node, held: HeldList) -> ListVersion:
    """Give the version of a list that is on its way; NotFound where none is."""
    rows = ListVersion.objects.using(node.alias).filter(held=held, state__in=OPEN)
    found = rows.select_related("held", "by", "decided_by").order_by("number").first()
    if found is None:
        raise NotFound(f"No version of the list {held.name} is on its way.")
    return found


def find(node: Node, held: HeldList, number: int) -> ListVersion:
    """Give a version by its number; NotFound where there is none."""
    rows = ListVersion.objects.using(node.alias).filter(held=held, number=number)
    found = rows.select_related("held", "by", "decided_by").first()
    if found is None:
        raise NotFound(f"The list {held.name} has no version {number}.")
    return found


def versions_of(node: Node, held: HeldList) -> list[ListVersion]:
    """Give the versions of a list, the newest first."""
    rows = ListVersion.objects.using(node.alias).filter(held=held).select_related("held", "by", "decided_by")
    return list(rows.order_by("-number"))


def reason_of(version: ListVersion) -> Said | None:
    """Give why a file was refused, None where it was not."""
    return None if version.reason is None else said_of(version.reason)


def remarks_of(version: ListVersion) -> list[tuple[str, Said]]:
    """Give the first of what a person must see of a file, each with where in it."""
    return [(where, said_of(said)) for where, said in version.remarks]


def said_of(stored: Any) -> Said:
    """Give a sentence as it was stored; one that this release does not know any more is an unreadable file."""
    code, values = stored
    return Said(code, tuple(sorted(values.items()))) if code in CODES else Said("child.unreadable")


def _fresh(node: Node, version: ListVersion) -> ListVersion:
    return find(node, version.held, version.number)


def _clear(node: Node, version: ListVersion, staged: str) -> None:
    list_files.unstage(node, staged)
    list_files.drop_index(node, version.held, version.number)


def _recorded(work: Unit, version: ListVersion, act: Act, by: Officer | None) -> None:
    counts = {name: getattr(version, name) for name in ("entries", "added", "changed", "removed", "same", "left_out")}
    details = {"version": version.number, "sha256": version.sha256, **counts}
    refs = {"list": version.held.name}
    if by is None:
        work.record(act, refs=refs, details=details)
    else:
        work.record(act, actor=by.name, refs=refs, details=details)
