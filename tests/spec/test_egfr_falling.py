"""The eGFR fell 15, or 25 % with another G category, from the highest of 90 to 365 days before."""

from tests.spec.tables import spec

RULE = "egfr-falling"
EXAMPLES = """
a fall of 15 | egfr 80 2025-06-01; egfr 65 2026-01-20 | raised | eGFR −19 % — 80 on 1 Jun 2025, 65 on 20 Jan 2026
a fall of 14 and less than 25 % | egfr 80 2025-06-01; egfr 66 2026-01-20 | clear
25 % with another category: 48 (G3a) to 36 (G3b) | egfr 48 2025-06-01; egfr 36 2026-01-20 | raised | eGFR −25 %
25 % in the same category: 59 (G3a) to 45.5 is less, 58 to 45 is 22 % | egfr 58 2025-06-01; egfr 45 2026-01-20 | clear
25 % within G4: 28 to 21 | egfr 28 2025-06-01; egfr 21 2026-01-20 | clear
less than 25 % with another category | egfr 46 2025-06-01; egfr 35 2026-01-20 | clear
25 % exactly, decimals and all: 44.4 to 33.3 stays in G3b | egfr 44.4 2025-06-01; egfr 33.3 2026-01-20 | clear
25 % exactly into another: 45.2 to 33.9 | egfr 45.2 2025-06-01; egfr 33.9 2026-01-20 | raised
against the highest, not the latest before | egfr 80 2025-06-01; egfr 66 2025-09-01; egfr 65 2026-01-20 | raised
90 days before counts | egfr 80 2025-10-22; egfr 65 2026-01-20 | raised
89 days before does not | egfr 80 2025-10-23; egfr 65 2026-01-20 | unknown | no eGFR dated 90 to 365 days before
365 days before counts | egfr 80 2025-01-20; egfr 65 2026-01-20 | raised
366 days before does not | egfr 80 2025-01-19; egfr 65 2026-01-20 | unknown
no eGFR within 15 months | egfr 80 2024-06-01; egfr 60 2024-12-04 | unknown | no eGFR within 15 months
here more than 90 counts as 90: to 76 is 14 | egfr >90 2025-06-01; egfr 76 2026-01-20 | clear
here more than 90 counts as 90: to 75 is 15 | egfr >90 2025-06-01; egfr 75 2026-01-20 | raised
more than 90 now has not fallen from 100 | egfr 100 2025-06-01; egfr >90 2026-01-20 | clear
less than 15 stays a range: from 30 it fell more than 15 | egfr 30 2025-06-01; egfr <15 2026-01-20 | raised
less than 15 from 20: at least 25 % into G5 | egfr 20 2025-06-01; egfr <15 2026-01-20 | raised
less than 60 from 70 may have fallen enough | egfr 70 2025-06-01; egfr <60 2026-01-20 | unknown
the highest is not the one below 60 | egfr 80 2025-06-01; egfr <60 2025-08-01; egfr 50 2026-01-20 | raised
a rising eGFR | egfr 50 2025-06-01; egfr 70 2026-01-20 | clear
the latest just within 15 months | egfr 80 2024-06-05; egfr 60 2024-12-05 | raised
24 % with another category: 50 to 38 | egfr 50 2025-06-01; egfr 38 2026-01-20 | clear
the 25 % into another category counts from 90 days | egfr 48 2025-10-22; egfr 36 2026-01-20 | raised
and not from 89 | egfr 48 2025-10-23; egfr 36 2026-01-20 | unknown
up to 365 days | egfr 48 2025-01-20; egfr 36 2026-01-20 | raised
and not 366 | egfr 48 2025-01-19; egfr 36 2026-01-20 | unknown
the latest of 36 just within 15 months | egfr 48 2024-06-05; egfr 36 2024-12-05 | raised
the latest of 36 exactly 15 months ago | egfr 48 2024-06-04; egfr 36 2024-12-04 | unknown
"""

test_egfr_falling = spec(RULE, EXAMPLES)
