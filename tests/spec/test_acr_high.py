"""The latest urine ACR within 15 months is above 30 and below 70 mg/mmol."""

from tests.spec.tables import spec

RULE = "acr-high"
EXAMPLES = """
30.1 is above 30 | acr 30.1 2026-01-20 | raised | ACR 30.1 mg/mmol
30 is not | acr 30 2026-01-20 | clear
69.9 is below 70 | acr 69.9 2026-01-20 | raised
70 belongs to very high | acr 70 2026-01-20 | clear
less than 3 is not above 30 | acr <3 2026-01-20 | clear
more than 30 may be 70 and over | acr >30 2026-01-20 | unknown
more than 70 is not below 70 | acr >70 2026-01-20 | clear
none within 15 months | acr 40 2024-12-04 | unknown | no urine ACR within 15 months
just within 15 months | acr 40 2024-12-05 | raised
"""

test_acr_high = spec(RULE, EXAMPLES)
