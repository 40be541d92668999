"""Whether a person has a care plan, as far as the record says. Pure."""

from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import spoken
from mdt_app.register.values import Record

_DUE_AFTER_DAYS = 456
"""Fifteen months, as the care processes: a plan is reviewed every year, and three months late."""


@dataclass(frozen=True, slots=True)
class CarePlan:
    """`state` is none, agreed, reviewed or overdue; `on` the last day of any, None without.

    `kind` is the event of that day, '' without.
    """

    state: str
    on: date | None = None
    kind: str = ""

    @property
    def words(self) -> str:
        """As in the banner: `Care plan agreed 3 Mar 2026`."""
        if self.on is None:
            return "No care plan recorded"
        if self.state == "overdue":
            return f"Care plan review overdue: last {spoken(self.on)}"
        return f"Care plan {self.state} {spoken(self.on)}"

    @property
    def in_short(self) -> str:
        """The same where there is little room: `Care plan Mar 2026`."""
        if self.on is None:
            return "No care plan"
        if self.state == "overdue":
            return "Care plan overdue"
        return f"Care plan {spoken(self.on).partition(' ')[2]}"


def care_plan_of(record: Record, on: date) -> CarePlan:
    """The care plan of one person as it stands on the day `on`."""
    today = on.toordinal()
    days = {
        kind: max((e.day for e in record.events if e.kind == kind and e.day <= today), default=0)
        for kind in ("care_plan_agreed", "care_plan_reviewed")
    }
    agreed, reviewed = days["care_plan_agreed"], days["care_plan_reviewed"]
    last = max(agreed, reviewed)
    if not last:
        return CarePlan("none")
    state = "reviewed" if reviewed >= agreed else "agreed"
    kind, day = f"care_plan_{state}", date.fromordinal(last)
    return CarePlan("overdue" if today - last > _DUE_AFTER_DAYS else state, day, kind)
