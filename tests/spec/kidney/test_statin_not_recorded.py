"""No lipid-lowering medicine is current, and none was declined or is contraindicated."""

from tests.spec.kidney import spec

RULE = "statin-not-recorded"
EXAMPLES = """
none |  | raised | no statin recorded
a statin | medicine statin issued 2026-01-10 | clear
another lipid-lowering medicine | medicine other_lipid issued 2026-01-10 | clear
a statin stopped | medicine statin issued 2026-01-10 ended 2026-02-01 | raised
not known to be current does not count, and is named | medicine statin | raised | may already be on statin
declined within 24 months | statin_declined 2024-03-05 | clear | statin declined
declined exactly 24 months ago | statin_declined 2024-03-04 | raised
contraindicated ever | statin_contraindicated 2010-01-01 | clear | contraindicated
"""

test_statin_not_recorded = spec(RULE, EXAMPLES)
