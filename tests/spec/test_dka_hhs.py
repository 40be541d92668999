"""DKA or HHS within 12 months."""

from tests.spec.tables import spec

RULE = "dka-hhs"
EXAMPLES = """
DKA | dka 2025-10-03 | raised | DKA 3 Oct
HHS | hhs 2025-10-03 | raised | HHS 3 Oct
the newest leads and all are named | dka 2025-06-03; hhs 2025-10-03 | raised | HHS 3 Oct 2025 and DKA 3 Jun 2025
the day after the limit | dka 2025-03-05 | raised
exactly 12 months ago | dka 2025-03-04 | clear
after the day | dka 2026-03-05 | clear
no record is clear |  | clear
"""

test_dka_hhs = spec(RULE, EXAMPLES)
