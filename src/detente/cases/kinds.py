"""All kinds of dialogue that this release plays, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.cases import (
    agreement,
    agreement_topic,
    contact,
    contact_reconciliation,
    correction,
    deconfliction,
    deconfliction_site,
    dispatch,
    event,
    feedback,
    handover_internal,
    match_session,
    notification,
    onward_consent,
    recall,
    redress,
    request_assistance,
    request_information,
    trace_session,
    warning,
)
from detente.cases.table import Table

_ALL: Final = (
    notification.TABLE,
    request_information.TABLE,
    request_assistance.TABLE,
    warning.TABLE,
    feedback.TABLE,
    correction.TABLE,
    recall.TABLE,
    onward_consent.TABLE,
    deconfliction.TABLE,
    deconfliction_site.TABLE,
    event.TABLE,
    match_session.TABLE,
    trace_session.TABLE,
    agreement.TABLE,
    agreement_topic.TABLE,
    contact.TABLE,
    contact_reconciliation.TABLE,
    redress.TABLE,
    handover_internal.TABLE,
    dispatch.TABLE,
)

TABLES: Final[Mapping[str, Table]] = MappingProxyType({table.kind: table for table in _ALL})
"""Each kind with its table, in the order in which the pages of the reference show them."""
