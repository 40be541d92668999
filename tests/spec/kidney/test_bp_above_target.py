"""The latest blood pressure is 140/90 or more; under 80 with an ACR of 70 or more, 130/80."""

from tests.spec.kidney import spec

RULE = "bp-above-target"
EXAMPLES = """
140 systolic | acr 1 2026-01-20; blood_pressure 140/70 2026-01-20 | raised | BP 140/70
90 diastolic | acr 1 2026-01-20; blood_pressure 120/90 2026-01-20 | raised
139/89 | acr 1 2026-01-20; blood_pressure 139/89 2026-01-20 | clear
at home 135 | acr 1 2026-01-20; blood_pressure 135/70 home 2026-01-20 | raised | at home 135/85
at home 134/84 | acr 1 2026-01-20; blood_pressure 134/84 home 2026-01-20 | clear
only the latest day counts | acr 1 2026-01-20; blood_pressure 190/100 2025-10-20; blood_pressure 130/70 2026-01-20 | clear
ACR of 70: 130 systolic | acr 70 2026-01-20; blood_pressure 130/70 2026-01-20 | raised | threshold 130/80
ACR of 70: 80 diastolic | acr 70 2026-01-20; blood_pressure 120/80 2026-01-20 | raised
ACR of 70: 129/79 | acr 70 2026-01-20; blood_pressure 129/79 2026-01-20 | clear
ACR of 70: at home 125 | acr 70 2026-01-20; blood_pressure 125/70 home 2026-01-20 | raised
ACR of 70: at home 124/74 | acr 70 2026-01-20; blood_pressure 124/74 home 2026-01-20 | clear
ACR of 69.9: 135/85 | acr 69.9 2026-01-20; blood_pressure 135/85 2026-01-20 | clear
aged 79 with an ACR of 70 | born 1946-03-05; acr 70 2026-01-20; blood_pressure 130/70 2026-01-20 | raised
aged 80 with an ACR of 70: 130 is below | aged 80; acr 70 2026-01-20; blood_pressure 130/70 2026-01-20 | clear
no ACR, between the thresholds: the ACR alone decides | blood_pressure 135/85 2026-01-20 | unknown | no urine ACR within 15 months
an ACR just within 15 months | acr 70 2024-12-05; blood_pressure 130/70 2026-01-20 | raised
an ACR of exactly 15 months ago is no ACR | acr 70 2024-12-04; blood_pressure 130/70 2026-01-20 | unknown
an ACR below 90 may be 70 | acr <90 2026-01-20; blood_pressure 135/85 2026-01-20 | unknown
just within 15 months | acr 1 2026-01-20; blood_pressure 150/90 2024-12-05 | raised
exactly 15 months ago is too old | acr 1 2026-01-20; blood_pressure 150/90 2024-12-04 | unknown | no blood pressure within 15 months
ACR of 70: just within 15 months | acr 70 2026-01-20; blood_pressure 130/70 2024-12-05 | raised
a low one of exactly 15 months ago is not known any more | acr 70 2026-01-20; blood_pressure 110/60 2024-12-04 | unknown
ACR of 70: 135 of exactly 15 months ago | acr 70 2026-01-20; blood_pressure 135/70 2024-12-04 | unknown
none | acr 1 2026-01-20 | unknown
"""

test_bp_above_target = spec(RULE, EXAMPLES)
