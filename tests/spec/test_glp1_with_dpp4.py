"""A GLP-1 receptor agonist or tirzepatide together with a DPP-4 inhibitor."""

from tests.spec.tables import spec

RULE = "glp1-with-dpp4"
EXAMPLES = """
both current | medicine glp1 issued 2026-01-10; medicine dpp4 issued 2026-01-10 | raised | GLP-1 with a DPP-4 inhibitor
only one of them | medicine glp1 issued 2026-01-10 | clear
the DPP-4 inhibitor stopped | medicine glp1 issued 2026-01-10; medicine dpp4 issued 2026-01-10 ended 2026-02-01 | clear
one not known to be current counts | medicine glp1 issued 2026-01-10; medicine dpp4 | raised | dpp4 (not known to be current)
in a combination with metformin | medicine glp1 issued 2026-01-10; medicine metformin+dpp4 issued 2026-01-10 | raised
neither |  | clear
only the other | medicine dpp4 issued 2026-01-10 | clear
"""

test_glp1_with_dpp4 = spec(RULE, EXAMPLES)
