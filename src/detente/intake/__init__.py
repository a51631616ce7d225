"""Readers from bytes to `model`. So far the archive of a case; lists and payments come later."""
