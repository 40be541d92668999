"""The imported 5-year kidney failure risk is above 5 %."""

from tests.spec.kidney import spec

RULE = "failure-risk-above-5"
EXAMPLES = """
above 5 | kfre_5_year 5.1 2026-01-20 | raised | kidney failure risk 5.1 %
5 is not above 5 | kfre_5_year 5 2026-01-20 | clear
not imported is clear | egfr 20 2026-01-20; acr 200 2026-01-20 | clear
exactly 15 months ago is as if not imported | kfre_5_year 9 2024-12-04 | clear
just within 15 months | kfre_5_year 9 2024-12-05 | raised
more than 5 is above 5 | kfre_5_year >5 2026-01-20 | raised
less than 10 cannot say | kfre_5_year <10 2026-01-20 | unknown | cannot answer
"""

test_failure_risk_above_5 = spec(RULE, EXAMPLES)
