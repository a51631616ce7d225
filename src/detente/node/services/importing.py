"""A case package becomes drafts: written by whoever imports it, released like any other, never sent by itself.

    bytes --case_package.read--> messages, entities, files --staged_files.stage--> files on the disk
                                                                 --one unit of work--> ImportedFile + drafts with files

The row is unique by the hash of the file, and stands in the same transaction as the drafts: the same file again says
so, whichever way it comes and wherever a crash cut the first time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.intake import case_package, entities
from detente.intake.archive import MOST_BYTES
from detente.intake.case_messages import Message
from detente.intake.case_package import BadCasePackage, CasePackage
from detente.model.errors import BadInput
from detente.model.strict_json import JsonObject
from detente.node.context import Node
from detente.node.services import concerned, draft_files, duties, imported, recording, staged_files
from detente.node.stores.models import DraftRow, ImportedFile, NodeRow, Officer
from detente.node.stores.unit import Unit, unit
from detente.policy.persons import is_sensitive

TOO_LARGE: Final = f"A case package has at most {MOST_BYTES >> 20} MiB. Divide the case."
Way = Literal["command", "desk", "interface", "folder"]
# A ZIP says where its members lie: what is larger than they may be together, with room for that, is none of ours.
LARGEST: Final = MOST_BYTES + (1 << 20)


class CasePackageRefused(BadInput):
    """A case package cannot be used; nothing of it was kept. `faults`: a sentence each."""

    code = "case-package-refused"

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file. `drafts`: their numbers; `again`: it had been imported before, and nothing was done now.

    `dropped`: names of properties that no record may carry; `left_out`: messages that were not in the file.
    """

    case: str
    drafts: tuple[str, ...]
    dropped: tuple[str, ...]
    left_out: int
    again: bool


def take(node: Node, officer: Officer, data: bytes, *, way: Way) -> Imported:
    """Make drafts of a case package, one a message; the same file again makes none.

    Raises:
        RoleRefused: the officer may not write.
        CasePackageRefused: it cannot be used; that it came stands on record.
    """
    duties.require_duty(officer, "send")
    digest = sha256(data).hex()
    known = _known(node, digest)
    if known is not None:
        return _told(known, again=True)
    try:
        if len(data) > LARGEST:
            raise CasePackageRefused([TOO_LARGE])
        file = case_package.read(data)
        found = entities.check(file.entities, leave_out=is_sensitive)
        if found.faults:
            raise CasePackageRefused(found.faults)
        contents = _contents(node, file, found.entities, digest)
    except (BadCasePackage, CasePackageRefused) as error:
        refused = CasePackageRefused(
            error.faults
            if isinstance(error, CasePackageRefused)
            else (f"This is no case package: {error}. Have the file written anew.",)
        )
        with unit(node, "refuse case package") as work:
            work.record(Act.CASE_PACKAGE_REFUSED, actor=officer.name, details={"sha256": digest, "way": way})
        raise refused from error
    return _kept(node, officer, file, contents, dropped=sorted(found.dropped), digest=digest, way=way)


def _known(node: Node, digest: str) -> ImportedFile | None:
    return ImportedFile.objects.using(node.alias).filter(sha256=digest).first()


def _told(row: ImportedFile, *, again: bool) -> Imported:
    return Imported(row.case, tuple(row.drafts), tuple(row.dropped), row.left_out, again)


def _kept(
    node: Node,
    officer: Officer,
    file: CasePackage,
    contents: Sequence[tuple[dict[str, Any], tuple[int, ...]]],
    *,
    dropped: Sequence[str],
    digest: str,
    way: Way,
) -> Imported:
    groups = [_files(file, numbers) for _, numbers in contents]
    with staged_files.stage(node, groups, digest=digest) as staged, unit(node, "import case") as work:
        # Again under the writers' lock: another process may have taken the same file meanwhile.
        known = _known(node, digest)
        if known is not None:
            work.record(Act.CASE_IMPORTED, actor=officer.name, details={"sha256": digest, "again": True})
            return _told(known, again=True)
        rows = [
            _draft(node, officer, content, kept, work)
            for (content, _), kept in zip(contents, staged.files, strict=True)
        ]
        staged_files.give(node, staged, rows)
        drafts = [str(row.pk) for row in rows]
        row = ImportedFile.objects.using(node.alias).create(
            sha256=digest,
            case=file.case,
            way=way,
            officer=officer,
            at=node.now(),
            drafts=drafts,
            dropped=list(dropped),
            left_out=sum(1 for message in file.messages if message.left_out),
        )
        details = {"sha256": digest, "way": way, "drafts": drafts, "dropped": list(dropped)}
        work.record(Act.CASE_IMPORTED, actor=officer.name, details=details)
    return _told(row, again=False)


def _draft(
    node: Node, officer: Officer, content: dict[str, Any], files: Sequence[draft_files.DraftFile], work: Unit
) -> DraftRow:
    kept = {**content, "files": [asdict(each) for each in files]} if files else content
    row = DraftRow.objects.using(node.alias).create(author=officer, content=kept, changed=node.now())
    work.record(Act.DRAFT_MADE, actor=officer.name, refs={"draft": str(row.pk)}, details={"files": len(files)})
    return row


def _files(file: CasePackage, numbers: Sequence[int]) -> list[tuple[str, bytes]]:
    return [file.files[number - 1] for number in numbers]


def _contents(
    node: Node, file: CasePackage, found: Sequence[JsonObject], digest: str
) -> list[tuple[dict[str, Any], tuple[int, ...]]]:
    """Give what each draft holds, and the numbers of its files."""
    own = NodeRow.objects.using(node.alias).values_list("party", flat=True).first() or ""
    records = _records(node, file, found)
    made = []
    for message in file.messages:
        if message.left_out:
            continue
        if len(message.files) > draft_files.MOST_FILES:
            raise CasePackageRefused([f"A message takes at most {draft_files.MOST_FILES} files."])
        writer = imported.writer_of(node, message.id, message.writer, own=own)
        made.append((_content(message, records.get(message.id, []), writer, digest), message.files))
    if not made:
        raise CasePackageRefused(["Every message of this file was left out: there is nothing to write a draft of."])
    return made


def _content(message: Message, records: list[dict[str, Any]], writer: str | None, digest: str) -> dict[str, Any]:
    label = message.handling
    return {
        "kind": "notification",
        "message": "notification",
        "to": "",
        "subject": message.subject,
        "text": message.text,
        "lang": message.lang,
        "own_ref": (message.own_ref or "") if writer is None else "",
        "tlp": label.tlp or "",
        "h": sorted(label.of_scheme("h")),
        "codes": [code for code in label.codes if code.partition(":")[0] not in {"tlp", "h"}],
        "originator_control": label.orcon,
        "rel": None if label.rel is None else list(label.rel),
        "records": records,
        imported.MEMBER: imported.note(file=digest, message=message.id, writer=writer, label=label),
    }


def _records(node: Node, file: CasePackage, found: Sequence[JsonObject]) -> Mapping[str, list[dict[str, Any]]]:
    """Give the records by message; an entity that names none belongs to the first."""
    by_message: dict[str, list[dict[str, Any]]] = {each.id: [] for each in file.messages if not each.left_out}
    seen: set[tuple[str, str]] = set()
    for number, entity in enumerate(found, 1):
        beside = dict(entity.get(entities.BESIDE, {}))
        message = beside.pop("message", file.messages[0].id)
        if not isinstance(message, str) or message not in by_message:
            raise CasePackageRefused([f"Entity {number} belongs to no message of this file that is in it."])
        if (message, entity["id"]) in seen:
            raise CasePackageRefused([f"Entity {number} stands twice in one message."])
        seen.add((message, entity["id"]))
        by_message[message].append(_record(entity, beside, number))
    if any(len(each) > recording.MOST for each in by_message.values()):
        raise CasePackageRefused([f"A message takes at most {recording.MOST} records. Send a list as a file."])
    return {message: concerned.dated(records, now=node.now()) for message, records in by_message.items()}


def _record(entity: JsonObject, beside: dict[str, Any], number: int) -> dict[str, Any]:
    unknown = sorted(set(beside) - recording.BESIDE)
    if unknown:
        raise CasePackageRefused([f"Entity {number} has {ascii(unknown[0])[:40]} beside it, which is not read here."])
    ftm = {name: value for name, value in entity.items() if name != entities.BESIDE}
    try:
        return recording.record({**beside, "ftm": ftm}, number)
    except BadInput as error:
        raise CasePackageRefused([str(error)]) from error
