"""Cardiovascular disease and no lipid-lowering medicine on record."""

from tests.spec.tables import spec

RULE = "statin-not-recorded"
EXAMPLES = """
no medicine | cardiovascular_disease 2020-01-01 | raised | no statin recorded
a statin | cardiovascular_disease 2020-01-01; medicine statin issued 2026-01-10 | clear
another lipid-lowering medicine | cardiovascular_disease 2020-01-01; medicine other_lipid issued 2026-01-10 | clear
a statin not known to be current does not count, and is named | cardiovascular_disease 2020-01-01; medicine statin | raised | may already be on statin
declined within 24 months | cardiovascular_disease 2020-01-01; statin_declined 2024-03-05 | clear | declined
declined exactly 24 months ago | cardiovascular_disease 2020-01-01; statin_declined 2024-03-04 | raised
contraindicated ever | cardiovascular_disease 2020-01-01; statin_contraindicated 2010-01-01 | clear
no cardiovascular disease |  | clear
cardiovascular disease coded after the day | cardiovascular_disease 2026-03-05 | clear
"""

test_statin_not_recorded = spec(RULE, EXAMPLES)
