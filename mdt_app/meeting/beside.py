"""What is recorded beside what was agreed: ticks, who tells the person, views, the tier."""

from dataclasses import dataclass

from mdt_app.meeting.values import Decision


@dataclass(frozen=True, slots=True)
class Beside:
    """What is recorded beside what was agreed. See `Decision` for each field."""

    considered: tuple[str, ...] = ()
    told_by: str = ""
    differed: str = ""
    tier: str = ""
    remit: str = ""
    coordinator: str = ""


NOTHING_BESIDE = Beside()


def beside_of(decision: Decision) -> Beside:
    """What was recorded beside what was agreed."""
    return Beside(
        decision.considered,
        decision.told_by,
        decision.differed,
        decision.tier,
        decision.remit,
        decision.coordinator,
    )
