"""The two latest blood pressure days within 15 months are both at or above threshold."""

from tests.spec.tables import spec

RULE = "bp-high-twice"
EXAMPLES = """
140 systolic twice | acr 1 2026-01-20; blood_pressure 140/70 2025-10-20; blood_pressure 140/70 2026-01-20 | raised | BP 140/70 twice
139/89 the second time | acr 1 2026-01-20; blood_pressure 140/70 2025-10-20; blood_pressure 139/89 2026-01-20 | clear
one in systolic, the other in diastolic | acr 1 2026-01-20; blood_pressure 140/70 2025-10-20; blood_pressure 120/90 2026-01-20 | raised
only the two latest days count | acr 1 2026-01-20; blood_pressure 190/100 2025-08-20; blood_pressure 130/70 2025-10-20; blood_pressure 150/90 2026-01-20 | clear
two readings on one day are one day | acr 1 2026-01-20; blood_pressure 150/90 2026-01-20; blood_pressure 160/90 2026-01-20 | unknown | only 1 day with a blood pressure
one day below threshold is clear | acr 1 2026-01-20; blood_pressure 120/70 2026-01-20 | clear
one day at threshold is unknown | acr 1 2026-01-20; blood_pressure 140/70 2026-01-20 | unknown
none | acr 1 2026-01-20 | unknown | no blood pressure within 15 months
the second day exactly 15 months ago is too old | acr 1 2026-01-20; blood_pressure 150/90 2024-12-04; blood_pressure 150/90 2026-01-20 | unknown
the second day just within 15 months | acr 1 2026-01-20; blood_pressure 150/90 2024-12-05; blood_pressure 150/90 2026-01-20 | raised
aged 80: 149/89 is below | aged 80; blood_pressure 149/89 2025-10-20; blood_pressure 149/89 2026-01-20 | clear
aged 80: 150 systolic | aged 80; blood_pressure 150/70 2025-10-20; blood_pressure 150/70 2026-01-20 | raised
aged 80: an ACR of 70 changes nothing | aged 80; acr 90 2026-01-20; blood_pressure 145/85 2025-10-20; blood_pressure 145/85 2026-01-20 | clear
aged 79: 140 | born 1946-03-05; acr 1 2026-01-20; blood_pressure 140/70 2025-10-20; blood_pressure 140/70 2026-01-20 | raised
ACR of 70: 130 systolic | acr 70 2026-01-20; blood_pressure 130/70 2025-10-20; blood_pressure 130/70 2026-01-20 | raised | threshold 130/80
ACR of 70: 129/79 is below | acr 70 2026-01-20; blood_pressure 129/79 2025-10-20; blood_pressure 129/79 2026-01-20 | clear
ACR of 69.9: 139/89 is below | acr 69.9 2026-01-20; blood_pressure 139/89 2025-10-20; blood_pressure 139/89 2026-01-20 | clear
no ACR, between the thresholds: the ACR alone decides | blood_pressure 135/85 2025-10-20; blood_pressure 135/85 2026-01-20 | unknown | no urine ACR within 15 months
an ACR of exactly 15 months ago is no ACR | acr 90 2024-12-04; blood_pressure 135/85 2025-10-20; blood_pressure 135/85 2026-01-20 | unknown
no ACR, above both thresholds | blood_pressure 140/70 2025-10-20; blood_pressure 140/70 2026-01-20 | raised
no ACR, below both thresholds | blood_pressure 129/79 2025-10-20; blood_pressure 129/79 2026-01-20 | clear
at home 135 systolic | acr 1 2026-01-20; blood_pressure 135/70 home 2025-10-20; blood_pressure 135/70 home 2026-01-20 | raised | at home 135/85
at home 134/84 is below | acr 1 2026-01-20; blood_pressure 134/84 home 2025-10-20; blood_pressure 134/84 home 2026-01-20 | clear
at home 85 diastolic | acr 1 2026-01-20; blood_pressure 120/85 home 2025-10-20; blood_pressure 120/85 home 2026-01-20 | raised
aged 80 at home 145 | aged 80; blood_pressure 145/70 home 2025-10-20; blood_pressure 145/70 home 2026-01-20 | raised
aged 80 at home 144/84 is below | aged 80; blood_pressure 144/84 home 2025-10-20; blood_pressure 144/84 home 2026-01-20 | clear
each day by its own setting | acr 1 2026-01-20; blood_pressure 136/70 2025-10-20; blood_pressure 136/70 home 2026-01-20 | clear
a day with clinic and home goes by the clinic | acr 1 2026-01-20; blood_pressure 145/70 2025-10-20; blood_pressure 136/70 home 2026-01-20; blood_pressure 138/70 clinic 2026-01-20 | clear
aged 80: 90 diastolic twice | aged 80; blood_pressure 120/90 2025-10-20; blood_pressure 120/90 2026-01-20 | raised
aged 80: one day at threshold | aged 80; blood_pressure 150/70 2026-01-20 | unknown
aged 80: the second day exactly 15 months ago is too old | aged 80; blood_pressure 150/70 2024-12-04; blood_pressure 150/70 2026-01-20 | unknown
aged 80: the second day just within 15 months | aged 80; blood_pressure 150/70 2024-12-05; blood_pressure 150/70 2026-01-20 | raised
aged 79 with an ACR of 70: 130 | born 1946-03-05; acr 70 2026-01-20; blood_pressure 130/70 2025-10-20; blood_pressure 130/70 2026-01-20 | raised
an ACR of 70 just within 15 months | acr 70 2024-12-05; blood_pressure 130/70 2025-10-20; blood_pressure 130/70 2026-01-20 | raised
ACR of 70: 80 diastolic twice | acr 70 2026-01-20; blood_pressure 120/80 2025-10-20; blood_pressure 120/80 2026-01-20 | raised
ACR of 70: one day at threshold | acr 70 2026-01-20; blood_pressure 130/70 2026-01-20 | unknown
ACR of 70: at home 125 systolic | acr 70 2026-01-20; blood_pressure 125/70 home 2025-10-20; blood_pressure 125/70 home 2026-01-20 | raised | at home 125/75
ACR of 70: at home 124/74 is below | acr 70 2026-01-20; blood_pressure 124/74 home 2025-10-20; blood_pressure 124/74 home 2026-01-20 | clear
ACR of 70: the second day exactly 15 months ago is too old | acr 70 2026-01-20; blood_pressure 130/70 2024-12-04; blood_pressure 130/70 2026-01-20 | unknown
ACR of 70: the second day just within 15 months | acr 70 2026-01-20; blood_pressure 130/70 2024-12-05; blood_pressure 130/70 2026-01-20 | raised
an ACR below 90 may be 70 | acr <90 2026-01-20; blood_pressure 135/85 2025-10-20; blood_pressure 135/85 2026-01-20 | unknown
"""

test_bp_high_twice = spec(RULE, EXAMPLES)
