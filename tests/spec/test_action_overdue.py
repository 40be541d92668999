"""An action agreed at an earlier meeting is open and past its date."""

from tests.spec.tables import spec

RULE = "action-overdue"
EXAMPLES = """
past its day | action agreed 2026-01-08 due 2026-03-03 | raised | action overdue since 3 Mar 2026
due today is not overdue | action agreed 2026-01-08 due 2026-03-04 | clear
due later | action agreed 2026-01-08 due 2026-04-01 | clear
done before today | action agreed 2026-01-08 due 2026-02-01 closed 2026-03-04 | clear
still open on the day asked | action agreed 2026-01-08 due 2026-02-01 closed 2026-03-05 | raised
agreed today is not of an earlier meeting | action agreed 2026-03-04 due 2026-03-03 | clear
agreed yesterday | action agreed 2026-03-03 due 2026-03-03 | raised
without a date nothing is past | action agreed 2026-01-08 | clear
two are both named | action agreed 2026-01-08 due 2026-02-01; action agreed 2025-11-06 due 2026-01-31 | raised | action overdue since 31 Jan 2026
no action at all |  | clear
"""

test_action_overdue = spec(RULE, EXAMPLES)
