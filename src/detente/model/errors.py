"""The tree of errors, by who must act.

`PeerError`: the partner sent something wrong; refuse, record, answer with its code. `LocalError`: ours, never sent.
`Unproved`: who asks here is not believed. `PolicyRefusal`: a lawful no, with its ground. Messages are one sentence for
a person; none carries content.
"""

from __future__ import annotations


class DetenteError(Exception):
    """Base of every error that Détente raises on purpose; `code` is stable and machine-readable."""

    code = "error"


class PeerError(DetenteError):
    """What a partner or a stranger sent does not hold; `code` is one of DXP 16."""


class LocalError(DetenteError):
    """Something on our side is wrong: a setting, a file, a passphrase, the disk. Its text says what to do."""

    code = "local"


class NotFound(LocalError):
    """The thing asked for does not exist here, or the officer may not know that it does."""

    code = "not-found"


class BadInput(LocalError):
    """A person or a script gave a value that cannot be used; the text says which, and what to give."""

    code = "bad-input"


class Unproved(LocalError):
    """Who asks did not prove that it is them, such as by a passphrase; the text says what did not open."""

    code = "unproved"


class PolicyRefusal(DetenteError):
    """A lawful no. `code` is the inner ground; what travels is decided in `policy` alone."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
