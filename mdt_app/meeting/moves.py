"""Whether a result has really moved, or only as much as the same person's results do anyway.

HbA1c as `clinical.change` has it. An eGFR has moved when it changed by a quarter, the share that
NICE NG203 (2021) calls an accelerated fall; an ACR when it doubled or halved, beyond what one
laboratory's results vary (KDIGO 2024). Of every other kind nothing is said: no source does.
"""

from mdt_app.clinical.change import Hba1cChange, hba1c_change
from mdt_app.clinical.kinds import Kind
from mdt_app.flags.readings import Reading

HIGHER, LOWER, WITHIN, NOT_KNOWN = "higher", "lower", "within variation", ""
_HBA1C_MOVES = {
    Hba1cChange.ROSE: HIGHER,
    Hba1cChange.FELL: LOWER,
    Hba1cChange.WITHIN_VARIATION: WITHIN,
    None: NOT_KNOWN,
}
_FOLLOWED = (Kind.EGFR, Kind.ACR)


def moved(kind: int, earlier: Reading, later: Reading) -> str:
    """HIGHER, LOWER, WITHIN; NOT_KNOWN where two results do not tell, or are too near."""
    if later.day <= earlier.day or earlier.low != earlier.high or later.low != later.high:
        return NOT_KNOWN
    first, last = earlier.low, later.low
    if kind == Kind.HBA1C:
        return _HBA1C_MOVES[hba1c_change(first, last, later.day - earlier.day)]
    if kind not in _FOLLOWED:
        return NOT_KNOWN
    if kind == Kind.EGFR:
        is_real = 4 * abs(last - first) >= first
    else:
        is_real = last >= 2 * first or 2 * last <= first
    if not is_real:
        return WITHIN
    return HIGHER if last > first else LOWER
