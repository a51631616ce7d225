"""DXP/1 between two parties as sans-IO machines. Normative text: the DXP/1 specification; clauses are cited as "DXP n.n"."""
