"""Screens and endpoints on the node: `desk/` for officers, `peer/` for partners. No rules, no ORM."""
