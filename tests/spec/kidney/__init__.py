"""The specification of the rules about chronic kidney disease."""

from collections.abc import Callable

from tests.spec.tables import Example
from tests.spec.tables import spec as spec_of_pack

PACK = "kidney-england-2026"
ABOUT = (
    "In the tables the day is 4 March 2026 and, unless said otherwise, the person is aged 60, has"
    " had chronic kidney disease, stage 3 to 5, since 2020 and has no diabetes. Days are written as"
    " in the files, year first."
)
ASSUMED = "ckd_3_to_5 2020-01-01; type none; diagnosed never"


def spec(rule: str, table: str) -> Callable[[Example], None]:
    """A test of one rule, one case for each line."""
    return spec_of_pack(rule, table, PACK, ASSUMED)
