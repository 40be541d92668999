"""All eight care processes within 12 months."""

from tests.spec.measures.tables import measure_spec

SET = "qof-2026-27"
MEASURE = "DM037"
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
one of them just within 12 months | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2025-03-05; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | achieved
one of them exactly 12 months ago | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2025-03-04; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20 | missed
a declined one is not done | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20; process_declined 2026-01-20 foot | missed
none on record | | missed
declined just within 12 months | declined_monitoring 2025-03-05 | excluded: declined
declined exactly 12 months ago | declined_monitoring 2025-03-04 | missed
unsuitable just within 12 months | unsuitable 2025-03-05 | excluded: unsuitable
unsuitable exactly 12 months ago | unsuitable 2025-03-04 | missed
invited twice, 7 days apart | invited 2025-03-05; invited 2025-03-12 | excluded: invited
invited twice, 6 days apart | invited 2025-03-05; invited 2025-03-11 | missed
the first invitation exactly 12 months ago | invited 2025-03-04; invited 2025-03-12 | missed
three invitations, the first and the last 7 days apart | invited 2025-05-01; invited 2025-05-04; invited 2025-05-08 | excluded: invited
invited once | invited 2025-05-01 | missed
what for is not asked | invited 2025-05-01 flu; invited 2025-05-20 foot | excluded: invited
invited twice, one of the eight missing | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20; invited 2025-05-01; invited 2025-05-20 | excluded: invited
registered on the day | registered 2026-03-04 | excluded: registered
registered just within 9 months | registered 2025-06-05 | excluded: registered
registered exactly 9 months ago | registered 2025-06-04 | missed
no date of being registered | registered never | missed
diagnosed on the day | diagnosed 2026-03-04 | excluded: diagnosed
diagnosed just within 9 months | diagnosed 2025-06-05 | excluded: diagnosed
diagnosed exactly 9 months ago | diagnosed 2025-06-04 | missed
no date of being diagnosed | diagnosed never | missed
declined before unsuitable | declined_monitoring 2025-09-01; unsuitable 2025-09-01 | excluded: declined
unsuitable before invited | unsuitable 2025-09-01; invited 2025-09-01; invited 2025-09-20 | excluded: unsuitable
invited before registered | invited 2025-09-01; invited 2025-09-20; registered 2025-09-01 | excluded: invited
registered before diagnosed | registered 2025-09-01; diagnosed 2025-09-01 | excluded: registered
all eight and declined counts as achieved | hba1c 55 2026-01-20; blood_pressure 150/90 2026-01-20; cholesterol 6.1 2026-01-20; creatinine 80 2026-01-20; acr 2 2026-01-20; foot_check 2026-01-20; bmi 28 2026-01-20; smoking never 2026-01-20; declined_monitoring 2025-09-01 | achieved
"""

test_qof_2026_27_dm037 = measure_spec(SET, MEASURE, EXAMPLES)
