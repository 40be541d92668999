"""Housebound or in a care home and no HbA1c within 12 months."""

from tests.spec.tables import spec

RULE = "housebound-unreviewed"
EXAMPLES = """
housebound by event | housebound 2024-01-01 | raised | housebound, no HbA1c in 12 months
housebound by the person's row | housebound-column yes | raised | [housebound yes]
in a care home | care-home yes | raised | in a care home, no HbA1c in 12 months
both | care-home yes; housebound 2024-01-01 | raised | housebound and in a care home
neither |  | clear
no longer housebound | housebound 2024-01-01; not_housebound 2025-01-01 | clear
the event goes before the row | housebound-column yes; not_housebound 2025-01-01 | clear
housebound again | not_housebound 2024-01-01; housebound 2025-01-01 | raised
an HbA1c within 12 months | housebound 2024-01-01; hba1c 50 2025-03-05 | clear
an HbA1c of exactly 12 months ago | housebound 2024-01-01; hba1c 50 2025-03-04 | raised
newly registered | housebound 2024-01-01; registered 2026-01-01 | clear | registered
registered 3 months ago to the day | housebound-column yes; registered 2025-12-04 | clear | registered
registered 3 months and a day ago | housebound-column yes; registered 2025-12-03 | raised
"""

test_housebound_unreviewed = spec(RULE, EXAMPLES)
