"""A smoking status within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "process-smoking"
EXAMPLES = """
done this year | smoking never 2026-01-20 | achieved
just within 15 months | smoking never 2024-12-05 | achieved
exactly 15 months ago | smoking never 2024-12-04 | missed
after the day | smoking never 2026-03-05 | missed
none on record | | missed
declined is not done | process_declined 2026-01-20 smoking | missed
current is a status | smoking current 2026-01-20 | achieved
"""

test_nda_2025_process_smoking = measure_spec(SET, MEASURE, EXAMPLES)
