"""The columns of the list of people: headings, and each cell in words for those who listen."""

from mdt_app.ui.palette import SEVERITY_WORDS
from mdt_app.ui.prepare.lines import LATE_WORD, CaseLine
from mdt_app.ui.rows_model import Column

CHOSEN, PATIENT, AGE, TYPE, WHY, TREND, LATEST, SINCE, LANE, READY = range(10)
WIDTHS = {
    CHOSEN: 30,
    PATIENT: 140,
    AGE: 48,
    TYPE: 44,
    WHY: 300,
    TREND: 108,
    LATEST: 54,
    SINCE: 84,
    LANE: 76,
    READY: 80,
}
"""In pixels at the program's own letter size; the table widens them with larger letters."""


def _chosen(line: CaseLine) -> str:
    return "chosen" if line.is_chosen else ""


def _is_chosen(line: CaseLine) -> bool:
    return line.is_chosen


def _name(line: CaseLine) -> str:
    return line.name


def _age(line: CaseLine) -> str:
    return line.age_and_sex


def _type(line: CaseLine) -> str:
    return line.type


def why(line: CaseLine) -> str:
    """Every reason in words, with its severity said."""
    if line.is_not_reached and not line.case.raised:
        return f"{len(line.case.unknown)} questions the record cannot answer"
    return "; ".join(
        f"{SEVERITY_WORDS.get(flag.severity, flag.severity)}: {flag.headline}"
        for flag in line.case.raised
    )


def trend(line: CaseLine) -> str:
    """The latest results in words, oldest first, and the target they are held against."""
    if not line.case.hba1c:
        return "no HbA1c"
    values = ", ".join(f"{value:.0f}" for _day, value in line.case.hba1c)
    return f"{values}; target {line.target}" if line.target else values


def latest(line: CaseLine) -> str:
    """The latest HbA1c in words, and whether some of it was inferred."""
    if line.latest is None:
        return "none"
    return f"{line.latest:.0f}" + (", inferred" if line.is_latest_inferred else "")


def _since(line: CaseLine) -> str:
    return line.since


def lane(line: CaseLine) -> str:
    """The lane in words, and whether the person was chosen late."""
    return f"{line.lane}, {LATE_WORD}" if line.is_late else line.lane


def _ready(line: CaseLine) -> str:
    return line.ready


def spoken_line(line: CaseLine) -> str:
    """A whole line in one breath."""
    chosen = "chosen" if line.is_chosen else "not chosen"
    words = [line.name, line.age_and_sex, chosen, why(line), lane(line), line.ready]
    return ", ".join(word for word in words if word)


COLUMNS: tuple[Column[CaseLine], ...] = (
    Column("", _chosen, is_checked=_is_chosen),
    Column("Patient", _name),
    Column("Age", _age),
    Column("Type", _type),
    Column("Why flagged", why),
    Column("HbA1c, 4 results", trend),
    Column("Latest", latest, to_the_right=True),
    Column("Since", _since),
    Column("Lane", lane),
    Column("Ready", _ready),
)
SORT_WORDS = (
    "Chosen first",
    "Patient",
    "Age",
    "Type",
    "Why flagged (rank)",
    "HbA1c, steepest rise first",
    "Latest HbA1c, highest first",
    "Since",
    "Lane",
    "Ready, what is missing first",
)
"""What sorting by each column means, in the columns' order."""
