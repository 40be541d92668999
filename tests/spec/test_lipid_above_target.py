"""Cardiovascular disease and LDL above 2.0 or, without an LDL, non-HDL above 2.6 mmol/L."""

from tests.spec.tables import spec

RULE = "lipid-above-target"
EXAMPLES = """
LDL 2.1 | cardiovascular_disease 2020-01-01; ldl 2.1 2026-01-20 | raised | LDL cholesterol 2.1
LDL 2.0 is not above | cardiovascular_disease 2020-01-01; ldl 2.0 2026-01-20 | clear
LDL on target goes before a high non-HDL | cardiovascular_disease 2020-01-01; ldl 2.0 2026-01-20; non_hdl 4 2026-01-20 | clear
without an LDL, non-HDL 2.7 | cardiovascular_disease 2020-01-01; non_hdl 2.7 2026-01-20 | raised | non-HDL cholesterol 2.7
without an LDL, non-HDL 2.6 | cardiovascular_disease 2020-01-01; non_hdl 2.6 2026-01-20 | clear
an LDL of exactly 15 months ago is no LDL | cardiovascular_disease 2020-01-01; ldl 1.5 2024-12-04; non_hdl 2.7 2026-01-20 | raised
neither within 15 months | cardiovascular_disease 2020-01-01; cholesterol 6 2026-01-20; hdl 1 2026-01-20 | unknown | no non-HDL cholesterol within 15 months
no cardiovascular disease | ldl 4 2026-01-20 | clear
no cardiovascular disease and no result |  | clear
an LDL just within 15 months goes first | cardiovascular_disease 2020-01-01; ldl 1.5 2024-12-05; non_hdl 2.7 2026-01-20 | clear
a high LDL just within 15 months | cardiovascular_disease 2020-01-01; ldl 2.1 2024-12-05 | raised
a high LDL of exactly 15 months ago | cardiovascular_disease 2020-01-01; ldl 2.1 2024-12-04; non_hdl 2.6 2026-01-20 | clear
a non-HDL just within 15 months | cardiovascular_disease 2020-01-01; non_hdl 2.7 2024-12-05 | raised
a non-HDL of exactly 15 months ago | cardiovascular_disease 2020-01-01; non_hdl 2.7 2024-12-04 | unknown
an LDL below 3 cannot say | cardiovascular_disease 2020-01-01; ldl <3 2026-01-20 | unknown | cannot answer
a non-HDL below 3 cannot say | cardiovascular_disease 2020-01-01; non_hdl <3 2026-01-20 | unknown | cannot answer
"""

test_lipid_above_target = spec(RULE, EXAMPLES)
