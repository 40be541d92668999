"""Type 2 and aged under 40."""

from tests.spec.tables import spec

RULE = "young-type-2"
EXAMPLES = """
39 | aged 39 | raised | type 2, aged 39
40 today | aged 40 | clear
39 with type 1 | aged 39; type 1 | clear
39 with an unknown type | aged 39; type unknown | clear
39, type known from an event | aged 39; type unknown; diagnosis_type_2 2020-01-01 | raised
the event that gives the type is named | aged 39; type unknown; diagnosis_type_2 2020-01-01 on file | raised | [diagnosis_type_2 on file]
"""

test_young_type_2 = spec(RULE, EXAMPLES)
