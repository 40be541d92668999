"""Newly diagnosed: referred to structured education within 9 months."""

from tests.spec.measures.tables import measure_spec

SET = "qof-2026-27"
MEASURE = "DM014"
EXAMPLES = """
referred | diagnosed 2025-04-10; education_referred 2025-05-01 | achieved
offered | diagnosed 2025-04-10; education_offered 2025-05-01 | achieved
attended | diagnosed 2025-04-10; education_attended 2025-05-01 | achieved
completed | diagnosed 2025-04-10; education_completed 2025-05-01 | achieved
on the day of diagnosis | diagnosed 2025-04-10; education_referred 2025-04-10 | achieved
the day before diagnosis | diagnosed 2025-04-10; education_referred 2025-04-09 | missed
the same day 9 months later is included | diagnosed 2025-04-10; education_referred 2026-01-10 | achieved
a day more is too late | diagnosed 2025-04-10; education_referred 2026-01-11 | missed
none on record | diagnosed 2025-04-10 | missed
diagnosed last month, not referred yet | diagnosed 2026-02-10 | missed
diagnosed just within 12 months | diagnosed 2025-03-05 | missed
diagnosed exactly 12 months ago | diagnosed 2025-03-04 | not counted
diagnosed on the day | diagnosed 2026-03-04 | missed
no date of diagnosis | diagnosed never | not counted
declined just within 12 months | diagnosed 2025-04-10; declined_monitoring 2025-03-05 | excluded: declined
declined exactly 12 months ago | diagnosed 2025-04-10; declined_monitoring 2025-03-04 | missed
education declined just within 12 months | diagnosed 2025-03-05; education_declined 2025-03-05 | excluded: declined
education declined exactly 12 months ago | diagnosed 2025-04-10; education_declined 2025-03-04 | missed
unsuitable just within 12 months | diagnosed 2025-04-10; unsuitable 2025-03-05 | excluded: unsuitable
unsuitable exactly 12 months ago | diagnosed 2025-04-10; unsuitable 2025-03-04 | missed
declined before unsuitable | diagnosed 2025-04-10; education_declined 2025-09-01; unsuitable 2025-09-01 | excluded: declined
referred and declined counts as achieved | diagnosed 2025-04-10; education_referred 2025-05-01; education_declined 2025-06-01 | achieved
"""

test_qof_2026_27_dm014 = measure_spec(SET, MEASURE, EXAMPLES)
