"""Readers of what users hold: bytes in; out come entities as statements, what was refused, what a person must see."""
