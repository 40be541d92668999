"""What became of rows, in words and numbers people read."""

from collections.abc import Iterable, Mapping, Sequence

from mdt_app.clinical.words import grouped
from mdt_app.intake.columns.layout_file import shipped_layouts
from mdt_app.intake.columns.meanings import IGNORED
from mdt_app.intake.rows import SECTIONS, Counts, FileReport

SECTION_WORDS = {
    "patients": "People",
    "results": "Results",
    "medicines": "Medicines",
    "events": "Events",
}
COUNTED: tuple[tuple[str, str, str], ...] = (
    ("new", "New", "not in the store before"),
    ("changed", "Changed", "known already; something is different now"),
    ("same", "Same", "in the store already, word for word"),
    ("superseded", "Corrected", "an earlier value that this file no longer has"),
    ("held", "Held back", "waits for a decision, for example two dates of birth"),
    ("rejected", "Set aside", "cannot be used; the list below says why"),
    ("no_value", "No value", "a day without a result; never counted as 0"),
)
"""Field of `Counts`, heading, what it means."""
_LAYOUT_WORDS = {
    "plain": "plain layout",
    "fhir-r4": "FHIR R4",
    "emis-bulk": "EMIS bulk extract",
    "tpp-srcode": "SystmOne strategic extract",
    "": "layout not recognised",
}


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 file`, `3 files`, `2 people`.

    >>> counted(1, "person", "people"), counted(2, "person", "people"), counted(0, "file")
    ('1 person', '2 people', '0 files')
    """
    return f"{grouped(number)} {noun if number == 1 else plural or noun + 's'}"


def layout_words(layout: str) -> str:
    """What kind of file it is: `EMIS Web list report with events`."""
    shipped = shipped_layouts().get(layout)
    return _LAYOUT_WORDS.get(layout) or (shipped.title if shipped is not None else layout)


def file_line(report: FileReport) -> str:
    """Layout, encoding and rows in one line, but nothing that a guess says already."""
    said = {guess.what for guess in report.guesses}
    is_to_come = not report.layout and bool(report.questions)
    layout = "" if "layout" in said or is_to_come else layout_words(report.layout)
    encoding = "" if "encoding" in said else report.encoding.upper()
    rows = counted(report.rows, "row") if report.rows else ""
    return " · ".join(filter(None, (layout, encoding, rows)))


def columns_words(report: FileReport) -> str:
    """`18 of 42 columns used`, or '' where a file has none of its own."""
    used = sum(column.meaning not in ("", IGNORED) for column in report.columns)
    return f"{used} of {counted(len(report.columns), 'column')} used" if report.columns else ""


def sections_met(counts: Mapping[str, Counts]) -> list[str]:
    """The sections a file had rows of, in their usual order."""
    return [name for name in SECTIONS if name in counts and total_of(counts[name])]


def total_of(counts: Counts) -> int:
    return sum(getattr(counts, field) for field, _heading, _meaning in COUNTED)


def columns_met(counts: Iterable[Counts]) -> list[tuple[str, str, str]]:
    """The columns worth showing: new, same and set aside always, others where not all are 0."""
    found = list(counts)
    always = ("new", "changed", "same", "rejected")
    return [
        column
        for column in COUNTED
        if column[0] in always or any(getattr(count, column[0]) for count in found)
    ]


def brought(counts: Mapping[str, Counts]) -> str:
    """What a file brought, in a few words: `612 people, 91 804 results`."""
    nouns = (
        ("patients", "person", "people"),
        ("results", "result", "results"),
        ("medicines", "medicine", "medicines"),
        ("events", "event", "events"),
    )
    words = [
        counted(number, one, many)
        for section, one, many in nouns
        if section in counts
        and (number := counts[section].new + counts[section].changed + counts[section].same)
    ]
    return ", ".join(words) or "nothing"


def set_aside(counts: Mapping[str, Counts]) -> int:
    """Rows that were not used and wait for somebody to look."""
    return sum(count.rejected + count.held for count in counts.values())


def summary(reports: Iterable[FileReport]) -> str:
    """All files together: what would be new, changed and set aside."""
    found = [count for report in reports for count in report.counts.values()]
    words = [
        f"{grouped(sum(getattr(count, field) for count in found))} {word}"
        for field, word in (("new", "new"), ("changed", "changed"), ("same", "same"))
    ]
    aside = sum(count.rejected + count.held for count in found)
    return f"{', '.join(words)}, {grouped(aside)} set aside or held back"


def why_nothing(reports: Sequence[FileReport]) -> str:
    """Why not one row of these files can be used, in a sentence or two; '' when some can."""
    found = [count for report in reports for count in report.counts.values()]
    aside = sum(count.rejected for count in found)
    if not aside or aside < sum(map(total_of, found)):
        return ""
    rows = f"{counted(aside, 'row')} {'is' if aside == 1 else 'are'} set aside"
    reasons = {(each.problem, each.hint) for report in reports for each in report.problems}
    if len(reasons) > 1:
        return f"Nothing here can be taken in: {rows}, and the list below says why."
    problem, hint = reasons.pop()
    return f"Nothing here can be taken in: {rows}. {problem}: {hint[:1].lower()}{hint[1:]}"
