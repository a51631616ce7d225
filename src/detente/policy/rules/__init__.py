"""The rules of policy: a family a file, each rule a small named function; the order is data (`order.py`).

    actors, items             who acts; what state is it in
    agreement, handling       what the agreement covers; what the label forbids
    consent, protection       the originator's word; persons with a protected status
    persons, safeguards       what a record must say; risk, assurances, watches
    approval, sessions        four eyes; searches, matches, traces

A rule knows no other rule: each says for itself whether it stands against the act.
"""
