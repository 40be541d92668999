"""An invented body: formulas that keep it consistent, and how it changes between visits."""

from math import exp
from random import Random

from mdt_app.demo.cohort import Someone

_YEAR = 365.25
_ANSWER_DAYS = 60.0
"""How long a change of treatment takes to show most of its effect."""

_FEMALE, _MALE = (0.7, -0.329, 1.018), (0.9, -0.411, 1.0)
_UMOL_PER_MG = 88.4


def egfr_of(creatinine: float, age: int, sex: str) -> float:
    """eGFR in mL/min/1.73 m² from creatinine in µmol/L: CKD-EPI 2009, without an ethnic factor.

    >>> round(egfr_of(120, 70, "female"), 1)
    39.4
    """
    kappa, alpha, factor = _FEMALE if sex == "female" else _MALE
    ratio = creatinine / _UMOL_PER_MG / kappa
    power = ratio ** (alpha if ratio < 1 else -1.209)
    return float(141 * power * 0.993**age * factor)


def creatinine_for(egfr: float, age: int, sex: str) -> float:
    """The creatinine in µmol/L at which CKD-EPI 2009 gives that eGFR.

    >>> round(creatinine_for(39.4, 70, "female"))
    120
    """
    kappa, alpha, factor = _FEMALE if sex == "female" else _MALE
    power = egfr / (141 * 0.993**age * factor)
    ratio = power ** (1 / alpha) if power > 1 else power ** (-1 / 1.209)
    return float(ratio * kappa * _UMOL_PER_MG)


def percent_of(mmol_mol: float) -> float:
    """HbA1c as older reports gave it: NGSP % to one decimal place."""
    return round(0.09148 * mmol_mol + 2.152, 1)


def friedewald(total: float, hdl: float, triglycerides: float) -> float:
    """LDL as a laboratory works it out, in mmol/L."""
    return total - hdl - triglycerides / 2.2


class Body:
    """The state behind the results. Only `Visit` and the treatment see it."""

    def __init__(self, who: Someone, day: int, chance: Random) -> None:
        self.age = (day - who.born_on.toordinal()) / _YEAR
        self.sex = "female" if who.sex == "female" else "male"
        self.day = day
        self._start_sugar(who, day, chance)
        self._start_kidneys(who, chance)
        self._start_circulation(who, chance)
        self._start_shape(who, chance)
        self.pending = 0.0
        """How much HbA1c the last change of treatment has still to take off."""

    def _start_sugar(self, who: Someone, day: int, chance: Random) -> None:
        slips = chance.random() < 0.12
        self.slip_from = day + chance.randrange(300, 1461) if slips else 10**9
        """The day from which somebody lets go for a while: nothing, or most of a year."""
        if who.diabetes_type == "type 1":
            self.hba1c, self.drift = max(42.0, chance.gauss(66, 13)), chance.gauss(0.3, 2)
        elif who.burden > 0.62:
            self.hba1c, self.drift = max(52.0, chance.gauss(76, 13)), chance.gauss(3.5, 2.5)
        else:
            self.hba1c, self.drift = max(38.0, chance.gauss(48.5, 5)), chance.gauss(0.7, 0.9)

    def _start_kidneys(self, who: Someone, chance: Random) -> None:
        usual = 106 - 0.78 * max(0.0, self.age - 38)
        if chance.random() < 0.006 * max(0.0, self.age - 45):
            usual -= 28
        self.gfr = min(125.0, max(14.0, chance.gauss(usual, 12)))
        is_failing = chance.random() < 0.03 + 0.08 * who.burden
        self.gfr_slope = chance.gauss(-8.5, 3) if is_failing else chance.gauss(-0.9, 0.7)
        leak = 2.4 if is_failing else -0.25 + 0.9 * who.burden + max(0.0, 60 - self.gfr) / 45
        self.ln_acr = chance.gauss(leak, 0.75)
        self.acr_slope = 0.32 if is_failing else chance.gauss(0.05, 0.07)

    def _start_circulation(self, who: Someone, chance: Random) -> None:
        usual = 149 if chance.random() < 0.05 + 0.07 * who.burden else 125
        self.systolic = chance.gauss(usual, 6)
        older = max(0.0, self.age - 45)
        self.has_vascular_disease = chance.random() < 0.04 + 0.0055 * older
        self.has_heart_failure = chance.random() < 0.0022 * older
        self.cholesterol = max(2.6, chance.gauss(4.7, 0.8))
        self.hdl = max(0.6, chance.gauss(1.35 if self.sex == "female" else 1.12, 0.25))
        self.triglycerides = chance.lognormvariate(0.45, 0.4)
        self.smoking = chance.choices(
            ("never", "ex", "current"), (62, 22, 16) if self.sex == "male" else (80, 12, 8)
        )[0]

    def _start_shape(self, who: Someone, chance: Random) -> None:
        self.height = round(chance.gauss(157 if self.sex == "female" else 171, 6.5))
        usual = 28.2 if who.ethnic_category in "HJKLR" else 31.0
        bmi = max(17.5, chance.gauss(usual + (usual - 27) * (who.burden - 0.4), 4.6))
        self.weight = bmi * (self.height / 100) ** 2
        self.weight_drift = chance.gauss(0.2, 1.1)

    def live_until(self, day: int) -> None:
        """Everything that changes by itself between two visits."""
        years = (day - self.day) / _YEAR
        if years <= 0:
            return
        self.day = day
        self.age += years
        taken = self.pending * (1 - exp(-years * _YEAR / _ANSWER_DAYS))
        self.pending -= taken
        slipping = 22.0 if 0 < day - self.slip_from < 330 else 0.0
        climbed = (self.drift + slipping) * years
        self.hba1c = min(160.0, max(36.0, self.hba1c + climbed - taken))
        sugar = max(0.0, self.hba1c - 75) / 40
        self.gfr = max(7.0, self.gfr + (self.gfr_slope - sugar) * years)
        self.ln_acr += (self.acr_slope + 0.1 * sugar) * years
        self.weight = max(38.0, self.weight + self.weight_drift * years)
        self.systolic += 0.4 * years
