"""Reads: what a screen, the command or the API shows, as frozen values. No query changes anything."""
