"""The part of the desk in memory for what depends on a partner, and for a line that is cut."""

from __future__ import annotations

from typing import Any

from detente.model.errors import BadInput, NotFound
from detente.node.queries.depends import SORTS
from detente.node.queries.depends_page import Certificate, Counted, Cut, DependsPage, Known, OpenCase, Origin, Task
from detente.node.queries.desk import Choice, Text
from tests.web import fictional as tale

KIND = Choice("request-information", {"en": "Request for information", "fr": "Demande d’information"})
NAMES = (Text("Зимар Тогоев", "ru"), Text("Zimar Togoev", "fr"))
TASKS = (
    Task("1", "person", NAMES, None, ("e-0417", "e-0398"), "open", "", "", "", "", None, ("warned", "not-endangered")),
    Task("2", "person", (), None, ("e-0402",), "warned", "", "L. Aubrac", "Par son avocat.", "", tale.NOW, ()),
    Task("3", "originator", (), tale.QAM, ("e-0402",), "open", "agreement.suspended", "", "", "", None, ("told",)),
    Task("4", "originator", (), tale.ALC, ("e-0398",), "told", "", "L. Aubrac", "", "e-0417", tale.NOW, ()),
)


CERTIFIED = (
    Certificate("e-0500", "AbCdEfGhIj", True, "destroyed", "", 41, 2, True, tale.NOW),
    Certificate("e-0501", "AbCdEfGhIj", False, "destroyed", "", 12, 0, False, tale.NOW),
    Certificate("", "KlMnOpQrSt", False, "kept", "Procédure 12/26", 0, 0, None, tale.NOW),
)


class FakeDepends:
    """Answers the pages of what depends on a partner; QAM is the partner whose line is cut."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def depends(self, officer_id: int, code: str) -> DependsPage:
        party = {"ZOR": tale.ZOR, "QAM": tale.QAM}.get(code)
        if party is None:
            raise NotFound(f"There is no partner {code}.")
        ended = (Counted("officers", 1), Counted("consents", 2), Counted("watches_for_them", 1))
        cut = Cut(tale.NOW, "L. Aubrac", "M. Dessaix", "Leur maison est prise.", ended, TASKS, 2, 1)
        return DependsPage(
            now=tale.NOW,
            party=party,
            facts=tuple(Counted(code, number) for number, code in enumerate(SORTS)),
            cases=(OpenCase("e-0417", KIND, Text("Voyage annoncé", "fr"), True, "accepted", tale.NOW),),
            persons=(Known(NAMES, ("e-0417", "e-0398")), Known((), ("e-0402",))),
            origins=(Origin(tale.QAM, ("e-0402",)),),
            may_cut=code == "ZOR",
            proposed=False,
            cut=cut if code == "QAM" else None,
            certificates=CERTIFIED if code == "ZOR" else (),
            may_end=code == "ZOR",
        )

    def contact_end(self, officer_id: int, code: str, *, because: str) -> bool:
        if because == "refuse me":
            raise BadInput("Say in a sentence why the contact ends. Oversight reads it.")
        self._act("contact_end", code=code, because=because)
        return False

    def return_certificate(self, officer_id: int, code: str, entry_id: str) -> bytes:
        if entry_id != "e-0500":
            raise NotFound("There is no certificate with this message.")
        return b"{}"

    def sever(self, officer_id: int, code: str, *, because: str) -> bool:
        if because == "refuse me":
            raise BadInput("Say in a sentence why the line is cut. Oversight reads it.")
        self._act("sever", code=code, because=because)
        return False

    def sever_task_done(self, officer_id: int, task_id: str, *, how: str, note: str, message: str) -> None:
        if note == "refuse me":
            raise BadInput("A colleague has set down already how this was done.")
        self._act("sever_task_done", task_id=task_id, how=how, note=note, message=message)
