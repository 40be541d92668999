"""What a practice's searches must hold, for the person who makes them: as a page to print.

The page holds no patient data. What it asks for is data (`resources/searches.toml`).
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from mdt_app.documents.written import replace_document
from mdt_app.resources import resource_text

Part = Literal["", "results", "events"]


class Code(NamedTuple):
    """A clinical code, its name in full, and the name for the page where that is long."""

    code: str
    term: str
    short: str = ""

    @property
    def shown(self) -> str:
        return self.short or self.term


class CodeLine(NamedTuple):
    """One line of a list of codes. `kinds`: what the program takes them for."""

    name: str
    kinds: Sequence[str]
    codes: Sequence[Code]


class Group(NamedTuple):
    """Columns that the system keeps under one name."""

    name: str
    columns: Sequence[str]
    if_offered: Sequence[str] = ()


class Report(NamedTuple):
    """One report: its columns, and which rows and codes it has."""

    name: str
    rows: str
    groups: Sequence[Group]
    codes: Part = ""

    @property
    def columns(self) -> list[str]:
        """Every column, in order."""
        return [column for group in self.groups for column in group.columns]

    @property
    def if_offered(self) -> frozenset[str]:
        return frozenset(column for group in self.groups for column in group.if_offered)


class System(NamedTuple):
    """How it is done in one clinical system."""

    name: str
    begin: Sequence[str]
    reports: Sequence[Report]
    note: str
    finish: Sequence[str]


class Searches(NamedTuple):
    """Everything the page says."""

    title: str
    for_whom: str
    why: str
    extra: str
    never: str
    every_code: str
    systems: Sequence[System]
    results: Sequence[CodeLine]
    events: Sequence[CodeLine]

    def lines(self, part: Part) -> Sequence[CodeLine]:
        """The list of codes of that part; none for a report that needs no codes."""
        return {"results": self.results, "events": self.events, "": ()}[part]


@cache
def searches() -> Searches:
    """The searches, as the program ships them."""
    said = tomllib.loads(resource_text("searches.toml"))
    del said["reviewed"]
    systems = [_system(one) for one in said.pop("system")]
    results, events = (list(map(_line, said.pop(part))) for part in ("results", "events"))
    return Searches(**said, systems=systems, results=results, events=events)


def _system(said: dict[str, Any]) -> System:
    reports = [_report(one) for one in said.pop("report")]
    return System(**said, reports=reports)


def _report(said: dict[str, Any]) -> Report:
    groups = [Group(**one) for one in said.pop("groups")]
    return Report(**said, groups=groups)


def _line(said: Mapping[str, Any]) -> CodeLine:
    codes = [Code(**one) for one in said["codes"]]
    return CodeLine(said["name"], said["kinds"], codes)


def write_searches_page(path: Path, network: str) -> None:
    """Write the pages as PDF, one for each system, in place of a file of that name.

    `network` is printed if it is not ''. A failure leaves the file as it was.
    """
    from mdt_app.documents.searches_layout import searches_as_pdf

    replace_document(path, searches_as_pdf(searches(), network), "The page")
