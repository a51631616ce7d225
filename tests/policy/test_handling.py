"""A message is as strict as its strictest part, and every forbidden act of every code has its rule."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.handling import PAP, TLP, Handling
from detente.policy.classification import ABOVE_ALL
from detente.policy.decide import Refusal
from detente.policy.handling import ACTS, FORBIDDEN, Ceiling, Forbidden, Label, label_of, merge
from tests.policy.builders import BETA
from tests.policy.questions import decided

ROWS = (frozenset({"cls:alpha.RESTRICTED", "cls:beta.OFFICIAL"}), frozenset({"cls:alpha.SECRET"}))


def _choice(*parties: str) -> frozenset[str]:
    return frozenset(parties)


LABELS = st.builds(
    Label,
    tlp=st.sampled_from(TLP),
    pap=st.sampled_from([None, *PAP]),
    h=st.frozensets(st.sampled_from(["H0", "H1", "H2", "H3"])),
    rel=st.none() | st.frozensets(st.sampled_from("ABC")),
    orcon=st.booleans(),
    named=st.frozensets(st.sampled_from(["u1", "u2"])),
    rank=st.none() | st.integers(0, 3),
)


def test_a_label_of_the_wire_is_read_with_the_rows_of_the_agreement() -> None:
    written = Handling(
        codes=("tlp:AMBER", "pap:GREEN", "h:H1", "zz:later", "cls:beta.OFFICIAL"), rel=(BETA,), named=("officer-3",)
    )
    assert label_of(written, ROWS) == Label(
        tlp="AMBER",
        pap="GREEN",
        h=frozenset({"H1", "H3"}),
        rel=frozenset({BETA}),
        named=frozenset({"officer-3"}),
        rank=0,
    )
    assert label_of(Handling(codes=("cls:gamma.X", "cls:alpha.SECRET")), ROWS).rank == ABOVE_ALL
    assert label_of(Handling(codes=())) == Label(tlp=None)


@given(one=LABELS, other=LABELS)
def test_a_message_is_as_strict_as_its_strictest_part(one: Label, other: Label) -> None:
    whole = merge([one, other])
    assert whole == merge([other, one])
    assert TLP.index(whole.tlp or "") == max(TLP.index(one.tlp or ""), TLP.index(other.tlp or ""))
    assert whole.h == one.h | other.h
    assert whole.orcon == (one.orcon or other.orcon)
    for part in (one, other):
        assert part.rel is None or (whole.rel is not None and whole.rel <= part.rel)
        assert part.rank is None or (whole.rank is not None and whole.rank >= part.rank)
        assert part.pap is None or (whole.pap is not None and PAP.index(whole.pap) >= PAP.index(part.pap))
        assert part.tlp != "RED" or whole.named <= part.named


@given(one=LABELS, other=LABELS, ceiling=st.sampled_from(TLP))
def test_a_message_travels_only_where_each_of_its_parts_would(one: Label, other: Label, ceiling: str) -> None:
    limit = Ceiling(tlp=ceiling, rank=2)
    assert limit.admits(merge([one, other])) == (limit.admits(one) and limit.admits(other))


def test_parts_without_a_common_addressee_can_be_sent_to_nobody() -> None:
    assert merge([Label("AMBER", rel=_choice("A")), Label("AMBER", rel=_choice("B"))]).rel == frozenset()


def test_a_part_without_a_label_leaves_the_whole_without_one() -> None:
    assert merge([Label("AMBER"), Label(None)]).is_missing


def test_nothing_has_no_label() -> None:
    with pytest.raises(ValueError, match="at least one part"):
        merge([])


TRIED: dict[tuple[str, str], dict[str, Any]] = {
    ("TLP:RED", "open"): {"subject.label.tlp": "RED"},
    ("TLP:RED", "search"): {"subject.label.tlp": "RED"},
    ("TLP:RED", "export"): {"subject.label.tlp": "RED", "subject.label.named": frozenset({"u1"})},
    ("TLP:RED", "pass-on"): {"subject.label.tlp": "RED", "subject.label.named": frozenset({"u1"})},
    ("TLP:RED", "publish"): {"subject.label.tlp": "RED"},
    ("TLP:AMBER+STRICT", "pass-on"): {"subject.label.tlp": "AMBER+STRICT"},
    ("TLP:AMBER+STRICT", "export"): {"subject.label.tlp": "AMBER+STRICT"},
    ("TLP:AMBER+STRICT", "publish"): {"subject.label.tlp": "AMBER+STRICT"},
    ("TLP:AMBER", "pass-on"): {"subject.destination": "party:C"},
    ("TLP:AMBER", "publish"): {},
    ("TLP:GREEN", "pass-on"): {"subject.label.tlp": "GREEN", "subject.destination": "public"},
    ("TLP:GREEN", "publish"): {"subject.label.tlp": "GREEN"},
    ("H0", "use"): {"subject.purpose": "immigration"},
    ("H1", "use"): {"subject.purpose": "judicial-proceedings", "subject.label.h": frozenset({"H1"})},
    ("H2", "pass-on"): {"subject.label.h": frozenset({"H2"})},
    ("H3", "*"): {"subject.label.h": frozenset({"H3"})},
    ("PAP:RED", "use"): {"subject.label.pap": "RED"},
    ("PAP:RED", "match"): {"subject.label.pap": "RED"},
    ("PAP:RED", "trace"): {"subject.label.pap": "RED"},
    ("PAP:AMBER", "use"): {"subject.measure": "active"},
    ("PAP:GREEN", "use"): {"subject.label.pap": "GREEN", "subject.measure": "arrest"},
    ("REL", "send"): {"subject.label.rel": frozenset({"C"})},
    ("REL", "pass-on"): {"subject.label.rel": frozenset({"A"}), "subject.destination": "party:C",
                         "subject.label.tlp": "GREEN"},
    ("REL", "open"): {"subject.label.rel": frozenset({"A"}), "context.actor.seconded_from": "C"},
    ("ORCON", "pass-on"): {"subject.label.orcon": True},
    ("ORCON", "use"): {"subject.label.orcon": True, "subject.purpose": "immigration"},
    ("ORCON", "export"): {"subject.label.orcon": True},
}  # fmt: skip


@pytest.mark.parametrize("forbidden", FORBIDDEN, ids=lambda each: f"{each.code} {each.act}")
def test_each_forbidden_act_is_refused_by_the_rule_that_is_named(forbidden: Forbidden) -> None:
    for act in ACTS if forbidden.act == "*" else (forbidden.act,):
        changes = dict(TRIED[forbidden.code, forbidden.act])
        if act == "publish":
            changes["subject.destination"] = "public"
        decision = decided("pass-on" if act == "publish" else act, changes)
        assert isinstance(decision, Refusal)
        assert forbidden.rule in {decision.ground, *decision.also}
