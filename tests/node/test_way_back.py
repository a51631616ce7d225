"""A home that goes back to an earlier release keeps no row that this release alone can read."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connections

from detente.node.services import proposing
from detente.node.services.consents_entered import ENTER
from tests.node import test_going_further as base
from tests.node.test_going_further import three as three
from tests.node.test_handed_out_corrected import corrected, handed, owed
from tests.node.world import World


def test_open_tasks_and_proposals_that_an_earlier_release_does_not_know_are_gone(three: World) -> None:
    corrected(three, handed(three))
    beta = three.nodes["beta"]
    assert owed(three) != []
    proposing.set_down(beta, base.who(three, "noor"), ENTER, {"cid": "c"})
    call_command("migrate", "stores", "0034", database=beta.alias, verbosity=0)
    with connections[beta.alias].cursor() as cursor:
        cursor.execute("SELECT obligation FROM owed WHERE done_at IS NULL")
        assert cursor.fetchall() == []
        cursor.execute("SELECT state, decided_at IS NULL FROM proposal WHERE act = 'enter-consent'")
        assert [(state, bool(unknown)) for state, unknown in cursor.fetchall()] == [("declined", False)]
