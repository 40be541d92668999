"""10 to 14 current medicines, counted by distinct name."""

from tests.spec.tables import spec

RULE = "polypharmacy"
EXAMPLES = """
10 | medicine other named m1 issued 2026-01-10; medicine other named m2 issued 2026-01-10; medicine other named m3 issued 2026-01-10; medicine other named m4 issued 2026-01-10; medicine other named m5 issued 2026-01-10; medicine other named m6 issued 2026-01-10; medicine other named m7 issued 2026-01-10; medicine other named m8 issued 2026-01-10; medicine other named m9 issued 2026-01-10; medicine other named m10 issued 2026-01-10 | raised | 10 medicines
9 | medicine other named m1 issued 2026-01-10; medicine other named m2 issued 2026-01-10; medicine other named m3 issued 2026-01-10; medicine other named m4 issued 2026-01-10; medicine other named m5 issued 2026-01-10; medicine other named m6 issued 2026-01-10; medicine other named m7 issued 2026-01-10; medicine other named m8 issued 2026-01-10; medicine other named m9 issued 2026-01-10 | clear
14 | medicine other named m1 issued 2026-01-10; medicine other named m2 issued 2026-01-10; medicine other named m3 issued 2026-01-10; medicine other named m4 issued 2026-01-10; medicine other named m5 issued 2026-01-10; medicine other named m6 issued 2026-01-10; medicine other named m7 issued 2026-01-10; medicine other named m8 issued 2026-01-10; medicine other named m9 issued 2026-01-10; medicine other named m10 issued 2026-01-10; medicine other named m11 issued 2026-01-10; medicine other named m12 issued 2026-01-10; medicine other named m13 issued 2026-01-10; medicine other named m14 issued 2026-01-10 | raised
15 belongs to severe | medicine other named m1 issued 2026-01-10; medicine other named m2 issued 2026-01-10; medicine other named m3 issued 2026-01-10; medicine other named m4 issued 2026-01-10; medicine other named m5 issued 2026-01-10; medicine other named m6 issued 2026-01-10; medicine other named m7 issued 2026-01-10; medicine other named m8 issued 2026-01-10; medicine other named m9 issued 2026-01-10; medicine other named m10 issued 2026-01-10; medicine other named m11 issued 2026-01-10; medicine other named m12 issued 2026-01-10; medicine other named m13 issued 2026-01-10; medicine other named m14 issued 2026-01-10; medicine other named m15 issued 2026-01-10 | clear
9 and one not known to be current | medicine other named m1 issued 2026-01-10; medicine other named m2 issued 2026-01-10; medicine other named m3 issued 2026-01-10; medicine other named m4 issued 2026-01-10; medicine other named m5 issued 2026-01-10; medicine other named m6 issued 2026-01-10; medicine other named m7 issued 2026-01-10; medicine other named m8 issued 2026-01-10; medicine other named m9 issued 2026-01-10; medicine other named m15 | clear
none |  | clear
"""

test_polypharmacy = spec(RULE, EXAMPLES)
