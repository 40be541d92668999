"""A urine ACR within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "process-acr"
EXAMPLES = """
done this year | acr 2 2026-01-20 | achieved
just within 15 months | acr 2 2024-12-05 | achieved
exactly 15 months ago | acr 2 2024-12-04 | missed
after the day | acr 2 2026-03-05 | missed
none on record | | missed
declined is not done | process_declined 2026-01-20 acr | missed
a comparator is a result | acr <0.5 2026-01-20 | achieved
"""

test_nda_2025_process_acr = measure_spec(SET, MEASURE, EXAMPLES)
