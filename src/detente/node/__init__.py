"""The only room with effects: services, queries, stores, jobs, peers, clock, settings."""
