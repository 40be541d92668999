"""The filtration rate worked out from a serum creatinine, where a laboratory reported none.

Ethnicity is never asked for: NG203 uses CKD-EPI 2009 without its ethnicity factor, and the 2021
equation was fitted without one. It reads some 4 higher, so a trend is worked out by one of them.
"""

from enum import StrEnum
from math import floor
from typing import NamedTuple


class Equation(StrEnum):
    """A published equation, by the name it is called by on the screen."""

    CKD_EPI_2009 = "CKD-EPI 2009"
    CKD_EPI_2021 = "CKD-EPI 2021"


DEFAULT_EQUATION = Equation.CKD_EPI_2009
"""As NG203 asks of laboratories in England."""
ADULT = 18
"""Both equations were fitted on adults."""
_UMOL_L_PER_MG_DL = 88.4


class _Fit(NamedTuple):
    """The constants of an equation for one sex."""

    scale: float
    kappa: float
    under_kappa: float
    over_kappa: float
    per_year: float


_FITS = {
    (Equation.CKD_EPI_2009, "female"): _Fit(141 * 1.018, 0.7, -0.329, -1.209, 0.993),
    (Equation.CKD_EPI_2009, "male"): _Fit(141, 0.9, -0.411, -1.209, 0.993),
    (Equation.CKD_EPI_2021, "female"): _Fit(142 * 1.012, 0.7, -0.241, -1.200, 0.9938),
    (Equation.CKD_EPI_2021, "male"): _Fit(142, 0.9, -0.302, -1.200, 0.9938),
}
"""Levey 2009 (Ann Intern Med 150:604) and Inker 2021 (N Engl J Med 385:1737)."""


def ckd_epi(
    creatinine_umol_l: float,
    age_years: float,
    sex: str,
    equation: Equation = DEFAULT_EQUATION,
    *,
    comparator: str = "",
) -> float | None:
    """The eGFR in mL/min/1.73 m², not rounded.

    None where there is no honest answer: under 18, a sex that is not known to be female or male,
    a creatinine that is only a limit, or none at all.

    >>> round(ckd_epi(123.76, 60, "male"), 1)
    54.2
    >>> ckd_epi(123.76, 60, "unknown") is None
    True
    """
    fit = _FITS.get((equation, sex))
    if fit is None or comparator or age_years < ADULT or creatinine_umol_l <= 0:
        return None
    share = creatinine_umol_l / _UMOL_L_PER_MG_DL / fit.kappa
    power = fit.under_kappa if share < 1 else fit.over_kappa
    return float(fit.scale * share**power * fit.per_year**age_years)


def as_reported(egfr: float) -> int:
    """To the whole number, as laboratories report it: its category is that of what is read.

    >>> as_reported(59.5), as_reported(59.4)
    (60, 59)
    """
    return floor(egfr + 0.5)
