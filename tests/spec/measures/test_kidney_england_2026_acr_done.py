"""Kidney disease: a urine ACR within 12 months."""

from tests.spec.measures.tables import measure_spec

SET = "kidney-england-2026"
MEASURE = "acr-done"
EXAMPLES = """
done this year | acr 2 2026-01-20 | achieved
just within 12 months | acr 2 2025-03-05 | achieved
exactly 12 months ago | acr 2 2025-03-04 | missed
after the day | acr 2 2026-03-05 | missed
none on record | | missed
a comparator is a result | acr <0.5 2026-01-20 | achieved
monitoring declined just within 12 months | declined_monitoring 2025-03-05 | excluded: declined
monitoring declined exactly 12 months ago | declined_monitoring 2025-03-04 | missed
declined, and done all the same | declined_monitoring 2026-01-20; acr 2 2026-01-20 | achieved
with diabetes as well | type 2; acr 2 2026-01-20 | achieved
"""

test_kidney_england_2026_acr_done = measure_spec(SET, MEASURE, EXAMPLES)
