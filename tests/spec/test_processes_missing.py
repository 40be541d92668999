"""Three or more of the eight care processes not done within 15 months."""

from tests.spec.tables import spec

RULE = "processes-missing"
EXAMPLES = """
two missing | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; foot_check 2026-01-20 | clear
three missing | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20 | raised | 3 of 8 processes missing — foot check (never recorded), BMI (never recorded) and smoking status (never recorded)
nothing at all |  | raised | 8 of 8 processes missing
an eGFR stands for the creatinine | egfr 80 2026-01-20; hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; acr 1 2026-01-20; foot_check 2026-01-20 | clear
a foot status is a foot check | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; foot_risk_right low 2026-01-20 | clear
BMI and smoking count | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; bmi 30 2026-01-20; smoking ex 2026-01-20 | clear
weight and height do not make a BMI | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; weight 80 2026-01-20; height 170 2026-01-20 | raised
an eye screen is not among the eight | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; retinal_screen_attended 2026-01-20 | raised
done exactly 15 months ago is not done | hba1c 50 2024-12-04; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; foot_check 2026-01-20 | raised | HbA1c (last 4 Dec 2024)
done the day after is done | hba1c 50 2024-12-05; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; foot_check 2026-01-20 | clear
a declined process is not done | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; process_declined 2026-01-20 foot_check | raised
a comparator is a result | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; egfr >90 2026-01-20; acr <3 2026-01-20; foot_check 2026-01-20 | clear
newly diagnosed | diagnosed 2025-12-04 | clear | within 3 months
newly registered | registered 2026-02-04 | clear | registered 4 Feb 2026
registered 3 months and a day ago | registered 2025-12-03 | raised
no blood pressure, BMI or smoking status | hba1c 50 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; foot_check 2026-01-20 | raised
no total cholesterol, BMI or smoking status | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; foot_check 2026-01-20 | raised
no creatinine, BMI or smoking status | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; acr 1 2026-01-20; foot_check 2026-01-20 | raised
no urine ACR, BMI or smoking status | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; foot_check 2026-01-20 | raised
a status of the left foot is a foot check | hba1c 50 2026-01-20; blood_pressure 130/70 2026-01-20; cholesterol 4 2026-01-20; creatinine 80 2026-01-20; acr 1 2026-01-20; foot_risk_left low 2026-01-20 | clear
"""

test_processes_missing = spec(RULE, EXAMPLES)
