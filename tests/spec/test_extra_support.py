"""Severe mental illness, learning disability or dementia."""

from tests.spec.tables import spec

RULE = "extra-support"
EXAMPLES = """
severe mental illness | severe_mental_illness 2015-01-01 | raised | severe mental illness
learning disability | learning_disability 2015-01-01 | raised | learning disability
dementia | dementia 2015-01-01 | raised | dementia
coded after the day | dementia 2026-03-05 | clear
none |  | clear
"""

test_extra_support = spec(RULE, EXAMPLES)
