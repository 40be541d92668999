"""What the user says of the files: where they come from, and answers in place of guesses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user said about one file; an empty field leaves it to the program."""

    layout: str = ""
    """The name of a shipped or saved layout."""
    encoding: str = ""
    delimiter: str = ""
    heading_row: int = 0
    sheets: tuple[str, ...] = ()
    filled_down: str = ""
    """`yes` or `no`: whether blank cells under a person mean the same person."""
    columns: Mapping[int, str] = field(default_factory=dict)
    """What a column is, by its place counted from 1: `result.hba1c.value`, `ignored` …"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the user wants the files of one import read. `practice` is an ODS code or ''."""

    practice: str = ""
    layout: str = ""
    """A layout's name, or the path of a layout file; for all files."""
    sheet: str = ""
    """A sheet's name, or `all`; for all workbooks."""
    allow_test_numbers: bool = False
    is_accepted: bool = False
    """Warnings that stop have been read and are accepted."""
    answers: Mapping[Path, Answers] = field(default_factory=dict)

    def of(self, path: Path) -> Answers:
        """What was said about one file."""
        return self.answers.get(path, Answers())
