"""A retinal screen attended within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "retinal"
EXAMPLES = """
attended this year | retinal_screen_attended 2025-09-01 | achieved
just within 15 months | retinal_screen_attended 2024-12-05 | achieved
exactly 15 months ago | retinal_screen_attended 2024-12-04 | missed
none on record | | missed
missed is not attended | retinal_screen_missed 2025-09-01 | missed
declined is not attended | retinal_screen_declined 2025-09-01 | missed
a grade is no attendance | retinal_left R0 M0 2026-01-20; retinal_right R0 M0 2026-01-20 | missed
attended after the day | retinal_screen_attended 2026-03-05 | missed
"""

test_nda_2025_retinal = measure_spec(SET, MEASURE, EXAMPLES)
