"""The screen of a case on a real node: a request is read, asked back and answered at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries.case_page import Deed
from detente.node.stores.models import Officer
from tests.node.asking import accepted, ask, case, in_days
from tests.node.desk_builders import LIA, desk, draft_to_beta, give_accounts
from tests.node.world import World

ANALYST = 13


@pytest.fixture(autouse=True)
def accounts(asking: World) -> None:
    """Give the officers accounts."""
    give_accounts(asking)
    for node in asking.nodes.values():
        Officer.objects.using(node.alias).filter(name="analyst").update(user=ANALYST)


def test_a_request_is_closed_until_it_is_opened_and_then_says_what_it_asks(asking: World) -> None:
    uid = ask(asking).uid
    there = desk(asking, "beta")
    page = there.notification(LIA, uid)
    assert (page.content, page.members, page.acts, page.has_case) == (None, (), ("open",), True)
    assert [row.entry_id for queue in there.my_work(LIA).queues for row in queue.rows if queue.name == "accept"] == [
        uid
    ]
    there.open(LIA, uid)
    page = there.notification(LIA, uid)
    said = {member.name: [word.text for word in member.words] for member in page.members}
    assert said["wanted"] == ["All entries between 1 and 5 March"]
    assert said["person_link"] == ["He is the suspect."]
    assert page.kind == "request"


def test_the_acts_of_a_case_ask_for_what_the_table_asks_for(asking: World) -> None:
    opener = accepted(asking)
    page = desk(asking, "beta").case(LIA, opener.uid)
    asked = {act.event: act.fields for act in page.acts}
    assert asked["ask-clarification"] == ("text", "missing", "note")
    assert asked["extend"] == ("until", "code", "note")
    assert asked["transfer"] == ("competent", "note")
    assert asked["refuse"] == ("ground", "explained", "note")
    assert asked["interim"] == ("until", "note")
    assert asked["answer-nil"] == ("note",)
    extend = page.act("extend")
    assert extend is not None
    assert extend.choices is not None
    assert next(iter(extend.choices["code"])).code == "volume"
    assert page.act("extend-again") is None
    assert [step.event for step in page.done] == ["open", "cross-check", "accept"]


def test_a_request_is_asked_back_clarified_and_answered_at_two_desks(asking: World) -> None:
    opener = accepted(asking)
    here, there = desk(asking, "alpha"), desk(asking, "beta")
    there.case_act(LIA, opener.uid, "ask-clarification", Deed(text="Which year?", lang="en", missing=("period",)))
    asking.settle("alpha", "beta")
    (clock,) = [each for each in here.case(LIA, opener.uid).clocks if each.name == "clarification"]
    assert clock.obliged == "us"
    here.case_act(LIA, opener.uid, "clarify", Deed(text="This year.", lang="en"))
    asking.settle("alpha", "beta")
    there.case_act(ANALYST, opener.uid, "collect", Deed())
    there.case_act(LIA, opener.uid, "answer", Deed(text="Two entries.", lang="en", note="From the border register"))
    asking.settle("alpha", "beta")
    assert (case(asking, "alpha", opener).state, case(asking, "beta", opener).state) == ("answered", "answered")
    told = [step.what for step in here.notification(LIA, opener.uid).thread if hasattr(step, "what")]
    assert [what for what in told if what not in ("delivered", "request")] == [
        "opened", "accepted", "clarification-asked", "clarification", "answer",
    ]  # fmt: skip
    assert there.case(LIA, opener.uid).done[-1].note == "From the border register"


def test_what_an_act_releases_is_read_first_and_leaves_as_it_was_shown(asking: World) -> None:
    opener = accepted(asking)
    there = desk(asking, "beta")
    deed = Deed(text="Which year?", lang="en", missing=("period",), note="Vague")
    draft = there.case_draft(LIA, opener.uid, "ask-clarification", deed)
    preview = there.preview(LIA, draft)
    shown = {row.element.code: [text.text for text in row.as_read] for row in preview.rows}
    assert (preview.kind, preview.message, preview.refusal) == ("answer", "clarification-asked", None)
    assert shown["element.text"] == ["Which year?"]
    assert shown["member.missing"] == ["the period"]
    assert case(asking, "beta", opener).state == "accepted"
    there.release(LIA, draft, challenge=preview.signing.challenge, assertion=None)
    asking.settle("alpha", "beta")
    assert case(asking, "alpha", opener).state == "clarification-asked"
    with pytest.raises(NotFound):
        there.preview(LIA, draft)


def test_a_request_is_written_in_steps_and_says_what_it_must(asking: World) -> None:
    here = desk(asking, "alpha")
    (correspondent,) = here.compose(LIA, "").correspondents
    assert "request-information" in correspondent.kinds
    more = {"wanted": "All entries in March\nThe flights", "necessary": "Why", "purpose_facts": "Facts"}
    draft = draft_to_beta(kind="request-information", message="request", asks="", more=more)
    uid = here.draft_save(LIA, "", draft)
    with pytest.raises(BadInput, match="how the persons asked about are linked"):
        here.preview(LIA, uid)
    complete = {**more, "person_link": "He is the suspect.", "use_limits": "Investigation", "urgency": "life-or-limb"}
    here.draft_save(LIA, uid, replace(draft, more=complete))
    preview = here.preview(LIA, uid)
    shown = {row.element.code: [text.text for text in row.as_read] for row in preview.rows}
    assert shown["member.wanted"] == ["All entries in March", "The flights"]
    assert shown["member.urgency"] == ["Imminent threat to life or limb"]
    assert preview.refusal is None
    entry = here.release(LIA, uid, challenge=preview.signing.challenge, assertion=None)
    asking.settle("alpha", "beta")
    page = desk(asking, "beta").notification(LIA, entry)
    assert (page.kind, page.acts) == ("request", ("open",))


def test_what_is_not_possible_is_said_and_changes_nothing(asking: World) -> None:
    opener = accepted(asking)
    there = desk(asking, "beta")
    with pytest.raises(BadInput) as refused:
        there.case_act(LIA, opener.uid, "answer", Deed(text="Too early"))
    assert refused.value.code == "no-such-step"
    with pytest.raises(PolicyRefusal):
        there.case_act(ANALYST, opener.uid, "interim", Deed(until=in_days(asking, 1)))
    with pytest.raises(BadInput, match="is past"):
        there.case_act(LIA, opener.uid, "interim", Deed(until=asking.clock() - timedelta(days=1)))
    assert case(asking, "beta", opener).state == "accepted"
