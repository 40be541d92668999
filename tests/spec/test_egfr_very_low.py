"""The latest eGFR within 15 months is below 30."""

from tests.spec.tables import spec

RULE = "egfr-very-low"
EXAMPLES = """
29 is below 30 | egfr 29 2026-01-20 | raised | eGFR 29
29.9 is below 30 | egfr 29.9 2026-01-20 | raised
30 is not | egfr 30 2026-01-20 | clear
more than 90 is not | egfr >90 2026-01-20 | clear
less than 30 is | egfr <30 2026-01-20 | raised | eGFR <30
less than 15 is | egfr <15 2026-01-20 | raised
less than 45 cannot say | egfr <45 2026-01-20 | unknown | cannot answer
none within 15 months | egfr 25 2024-12-04 | unknown | no eGFR within 15 months
just within 15 months | egfr 25 2024-12-05 | raised
a creatinine is no eGFR: what the program works out raises nothing | creatinine 400 2026-01-20 | unknown
"""

test_egfr_very_low = spec(RULE, EXAMPLES)
