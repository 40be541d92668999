"""The mean of the latest HbA1c: whose counts, and with what value."""

from tests.spec.measures.tables import measure_spec

SET = "east-london-2009"
MEASURE = "hba1c-mean"
EXAMPLES = """
the latest | hba1c 70 2025-12-20; hba1c 60 2026-01-20 | counts 60
the mean of one day, not rounded | hba1c 60 2026-01-20; hba1c 61 2026-01-20 | counts 60.5
a comparator is left out | hba1c <30 2026-01-20 | not counted
a comparator on the latest day is not replaced by an older number | hba1c 60 2025-12-20; hba1c >130 2026-01-20 | not counted
a plain number of the same day is used | hba1c <30 2026-01-20; hba1c 29 2026-01-20 | counts 29
just within 15 months | hba1c 60 2024-12-05 | counts 60
exactly 15 months ago | hba1c 60 2024-12-04 | not counted
one after the day does not exist | hba1c 60 2026-01-20; hba1c 80 2026-03-05 | counts 60
none on record | | not counted
"""

test_east_london_2009_hba1c_mean = measure_spec(SET, MEASURE, EXAMPLES)
