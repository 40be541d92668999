"""Of people with an HbA1c, the latest is at or below 48."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "hba1c-48"
EXAMPLES = """
48 is at the limit | hba1c 48 2026-01-20 | achieved
49 is above | hba1c 49 2026-01-20 | missed
the mean of one day, not rounded | hba1c 48 2026-01-20; hba1c 49 2026-01-20 | missed
the mean of one day at the limit | hba1c 47 2026-01-20; hba1c 49 2026-01-20 | achieved
below 48 is below | hba1c <48 2026-01-20 | achieved
at or below 48 is too | hba1c <=48 2026-01-20 | achieved
below 50 cannot answer | hba1c <50 2026-01-20 | missed
above 48 is above | hba1c >48 2026-01-20 | missed
a plain number of the same day is used | hba1c <50 2026-01-20; hba1c 48 2026-01-20 | achieved
the latest counts, not the best | hba1c 40 2025-12-20; hba1c 58 2026-01-20 | missed
one after the day does not exist | hba1c 48 2026-01-20; hba1c 58 2026-03-05 | achieved
on the day itself | hba1c 58 2026-01-20; hba1c 48 2026-03-04 | achieved
just within 15 months | hba1c 48 2024-12-05 | achieved
exactly 15 months ago | hba1c 48 2024-12-04 | not counted
none on record | | not counted
an own target changes nothing here | target 68; hba1c 58 2026-01-20 | missed
"""

test_nda_2025_hba1c_48 = measure_spec(SET, MEASURE, EXAMPLES)
