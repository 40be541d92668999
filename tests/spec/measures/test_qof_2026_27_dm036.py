"""Not frail, aged up to the cap: the latest blood pressure is at or below 140 and 90."""

from tests.spec.measures.tables import measure_spec

SET = "qof-2026-27"
MEASURE = "DM036"
EXAMPLES = """
140/90 is at the limit | blood_pressure 140/90 2026-01-20 | achieved
141 systolic | blood_pressure 141/90 2026-01-20 | missed
91 diastolic | blood_pressure 140/91 2026-01-20 | missed
at home 135/85 is at the limit | blood_pressure 135/85 home 2026-01-20 | achieved
at home 136 systolic | blood_pressure 136/85 home 2026-01-20 | missed
at home 86 diastolic | blood_pressure 135/86 home 2026-01-20 | missed
clinic goes before home on one day | blood_pressure 140/90 clinic 2026-01-20; blood_pressure 150/95 home 2026-01-20 | achieved
a setting not stated is the clinic's | blood_pressure 140/90 2026-01-20; blood_pressure 150/95 home 2026-01-20 | achieved
the mean of one day at home | blood_pressure 130/80 home 2026-01-20; blood_pressure 141/80 home 2026-01-20 | missed
a later home reading is the latest | blood_pressure 130/80 clinic 2025-12-20; blood_pressure 138/80 home 2026-01-20 | missed
just within 12 months | blood_pressure 140/90 2025-03-05 | achieved
exactly 12 months ago | blood_pressure 140/90 2025-03-04 | missed
none on record | | missed
aged 79 | aged 79 | missed
aged 80 | aged 80 | not counted
none frailty | frailty none | missed
mild frailty | frailty mild | missed
moderate frailty | frailty moderate | not counted
severe frailty | frailty severe | not counted
frailty not recorded counts as none | frailty not recorded | missed
declined just within 12 months | blood_pressure 150/90 2026-01-20; declined_monitoring 2025-03-05 | excluded: declined
declined exactly 12 months ago | blood_pressure 150/90 2026-01-20; declined_monitoring 2025-03-04 | missed
unsuitable just within 12 months | blood_pressure 150/90 2026-01-20; unsuitable 2025-03-05 | excluded: unsuitable
unsuitable exactly 12 months ago | blood_pressure 150/90 2026-01-20; unsuitable 2025-03-04 | missed
invited twice, 7 days apart | invited 2025-03-05; invited 2025-03-12 | excluded: invited
invited twice, 6 days apart | invited 2025-03-05; invited 2025-03-11 | missed
the first invitation exactly 12 months ago | invited 2025-03-04; invited 2025-03-12 | missed
three invitations, the first and the last 7 days apart | invited 2025-05-01; invited 2025-05-04; invited 2025-05-08 | excluded: invited
invited once | invited 2025-05-01 | missed
what for is not asked | invited 2025-05-01 flu; invited 2025-05-20 foot | excluded: invited
invited twice, but there is a result | blood_pressure 150/90 2026-01-20; invited 2025-05-01; invited 2025-05-20 | missed
invited twice, a result at home is one | blood_pressure 150/90 home 2026-01-20; invited 2025-05-01; invited 2025-05-20 | missed
invited twice, the result just within 12 months | blood_pressure 150/90 2025-03-05; invited 2025-05-01; invited 2025-05-20 | missed
invited twice, the result exactly 12 months ago | blood_pressure 150/90 2025-03-04; invited 2025-05-01; invited 2025-05-20 | excluded: invited
invited twice, another result | hba1c 50 2026-01-20; invited 2025-05-01; invited 2025-05-20 | excluded: invited
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
at the limit and declined counts as achieved | blood_pressure 140/90 2026-01-20; declined_monitoring 2025-09-01 | achieved
"""

test_qof_2026_27_dm036 = measure_spec(SET, MEASURE, EXAMPLES)
