"""HbA1c rising: 11 mmol/mol and 10 % above the lowest of 56 to 365 days before the latest."""

from tests.spec.tables import spec

RULE = "hba1c-rising"
EXAMPLES = """
a rise of 11 | hba1c 50 2025-09-01; hba1c 61 2026-01-20 | raised | HbA1c rising +11
a rise of 10 is not enough | hba1c 50 2025-09-01; hba1c 60 2026-01-20 | clear
10 % counts too: 110 to 121 is exactly 10 % | hba1c 110 2025-09-01; hba1c 121 2026-01-20 | raised
11 on 111 is less than 10 % | hba1c 111 2025-09-01; hba1c 122 2026-01-20 | clear
12 on 111 is more than 10 % | hba1c 111 2025-09-01; hba1c 123 2026-01-20 | raised
against the lowest, not the latest before | hba1c 50 2025-06-01; hba1c 60 2025-09-01; hba1c 61 2026-01-20 | raised | 50 on 1 Jun 2025
56 days before counts | hba1c 50 2025-11-25; hba1c 61 2026-01-20 | raised
55 days before does not | hba1c 50 2025-11-26; hba1c 61 2026-01-20 | unknown | no HbA1c dated 56 to 365 days before
365 days before counts | hba1c 50 2025-01-20; hba1c 61 2026-01-20 | raised
366 days before does not | hba1c 50 2025-01-19; hba1c 61 2026-01-20 | unknown
no HbA1c within 15 months | hba1c 50 2024-06-04; hba1c 70 2024-12-04 | unknown | no HbA1c within 15 months
one HbA1c only | hba1c 90 2026-01-20 | unknown
the lowest is not the one above 60 | hba1c 50 2025-09-01; hba1c >60 2025-10-01; hba1c 65 2026-01-20 | raised
a falling HbA1c | hba1c 90 2025-09-01; hba1c 60 2026-01-20 | clear
more than 70, against 50, has risen | hba1c 50 2025-09-01; hba1c >70 2026-01-20 | raised
more than 55, against 50, may have | hba1c 50 2025-09-01; hba1c >55 2026-01-20 | unknown
less than 61, against 50, has not | hba1c 50 2025-09-01; hba1c <61 2026-01-20 | clear
less than 62, against 50, may have | hba1c 50 2025-09-01; hba1c <62 2026-01-20 | unknown
against less than 50, 61 has risen | hba1c <50 2025-09-01; hba1c 61 2026-01-20 | raised
the mean of one day is the latest | hba1c 50 2025-09-01; hba1c 60 2026-01-20; hba1c 62 2026-01-20 | raised | rising +11
the latest just within 15 months | hba1c 50 2024-06-05; hba1c 70 2024-12-05 | raised
"""

test_hba1c_rising = spec(RULE, EXAMPLES)
