"""The production check of a node made by `detente init`, before and after the operator did what it says."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.e2e.nodes import Commands, RealNode


def test_a_fresh_node_is_told_to_take_its_root_keys_away(commands: Commands, tmp_path: Path) -> None:
    node = RealNode(tmp_path / "new", "NEW", commands, secure=True)
    assert node.init()().code == 0
    said = node.run("check", "--json")
    assert said.code == 1
    levels = {line["code"]: line["level"] for line in said.lines}
    assert levels["offline-keys"] == "must"
    assert (levels["mode"], levels["development"], levels["durability"]) == ("fine", "fine", "fine")

    shutil.rmtree(node.home / "offline")
    levels = {line["code"]: line["level"] for line in node.run("check", "--json").lines}
    assert levels["offline-keys"] == "fine"
    assert "chmod" not in node.run("check").out
