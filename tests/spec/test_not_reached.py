"""Within 15 months no result, no review, no contact, no refusal."""

from tests.spec.tables import spec

RULE = "not-reached"
EXAMPLES = """
nothing at all |  | raised | no contact in 15 months
any result is a contact | weight 80 2024-12-05 | clear
a result of exactly 15 months ago | weight 80 2024-12-04 | raised
a result after the day does not exist | weight 80 2026-03-05 | raised
an annual review | annual_review 2024-12-05 | clear
a refusal is a contact | declined_monitoring 2025-06-01 | clear
a process declined is a contact | process_declined 2025-06-01 bmi | clear
education completed | education_completed 2025-06-01 | clear
a hypo call answered | hypo_call_contacted 2025-06-01 | clear
an invitation is no contact | invited 2025-06-01 | raised
a missed appointment is no contact | missed_appointment 2025-06-01 | raised
a referral to education is no contact | education_referred 2025-06-01; education_offered 2025-06-01 | raised
an admission is no contact | emergency_admission 2025-06-01 | raised
a medicine issued is no contact | medicine metformin issued 2026-01-10 | raised
newly registered | registered 2025-12-04 | clear | registered
a medication review | medication_review 2025-06-01 | clear
a care plan agreed | care_plan_agreed 2025-06-01 | clear
a care plan reviewed | care_plan_reviewed 2025-06-01 | clear
a contact | contact 2025-06-01 | clear
a foot check | foot_check 2025-06-01 | clear
an eye screening | retinal_screen_attended 2025-06-01 | clear
education attended | education_attended 2025-06-01 | clear
eye screening declined is a contact | retinal_screen_declined 2025-06-01 | clear
education declined is a contact | education_declined 2025-06-01 | clear
an SGLT2 inhibitor declined is a contact | sglt2_declined 2025-06-01 | clear
a statin declined is a contact | statin_declined 2025-06-01 | clear
an annual review of exactly 15 months ago | annual_review 2024-12-04 | raised
registered 3 months and a day ago | registered 2025-12-03 | raised
"""

test_not_reached = spec(RULE, EXAMPLES)
