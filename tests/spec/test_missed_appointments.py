"""Two or more missed appointments within 12 months."""

from tests.spec.tables import spec

RULE = "missed-appointments"
EXAMPLES = """
two | missed_appointment 2025-06-01; missed_appointment 2025-09-01 | raised | 2 missed appointments
one | missed_appointment 2025-06-01 | clear
the first exactly 12 months ago | missed_appointment 2025-03-04; missed_appointment 2025-09-01 | clear
the first within 12 months | missed_appointment 2025-03-05; missed_appointment 2025-09-01 | raised
a missed eye screen is not among them | missed_appointment 2025-06-01; retinal_screen_missed 2025-09-01 | clear
none |  | clear
"""

test_missed_appointments = spec(RULE, EXAMPLES)
