"""Use cases, one a module: load, call the pure rooms, commit state + outbox + audit record, then release."""
