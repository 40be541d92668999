"""Current metformin and the latest eGFR within 24 months below 30."""

from tests.spec.tables import spec

RULE = "metformin-egfr-below-30"
EXAMPLES = """
metformin at 29.9 | medicine metformin issued 2026-01-10; egfr 29.9 2026-01-20 | raised | metformin, eGFR 29.9
30 is not below 30 | medicine metformin issued 2026-01-10; egfr 30 2026-01-20 | clear
no metformin | egfr 20 2026-01-20 | clear
no metformin and no eGFR |  | clear
metformin and no eGFR within 24 months | medicine metformin issued 2026-01-10; egfr 20 2024-03-04 | unknown | no eGFR within 24 months
just within 24 months | medicine metformin issued 2026-01-10; egfr 20 2024-03-05 | raised
metformin within a combination | medicine metformin+sglt2 issued 2026-01-10; egfr 20 2026-01-20 | raised
metformin stopped | medicine metformin issued 2026-01-10 ended 2026-02-01; egfr 20 2026-01-20 | clear
metformin not issued for 6 months | medicine metformin issued 2025-09-04; egfr 20 2026-01-20 | clear
not known to be current counts | medicine metformin; egfr 20 2026-01-20 | raised | not known to be current
less than 45 cannot say | medicine metformin issued 2026-01-10; egfr <45 2026-01-20 | unknown
"""

test_metformin_egfr_below_30 = spec(RULE, EXAMPLES)
