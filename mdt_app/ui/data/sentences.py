"""What files would bring, or brought, in one sentence."""

from collections.abc import Mapping, Sequence

from mdt_app.clinical.words import joined
from mdt_app.intake.rows import SECTIONS, Counts, FileReport
from mdt_app.ui.data.wording import counted, set_aside

_NOUNS = {
    "patients": ("person", "people"),
    "results": ("result", "results"),
    "medicines": ("medicine", "medicines"),
    "events": ("event", "events"),
}


def would_be(reports: Sequence[FileReport]) -> str:
    """`612 people and 9 180 results would be new; 12 rows wait for you`."""
    return _sentence(reports, "would be new", "would change", "Nothing here would be new")


def came_of_it(reports: Sequence[FileReport]) -> str:
    """`612 people and 9 180 results are new; 12 rows wait for you`."""
    number = sum(count.new for count in _together(reports).values())
    new = "is new" if number == 1 else "are new"
    return _sentence(reports, new, "changed", "Nothing was new")


def _sentence(reports: Sequence[FileReport], new: str, changed: str, nothing: str) -> str:
    counts = _together(reports)
    parts = []
    if words := _numbers(counts, "new"):
        parts.append(f"{words} {new}")
    if words := _numbers(counts, "changed"):
        parts.append(f"{words} {changed}")
    if number := sum(count.superseded for count in counts.values()):
        verb = "would be corrected" if new.startswith("would") else "corrected"
        parts.append(f"{counted(number, 'result')} {verb}")
    if not parts:
        parts.append(nothing)
    return "; ".join((*parts, *waiting(reports)))


def waiting(reports: Sequence[FileReport]) -> tuple[str, ...]:
    """`12 rows wait for you`, if any do."""
    number = sum(set_aside(report.counts) for report in reports)
    return (f"{counted(number, 'row')} {'waits' if number == 1 else 'wait'} for you",) * bool(
        number
    )


def _together(reports: Sequence[FileReport]) -> dict[str, Counts]:
    found = {section: Counts() for section in SECTIONS}
    for report in reports:
        for section, count in report.counts.items():
            for field in ("new", "changed", "superseded"):
                setattr(
                    found[section], field, getattr(found[section], field) + getattr(count, field)
                )
    return found


def _numbers(counts: Mapping[str, Counts], field: str) -> str:
    return joined(
        [
            counted(number, *_NOUNS[section])
            for section in SECTIONS
            if (number := getattr(counts[section], field))
        ]
    )


def open_questions(reports: Sequence[FileReport]) -> str:
    """`2 questions are open`, or ''."""
    number = sum(len(report.questions) for report in reports)
    return f"{counted(number, 'question')} {'is' if number == 1 else 'are'} open" if number else ""


def refused(reports: Sequence[FileReport]) -> list[FileReport]:
    """Files that cannot be used whatever is answered: refused as a whole, and nothing is asked."""
    return [
        report
        for report in reports
        if not report.questions and any(not problem.row for problem in report.problems)
    ]
