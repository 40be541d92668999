"""Kidney disease: on a statin or another lipid-lowering medicine."""

from tests.spec.measures.tables import measure_spec

SET = "kidney-england-2026"
MEASURE = "statin"
EXAMPLES = """
a statin | medicine statin issued 2026-01-10 | achieved
another lipid-lowering medicine | medicine other_lipid issued 2026-01-10 | achieved
none | | missed
stopped | medicine statin issued 2026-01-10 ended 2026-02-01 | missed
not known to be current does not count | medicine statin | missed
declined just within 24 months | statin_declined 2024-03-05 | excluded: statin_declined
declined exactly 24 months ago | statin_declined 2024-03-04 | missed
contraindicated ever | statin_contraindicated 2010-01-01 | excluded: statin_contraindicated
declined and contraindicated: declined is looked at first | statin_declined 2025-03-05; statin_contraindicated 2010-01-01 | excluded: statin_declined
contraindicated, and on one all the same | statin_contraindicated 2010-01-01; medicine statin issued 2026-01-10 | achieved
"""

test_kidney_england_2026_statin = measure_spec(SET, MEASURE, EXAMPLES)
