"""Is it the same one? Empty until persons arrive; listed so that the contracts hold it apart from the first line."""
