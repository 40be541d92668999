"""On a GLP-1 receptor agonist or tirzepatide with a BMI below 18.5."""

from tests.spec.tables import spec

RULE = "glp1-low-bmi"
EXAMPLES = """
18.4 | medicine glp1 issued 2026-01-10; bmi 18.4 2026-01-20 | raised | BMI 18.4 on GLP-1
18.5 is not below 18.5 | medicine glp1 issued 2026-01-10; bmi 18.5 2026-01-20 | clear
on one and no BMI within 15 months | medicine glp1 issued 2026-01-10; bmi 18 2024-12-04 | unknown | no BMI within 15 months
weight and height do not make a BMI | medicine glp1 issued 2026-01-10; weight 40 2026-01-20; height 170 2026-01-20 | unknown
not on one | bmi 17 2026-01-20 | clear
not known to be current does not count here | medicine glp1; bmi 17 2026-01-20 | clear
a BMI just within 15 months | medicine glp1 issued 2026-01-10; bmi 18 2024-12-05 | raised
less than 20 cannot say | medicine glp1 issued 2026-01-10; bmi <20 2026-01-20 | unknown | cannot answer
"""

test_glp1_low_bmi = spec(RULE, EXAMPLES)
