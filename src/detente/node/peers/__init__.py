"""The way to partners: connections, and how they are pinned. No decision rests on them (DXP 11)."""
