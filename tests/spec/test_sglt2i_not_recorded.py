"""Type 2 with kidney, heart or vessel disease and no SGLT2 inhibitor on record."""

from tests.spec.tables import spec

RULE = "sglt2i-not-recorded"
EXAMPLES = """
eGFR below 60 | egfr 59.9 2026-01-20 | raised | no SGLT2 inhibitor recorded — type 2; eGFR 59.9
eGFR 60 with nothing else known but a normal ACR | egfr 60 2026-01-20; acr 2.9 2026-01-20 | clear
eGFR 60 and an ACR of 3 | egfr 60 2026-01-20; acr 3 2026-01-20 | raised | urine ACR 3
eGFR 60 and no ACR: the ACR alone decides | egfr 60 2026-01-20 | unknown | no urine ACR within 15 months
eGFR 60, no ACR, heart failure: decided without it | egfr 60 2026-01-20; heart_failure 2020-01-01 | raised | heart failure
eGFR 60, no ACR, cardiovascular disease | egfr 60 2026-01-20; cardiovascular_disease 2020-01-01 | raised
heart failure coded after the day does not exist | egfr 60 2026-01-20; acr 1 2026-01-20; heart_failure 2026-03-05 | clear
eGFR 20 | egfr 20 2026-01-20 | raised
eGFR 19.9 | egfr 19.9 2026-01-20; heart_failure 2020-01-01 | clear
no eGFR within 15 months | egfr 50 2024-12-04; heart_failure 2020-01-01 | unknown | no eGFR within 15 months
already on one | egfr 50 2026-01-20; medicine sglt2 issued 2026-01-10 | clear | on sglt2
already on one within a combination | egfr 50 2026-01-20; medicine metformin+sglt2 issued 2026-01-10 | clear
already on one, and no eGFR: looked at first | medicine sglt2 issued 2026-01-10 | clear
not known to be current does not count, and is named | egfr 50 2026-01-20; medicine sglt2 | raised | may already be on sglt2
declined within 24 months | egfr 50 2026-01-20; sglt2_declined 2024-03-05 | clear | declined
declined exactly 24 months ago | egfr 50 2026-01-20; sglt2_declined 2024-03-04 | raised
contraindicated ever | egfr 50 2026-01-20; sglt2_contraindicated 2010-01-01 | clear | contraindicated
severe frailty | egfr 50 2026-01-20; frailty severe | clear | severe frailty
moderate frailty does not exclude | egfr 50 2026-01-20; frailty moderate | raised
frailty not recorded counts as none, and the evidence says so | egfr 50 2026-01-20; frailty not recorded | raised | not recorded, counted as none
type 1 | egfr 50 2026-01-20; type 1 | clear
unknown type, and an event says type 2 | egfr 50 2026-01-20; type unknown; diagnosis_type_2 2020-01-01 | raised
unknown type, and the latest event says type 1 | egfr 50 2026-01-20; type unknown; diagnosis_type_2 2020-01-01; diagnosis_type_1 2021-01-01 | clear
unknown type, both on one day: type 1 | egfr 50 2026-01-20; type unknown; diagnosis_type_2 2020-01-01; diagnosis_type_1 2020-01-01 | clear
unknown type and no event | egfr 50 2026-01-20; type unknown | clear
an eGFR just within 15 months | egfr 50 2024-12-05 | raised
an eGFR of 60 just within 15 months, and the ACR alone decides | egfr 60 2024-12-05; acr 1 2026-01-20 | clear
an eGFR of exactly 15 months ago, and a normal ACR | egfr 50 2024-12-04; acr 1 2026-01-20 | unknown | no eGFR within 15 months
an eGFR of 70 of exactly 15 months ago is not known any more | egfr 70 2024-12-04; acr 1 2026-01-20 | unknown
an ACR just within 15 months | egfr 60 2026-01-20; acr 3 2024-12-05 | raised
an ACR of exactly 15 months ago is no ACR | egfr 60 2026-01-20; acr 3 2024-12-04 | unknown
more than 15 may be 20 | egfr >15 2026-01-20; heart_failure 2020-01-01 | unknown | cannot answer
less than 30 may be below 20 | egfr <30 2026-01-20 | unknown
less than 90 may be below 60 | egfr <90 2026-01-20; acr 1 2026-01-20 | unknown
an ACR below 5 may be 3 | egfr 60 2026-01-20; acr <5 2026-01-20 | unknown
"""

test_sglt2i_not_recorded = spec(RULE, EXAMPLES)
