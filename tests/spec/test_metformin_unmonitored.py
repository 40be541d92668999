"""Current metformin and no eGFR or creatinine within 15 months."""

from tests.spec.tables import spec

RULE = "metformin-unmonitored"
EXAMPLES = """
nothing at all | medicine metformin issued 2026-01-10 | raised | metformin, no kidney test
an eGFR within 15 months | medicine metformin issued 2026-01-10; egfr 60 2024-12-05 | clear
an eGFR of exactly 15 months ago | medicine metformin issued 2026-01-10; egfr 60 2024-12-04 | raised
a creatinine will do | medicine metformin issued 2026-01-10; creatinine 80 2024-12-05 | clear
an eGFR after the day does not exist | medicine metformin issued 2026-01-10; egfr 60 2026-03-05 | raised
no metformin |  | clear
not known to be current counts | medicine metformin | raised | not known to be current
"""

test_metformin_unmonitored = spec(RULE, EXAMPLES)
