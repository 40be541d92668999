"""The latest retinal grade of either eye, whatever its age, is R2, R3A or M1."""

from tests.spec.tables import spec

RULE = "eye-sight-threatening"
EXAMPLES = """
R2 | retinal_left R2 M0 2026-01-20; retinal_right R0 M0 2026-01-20 | raised | eyes: R2 M0
R3A | retinal_left R3A M0 2026-01-20 | raised
M1 with background changes | retinal_left R1 M1 2026-01-20 | raised
R3S without maculopathy | retinal_left R3S M0 2026-01-20 | clear
R1 M0 | retinal_left R1 M0 2026-01-20 | clear
years ago and never graded since | retinal_left R2 M0 2018-01-20 | raised
graded better since | retinal_left R2 M0 2024-01-20; retinal_left R1 M0 2026-01-20 | clear
the other eye's later grade does not clear this one | retinal_left R2 M0 2024-01-20; retinal_right R0 M0 2026-01-20 | raised
of two grades on one day the worse | retinal_left R1 M0 2026-01-20; retinal_left R0 M1 2026-01-20 | raised
ineligible on a later day | retinal_left R2 M0 2024-01-20; retinal_ineligible 2024-01-21 | clear | not eligible for eye screening since 21 Jan 2024
ineligible on the same day | retinal_left R2 M0 2024-01-20; retinal_ineligible 2024-01-20 | raised
ineligible before | retinal_left R2 M0 2024-01-20; retinal_ineligible 2023-01-20 | raised
no grade ever |  | unknown | no retinal grade ever
a harmless grade of exactly 24 months ago | retinal_left R0 M0 2024-03-04 | unknown | no retinal grade within 24 months
a harmless grade within 24 months | retinal_left R0 M0 2024-03-05 | clear
R2 M0 in the right eye | retinal_right R2 M0 2026-01-20 | raised
R2 M1 in the right eye | retinal_right R2 M1 2026-01-20 | raised
R3A M0 in the right eye | retinal_right R3A M0 2026-01-20 | raised
R3A M1 in the right eye | retinal_right R3A M1 2026-01-20 | raised
R0 M1 in the right eye | retinal_right R0 M1 2026-01-20 | raised
R1 M1 in the right eye | retinal_right R1 M1 2026-01-20 | raised
R3S M1 in the right eye | retinal_right R3S M1 2026-01-20 | raised
ineligible after R2 M0, before a harmless grade of the other eye | retinal_right R2 M0 2024-01-20; retinal_left R0 M0 2026-01-20; retinal_ineligible 2025-01-20 | clear
ineligible after R2 M1, before a harmless grade of the other eye | retinal_right R2 M1 2024-01-20; retinal_left R0 M0 2026-01-20; retinal_ineligible 2025-01-20 | clear
ineligible after R3A M0, before a harmless grade of the other eye | retinal_right R3A M0 2024-01-20; retinal_left R0 M0 2026-01-20; retinal_ineligible 2025-01-20 | clear
ineligible after R3A M1, before a harmless grade of the other eye | retinal_right R3A M1 2024-01-20; retinal_left R0 M0 2026-01-20; retinal_ineligible 2025-01-20 | clear
ineligible after R0 M1, before a harmless grade of the other eye | retinal_right R0 M1 2024-01-20; retinal_left R0 M0 2026-01-20; retinal_ineligible 2025-01-20 | clear
ineligible after R1 M1, before a harmless grade of the other eye | retinal_right R1 M1 2024-01-20; retinal_left R0 M0 2026-01-20; retinal_ineligible 2025-01-20 | clear
ineligible after R3S M1, before a harmless grade of the other eye | retinal_right R3S M1 2024-01-20; retinal_left R0 M0 2026-01-20; retinal_ineligible 2025-01-20 | clear
"""

test_eye_sight_threatening = spec(RULE, EXAMPLES)
