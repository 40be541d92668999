"""A severe hypo, or an ambulance call for one, within 12 months."""

from tests.spec.tables import spec

RULE = "severe-hypo"
EXAMPLES = """
a severe hypo | severe_hypo 2025-10-03 | raised | severe hypo 3 Oct
an ambulance call counts as one | hypo_call 2025-10-03 | raised | ambulance call for a hypo 3 Oct
the day after the limit | severe_hypo 2025-03-05 | raised
exactly 12 months ago | severe_hypo 2025-03-04 | clear
on the day itself | severe_hypo 2026-03-04 | raised
after the day | severe_hypo 2026-03-05 | clear
no record is clear |  | clear
a DKA is no hypo | dka 2025-10-03 | clear
"""

test_severe_hypo = spec(RULE, EXAMPLES)
