"""HbA1c above the own target twice, at least 42 days apart, with treatment unchanged."""

from tests.spec.tables import spec

RULE = "hba1c-stalled"
EXAMPLES = """
twice above 58 and nothing started | hba1c 60 2025-10-01; hba1c 62 2026-01-20 | raised | HbA1c 62, target 58
58 is not above 58 | hba1c 60 2025-10-01; hba1c 58 2026-01-20 | clear
the earlier at 58 is not above | hba1c 58 2025-10-01; hba1c 62 2026-01-20 | clear
42 days apart is enough | hba1c 60 2025-12-09; hba1c 62 2026-01-20 | raised
41 days apart is not, so there is no pair | hba1c 60 2025-12-10; hba1c 62 2026-01-20 | unknown | no second HbA1c at least 42 days earlier
the most recent one 42 days before is asked, not an older one | hba1c 80 2025-06-01; hba1c 50 2025-10-01; hba1c 62 2026-01-20 | clear
a latest result on target is clear without a pair | hba1c 50 2026-01-20 | clear
a latest result above, alone, is unknown | hba1c 62 2026-01-20 | unknown
the pair lies within 24 months | hba1c 60 2024-03-05; hba1c 62 2026-01-20 | raised
an earlier one of exactly 24 months ago is too old | hba1c 60 2024-03-04; hba1c 62 2026-01-20 | unknown
no HbA1c within 24 months | hba1c 60 2024-03-04 | unknown
a medicine started within 6 months is a change | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine sglt2 started 2025-09-05 | clear
a medicine started exactly 6 months ago is not | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine sglt2 started 2025-09-04 | raised
started and stopped again is a change | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine sglt2 started 2025-11-01 ended 2025-12-01 | clear
a statin is no glucose-lowering medicine | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine statin started 2025-11-01 | raised
a combination counts by each class | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine metformin+sglt2 started 2025-11-01 | clear
a change answers even where results are missing | medicine insulin started 2025-11-01 | clear
moderate frailty: 64 is on target | frailty moderate; hba1c 66 2025-10-01; hba1c 64 2026-01-20 | clear
moderate frailty: 65 is above | frailty moderate; hba1c 66 2025-10-01; hba1c 65 2026-01-20 | raised | target 64
severe frailty: 69 is on target | frailty severe; hba1c 72 2025-10-01; hba1c 69 2026-01-20 | clear
severe frailty: 70 is above | frailty severe; hba1c 72 2025-10-01; hba1c 70 2026-01-20 | raised | target 69
mild frailty keeps 58 | frailty mild; hba1c 60 2025-10-01; hba1c 59 2026-01-20 | raised | target 58
frailty not recorded counts as none, and the evidence says so | frailty not recorded; hba1c 60 2025-10-01; hba1c 59 2026-01-20 | raised | not recorded, counted as none
the person's own target goes first | target 48; hba1c 50 2025-10-01; hba1c 52 2026-01-20 | raised | target 48
an own target above the default clears | target 65; hba1c 62 2025-10-01; hba1c 62 2026-01-20 | clear
metformin started is a change | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine metformin started 2025-11-01 | clear
a sulfonylurea started is a change | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine sulfonylurea started 2025-11-01 | clear
a glinide started is a change | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine glinide started 2025-11-01 | clear
a DPP-4 inhibitor started is a change | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine dpp4 started 2025-11-01 | clear
a GLP-1 receptor agonist started is a change | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine glp1 started 2025-11-01 | clear
pioglitazone started is a change | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine pioglitazone started 2025-11-01 | clear
acarbose started is a change | hba1c 60 2025-10-01; hba1c 62 2026-01-20; medicine acarbose started 2025-11-01 | clear
"""

test_hba1c_stalled = spec(RULE, EXAMPLES)
