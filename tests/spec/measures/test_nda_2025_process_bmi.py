"""A BMI within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "process-bmi"
EXAMPLES = """
done this year | bmi 28 2026-01-20 | achieved
just within 15 months | bmi 28 2024-12-05 | achieved
exactly 15 months ago | bmi 28 2024-12-04 | missed
after the day | bmi 28 2026-03-05 | missed
none on record | | missed
declined is not done | process_declined 2026-01-20 bmi | missed
weight and height make no BMI here | weight 80 2026-01-20; height 170 2026-01-20 | missed
"""

test_nda_2025_process_bmi = measure_spec(SET, MEASURE, EXAMPLES)
