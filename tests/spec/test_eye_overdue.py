"""The recall date has passed unmet or, without one, nobody attended for 15 (or 27) months."""

from tests.spec.tables import spec

RULE = "eye-overdue"
EXAMPLES = """
never screened |  | raised | eyes overdue — eye screening none recorded
screened within 15 months | retinal_screen_attended 2024-12-05 | clear
screened exactly 15 months ago | retinal_screen_attended 2024-12-04 | raised | last 4 Dec 2024
recall date yesterday, never screened | retinal_recall_due 2026-03-03 | raised | due 3 Mar 2026
recall date today is not yet past | retinal_recall_due 2026-03-04 | clear
recall date ahead, screened 20 months ago | retinal_recall_due 2026-07-01; retinal_screen_attended 2024-07-01 | clear
the latest recall date decides | retinal_recall_due 2025-03-01; retinal_recall_due 2026-07-01 | clear
recall date past, screened later than 3 months before it | retinal_recall_due 2026-02-01; retinal_screen_attended 2025-11-02 | clear
recall date past, screened exactly 3 months before it | retinal_recall_due 2026-02-01; retinal_screen_attended 2025-11-01 | raised
a recall date met long ago counts as none: within 15 months | retinal_recall_due 2025-01-01; retinal_screen_attended 2025-01-10 | clear
a recall date met long ago counts as none: over 15 months | retinal_recall_due 2024-10-01; retinal_screen_attended 2024-10-05 | raised
R0 M0 twice in both eyes: 27 months | retinal_left R0 M0 2022-11-05; retinal_right R0 M0 2022-11-05; retinal_left R0 M0 2023-12-05; retinal_right R0 M0 2023-12-05; retinal_screen_attended 2023-12-05 | clear
R0 M0 twice, exactly 27 months ago | retinal_left R0 M0 2022-11-05; retinal_right R0 M0 2022-11-05; retinal_left R0 M0 2023-12-04; retinal_right R0 M0 2023-12-04; retinal_screen_attended 2023-12-04 | raised
R0 M0 once only | retinal_left R0 M0 2023-12-05; retinal_right R0 M0 2023-12-05; retinal_screen_attended 2023-12-05 | raised
one eye R1 the first time | retinal_left R1 M0 2022-11-05; retinal_right R0 M0 2022-11-05; retinal_left R0 M0 2023-12-05; retinal_right R0 M0 2023-12-05; retinal_screen_attended 2023-12-05 | raised
one eye not graded the second time | retinal_left R0 M0 2022-11-05; retinal_right R0 M0 2022-11-05; retinal_left R0 M0 2023-12-05; retinal_screen_attended 2023-12-05 | raised
declined within 12 months | retinal_screen_declined 2025-03-05 | clear | eye screening declined 5 Mar 2025
declined exactly 12 months ago | retinal_screen_declined 2025-03-04 | raised
ineligible ever | retinal_ineligible 2015-01-01 | clear | not eligible for eye screening
ineligible after the day does not exist | retinal_ineligible 2026-03-05 | raised
a missed screen is not attended | retinal_screen_missed 2026-01-01 | raised
diagnosed 3 months ago to the day | diagnosed 2025-12-04 | clear | diagnosed 4 Dec 2025
diagnosed 3 months and a day ago | diagnosed 2025-12-03 | raised
registered 3 months ago to the day | registered 2025-12-04 | clear | registered 4 Dec 2025
registered 3 months and a day ago | registered 2025-12-03 | raised
diagnosed by an event within 3 months | diagnosed never; diagnosis_type_2 2026-01-01 | clear
"""

test_eye_overdue = spec(RULE, EXAMPLES)
