"""Saving a decision: from the call to the moment it is safe on disk."""

import statistics
from pathlib import Path

from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import plan_meeting
from mdt_app.meeting.values import Meeting
from mdt_app.register.queries import people
from tests.bench.invented_store import PRACTICES, TODAY
from tests.bench.measuring import Row, milliseconds, percentile, seconds
from tests.bench.stores import make_store, opened

PEOPLE, SAVES = 3000, 200


def rows(folder: Path) -> list[Row]:
    """One row: the 99th percentile, which is what somebody would notice."""
    with opened(make_store(folder, PEOPLE)) as ws:
        with ws.vault.reading() as reading:
            numbers = [person.nhs_number for person in people(reading)[:SAVES]]
        meeting = plan_meeting(ws, Meeting("", "Bench", TODAY, "13:00", "Here", tuple(PRACTICES)))

        def save(number: str) -> float:
            return seconds(
                lambda: record_decision(ws, meeting.id, number, ("intensify",), "As discussed.")
            )

        times = [save(number) for number in numbers]
    slow = percentile(times, 0.99)
    return [
        Row(
            "save a decision, median and 99th percentile",
            f"{milliseconds(statistics.median(times))}, {milliseconds(slow)}",
            "–",
            "–",
            "≤ 20 ms",
            slow <= 0.020,
        )
    ]
