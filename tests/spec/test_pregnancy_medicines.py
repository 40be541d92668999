"""Pregnant or planning, with a statin, ACE inhibitor, ARB, SGLT2 or GLP-1."""

from tests.spec.tables import spec

RULE = "pregnancy-medicines"
EXAMPLES = """
a statin | planning_pregnancy 2025-12-01; medicine statin issued 2026-01-10 | raised | planning pregnancy, on statin
an ACE inhibitor | pregnant 2025-12-01; medicine ace_inhibitor issued 2026-01-10 | raised | on ACE inhibitor
an ARB | pregnant 2025-12-01; medicine arb issued 2026-01-10 | raised
an SGLT2 inhibitor | pregnant 2025-12-01; medicine sglt2 issued 2026-01-10 | raised
a GLP-1 receptor agonist | pregnant 2025-12-01; medicine glp1 issued 2026-01-10 | raised
finerenone is not among the five | pregnant 2025-12-01; medicine finerenone issued 2026-01-10 | clear
metformin | pregnant 2025-12-01; medicine metformin issued 2026-01-10 | clear
not known to be current counts | pregnant 2025-12-01; medicine statin | raised | not known to be current
the statin stopped | pregnant 2025-12-01; medicine statin issued 2026-01-10 ended 2026-02-01 | clear
pregnancy ended | pregnant 2025-12-01; pregnancy_ended 2026-01-01; medicine statin issued 2026-01-10 | clear
not pregnant | medicine statin issued 2026-01-10 | clear
pregnant just within 10 months | pregnant 2025-05-05; medicine statin issued 2026-01-10 | raised
pregnant exactly 10 months ago | pregnant 2025-05-04; medicine statin issued 2026-01-10 | clear
planning just within 24 months | planning_pregnancy 2024-03-05; medicine statin issued 2026-01-10 | raised
planning exactly 24 months ago | planning_pregnancy 2024-03-04; medicine statin issued 2026-01-10 | clear
"""

test_pregnancy_medicines = spec(RULE, EXAMPLES)
