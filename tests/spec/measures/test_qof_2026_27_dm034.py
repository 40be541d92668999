"""Aged 40 or over, not frail, no cardiovascular disease: on a statin."""

from tests.spec.measures.tables import measure_spec

SET = "qof-2026-27"
MEASURE = "DM034"
EXAMPLES = """
on a statin | medicine statin issued 2026-01-20 | achieved
no statin |  | missed
a statin last issued just within 6 months | medicine statin issued 2025-09-05 | achieved
a statin last issued exactly 6 months ago | medicine statin issued 2025-09-04 | missed
a statin that nobody knows to be current | medicine statin started 2020-01-01 | missed
declined, on another lipid-lowering medicine | statin_declined 2010-01-01; medicine other_lipid issued 2026-01-20 | achieved
contraindicated, on another | statin_contraindicated 2010-01-01; medicine other_lipid issued 2026-01-20 | achieved
another without a refusal | medicine other_lipid issued 2026-01-20 | missed
declined, on nothing | statin_declined 2010-01-01 | missed
declined after the day | statin_declined 2026-03-05; medicine other_lipid issued 2026-01-20 | missed
aged 40 | aged 40 | missed
aged 39 | aged 39 | not counted
none frailty | frailty none | missed
mild frailty | frailty mild | missed
moderate frailty | frailty moderate | not counted
severe frailty | frailty severe | not counted
frailty not recorded counts as none | frailty not recorded | missed
cardiovascular disease | cardiovascular_disease 2010-01-01 | not counted
familial hypercholesterolaemia | familial_hypercholesterolaemia 2010-01-01 | not counted
CKD | ckd_3_to_5 2010-01-01 | not counted
cardiovascular disease after the day | cardiovascular_disease 2026-03-05 | missed
declined just within 12 months | declined_monitoring 2025-03-05 | excluded: declined
declined exactly 12 months ago | declined_monitoring 2025-03-04 | missed
unsuitable just within 12 months | unsuitable 2025-03-05 | excluded: unsuitable
unsuitable exactly 12 months ago | unsuitable 2025-03-04 | missed
registered on the day | registered 2026-03-04 | excluded: registered
registered just within 9 months | registered 2025-06-05 | excluded: registered
registered exactly 9 months ago | registered 2025-06-04 | missed
no date of being registered | registered never | missed
declined before unsuitable | declined_monitoring 2025-09-01; unsuitable 2025-09-01 | excluded: declined
unsuitable before registered | unsuitable 2025-09-01; registered 2025-09-01 | excluded: unsuitable
on a statin and unsuitable counts as achieved | medicine statin issued 2026-01-20; unsuitable 2025-09-01 | achieved
"""

test_qof_2026_27_dm034 = measure_spec(SET, MEASURE, EXAMPLES)
