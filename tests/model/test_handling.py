"""The label that travels with content: every member, the known schemes to the letter, unknown ones kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import b64, handling, party_id, strict_json
from detente.model.handling import BadHandling
from tests.vectors import read

PARTY = party_id.from_digest(bytes(32))


def label(**changed: Any) -> dict[str, Any]:
    return {"codes": ["tlp:AMBER"], "rel": None, "orcon": False, "named": [], "purpose": None} | changed


@pytest.mark.parametrize("changed", [
    {},
    {"codes": []},
    {"codes": ["tlp:AMBER+STRICT", "pap:RED", "h:H0", "h:H1", "h:H2", "h:H3", "cls:alpha.SECRET", "new:Code_1.x+y-z"]},
    {"codes": [f"s{i}:X" for i in range(32)]},
    {"codes": ["a234567890123456:" + "X" * 48]},
    {"codes": ["cls:alpha.SECRET.UE"]},
    {"rel": []},
    {"rel": [PARTY, party_id.from_digest(b"\1" * 32)]},
    {"orcon": True},
    {"named": ["officer-7", "officer-8"]},
    {"purpose": "prevent-terrorism"},
])  # fmt: skip
def test_a_label_comes_back_as_it_was(changed: dict[str, Any]) -> None:
    assert handling.parse(label(**changed)).to_wire() == label(**changed)


@pytest.mark.parametrize("missing", ["codes", "rel", "orcon", "named", "purpose"])
def test_a_missing_member_is_not_taken_for_null(missing: str) -> None:
    """`rel` left out must not become "no list", which is the more generous of the two."""
    value = label()
    del value[missing]
    with pytest.raises(BadHandling):
        handling.parse(value)


@pytest.mark.parametrize("changed", [
    {"codes": None}, {"codes": "tlp:RED"}, {"codes": {"tlp": "RED"}}, {"codes": [None]}, {"codes": [["tlp:RED"]]},
    {"codes": ["RED"]}, {"codes": [":RED"]}, {"codes": ["tlp:"]}, {"codes": ["TLP:RED"]}, {"codes": ["tlp:red"]},
    {"codes": ["tlp:WHITE"]}, {"codes": ["tlp:AMBER STRICT"]}, {"codes": ["pap:AMBER+STRICT"]}, {"codes": ["h:H4"]},
    {"codes": ["tlp:RED\n"]}, {"codes": ["tlp:RЕD"]}, {"codes": ["tlр:RED"]}, {"codes": ["x:" + "X" * 49]},
    {"codes": ["a2345678901234567:X"]}, {"codes": ["9a:X"]}, {"codes": ["x:-a"]}, {"codes": ["x:é"]},
    {"codes": ["cls:SECRET"]}, {"codes": ["cls:alpha."]}, {"codes": ["cls:.SECRET"]},
    {"codes": ["tlp:RED", "tlp:AMBER"]}, {"codes": ["pap:RED", "pap:AMBER"]}, {"codes": ["tlp:RED", "tlp:RED"]},
    {"codes": ["h:H1", "h:H1"]}, {"codes": [f"s{i}:X" for i in range(33)]},
    {"rel": PARTY}, {"rel": {}}, {"rel": [None]}, {"rel": [PARTY.upper()]}, {"rel": False},
    {"orcon": None}, {"orcon": 0}, {"orcon": 1}, {"orcon": "true"},
    {"named": None}, {"named": "officer-7"}, {"named": ["Jane Doe"]}, {"named": ["officer-1234567890"]}, {"named": [7]},
    {"purpose": ""}, {"purpose": "Prevent terrorism"}, {"purpose": 5}, {"purpose": []}, {"purpose": False},
])  # fmt: skip
def test_another_form_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(BadHandling):
        handling.parse(label(**changed))


@pytest.mark.parametrize("value", [None, [], "tlp:RED", 5, True])
def test_a_label_is_an_object(value: object) -> None:
    with pytest.raises(BadHandling, match="an object"):
        handling.parse(value)


def test_an_unknown_member_is_no_fault() -> None:
    assert handling.parse(label(later=1)) == handling.parse(label())


@pytest.mark.parametrize(("codes", "tlp", "restrictions"), [
    ([], None, set()),
    (["tlp:RED", "h:H1", "h:H2"], "RED", {"H1", "H2"}),
    (["pap:RED", "cls:alpha.SECRET"], None, set()),
    (["nato:SECRET"], None, {"H3"}),
    (["tlpx:RED", "h:H0"], None, {"H0", "H3"}),
])  # fmt: skip
def test_an_unknown_scheme_counts_as_h3(codes: list[str], tlp: str | None, restrictions: set[str]) -> None:
    parsed = handling.parse(label(codes=codes))
    assert (parsed.tlp, parsed.restrictions) == (tlp, restrictions)


@given(st.lists(st.sampled_from([None, *handling.TLP])))
def test_the_strictest_is_as_strict_as_each(values: list[str | None]) -> None:
    labels = [handling.parse(label(codes=[] if value is None else [f"tlp:{value}"])) for value in values]
    strictest = handling.strictest_tlp(labels)
    given_ones = [value for value in values if value is not None]
    assert (strictest is None) == (not given_ones)
    assert all(handling.TLP.index(value) <= handling.TLP.index(str(strictest)) for value in given_ones)
    assert strictest is None or strictest in given_ones


@pytest.mark.shared
def test_every_label_in_the_protocol_s_vectors_is_read_and_written_back() -> None:
    vectors = read.spec()
    entries = [*vectors["ledger_AB"]["entries"], *vectors["ledger_BA"]["entries"]]
    labels = [strict_json.parse(b64.decode(entry["header"]))["handling"] for entry in entries]
    assert len(labels) == 11
    assert [handling.parse(value).to_wire() for value in labels] == labels
