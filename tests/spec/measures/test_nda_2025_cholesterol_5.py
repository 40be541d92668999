"""Of people with a total cholesterol, the latest is below 5."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "cholesterol-5"
EXAMPLES = """
4.9 is below 5 | cholesterol 4.9 2026-01-20 | achieved
5.0 is not below 5 | cholesterol 5.0 2026-01-20 | missed
the mean of one day | cholesterol 4.8 2026-01-20; cholesterol 5.2 2026-01-20 | missed
below 5 is below | cholesterol <5 2026-01-20 | achieved
at or below 5 cannot answer | cholesterol <=5 2026-01-20 | missed
below 6 cannot answer | cholesterol <6 2026-01-20 | missed
5 or above is not | cholesterol >=5 2026-01-20 | missed
the latest counts, not the best | cholesterol 3.0 2025-12-20; cholesterol 5.5 2026-01-20 | missed
just within 15 months | cholesterol 4.9 2024-12-05 | achieved
exactly 15 months ago | cholesterol 4.9 2024-12-04 | not counted
non-HDL is no total cholesterol | non_hdl 2.0 2026-01-20 | not counted
none on record | | not counted
"""

test_nda_2025_cholesterol_5 = measure_spec(SET, MEASURE, EXAMPLES)
