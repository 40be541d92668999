"""What is recorded beside what was agreed: ticks, who tells the person, views, the tier."""

import json
from dataclasses import asdict, dataclass

from mdt_app.meeting.values import Decision


@dataclass(frozen=True, slots=True)
class Beside:
    """What is recorded beside what was agreed. See `Decision` for each field."""

    considered: tuple[str, ...] = ()
    told_by: str = ""
    differed: str = ""
    tier: str = ""
    remit: str = ""


NOTHING_BESIDE = Beside()


def beside_of(decision: Decision) -> Beside:
    """What was recorded beside what was agreed."""
    return Beside(
        decision.considered, decision.told_by, decision.differed, decision.tier, decision.remit
    )


def as_draft(beside: Beside) -> str:
    """As text, to be kept before anything is agreed; nothing is ''.

    >>> from_draft(as_draft(Beside(("comorbidity",), "N. Patel"))).told_by
    'N. Patel'
    """
    return "" if beside == NOTHING_BESIDE else json.dumps(asdict(beside), ensure_ascii=False)


def from_draft(text: str) -> Beside:
    """The same from text."""
    held = json.loads(text) if text else {}
    return Beside(**{**held, "considered": tuple(held.get("considered", ()))})
