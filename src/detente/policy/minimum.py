"""What a request must say before it leaves: the minimum content, and each thing that is missing in one sentence.

Directive (EU) 2023/977, art. 4(3)-(5): what is asked, why it is necessary, the facts and the offence, how the persons
are linked to the purpose, urgency with its reason, limits on use, and the language. A request without them would be
asked back or refused for its form; so it is stopped at the desk where it was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.policy.reasons import MISSING, Missing
from detente.policy.urgencies import URGENCIES


def missing(payload: Mapping[str, Any], *, law: str) -> tuple[Missing, ...]:
    """Give what a payload of a request lacks, in the order of the list. `law`: that of the request or its agreement."""
    lacking = {
        "purpose": not _said(payload.get("necessary")),
        "legal-basis": not law.strip(),
        "facts": not _said(payload.get("purpose_facts")),
        "person-link": not _said(payload.get("person_link")),
        "what-exactly": not any(_said(each) for each in payload.get("wanted") or ()),
        "urgency-reason": payload.get("urgency") not in (None, *URGENCIES),
        "use-limits": not _said(payload.get("use_limits")),
        "evaluation": any(not _evaluated(record) for record in payload.get("records") or ()),
        "language": any(part.get("lang") in (None, "", "und") for part in payload.get("parts") or ()),
    }
    return tuple(each for code, each in MISSING.items() if lacking.get(code, False))


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _evaluated(record: Mapping[str, Any]) -> bool:
    evaluation = record.get("evaluation")
    return isinstance(evaluation, Mapping) and _said(evaluation.get("code"))
