"""A serum creatinine or an eGFR within 15 months."""

from tests.spec.measures.tables import measure_spec

SET = "nda-2025"
MEASURE = "process-creatinine"
EXAMPLES = """
done this year | creatinine 80 2026-01-20 | achieved
just within 15 months | creatinine 80 2024-12-05 | achieved
exactly 15 months ago | creatinine 80 2024-12-04 | missed
after the day | creatinine 80 2026-03-05 | missed
none on record | | missed
declined is not done | process_declined 2026-01-20 creatinine | missed
an eGFR is done too | egfr 70 2026-01-20 | achieved
an eGFR just within 15 months | egfr 70 2024-12-05 | achieved
an eGFR exactly 15 months ago | egfr 70 2024-12-04 | missed
"""

test_nda_2025_process_creatinine = measure_spec(SET, MEASURE, EXAMPLES)
