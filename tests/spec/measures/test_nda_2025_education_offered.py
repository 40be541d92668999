"""Structured education offered or referred to, within 12 months of diagnosis."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "education-offered"
EXAMPLES = """
offered soon after diagnosis | diagnosed 2024-06-10; education_offered 2024-07-01 | achieved
the other word counts too | diagnosed 2024-06-10; education_referred 2024-07-01 | achieved
on the day of diagnosis | diagnosed 2024-06-10; education_offered 2024-06-10 | achieved
the day before diagnosis | diagnosed 2024-06-10; education_offered 2024-06-09 | missed
the same day 12 months later is included | diagnosed 2024-06-10; education_offered 2025-06-10 | achieved
a day more is too late | diagnosed 2024-06-10; education_offered 2025-06-11 | missed
diagnosed on 29 February, to 28 February | on 2025-11-01; diagnosed 2024-02-29; education_offered 2025-02-28 | achieved
diagnosed on 29 February, not to 1 March | on 2025-11-01; diagnosed 2024-02-29; education_offered 2025-03-01 | missed
attended is not offered | diagnosed 2024-06-10; education_attended 2024-07-01 | missed
declined is not offered | diagnosed 2024-06-10; education_declined 2024-07-01 | missed
none on record | diagnosed 2024-06-10 | missed
diagnosed just within 24 months | diagnosed 2024-03-05 | missed
diagnosed exactly 24 months ago | diagnosed 2024-03-04 | not counted
diagnosed exactly 12 months ago | diagnosed 2025-03-04 | missed
diagnosed less than 12 months ago | diagnosed 2025-03-05 | not counted
diagnosed long ago | | not counted
no date of diagnosis | diagnosed never | not counted
the earliest diagnosis event is the date | diagnosed never; diagnosis_type_2 2024-06-10; diagnosis_type_2 2024-09-01; education_offered 2025-07-01 | missed
"""

test_nda_2025_education_offered = measure_spec(SET, MEASURE, EXAMPLES)
