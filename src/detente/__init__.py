"""Détente: sovereign nodes that exchange sealed, signed, receipted messages and can prove it afterwards.

Twelve rooms, imports downwards only (docs/reference/rooms.md). Nine of them are pure: values in, values out.
"""
