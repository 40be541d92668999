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
"""

test_overtreatment_possible = spec(RULE, EXAMPLES)
