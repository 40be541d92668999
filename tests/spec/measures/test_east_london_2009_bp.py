"""The latest blood pressure within 15 months is at or below 140 and 80."""

from tests.spec.measures.tables import measure_spec

SET = "east-london-2009"
MEASURE = "bp"
EXAMPLES = """
140/80 is at the limit | blood_pressure 140/80 2026-01-20 | achieved
one above in the first number | blood_pressure 141/80 2026-01-20 | missed
one above in the second number | blood_pressure 140/81 2026-01-20 | missed
half above, as the mean of one day | blood_pressure 140/80 2026-01-20; blood_pressure 141/80 2026-01-20 | missed
the mean of one day at the limit | blood_pressure 130/80 2026-01-20; blood_pressure 150/80 2026-01-20 | achieved
at home the limit is the same | blood_pressure 140/80 home 2026-01-20 | achieved
at home, one above | blood_pressure 141/80 home 2026-01-20 | missed
clinic goes before home on one day | blood_pressure 140/80 clinic 2026-01-20; blood_pressure 160/80 home 2026-01-20 | achieved
a setting not stated is the clinic's | blood_pressure 160/80 2026-01-20; blood_pressure 140/80 home 2026-01-20 | missed
the latest counts, not the best | blood_pressure 120/70 2025-12-20; blood_pressure 160/80 2026-01-20 | missed
a later home reading is the latest | blood_pressure 160/80 clinic 2025-12-20; blood_pressure 140/80 home 2026-01-20 | achieved
one after the day does not exist | blood_pressure 140/80 2026-01-20; blood_pressure 160/80 2026-03-05 | achieved
just within 15 months | blood_pressure 140/80 2024-12-05 | achieved
exactly 15 months ago | blood_pressure 140/80 2024-12-04 | missed
none on record | | missed
"""

test_east_london_2009_bp = measure_spec(SET, MEASURE, EXAMPLES)
