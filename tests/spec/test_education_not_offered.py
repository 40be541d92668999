"""Diagnosed one to 24 months ago and structured education never offered."""

from tests.spec.tables import spec

RULE = "education-not-offered"
EXAMPLES = """
diagnosed a year ago | diagnosed 2025-03-01 | raised | no education offered — diagnosed 1 Mar 2025
diagnosed exactly 1 month ago | diagnosed 2026-02-04 | raised
diagnosed less than a month ago | diagnosed 2026-02-05 | clear
diagnosed just within 24 months | diagnosed 2024-03-05 | raised
diagnosed exactly 24 months ago | diagnosed 2024-03-04 | clear
offered | diagnosed 2025-03-01; education_offered 2025-04-01 | clear
attended | diagnosed 2025-03-01; education_attended 2025-04-01 | clear
completed | diagnosed 2025-03-01; education_completed 2025-04-01 | clear
declined | diagnosed 2025-03-01; education_declined 2025-04-01 | clear
referred is not yet offered | diagnosed 2025-03-01; education_referred 2025-04-01 | raised
no diagnosis date | diagnosed never | unknown | no date of diagnosis
no diagnosis date, but offered | diagnosed never; education_offered 2025-04-01 | clear
the earliest diagnosis event is the date | diagnosed never; diagnosis_type_2 2025-03-01 on file | raised | [diagnosis_type_2 on file]
"""

test_education_not_offered = spec(RULE, EXAMPLES)
