"""Matches, and one person looked up, for one officer (`queries.matches_page`, `queries.person_page`)."""

from __future__ import annotations

from collections.abc import Callable

from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.queries import matches as shown
from detente.node.queries import person_found, thread_page
from detente.node.queries.desk import Draft
from detente.node.queries.matches_page import MatchList, MatchPage
from detente.node.queries.person_page import PeopleFound, PersonAsked
from detente.node.services import drafting, matches, person_look_up
from detente.node.stores.models import Officer


class MatchesGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]
    draft_save: Callable[..., str]

    def matches(self, officer_id: int) -> MatchList:
        """See `MatchesDesk`."""
        node, officer = self._who(officer_id)
        return shown.listing(node, officer, matches.waiting(node, officer))

    def matches_nearest(self, officer_id: int) -> MatchList:
        """See `MatchesDesk`."""
        return shown.nearest(*self._who(officer_id))

    def matches_of(self, officer_id: int, entry_id: str) -> MatchList:
        """See `MatchesDesk`."""
        node, officer = self._who(officer_id)
        return shown.listing(node, officer, matches.of_entry(node, officer, thread_page.find(node, officer, entry_id)))

    def match(self, officer_id: int, match_id: str) -> MatchPage:
        """See `MatchesDesk`."""
        node, officer = self._who(officer_id)
        return shown.page(node, officer, matches.find(node, officer, match_id))

    def match_judge(self, officer_id: int, match_id: str, *, verdict: str, because: str, legal: bool) -> str:
        """See `MatchesDesk`."""
        node, officer = self._who(officer_id)
        found = matches.find(node, officer, match_id)
        return matches.judge(node, officer, found, verdict, because, legal=legal).outcome

    def match_undo(self, officer_id: int, match_id: str, *, because: str) -> None:
        """See `MatchesDesk`."""
        node, officer = self._who(officer_id)
        matches.undo(node, officer, matches.find(node, officer, match_id), because)

    def match_screen(self, officer_id: int, entry_id: str) -> int:
        """See `MatchesDesk`."""
        node, officer = self._who(officer_id)
        return matches.ask_anew(node, officer, thread_page.find(node, officer, entry_id))

    def person_search(self, officer_id: int, asked: PersonAsked, *, language: str = "en") -> PeopleFound:
        """See `PersonDesk`."""
        node, officer = self._who(officer_id)
        found = person_look_up.look_up(
            node,
            officer,
            asked.names,
            born=asked.born,
            country=asked.country,
            number=asked.number,
            reason=asked.reason,
        )
        return person_found.page(node, found, language=language)

    def match_tell(self, officer_id: int, match_id: str, *, text: str, lang: str) -> str:
        """See `MatchesDesk`."""
        node, officer = self._who(officer_id)
        page = shown.page(node, officer, matches.find(node, officer, match_id))
        if not page.tell:
            raise BadInput("There is nothing to tell: nobody judged it yet, or it may not be told to who asks.")
        if drafting.find_reply(node, officer, page.tell, "answer") is None:
            tlp = "" if page.marking is None else page.marking.tlp
            draft = Draft("answer", "answer", page.line.left.source, page.tell, text=text, lang=lang, tlp=tlp)
            self.draft_save(officer_id, "", draft)
        return page.tell
