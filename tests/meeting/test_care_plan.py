"""Whether there is a care plan, as far as the record says. The day asked is 26 November 2026."""

from datetime import date

import pytest

from mdt_app.meeting.care_plan import care_plan_of
from tests.spec.tables import record_from

ON = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ("medication_review 2026-03-03", "No care plan recorded"),
        ("care_plan_agreed 2026-03-03", "Care plan agreed 3 Mar 2026"),
        ("care_plan_agreed 2025-09-01; care_plan_reviewed 2026-03-03",
         "Care plan reviewed 3 Mar 2026"),
        ("care_plan_agreed 2026-03-03; care_plan_reviewed 2025-09-01",
         "Care plan agreed 3 Mar 2026"),
        ("care_plan_agreed 2025-08-27", "Care plan agreed 27 Aug 2025"),
        ("care_plan_agreed 2025-08-26", "Care plan review overdue: last 26 Aug 2025"),
        ("care_plan_agreed 2026-11-26", "Care plan agreed 26 Nov 2026"),
        ("care_plan_agreed 2026-11-27", "No care plan recorded"),
    ],
)  # fmt: skip
def test_a_care_plan_is_said_with_its_day(items, words):
    record, _on, _entered = record_from(items)
    assert care_plan_of(record, ON).words == words
