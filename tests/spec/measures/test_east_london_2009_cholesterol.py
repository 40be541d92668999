"""The latest total cholesterol within 15 months is at or below 4.0."""

from tests.spec.measures.tables import measure_spec

SET = "east-london-2009"
MEASURE = "cholesterol"
EXAMPLES = """
4.0 is at the limit | cholesterol 4.0 2026-01-20 | achieved
4.1 is above | cholesterol 4.1 2026-01-20 | missed
the mean of one day | cholesterol 4.0 2026-01-20; cholesterol 4.1 2026-01-20 | missed
below 4 is below | cholesterol <4 2026-01-20 | achieved
below 5 cannot answer | cholesterol <5 2026-01-20 | missed
a plain number of the same day is used | cholesterol <5 2026-01-20; cholesterol 3.9 2026-01-20 | achieved
the latest counts, not the best | cholesterol 3.5 2025-12-20; cholesterol 4.5 2026-01-20 | missed
HDL is no total cholesterol | hdl 1.2 2026-01-20 | missed
just within 15 months | cholesterol 4.0 2024-12-05 | achieved
exactly 15 months ago | cholesterol 4.0 2024-12-04 | missed
none on record | | missed
"""

test_east_london_2009_cholesterol = measure_spec(SET, MEASURE, EXAMPLES)
