"""The worse foot is high risk or moderate, and nobody looked for 3 or 6 months."""

from tests.spec.tables import spec

RULE = "foot-review-overdue"
EXAMPLES = """
high, looked at exactly 3 months ago | foot_risk_left high 2025-12-04 | raised | foot: high risk, overdue
high, looked at within 3 months | foot_risk_left high 2025-12-05 | clear
high long ago, a foot check within 3 months | foot_risk_left high 2025-01-05; foot_check 2025-12-05 | clear
a status of the other foot is a foot check | foot_risk_left high 2025-01-05; foot_risk_right low 2025-12-05 | clear
moderate, looked at exactly 6 months ago | foot_risk_left moderate 2025-09-04 | raised | foot: moderate risk, overdue
moderate, looked at within 6 months | foot_risk_left moderate 2025-09-05 | clear
the worse of two feet | foot_risk_left low 2025-10-04; foot_risk_right high 2025-10-04 | raised
moderate and high: high decides | foot_risk_left moderate 2025-11-04; foot_risk_right high 2025-11-04 | raised | high risk
low risk | foot_risk_left low 2024-01-01 | clear
active belongs to its own rule | foot_risk_left active 2024-01-01 | clear
high, then low | foot_risk_left high 2024-01-01; foot_risk_left low 2024-06-01 | clear
no foot status ever |  | unknown | no foot status ever
no status ever, a foot check within 3 months | foot_check 2025-12-05 | clear
no status ever, a foot check 4 months ago | foot_check 2025-11-04 | unknown
high, a foot check of exactly 3 months ago | foot_risk_left high 2025-01-05; foot_check 2025-12-04 | raised
moderate in the right foot only | foot_risk_right moderate 2025-01-05 | raised
moderate, a foot check within 6 months | foot_risk_left moderate 2025-01-05; foot_check 2025-09-05 | clear
moderate, a foot check of exactly 6 months ago | foot_risk_left moderate 2025-01-05; foot_check 2025-09-04 | raised
moderate, the other foot looked at within 6 months | foot_risk_left moderate 2025-01-05; foot_risk_right low 2025-09-05 | clear
"""

test_foot_review_overdue = spec(RULE, EXAMPLES)
