"""The latest blood pressure within 15 months is 180 systolic or 120 diastolic, or more."""

from tests.spec.tables import spec

RULE = "bp-severe"
EXAMPLES = """
180 systolic | blood_pressure 180/70 2026-01-20 | raised | BP 180/70
179 systolic | blood_pressure 179/119 2026-01-20 | clear
120 diastolic | blood_pressure 150/120 2026-01-20 | raised
at home the thresholds are the same: 180 | blood_pressure 180/70 home 2026-01-20 | raised
at home the thresholds are the same: 175 | blood_pressure 175/115 home 2026-01-20 | clear
a later normal one | blood_pressure 190/100 2025-12-20; blood_pressure 130/80 2026-01-20 | clear
the mean of one day in the clinic | blood_pressure 190/100 2026-01-20; blood_pressure 160/80 2026-01-20 | clear
a setting not stated is the clinic's | blood_pressure 190/100 clinic 2026-01-20; blood_pressure 160/80 2026-01-20 | clear
clinic goes before home on one day | blood_pressure 190/100 home 2026-01-20; blood_pressure 160/80 clinic 2026-01-20 | clear
clinic goes before home on one day, the other way | blood_pressure 150/80 home 2026-01-20; blood_pressure 185/80 clinic 2026-01-20 | raised
a later home reading is the latest | blood_pressure 150/80 2026-01-19; blood_pressure 185/80 home 2026-01-20 | raised
none within 15 months | blood_pressure 190/100 2024-12-04 | unknown | no blood pressure within 15 months
just within 15 months | blood_pressure 190/100 2024-12-05 | raised
"""

test_bp_severe = spec(RULE, EXAMPLES)
