"""An emergency admission within 3 months."""

from tests.spec.tables import spec

RULE = "recent-admission"
EXAMPLES = """
within 3 months | emergency_admission 2025-12-05 | raised | admitted 5 Dec
exactly 3 months ago | emergency_admission 2025-12-04 | clear
after the day | emergency_admission 2026-03-05 | clear
none |  | clear
"""

test_recent_admission = spec(RULE, EXAMPLES)
