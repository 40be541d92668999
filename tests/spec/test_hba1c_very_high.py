"""HbA1c very high: the latest within 15 months is above 86 mmol/mol."""

from tests.spec.tables import spec

RULE = "hba1c-very-high"
EXAMPLES = """
87 is above 86 | hba1c 87 2026-01-20 | raised | HbA1c 87 mmol/mol — on 20 Jan 2026
86 is not above 86 | hba1c 86 2026-01-20 | clear
only the latest counts, however high the one before | hba1c 120 2025-09-10; hba1c 54 2026-01-20 | clear
a result on the day itself counts | hba1c 90 2026-03-04 | raised
a result after the day does not exist | hba1c 50 2026-01-20; hba1c 90 2026-03-05 | clear
within 15 months: the day after the limit | hba1c 90 2024-12-05 | raised
exactly 15 months ago is too old | hba1c 90 2024-12-04 | unknown | no HbA1c within 15 months
15 months before 31 May is the last day of February | on 2026-05-31; hba1c 90 2025-02-28 | unknown
the day after that clamped day counts | on 2026-05-31; hba1c 90 2025-03-01 | raised
no HbA1c at all |  | unknown | no HbA1c within 15 months
two of one day count as their mean | hba1c 90 2026-01-20; hba1c 82 2026-01-20 | clear
the mean is not rounded | hba1c 86 2026-01-20; hba1c 87 2026-01-20 | raised | HbA1c 86.5 mmol/mol
a mean of exactly 86 is not above, whatever the binary noise | hba1c 85.9 2026-01-20; hba1c 86.1 2026-01-20 | clear
both results of the day are shown | hba1c 90 2026-01-20; hba1c 92 2026-01-20 | raised | [hba1c 90; hba1c 92]
more than 130 is above 86 | hba1c >130 2026-01-20 | raised | HbA1c >130
less than 20 is not above 86 | hba1c <20 2026-01-20 | clear
more than 80 cannot say | hba1c >80 2026-01-20 | unknown | HbA1c >80 on 20 Jan 2026 cannot answer
less than 87 cannot say | hba1c <87 2026-01-20 | unknown
at most 86 is not above 86 | hba1c <=86 2026-01-20 | clear
less than 86 is not above 86 | hba1c <86 2026-01-20 | clear
more than 86 is above 86 | hba1c >86 2026-01-20 | raised
at least 86 cannot say | hba1c >=86 2026-01-20 | unknown
beside a plain number of the day the number is used | hba1c >80 2026-01-20; hba1c 84 2026-01-20 | clear
nobody without a diabetes code | type none; hba1c 90 2026-01-20 | clear | no diabetes code
an event of diagnosis is a code | type none; diagnosis_type_2 2020-01-01; hba1c 90 2026-01-20 | raised
a diagnosis after the day is none | type none; diagnosed never; diagnosis_type_2 2026-03-05; hba1c 90 2026-01-20 | clear
diabetes of unknown type is diabetes | type unknown; hba1c 90 2026-01-20 | raised
who died on the day raises nothing | died 2026-03-04; hba1c 90 2026-01-20 | clear | died
who died after the day was alive on it | died 2026-03-05; hba1c 90 2026-01-20 | raised
who left on the day raises nothing | left 2026-03-04; hba1c 90 2026-01-20 | clear | left
who left after the day was still here | left 2026-03-05; hba1c 90 2026-01-20 | raised
diagnosed after the day raises nothing | diagnosed 2026-03-05; hba1c 90 2026-01-20 | clear | diagnosed later
diagnosed on the day is diagnosed | diagnosed 2026-03-04; hba1c 90 2026-01-20 | raised
resolved later than every diagnosis removes the code | diabetes_resolved 2020-01-01; hba1c 90 2026-01-20 | clear | resolved
resolved on the day of diagnosis does not | diagnosed 2020-01-01; diabetes_resolved 2020-01-01; hba1c 90 2026-01-20 | raised
a diagnosis after it brings the code back | diabetes_resolved 2020-01-01; diagnosis_type_2 2021-01-01; hba1c 90 2026-01-20 | raised
resolved after the day does not exist | diabetes_resolved 2026-03-05; hba1c 90 2026-01-20 | raised
remission does not remove the code | remission 2020-01-01; hba1c 90 2026-01-20 | raised
"""

test_hba1c_very_high = spec(RULE, EXAMPLES)
