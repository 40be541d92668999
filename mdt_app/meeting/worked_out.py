"""What is worked out where nobody reported it: eGFR, BMI and non-HDL, each with its inputs.

Reported results win as a whole: one of the kind, however old, and nothing of it is worked out.
So a trend is wholly reported or wholly worked out. It is only ever shown: rules and measures read
results, and none is made here.
"""

from dataclasses import replace
from datetime import date

from mdt_app.clinical.body_mass import ADULT, body_mass_index
from mdt_app.clinical.days import age_on
from mdt_app.clinical.filtration import DEFAULT_EQUATION, Equation, as_reported, ckd_epi
from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.lipids import non_hdl
from mdt_app.meeting.series import Input, Point, WorkedOut, latest_of, point_on, series_of
from mdt_app.register.values import Record
from mdt_app.settings import keep_settings, read_settings


def chosen_equation() -> Equation:
    """The equation chosen on this computer; CKD-EPI 2009, as in NG203, until somebody does."""
    try:
        return Equation(read_settings().egfr_equation)
    except ValueError:
        return DEFAULT_EQUATION


def choose_equation(equation: Equation) -> bool:
    """Work out by this equation from now on, on this computer. False if it could not be kept."""
    return keep_settings(replace(read_settings(), egfr_equation=equation.value))


def filtration_series(
    record: Record, until: date, equation: Equation = DEFAULT_EQUATION
) -> tuple[Point, ...]:
    """Every eGFR reported; without any, one worked out from each day's creatinine."""
    reported = series_of(record, Kind.EGFR, until)
    if reported:
        return reported
    creatinines = series_of(record, Kind.CREATININE, until)
    found = (_filtration(record, creatinine, equation) for creatinine in creatinines)
    return tuple(point for point in found if point is not None)


def _filtration(record: Record, creatinine: Point, equation: Equation) -> Point | None:
    person, age = record.person, _age(record, creatinine.day)
    value = ckd_epi(creatinine.value, age, person.sex, equation, comparator=creatinine.comparator)
    if value is None:
        return None
    how = WorkedOut(
        equation.value, (_input(Kind.CREATININE, creatinine),), (f"age {age}", person.sex)
    )
    return _point(as_reported(value), how, creatinine)


def body_mass(record: Record, until: date) -> Point | None:
    """The latest BMI reported; without any, one from the latest weight and the height before it."""
    if (reported := latest_of(record, Kind.BMI, until)) is not None:
        return reported
    weight = latest_of(record, Kind.WEIGHT, until)
    if weight is None or weight.comparator or _age(record, weight.day) < ADULT:
        return None
    height = _adult_height(record, weight.day)
    value = body_mass_index(weight.value, height.value) if height is not None else None
    if height is None or value is None:
        return None
    inputs = _input(Kind.WEIGHT, weight), _input(Kind.HEIGHT, height)
    return _point(value, WorkedOut("weight and height", inputs), weight, height)


def _adult_height(record: Record, day: int) -> Point | None:
    """The latest height measured as an adult, on that day or before it."""
    heights = series_of(record, Kind.HEIGHT, date.fromordinal(day))
    adult = [p for p in heights if not p.comparator and _age(record, p.day) >= ADULT]
    return adult[-1] if adult else None


def non_hdl_cholesterol(record: Record, until: date) -> Point | None:
    """The latest non-HDL reported; without any, one from the last day with total and HDL."""
    if (reported := latest_of(record, Kind.NON_HDL, until)) is not None:
        return reported
    both = _days(record, Kind.CHOLESTEROL, until) & _days(record, Kind.HDL, until)
    for day in sorted(both, reverse=True):
        total, hdl = (point_on(record, kind, day) for kind in (Kind.CHOLESTEROL, Kind.HDL))
        if (point := _non_hdl(total, hdl)) is not None:
            return point
    return None


def _days(record: Record, kind: Kind, until: date) -> set[int]:
    last = until.toordinal()
    return {result.day for result in record.of_kind(kind) if result.day <= last}


def _non_hdl(total: Point, hdl: Point) -> Point | None:
    value = non_hdl(
        total.value,
        hdl.value,
        total_comparator=total.comparator,
        hdl_comparator=hdl.comparator,
    )
    if value is None:
        return None
    inputs = _input(Kind.CHOLESTEROL, total), _input(Kind.HDL, hdl)
    return _point(value, WorkedOut("total less HDL", inputs), total, hdl)


def _point(value: float, how: WorkedOut, *parts: Point) -> Point:
    """A point of the day of its first part; what was inferred of any part is inferred of it."""
    inferred = 0
    for part in parts:
        inferred |= part.inferred
    return Point(parts[0].day, value, 0.0, 1, "", False, inferred, how)


def _input(kind: Kind, point: Point) -> Input:
    return Input(kind, point.day, point.value, point.is_home)


def _age(record: Record, day: int) -> int:
    return age_on(record.person.born_on, date.fromordinal(day))
