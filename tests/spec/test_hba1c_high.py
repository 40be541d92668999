"""HbA1c high: the latest within 15 months is 70 to 86 mmol/mol, both included."""

from tests.spec.tables import spec

RULE = "hba1c-high"
EXAMPLES = """
70 is high | hba1c 70 2026-01-20 | raised | HbA1c 70 mmol/mol
69 is not | hba1c 69 2026-01-20 | clear
a mean just below 70 is not | hba1c 69 2026-01-20; hba1c 70 2026-01-20 | clear
86 is high | hba1c 86 2026-01-20 | raised
87 belongs to very high | hba1c 87 2026-01-20 | clear
a mean just above 86 belongs to very high | hba1c 86 2026-01-20; hba1c 87 2026-01-20 | clear
more than 75 may be either | hba1c >75 2026-01-20 | unknown
less than 70 is not | hba1c <70 2026-01-20 | clear
none within 15 months | hba1c 75 2024-12-04 | unknown | no HbA1c within 15 months
one just within 15 months | hba1c 75 2024-12-05 | raised
"""

test_hba1c_high = spec(RULE, EXAMPLES)
