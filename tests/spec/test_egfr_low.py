"""The latest eGFR within 15 months is 30 or more and below 45."""

from tests.spec.tables import spec

RULE = "egfr-low"
EXAMPLES = """
44 is low | egfr 44 2026-01-20 | raised | eGFR 44
44.9 is low: no gap between groups | egfr 44.9 2026-01-20 | raised
45 is not | egfr 45 2026-01-20 | clear
30 is low | egfr 30 2026-01-20 | raised
29.9 belongs to very low | egfr 29.9 2026-01-20 | clear
less than 45 may be either | egfr <45 2026-01-20 | unknown
none within 15 months |  | unknown | no eGFR within 15 months
just within 15 months | egfr 40 2024-12-05 | raised
exactly 15 months ago is too old | egfr 40 2024-12-04 | unknown
"""

test_egfr_low = spec(RULE, EXAMPLES)
