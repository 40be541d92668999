"""Without moderate or severe frailty: the latest HbA1c is at or below 58."""

from tests.spec.measures.tables import measure_spec

SET = "qof-2026-27"
MEASURE = "DM020"
EXAMPLES = """
58 is at the limit | hba1c 58 2026-01-20 | achieved
59 is above | hba1c 59 2026-01-20 | missed
the mean of one day, not rounded | hba1c 58 2026-01-20; hba1c 59 2026-01-20 | missed
below 58 is below | hba1c <58 2026-01-20 | achieved
below 60 cannot answer | hba1c <60 2026-01-20 | missed
the latest counts, not the best | hba1c 50 2025-12-20; hba1c 70 2026-01-20 | missed
just within 12 months | hba1c 58 2025-03-05 | achieved
exactly 12 months ago | hba1c 58 2025-03-04 | missed
none on record |  | missed
none frailty | frailty none | missed
mild frailty | frailty mild | missed
moderate frailty | frailty moderate | not counted
severe frailty | frailty severe | not counted
frailty not recorded counts as none | frailty not recorded | missed
maximal therapy just within 12 months | hba1c 70 2026-01-20; maximal_therapy 2025-03-05 | excluded: maximal_therapy
maximal therapy exactly 12 months ago | hba1c 70 2026-01-20; maximal_therapy 2025-03-04 | missed
declined just within 12 months | hba1c 70 2026-01-20; declined_monitoring 2025-03-05 | excluded: declined
declined exactly 12 months ago | hba1c 70 2026-01-20; declined_monitoring 2025-03-04 | missed
unsuitable just within 12 months | hba1c 70 2026-01-20; unsuitable 2025-03-05 | excluded: unsuitable
unsuitable exactly 12 months ago | hba1c 70 2026-01-20; unsuitable 2025-03-04 | missed
invited twice, 7 days apart | invited 2025-03-05; invited 2025-03-12 | excluded: invited
invited twice, 6 days apart | invited 2025-03-05; invited 2025-03-11 | missed
the first invitation exactly 12 months ago | invited 2025-03-04; invited 2025-03-12 | missed
three invitations, the first and the last 7 days apart | invited 2025-05-01; invited 2025-05-04; invited 2025-05-08 | excluded: invited
invited once | invited 2025-05-01 | missed
what for is not asked | invited 2025-05-01 flu; invited 2025-05-20 foot | excluded: invited
invited twice, but there is a result | hba1c 70 2026-01-20; invited 2025-05-01; invited 2025-05-20 | missed
invited twice, a comparator is a result | hba1c <60 2026-01-20; invited 2025-05-01; invited 2025-05-20 | missed
invited twice, the result just within 12 months | hba1c 70 2025-03-05; invited 2025-05-01; invited 2025-05-20 | missed
invited twice, the result exactly 12 months ago | hba1c 70 2025-03-04; invited 2025-05-01; invited 2025-05-20 | excluded: invited
diagnosed on the day | diagnosed 2026-03-04 | excluded: diagnosed
diagnosed just within 9 months | diagnosed 2025-06-05 | excluded: diagnosed
diagnosed exactly 9 months ago | diagnosed 2025-06-04 | missed
no date of being diagnosed | diagnosed never | missed
registered on the day | registered 2026-03-04 | excluded: registered
registered just within 9 months | registered 2025-06-05 | excluded: registered
registered exactly 9 months ago | registered 2025-06-04 | missed
no date of being registered | registered never | missed
maximal therapy before declined | maximal_therapy 2025-09-01; declined_monitoring 2025-09-01 | excluded: maximal_therapy
declined before unsuitable | declined_monitoring 2025-09-01; unsuitable 2025-09-01 | excluded: declined
unsuitable before invited | unsuitable 2025-09-01; invited 2025-09-01; invited 2025-09-20 | excluded: unsuitable
invited before diagnosed | invited 2025-09-01; invited 2025-09-20; diagnosed 2025-09-01 | excluded: invited
diagnosed before registered | diagnosed 2025-09-01; registered 2025-09-01 | excluded: diagnosed
on target and on maximal therapy counts as achieved | hba1c 58 2026-01-20; maximal_therapy 2025-09-01 | achieved
"""

test_qof_2026_27_dm020 = measure_spec(SET, MEASURE, EXAMPLES)
