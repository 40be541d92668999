"""The kinds of entry made here. No list of people rests on any of them."""

FROZEN_MONTH = "frozen_month"
BENCHMARK = "benchmark"
WORKS_AT = "works_at"
KINDS = frozenset([FROZEN_MONTH, BENCHMARK, WORKS_AT])
