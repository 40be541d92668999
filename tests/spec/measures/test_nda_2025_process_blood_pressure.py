"""A blood pressure within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "process-blood-pressure"
EXAMPLES = """
done this year | blood_pressure 150/90 2026-01-20 | achieved
just within 15 months | blood_pressure 150/90 2024-12-05 | achieved
exactly 15 months ago | blood_pressure 150/90 2024-12-04 | missed
after the day | blood_pressure 150/90 2026-03-05 | missed
none on record | | missed
declined is not done | process_declined 2026-01-20 blood pressure | missed
at home counts | blood_pressure 150/90 home 2026-01-20 | achieved
"""

test_nda_2025_process_blood_pressure = measure_spec(SET, MEASURE, EXAMPLES)
