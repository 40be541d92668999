"""What the Meet screen says about a person and a case, in words. Pure: values in, text out."""

from collections.abc import Sequence
from datetime import date, datetime

from mdt_app.clinical.days import MONTHS, age_on, banner_day, spoken
from mdt_app.clinical.nhs_number import spaced
from mdt_app.flags.answers import Answer, Clear, Raised, Unknown
from mdt_app.meeting.on_the_wall import age_band
from mdt_app.meeting.values import AgendaItem, Nomination
from mdt_app.register.provenance import OfPerson
from mdt_app.register.values import Person
from mdt_app.ui.names_shown import names
from mdt_app.ui.runs import Run

ETHNIC = {
    "A": "White British",
    "B": "White Irish",
    "C": "Other White",
    "D": "White and Black Caribbean",
    "E": "White and Black African",
    "F": "White and Asian",
    "G": "Other mixed",
    "H": "Indian",
    "J": "Pakistani",
    "K": "Bangladeshi",
    "L": "Other Asian",
    "M": "Black Caribbean",
    "N": "Black African",
    "P": "Other Black",
    "R": "Chinese",
    "S": "Other ethnic group",
    "Z": "Ethnic category not stated",
}
_FRAILTY = {
    "": "Frailty not recorded",
    "none": "Not frail",
    "mild": "Mild frailty",
    "moderate": "Moderate frailty",
    "severe": "Severe frailty",
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_GAP = Run("     ", "quiet")
MARKS = {"discussed": "✓", "deferred": "↷", "waiting": "○", "parked": "‖"}
MARK_WORDS = {
    "discussed": "Discussed",
    "deferred": "Deferred",
    "waiting": "To come",
    "parked": "Parked",
}
NOW_MARK = "▸"


def name_of(person: Person) -> str:
    """`BEGUM, Shahida (Mrs)`, as NHS banners write it."""
    return names.instead_of(person) or person.banner_name


def listed_name(person: Person) -> str:
    """`Begum, Shahida`, as lists write it."""
    return names.instead_of(person) or person.listed_name


def identity_runs(person: Person, on: date) -> list[Run]:
    """The banner's first line: who this is, by everything that tells people apart."""
    age = age_on(person.born_on, on)
    sex = "Sex not recorded" if person.sex in ("", "unknown") else person.sex.capitalize()
    if names.are_hidden:
        return [Run(name_of(person), "name"), _GAP, Run(f"{age_band(person, on)}, {sex}", "quiet")]
    number, born = person.nhs_number, f"{banner_day(person.born_on)} ({age}y)"
    runs = [Run(name_of(person), "name", OfPerson(number, "name")), _GAP, Run("Born ", "quiet")]
    runs += [Run(born, "strong", OfPerson(number, "born_on"))]
    runs += [_GAP, Run(sex, "quiet", OfPerson(number, "sex")), _GAP, Run("NHS No. ", "quiet")]
    runs += [Run(spaced(number), "strong", OfPerson(number, "nhs_number"))]
    if person.died_on is not None:
        died = f"DIED {banner_day(person.died_on)}"
        runs += [_GAP, Run(died, "bad", OfPerson(number, "died_on"))]
    elif person.left_on is not None:
        left = f"Left the practice {banner_day(person.left_on)}"
        runs += [_GAP, Run(left, "bad", OfPerson(number, "left_on"))]
    return runs


def background_runs(person: Person) -> list[Run]:
    """The banner's second line: type and since when, category, language, frailty, home."""
    parts: list[list[Run]] = [_type_runs(person)]
    ethnic = ETHNIC.get(person.ethnic_category, "Ethnic category not recorded")
    parts.append([Run(ethnic, "quiet", OfPerson(person.nhs_number, "ethnic_category"))])
    parts.append([_language_run(person)])
    is_frail = person.frailty in ("moderate", "severe")
    frailty = _FRAILTY.get(person.frailty, person.frailty)
    about = OfPerson(person.nhs_number, "frailty")
    parts.append([Run(frailty, "strong" if is_frail else "quiet", about)])
    parts += [[run] for run in _living(person)]
    runs: list[Run] = []
    for part in parts:
        runs += [*part, _GAP]
    return runs[:-1]


def _type_runs(person: Person) -> list[Run]:
    words = {"type 1": "Type 1", "type 2": "Type 2", "other": "Other type of diabetes"}
    kind = words.get(person.diabetes_type, "Diabetes type not recorded")
    diabetes = OfPerson(person.nhs_number, "diabetes_type")
    diagnosed = OfPerson(person.nhs_number, "diagnosed_on")
    if person.diagnosed_on is None:
        unknown = Run("diagnosis date not recorded", "quiet", diagnosed)
        return [Run(kind, "quiet", diabetes), Run(", ", "quiet"), unknown]
    since = Run(str(person.diagnosed_on.year), "strong", diagnosed)
    return [Run(kind, "quiet", diabetes), Run(" since ", "quiet"), since]


def _language_run(person: Person) -> Run:
    language, about = person.language, OfPerson(person.nhs_number, "language")
    if person.interpreter:
        about = OfPerson(person.nhs_number, "interpreter")
        return Run(f"Interpreter: {language or 'language not recorded'}", "strong", about)
    if not language:
        return Run("Language not recorded", "quiet", about)
    known = ", no interpreter" if person.interpreter is False else ", interpreter not recorded"
    return Run(language + ("" if language == "English" else known), "quiet", about)


def _living(person: Person) -> list[Run]:
    told = (
        (person.housebound, "Housebound", "housebound"),
        (person.care_home, "Care home", "care_home"),
    )
    return [
        Run(words, "strong", OfPerson(person.nhs_number, field))
        for is_so, words, field in told
        if is_so
    ]


def short_reasons(answers: Sequence[Answer]) -> str:
    """The first two reasons, for a line of the list; or why there are none."""
    raised = [answer for answer in answers if isinstance(answer, Raised)]
    if not raised:
        return not_asked(answers) or "nothing raised"
    more = f" +{len(raised) - 2}" if len(raised) > 2 else ""
    return " · ".join(flag.headline for flag in raised[:2]) + more


def not_asked(answers: Sequence[Answer]) -> str:
    """Why no rule speaks about this person, or ''."""
    reasons = {answer.reason if isinstance(answer, Clear) else "" for answer in answers}
    return reasons.pop() if len(reasons) == 1 else ""


def item_line(item: AgendaItem, reasons: str) -> str:
    """The second line of a case in the list."""
    if item.state == "deferred":
        return f"deferred: {item.reason}"
    late = f"late: {item.late_reason}" if item.late_reason else "late"
    told = (("parked", item.state == "parked"), (late, item.is_late), (reasons, bool(reasons)))
    return " · ".join(words for words, is_so in told if is_so)


def unknown_line(unknown: Sequence[Unknown]) -> str:
    """How many questions cannot be answered, and why: missing is not normal."""
    if not unknown:
        return ""
    count = len(unknown)
    reasons = " · ".join(dict.fromkeys(answer.message for answer in unknown))
    return f"{count} question{'' if count == 1 else 's'} cannot be answered: {reasons}"


def question_runs(nomination: Nomination) -> list[Run]:
    """What the practice asks."""
    who = f" ({nomination.by})" if nomination.by and nomination.question else ""
    asked = nomination.question or "No question was asked."
    return [Run("Question from the practice", "strong"), Run(f"{who}\n{asked}")]


def matters_runs(person: Person, nomination: Nomination) -> list[Run]:
    """What matters to the person, in their words."""
    to_whom = {"female": "her", "male": "him"}.get(person.sex, "the person")
    unknown = "not asked" if nomination.is_matter_not_asked else "not recorded"
    words = nomination.what_matters or unknown
    return [Run(f"What matters to {to_whom}: ", "strong"), Run(words, "quiet")]


def short_day(day: date, on: date) -> str:
    """`11 Jan`, with its year when it is not within a year of `on`."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if abs((day - on).days) < 330 else f"{words} {day.year}"


def long_day(day: date) -> str:
    """`Thu 26 November 2026` would be too long for a chip; `Thu 26 Nov 2026` is not."""
    return f"{_DAYS[day.weekday()]} {spoken(day)}"


def clock(moment: datetime) -> str:
    """The time of day of a moment, here: `14:12:31`."""
    return moment.astimezone().strftime("%H:%M:%S")


def minutes_and_seconds(seconds: float) -> str:
    """`03:12`."""
    whole = int(seconds)
    return f"{whole // 60:02d}:{whole % 60:02d}"
