"""The people written by hand: their facts and histories, from resources/demo/stories.toml."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from mdt_app.demo.bodies import creatinine_for
from mdt_app.demo.cohort import Someone
from mdt_app.demo.happenings import weekday
from mdt_app.demo.histories import History, history_of
from mdt_app.demo.treatments import Dose
from mdt_app.resources import resource_text

_UNITS = {
    "hba1c": "mmol/mol",
    "egfr": "mL/min/1.73m2",
    "acr": "mg/mmol",
    "blood_pressure": "mmHg",
    "cholesterol": "mmol/L",
    "weight": "kg",
    "height": "cm",
}


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action that the demonstration meeting will agree."""

    words: str
    owner: str
    due_in_days: int
    category: str
    audience: str


@dataclass(frozen=True, slots=True)
class Story:
    """One person written by hand, and what the demonstration meeting makes of them.

    `agenda` is their place, 0 is not on it. `defer` is a reason, '' is discussed.
    """

    practice: str
    surname: str
    forename: str
    title: str
    sex: str
    birthday: str
    age: int
    ethnic_category: str
    language: str
    interpreter: str
    diagnosed_years_ago: int
    agenda: int
    question: str
    what_matters: str
    number: str = ""
    diabetes_type: str = "type 2"
    frailty: str = ""
    housebound: str = ""
    silent_for: int = 0
    results: dict[str, list[str]] = field(default_factory=dict)
    eyes: Sequence[str] = ()
    feet: Sequence[str] = ()
    medicines: Sequence[str] = ()
    events: Sequence[str] = ()
    choices: Sequence[str] = ()
    refer_to: str = ""
    words: str = ""
    actions: Sequence[str] = ()
    defer: str = ""
    before: str = ""
    before_choices: Sequence[str] = ()
    before_actions: Sequence[str] = ()

    @property
    def planned(self) -> tuple[PlannedAction, ...]:
        """The actions as values."""
        return tuple(_planned(line) for line in self.actions)


def _planned(line: str) -> PlannedAction:
    words, owner, days, category, audience = (part.strip() for part in line.split("|"))
    return PlannedAction(words, owner, int(days), category, audience)


@cache
def stories() -> tuple[Story, ...]:
    """Everybody written by hand, in the order of the file."""
    table: dict[str, Any] = tomllib.loads(resource_text("demo", "stories.toml"))
    return tuple(Story(**each) for each in table["story"])


def someone(story: Story, on: date, number: str) -> Someone:
    """The person as the practice knows them on the day of the meeting."""
    month, day = (int(part) for part in story.birthday.split("-"))
    had_birthday = (month, day) <= (on.month, on.day)
    diagnosed_on = on - timedelta(round(story.diagnosed_years_ago * 365.25) - 20)
    return Someone(
        nhs_number=story.number or number,
        surname=story.surname,
        forename=story.forename,
        title=story.title,
        born_on=date(on.year - story.age - (not had_birthday), month, day),
        sex=story.sex,
        practice=story.practice,
        registered_on=on - timedelta(2800),
        ethnic_category=story.ethnic_category,
        language=story.language,
        interpreter=story.interpreter,
        diabetes_type=story.diabetes_type,
        diagnosed_on=diagnosed_on,
        frailty=story.frailty,
        housebound=story.housebound,
        care_home="",
        deprivation_decile=2,
        engagement=0.9,
        burden=0.5,
    )


def told(story: Story, who: Someone, on: date, until: date, chance: Random) -> History:
    """The history as written, and generated results for the kinds that are not written."""
    drawn = history_of(who, until, chance)
    first_silent = on.toordinal() - story.silent_for
    history = History()
    history.results = [
        row
        for row in drawn.results
        if row[0] not in _written(story) and (not story.silent_for or row[1] < first_silent)
    ]
    history.results += _results(story, who, on)
    _look_at(history, story.eyes, "retinal", "retinal_screen_attended", on)
    _look_at(history, story.feet, "foot_risk", "foot_check", on)
    history.events += [_event(line, on) for line in story.events]
    history.medicines = [_dose(line, on) for line in story.medicines]
    return history


def _written(story: Story) -> set[str]:
    """Kinds not to be generated: those written down, and those worked out from them."""
    kinds = {f"{part}_{side}" for part in ("retinal", "foot_risk") for side in ("left", "right")}
    kinds |= set(story.results)
    if "egfr" in kinds:
        kinds.add("creatinine")
    if "weight" in kinds:
        kinds |= {"bmi", "height"}
    return kinds


def _results(story: Story, who: Someone, on: date) -> Iterable[tuple[str, int, str, str, str]]:
    height = float(story.results.get("height", ["0:165"])[0].partition(":")[2]) / 100
    for kind, series in story.results.items():
        for line in series:
            day, value = _dated(line, on)
            yield kind, day, value, _UNITS[kind], ""
            if kind == "egfr" and value.isdigit():
                age = who.born_on.toordinal()
                creatinine = creatinine_for(float(value), (day - age) // 365, who.sex)
                yield "creatinine", day, str(round(creatinine)), "umol/L", ""
            if kind == "weight":
                yield "bmi", day, f"{float(value) / height**2:.1f}", "kg/m2", ""


def _dated(line: str, on: date) -> tuple[int, str]:
    """`548:70` as a weekday about 548 days before the meeting, and the value."""
    ago, _, value = line.partition(":")
    return weekday(on.toordinal() - int(ago)), value


def _look_at(history: History, looks: Iterable[str], part: str, event: str, on: date) -> None:
    for line in looks:
        day, both = _dated(line, on)
        left, _, right = both.partition("/")
        history.results.append((f"{part}_left", day, left, "", ""))
        history.results.append((f"{part}_right", day, right, "", ""))
        history.events.append((event, day, ""))


def _event(line: str, on: date) -> tuple[str, int, str]:
    ago, kind, *detail = line.split(":", 2)
    return kind, on.toordinal() - int(ago), detail[0] if detail else ""


def _dose(line: str, on: date) -> Dose:
    name, classes, dose, started, issued = (part.strip() for part in line.split("|"))
    day = on.toordinal()
    return Dose(name, classes, dose, day - int(started), day - int(issued), 0, "")
