"""Is it the same one? `names` compares in the clear, `exact` by keys of what was written."""
