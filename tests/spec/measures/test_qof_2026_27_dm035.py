"""Cardiovascular or kidney disease: on a statin."""

from tests.spec.measures.tables import measure_spec

SET = "qof-2026-27"
MEASURE = "DM035"
EXAMPLES = """
on a statin | cardiovascular_disease 2010-01-01; medicine statin issued 2026-01-20 | achieved
no statin | cardiovascular_disease 2010-01-01 | missed
a statin last issued just within 6 months | cardiovascular_disease 2010-01-01; medicine statin issued 2025-09-05 | achieved
a statin last issued exactly 6 months ago | cardiovascular_disease 2010-01-01; medicine statin issued 2025-09-04 | missed
a statin that nobody knows to be current | cardiovascular_disease 2010-01-01; medicine statin started 2020-01-01 | missed
declined, on another lipid-lowering medicine | cardiovascular_disease 2010-01-01; statin_declined 2010-01-01; medicine other_lipid issued 2026-01-20 | achieved
contraindicated, on another | cardiovascular_disease 2010-01-01; statin_contraindicated 2010-01-01; medicine other_lipid issued 2026-01-20 | achieved
another without a refusal | cardiovascular_disease 2010-01-01; medicine other_lipid issued 2026-01-20 | missed
declined, on nothing | cardiovascular_disease 2010-01-01; statin_declined 2010-01-01 | missed
declined after the day | cardiovascular_disease 2010-01-01; statin_declined 2026-03-05; medicine other_lipid issued 2026-01-20 | missed
familial hypercholesterolaemia | familial_hypercholesterolaemia 2010-01-01 | missed
CKD | ckd_3_to_5 2010-01-01 | missed
none of these | | not counted
frail people are counted here | frailty severe; cardiovascular_disease 2010-01-01 | missed
aged under 40 is counted here | aged 30; cardiovascular_disease 2010-01-01 | missed
a haemorrhagic stroke | cardiovascular_disease 2010-01-01; haemorrhagic_stroke 2015-01-01 | not counted
a haemorrhagic stroke after the day | cardiovascular_disease 2010-01-01; haemorrhagic_stroke 2026-03-05 | missed
declined just within 12 months | cardiovascular_disease 2010-01-01; declined_monitoring 2025-03-05 | excluded: declined
declined exactly 12 months ago | cardiovascular_disease 2010-01-01; declined_monitoring 2025-03-04 | missed
unsuitable just within 12 months | cardiovascular_disease 2010-01-01; unsuitable 2025-03-05 | excluded: unsuitable
unsuitable exactly 12 months ago | cardiovascular_disease 2010-01-01; unsuitable 2025-03-04 | missed
registered on the day | registered 2026-03-04; cardiovascular_disease 2010-01-01 | excluded: registered
registered just within 9 months | registered 2025-06-05; cardiovascular_disease 2010-01-01 | excluded: registered
registered exactly 9 months ago | registered 2025-06-04; cardiovascular_disease 2010-01-01 | missed
no date of being registered | registered never; cardiovascular_disease 2010-01-01 | missed
declined before unsuitable | cardiovascular_disease 2010-01-01; declined_monitoring 2025-09-01; unsuitable 2025-09-01 | excluded: declined
unsuitable before registered | cardiovascular_disease 2010-01-01; unsuitable 2025-09-01; registered 2025-09-01 | excluded: unsuitable
on a statin and unsuitable counts as achieved | cardiovascular_disease 2010-01-01; medicine statin issued 2026-01-20; unsuitable 2025-09-01 | achieved
"""

test_qof_2026_27_dm035 = measure_spec(SET, MEASURE, EXAMPLES)
