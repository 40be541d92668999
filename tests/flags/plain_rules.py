"""The definition once more, as plain two-valued functions: slow, simple, made to disagree.

A comparator is tried as many possible numbers; a rule that does not answer the same for all of
them is unknown. What is missing raises `Missing`, caught only where the definition says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from mdt_app.clinical.days import age_on, months_after, months_before
from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.working_days import next_working_day
from mdt_app.register.values import Record, Result
from tests.flags.plain_record import Missing, Seen, threatens

_GRID = [Fraction(n, 2) for n in range(0, 401)]
_TINY = Fraction(1, 10**5)
RETINAL = (Kind.RETINAL_LEFT, Kind.RETINAL_RIGHT)
FEET = (Kind.FOOT_RISK_LEFT, Kind.FOOT_RISK_RIGHT)
SAFETY = {"metformin", "sulfonylurea", "glinide", "insulin"}


def hba1c_stalled(s: Seen) -> bool:
    classes = {"metformin", "sulfonylurea", "glinide", "dpp4", "sglt2", "glp1", "pioglitazone"}
    classes |= {"acarbose", "insulin"}
    for m in s.record.medicines:
        if classes & set(m.classes.split("+")) and m.started and s.within(m.started, 6):
            return False
    target = {"moderate": 64, "severe": 69}.get(s.person.frailty, 58)
    day, value = s.latest(Kind.HBA1C, 24)
    if value <= target:
        return False
    pairs = [d for d in s.days(Kind.HBA1C) if d <= day - 42 and s.within(d, 24)]
    if not pairs:
        raise Missing
    return s.value(s.days(Kind.HBA1C)[max(pairs)]) > target


def hba1c_rising(s: Seen) -> bool:
    day, value = s.latest(Kind.HBA1C, 15)
    lowest = min(v for _, v in s.earlier(Kind.HBA1C, day, 56, 365))
    return value - lowest >= 11 and value - lowest >= lowest / 10


def overtreated(low: int, high: int) -> Callable[[Seen], bool]:
    def rule(s: Seen) -> bool:
        if s.age < 75 and s.person.frailty not in ("moderate", "severe"):
            return False
        if not s.on_any("sulfonylurea", "glinide", "insulin", unsure=True):
            return False
        return low <= s.number(Kind.HBA1C) < high

    return rule


def _g(egfr: Fraction) -> int:
    return sum(egfr >= limit for limit in (15, 30, 45, 60, 90))


def egfr_falling(s: Seen) -> bool:
    day, value = s.latest(Kind.EGFR, 15)
    highest = max(v for _, v in s.earlier(Kind.EGFR, day, 90, 365))
    fall = highest - value
    return fall >= 15 or (fall >= highest / 4 and fall > 0 and _g(value) != _g(highest))


def acr_doubled(s: Seen) -> bool:
    day, value = s.latest(Kind.ACR, 15)
    return value >= 3 and value >= 2 * max(s.earlier(Kind.ACR, day, 90, 730))[1]


def on_metformin(low: int, high: int) -> Callable[[Seen], bool]:
    return lambda s: s.on_any("metformin", unsure=True) and low <= s.number(Kind.EGFR, 24) < high


def sglt2(s: Seen) -> bool:
    if s.person.frailty == "severe" or s.on_any("sglt2", unsure=False) or s.type() != "type 2":
        return False
    if s.event_days("sglt2_declined", months=24) or s.event_days("sglt2_contraindicated"):
        return False
    egfr = s.number(Kind.EGFR)
    if egfr < 20:
        return False
    if egfr < 60 or s.event_days("cardiovascular_disease", "heart_failure"):
        return True
    return s.number(Kind.ACR) >= 3


def _pressures(s: Seen) -> list[tuple[bool, Fraction, Fraction]]:
    days = s.days(Kind.BLOOD_PRESSURE)
    found = []
    for day in sorted((d for d in days if s.within(d, 15)), reverse=True):
        rows = [row for row in days[day] if row.setting != 2] or days[day]
        upper = sum((Fraction(row.value) for row in rows), Fraction(0)) / len(rows)
        lower = sum((Fraction(row.second) for row in rows), Fraction(0)) / len(rows)
        found.append((rows[0].setting == 2, upper, lower))
    return found


def bp_severe(s: Seen) -> bool:
    found = _pressures(s)
    if not found:
        raise Missing
    return found[0][1] >= 180 or found[0][2] >= 120


def bp_twice(s: Seen) -> bool:
    def high(upper: int, lower: int) -> bool:
        found = _pressures(s)[:2]
        at = [u >= upper - 5 * home or v >= lower - 5 * home for home, u, v in found]
        if False in at:
            return False
        if len(at) < 2:
            raise Missing
        return True

    if s.age >= 80:
        return high(150, 90)
    try:
        return high(
            130 if s.number(Kind.ACR) >= 70 else 140, 80 if s.number(Kind.ACR) >= 70 else 90
        )
    except Missing:
        answers = {outcome_of(lambda _: high(140, 90), s), outcome_of(lambda _: high(130, 80), s)}
        if len(answers) > 1 or "unknown" in answers:
            raise Missing from None
        return answers == {"raised"}


def lipids(s: Seen) -> bool:
    if not s.event_days("cardiovascular_disease"):
        return False
    if s.has(Kind.LDL, 15):
        return s.number(Kind.LDL) > 2
    return s.number(Kind.NON_HDL) > Fraction("2.6")


def statin(s: Seen) -> bool:
    if s.on_any("statin", "other_lipid", unsure=False) or s.event_days("statin_contraindicated"):
        return False
    return bool(s.event_days("cardiovascular_disease")) and not s.event_days(
        "statin_declined", months=24
    )


def foot_active(s: Seen) -> bool:
    words = [s.word(kind) for kind in FEET]
    if not any(words):
        raise Missing
    return any(word and word[1] == "active" for word in words)


def foot_overdue(s: Seen) -> bool:
    def checked(months: int) -> bool:
        return bool(s.event_days("foot_check", months=months)) or any(
            s.has(kind, months) for kind in FEET
        )

    words = [word[1] for kind in FEET if (word := s.word(kind))]
    if not words:
        if checked(3):
            return False
        raise Missing
    worse = max(words, key=("low", "moderate", "high", "active").index)
    return (worse == "high" and not checked(3)) or (worse == "moderate" and not checked(6))


def eyes(s: Seen) -> bool:
    ineligible = s.event_days("retinal_ineligible")
    grades = [word for kind in RETINAL if (word := s.word(kind))]
    bad = [day for day, word in grades if threatens(word)]
    if bad:
        return any(not any(out > day for out in ineligible) for day in bad)
    if ineligible and max(ineligible) > max((day for day, _ in grades), default=0):
        return False
    if not any(s.has(kind, 24) for kind in RETINAL):
        raise Missing
    return False


def eye_overdue(s: Seen) -> bool:
    if s.is_new() or s.event_days("retinal_screen_declined", months=12):
        return False
    if s.event_days("retinal_ineligible"):
        return False
    attended = s.event_days("retinal_screen_attended")
    recalls = [e.day for e in s.record.events if e.kind == "retinal_recall_due"]
    if recalls:
        recall = date.fromordinal(max(recalls))
        if not any(date.fromordinal(day) > months_before(recall, 3) for day in attended):
            return recall < s.on
    graded = sorted({day for kind in RETINAL for day in s.days(kind)}, reverse=True)[:2]
    calm = len(graded) == 2 and all(
        day in s.days(kind) and {row.word for row in s.days(kind)[day]} == {"R0 M0"}
        for day in graded
        for kind in RETINAL
    )
    return not any(s.within(day, 27 if calm else 15) for day in attended)


def processes(s: Seen) -> bool:
    kinds = [
        [Kind.HBA1C], [Kind.BLOOD_PRESSURE], [Kind.CHOLESTEROL], [Kind.CREATININE, Kind.EGFR],
        [Kind.ACR], [*FEET], [Kind.BMI], [Kind.SMOKING],
    ]  # fmt: skip
    done = [any(s.has(kind, 15) for kind in group) for group in kinds]
    done[5] = done[5] or bool(s.event_days("foot_check", months=15))
    return not s.is_new() and done.count(False) >= 3


REACHED = frozenset(
    [
        *("annual_review", "medication_review", "care_plan_agreed", "care_plan_reviewed"),
        *("contact", "foot_check", "retinal_screen_attended", "education_attended"),
        *("education_completed", "hypo_call_contacted", "retinal_screen_declined"),
        *("education_declined", "declined_monitoring", "sglt2_declined", "statin_declined"),
        "process_declined",
    ]
)


def not_reached(s: Seen) -> bool:
    return not (
        s.is_new() or any(s.has(kind, 15) for kind in Kind) or s.event_days(*REACHED, months=15)
    )


def housebound(s: Seen) -> bool:
    yes, no = s.event_days("housebound"), s.event_days("not_housebound")
    home = max(yes, default=0) >= max(no, default=0) if yes or no else s.person.housebound is True
    return not s.is_new() and (home or s.person.care_home is True) and not s.has(Kind.HBA1C, 12)


def education(s: Seen) -> bool:
    if s.event_days(*(f"education_{x}" for x in ("offered", "attended", "completed", "declined"))):
        return False
    diagnosed = s.diagnosed()
    if diagnosed is None:
        raise Missing
    return months_before(s.on, 24) < diagnosed <= months_before(s.on, 1)


def pregnancy(s: Seen) -> bool:
    ended = max(s.event_days("pregnancy_ended"), default=0)
    found = s.event_days("pregnant", months=10) + s.event_days("planning_pregnancy", months=24)
    return any(day > ended for day in found)


def type_unclear(s: Seen) -> bool:
    codes = {s.person.diabetes_type}
    codes |= {"type 1"} if s.event_days("diagnosis_type_1") else set()
    codes |= {"type 2"} if s.event_days("diagnosis_type_2") else set()
    if {"type 1", "type 2"} <= codes:
        return True
    diagnosed = s.diagnosed()
    if s.type() != "type 2" or not diagnosed or age_on(s.person.born_on, diagnosed) >= 35:
        return False
    last = months_after(diagnosed, 12)
    starts = [m.started for m in s.record.medicines if "insulin" in m.classes.split("+")]
    return any(
        start and diagnosed <= date.fromordinal(start) <= min(last, s.on) for start in starts
    )


def medicine_count(s: Seen) -> int:
    return len({m.name for m in s.record.medicines if s.current(m)})


def unanswered(s: Seen) -> bool:
    contacts = [date.fromordinal(day) for day in s.event_days("hypo_call_contacted")]
    for day in s.event_days("hypo_call", months=12):
        call = date.fromordinal(day)
        due = next_working_day(call)
        last = max(due, call + timedelta(days=14))
        if s.on > due and not any(call <= contact <= last for contact in contacts):
            return True
    return False


RULES: dict[str, Callable[[Seen], bool]] = {
    "hba1c-very-high": lambda s: s.number(Kind.HBA1C) > 86,
    "hba1c-high": lambda s: 70 <= s.number(Kind.HBA1C) <= 86,
    "hba1c-stalled": hba1c_stalled,
    "hba1c-rising": hba1c_rising,
    "overtreatment-likely": overtreated(0, 48),
    "overtreatment-possible": overtreated(48, 53),
    "severe-hypo": lambda s: bool(s.event_days("severe_hypo", "hypo_call", months=12)),
    "dka-hhs": lambda s: bool(s.event_days("dka", "hhs", months=12)),
    "egfr-very-low": lambda s: s.number(Kind.EGFR) < 30,
    "egfr-low": lambda s: 30 <= s.number(Kind.EGFR) < 45,
    "egfr-falling": egfr_falling,
    "acr-very-high": lambda s: s.number(Kind.ACR) >= 70,
    "acr-high": lambda s: 30 < s.number(Kind.ACR) < 70,
    "acr-doubled": acr_doubled,
    "kidney-failure-risk": lambda s: s.has(Kind.KFRE_5_YEAR, 15) and s.number(Kind.KFRE_5_YEAR) > 5,
    "metformin-egfr-below-30": on_metformin(0, 30),
    "metformin-egfr-30-44": on_metformin(30, 45),
    "metformin-unmonitored": lambda s: (
        s.on_any("metformin", unsure=True)
        and not (s.has(Kind.EGFR, 15) or s.has(Kind.CREATININE, 15))
    ),
    "sglt2i-not-recorded": sglt2,
    "glp1-with-dpp4": lambda s: s.on_any("glp1", unsure=True) and s.on_any("dpp4", unsure=True),
    "glp1-low-bmi": lambda s: (
        s.on_any("glp1", unsure=False) and s.number(Kind.BMI) < Fraction("18.5")
    ),
    "bp-severe": bp_severe,
    "bp-high-twice": bp_twice,
    "lipid-above-target": lipids,
    "statin-not-recorded": statin,
    "foot-active": foot_active,
    "foot-review-overdue": foot_overdue,
    "eye-sight-threatening": eyes,
    "eye-overdue": eye_overdue,
    "processes-missing": processes,
    "not-reached": not_reached,
    "missed-appointments": lambda s: len(s.event_days("missed_appointment", months=12)) >= 2,
    "housebound-unreviewed": housebound,
    "education-not-offered": education,
    "pregnancy": pregnancy,
    "pregnancy-medicines": lambda s: (
        pregnancy(s) and s.on_any("statin", "ace_inhibitor", "arb", "sglt2", "glp1", unsure=True)
    ),
    "young-type-2": lambda s: s.type() == "type 2" and s.age < 40,
    "type-unclear": type_unclear,
    "polypharmacy-severe": lambda s: medicine_count(s) >= 15,
    "polypharmacy": lambda s: 10 <= medicine_count(s) <= 14,
    "recent-admission": lambda s: bool(s.event_days("emergency_admission", months=3)),
    "hypo-call-unanswered": unanswered,
    "extra-support": lambda s: bool(
        s.event_days("severe_mental_illness", "learning_disability", "dementia")
    ),
}


def outcome_of(rule: Callable[[Seen], bool], seen: Seen) -> str:
    try:
        return "raised" if rule(seen) else "clear"
    except Missing:
        return "unknown"


def worlds(record: Record, rule: str) -> Iterator[Record]:
    """Every record the comparators allow, by a grid of possible numbers; `raw` holds each."""
    rows = [row for kind in record.results for row in record.results[kind]]
    choices = [list(_possible(row, rule)) for row in rows]
    for chosen in product(*choices):
        results: dict[int, list[Result]] = {}
        for row, number in zip(rows, chosen, strict=True):
            results.setdefault(row.kind, []).append(row._replace(raw=str(number)))
        yield replace(record, results=results)


def _possible(row: Result, rule: str) -> Iterator[Fraction]:
    value = Fraction(str(row.value))
    if row.comparator == ">" and rule == "egfr-falling":
        yield value
    elif row.comparator == "<":
        yield from (number for number in _GRID if number < value)
        yield value - _TINY
    elif row.comparator == ">":
        yield value + _TINY
        yield from (number for number in [*_GRID, Fraction(10**6)] if number > value)
    else:
        yield value


def plain_answer(rule: str, record: Record, on: date) -> str:
    """What the definition says, by trying every world."""
    if not Seen(record, on).counts():
        return "clear"
    seen = {outcome_of(RULES[rule], Seen(world, on)) for world in worlds(record, rule)}
    return seen.pop() if len(seen) == 1 else "unknown"
