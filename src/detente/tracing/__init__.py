"""Chains of financing. Empty until payments arrive; listed so that the contracts hold it apart."""
