"""All eight care processes within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "all-eight"
EXAMPLES = """
all eight | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | achieved
no HbA1c | blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | missed
no blood pressure | hba1c 55 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | missed
no cholesterol | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | missed
no creatinine | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | missed
no urine ACR | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | missed
no foot check | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | missed
no BMI | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; smoking never 2026-01-20 | missed
no smoking status | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20 | missed
an eGFR stands for creatinine | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; egfr 70 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | achieved
a status of the left foot is a foot check | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_risk_left low 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | achieved
a status of the right foot is a foot check | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_risk_right low 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | achieved
one of them just within 15 months | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2024-12-05; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | achieved
one of them exactly 15 months ago | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2024-12-04; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | missed
a declined one is not done | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20; process_declined 2026-01-20 foot | missed
none on record | | missed
"""

test_nda_2025_all_eight = measure_spec(SET, MEASURE, EXAMPLES)
