"""The pages of oversight: it reads everything, changes nothing, and writes each reading to itself."""
