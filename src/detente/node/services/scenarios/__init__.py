"""`detente case run`: dialogues between simulated nodes, played from a file of steps."""
