"""With moderate or severe frailty: the latest HbA1c is at or below 75."""

from tests.spec.measures.tables import measure_spec

SET = "qof-2026-27"
MEASURE = "DM021"
EXAMPLES = """
75 is at the limit | frailty moderate; hba1c 75 2026-01-20 | achieved
76 is above | frailty moderate; hba1c 76 2026-01-20 | missed
the mean of one day, not rounded | frailty moderate; hba1c 75 2026-01-20; hba1c 76 2026-01-20 | missed
below 75 is below | frailty moderate; hba1c <75 2026-01-20 | achieved
below 77 cannot answer | frailty moderate; hba1c <77 2026-01-20 | missed
the latest counts, not the best | frailty moderate; hba1c 50 2025-12-20; hba1c 87 2026-01-20 | missed
just within 12 months | frailty moderate; hba1c 75 2025-03-05 | achieved
exactly 12 months ago | frailty moderate; hba1c 75 2025-03-04 | missed
none on record | frailty moderate | missed
none frailty | frailty none | not counted
mild frailty | frailty mild | not counted
moderate frailty | frailty moderate | missed
severe frailty | frailty severe | missed
frailty not recorded counts as none | frailty not recorded | not counted
maximal therapy just within 12 months | frailty moderate; hba1c 87 2026-01-20; maximal_therapy 2025-03-05 | excluded: maximal_therapy
maximal therapy exactly 12 months ago | frailty moderate; hba1c 87 2026-01-20; maximal_therapy 2025-03-04 | missed
declined just within 12 months | frailty moderate; hba1c 87 2026-01-20; declined_monitoring 2025-03-05 | excluded: declined
declined exactly 12 months ago | frailty moderate; hba1c 87 2026-01-20; declined_monitoring 2025-03-04 | missed
unsuitable just within 12 months | frailty moderate; hba1c 87 2026-01-20; unsuitable 2025-03-05 | excluded: unsuitable
unsuitable exactly 12 months ago | frailty moderate; hba1c 87 2026-01-20; unsuitable 2025-03-04 | missed
invited twice, 7 days apart | frailty moderate; invited 2025-03-05; invited 2025-03-12 | excluded: invited
invited twice, 6 days apart | frailty moderate; invited 2025-03-05; invited 2025-03-11 | missed
the first invitation exactly 12 months ago | frailty moderate; invited 2025-03-04; invited 2025-03-12 | missed
three invitations, the first and the last 7 days apart | frailty moderate; invited 2025-05-01; invited 2025-05-04; invited 2025-05-08 | excluded: invited
invited once | frailty moderate; invited 2025-05-01 | missed
what for is not asked | frailty moderate; invited 2025-05-01 flu; invited 2025-05-20 foot | excluded: invited
invited twice, but there is a result | frailty moderate; hba1c 87 2026-01-20; invited 2025-05-01; invited 2025-05-20 | missed
invited twice, a comparator is a result | frailty moderate; hba1c <77 2026-01-20; invited 2025-05-01; invited 2025-05-20 | missed
invited twice, the result just within 12 months | frailty moderate; hba1c 87 2025-03-05; invited 2025-05-01; invited 2025-05-20 | missed
invited twice, the result exactly 12 months ago | frailty moderate; hba1c 87 2025-03-04; invited 2025-05-01; invited 2025-05-20 | excluded: invited
diagnosed on the day | diagnosed 2026-03-04; frailty moderate | excluded: diagnosed
diagnosed just within 9 months | diagnosed 2025-06-05; frailty moderate | excluded: diagnosed
diagnosed exactly 9 months ago | diagnosed 2025-06-04; frailty moderate | missed
no date of being diagnosed | diagnosed never; frailty moderate | missed
registered on the day | registered 2026-03-04; frailty moderate | excluded: registered
registered just within 9 months | registered 2025-06-05; frailty moderate | excluded: registered
registered exactly 9 months ago | registered 2025-06-04; frailty moderate | missed
no date of being registered | registered never; frailty moderate | missed
maximal therapy before declined | frailty moderate; maximal_therapy 2025-09-01; declined_monitoring 2025-09-01 | excluded: maximal_therapy
declined before unsuitable | frailty moderate; declined_monitoring 2025-09-01; unsuitable 2025-09-01 | excluded: declined
unsuitable before invited | frailty moderate; unsuitable 2025-09-01; invited 2025-09-01; invited 2025-09-20 | excluded: unsuitable
invited before diagnosed | frailty moderate; invited 2025-09-01; invited 2025-09-20; diagnosed 2025-09-01 | excluded: invited
diagnosed before registered | frailty moderate; diagnosed 2025-09-01; registered 2025-09-01 | excluded: diagnosed
on target and on maximal therapy counts as achieved | frailty moderate; hba1c 75 2026-01-20; maximal_therapy 2025-09-01 | achieved
"""

test_qof_2026_27_dm021 = measure_spec(SET, MEASURE, EXAMPLES)
