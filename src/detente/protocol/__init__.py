"""DXP/1 between two parties as sans-IO machines. Clauses of the specification are cited as "DXP n.n"."""
