"""Readers from bytes to `model`. Empty until lists and payments arrive; listed so that the contracts hold it apart."""
