"""A care plan agreed or reviewed within 12 months."""

from tests.spec.measures.tables import measure_spec

SET = "east-london-2009"
MEASURE = "care-plan"
EXAMPLES = """
agreed this year | care_plan_agreed 2025-09-01 | achieved
reviewed this year | care_plan_reviewed 2025-09-01 | achieved
agreed years ago and reviewed this year | care_plan_agreed 2020-09-01; care_plan_reviewed 2025-09-01 | achieved
just within 12 months | care_plan_agreed 2025-03-05 | achieved
exactly 12 months ago | care_plan_agreed 2025-03-04 | missed
on the day itself | care_plan_agreed 2026-03-04 | achieved
dated after the day | care_plan_agreed 2026-03-05 | missed
none on record | | missed
an annual review is no care plan | annual_review 2025-09-01 | missed
months end on the shorter month's last day | on 2025-02-28; care_plan_agreed 2024-02-29 | achieved
the same day a year before is out | on 2025-02-28; care_plan_agreed 2024-02-28 | missed
"""

test_east_london_2009_care_plan = measure_spec(SET, MEASURE, EXAMPLES)
