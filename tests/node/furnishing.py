"""One of each thing that a house keeps, so that an operation finds what it is asked about."""

from __future__ import annotations

from datetime import timedelta

from detente.node.services import address_book, desks, house, officers, protecting, risking, shifts, templates
from tests.node.world import World


def furnished(world: World) -> None:
    """Let there be one of each thing at beta, each with the number 1, and a desk `duty`."""
    node, lia = world.nodes["beta"], officers.find(world.nodes["beta"], "lia")
    head = officers.add(node, name="chief", shown="Chief", role="head")
    place = desks.arrange(node, head, "duty", name="Permanence", main=True)
    desks.place(node, head, place, lia, "member")
    shifts.make(node, lia, place)
    templates.keep(node, lia, "Voyage", kind="notification", lang="fr", texts={"text": "Le {{today}}"})
    partner = world.partner("beta", "alpha")
    address_book.keep(node, lia, partner, "Permanence")
    risking.baseline(node, lia, partner, act="disclose", matter="ALP-1", level="low")
    protecting.protect(node, lia, names=["Marek Obrist"], statuses=["refugee"])
    until = node.now() + timedelta(days=30)
    risking.assure(node, head, partner, against=["torture"], text="Paroles.", until=until)
    house.set_four_eyes(node, head, True)
    assert house.set_four_eyes(node, head, False) is not None
