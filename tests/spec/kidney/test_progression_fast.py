"""The eGFR fell by 15, or by 25 % into another G category, within a year."""

from tests.spec.kidney import spec

RULE = "progression-fast"
EXAMPLES = """
a fall of 15 | egfr 80 2025-06-01; egfr 65 2026-01-20 | raised | eGFR −19 %
a fall of 14 and less than 25 % | egfr 80 2025-06-01; egfr 66 2026-01-20 | clear
25 % with another category: 48 to 36 | egfr 48 2025-06-01; egfr 36 2026-01-20 | raised | 48 on 1 Jun 2025, 36 on 20 Jan 2026
24 % with another category: 50 to 38 | egfr 50 2025-06-01; egfr 38 2026-01-20 | clear
25 % within G4: 28 to 21 | egfr 28 2025-06-01; egfr 21 2026-01-20 | clear
22 % and another category: 45 to 35 | egfr 45 2025-06-01; egfr 35 2026-01-20 | clear
90 days before counts | egfr 80 2025-10-22; egfr 65 2026-01-20 | raised
89 days before does not | egfr 80 2025-10-23; egfr 65 2026-01-20 | unknown | no eGFR dated 90 to 365 days before
365 days before counts | egfr 80 2025-01-20; egfr 65 2026-01-20 | raised
366 days before does not | egfr 80 2025-01-19; egfr 65 2026-01-20 | unknown
the 25 % into another category counts from 90 days | egfr 48 2025-10-22; egfr 36 2026-01-20 | raised
and not from 89 | egfr 48 2025-10-23; egfr 36 2026-01-20 | unknown
up to 365 days | egfr 48 2025-01-20; egfr 36 2026-01-20 | raised
and not 366 | egfr 48 2025-01-19; egfr 36 2026-01-20 | unknown
the latest just within 15 months | egfr 80 2024-06-05; egfr 60 2024-12-05 | raised
the latest exactly 15 months ago | egfr 80 2024-06-04; egfr 60 2024-12-04 | unknown | no eGFR within 15 months
the latest of 36 just within 15 months | egfr 48 2024-06-05; egfr 36 2024-12-05 | raised
the latest of 36 exactly 15 months ago | egfr 48 2024-06-04; egfr 36 2024-12-04 | unknown
more than 90 counts as 90: to 75 is 15 | egfr >90 2025-06-01; egfr 75 2026-01-20 | raised
less than 60 from 70 may have fallen enough | egfr 70 2025-06-01; egfr <60 2026-01-20 | unknown | cannot answer
no eGFR at all |  | unknown
a rising eGFR | egfr 50 2025-06-01; egfr 60 2026-01-20 | clear
nobody without a code for kidney disease | ckd_3_to_5 never; egfr 80 2025-06-01; egfr 60 2026-01-20 | clear | no chronic kidney disease code
diabetes without kidney disease | ckd_3_to_5 never; type 2; egfr 80 2025-06-01; egfr 60 2026-01-20 | clear | no chronic kidney disease code
a code after the day is none | ckd_3_to_5 2026-03-05; egfr 80 2025-06-01; egfr 60 2026-01-20 | clear
coded on the day | ckd_3_to_5 2026-03-04; egfr 80 2025-06-01; egfr 60 2026-01-20 | raised
with diabetes as well | type 2; egfr 80 2025-06-01; egfr 60 2026-01-20 | raised
who died on the day raises nothing | died 2026-03-04; egfr 80 2025-06-01; egfr 60 2026-01-20 | clear | died
who left on the day raises nothing | left 2026-03-04; egfr 80 2025-06-01; egfr 60 2026-01-20 | clear | left
"""

test_progression_fast = spec(RULE, EXAMPLES)
