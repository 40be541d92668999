"""Four years of one invented person: results that agree with each other, visit by visit.

A body changes between visits, treatment answers what a visit found, and a visit records what
that practice, that day, measured. Days are ordinals; values are written as a laboratory would.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import exp
from random import Random

from mdt_app.demo.bodies import Body, creatinine_for, egfr_of, friedewald, percent_of
from mdt_app.demo.cohort import Someone
from mdt_app.demo.happenings import happenings, weekday
from mdt_app.demo.programme import behind
from mdt_app.demo.treatments import Dose, Treatment

YEARS = 4
_YEAR = 365.25
CAPPED_EGFR = frozenset({"Y90001", "Y90002"})
"""Practices whose laboratory reports an eGFR above 90 as `>90`."""
CAPPED_ACR = frozenset({"Y90002", "Y90003"})
"""Practices whose laboratory reports an ACR below 3 as `<3`."""
LATE_TO_IFCC = "Y90003"
"""A practice that kept HbA1c in % until two and a half years ago."""


@dataclass(slots=True)
class History:
    """What a practice's system holds about one person, as rows of the plain layout."""

    results: list[tuple[str, int, str, str, str]] = field(default_factory=list)
    """kind, day, value, unit, setting"""
    medicines: list[Dose] = field(default_factory=list)
    events: list[tuple[str, int, str]] = field(default_factory=list)
    """kind, day, detail"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One day at the practice: what was measured, written as that practice writes it."""

    who: Someone
    body: Body
    day: int
    chance: Random
    history: History
    percent_before: int
    """Before this day the practice kept HbA1c in %."""
    behind: float
    """How far the programme was from taking hold: 1 before it began, 0 now."""

    def record(self, is_full: bool) -> float:
        """Take this visit's measurements and return the HbA1c found, 0 if none was taken."""
        luck, care = self.chance.random, 0.72 + 0.27 * self.who.engagement
        found = self._blood(is_full) if luck() < (0.97 if is_full else 0.9) * care else 0.0
        if luck() < (0.99 if is_full else 0.8) * care:
            self._blood_pressure()
        if luck() < (0.97 if is_full else 0.75) * care:
            self._weight()
        if luck() < (0.94 if is_full else 0.35) * care:
            self._urine()
        if luck() < (0.97 if is_full else 0.3) * care:
            self._add("smoking", self.body.smoking)
        return found

    def _add(self, kind: str, value: str, unit: str = "", setting: str = "") -> None:
        self.history.results.append((kind, self.day, value, unit, setting))

    def _blood(self, is_full: bool) -> float:
        chance, body = self.chance, self.body
        measured = max(24, round(body.hba1c + chance.gauss(0, 1.8)))
        written = measured + round(5 * self.behind)
        if self.day < self.percent_before:
            self._add("hba1c", f"{percent_of(written)}", "%")
        else:
            self._add("hba1c", str(written), "mmol/mol")
        if chance.random() < (0.97 if is_full else 0.85):
            self._kidneys()
        if is_full or chance.random() < 0.5:
            self._lipids()
        return float(measured)

    def _kidneys(self) -> None:
        body, age = self.body, int(self.body.age)
        seen = max(6.0, body.gfr * self.chance.gauss(1, 0.035))
        creatinine = max(22, round(creatinine_for(seen, age, body.sex)))
        egfr = round(egfr_of(creatinine, age, body.sex))
        capped = egfr > 90 and self.who.practice in CAPPED_EGFR
        self._add("creatinine", str(creatinine), "umol/L")
        self._add("egfr", ">90" if capped else str(egfr), "mL/min/1.73m2")

    def _lipids(self) -> None:
        body, gauss = self.body, self.chance.gauss
        usual = body.cholesterol - 0.35 + 0.55 * self.behind
        total, hdl = usual + gauss(0, 0.25), max(0.7, body.hdl + gauss(0, 0.07))
        fat = max(0.4, body.triglycerides * gauss(1, 0.15))
        total = max(total, hdl + fat / 2.2 + 0.6)
        self._add("cholesterol", f"{total:.1f}", "mmol/L")
        self._add("hdl", f"{hdl:.1f}", "mmol/L")
        self._add("non_hdl", f"{total - hdl:.1f}", "mmol/L")
        self._add("triglycerides", f"{fat:.1f}", "mmol/L")
        if fat < 4.5:
            self._add("ldl", f"{friedewald(total, hdl, fat):.1f}", "mmol/L")

    def _urine(self) -> None:
        acr = exp(self.body.ln_acr + self.chance.gauss(0, 0.22))
        capped = acr < 3 and self.who.practice in CAPPED_ACR
        value = "<3" if capped else f"{min(acr, 480.0):.1f}"
        self._add("acr", value, "mg/mmol")

    def _blood_pressure(self) -> None:
        pair = self._pressure(3)
        setting = self.chance.choice(("", "", "clinic"))
        self._add("blood_pressure", pair, "mmHg", setting)
        if self.chance.random() < 0.06:  # raised, so taken again a few minutes later
            self._add("blood_pressure", self._pressure(2), "mmHg", setting)

    def _pressure(self, unease: float) -> str:
        """Most hands round to an even number, some to ten."""
        body, gauss = self.body, self.chance.gauss
        systolic = body.systolic - 2 + 5 * self.behind + gauss(unease, 6)
        diastolic = 76 + 0.42 * (systolic - 130) - 0.22 * (body.age - 60) + gauss(0, 5)
        step = self.chance.choices((1, 2, 10), (20, 70, 10))[0]
        top = max(84, step * round(systolic / step))
        return f"{top}/{min(top - 16, max(44, step * round(diastolic / step)))}"

    def home_pressure(self) -> None:
        """Two readings of one day, taken at home."""
        for _ in range(2):
            self._add("blood_pressure", self._pressure(-4), "mmHg", "home")

    def _weight(self) -> None:
        body = self.body
        weight = body.weight + self.chance.gauss(0, 0.5)
        self._add("weight", f"{weight:.1f}", "kg")
        self._add("bmi", f"{weight / (body.height / 100) ** 2:.1f}", "kg/m2")
        if not any(row[0] == "height" for row in self.history.results[:40]):
            self._add("height", str(body.height), "cm")


def visit_days(who: Someone, first: int, last: int, chance: Random) -> Iterator[tuple[int, bool]]:
    """Weekdays on which somebody came, and whether it was a full review."""
    gap = 66 / max(0.15, who.engagement)
    day = first + chance.randrange(1, 60)
    since_full = chance.randrange(40, 330)
    while day <= last:
        is_full = since_full > 320
        yield weekday(day), is_full
        step = max(14, round(chance.gauss(gap, gap / 4)))
        since_full = step if is_full else since_full + step
        day += step


def span_of(who: Someone, until: date) -> tuple[int, int]:
    """The first and last day on which anything about this person can be dated."""
    last = min(d for d in (until, who.died_on, who.left_on) if d is not None).toordinal()
    first = until.toordinal() - round(YEARS * _YEAR)
    if who.diagnosed_on is not None:
        first = max(first, who.diagnosed_on.toordinal() - 45)
    return min(first, last - 1), last


def history_of(who: Someone, until: date, chance: Random) -> History:
    """Everything recorded about one person up to a day."""
    first, last = span_of(who, until)
    history = History()
    body = Body(who, first, chance)
    treatment = Treatment(who, body, first, chance)
    is_late = who.practice == LATE_TO_IFCC
    percent_before = until.toordinal() - 913 if is_late else 0
    for day, is_full in visit_days(who, first, last, chance):
        body.live_until(day)
        visit = Visit(who, body, day, chance, history, percent_before, behind(day, until))
        found = visit.record(is_full)
        treatment.answer(found, day)
        if chance.random() < 0.05:
            visit.home_pressure()
    history.medicines = treatment.doses(last)
    history.events = happenings(who, body, history, (first, last), until, chance)
    return history
