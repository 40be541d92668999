"""Medicines of an invented person: a ladder climbed when a visit finds HbA1c above target."""

from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from mdt_app.demo.bodies import Body
from mdt_app.demo.cohort import Someone

_YEAR = 365


class Dose(NamedTuple):
    """One medicine as a practice's system lists it. Days are ordinals, 0 is not known."""

    name: str
    classes: str
    dose: str
    started: int
    last_issued: int
    ended: int
    current: str


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder: what is given and how much HbA1c and weight it takes off."""

    name: str
    classes: str
    dose: str
    hba1c: float
    weight: float = 0.0


METFORMIN = Step("Metformin 500 mg tablets", "metformin", "2 twice a day", 10)
INSULIN = Step("Insulin glargine 100 units/ml pens", "insulin", "once a day as directed", 18, -2.5)
MEALTIME = Step("Insulin aspart 100 units/ml pens", "insulin", "with meals as directed", 10)
_SECOND = (
    Step("Gliclazide 80 mg tablets", "sulfonylurea", "1 twice a day", 11, -1.0),
    Step("Dapagliflozin 10 mg tablets", "sglt2", "1 a day", 8, 2.0),
    Step("Empagliflozin 10 mg tablets", "sglt2", "1 a day", 8, 2.0),
    Step("Sitagliptin 100 mg tablets", "dpp4", "1 a day", 6),
    Step("Linagliptin 5 mg tablets", "dpp4", "1 a day", 6),
    Step("Pioglitazone 30 mg tablets", "pioglitazone", "1 a day", 8, -2.0),
)
_LATE = (
    INSULIN,
    INSULIN,
    Step("Semaglutide 0.5 mg pens", "glp1", "once a week", 14, 4.0),
    Step("Dulaglutide 1.5 mg pens", "glp1", "once a week", 13, 3.0),
)
_PRESSURE = (
    Step("Ramipril 5 mg capsules", "ace_inhibitor", "1 a day", 8),
    Step("Amlodipine 5 mg tablets", "other", "1 a day", 8),
    Step("Indapamide 2.5 mg tablets", "other", "1 in the morning", 6),
    Step("Losartan 50 mg tablets", "arb", "1 a day", 8),
)
STATINS = (
    Step("Atorvastatin 20 mg tablets", "statin", "1 at night", 0),
    Step("Atorvastatin 40 mg tablets", "statin", "1 at night", 0),
    Step("Simvastatin 40 mg tablets", "statin", "1 at night", 0),
    Step("Rosuvastatin 10 mg tablets", "statin", "1 a day", 0),
)
_BESIDE = (
    ("Omeprazole 20 mg capsules", "1 a day", 0.22, 0.004),
    ("Aspirin 75 mg dispersible tablets", "1 a day", 0.06, 0.006),
    ("Colecalciferol 800 unit capsules", "1 a day", 0.16, 0.002),
    ("Paracetamol 500 mg tablets", "2 when needed", 0.10, 0.005),
    ("Levothyroxine 50 microgram tablets", "1 a day", 0.07, 0.001),
    ("Salbutamol 100 micrograms/dose inhaler", "2 puffs when needed", 0.11, 0.0),
    ("Bisoprolol 2.5 mg tablets", "1 a day", 0.03, 0.006),
    ("Furosemide 40 mg tablets", "1 in the morning", 0.01, 0.005),
    ("Allopurinol 100 mg tablets", "1 a day", 0.03, 0.002),
    ("Amitriptyline 10 mg tablets", "1 at night", 0.07, 0.0),
    ("Sertraline 50 mg tablets", "1 a day", 0.09, 0.0),
    ("Gabapentin 300 mg capsules", "1 three times a day", 0.06, 0.001),
    ("Folic acid 5 mg tablets", "1 a day", 0.04, 0.001),
    ("Lactulose 3.1-3.7 g/5 ml oral solution", "15 ml twice a day", 0.02, 0.004),
    ("Tamsulosin 400 microgram capsules", "1 a day", 0.02, 0.004),
)
"""Name, dose, share at 50 and what each year of age adds to it."""


class Treatment:
    """What has been prescribed so far, and how the body answers it."""

    def __init__(self, who: Someone, body: Body, first: int, chance: Random) -> None:
        self._who, self._body, self._chance = who, body, chance
        self._started: list[tuple[Step, int]] = []
        self._ended: dict[str, int] = {}
        self._target = {"moderate": 64, "severe": 69}.get(who.frailty, 58)
        self._inertia = chance.uniform(0.25, 0.75)
        self._answering = 0.35 + 0.65 * (1 - who.burden)
        self._begin(first)

    def _begin(self, first: int) -> None:
        """What somebody already takes when the history opens."""
        chance, who = self._chance, self._who
        since = first if who.diagnosed_on is None else who.diagnosed_on.toordinal()
        known_for = max(0, first - since) / _YEAR
        if who.diabetes_type == "type 1":
            self._started += [(INSULIN, since), (MEALTIME, since)]
        else:
            rungs = int(known_for / 6 + 1.6 * who.burden + chance.random() * 0.9)
            if known_for > 0.5 and chance.random() < 0.85:
                self._started.append((METFORMIN, since + chance.randrange(60, 200)))
            for _ in range(min(3, rungs - 1)):
                self._climb(first - chance.randrange(30, 1500))
        if self._may_gain_from_sglt2() and chance.random() < 0.55 + 0.2 * who.engagement:
            self._started.append((chance.choice(_SECOND[1:3]), first - chance.randrange(30, 900)))
        needs = 0.12 if self._body.has_vascular_disease else 0.0
        if self._body.age >= 40 and chance.random() < 0.46 + 0.4 * who.engagement + needs:
            self._body.cholesterol -= 0.9 + 5 * needs
            started = first - chance.randrange(30, 3000)
            self._started.append((chance.choice(STATINS), started))
        for step in _PRESSURE:
            if chance.random() < 0.1 + 0.008 * (self._body.age - 40) and not self._blocks(step):
                self._started.append((step, first - chance.randrange(30, 3000)))
        self._begin_beside(first)
        self._body.pending = 0.0

    def _begin_beside(self, first: int) -> None:
        chance, older = self._chance, self._body.age - 50
        frail = 1.9 if self._who.frailty in ("moderate", "severe") else 1.0
        for name, dose, share, a_year in _BESIDE:
            if chance.random() < (share + a_year * older) * frail:
                started = first - chance.randrange(30, 2500)
                self._started.append((Step(name, "other", dose, 0), started))

    def answer(self, hba1c: float, day: int) -> None:
        """What a visit leads to: a step up, a medicine stopped, or nothing, which is commonest."""
        chance, body = self._chance, self._body
        if hba1c > self._target + 4 and chance.random() < 0.45 * (1 - self._inertia):
            self._climb(day)
        if body.gfr < 30 and self._holds("metformin") and chance.random() < 0.55:
            self._end(METFORMIN, day)
        if body.systolic > 140 and chance.random() < 0.5 * (1 - self._inertia):
            self._lower_pressure(day)
        if self._may_gain_from_sglt2() and chance.random() < 0.16:
            self._add(_SECOND[1], day)

    def _may_gain_from_sglt2(self) -> bool:
        """Kidneys, heart or vessels that a practice has learned to look for."""
        body = self._body
        if self._who.diabetes_type == "type 1" or body.gfr <= 22:
            return False
        at_risk = body.has_vascular_disease or body.has_heart_failure
        return at_risk or body.gfr < 60 or body.ln_acr > 1.1

    def _climb(self, day: int) -> None:
        """The next rung that is not already taken; insulin once, mealtime insulin last."""
        if not self._holds("metformin") and self._body.gfr > 45 and "metformin" not in self._ended:
            self._add(METFORMIN, day)
            return
        taken = sum(self._holds(step.classes) for step in _SECOND[::1]) - self._holds("sglt2")
        rungs = _SECOND if taken < 2 else _LATE
        self._add(self._chance.choice(rungs), day)

    def _add(self, step: Step, day: int) -> None:
        if self._blocks(step):
            return
        self._started.append((step, day))
        self._body.pending += step.hba1c * self._answering
        self._body.weight_drift -= step.weight / 4
        if step.classes == "glp1":
            self._end_class("dpp4", day)

    def _lower_pressure(self, day: int) -> None:
        for step in _PRESSURE:
            if not self._blocks(step):
                self._started.append((step, day))
                self._body.systolic -= step.hba1c
                return

    def _blocks(self, step: Step) -> bool:
        """One medicine of a class is enough, an ACE inhibitor and an ARB are too much."""
        if step.classes == "other":
            return any(step.name == held.name for held, _ in self._started)
        if step.classes in ("ace_inhibitor", "arb"):
            return self._holds("ace_inhibitor") or self._holds("arb")
        if step.classes in ("glp1", "dpp4") and self._holds("glp1"):
            return True
        return self._holds(step.classes)

    def _holds(self, classes: str) -> bool:
        return any(
            step.classes == classes and step.name not in self._ended for step, _ in self._started
        )

    def _end_class(self, classes: str, day: int) -> None:
        for step, _ in self._started:
            if step.classes == classes:
                self._end(step, day)

    def _end(self, step: Step, day: int) -> None:
        self._ended.setdefault(step.name, day)

    def doses(self, last: int) -> list[Dose]:
        """The list as it stands on the last day."""
        chance, rows = self._chance, []
        says_current = self._who.practice in ("Y90002", "Y90004")
        for step, started in self._started:
            if started > last:
                continue
            ended = self._ended.get(step.name, 0)
            issued = (ended or last) - chance.randrange(2, 54)
            is_lapsed = not ended and chance.random() < 0.04 * (2 - self._who.engagement)
            if is_lapsed:
                issued = last - chance.randrange(200, 600)
            current = ("no" if ended or is_lapsed else "yes") if says_current else ""
            rows.append(
                Dose(
                    step.name,
                    step.classes,
                    step.dose,
                    started,
                    max(started, issued),
                    ended,
                    current,
                )
            )
        return rows
