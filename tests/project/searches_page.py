"""docs/searches.md: the page for the person who makes a practice's searches, as Markdown."""

from collections.abc import Iterator, Sequence

from mdt_app.documents.searches import CodeLine, Group, Report, Searches, System, searches

ABOUT = (
    "Made from `resources/searches.toml`; not to be edited by hand. The same, to print and to tick:"
    " `mdt-app searches --to searches.pdf`. A test writes files exactly as this page asks and"
    " takes them in: nothing is set aside, nothing is asked, no column is unknown."
)


def page() -> str:
    """The page as it should be now."""
    return "\n".join(_lines(searches())).rstrip() + "\n"


def _lines(said: Searches) -> Iterator[str]:
    yield from (f"# {said.title}", "", ABOUT, "", f"{said.for_whom} {said.why}", "")
    for system in said.systems:
        yield from _system(system)
    yield from ("## Codes", "", said.every_code, "")
    yield from _codes("List A: results", said.results)
    yield from _codes("List B: diagnoses and events", said.events)
    yield from ("## What else", "", f"- {said.extra}", f"- {said.never}")


def _system(system: System) -> Iterator[str]:
    yield from (f"## {system.name}", "", "Set up, once:", "")
    yield from (f"{place}. {step}" for place, step in enumerate(system.begin, 1))
    yield from ("", "| report | columns, in this order | rows |", "|---|---|---|")
    yield from map(_report, system.reports)
    yield from ("", system.note.replace("*", "\\*"), "", "Every time:", "")
    yield from (f"{place}. {step}" for place, step in enumerate(system.finish, 1))
    yield ""


def _report(report: Report) -> str:
    columns = "<br>".join(map(_group, report.groups))
    return f"| {report.name} | {columns} | {report.rows} |"


def _group(group: Group) -> str:
    names = [name + ("\\*" if name in group.if_offered else "") for name in group.columns]
    return f"{group.name}: {' · '.join(names)}"


def _codes(heading: str, lines: Sequence[CodeLine]) -> Iterator[str]:
    yield from (
        f"### {heading}",
        "",
        "| | code | name in SNOMED CT | read as |",
        "|---|---|---|---|",
    )
    for line in lines:
        kinds = ", ".join(f"`{kind}`" for kind in line.kinds)
        for place, code in enumerate(line.codes):
            first = (line.name, kinds) if place == 0 else ("", "")
            yield f"| {first[0]} | {code.code} | {code.term} | {first[1]} |"
    yield ""
