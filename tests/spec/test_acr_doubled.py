"""The latest urine ACR is 3 or more and at least twice the latest of 90 to 730 days before it."""

from tests.spec.tables import spec

RULE = "acr-doubled"
EXAMPLES = """
from 5 to 10 | acr 5 2025-06-01; acr 10 2026-01-20 | raised | ACR doubled to 10
from 5 to 9.9 | acr 5 2025-06-01; acr 9.9 2026-01-20 | clear
from 1.1 to 2.9 is below 3 | acr 1.1 2025-06-01; acr 2.9 2026-01-20 | clear
from 1.5 to 3 | acr 1.5 2025-06-01; acr 3 2026-01-20 | raised
below 3 is clear without an earlier one | acr 2.9 2026-01-20 | clear
3 or more without an earlier one | acr 3 2026-01-20 | unknown | no urine ACR dated 90 to 730 days before
against the latest before, not the lowest | acr 2 2025-03-01; acr 6 2025-06-01; acr 10 2026-01-20 | clear
90 days before counts | acr 5 2025-10-22; acr 10 2026-01-20 | raised
89 days before does not | acr 5 2025-10-23; acr 10 2026-01-20 | unknown
730 days before counts | acr 5 2024-01-21; acr 10 2026-01-20 | raised
731 days before does not | acr 5 2024-01-20; acr 10 2026-01-20 | unknown
none within 15 months | acr 5 2024-01-20; acr 10 2024-12-04 | unknown | no urine ACR within 15 months
against less than 3, 6 is at least twice | acr <3 2025-06-01; acr 6 2026-01-20 | raised
against less than 3, 4 may be twice | acr <3 2025-06-01; acr 4 2026-01-20 | unknown
less than 3 now is not 3 | acr 1 2025-06-01; acr <3 2026-01-20 | clear
the latest just within 15 months | acr 5 2024-01-20; acr 10 2024-12-05 | raised
a low one of exactly 15 months ago is not known any more | acr 2.9 2024-12-04 | unknown
one not doubled, of exactly 15 months ago, is not known any more | acr 8 2024-01-20; acr 10 2024-12-04 | unknown
less than 5 now may be 3 | acr 1 2025-06-01; acr <5 2026-01-20 | unknown
"""

test_acr_doubled = spec(RULE, EXAMPLES)
