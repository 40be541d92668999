"""Pregnant within 10 months or planning within 24, with no end of pregnancy since."""

from tests.spec.tables import spec

RULE = "pregnancy"
EXAMPLES = """
pregnant | pregnant 2025-12-01 | raised | pregnant — on 1 Dec 2025
just within 10 months | pregnant 2025-05-05 | raised
exactly 10 months ago | pregnant 2025-05-04 | clear
planning | planning_pregnancy 2024-03-05 | raised | planning pregnancy
planning exactly 24 months ago | planning_pregnancy 2024-03-04 | clear
ended since | pregnant 2025-12-01; pregnancy_ended 2026-01-01 | clear
ended on the same day | pregnant 2025-12-01; pregnancy_ended 2025-12-01 | clear
pregnant again after an end | pregnancy_ended 2025-11-01; pregnant 2025-12-01 | raised
an end after the day does not exist | pregnant 2025-12-01; pregnancy_ended 2026-03-05 | raised
no record |  | clear
"""

test_pregnancy = spec(RULE, EXAMPLES)
