"""Who lives in the invented network: 2,400 people with diabetes on four practices' registers."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from mdt_app.clinical.days import age_on
from mdt_app.demo.names import Community, communities, numbers_for_testing

NETWORK = "Network 3 (demonstration)"
PRACTICES = {
    "Y90001": "Alder Road",
    "Y90002": "Birch Lane",
    "Y90003": "Cedar Street",
    "Y90004": "Dock View",
}
"""Codes of no practice: the real ones of that series end far below."""

REGISTER = {"Y90001": 612, "Y90002": 741, "Y90003": 655, "Y90004": 392}
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person as their practice knows them. None and '' are not known.

    `engagement` runs from 0 (never seen) to 1 (comes whenever asked); `burden` from 0 to 1 says
    how hard their diabetes is to treat. Neither leaves this room: they only shape a history.
    """

    nhs_number: str
    surname: str
    forename: str
    title: str
    born_on: date
    sex: str
    practice: str
    registered_on: date | None
    ethnic_category: str
    language: str
    interpreter: str
    diabetes_type: str
    diagnosed_on: date | None
    frailty: str
    housebound: str
    care_home: str
    deprivation_decile: int | None
    engagement: float = 0.8
    burden: float = 0.5
    died_on: date | None = None
    left_on: date | None = None


def cohort(
    on: date,
    chance: Random,
    numbers: Iterator[str],
    taken: Collection[tuple[str, str]] = (),
    written: Mapping[str, int] = {},
) -> Iterator[Someone]:
    """Everyone on the registers on a day, practice by practice, in no particular order.

    `taken` are surnames and forenames that nobody else may have, `written` how many people of
    each practice exist already.
    """
    shares = [each.share for each in communities()]
    for ods, size in REGISTER.items():
        for community in chance.choices(communities(), shares, k=size - written.get(ods, 0)):
            who = _someone(on, chance, ods, community, next(numbers))
            while (who.surname, who.forename) in taken:
                who = replace(who, forename=community.forename(chance, who.sex))
            yield who


def numbers() -> Iterator[str]:
    """The numbers that the invented people share out among themselves."""
    return numbers_for_testing()


def _someone(on: date, chance: Random, ods: str, home: Community, number: str) -> Someone:
    sex = chance.choices(("female", "male", "other", "unknown"), (478, 518, 2, 2))[0]
    diabetes_type = _type(chance, home)
    born_on = _born_on(on, chance, home, diabetes_type)
    age = age_on(born_on, on)
    frailty = _frailty(chance, age)
    language = home.language(chance, age)
    diagnosed_on = _diagnosed_on(on, chance, born_on, diabetes_type)
    return Someone(
        nhs_number=number,
        surname=home.surname(chance, sex),
        forename=home.forename(chance, sex),
        title=_title(chance, sex, age),
        born_on=born_on,
        sex=sex,
        practice=ods,
        registered_on=_registered_on(on, chance, born_on),
        ethnic_category=home.ethnic_category if chance.random() < 0.97 else "",
        language=language if chance.random() < 0.96 else "",
        interpreter=_interpreter(chance, home, language),
        diabetes_type=diabetes_type,
        diagnosed_on=diagnosed_on if chance.random() < 0.97 else None,
        frailty=frailty,
        housebound="yes" if frailty == "severe" and chance.random() < 0.5 else "",
        care_home="yes" if frailty == "severe" and chance.random() < 0.2 else "",
        deprivation_decile=min(10, 1 + int(chance.expovariate(0.45))),
        engagement=_engagement(chance, age),
        burden=chance.betavariate(2, 3),
        left_on=on - timedelta(chance.randrange(5, 300)) if chance.random() < 0.008 else None,
        died_on=on - timedelta(chance.randrange(5, 400)) if chance.random() < 0.006 else None,
    )


def _type(chance: Random, home: Community) -> str:
    type_1 = 0.10 if home.name in ("White British", "Other White") else 0.025
    words = ("type 1", "type 2", "other", "unknown", "")
    return chance.choices(words, (type_1, 0.96 - type_1, 0.01, 0.01, 0.02))[0]


def _born_on(on: date, chance: Random, home: Community, diabetes_type: str) -> date:
    mean, spread = (41.0, 15.0) if diabetes_type == "type 1" else home.age
    age = min(97.0, max(18.5, chance.gauss(mean, spread)))
    return on - timedelta(round(age * _DAYS_A_YEAR) + chance.randrange(365))


def _diagnosed_on(on: date, chance: Random, born_on: date, diabetes_type: str) -> date:
    """Mostly within the last twenty years, type 1 mostly young, never before the age of two."""
    lived = (on - born_on).days
    if diabetes_type == "type 1":
        at = min(lived - 60, round(max(2.0, chance.gauss(21, 9)) * _DAYS_A_YEAR))
        return born_on + timedelta(max(at, 700))
    ago = 20 + chance.expovariate(1 / 8.5) * _DAYS_A_YEAR
    return on - timedelta(round(min(ago, lived - 19 * _DAYS_A_YEAR if lived > 8000 else 400)))


def _registered_on(on: date, chance: Random, born_on: date) -> date | None:
    if chance.random() < 0.03:
        return None
    ago = round(60 + chance.expovariate(1 / 12) * _DAYS_A_YEAR)
    return max(born_on, on - timedelta(ago))


def _title(chance: Random, sex: str, age: int) -> str:
    if sex == "male":
        return chance.choices(("Mr", "Dr", ""), (93, 2, 5))[0]
    if sex == "female":
        return chance.choices(("Mrs", "Ms", "Miss", ""), (60 if age > 40 else 25, 25, 10, 5))[0]
    return ""


def _interpreter(chance: Random, home: Community, language: str) -> str:
    if language == "English":
        return "no" if chance.random() < 0.6 else ""
    return "yes" if chance.random() < home.interpreter else "no"


def _frailty(chance: Random, age: int) -> str:
    """Few under 65 have a frailty recorded at all: most cells are empty, not 'none'."""
    if age < 65:
        return chance.choices(("", "none", "mild", "moderate"), (80, 16, 3, 1))[0]
    if age < 80:
        return chance.choices(("", "none", "mild", "moderate", "severe"), (22, 45, 22, 9, 2))[0]
    return chance.choices(("", "none", "mild", "moderate", "severe"), (8, 22, 33, 26, 11))[0]


def _engagement(chance: Random, age: int) -> float:
    """The young come least; one in twelve is hardly reached at any age."""
    if chance.random() < (0.14 if age < 42 else 0.05):
        return chance.uniform(0.02, 0.3)
    return min(1.0, chance.betavariate(9, 1.6) - (0.12 if age < 42 else 0.0))
