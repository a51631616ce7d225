"""What a page asks of the store does not grow with the rows that it shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.node.context import Node
from detente.node.queries import agreement_screen, case_screen, corrections, dialogue, together_page
from detente.node.services import agreements, correcting, linking, officers
from detente.node.services.correcting import Line
from detente.node.stores.models import DraftRow, Entry
from detente.node.stores.unit import unit
from tests.node import agreed
from tests.node.desk_builders import LIA, delivered, desk, draft_to_beta, give_accounts
from tests.node.world import World


def reads(node: Node, look: Callable[[], object]) -> int:
    """Give how many questions a page asks the store."""
    with CaptureQueriesContext(connections[node.alias]) as asked:
        look()
    return len(asked.captured_queries)


def arrived(world: World, count: int) -> list[Entry]:
    """Let so many notifications arrive at beta; give them."""
    rows = Entry.objects.using(world.nodes["beta"].alias).select_related("partner")
    return [rows.get(uid=delivered(world, f"Dossier {number}")) for number in range(count)]


def test_the_page_of_agreements_reads_alike_for_one_and_for_several(pair: World) -> None:
    agreed.people(pair)
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    head = agreed.head(pair, "alpha")

    def look() -> object:
        return agreement_screen.page(node, head, partner)

    agreed.agree(pair)
    first = reads(node, look)
    for number in (1, 2):
        agreed.agree(pair, ref=f"art. {number}", topics=["ct"])
    assert len(agreements.known(node.alias, partner).texts) >= 4
    assert reads(node, look) == first


def test_the_dialogue_of_a_command_reads_alike_for_one_link_and_for_several(pair: World) -> None:
    node = pair.nodes["beta"]
    lia = officers.find(node, "lia")
    openers = arrived(pair, 5)

    def link(other: Entry) -> None:
        with unit(node, "link cases") as work:
            linking.link(node, lia, openers[0], other.uid, work=work)

    link(openers[1])
    shown = dialogue.show(node, lia, openers[0])
    first = reads(node, lambda: dialogue.show(node, lia, openers[0]))
    for each in openers[2:]:
        link(each)
    assert reads(node, lambda: dialogue.show(node, lia, openers[0])) == first
    assert (len(shown["linked"]), len(dialogue.show(node, lia, openers[0])["linked"])) == (1, 4)


def test_the_table_of_completion_asks_policy_once_for_all_its_lines(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = pair.nodes["beta"]
    lia = officers.find(node, "lia")
    openers = arrived(pair, 4)
    lines = [Line(each, each, "delivered", None, False) for each in openers]
    monkeypatch.setattr(correcting, "completion", lambda *_: lines[:many])
    found = {}
    for many in (2, 4):
        found[many] = [
            reads(node, lambda: corrections.completion(node, lia, openers[0])),
            reads(node, lambda: case_screen.page(node, lia, openers[0])),
        ]
        assert len(case_screen.page(node, lia, openers[0]).completion) == many
    assert found[2] == found[4]


def test_each_draft_of_a_list_is_put_together_once(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    give_accounts(pair)
    for number in range(3):
        desk(pair, "alpha").draft_save(LIA, "", draft_to_beta(subject=f"n{number}"))
    made: list[int] = []
    plain = together_page.releasing_together.drafting.written

    def counted(node: Node, row: DraftRow) -> object:
        made.append(row.pk)
        return plain(node, row)

    monkeypatch.setattr(together_page.releasing_together.drafting, "written", counted)
    page = desk(pair, "alpha").together(LIA, [], approves=False)
    assert len(page.drafts) == len([each for each in page.drafts if each.hash]) == 3
    assert len(made) == 3
