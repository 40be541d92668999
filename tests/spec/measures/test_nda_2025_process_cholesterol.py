"""A total cholesterol within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "process-cholesterol"
EXAMPLES = """
done this year | cholesterol 6.1 2026-01-20 | achieved
just within 15 months | cholesterol 6.1 2024-12-05 | achieved
exactly 15 months ago | cholesterol 6.1 2024-12-04 | missed
after the day | cholesterol 6.1 2026-03-05 | missed
none on record | | missed
declined is not done | process_declined 2026-01-20 cholesterol | missed
HDL alone is not | hdl 1.2 2026-01-20 | missed
"""

test_nda_2025_process_cholesterol = measure_spec(SET, MEASURE, EXAMPLES)
