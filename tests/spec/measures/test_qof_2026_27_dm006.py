"""Proteinuria, or two high urine ACR: on an ACE inhibitor or ARB."""

from tests.spec.measures.tables import measure_spec

SET = "qof-2026-27"
MEASURE = "DM006"
EXAMPLES = """
proteinuria, on an ACE inhibitor | proteinuria 2020-01-01; medicine ace_inhibitor issued 2026-01-20 | achieved
proteinuria, on an ARB | proteinuria 2020-01-01; medicine arb issued 2026-01-20 | achieved
proteinuria, on neither | proteinuria 2020-01-01 | missed
last issued just within 6 months | proteinuria 2020-01-01; medicine arb issued 2025-09-05 | achieved
last issued exactly 6 months ago | proteinuria 2020-01-01; medicine arb issued 2025-09-04 | missed
one that nobody knows to be current | proteinuria 2020-01-01; medicine arb started 2020-01-01 | missed
ended on the day | proteinuria 2020-01-01; medicine arb issued 2026-01-20 ended 2026-03-04 | missed
two ACR of 3 on different days, years ago | acr 3 2012-01-20; acr 3 2013-01-20 | missed
one of them below 3 | acr 3 2012-01-20; acr 2.9 2013-01-20 | not counted
two ACR of one day are one | acr 5 2012-01-20; acr 7 2012-01-20 | not counted
the mean of a day below 3 | acr 3 2012-01-20; acr 1 2013-01-20; acr 4 2013-01-20 | not counted
the mean of a day 3 or more | acr 3 2012-01-20; acr 1 2013-01-20; acr 6 2013-01-20 | missed
one ACR | acr 30 2013-01-20 | not counted
above 3 is 3 or more | acr >3 2012-01-20; acr 3 2013-01-20 | missed
below 30 cannot answer | acr <30 2012-01-20; acr 3 2013-01-20 | not counted
the second ACR after the day | acr 3 2013-01-20; acr 3 2026-03-05 | not counted
proteinuria after the day | proteinuria 2026-03-05 | not counted
nothing on record | | not counted
registered on the day | registered 2026-03-04; proteinuria 2020-01-01 | excluded: registered
registered just within 3 months | registered 2025-12-05; proteinuria 2020-01-01 | excluded: registered
registered exactly 3 months ago | registered 2025-12-04; proteinuria 2020-01-01 | missed
no date of being registered | registered never; proteinuria 2020-01-01 | missed
diagnosed on the day | diagnosed 2026-03-04; proteinuria 2020-01-01 | excluded: diagnosed
diagnosed just within 3 months | diagnosed 2025-12-05; proteinuria 2020-01-01 | excluded: diagnosed
diagnosed exactly 3 months ago | diagnosed 2025-12-04; proteinuria 2020-01-01 | missed
no date of being diagnosed | diagnosed never; proteinuria 2020-01-01 | missed
declined just within 12 months | proteinuria 2020-01-01; declined_monitoring 2025-03-05 | excluded: declined
declined exactly 12 months ago | proteinuria 2020-01-01; declined_monitoring 2025-03-04 | missed
unsuitable just within 12 months | proteinuria 2020-01-01; unsuitable 2025-03-05 | excluded: unsuitable
unsuitable exactly 12 months ago | proteinuria 2020-01-01; unsuitable 2025-03-04 | missed
registered before diagnosed | proteinuria 2020-01-01; registered 2026-01-01; diagnosed 2026-01-01 | excluded: registered
diagnosed before declined | proteinuria 2020-01-01; diagnosed 2026-01-01; declined_monitoring 2025-09-01 | excluded: diagnosed
declined before unsuitable | proteinuria 2020-01-01; declined_monitoring 2025-09-01; unsuitable 2025-09-01 | excluded: declined
treated and declined counts as achieved | proteinuria 2020-01-01; medicine arb issued 2026-01-20; declined_monitoring 2025-09-01 | achieved
"""

test_qof_2026_27_dm006 = measure_spec(SET, MEASURE, EXAMPLES)
