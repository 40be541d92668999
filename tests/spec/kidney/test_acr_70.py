"""The urine ACR is 70 or more, unless diabetes is on record and an ACE inhibitor or ARB is taken."""

from tests.spec.kidney import spec

RULE = "acr-70"
EXAMPLES = """
70 | acr 70 2026-01-20 | raised | ACR 70 mg/mmol
69.9 | acr 69.9 2026-01-20 | clear
just within 15 months | acr 80 2024-12-05 | raised
exactly 15 months ago is too old | acr 80 2024-12-04 | unknown | no urine ACR within 15 months
no ACR |  | unknown
less than 100 cannot say | acr <100 2026-01-20 | unknown | cannot answer
type 2 diabetes and an ACE inhibitor | acr 80 2026-01-20; diagnosis_type_2 2015-01-01; medicine ace_inhibitor issued 2026-01-10 | clear
type 1 diabetes and an ARB | acr 80 2026-01-20; diagnosis_type_1 2015-01-01; medicine arb issued 2026-01-10 | clear
diabetes without either | acr 80 2026-01-20; diagnosis_type_2 2015-01-01 | raised
an ARB without diabetes | acr 80 2026-01-20; medicine arb issued 2026-01-10 | raised
an ARB not known to be current does not count, and is named | acr 80 2026-01-20; diagnosis_type_2 2015-01-01; medicine arb | raised | may already be held
"""

test_acr_70 = spec(RULE, EXAMPLES)
