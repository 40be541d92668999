"""Blood pressure at or below 140 and 80, and total cholesterol at or below 4.0."""

from tests.spec.measures.tables import measure_spec

SET = "east-london-2009"
MEASURE = "bp-and-cholesterol"
EXAMPLES = """
both at the limit | blood_pressure 140/80 2026-01-20; cholesterol 4.0 2026-01-20 | achieved
141 systolic | blood_pressure 141/80 2026-01-20; cholesterol 4.0 2026-01-20 | missed
81 diastolic | blood_pressure 140/81 2026-01-20; cholesterol 4.0 2026-01-20 | missed
cholesterol 4.1 | blood_pressure 140/80 2026-01-20; cholesterol 4.1 2026-01-20 | missed
cholesterol below 4 | blood_pressure 140/80 2026-01-20; cholesterol <4 2026-01-20 | achieved
cholesterol below 5 cannot answer | blood_pressure 140/80 2026-01-20; cholesterol <5 2026-01-20 | missed
on different days, both latest | blood_pressure 140/80 2025-06-01; cholesterol 4.0 2026-01-20 | achieved
blood pressure just within 15 months | blood_pressure 140/80 2024-12-05; cholesterol 4.0 2026-01-20 | achieved
blood pressure exactly 15 months ago | blood_pressure 140/80 2024-12-04; cholesterol 4.0 2026-01-20 | missed
cholesterol just within 15 months | blood_pressure 140/80 2026-01-20; cholesterol 4.0 2024-12-05 | achieved
cholesterol exactly 15 months ago | blood_pressure 140/80 2026-01-20; cholesterol 4.0 2024-12-04 | missed
no cholesterol | blood_pressure 140/80 2026-01-20 | missed
no blood pressure | cholesterol 4.0 2026-01-20 | missed
neither | | missed
"""

test_east_london_2009_bp_and_cholesterol = measure_spec(SET, MEASURE, EXAMPLES)
