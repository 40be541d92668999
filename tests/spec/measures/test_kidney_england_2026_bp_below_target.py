"""Kidney disease: the blood pressure below 140/90, with an ACR of 70 or more below 130/80."""

from tests.spec.measures.tables import measure_spec

SET = "kidney-england-2026"
MEASURE = "bp-below-target"
EXAMPLES = """
139/89 | blood_pressure 139/89 2026-01-20 | achieved
140 systolic | blood_pressure 140/89 2026-01-20 | missed
90 diastolic | blood_pressure 139/90 2026-01-20 | missed
at home 134/84 | blood_pressure 134/84 home 2026-01-20 | achieved
at home 135 | blood_pressure 135/84 home 2026-01-20 | missed
just within 12 months | blood_pressure 120/70 2025-03-05 | achieved
exactly 12 months ago | blood_pressure 120/70 2025-03-04 | missed
135/85 just within 12 months | blood_pressure 135/85 2025-03-05 | achieved
135/85 exactly 12 months ago | blood_pressure 135/85 2025-03-04 | missed
none on record | | missed
the latest day counts | blood_pressure 120/70 2025-10-20; blood_pressure 150/90 2026-01-20 | missed
ACR of 70: 129/79 | acr 70 2026-01-20; blood_pressure 129/79 2026-01-20 | achieved
ACR of 70: just within 12 months | acr 70 2026-01-20; blood_pressure 120/70 2025-03-05 | achieved
ACR of 70: 130 systolic | acr 70 2026-01-20; blood_pressure 130/79 2026-01-20 | missed
ACR of 70: 80 diastolic | acr 70 2026-01-20; blood_pressure 129/80 2026-01-20 | missed
ACR of 70: at home 124/74 | acr 70 2026-01-20; blood_pressure 124/74 home 2026-01-20 | achieved
ACR of 70: at home 125 | acr 70 2026-01-20; blood_pressure 125/74 home 2026-01-20 | missed
ACR of 69.9: 135/85 | acr 69.9 2026-01-20; blood_pressure 135/85 2026-01-20 | achieved
an ACR just within 12 months | acr 70 2025-03-05; blood_pressure 135/85 2026-01-20 | missed
an ACR of exactly 12 months ago is none | acr 70 2025-03-04; blood_pressure 135/85 2026-01-20 | achieved
an ACR below 90 may be 70: not known is not achieved | acr <90 2026-01-20; blood_pressure 135/85 2026-01-20 | missed
monitoring declined | declined_monitoring 2026-01-20 | excluded: declined
monitoring declined just within 12 months | declined_monitoring 2025-03-05 | excluded: declined
monitoring declined exactly 12 months ago | declined_monitoring 2025-03-04 | missed
declined, and below target all the same | declined_monitoring 2026-01-20; blood_pressure 120/70 2026-01-20 | achieved
"""

test_kidney_england_2026_bp_below_target = measure_spec(SET, MEASURE, EXAMPLES)
