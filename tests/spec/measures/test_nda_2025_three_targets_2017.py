"""HbA1c and blood pressure at target, and a current statin where one is due."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "three-targets-2017"
EXAMPLES = """
at the limits, on a statin | medicine statin issued 2026-01-20; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | achieved
aged 60 without a statin | hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
aged 40, a statin is due | aged 40; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
aged 39, none is due | aged 39; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | achieved
aged 80, a statin is due | aged 80; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
aged 81, none is due | aged 81; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | achieved
aged 81 with cardiovascular disease, one is due | aged 81; cardiovascular_disease 2010-01-01; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
aged 39 with cardiovascular disease, one is due | aged 39; cardiovascular_disease 2010-01-01; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
aged 39 with cardiovascular disease, on a statin | aged 39; cardiovascular_disease 2010-01-01; medicine statin issued 2026-01-20; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | achieved
cardiovascular disease recorded after the day | aged 39; cardiovascular_disease 2026-03-05; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | achieved
a statin last issued just within 6 months | medicine statin issued 2025-09-05; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | achieved
a statin last issued exactly 6 months ago | medicine statin issued 2025-09-04; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
a statin that nobody knows to be current | medicine statin started 2020-01-01; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
another lipid-lowering medicine is no statin | medicine other_lipid issued 2026-01-20; hba1c 58 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
HbA1c 59 | medicine statin issued 2026-01-20; hba1c 59 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
HbA1c below 60 cannot answer | medicine statin issued 2026-01-20; hba1c <60 2026-01-20; blood_pressure 140/80 2026-01-20 | missed
141 systolic | medicine statin issued 2026-01-20; hba1c 58 2026-01-20; blood_pressure 141/80 2026-01-20 | missed
81 diastolic | medicine statin issued 2026-01-20; hba1c 58 2026-01-20; blood_pressure 140/81 2026-01-20 | missed
no HbA1c | medicine statin issued 2026-01-20; blood_pressure 140/80 2026-01-20 | not counted
no blood pressure | medicine statin issued 2026-01-20; hba1c 58 2026-01-20 | not counted
neither | medicine statin issued 2026-01-20 | not counted
HbA1c just within 15 months | medicine statin issued 2026-01-20; hba1c 58 2024-12-05; blood_pressure 140/80 2026-01-20 | achieved
HbA1c exactly 15 months ago | medicine statin issued 2026-01-20; hba1c 58 2024-12-04; blood_pressure 140/80 2026-01-20 | not counted
blood pressure just within 15 months | medicine statin issued 2026-01-20; hba1c 58 2026-01-20; blood_pressure 140/80 2024-12-05 | achieved
blood pressure exactly 15 months ago | medicine statin issued 2026-01-20; hba1c 58 2026-01-20; blood_pressure 140/80 2024-12-04 | not counted
"""

test_nda_2025_three_targets_2017 = measure_spec(SET, MEASURE, EXAMPLES)
