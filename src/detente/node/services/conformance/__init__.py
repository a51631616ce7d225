"""Run a file of test vectors (`spec/vectors.json` and others of its format) against this release.

    vectors.py    the file, read: parties, keys, ledgers, marks
    identities.py, proofs.py, ledgers.py   what must come out as written; sections.py names them
    objects.py    single objects that must be refused with one code
    reception.py  parcels that a receiver takes or refuses, in a given state
    run.py        all cases of a file, one outcome each

The cases stand in a file of others: nothing is known of their names or number, and one that cannot be read costs its
own outcome, never that of the rest.
"""
