"""An invented board: the paper's network with eighteen months that rise."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from mdt_app.errors import UserError
from mdt_app.measures.differing import Difference, Differing
from mdt_app.measures.equity import CutFigure
from mdt_app.measures.incentive import Terms, earned, what_if
from mdt_app.measures.needed import needed
from mdt_app.measures.run_chart import exactly, run_chart
from mdt_app.measures.values import Board, Figure, Line, MeasureWords, MonthPoint, PersonLine
from mdt_app.meeting.advice import AdviceCounts
from mdt_app.meeting.care_cases import CareCase, CareCases
from mdt_app.meeting.learning import Lesson
from mdt_app.meeting.process_cases import MeetingCase, MeetingCases
from mdt_app.meeting.process_figures import ActionFigures, HeldShare, MeetingFigures
from mdt_app.meeting.tiers import MonthOfCare
from mdt_app.ui.measures.asked import Asked, Wanted

NAMES = {
    "Y00001": "Alder Road",
    "Y00002": "Birch Lane",
    "Y00003": "Cedar Street",
    "Y00004": "Dock View",
}
SIZES = {"Y00001": 702, "Y00002": 655, "Y00003": 590, "Y00004": 540}
OCTOBER = date(2026, 10, 31)
TERMS = (
    Terms("care-plan", "Care plans", 30, 85),
    Terms("retinal-attended", "Retinal", 20, 80),
    Terms("bp-and-cholesterol", "BP and cholesterol", 30, 50),
    Terms("hba1c-58", "HbA1c", 20, 60),
)
_MEASURES = (
    ("care-plan", "Care plan agreed in 12 months", 85, 58.0, 88.0),
    ("retinal-attended", "Retinal screening attended", 80, 72.0, 82.8),
    ("bp-and-cholesterol", "BP ≤ 140/80 and cholesterol ≤ 4.0", 50, 35.3, 46.1),
    ("bp", "BP ≤ 140/80", None, 55.0, 64.0),
    ("cholesterol", "Cholesterol ≤ 4.0", None, 52.0, 61.0),
    ("hba1c-58", "HbA1c ≤ 58 mmol/mol", 60, 49.0, 57.0),
)
_SHIFTS = {"Y00001": 4.0, "Y00002": -3.4, "Y00003": 2.4, "Y00004": -1.6}
_LEFT_OUT = {"declined": 12, "unsuitable": 3}


def month_ends(count: int, last: date = OCTOBER) -> list[date]:
    """The last days of months, the oldest first."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return found[::-1]


def _figure(measure: str, group: str, practice: str, percent: float, of: int) -> Figure:
    return Figure(measure, group, practice, round(of * percent / 100), of, None, _LEFT_OUT)


def line_of(
    code: str, words: str, target: float | None, start: float, end: float, group: str = "",
    months: int = 18, frozen: int = 18,
) -> Line:  # fmt: skip
    """A measure that goes from one percentage to another, with a little noise of its own."""
    ends = month_ends(months)
    theirs: dict[str, list[MonthPoint]] = {ods: [] for ods in NAMES}
    network = []
    for place, month in enumerate(ends):
        share = place / max(1, months - 1)
        wobble = (0.0, 0.6, -0.5, 0.2)[place % 4] if 0 < place < months - 1 else 0.0
        level = start + (end - start) * share + wobble
        parts = [
            _figure(code, group, ods, min(99.0, level + _SHIFTS[ods] * share), SIZES[ods])
            for ods in NAMES
        ]
        whole = Figure(
            code, group, "", sum(p.numerator for p in parts), sum(SIZES.values()), None, _LEFT_OUT
        )
        frozen_on = month + timedelta(days=3) if place < frozen else None
        for part in parts:
            theirs[part.practice].append(MonthPoint(month, part, frozen_on))
        network.append(MonthPoint(month, whole, frozen_on))
    now = network[-1].figure
    latest = tuple(theirs[ods][-1].figure for ods in NAMES)
    chart = run_chart([(each.month, exactly(each.figure)) for each in network])
    definition = "Both readings in the last 15 months; type 2, aged 17 and over."
    return Line(
        MeasureWords(
            code, words, definition, "higher is better", "Hull et al., 2014", target,
            "The programme's own target." if target else "",
        ),
        group, now, latest, tuple(network),
        {ods: tuple(points) for ods, points in theirs.items()},
        needed(now, target),
        {each.practice: needed(each, target) or 0 for each in latest} if target else {},
        sentence=chart.sentence, run=chart.run,
    )  # fmt: skip


def board(**changed: object) -> Board:
    """East London on 31 October, frozen on 3 November."""
    lines = tuple(line_of(*each) for each in _MEASURES)
    figures = {line.measure.id: line.network for line in lines}
    made = Board(
        "east-london-2009", "East London 2009–12", "", "Network 3", OCTOBER, True,
        date(2026, 11, 3), 2487, "2\xa0487 people with type 2 diabetes", NAMES, "Y00002", lines,
        earned(TERMS, figures),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def two_groups() -> Board:
    """A set that reports two groups apart, with a caveat and months to freeze."""
    lines = tuple(
        line_of(code, words, None, start, end, group, frozen=16)
        for group in ("type 1", "type 2 and other")
        for code, words, _target, start, end in _MEASURES
    )
    return board(
        set_name="nda-2025", title="NDA 2025–26", lines=lines, incentive=(), is_frozen=False,
        frozen_on=None, caveat="These definitions follow secondary readings of the rules.",
        people_words="2,601 people with diabetes", to_freeze=(date(2026, 9, 30), OCTOBER),
    )  # fmt: skip


def changed_since() -> Board:
    """October would be another figure now."""
    made = board()
    line = made.lines[2]
    last = line.months[-1]
    now = replace(last.figure, numerator=last.figure.numerator + 7)
    why = ("birch-nov.csv (12 Nov) brought 214 results dated to 31 Oct.",)
    point = replace(last, now=now, why=why)
    other = replace(line, months=(*line.months[:-1], point))
    return replace(made, lines=(*made.lines[:2], other, *made.lines[3:]))


PEOPLE = tuple(
    PersonLine(
        f"99900{place:05d}", f"Specimen, {name}", date(1960 + place, 2, 14), 66 - place, "Y00002",
        outcome, words,
    )
    for place, (name, outcome, words) in enumerate(
        (
            ("Ada", "missed", "BP 152/88 on 3 Nov 2026, above 140/80"),
            ("Bram", "missed", "no cholesterol since 3 Mar 2025"),
            ("Cleo", "achieved", "BP 128/76, cholesterol 3.8"),
            ("Dita", "declined", "declined on 4 May 2026"),
        )
    )
)  # fmt: skip
CUTS = (
    CutFigure("Age", "17 to 39", Figure("bp-and-cholesterol", "", "", 40, 102)),
    CutFigure("Age", "40 to 64", Figure("bp-and-cholesterol", "", "", 510, 1120)),
    CutFigure("Age", "65 and over", Figure("bp-and-cholesterol", "", "", 597, 1265)),
    CutFigure("Interpreter", "needed", Figure("bp-and-cholesterol", "", "", 61, 190)),
    CutFigure("Interpreter", "not needed", Figure("bp-and-cholesterol", "", "", 0, 0)),
)
MEETINGS = (
    MeetingFigures(
        "m1", "Network 3 MDT", date(2026, 9, 17), 14, 12, 1, 1, 12, 5.4, 5,
        ActionFigures(9, 5, 1, 0, 2, 1), (("Chair", 1), ("GP", 3), ("Practice nurse", 4)), (),
    ),
    MeetingFigures(
        "m2", "Network 3 MDT", date(2026, 10, 15), 15, 15, 0, 0, 15, None, 5,
        ActionFigures(), (), (),
    ),
)  # fmt: skip


CASES = (
    MeetingCase("9990000018", "Begum, Ada", "decided", "Start SGLT2 inhibitor"),
    MeetingCase("9990000026", "Chowdhury, Bram", "deferred", "bloods awaited"),
)


CARE = (
    MonthOfCare(
        date(2026, 9, 1), 12, {"specialist": 2, "primary": 4}, {"foot": 1, "antenatal": 2}, 4
    ),
    MonthOfCare(date(2026, 10, 1), 15, {"enhanced_primary": 3}, {}, 1),
)
CARE_CASES = (CareCase("9990000018", "Begum, Ada", date(2026, 10, 15), "Enhanced primary care"),)
LESSONS = (
    Lesson(date(2026, 10, 15), "Network 3 MDT", "Ask about sick days before starting."),
    Lesson(date(2026, 9, 17), "Network 3 MDT", "A foot that is warm is seen the same day."),
)


class Behind:
    """The functions behind the screen, with everything that was asked of them."""

    def __init__(self) -> None:
        self.boards: dict[str, Board] = {
            "east-london-2009": board(),
            "nda-2025": two_groups(),
            "qof-2026-27": board(
                set_name="qof-2026-27", title="QOF 2026–27", incentive=(),
                caveat="These definitions follow secondary readings of the 2026–27 rules.",
            ),
        }  # fmt: skip
        self.is_anybody_here = True
        self.calls: list[tuple[object, ...]] = []

    def asked(self) -> Asked:
        return Asked(
            sets=self.sets,
            board=self.board,
            brought_up_to_date=self.brought_up_to_date,
            is_anybody_here=lambda: self.is_anybody_here,
            people=self.people,
            equity=self.equity,
            other_measures=self.other_measures,
            differing=self.differing,
            what_if=lambda shown, line, more: what_if(
                TERMS,
                {each.measure.id: each.network for each in shown.lines},
                line.measure.id,
                more,
            ),
            freeze=lambda name, months: self.calls.append(("freeze", name, tuple(months))),
            restate=lambda *given: self.calls.append(("restate", *given)),
            choose_practice=self.choose_practice,
            take_benchmark=self.take_benchmark,
            meetings=lambda: MEETINGS,
            meeting_cases=lambda meeting: MeetingCases(meeting, CASES, 12),
            care=lambda: CARE,
            care_cases=lambda month: CareCases(month, CARE_CASES, 2),
            held=lambda: HeldShare(2, (date(2026, 8, 20),)),
            advice=lambda: AdviceCounts(5, 4, 3),
            lessons=lambda: LESSONS,
        )

    def sets(self) -> Sequence[tuple[str, str]]:
        return [(code, made.title) for code, made in self.boards.items()]

    def board(self, name: str, month: date | None) -> Board:
        self.calls.append(("board", name, month))
        made = self.boards[name]
        if month is None:
            return replace(made, on=date(2026, 11, 26), is_frozen=False, frozen_on=None)
        return made if month == OCTOBER else replace(made, on=month)

    def brought_up_to_date(self, name: str, month: date | None, report: object) -> Board:
        return replace(self.board(name, month), is_stale=False)

    def people(self, wanted: Wanted) -> Sequence[PersonLine]:
        own = self.boards[wanted.set_name].own_practice
        if wanted.practice != own:
            raise UserError(
                f"Only {NAMES[wanted.practice]} may see these names; "
                f"here you work at {NAMES[own]}.", "Ask them for their list.",
            )  # fmt: skip
        self.calls.append(("people", wanted))
        return PEOPLE

    def equity(self, name: str, on: date) -> Sequence[CutFigure]:
        self.calls.append(("equity", name, on))
        return CUTS

    def other_measures(self, name: str) -> Sequence[tuple[str, str]]:
        return [("qof-2026-27/DM036/", "QOF 2026–27: BP ≤ 140/90")]

    def differing(self, wanted: Wanted, other: str) -> Differing:
        self.calls.append(("differing", wanted, other))
        why = Difference("missed", "achieved", "QOF allows a diastolic of 90", 401, PEOPLE[:2])
        return Differing("East London: BP", "QOF 2026–27: BP ≤ 140/90", 2086, (why,))

    def choose_practice(self, ods: str) -> None:
        self.calls.append(("practice", ods))
        self.boards = {code: replace(b, own_practice=ods) for code, b in self.boards.items()}

    def take_benchmark(self, path: object) -> str:
        self.calls.append(("benchmark", path))
        return "Benchmarks for 6 measures were taken in."
