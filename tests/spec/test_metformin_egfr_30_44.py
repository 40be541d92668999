"""Current metformin and the latest eGFR within 24 months 30 or more and below 45."""

from tests.spec.tables import spec

RULE = "metformin-egfr-30-44"
EXAMPLES = """
metformin at 30 | medicine metformin issued 2026-01-10; egfr 30 2026-01-20 | raised | metformin, eGFR 30
metformin at 44.9 | medicine metformin issued 2026-01-10; egfr 44.9 2026-01-20 | raised
metformin at 45 | medicine metformin issued 2026-01-10; egfr 45 2026-01-20 | clear
metformin at 29.9 belongs to below 30 | medicine metformin issued 2026-01-10; egfr 29.9 2026-01-20 | clear
no metformin | egfr 40 2026-01-20 | clear
metformin and no eGFR within 24 months | medicine metformin issued 2026-01-10; egfr 40 2024-03-04 | unknown | no eGFR within 24 months
not known to be current counts | medicine metformin; egfr 40 2026-01-20 | raised | not known to be current
an eGFR just within 24 months | medicine metformin issued 2026-01-10; egfr 40 2024-03-05 | raised
less than 45 may be below 30 | medicine metformin issued 2026-01-10; egfr <45 2026-01-20 | unknown | cannot answer
"""

test_metformin_egfr_30_44 = spec(RULE, EXAMPLES)
