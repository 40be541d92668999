"""HbA1c, blood pressure and cholesterol at target, of people with all three."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "three-targets-2013"
EXAMPLES = """
all at the limit | hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20; cholesterol 4.9 2026-01-20 | achieved
HbA1c 59 | hba1c 59 2026-01-20; blood_pressure 140/80 2026-01-20; cholesterol 4.9 2026-01-20 | missed
HbA1c below 60 cannot answer | hba1c <60 2026-01-20; blood_pressure 140/80 2026-01-20; cholesterol 4.9 2026-01-20 | missed
141 systolic | hba1c 58 2026-01-20; blood_pressure 141/80 2026-01-20; cholesterol 4.9 2026-01-20 | missed
81 diastolic | hba1c 58 2026-01-20; blood_pressure 140/81 2026-01-20; cholesterol 4.9 2026-01-20 | missed
at home the limit is the same | hba1c 58 2026-01-20; blood_pressure 140/80 home 2026-01-20; cholesterol 4.9 2026-01-20 | achieved
cholesterol 5.0 | hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20; cholesterol 5.0 2026-01-20 | missed
cholesterol below 6 cannot answer | hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20; cholesterol <6 2026-01-20 | missed
cholesterol below 5 | hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20; cholesterol <5 2026-01-20 | achieved
no HbA1c | blood_pressure 140/80 2026-01-20; cholesterol 4.9 2026-01-20 | not counted
no blood pressure | hba1c 58 2026-01-20; cholesterol 4.9 2026-01-20 | not counted
no cholesterol | hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | not counted
none of them | | not counted
HbA1c just within 15 months | hba1c 58 2024-12-05; blood_pressure 140/80 2026-01-20; cholesterol 4.9 2026-01-20 | achieved
HbA1c exactly 15 months ago | hba1c 58 2024-12-04; blood_pressure 140/80 2026-01-20; cholesterol 4.9 2026-01-20 | not counted
blood pressure just within 15 months | hba1c 58 2026-01-20; blood_pressure 140/80 2024-12-05; cholesterol 4.9 2026-01-20 | achieved
blood pressure exactly 15 months ago | hba1c 58 2026-01-20; blood_pressure 140/80 2024-12-04; cholesterol 4.9 2026-01-20 | not counted
cholesterol just within 15 months | hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20; cholesterol 4.9 2024-12-05 | achieved
cholesterol exactly 15 months ago | hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20; cholesterol 4.9 2024-12-04 | not counted
"""

test_nda_2025_three_targets_2013 = measure_spec(SET, MEASURE, EXAMPLES)
