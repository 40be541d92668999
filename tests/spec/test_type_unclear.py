"""Codes for both types, or type 2 diagnosed before 35 with insulin within a year."""

from tests.spec.tables import spec

RULE = "type-unclear"
EXAMPLES = """
both codes as events | diagnosis_type_1 2020-01-01; diagnosis_type_2 2021-01-01 | raised | codes for both type 1 and type 2
the row says one, an event the other | type 2; diagnosis_type_1 2020-01-01 | raised
the other code after the day does not exist | type 2; diagnosis_type_1 2026-03-05 | clear
both are named, the row and the event | type 2; diagnosis_type_1 2020-01-01 on file | raised | [diagnosis_type_1 on file; diabetes_type type 2]
one type only | diagnosis_type_2 2021-01-01 | clear
diagnosed the day before the 35th birthday, insulin 12 months later to the day | born 1980-01-02; diagnosed 2015-01-01; medicine insulin started 2016-01-01 | raised | insulin started 1 Jan 2016
diagnosed on the 35th birthday | born 1980-01-01; diagnosed 2015-01-01; medicine insulin started 2015-06-01 | clear
insulin a day later than 12 months | born 1980-01-02; diagnosed 2015-01-01; medicine insulin started 2016-01-02 | clear
insulin on the day of diagnosis | born 1980-01-02; diagnosed 2015-01-01; medicine insulin started 2015-01-01 | raised
insulin before the diagnosis | born 1980-01-02; diagnosed 2015-01-01; medicine insulin started 2014-12-31 | clear
insulin long stopped still counts | born 1980-01-02; diagnosed 2015-01-01; medicine insulin started 2015-06-01 ended 2016-06-01 | raised
no insulin | born 1990-01-02; diagnosed 2015-01-01 | clear
no diagnosis date | born 1990-01-02; diagnosed never; medicine insulin started 2015-06-01 | clear
type 1 only | type 1; diagnosis_type_1 2020-01-01 | clear
type 1 diagnosed young, on insulin | type 1; born 1990-01-02; diagnosed 2015-01-01; medicine insulin started 2015-06-01 | clear
"""

test_type_unclear = spec(RULE, EXAMPLES)
