"""How the network got better: what a day was like before its programme, and while it took hold."""

from datetime import date

_BEGAN_DAYS_AGO, _TOOK_HOLD_DAYS_AGO = 700, 30


def behind(day: int, until: date) -> float:
    """1 before the programme began, 0 once it had taken hold, in between in proportion.

    >>> behind(date(2024, 1, 1).toordinal(), date(2026, 11, 20))
    1.0
    >>> behind(date(2026, 11, 19).toordinal(), date(2026, 11, 20))
    0.0
    """
    ago = until.toordinal() - day
    span = _BEGAN_DAYS_AGO - _TOOK_HOLD_DAYS_AGO
    return min(1.0, max(0.0, (ago - _TOOK_HOLD_DAYS_AGO) / span))


def late(share: float) -> float:
    """Of what had to be learnt first: nothing at the start, and all of it well before now.

    >>> late(1.0), late(0.4), late(0.0)
    (1.0, 0.0, 0.0)
    """
    return max(0.0, share - 0.4) / 0.6
