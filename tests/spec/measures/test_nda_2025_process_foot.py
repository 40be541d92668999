"""A foot check or a foot status within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "process-foot"
EXAMPLES = """
done this year | foot_check 2026-01-20 | achieved
just within 15 months | foot_check 2024-12-05 | achieved
exactly 15 months ago | foot_check 2024-12-04 | missed
after the day | foot_check 2026-03-05 | missed
none on record | | missed
declined is not done | process_declined 2026-01-20 foot | missed
a status of the left foot | foot_risk_left low 2026-01-20 | achieved
a status of the right foot | foot_risk_right high 2026-01-20 | achieved
a status exactly 15 months ago | foot_risk_left low 2024-12-04 | missed
"""

test_nda_2025_process_foot = measure_spec(SET, MEASURE, EXAMPLES)
