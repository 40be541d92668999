"""An HbA1c within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "process-hba1c"
EXAMPLES = """
done this year | hba1c 55 2026-01-20 | achieved
just within 15 months | hba1c 55 2024-12-05 | achieved
exactly 15 months ago | hba1c 55 2024-12-04 | missed
after the day | hba1c 55 2026-03-05 | missed
none on record | | missed
declined is not done | process_declined 2026-01-20 HbA1c | missed
a comparator is a result | hba1c <20 2026-01-20 | achieved
"""

test_nda_2025_process_hba1c = measure_spec(SET, MEASURE, EXAMPLES)
