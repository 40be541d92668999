"""Hypothesis strategies: one search's content, laid out and written in the ways practices do."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.intake.files import people as cast
from tests.intake.files.emis import HBA1C
from tests.intake.files.people import Person, cells
from tests.intake.files.workbooks import Cell, Day, Sheet, ods, xlsx
from tests.intake.files.writing import written

PEOPLE = (cast.ZOE, cast.SEAN, cast.SHAHIDA, cast.CHIDI, cast.ANH)
_BAD_NUMBERS = ("9990000019", "9.99E+09", "", "999000001", "1111111111")
_FIRST = date(2024, 1, 1)
TERMS = {
    "hba1c": (HBA1C, "999791000000106"),
    "creatinine": ("Serum creatinine level", "1000731000000107"),
    "cholesterol": ("Serum cholesterol level", "1005671000000105"),
    "bmi": ("Body mass index", "60621009"),
}
USELESS = ("Influenza vaccination", "86198006")
_LIMITS = {"hba1c": (20, 195), "creatinine": (20, 2500), "cholesterol": (1, 30), "bmi": (10, 100)}


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a row says. `kind` '': of no use here; `on` None: without a day."""

    who: int
    kind: str
    on: date | None
    value: str

    @property
    def outcome(self) -> str:
        """What the rules of the plain layout make of it, the person aside."""
        if not self.kind:
            return ""
        if self.on is None:
            return "rejected" if self.value else ""
        if not self.value:
            return "no_value"
        return "new" if self.value.isdigit() else "rejected"


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found: people, and readings of theirs."""

    people: tuple[Person, ...]
    readings: tuple[Reading, ...]

    def of(self, who: int) -> list[Reading]:
        return [reading for reading in self.readings if reading.who == who]

    def is_good(self, who: int) -> bool:
        """Whether the person can be taken in."""
        return self.people[who] in PEOPLE

    def with_other_values(self, chosen: Collection[int]) -> "Search":
        """The same with other values at these places."""
        readings = [
            replace(reading, value=_other(reading)) if place in chosen else reading
            for place, reading in enumerate(self.readings)
        ]
        return replace(self, readings=tuple(readings))

    def stored(self) -> set[tuple[str, str, str, str]]:
        """Number, kind, day and value of everything that must be in the store, and nothing else."""
        return {
            (self.people[r.who].number, r.kind, r.on.isoformat(), r.value)
            for r in self.readings
            if r.on and r.outcome == "new" and self.is_good(r.who)
        }


def _other(reading: Reading) -> str:
    low, high = _LIMITS[reading.kind]
    return str(low + (int(reading.value) - low + 1) % (high - low + 1))


@dataclass(frozen=True, slots=True)
class Manner:
    """How the table is written down."""

    delimiter: str = ","
    encoding: str = "utf-8"
    end: str = "\r\n"
    quotes_all: bool = False
    preamble: tuple[str, ...] = ()
    blank_after: frozenset[int] = frozenset()
    """Rows behind which a blank line stands."""
    commas_after: frozenset[int] = frozenset()
    headings_after: frozenset[int] = frozenset()
    trailing: bool = False
    """Every line ends with a delimiter."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A search laid out as a table."""

    headings: tuple[str, ...]
    rows: list[list[str]]
    said: list[list[Reading]] = field(default_factory=list)
    """What each row says, row by row."""
    who: list[int] = field(default_factory=list)


# --- content -----------------------------------------------------------------------------


@st.composite
def searches(draw: st.DrawFn, *, good: bool = False, latest: bool = False) -> Search:
    """People and readings. `good`: nothing is wrong with any; `latest`: one of a kind each."""
    count = draw(st.integers(1, len(PEOPLE)))
    people = list(PEOPLE[:count])
    if not good and draw(st.booleans()):
        number = draw(st.sampled_from(_BAD_NUMBERS))
        people.append(Person(number, "Nobody", "Known", "Mr", date(1960, 1, 1), "Male"))
    taken: dict[tuple[int, str, date | None], Reading] = {}
    for _ in range(draw(st.integers(0, 10))):
        reading = draw(_readings(len(people), good))
        key = (reading.who, reading.kind, None if latest else reading.on)
        taken.setdefault(key, reading)
    return Search(tuple(people), tuple(taken.values()))


@st.composite
def _readings(draw: st.DrawFn, people: int, good: bool) -> Reading:
    who = draw(st.integers(0, people - 1))
    kind = draw(st.sampled_from([*TERMS, ""] if not good else list(TERMS)))
    low, high = _LIMITS.get(kind, (0, 0))
    on = _FIRST + timedelta(days=draw(st.integers(0, 900)))
    value = str(draw(st.integers(low, high))) if kind else ""
    if not good:
        value = draw(st.sampled_from([value, value, value, "", "not done"])) if kind else ""
        when = draw(st.sampled_from([on, on, on, None])) if value else on
        return Reading(who, kind, when, value)
    return Reading(who, kind, on, value)


# --- layouts -----------------------------------------------------------------------------

Way = Callable[[date], str]
_PLACES = (
    "Organisation Code",
    "NHS Number",
    "Family Name",
    "Given Name",
    "Date of Birth",
    "Gender",
)
_SYSTMONE = ("NHS number", "Surname", "First name", "Date of birth", "Sex", "Postcode")


def _shown(on: date | None, way: Way) -> str:
    return way(on) if on else ""


def as_list_report(search: Search, way: Way, *, coded: bool = False) -> Laid:
    """A row for each reading; the person stands in every one."""
    last = (
        ("Date", "Code Term", "SNOMED Code", "Value") if coded else ("Date", "Code Term", "Value")
    )
    laid = Laid((*_PLACES, *last), [])
    for who, person in enumerate(search.people):
        for reading in search.of(who) or [None]:
            who_cells = cells(person, _PLACES, way)
            laid.rows.append([*who_cells, *(_event(reading, way, coded) if reading else "")])
            laid.rows[-1] += [""] * (len(laid.headings) - len(laid.rows[-1]))
            laid.said.append([reading] if reading else [])
            laid.who.append(who)
    return laid


def _event(reading: Reading, way: Way, coded: bool) -> list[str]:
    term, code = TERMS.get(reading.kind, USELESS)
    codes = [code] if coded else []
    return [_shown(reading.on, way), term, *codes, reading.value]


def as_groups(search: Search, way: Way) -> Laid:
    """A row for each person; Date, Code Term and Value again and again."""
    most = max((len(search.of(who)) for who in range(len(search.people))), default=0) or 1
    laid = Laid((*_PLACES, *("Date", "Code Term", "Value") * most), [])
    for who, person in enumerate(search.people):
        row = cells(person, _PLACES, way)
        for reading in search.of(who):
            row += _event(reading, way, coded=False)
        laid.rows.append(row + [""] * (len(laid.headings) - len(row)))
        laid.said.append(search.of(who))
        laid.who.append(who)
    return laid


_NAMES = {"hba1c": "HbA1c", "creatinine": "Creatinine", "cholesterol": "Cholesterol", "bmi": "BMI"}


def as_wide(search: Search, way: Way) -> Laid:
    """A row for each person; a value and a day for each kind. Wants one reading of a kind."""
    pairs = [name for kind in TERMS for name in (_NAMES[kind], f"{_NAMES[kind]} Date")]
    return _wide((*_PLACES, *pairs), _PLACES, search, way)


def as_systmone(search: Search, way: Way) -> Laid:
    """The same with headings in sentence case and an empty count at the end."""
    pairs = [name for kind in TERMS for name in (_NAMES[kind], f"{_NAMES[kind]} date")]
    return _wide((*_SYSTMONE, *pairs, "Patient Count"), _SYSTMONE, search, way)


def _wide(headings: tuple[str, ...], own: Sequence[str], search: Search, way: Way) -> Laid:
    laid = Laid(headings, [])
    for who, person in enumerate(search.people):
        row, said = cells(person, own, way), []
        for kind in TERMS:
            found = next((r for r in search.of(who) if r.kind == kind), None)
            row += [found.value, _shown(found.on, way)] if found else ["", ""]
            said += [found] if found else []
        laid.rows.append(row + [""] * (len(headings) - len(row)))
        laid.said.append(said)
        laid.who.append(who)
    return laid


LATEST = (as_wide, as_systmone)
EVERY = (as_list_report, as_groups)
WAYS = (cast.emis, cast.iso, cast.british, cast.compact, cast.tpp)


@st.composite
def laid_out(draw: st.DrawFn, *, good: bool = False) -> tuple[Search, Laid]:
    """A search and one of the layouts for it, its people's columns in any order."""
    layout = draw(st.sampled_from((*LATEST, *EVERY)))
    search = draw(searches(good=good, latest=layout in LATEST))
    way = draw(st.sampled_from(WAYS))
    laid = layout(search, way)
    return search, _moved(laid, draw(st.permutations(range(6))))


def _moved(laid: Laid, order: Sequence[int]) -> Laid:
    """The first columns in another order; the others where they stand."""
    places = [*order, *range(len(order), len(laid.headings))]
    rows = [[row[place] for place in places] for row in laid.rows]
    return Laid(tuple(laid.headings[place] for place in places), rows, laid.said, laid.who)


# --- writing -----------------------------------------------------------------------------

_PREAMBLES = st.lists(
    st.sampled_from(
        ["Report: Diabetes, all", "Run by: PATEL, Nisha (Mrs)", "", "Population count: 4"]
    ),
    max_size=5,
).map(tuple)
_SOME_ROWS = st.frozensets(st.integers(0, 6), max_size=3)
manners = st.builds(
    Manner,
    delimiter=st.sampled_from([",", ",", ";", "\t", "~"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be-sig"]),
    end=st.sampled_from(["\r\n", "\n"]),
    quotes_all=st.booleans(),
    preamble=_PREAMBLES,
    blank_after=_SOME_ROWS,
    commas_after=_SOME_ROWS,
    headings_after=_SOME_ROWS,
    trailing=st.booleans(),
)


def placed(laid: Laid, manner: Manner) -> tuple[list[list[str]], list[int]]:
    """All lines of the file, and at which each row of the table stands, counted from 1."""
    width = len(laid.headings)
    lines = [[text] if text else [] for text in manner.preamble]
    lines.append(list(laid.headings))
    places = []
    for place, row in enumerate(laid.rows):
        lines.append(row)
        places.append(len(lines))
        if place in manner.blank_after:
            lines.append([])
        if place in manner.commas_after:
            lines.append([""] * width)
        if place in manner.headings_after:
            lines.append(list(laid.headings))
    if manner.trailing:
        lines = [[*line, ""] if len(line) == width else line for line in lines]
    return lines, places


def bytes_of(laid: Laid, manner: Manner) -> bytes:
    """The file."""
    big = manner.encoding == "utf-16-be-sig"
    content = written(
        placed(laid, manner)[0],
        delimiter=manner.delimiter,
        encoding="utf-16-be" if big else manner.encoding,
        end=manner.end,
        quotes_all=manner.quotes_all,
    )
    return b"\xfe\xff" + content if big else content


def book_of(laid: Laid, search: Search, *, open_document: bool, typed: bool) -> bytes:
    """The same table as a workbook; `typed`: days and numbers are numbers, not text."""
    rows: list[list[Cell]] = [list(laid.headings)]
    for row in laid.rows:
        rows.append([_typed(cell) if typed else cell for cell in row])
    made = ods if open_document else xlsx
    return made([Sheet("Results", rows)])


def _typed(cell: str) -> Cell:
    if cell.isdigit() and len(cell) != 8:
        return int(cell)
    try:
        return Day(date.fromisoformat(cell))
    except ValueError:
        return cell
