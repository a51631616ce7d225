"""Decide a file of questions to policy (`detente policy decide`), in the format of `policy_cases.json`.

    members.py    the members of a JSON object, each of its type or a sentence what is wrong
    questions.py  one question, read into the values that policy decides on
    run.py        the file: a base, rows that replace some of its members, a result for each

Nothing is guessed: a member that is missing or has another form stops the file with a sentence that names it. A value
that this release does not know (a state, a label, a role) is not bad input; the rules refuse what they do not know.
"""
