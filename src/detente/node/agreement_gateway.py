"""Agreements with a partner, for one officer (`queries.agreement_page.AgreementDesk`).

What a passkey signs is the hash of the act as it leaves: the partner, the agreement, the act and every value in it. It
is computed again when the act is done, so a form whose values changed in between is not covered by the signature.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from detente.cases.table import NoSuchStep, NotInRole
from detente.crypto.hashing import tagged
from detente.model import b64
from detente.model.canonical import canonical
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.case_gateway import NotNow
from detente.node.context import Node
from detente.node.queries import agreement_screen
from detente.node.queries.agreement_page import AgreementAct, AgreementDeed, AgreementsPage, Passing, Prepared
from detente.node.queries.desk import Signing
from detente.node.services import agreeing, agreement_drafting, agreements, officers, passkeys, waiting
from detente.node.services.agreement_doing import WaitsForSecond
from detente.node.services.agreements import Known
from detente.node.services.asserting import Assertion
from detente.node.services.duties import RoleRefused
from detente.node.stores import partners
from detente.node.stores.models import Entry, Officer, Partner
from detente.policy.agreement_text import FullAgreement

TAG: Final = "detente/1 agreement act"
_PASSING: Final[Mapping[Passing, tuple[str, ...] | None]] = {"": None, "life": ("life",), "nothing": ()}
_Do = Callable[[Node, Officer, Partner, str, AgreementDeed, Assertion | None], Entry]


class AgreementGateway:
    """A part of the desk on a real node."""

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        raise AssertionError("the whole desk says who asks")

    def _asserted(self, node: Node, officer: Officer, text: str | None, challenge: bytes) -> Assertion | None:
        raise AssertionError("the whole desk verifies passkeys")

    def agreements(self, officer_id: int, code: str) -> AgreementsPage:
        """See `AgreementDesk`."""
        node, officer = self._who(officer_id)
        return agreement_screen.page(node, officer, partners.find(node.alias, code))

    def agreement_prepare(
        self, officer_id: int, code: str, named: str, act: AgreementAct, deed: AgreementDeed
    ) -> Prepared:
        """See `AgreementDesk`."""
        node, officer = self._who(officer_id)
        partner = partners.find(node.alias, code)
        text = _text(node, partner, named, deed)
        agreement = None if text is None else agreeing.read(node, partner, text)
        if agreement is None and act == "sign":
            agreement = _named(agreements.known(node.alias, partner), partner, named)
        return Prepared(
            Signing(b64.encode(_subject(node, partner, named, act, deed)), passkeys.credential_ids(node, officer)),
            "" if agreement is None else agreement.id,
            None if agreement is None else agreement_screen.terms(partners.pair_of(node.alias, partner), agreement),
        )

    def agreement_act(
        self,
        officer_id: int,
        code: str,
        named: str,
        act: AgreementAct,
        deed: AgreementDeed,
        *,
        assertion: str | None,
    ) -> str:
        """See `AgreementDesk`."""
        node, officer = self._who(officer_id)
        partner = partners.find(node.alias, code)
        asserted = self._asserted(node, officer, assertion, _subject(node, partner, named, act, deed))
        try:
            _ACTS[act](node, officer, partner, named, deed, asserted)
        except WaitsForSecond as waits:
            return str(waiting.agreement(node, officer, partner, waits.doing, asserted)["draft"])
        except NoSuchStep as error:
            raise NotNow(str(error)) from error
        except NotInRole as error:
            raise RoleRefused from error
        return ""


def _draft(
    node: Node, officer: Officer, partner: Partner, named: str, deed: AgreementDeed, assertion: Assertion | None
) -> Entry:
    heard = officers.find(node, deed.heard) if deed.heard else None
    return agreeing.sign(
        node, officer, partner, _text(node, partner, named, deed) or {}, heard=heard, assertion=assertion
    )


def _sign(
    node: Node, officer: Officer, partner: Partner, named: str, deed: AgreementDeed, assertion: Assertion | None
) -> Entry:
    """Sign the partner's text: a draft is countersigned, a counter-draft is signed as our own in its dialogue."""
    heard = officers.find(node, deed.heard) if deed.heard else None
    known = agreements.known(node.alias, partner)
    if named in known.countered:
        text = _named(known, partner, named).text
        return agreeing.sign(node, officer, partner, text, heard=heard, assertion=assertion)
    return agreeing.countersign(node, officer, partner, named, heard=heard, assertion=assertion)


def _named(known: Known, partner: Partner, named: str) -> FullAgreement:
    text = known.unsigned[named][0] if named in known.unsigned else known.texts.get(named)
    if not isinstance(text, FullAgreement):
        raise NotFound(f"No agreement {named} with {partner.code} is known here.")
    return text


def _counter(
    node: Node, officer: Officer, partner: Partner, named: str, deed: AgreementDeed, assertion: Assertion | None
) -> Entry:
    return agreeing.counter(node, officer, partner, named, _text(node, partner, named, deed) or {}, assertion=assertion)


def _suspend(
    node: Node, officer: Officer, partner: Partner, named: str, deed: AgreementDeed, assertion: Assertion | None
) -> Entry:
    return agreeing.suspend(
        node,
        officer,
        partner,
        named,
        reason=deed.reason,
        mode=deed.mode,
        topic=deed.topic or None,
        exempt=_PASSING[deed.passing],
        assertion=assertion,
    )


def _notice(
    node: Node, officer: Officer, partner: Partner, named: str, deed: AgreementDeed, assertion: Assertion | None
) -> Entry:
    if deed.end is None:
        raise BadInput("Say when the agreement ends.")
    return agreeing.give_notice(node, officer, partner, named, end=deed.end, plan=deed.plan, assertion=assertion)


_ACTS: Final[Mapping[AgreementAct, _Do]] = {
    "draft": _draft,
    "sign": _sign,
    "counter": _counter,
    "decline": lambda node, officer, partner, named, deed, assertion: agreeing.decline(
        node, officer, partner, named, reason=deed.reason, assertion=assertion
    ),
    "withdraw": lambda node, officer, partner, named, deed, assertion: agreeing.withdraw(
        node, officer, partner, named, assertion=assertion
    ),
    "suspend": _suspend,
    "lift": lambda node, officer, partner, named, deed, assertion: agreeing.lift(
        node, officer, partner, named, topic=deed.topic or None, assertion=assertion
    ),
    "notice": _notice,
    "certify": lambda node, officer, partner, named, deed, assertion: agreeing.certify(
        node, officer, partner, named, data=deed.data, ground=deed.ground, assertion=assertion
    ),
}


def _text(node: Node, partner: Partner, named: str, deed: AgreementDeed) -> dict[str, Any] | None:
    """Give the text that the values write; the same values give the same bytes, so its id stands between two forms.

    An answer to the text `named` keeps of it what no field of the form says.
    """
    if deed.wording is None:
        return None
    words = deed.wording
    kept = _kept(node, partner, named) if named else {}
    return agreement_drafting.draft(
        node,
        partner.code,
        topics=list(words.topics),
        excluded=list(words.excluded),
        ours=list(words.ours),
        theirs=list(words.theirs),
        purposes=list(words.purposes),
        law=words.law,
        ref=words.ref,
        ceiling=[f"tlp:{words.tlp}", *kept.pop("ceiling", ())],
        preset=words.preset,
        opened=words.opened,
        begins=words.begins,
        ends=words.ends,
        run_off_days=words.run_off,
        review_days=words.review,
        delete_days=words.delete,
        replaces=list(words.replaces),
        **kept,
    )


def _kept(node: Node, partner: Partner, named: str) -> dict[str, Any]:
    """Give the terms of a text that the form has no field for, as `agreement_drafting.draft` takes them."""
    text = _named(agreements.known(node.alias, partner), partner, named).text
    budgets = text["budgets"]
    return {
        "ceiling": [code for code in text["ceiling"] if not code.startswith("tlp:")],
        "classes": text["classes"],
        "nil_after_urgent": text["nil_after"]["urgent"],
        "nil_after_other": text["nil_after"]["other"],
        "exempt": text["exempt"],
        "lists": budgets["lists"],
        "elements": budgets["elements"],
        "rounds": budgets["rounds"],
    }


def _subject(node: Node, partner: Partner, named: str, act: AgreementAct, deed: AgreementDeed) -> bytes:
    said = {name: _plain(value) for name, value in asdict(deed).items() if name != "wording"}
    whole = {
        "party": partner.party,
        "agreement": named or None,
        "act": act,
        "said": said,
        "text": _text(node, partner, named, deed),
    }
    return tagged(TAG, canonical(whole))


def _plain(value: object) -> object:
    return format_instant(value) if isinstance(value, datetime) else value
