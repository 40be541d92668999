"""An ambulance call for a hypo with no contact by the end of the next working day."""

from tests.spec.tables import spec

RULE = "hypo-call-unanswered"
EXAMPLES = """
Monday's call, asked on Tuesday: still in time | on 2026-03-03; hypo_call 2026-03-02 | clear
Monday's call, asked on Wednesday | hypo_call 2026-03-02 | raised | hypo call 2 Mar not followed up
contact on the day of the call | hypo_call 2026-03-02; hypo_call_contacted 2026-03-02 | clear
contact before the call is no answer | hypo_call 2026-03-02; hypo_call_contacted 2026-03-01 | raised
a late contact within 14 days clears it | hypo_call 2026-02-02; hypo_call_contacted 2026-02-16 | clear
a contact after 14 days does not | hypo_call 2026-02-02; hypo_call_contacted 2026-02-17 | raised
a contact after the day does not exist | hypo_call 2026-02-02; hypo_call_contacted 2026-03-05 | raised
Friday's call is due by Monday | on 2026-03-02; hypo_call 2026-02-27 | clear
Friday's call, asked on Tuesday | on 2026-03-03; hypo_call 2026-02-27 | raised
Saturday's call is due by Monday | on 2026-03-03; hypo_call 2026-02-28 | raised
Maundy Thursday's call is due by the Tuesday after Easter | on 2026-04-07; hypo_call 2026-04-02 | clear
Maundy Thursday's call, asked on the Wednesday | on 2026-04-08; hypo_call 2026-04-02 | raised
within 12 months | hypo_call 2025-03-05 | raised
exactly 12 months ago | hypo_call 2025-03-04 | clear
one of two answered | hypo_call 2025-06-02; hypo_call_contacted 2025-06-03; hypo_call 2026-02-02 | raised | hypo call 2 Feb
no call |  | clear
"""

test_hypo_call_unanswered = spec(RULE, EXAMPLES)
