"""The latest status of either foot, whatever its age, is active."""

from tests.spec.tables import spec

RULE = "foot-active"
EXAMPLES = """
left foot active | foot_risk_left active 2026-01-20; foot_risk_right low 2026-01-20 | raised | left foot active
right foot active, years ago | foot_risk_right active 2019-01-20 | raised | right foot active on 20 Jan 2019
active once, since then high | foot_risk_left active 2025-01-20; foot_risk_left high 2026-01-20 | clear
a later status of the other foot does not heal this one | foot_risk_left active 2025-01-20; foot_risk_right low 2026-01-20 | raised
of two on one day the worse | foot_risk_left low 2026-01-20; foot_risk_left active 2026-01-20 | raised
both feet high | foot_risk_left high 2026-01-20; foot_risk_right high 2026-01-20 | clear
one foot recorded is enough to be clear | foot_risk_left low 2026-01-20 | clear
no foot status ever | foot_check 2026-01-20 | unknown | no foot status ever
a status after the day does not exist | foot_risk_left active 2026-03-05 | unknown
"""

test_foot_active = spec(RULE, EXAMPLES)
