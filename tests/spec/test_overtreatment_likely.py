"""Older or frail, on a medicine that causes hypos, with an HbA1c below 48."""

from tests.spec.tables import spec

RULE = "overtreatment-likely"
EXAMPLES = """
aged 75 on a sulfonylurea at 47 | aged 75; medicine sulfonylurea issued 2026-01-10; hba1c 47 2026-01-20 | raised | HbA1c 47 on sulfonylurea
48 is not below 48 | aged 75; medicine sulfonylurea issued 2026-01-10; hba1c 48 2026-01-20 | clear
aged 74 and not frail | aged 74; medicine sulfonylurea issued 2026-01-10; hba1c 47 2026-01-20 | clear
75 tomorrow is 74 today | born 1951-03-05; medicine sulfonylurea issued 2026-01-10; hba1c 47 2026-01-20 | clear
moderate frailty at any age | frailty moderate; medicine insulin issued 2026-01-10; hba1c 47 2026-01-20 | raised | moderate frailty; on insulin
severe frailty at any age | frailty severe; medicine glinide issued 2026-01-10; hba1c 47 2026-01-20 | raised
mild frailty is not enough | frailty mild; medicine insulin issued 2026-01-10; hba1c 47 2026-01-20 | clear
frailty not recorded counts as none | frailty not recorded; medicine insulin issued 2026-01-10; hba1c 47 2026-01-20 | clear
at 80 it is raised whatever the frailty, and the evidence says that none was recorded | aged 80; frailty not recorded; medicine insulin issued 2026-01-10; hba1c 47 2026-01-20 | raised | not recorded, counted as none
metformin causes no hypos | aged 80; medicine metformin issued 2026-01-10; hba1c 47 2026-01-20 | clear
no medicine, and no HbA1c either | aged 80 | clear
such a person on such a medicine without an HbA1c | aged 80; medicine insulin issued 2026-01-10 | unknown | no HbA1c within 15 months
an HbA1c of exactly 15 months ago is too old | aged 80; medicine insulin issued 2026-01-10; hba1c 47 2024-12-04 | unknown
last issued within 6 months is current | aged 80; medicine insulin issued 2025-09-05; hba1c 47 2026-01-20 | raised
last issued exactly 6 months ago is not | aged 80; medicine insulin issued 2025-09-04; hba1c 47 2026-01-20 | clear
6 months before 31 August is the last of February | on 2026-08-31; aged 80; medicine insulin issued 2026-02-28; hba1c 47 2026-06-20 | clear
an issue after the day counts | aged 80; medicine insulin issued 2026-03-20; hba1c 47 2026-01-20 | raised
started on the day is current | aged 80; medicine insulin started 2026-03-04 issued 2026-03-04; hba1c 47 2026-01-20 | raised
started after the day is not yet | aged 80; medicine insulin started 2026-03-05 issued 2026-03-05; hba1c 47 2026-01-20 | clear
ended on the day is over | aged 80; medicine insulin issued 2026-01-10 ended 2026-03-04; hba1c 47 2026-01-20 | clear
ended after the day is still current | aged 80; medicine insulin issued 2026-01-10 ended 2026-03-05; hba1c 47 2026-01-20 | raised
not known to be current counts, and the evidence says so | aged 80; medicine insulin started 2020-01-01; hba1c 47 2026-01-20 | raised | insulin (not known to be current)
'current: yes' decides, however old the issue | aged 80; medicine insulin issued 2024-01-01 current yes from 2026-02-01; hba1c 47 2026-01-20 | raised
'current: no' decides, however new the issue | aged 80; medicine insulin issued 2026-02-01 current no from 2026-02-01; hba1c 47 2026-01-20 | clear
'current' decides on the day of its import | aged 80; medicine insulin issued 2024-01-01 current yes from 2026-03-04; hba1c 47 2026-01-20 | raised
before that day the last issue decides | aged 80; medicine insulin issued 2024-01-01 current yes from 2026-03-05; hba1c 47 2026-01-20 | clear
before that day, with no issue, nobody knows | aged 80; medicine insulin current no from 2026-03-05; hba1c 47 2026-01-20 | raised | not known to be current
an HbA1c the day after that counts | aged 80; medicine insulin issued 2026-01-10; hba1c 47 2024-12-05 | raised
less than 48 is below 48 | aged 80; medicine insulin issued 2026-01-10; hba1c <48 2026-01-20 | raised
less than 50 cannot say | aged 80; medicine insulin issued 2026-01-10; hba1c <50 2026-01-20 | unknown | cannot answer
"""

test_overtreatment_likely = spec(RULE, EXAMPLES)
