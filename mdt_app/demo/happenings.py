"""What happened to an invented person besides results: reviews, eyes, feet, education, falls."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Protocol

from mdt_app.demo.bodies import Body
from mdt_app.demo.cohort import Someone
from mdt_app.demo.programme import behind, late
from mdt_app.demo.treatments import Dose

Happening = tuple[str, int, str]
_YEAR = 365
_ADMISSIONS = ("Chest infection", "Fall", "Heart failure", "Cellulitis", "Urinary infection")
_COURSES = {"Sylheti": "X-PERT in Bengali and Sylheti", "Bengali": "X-PERT in Bengali and Sylheti"}
_RETINA = ("R0 M0", "R1 M0", "R1 M1", "R2 M0", "R3S M0")
_FOOT = ("low", "moderate", "high", "active")


class Kept(Protocol):
    """The rows written so far."""

    results: list[tuple[str, int, str, str, str]]
    medicines: list[Dose]


class Happenings:
    """Everything dated that is not a blood test, told from first day to last."""

    def __init__(
        self,
        who: Someone,
        body: Body,
        kept: Kept,
        span: tuple[int, int],
        until: date,
        chance: Random,
    ) -> None:
        self._who, self._body, self._kept, self._chance = who, body, kept, chance
        self._first, self._last = span
        self._until = until
        self.events: list[Happening] = []

    def tell(self) -> list[Happening]:
        """Nothing is dated after the last day, except the recall to an eye screen."""
        self._diagnosis()
        self._conditions()
        self._education()
        self._eyes()
        self._appointments()
        self._emergencies()
        return self.events

    def _add(self, kind: str, day: int, detail: str = "") -> None:
        if self._first - 40 * _YEAR < day <= self._last:
            self.events.append((kind, day, detail))

    def _diagnosis(self) -> None:
        who = self._who
        if who.diagnosed_on is None or self._chance.random() < 0.2:
            return
        kinds = {"type 1": "diagnosis_type_1", "type 2": "diagnosis_type_2"}
        if kind := kinds.get(who.diabetes_type):
            self._add(kind, who.diagnosed_on.toordinal())

    def _conditions(self) -> None:
        chance, body = self._chance, self._body
        older, long_ago = max(0.0, body.age - 45), self._last - chance.randrange(60, 4000)
        for kind, share, a_year in (
            ("cardiovascular_disease", float(body.has_vascular_disease), 0.0),
            ("heart_failure", float(body.has_heart_failure), 0.0),
            ("severe_mental_illness", 0.025, 0.0),
            ("learning_disability", 0.01, 0.0),
            ("dementia", -0.05, 0.0025),
        ):
            if chance.random() < share + a_year * older:
                self._add(kind, long_ago + chance.randrange(60))
        if body.gfr < 58 and chance.random() < 0.85:
            self._add("ckd_3_to_5", self._last - chance.randrange(100, 1400))
        if self._who.housebound == "yes":
            self._add("housebound", self._last - chance.randrange(60, 900))

        if body.gfr > 20 and chance.random() < 0.03:
            kind = chance.choice(("sglt2_declined", "sglt2_contraindicated"))
            self._add(kind, self._last - chance.randrange(30, 600))

    def _education(self) -> None:
        who, chance = self._who, self._chance
        if who.diagnosed_on is None or chance.random() > 0.72 + 0.28 * who.engagement:
            return
        offered = who.diagnosed_on.toordinal() + chance.randrange(20, 150)
        course = _COURSES.get(who.language, chance.choice(("DESMOND", "X-PERT")))
        if who.diabetes_type == "type 1":
            course = "DAFNE"
        self._add("education_offered", offered, course)
        came = chance.random()
        if came < 0.42 * (0.4 + who.engagement):
            self._add("education_attended", offered + chance.randrange(30, 120), course)
        elif came > 0.85:
            self._add("education_declined", offered + chance.randrange(5, 40), course)

    def _eyes(self) -> None:
        """Yearly, for some every second year after two clear ones; a letter comes before each."""
        chance, who = self._chance, self._who
        left = right = min(2, int(chance.expovariate(2.3 - 0.8 * who.burden)))
        clear = chance.randrange(3)
        day = self._first + chance.randrange(5, 330 if clear < 2 else 480)
        while (day := weekday(day)) <= self._last:
            self._add("invited", day - 28, "retinal screening")
            comes = 0.52 + 0.46 * min(1.0, who.engagement * 1.15)
            if chance.random() > comes * (1 - 0.25 * behind(day, self._until)):
                kind = (
                    "retinal_screen_declined" if chance.random() < 0.1 else "retinal_screen_missed"
                )
                self._add(kind, day)
                day += chance.randrange(110, 190)
                continue
            left, right = self._worse(left), self._worse(right)
            clear = clear + 1 if left == right == 0 else 0
            self._screened(day, left, right)
            interval = 2 * _YEAR if clear >= 2 and chance.random() < 0.4 else _YEAR
            self.events.append(("retinal_recall_due", day + interval, ""))
            day += interval + min(20, round(chance.gauss(-16, 14)))

    def _worse(self, grade: int) -> int:
        sugar = max(0.0, self._body.hba1c - 58) / 300
        if grade < 2 and self._chance.random() < (0.04, 0.008)[grade] + sugar / (1 + 2 * grade):
            return grade + 1
        if grade == 2 and self._chance.random() < 0.3:
            return 1
        return grade

    def _screened(self, day: int, left: int, right: int) -> None:
        self._add("retinal_screen_attended", day)
        for side, grade in (("left", left), ("right", right)):
            self._kept.results.append((f"retinal_{side}", day, _RETINA[grade], "", ""))

    def _feet(self, day: int, risk: int) -> None:
        self._add("foot_check", day)
        for side in ("left", "right"):
            self._kept.results.append((f"foot_risk_{side}", day, _FOOT[risk], "", ""))

    def _appointments(self) -> None:
        """A full review leaves a foot check and a plan; somebody who seldom comes leaves gaps."""
        chance, who = self._chance, self._who
        risk = min(2, int(chance.expovariate(2.6 - 1.2 * who.burden - self._body.age / 150)))
        for day in self._reviews():
            if chance.random() < 0.75 + 0.24 * who.engagement:
                self._feet(day, risk)
            self._add("annual_review", day)
            if chance.random() < 0.985 * (1 - 0.9 * late(behind(day, self._until))):
                self._add("care_plan_agreed", day + chance.choice((0, 0, 0, 14, 21)))
            if chance.random() < 0.5:
                self._add("medication_review", day + chance.randrange(30, 200))
            if risk < 2 and chance.random() < 0.04:
                risk += 1
        for _ in range(int(chance.expovariate(0.5 + who.engagement * 1.6))):
            self._add("missed_appointment", chance.randrange(self._first, self._last + 1))

        self._podiatry(risk)

    def _podiatry(self, risk: int) -> None:
        """Feet at risk are seen between the reviews, by who comes."""
        chance = self._chance
        if risk == 0 or chance.random() > 0.35 + 0.65 * self._who.engagement:
            return
        gap = (0, 120, 62)[risk]
        day = self._first + chance.randrange(gap)
        while day <= self._last:
            self._add("foot_check", weekday(day), "Podiatry")
            day += round(chance.gauss(gap, gap / 10))

    def _reviews(self) -> Sequence[int]:
        """The days of full reviews: those on which a urine sample and a weight were both taken."""
        chance, who = self._chance, self._who
        days, day = [], self._first + chance.randrange(20, 340)
        while day <= self._last:
            if chance.random() < 0.35 + 0.64 * min(1.0, who.engagement * 1.2):
                days.append(weekday(day))
            day += round(chance.gauss(362, 22))
        return days

    def _emergencies(self) -> None:
        chance, who, body = self._chance, self._who, self._body
        years = max(0.2, (self._last - self._first) / _YEAR)
        frail = {"moderate": 2.0, "severe": 4.0}.get(who.frailty, 1.0)
        if chance.random() < 0.025 * years * frail:
            day = chance.randrange(self._first, self._last + 1)
            self._add("emergency_admission", day, chance.choice(_ADMISSIONS))
        classes = {dose.classes for dose in self._kept.medicines if not dose.ended}
        at_risk = bool(classes & {"insulin", "sulfonylurea"})
        if at_risk and chance.random() < 0.02 * years * frail * (2 if body.hba1c < 52 else 1):
            self._hypo(chance.randrange(self._first, self._last + 1))
        if who.diabetes_type == "type 1" and chance.random() < 0.06 * years:
            day = chance.randrange(self._first, self._last + 1)
            self._add("dka", day)
            self._add("emergency_admission", day, "Diabetic ketoacidosis")

    def _hypo(self, day: int) -> None:
        if self._chance.random() < 0.5:
            self._add("severe_hypo", day)
            return
        self._add("hypo_call", day, "Ambulance called, not taken to hospital")
        if self._chance.random() < 0.8:
            self._add("hypo_call_contacted", day + 1, "Specialist nurse, by telephone")


def happenings(
    who: Someone,
    body: Body,
    kept: Kept,
    span: tuple[int, int],
    until: date,
    chance: Random,
) -> list[Happening]:
    """Everything dated that is not a blood test, in the order of its days."""
    return sorted(Happenings(who, body, kept, span, until, chance).tell(), key=_day)


def weekday(day: int) -> int:
    """That day, or the Friday before it."""
    return day - max(0, (day - 1) % 7 - 4)


def _day(happening: Happening) -> int:
    return happening[1]
