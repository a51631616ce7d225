"""Agreements, and the pure decision what may be sent, kept, opened, used, passed on, with its ground."""
