"""Older or frail, on a medicine that causes hypos, with an HbA1c of 48 and below 53."""

from tests.spec.tables import spec

RULE = "overtreatment-possible"
EXAMPLES = """
48 is possible | aged 75; medicine sulfonylurea issued 2026-01-10; hba1c 48 2026-01-20 | raised | HbA1c 48 on sulfonylurea
47 is likely, not possible | aged 75; medicine sulfonylurea issued 2026-01-10; hba1c 47 2026-01-20 | clear
52 is possible | aged 75; medicine sulfonylurea issued 2026-01-10; hba1c 52 2026-01-20 | raised
53 is not | aged 75; medicine sulfonylurea issued 2026-01-10; hba1c 53 2026-01-20 | clear
a mean of 52.5 is below 53 | aged 75; medicine sulfonylurea issued 2026-01-10; hba1c 52 2026-01-20; hba1c 53 2026-01-20 | raised
without an HbA1c | frailty severe; medicine sulfonylurea issued 2026-01-10 | unknown | no HbA1c within 15 months
younger and not frail | aged 74; medicine sulfonylurea issued 2026-01-10 | clear
not on such a medicine | aged 90; medicine metformin issued 2026-01-10; hba1c 50 2026-01-20 | clear
moderate frailty on insulin | frailty moderate; medicine insulin issued 2026-01-10; hba1c 50 2026-01-20 | raised | moderate frailty; on insulin
severe frailty on a glinide | frailty severe; medicine glinide issued 2026-01-10; hba1c 50 2026-01-20 | raised
just within 15 months | aged 75; medicine insulin issued 2026-01-10; hba1c 50 2024-12-05 | raised
exactly 15 months ago is too old | aged 75; medicine insulin issued 2026-01-10; hba1c 50 2024-12-04 | unknown
less than 53 may be below 48 | aged 75; medicine insulin issued 2026-01-10; hba1c <53 2026-01-20 | unknown | cannot answer
"""

test_overtreatment_possible = spec(RULE, EXAMPLES)
