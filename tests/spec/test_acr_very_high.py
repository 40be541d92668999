"""The latest urine ACR within 15 months is 70 mg/mmol or more."""

from tests.spec.tables import spec

RULE = "acr-very-high"
EXAMPLES = """
70 is very high | acr 70 2026-01-20 | raised | ACR 70 mg/mmol
69.9 is not | acr 69.9 2026-01-20 | clear
less than 3 is not | acr <3 2026-01-20 | clear
more than 30 cannot say | acr >30 2026-01-20 | unknown
none within 15 months | acr 80 2024-12-04 | unknown | no urine ACR within 15 months
just within 15 months | acr 80 2024-12-05 | raised
"""

test_acr_very_high = spec(RULE, EXAMPLES)
