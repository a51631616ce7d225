"""A desk in memory that keeps what it was asked to do, for tests of the pages without a node."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Literal

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.foreign.looking import Sight
from detente.node.queries.approvals import ApprovalPage, ApprovalsPage, Proposed, Signed, Submitted
from detente.node.queries.desk import (
    Box,
    ComposePage,
    Correspondent,
    Download,
    Draft,
    Entrance,
    File,
    Frame,
    House,
    Invitation,
    Kind,
    MessageList,
    MyWork,
    News,
    NotificationPage,
    PartnerPage,
    PartnerRow,
    PartnersPage,
    Phrase,
    Queue,
    ReleasePreview,
    ReplyPage,
    Signing,
    Text,
    Unfinished,
)
from detente.node.queries.lines import LineTests
from detente.node.queries.search_page import Saved, SearchPage
from detente.node.queries.sight_page import SightPage
from detente.node.queries.their_desks import TheirDesk
from detente.node.services.drafting import DraftNewer, DraftWaits
from detente.node.services.searching import Question, ReasonMissing
from tests.web import fictional as tale
from tests.web.fake_agreements import FakeAgreements
from tests.web.fake_beginnings import FakeBeginnings
from tests.web.fake_books import FakeBooks
from tests.web.fake_cases import FakeCases
from tests.web.fake_depends import FakeDepends
from tests.web.fake_exports import FakeExports
from tests.web.fake_further import FakeFurther
from tests.web.fake_lists import FakeLists
from tests.web.fake_matches import FakeMatches
from tests.web.fake_offices import FakeOffices
from tests.web.fake_oversight import FakeOversight
from tests.web.fake_packages import FakePackages
from tests.web.fake_records import FakeRecords
from tests.web.fake_risks import FakeRisks
from tests.web.fake_upkeep import FakeUpkeep
from tests.web.fake_warnings import FakeWarnings
from tests.web.fake_watches import FakeWatches
from tests.web.fake_writing import FakeWriting


class DraftChanged(BadInput):
    """The draft is not the one that was shown."""

    code = "draft-changed"


class DigitsDiffer(BadInput):
    """What was heard is not what is shown."""

    code = "sas-differs"


@dataclass
class FakeDesk(
    FakeOffices,
    FakeCases,
    FakeOversight,
    FakeAgreements,
    FakeWriting,
    FakeUpkeep,
    FakePackages,
    FakeBooks,
    FakeFurther,
    FakeExports,
    FakeRisks,
    FakeRecords,
    FakeWatches,
    FakeMatches,
    FakeLists,
    FakeWarnings,
    FakeBeginnings,
    FakeDepends,
):
    """Answers every page; `acts` holds each act with its values, in order."""

    acts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    new: bool = False
    seen: Sight = Sight(text="Vendredi \u202e19 h <b>")
    opened: bool = True
    signing: Signing = tale.PASSWORD_ONLY
    drafts: dict[str, Draft] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    correspondents: tuple[Correspondent, ...] = (tale.TO_ZORIANE,)
    files: list[File] = field(default_factory=list)
    refusal: PolicyRefusal | None = None
    state: Literal["met", "compared", "confirmed"] = "confirmed"
    turn: str = "give"
    no_desk: bool = False
    keyed: bool = True
    finding: str = ""
    inspects: bool = False
    subject: Text | None = None
    asked: list[Question] = field(default_factory=list)

    def _act(self, name: str, /, **values: Any) -> None:
        if self.refusal:
            raise self.refusal
        self.acts.append((name, values))

    def lock_secret(self, secret: str) -> str:
        return secret[::-1]

    def unlock_secret(self, stored: str) -> str:
        return stored[::-1]

    def house(self) -> House:
        role = Phrase("role.liaison")
        return House(tale.VAL, "demo", (Entrance("Claire Aubrennes", role, "/account/login/"),))

    def frame(self, officer_id: int) -> Frame:
        return Frame("Claire Aubrennes", 0 if self.new else 6, 0 if self.new else 2, self.inspects)

    def my_work(self, officer_id: int) -> MyWork:
        if self.new:
            return MyWork(tale.NOW, None, (Queue("accept", ()),))
        return MyWork(
            now=tale.NOW,
            marking=tale.RED,
            queues=(
                Queue("accept", (tale.THREAT, tale.RECEIVED, tale.TRANSFERS)),
                Queue("answer", (tale.TO_ANSWER,)),
                Queue("approve", (tale.TO_SIGN,), 3),
                Queue("waiting", (tale.SILENT, tale.PAUSED)),
            ),
            unfinished=(
                Unfinished("d-1", tale.ZOR, tale.RECEIVED.subject, "part", 2, 2, tale.NOW - timedelta(hours=16)),
            ),
            news=(
                News(tale.QAM, Phrase("news.opened"), tale.NOW - timedelta(minutes=47), "e-9010"),
                News(tale.ZOR, Phrase("news.delivered"), tale.NOW - timedelta(hours=20)),
            ),
            partners=3,
        )

    def messages(self, officer_id: int, *, box: Box, after: str) -> MessageList:
        rows = (tale.SILENT, tale.PAUSED) if box == "sent" else (tale.THREAT, tale.RECEIVED, tale.TO_ANSWER)
        found = rows if not self.new else ()
        return MessageList(tale.NOW, tale.RED if found else None, box, found, "" if after else "next-1")

    def user_of_token(self, token: str) -> int | None:
        return 1 if token == "dxt_claire" else None

    def thread_paper(self, officer_id: int, entry_id: str, *, lang: str) -> bytes:
        return f"%PDF {entry_id} {lang}".encode()

    def search_numbers(self, officer_id: int, question: Question, *, after: str) -> SearchPage:
        self.asked.append(question)
        return self._found(question, numbers_only=True, asked=question != Question())

    def search_ask(self, officer_id: int, question: Question, *, reason: str, name: str) -> str:
        if question.words and len(reason) < 5:
            raise ReasonMissing("no reason")
        self.acts.append(("search", {"question": question, "reason": reason, "name": name}))
        return "7"

    def search(self, officer_id: int, search_id: str, *, after: str) -> SearchPage:
        if search_id != "7":
            raise NotFound(f"no search {search_id}")
        found = self._found(Question("recrutement", box="inbox"), asked=True)
        return replace(found, id="7", name="Voyages", reason="dossier 4711", after="" if after else "17")

    def search_forget(self, officer_id: int, search_id: str) -> None:
        self.acts.append(("search_forget", {"search_id": search_id}))

    def _found(self, question: Question, **values: Any) -> SearchPage:
        rows = (tale.THREAT, tale.RECEIVED, tale.TO_ANSWER)
        found = tuple(row for row in rows if question.words and question.words in row.subject.text.lower())
        saved = (Saved("7", "Voyages", Question("recrutement")),)
        kinds = ("notification", "request-information")
        return SearchPage(tale.NOW, tale.RED, question, (tale.ZOR,), kinds, rows=found, saved=saved, **values)

    def notification(self, officer_id: int, entry_id: str) -> NotificationPage:
        if entry_id == "e-9004":
            return self._silent()
        if entry_id != "e-0417":
            raise NotFound(f"no entry {entry_id}")
        return NotificationPage(
            now=tale.NOW,
            entry_id=entry_id,
            kind="notification",
            box="inbox",
            sender=tale.ZOR,
            recipient=tale.VAL,
            subject=self.subject or tale.RECEIVED.subject,
            handling=tale.AMBER,
            created=tale.NOW - timedelta(days=2, hours=19),
            held_at=tale.NOW - timedelta(days=2, hours=19),
            agreement=tale.AGREEMENT,
            receipts=tale.four(),
            clocks=(tale.clock("acceptance", "us", "urgent", 4.3), tale.clock("answer", "us", "calm", 100.3)),
            acts=("accept", "answer", "refuse") if self.opened else ("open",),
            content=(tale.LETTER,) if self.opened else None,
            asks=Text("Voyage-t-il, et sous quel nom ?", "fr"),
            their_ref="ZOR-2026-0417",
            own_ref="VAL-2026-1188",
            assigned="Claire Aubrennes",
            persons=(tale.PERSON,) if self.opened else (),
            files=(tale.FILE, tale.COMING),
            thread=tale.thread(),
            may=tale.MAY,
            proofs=tale.PROOFS,
            statement=tale.STATEMENT,
            estimate=tale.NOW + timedelta(days=4),
            accepting=self.signing,
            previous="e-0031",
            next="e-0090",
        )

    def _silent(self) -> NotificationPage:
        return NotificationPage(
            now=tale.NOW,
            entry_id="e-9004",
            kind="notification",
            box="sent",
            sender=tale.VAL,
            recipient=tale.ZOR,
            subject=tale.SILENT.subject,
            handling=tale.AMBER,
            created=tale.NOW - timedelta(days=40),
            agreement=tale.AGREEMENT,
            receipts=tale.four("held", "late", "them"),
            clocks=(tale.clock("answer", "them", "overdue", -23 * 24),),
            acts=(),
            content=(Text("Nous vous prions de nous communiquer le second prénom.", "fr"),),
            asks=Text("Quel est son second prénom ?", "fr"),
            thread=tale.silent_thread(),
            proofs=tale.PROOFS,
            statement=replace(tale.STATEMENT, missing=(Phrase("missing.receipt", {"sequence": "19"}),)),
        )

    def attachment(self, officer_id: int, entry_id: str, file_id: str) -> Download:
        return Download("lettre <0417>.html", "text/html", 6, iter([b"abc", b"def"]))

    def sight(self, officer_id: int, entry_id: str, file_id: str) -> SightPage:
        page = self.notification(officer_id, entry_id)
        file = File(file_id, "plan <0417>.pdf", "text/html", 6)
        return SightPage(entry_id, page.subject, page.handling, False, file, self.seen)

    def thread_export(self, officer_id: int, entry_id: str) -> bytes:
        return b'{"typ":"dxp.thread"}'

    def open(self, officer_id: int, entry_id: str) -> None:
        self._act("open", entry_id=entry_id)
        self.opened = True

    def accept(self, officer_id: int, entry_id: str, *, until: datetime, assertion: str | None) -> None:
        self._act("accept", entry_id=entry_id, until=until, assertion=assertion)

    def compose(self, officer_id: int, draft_id: str) -> ComposePage:
        if draft_id and draft_id not in self.drafts:
            raise NotFound("no such draft")
        known = () if self.new else self.correspondents
        return ComposePage(
            tale.NOW,
            tale.AMBER if draft_id else None,
            known,
            draft_id,
            self.drafts.get(draft_id),
            tuple(self.files),
            "now.w",
            waits=draft_id in self.waiting,
            templates=() if self.new else self.templates(officer_id),
            desks=() if self.new else self.addresses(officer_id),
        )

    def reply(self, officer_id: int, entry_id: str, kind: Kind) -> ReplyPage:
        return ReplyPage(
            now=tale.NOW,
            target=self.notification(officer_id, entry_id),
            messages=("answer", "part", "part-final", "nil"),
            grounds=tale.GROUNDS,
            correspondent=tale.TO_ZORIANE,
            files=tuple(self.files),
        )

    def draft_save(self, officer_id: int, draft_id: str, draft: Draft, *, seen: str | None = None) -> str:
        if seen == "old.w":
            raise DraftNewer
        self._act("draft_save", draft=draft)
        draft_id = draft_id or f"d-{len(self.drafts) + 1}"
        self.drafts[draft_id] = draft
        return draft_id

    def draft_begin(self, officer_id: int, draft: Draft, *, template: str) -> str:
        self._act("draft_begin", draft=draft, template=template)
        return self.draft_save(officer_id, "", replace(draft, text="Le 22 novembre …", lang="fr"))

    def draft_keep(self, officer_id: int, draft_id: str, draft: Draft, *, seen: str) -> None:
        if draft_id in self.waiting:
            raise DraftWaits
        self.draft_save(officer_id, draft_id, draft, seen=seen)

    def draft_copy(self, officer_id: int, draft_id: str, draft: Draft) -> str:
        self._act("draft_copy", draft_id=draft_id)
        made = f"d-{len(self.drafts) + 1}"
        self.drafts[made] = draft
        return made

    def draft_attach(self, officer_id: int, draft_id: str, *, name: str, media_type: str, content: BinaryIO) -> None:
        data = content.read()
        self._act("draft_attach", name=name, size=len(data))
        self.files.append(File(f"f{len(self.files)}", name, media_type, len(data)))

    def draft_detach(self, officer_id: int, draft_id: str, file_id: str) -> None:
        self._act("draft_detach", file_id=file_id)
        self.files = [file for file in self.files if file.id != file_id]

    def draft_discard(self, officer_id: int, draft_id: str) -> None:
        self._act("draft_discard", draft_id=draft_id)

    def preview(self, officer_id: int, draft_id: str) -> ReleasePreview:
        draft = self.drafts.get(draft_id, Draft("notification", "notification", "ZOR"))
        return ReleasePreview(
            now=tale.NOW,
            draft_id=draft_id,
            sender=tale.VAL,
            recipient=tale.ZOR,
            kind=draft.kind,
            message=draft.message,
            subject=Text("Voyage de T. Astarguiev", "fr"),
            handling=tale.AMBER,
            rows=tale.RELEASE_ROWS,
            letter=(Text(draft.text or tale.LETTER.text, draft.lang or "fr"),),
            checks=tale.CHECKS,
            signing=self.signing,
            files=tuple(self.files),
            clocks=(tale.clock("answer", "us", "urgent", 4.3),) if draft.answers else (),
            answers=draft.answers,
        )

    def release(self, officer_id: int, draft_id: str, *, challenge: str, assertion: str | None) -> str:
        if challenge != self.signing.challenge:
            raise DraftChanged("the draft changed")
        self._act("release", draft_id=draft_id, assertion=assertion)
        return "e-9004"

    def confirm_limits(self, officer_id: int, entry_id: str) -> None:
        self._act("confirm_limits", entry_id=entry_id)

    def approvals_due(self, officer_id: int) -> int:
        return 0 if self.new else 1

    def approvals(self, officer_id: int) -> ApprovalsPage:
        if self.new:
            return ApprovalsPage(tale.NOW, False, (), ())
        what = {"officer": "rania.belkadi", "role": "release"}
        proposed = Proposed("3", "change-officer", what, "Inès Corvalan", tale.NOW, mine=False)
        drafts = (self._submitted(), self._submitted(mine=True))
        return ApprovalsPage(tale.NOW, True, drafts, (proposed,), (self.risk,))

    def approval(self, officer_id: int, draft_id: str) -> ApprovalPage:
        return ApprovalPage(tale.NOW, self.preview(officer_id, draft_id), self._submitted(), tale.NOW, may=True)

    def submit(self, officer_id: int, draft_id: str, *, challenge: str, assertion: str | None) -> None:
        self._act("submit", draft_id=draft_id, assertion=assertion)

    def approve(self, officer_id: int, draft_id: str, *, challenge: str, assertion: str | None) -> str:
        if challenge != self.signing.challenge:
            raise DraftChanged("the draft changed")
        self._act("approve", draft_id=draft_id, assertion=assertion)
        return "e-9004"

    def give_back(self, officer_id: int, draft_id: str, *, because: str) -> None:
        if not because:
            raise BadInput("Say why it comes back.")
        self._act("give_back", draft_id=draft_id, because=because)

    def proposal_confirm(self, officer_id: int, proposal_id: str) -> None:
        self._act("proposal_confirm", proposal_id=proposal_id)

    def proposal_decline(self, officer_id: int, proposal_id: str) -> None:
        self._act("proposal_decline", proposal_id=proposal_id)

    @staticmethod
    def _submitted(*, mine: bool = False) -> Submitted:
        signed = (Signed("Mathieu Tévenard", "C", tale.NOW, passkey=True),)
        subject = Text("Déplacement annoncé", "fr")
        return Submitted("d-1", tale.ZOR, subject, "notification", "Inès Corvalan", tale.NOW, signed, mine)

    def partners(self, officer_id: int) -> PartnersPage:
        if self.new:
            return PartnersPage(tale.NOW, ())
        rows = (
            PartnerRow(tale.ZOR, self.state, 2, tale.NOW - timedelta(seconds=40)),
            PartnerRow(tale.QAM, "confirmed", 0, tale.NOW - timedelta(hours=1)),
            PartnerRow(tale.ALC, "met"),
        )
        waiting = Invitation("i-1", "Bureau de Lysandre", tale.NOW + timedelta(days=6))
        return PartnersPage(tale.NOW, rows, (waiting,), "48213 00917 63544 " * 5 + "12345")

    def partner(self, officer_id: int, code: str) -> PartnerPage:
        party = {"ZOR": tale.ZOR, "QAM": tale.QAM}.get(code)
        if party is None:
            raise NotFound("no such partner")
        compared = self.state == "compared"
        return PartnerPage(
            now=tale.NOW,
            us=tale.VAL,
            party=party,
            state=self.state,
            fingerprint="48213 00917 63544 " * 5 + "12345",
            agreement=replace(
                tale.AGREEMENT, state="in-force" if self.state == "confirmed" else "proposed", since=None
            ),
            sas="" if self.state == "confirmed" else "0417228190356",
            compared_by="" if self.state == "met" else "Mathieu Tévenard",
            compared_at=None if self.state == "met" else tale.NOW - timedelta(hours=1),
            confirmed_by="Claire Aubrennes" if self.state == "confirmed" else "",
            confirmed_at=tale.NOW if self.state == "confirmed" else None,
            last_contact=tale.NOW - timedelta(seconds=40),
            reachable=True,
            waiting=2,
            line=LineTests(tale.NOW - timedelta(minutes=42), tale.NOW - timedelta(minutes=37), agrees=True),
            oldest_waiting=tale.NOW - timedelta(minutes=3),
            may=("confirm", "mismatch") if compared else ("compare", "mismatch") if self.state == "met" else (),
            confirming=self.signing if compared else None,
            desks=(TheirDesk("Permanence", ("persons",), ("ru",), "Rappelle dans l’heure."),),
            others=self.partners(officer_id).partners,
        )

    def invite(self, officer_id: int, *, label: str) -> Invitation:
        self._act("invite", label=label)
        return Invitation("i-2", label, tale.NOW + timedelta(days=7), "dxp-ticket:valdorie.example:AAECAwQFBgcICQ")

    def partner_add(self, officer_id: int, *, code: str, ticket: str) -> str:
        self._act("partner_add", code=code, ticket=ticket)
        return code

    def compare(self, officer_id: int, code: str, *, heard: str) -> None:
        if heard != "0417228190356":
            raise DigitsDiffer("they differ")
        self._act("compare", code=code, heard=heard)

    def mismatch(self, officer_id: int, code: str) -> None:
        self._act("mismatch", code=code)

    def confirm(self, officer_id: int, code: str, *, assertion: str | None) -> None:
        self._act("confirm", code=code, assertion=assertion)
